"""From expression trees to the typed core. ``None`` means: a problem was reported here."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.aggregates import aggregate, interpolated, share_of
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.lookups import lookup
from refcf_rules.language.expression.names import lower_path
from refcf_rules.language.expression.operators import agree, arithmetic, comparison
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    date_of,
    dotted,
    number_of,
    span_of,
    string_value,
    tokens,
)
from refcf_rules.language.scope import Scope
from refcf_rules.model import expression as core
from refcf_rules.model.types import DATE, SHARE, TEXT, TRUTH, ChoiceType, NumberType, Type, type_words
from refcf_rules.source.message import Message


def lowering_of(scope: Scope, declaration: Declaration) -> Lowering:
    """How the expressions of a declaration are lowered."""
    return Lowering(scope, declaration, lower_tree)


def lower_tree(lowering: Lowering, tree: Branch, expected: Type | None) -> core.Expression | None:
    """The core expression of a tree: literals and names here, everything else below."""
    match tree.data:
        case "quantity" | "amount":
            value, unit = amount_of(tree)
            type_ = NumberType(unit.dimension) if unit else SHARE
            return core.NumberLiteral(value, unit, type_, span_of(lowering.declaration, tree))
        case "number":
            token = tokens(tree, "NUM")[0]
            return core.NumberLiteral(number_of(token), None, SHARE, span_of(lowering.declaration, tree))
        case "string":
            return core.TextLiteral(string_value(tree), TEXT, span_of(lowering.declaration, tree))
        case "date":
            iso = date_of(lowering.declaration, tree, lowering.problems)
            return core.DateLiteral(iso, DATE, span_of(lowering.declaration, tree))
        case "truth":
            true = tokens(tree, "_TRUE") != ()
            return core.TruthLiteral(true, TRUTH, span_of(lowering.declaration, tree))
        case "path" if (substitute := lowering.declaration.substitutes.get(dotted(tree))) is not None:
            names = lowering.scope.with_bare_names(substitute.variable, substitute.table)
            return replace(lowering, scope=names, declaration=substitute.declaration).lower(substitute.tree, expected)
        case "path":
            return lower_path(tree, lowering.scope, lowering.declaration, expected)
        case "conditional":
            return _conditional(lowering, tree, expected)
        case _:
            return _compound(lowering, tree)


def _compound(lowering: Lowering, tree: Branch) -> core.Expression | None:
    match tree.data:
        case "addition" | "multiplication":
            return _chain(lowering, tree)
        case "compare":
            return comparison(lowering, tree)
        case "disjunction" | "conjunction":
            return _logic(lowering, tree)
        case "not_":
            operand = lowering.truth(tree.children[0])
            return core.Not(operand, TRUTH, span_of(lowering.declaration, tree)) if operand else None
        case "negative":
            return _negative(lowering, tree)
        case "is_given" | "is_missing":
            return _given(lowering, tree)
        case "is_one_of" | "is_not_one_of":
            return _among(lowering, tree)
        case "lookup":
            return lookup(lowering, tree)
        case "year_of":
            return _year(lowering, tree)
        case "rounded":
            return _rounded(lowering, tree)
        case "share_of":
            return share_of(lowering, tree)
        case "interpolated":
            return interpolated(lowering, tree)
        case _:
            return aggregate(lowering, tree)


def _chain(lowering: Lowering, tree: Branch) -> core.Expression | None:
    parts = [child for child in branches(tree) if child.data not in {"add_sign", "times_sign"}]
    signs = [str(child.children[0]) for child in branches(tree, "add_sign", "times_sign")]
    lowered = [lowering.number(part) for part in parts]
    total = lowered[0]
    for sign, right in zip(signs, lowered[1:], strict=True):
        if total is None or right is None:
            return None
        total = arithmetic(lowering, sign, total, right)
    return total[0] if total else None


def _logic(lowering: Lowering, tree: Branch) -> core.Expression | None:
    operands = [lowering.truth(child) for child in tree.children]
    sound = tuple(operand for operand in operands if operand is not None)
    if len(sound) < len(operands):
        return None
    operator: Literal["and", "or"] = "or" if tree.data == "disjunction" else "and"
    return core.Logic(operator, sound, TRUTH, span_of(lowering.declaration, tree))


def _negative(lowering: Lowering, tree: Branch) -> core.Expression | None:
    operand = lowering.number(next(branches(tree)))
    if operand is None:
        return None
    return core.Negative(operand[0], operand[1], span_of(lowering.declaration, tree))


def _given(lowering: Lowering, tree: Branch) -> core.Expression | None:
    operand = lowering.lower(tree.children[0])
    if operand is None:
        return None
    span = span_of(lowering.declaration, tree)
    given = core.IsGiven(operand, TRUTH, span)
    return given if tree.data == "is_given" else core.Not(given, TRUTH, span)


def _among(lowering: Lowering, tree: Branch) -> core.Expression | None:
    value = lowering.lower(tree.children[0])
    if value is None:
        return None
    options: list[str] = []
    for child in tree.children[1:]:
        option = lowering.lower(child, value.type)
        if not isinstance(option, core.TextLiteral):
            if option is not None:
                lowering.wrong_type(option, Message("列表中的文字或选项", "a text or option in the list"))
            return None
        options.extend(lowering.including(value.type, option.value))
    span = span_of(lowering.declaration, tree)
    among = core.Among(value, tuple(dict.fromkeys(options)), TRUTH, span)
    return among if tree.data == "is_one_of" else core.Not(among, TRUTH, span)


def _conditional(lowering: Lowering, tree: Branch, expected: Type | None) -> core.Expression | None:
    """One of two values; where an option is expected, its name may stand alone in either branch."""
    test = lowering.truth(tree.children[0])
    then, otherwise = (lowering.lower(branch, expected) for branch in tree.children[1:])
    if test is None or then is None or otherwise is None:
        return None
    if isinstance(expected, ChoiceType):
        stray = next((branch for branch in (then, otherwise) if branch.type != expected), None)
        if stray is not None:
            lowering.wrong_type(stray, type_words(expected))
            return None
    type_ = _common(lowering, then, otherwise)
    if type_ is None:
        return None
    return core.Conditional(test, then, otherwise, type_, span_of(lowering.declaration, tree))


def _common(lowering: Lowering, then: core.Expression, otherwise: core.Expression) -> Type | None:
    if isinstance(then.type, NumberType) and isinstance(otherwise.type, NumberType):
        return agree(lowering, (then, then.type), (otherwise, otherwise.type))
    if then.type != otherwise.type:
        lowering.wrong_type(otherwise, type_words(then.type))
        return None
    return then.type


def _year(lowering: Lowering, tree: Branch) -> core.Expression | None:
    operand = lowering.lower(next(branches(tree)))
    if operand is None:
        return None
    if operand.type != DATE:
        lowering.wrong_type(operand, Message("一个日期", "a date"))
        return None
    return core.YearOf(operand, SHARE, span_of(lowering.declaration, tree))


def _rounded(lowering: Lowering, tree: Branch) -> core.Expression | None:
    value_tree, step_tree = tuple(branches(tree))
    value, step = lowering.number(value_tree), lowering.lower(step_tree)
    if value is None or not isinstance(step, core.NumberLiteral):
        return None
    if step.value <= 0:
        lowering.problems.add(
            kinds.TYPE_MISMATCH,
            step.span,
            Message("修约间隔应大于 0。", "A rounding step is above 0."),
            hint=Message("例如 修约 x 到 10 t。", "For example: round x to 10 t."),
        )
        return None
    if agree(lowering, value, (step, NumberType(step.unit.dimension if step.unit else SHARE.dimension))) is None:
        return None
    return core.Rounded(value[0], step, value[1], span_of(lowering.declaration, tree))
