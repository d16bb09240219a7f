"""From expression trees to the typed core. ``None`` means: a problem was reported here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from lark import Token

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.names import lower_path
from refcf_rules.language.expression.operators import arithmetic, comparison
from refcf_rules.language.expression.select import Selection, lower_selection
from refcf_rules.language.parse import Branch, Declaration, Leaf
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    date_of,
    dotted,
    first,
    name_of,
    number_of,
    span_of,
    string_value,
    tokens,
)
from refcf_rules.language.problems import Problems, did_you_mean
from refcf_rules.language.scope import Scope
from refcf_rules.model import expression as core
from refcf_rules.model.choice import Choice
from refcf_rules.model.types import (
    DATE,
    SHARE,
    TEXT,
    TRUTH,
    ChoiceType,
    NumberType,
    RowType,
    Type,
    type_words,
)
from refcf_rules.source.message import Message, same

AggregateKind = Literal["sum", "least", "greatest", "average", "count", "any", "every"]
_AGGREGATES: Final[dict[str, AggregateKind]] = {
    "sum_of": "sum",
    "least_of": "least",
    "greatest_of": "greatest",
    "average_of": "average",
    "count_of": "count",
    "any_of": "any",
    "every_of": "every",
}


@dataclass(frozen=True, slots=True)
class Lowering:
    """What lowering an expression needs: the names, the declaration it stands in, the problems."""

    scope: Scope
    declaration: Declaration
    in_filter: bool = False

    @property
    def problems(self) -> Problems:
        """Where problems go."""
        return self.scope.problems

    def inside(self, scope: Scope) -> Lowering:
        """The same with other names in scope."""
        return replace(self, scope=scope)

    def lower(self, tree: Branch | Leaf, expected: Type | None = None) -> core.Expression | None:
        """The core expression of a tree; ``expected`` lets a bare option name stand alone."""
        if isinstance(tree, Token):
            return None
        match tree.data:
            case "quantity" | "amount":
                value, unit = amount_of(tree)
                type_ = NumberType(unit.dimension) if unit else SHARE
                return core.NumberLiteral(value, unit, type_, span_of(self.declaration, tree))
            case "number":
                token = tokens(tree, "NUM")[0]
                return core.NumberLiteral(number_of(token), None, SHARE, span_of(self.declaration, tree))
            case "string":
                return core.TextLiteral(string_value(tree), TEXT, span_of(self.declaration, tree))
            case "date":
                iso = date_of(self.declaration, tree, self.problems)
                return core.DateLiteral(iso, DATE, span_of(self.declaration, tree))
            case "truth":
                true = tokens(tree, "_TRUE") != ()
                return core.TruthLiteral(true, TRUTH, span_of(self.declaration, tree))
            case "path" if (substitute := self.declaration.substitutes.get(dotted(tree))) is not None:
                names = self.scope.with_bare_names(substitute.variable, substitute.table)
                return replace(self, scope=names, declaration=substitute.declaration).lower(
                    substitute.tree, expected
                )
            case "path":
                return lower_path(tree, self.scope, self.declaration, expected)
            case _:
                return self._compound(tree)

    def _compound(self, tree: Branch) -> core.Expression | None:
        match tree.data:
            case "addition" | "multiplication":
                return self._chain(tree)
            case "compare":
                return comparison(self, tree)
            case "disjunction" | "conjunction":
                return self._logic(tree)
            case "not_":
                operand = self.truth(tree.children[0])
                return core.Not(operand, TRUTH, span_of(self.declaration, tree)) if operand else None
            case "negative":
                return self._negative(tree)
            case "is_given" | "is_missing":
                return self._given(tree)
            case "is_one_of" | "is_not_one_of":
                return self._among(tree)
            case "conditional":
                return self._conditional(tree)
            case "lookup":
                return self._lookup(tree)
            case "year_of":
                return self._year(tree)
            case "rounded":
                return self._rounded(tree)
            case "share_of":
                return self._share_of(tree)
            case _:
                return self._aggregate(tree)

    def truth(self, tree: Branch | Leaf) -> core.Expression | None:
        """An expression that must be a truth."""
        lowered = self.lower(tree)
        if lowered is None:
            return None
        if lowered.type != TRUTH:
            self.wrong_type(lowered, Message("是非（一个条件）", "a condition that is true or false"))
            return None
        return lowered

    def number(self, tree: Branch | Leaf) -> tuple[core.Expression, NumberType] | None:
        """An expression that must be a number, with its type."""
        lowered = self.lower(tree)
        if lowered is None:
            return None
        if not isinstance(lowered.type, NumberType):
            self.wrong_type(lowered, Message("一个数", "a number"))
            return None
        return lowered, lowered.type

    def wrong_type(self, found: core.Expression, wanted: Message) -> None:
        """Report a value of another kind than is wanted here."""
        self.problems.add(
            kinds.TYPE_MISMATCH,
            found.span,
            Message("这里需要{wanted}，写的是{found}。", "Here {wanted} is needed; this is {found}.").filled(
                wanted=wanted, found=type_words(found.type)
            ),
        )

    def _chain(self, tree: Branch) -> core.Expression | None:
        parts = [child for child in branches(tree) if child.data not in {"add_sign", "times_sign"}]
        signs = [str(child.children[0]) for child in branches(tree, "add_sign", "times_sign")]
        lowered = [self.number(part) for part in parts]
        total = lowered[0]
        for sign, right in zip(signs, lowered[1:], strict=True):
            if total is None or right is None:
                return None
            total = arithmetic(self, sign, total, right)
        return total[0] if total else None

    def _logic(self, tree: Branch) -> core.Expression | None:
        operands = [self.truth(child) for child in tree.children]
        sound = tuple(operand for operand in operands if operand is not None)
        if len(sound) < len(operands):
            return None
        operator: Literal["and", "or"] = "or" if tree.data == "disjunction" else "and"
        return core.Logic(operator, sound, TRUTH, span_of(self.declaration, tree))

    def _negative(self, tree: Branch) -> core.Expression | None:
        operand = self.number(next(branches(tree)))
        if operand is None:
            return None
        return core.Negative(operand[0], operand[1], span_of(self.declaration, tree))

    def _given(self, tree: Branch) -> core.Expression | None:
        operand = self.lower(tree.children[0])
        if operand is None:
            return None
        span = span_of(self.declaration, tree)
        given = core.IsGiven(operand, TRUTH, span)
        return given if tree.data == "is_given" else core.Not(given, TRUTH, span)

    def _among(self, tree: Branch) -> core.Expression | None:
        value = self.lower(tree.children[0])
        if value is None:
            return None
        options: list[str] = []
        for child in tree.children[1:]:
            option = self.lower(child, value.type)
            if not isinstance(option, core.TextLiteral):
                if option is not None:
                    self.wrong_type(option, Message("列表中的文字或选项", "a text or option in the list"))
                return None
            options.extend(self.including(value.type, option.value))
        span = span_of(self.declaration, tree)
        among = core.Among(value, tuple(dict.fromkeys(options)), TRUTH, span)
        return among if tree.data == "is_one_of" else core.Not(among, TRUTH, span)

    def including(self, type_: Type, option_id: str) -> tuple[str, ...]:
        """The values for which ``is option`` holds: the option and the narrower ones."""
        if not isinstance(type_, ChoiceType):
            return (option_id,)
        option = next((one for one in self.scope.choice(type_.choice).options if one.id == option_id), None)
        if option is None:
            return (option_id,)
        return option.includes if option.group else (option.id, *option.includes)

    def _conditional(self, tree: Branch) -> core.Expression | None:
        test = self.truth(tree.children[0])
        then, otherwise = self.lower(tree.children[1]), self.lower(tree.children[2])
        if test is None or then is None or otherwise is None:
            return None
        type_ = self._common(then, otherwise)
        if type_ is None:
            return None
        return core.Conditional(test, then, otherwise, type_, span_of(self.declaration, tree))

    def _common(self, then: core.Expression, otherwise: core.Expression) -> Type | None:
        from refcf_rules.language.expression.operators import agree

        if isinstance(then.type, NumberType) and isinstance(otherwise.type, NumberType):
            return agree(self, (then, then.type), (otherwise, otherwise.type))
        if then.type != otherwise.type:
            self.wrong_type(otherwise, type_words(then.type))
            return None
        return then.type

    def _lookup(self, tree: Branch) -> core.Expression | None:
        name = name_of(tokens(tree)[0])
        table = self.scope.lookups.get(name)
        if table is None:
            self.problems.add(
                kinds.UNDEFINED_NAME,
                span_of(self.declaration, tokens(tree)[0]),
                Message("没有名为“{name}”的数表。", "No table is named “{name}”.").filled(name=same(name)),
                hint=did_you_mean(name, self.scope.lookups),
                about=name,
            )
            return None
        keys = tuple(self._key(child) for child in branches(tree))
        sound = tuple(key for key in keys if key is not None)
        if len(sound) != len(keys):
            return None
        if len(sound) != len(table.keys):
            self.problems.add(
                kinds.TYPE_MISMATCH,
                span_of(self.declaration, tree),
                Message("数表“{name}”有 {n} 个键。", "Table “{name}” has {n} keys.").filled(
                    name=same(name), n=len(table.keys)
                ),
            )
            return None
        return core.Lookup(table.id, sound, table.type, span_of(self.declaration, tree))

    def _key(self, tree: Branch) -> core.Expression | None:
        """A bare name that nothing else bears is a key itself: ``gwp100[CH4, AR6]``."""
        names = tokens(tree) if tree.data == "path" else ()
        if len(names) == 1:
            name = name_of(names[0])
            known = name in self.scope.rows or self.scope.scalar_of(name) or self.scope.table_named(name)
            if not known:
                return core.TextLiteral(name, TEXT, span_of(self.declaration, tree))
        return self.lower(tree)

    def _year(self, tree: Branch) -> core.Expression | None:
        operand = self.lower(next(branches(tree)))
        if operand is None:
            return None
        if operand.type != DATE:
            self.wrong_type(operand, Message("一个日期", "a date"))
            return None
        return core.YearOf(operand, SHARE, span_of(self.declaration, tree))

    def _rounded(self, tree: Branch) -> core.Expression | None:
        value_tree, step_tree = tuple(branches(tree))
        value, step = self.number(value_tree), self.lower(step_tree)
        if value is None or not isinstance(step, core.NumberLiteral):
            return None
        from refcf_rules.language.expression.operators import agree

        if (
            agree(self, value, (step, NumberType(step.unit.dimension if step.unit else SHARE.dimension)))
            is None
        ):
            return None
        return core.Rounded(value[0], step, value[1], span_of(self.declaration, tree))

    def _aggregate(self, tree: Branch) -> core.Expression | None:
        kind = _AGGREGATES[tree.data]
        selection = self._selection(tree)
        if selection is None:
            return None
        inner = self.inside(selection.scope)
        values = [child for child in branches(tree) if child.data not in {"selection", "any_kind"}]
        if kind in {"any", "every"}:
            value = inner.truth(values[0]) if values else core.TruthLiteral(True, TRUTH, selection.span)
            return self._built(tree, kind, selection, value, None, TRUTH)
        if kind == "count":
            return self._built(
                tree, kind, selection, core.TruthLiteral(True, TRUTH, selection.span), None, SHARE
            )
        number = inner.number(values[0])
        weight = inner.number(values[1]) if len(values) > 1 else None
        if number is None or (len(values) > 1 and weight is None):
            return None
        return self._built(tree, kind, selection, number[0], weight[0] if weight else None, number[1])

    def _selection(self, tree: Branch) -> Selection | None:
        if self.in_filter:
            self.problems.add(
                kinds.NESTED_AGGREGATE,
                span_of(self.declaration, tree),
                Message("筛选条件里又在求和。", "This sums inside a filter."),
                hint=Message(
                    "先把里面的部分写成单独的公式。", "Name the inner part as a formula of its own first."
                ),
            )
            return None
        found = first(tree, "selection")
        return lower_selection(self, found) if found is not None else None

    def _built(
        self,
        tree: Branch,
        kind: AggregateKind,
        selection: Selection,
        value: core.Expression | None,
        weight: core.Expression | None,
        type_: Type,
    ) -> core.Expression | None:
        if value is None:
            return None
        span = span_of(self.declaration, tree)
        return core.Aggregate(
            kind, selection.table, selection.row, selection.filter, value, weight, type_, span
        )

    def _share_of(self, tree: Branch) -> core.Expression | None:
        """``share of x where c for each r``: the sum where c holds ÷ the whole sum."""
        selection = self._selection(tree)
        if selection is None:
            return None
        value_tree, where_tree = (child for child in branches(tree) if child.data != "selection")
        inner = self.inside(selection.scope)
        value = inner.number(value_tree)
        where = replace(inner, in_filter=True).truth(where_tree)
        if value is None or where is None:
            return None
        span = span_of(self.declaration, tree)
        narrowed = (
            where if selection.filter is None else core.Logic("and", (selection.filter, where), TRUTH, span)
        )
        part = core.Aggregate("sum", selection.table, selection.row, narrowed, value[0], None, value[1], span)
        whole = replace(part, filter=selection.filter)
        return core.Arithmetic("/", part, whole, SHARE, span)


def option_in(choice: Choice, name: str) -> str | None:
    """The id of the option written ``name``, if the choice has it."""
    found = choice.find(name)
    return found.id if found else None


def is_row(expression: core.Expression) -> bool:
    """Whether an expression stands for a whole row."""
    return isinstance(expression.type, RowType)
