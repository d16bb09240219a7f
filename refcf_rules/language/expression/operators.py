"""Arithmetic and comparison: both sides must measure the same thing on the same basis."""

from __future__ import annotations

from typing import Final, Literal

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering, Number
from refcf_rules.language.expression.typing import divided, multiplied, same_dimension, together
from refcf_rules.language.parse import Branch
from refcf_rules.language.pieces import branches, span_of, tokens
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model import expression as core
from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field
from refcf_rules.model.types import (
    TRUTH,
    ChoiceType,
    NumberType,
    ReferenceType,
    RowType,
    TextType,
    type_words,
)
from refcf_rules.source.diagnostic import Label
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

Comparator = Literal["<=", "<", ">=", ">", "=", "!="]
_COMPARATORS: Final[dict[str, Comparator]] = {
    "_AT_MOST": "<=",
    "LE": "<=",
    "_AT_LEAST": ">=",
    "GE": ">=",
    "_BELOW": "<",
    "LT": "<",
    "_ABOVE": ">",
    "GT": ">",
    "_IS": "=",
    "_EQUALS": "=",
    "_IS_NOT": "!=",
    "NE": "!=",
}
_SIGNS: Final[dict[str, Literal["+", "-", "*", "/"]]] = {
    **dict.fromkeys("+＋", "+"),
    **dict.fromkeys("-−－", "-"),
    **dict.fromkeys("*×·＊", "*"),
    **dict.fromkeys("/÷／", "/"),
}


def arithmetic(lowering: Lowering, sign: str, left: Number, right: Number) -> Number | None:
    """One operation of a chain, with its type worked out."""
    operator = _SIGNS[sign]
    if operator in {"+", "-"}:
        type_ = agree(lowering, left, right)
    else:
        type_ = multiplied(left[1], right[1]) if operator == "*" else divided(left[1], right[1])
        if type_ is None:
            _report_bases(lowering, left, right)
    if type_ is None:
        return None
    return core.Arithmetic(operator, left[0], right[0], type_, _around(left[0].span, right[0].span)), type_


def agree(lowering: Lowering, left: Number, right: Number) -> NumberType | None:
    """The common type of two numbers that are added or compared; reports if there is none."""
    type_ = together(left[1], right[1])
    if type_ is not None:
        return type_
    if same_dimension(left[1], right[1]):
        _report_bases(lowering, left, right)
        return None
    lowering.problems.add(
        kinds.UNIT_MISMATCH,
        _around(left[0].span, right[0].span),
        Message(
            "左边是{left}，右边是{right}，不能相加或比较。",
            "The left side is {left}, the right side {right}; they cannot be added or compared.",
        ).filled(left=type_words(left[1]), right=type_words(right[1])),
        hint=Message("检查单位，或换成同一种量。", "Check the units, or compare like with like."),
        also=(Label(left[0].span, type_words(left[1])), Label(right[0].span, type_words(right[1]))),
    )
    return None


def _report_bases(lowering: Lowering, left: Number, right: Number) -> None:
    lowering.problems.add(
        kinds.BASIS_MISMATCH,
        _around(left[0].span, right[0].span),
        Message(
            "左边是{left}，右边是{right}，质量基准不同。",
            "The left side is {left}, the right side {right}: different mass bases.",
        ).filled(left=type_words(left[1]), right=type_words(right[1])),
        hint=Message("两边换成同一基准，例如都用干基质量。", "Bring both to one basis, for example dry mass."),
        also=(Label(left[0].span, type_words(left[1])), Label(right[0].span, type_words(right[1]))),
    )


def comparison(lowering: Lowering, tree: Branch) -> core.Expression | None:
    """A comparison; ``is`` with an option, an adjective of a row, numbers, dates or texts."""
    left_tree, comparator, right_tree = tuple(branches(tree))
    operator = _comparator(comparator)
    left = lowering.lower(left_tree)
    if left is None:
        return None
    if isinstance(left.type, RowType):
        return _row_is(lowering, tree, left, right_tree, operator)
    right = lowering.lower(right_tree, left.type)
    if right is None:
        return None
    return _compared(lowering, tree, operator, left, right)


def _comparator(tree: Branch) -> Comparator:
    types = [getattr(child, "type", "") for child in tree.children]
    wanted = next((type_ for type_ in types if type_ != "_IS"), "_IS")
    return _COMPARATORS[wanted]


