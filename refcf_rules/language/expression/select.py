"""``for each purchased electricity input e of manufacturing where …``: one table, one filter."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.operators import adjective_of
from refcf_rules.language.keyword import keyword_by_id
from refcf_rules.language.parse import Branch, Leaf
from refcf_rules.language.pieces import branches, first, name_of, span_of, tokens
from refcf_rules.language.problems import did_you_mean
from refcf_rules.language.scope import Scope
from refcf_rules.model import expression as core
from refcf_rules.model.types import TRUTH, ChoiceType
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

NAMELESS_ROW: Final = Kind(
    "row-without-name",
    Message("所选的行没有名称", "the rows have no name"),
    Message("条件和要求通过这个名称说到每一行。", "Conditions and requirements speak of each row by this name."),
    "rule age zh “龄” en “age” should {\n    for each input when i is secondary\n    require i.amount is given\n}\n",
    "rule age zh “龄” en “age” should {\n    for each input i when i is secondary\n    require i.amount is given\n}\n",
)
KINDS: Final = (NAMELESS_ROW,)
# A row of activities that goes in or out, as the standards say it.
DIRECTED = {"input": "input", "输入": "input", "output": "output", "输出": "output"}


@record
class Selection:
    """A table, the row variable, the filter, and the names known inside."""

    table: str
    row: str
    filter: core.Expression | None
    scope: Scope
    span: Span


@record
class _Words:
    adjectives: tuple[Leaf, ...]
    noun: Leaf
    variable: Leaf
    place: Leaf | None


def lower_selection(lowering: Lowering, tree: Branch) -> Selection | None:
    """The selection of a tree; reports what it cannot resolve."""
    words = _words(next(branches(tree, "plain", "of_last", "of_first")))
    if _is_row_nameless(lowering, words):
        return None
    table = _table(lowering, words.noun)
    if table is None:
        return None
    variable = name_of(words.variable)
    scope = lowering.scope.with_row(variable, table)
    inner = replace(lowering.inside(scope), in_filter=True)
    parts = [_direction(inner, words.noun, variable), *_adjectives(inner, words, table, variable)]
    if words.place is not None:
        parts.append(_place(inner, words.place, table, variable))
    conditions = [child for child in branches(tree) if child.data not in {"plain", "of_last", "of_first"}]
    parts.extend(inner.truth(condition) for condition in conditions)
    span = span_of(lowering.declaration, tree)
    filters = tuple(part for part in parts if part is not None)
    return Selection(table, variable, _all_of(filters, span), scope, span)


def _words(tree: Branch) -> _Words:
    names = tokens(tree)
    match tree.data:
        case "of_last":
            return _Words(names[:-3], names[-3], names[-2], names[-1])
        case "of_first":
            return _Words(names[1:-2], names[-2], names[-1], names[0])
        case _:
            return _Words(names[:-2], names[-2], names[-1], None)


def _is_row_nameless(lowering: Lowering, words: _Words) -> bool:
    """``for each input when …``: the word after the rows was read as their name."""
    read = (*words.adjectives, words.noun, words.variable)
    keyword = next((word for word in read if str(word) in _sentence_words()), None)
    if keyword is None:
        return False
    lowering.problems.add(
        NAMELESS_ROW,
        span_of(lowering.declaration, keyword),
        Message("这里要先给每一行起个名称。", "The rows need a name before this word."),
        hint=Message("写成“凡 输入 i ……”。", "Write: for each input i …"),
    )
    return True


@cache
def _sentence_words() -> frozenset[str]:
    ids = ("WHEN", "REQUIRE", "WHERE", "IS", "HAS", "SHALL", "SHOULD", "AT_MOST", "AT_LEAST", "BECAUSE", "AND", "OR")
    return frozenset(spelling for id_ in ids for spelling in (keyword_by_id()[id_].en, keyword_by_id()[id_].zh))


def _all_of(filters: tuple[core.Expression, ...], span: Span) -> core.Expression | None:
    if len(filters) > 1:
        return core.Logic("and", filters, TRUTH, span)
    return filters[0] if filters else None


def _table(lowering: Lowering, noun: Leaf) -> str | None:
    name = name_of(noun)
    if name in DIRECTED:
        return "activity"
    table = lowering.scope.table_named(name)
    if table is not None and not table.single:
        return table.id
    known = [spelling for one in lowering.scope.tables.values() if not one.single for spelling in one.spellings]
    lowering.problems.add(
        kinds.UNDEFINED_NAME,
        span_of(lowering.declaration, noun),
        Message("清单里没有“{name}”这样的行。", "The inventory has no rows called “{name}”.").filled(name=same(name)),
        hint=did_you_mean(name, [*known, *DIRECTED]),
        about=name,
    )
    return None


def _direction(lowering: Lowering, noun: Leaf, variable: str) -> core.Expression | None:
    direction = DIRECTED.get(name_of(noun))
    if direction is None:
        return None
    span = span_of(lowering.declaration, noun)
    cell = core.Cell(variable, "activity", "direction", ChoiceType("direction"), span)
    return core.Among(cell, (direction,), TRUTH, span)


def _adjectives(lowering: Lowering, words: _Words, table: str, variable: str) -> list[core.Expression | None]:
    return [_adjective(lowering, word, table, variable) for word in words.adjectives]


def _adjective(lowering: Lowering, word: Leaf, table: str, variable: str) -> core.Expression | None:
    span = span_of(lowering.declaration, word)
    found = adjective_of(lowering, variable, table, name_of(word), span)
    if found is None:
        _unknown(lowering, word, table)
    return found


def _place(lowering: Lowering, word: Leaf, table: str, variable: str) -> core.Expression | None:
    """``of manufacturing``: a stage, or a unit process."""
    span = span_of(lowering.declaration, word)
    for field_id in ("stage", "process"):
        field = lowering.scope.tables[table].field(field_id)
        option = lowering.scope.choice(field_id).find(name_of(word))
        if field is not None and option is not None:
            cell = core.Cell(variable, table, field_id, field.type, span)
            return core.Among(cell, (option.id,), TRUTH, span)
    options = [*lowering.scope.choice("stage").options, *lowering.scope.choice("process").options]
    lowering.problems.add(
        kinds.UNKNOWN_OPTION,
        span,
        Message("没有“{name}”这个阶段或单元过程。", "There is no stage or unit process “{name}”.").filled(
            name=same(name_of(word))
        ),
        hint=did_you_mean(name_of(word), [spelling for one in options for spelling in one.spellings]),
        about=name_of(word),
    )
    return None


def _unknown(lowering: Lowering, word: Leaf, table: str) -> None:
    shape = lowering.scope.tables[table]
    options = [one for _, choice in lowering.scope.choice_fields(shape) for one in choice.options]
    name = name_of(word)
    lowering.problems.add(
        kinds.UNKNOWN_OPTION,
        span_of(lowering.declaration, word),
        Message("“{name}”不能修饰这种行。", "“{name}” does not qualify such rows.").filled(name=same(name)),
        hint=did_you_mean(name, [spelling for one in options for spelling in one.spellings]),
        about=name,
    )


def selection_of(tree: Branch) -> Branch | None:
    """The selection under a ``for each``."""
    scope = first(tree, "for_each")
    return first(scope, "selection") if scope is not None else None


def table_of(selection: Branch, scope: Scope) -> str:
    """The id of the table that a selection goes through, told from its words alone."""
    words = _words(next(branches(selection, "plain", "of_last", "of_first")))
    noun = name_of(words.noun)
    if noun in DIRECTED:
        return "activity"
    table = scope.table_named(noun)
    return table.id if table is not None else noun