def _compared(
    lowering: Lowering, tree: Branch, operator: Comparator, left: core.Expression, right: core.Expression
) -> core.Expression | None:
    span = span_of(lowering.declaration, tree)
    if isinstance(left.type, NumberType) and isinstance(right.type, NumberType):
        if _difference_with_zero(lowering, left, right):
            return None
        if agree(lowering, (left, left.type), (right, right.type)) is None:
            return None
        return core.Comparison(operator, left, right, TRUTH, span)
    if isinstance(left.type, ChoiceType) and isinstance(right, core.TextLiteral) and operator in {"=", "!="}:
        among = core.Among(left, lowering.including(left.type, right.value), TRUTH, span)
        return among if operator == "=" else core.Not(among, TRUTH, span)
    texts = (TextType, ReferenceType, ChoiceType)
    both_text = isinstance(left.type, texts) and isinstance(right.type, texts)
    if isinstance(left.type, ChoiceType) and isinstance(right.type, ChoiceType) and left.type != right.type:
        both_text = False  # options of two choices are never the same, even where they are spelt alike
    if left.type != right.type and not both_text:
        lowering.wrong_type(right, type_words(left.type))
        return None
    if both_text and operator not in {"=", "!="}:
        lowering.wrong_type(left, Message("数或日期", "a number or a date"))
        return None
    return core.Comparison(operator, left, right, TRUTH, span)


def _difference_with_zero(lowering: Lowering, left: core.Expression, right: core.Expression) -> bool:
    difference, zero = (left, right) if isinstance(left, core.Arithmetic) else (right, left)
    is_difference = isinstance(difference, core.Arithmetic) and difference.operator == "-"
    if not (is_difference and isinstance(zero, core.NumberLiteral) and zero.value == 0):
        return False
    lowering.problems.add(
        kinds.DIFFERENCE_WITH_ZERO,
        _around(left.span, right.span),
        Message("这里把差值与 0 比较。", "This compares a difference with 0."),
        hint=Message("写出两边：A 不小于 B。", "Write the two sides: A at least B."),
    )
    return True


def _row_is(
    lowering: Lowering, tree: Branch, row: core.Expression, right: Branch, operator: Comparator
) -> core.Expression | None:
    """``e is site-specific``: the adjective names an option of exactly one field of the row's table."""
    names = tokens(right) if right.data == "path" else ()
    word = ".".join(str(name) for name in names)
    if isinstance(row, core.Cell) and operator in {"=", "!="} and word:
        adjective = adjective_of(lowering, row.row, row.table, word, span_of(lowering.declaration, tree))
        if adjective is not None:
            return adjective if operator == "=" else core.Not(adjective, TRUTH, adjective.span)
    known = [spelling for _, choice in _fields(lowering, row) for one in choice.options for spelling in one.spellings]
    lowering.problems.add(
        kinds.UNKNOWN_OPTION,
        span_of(lowering.declaration, right),
        Message("“{word}”不是这种行的属性。", "“{word}” is no attribute of such a row.").filled(word=same(word)),
        hint=did_you_mean(word, known),
    )
    return None


def _fields(lowering: Lowering, row: core.Expression) -> tuple[tuple[Field, Choice], ...]:
    table = lowering.scope.tables[row.table] if isinstance(row, core.Cell) else None
    return tuple(lowering.scope.choice_fields(table)) if table else ()


def adjective_of(lowering: Lowering, variable: str, table_id: str, word: str, span: Span) -> core.Expression | None:
    """A condition on the one choice field of a table that knows the option ``word``."""
    table = lowering.scope.tables[table_id]
    found = [
        (field, option)
        for field, choice in lowering.scope.choice_fields(table)
        if (option := choice.find(word)) is not None
    ]
    if len(found) > 1:
        _report_ambiguous(lowering, word, [field.label for field, _ in found], span)
    for field, option in found:
        cell = core.Cell(variable, table_id, field.id, field.type, span)
        return core.Among(cell, lowering.including(field.type, option.id), TRUTH, span)
    return None


def _report_ambiguous(lowering: Lowering, word: str, fields: list[Message], span: Span) -> None:
    named = Message("、".join(one.zh for one in fields), ", ".join(one.en for one in fields))
    lowering.problems.add(
        kinds.AMBIGUOUS_WORD,
        span,
        Message("“{word}”既可以是{fields}的选项。", "“{word}” is an option of several fields: {fields}.").filled(
            word=same(word), fields=named
        ),
        hint=Message("写明字段，例如 其中 x.kind 为 …。", "Name the field, for example: where x.kind is …."),
    )


def _around(left: Span, right: Span) -> Span:
    return Span(left.path, left.line, left.column, right.end_line, right.end_column)
