"""Limits, grades and counts of parts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from refcf_rules.model.number import Parameter
from refcf_rules.model.requirement import GradeLevel, Modality
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Link, Place, Text, joined, text
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.ledgers import open_numbers
from refcf_rules.targets.prose.value import value_words
from refcf_rules.targets.site.indexes.classes import own_rule_count
from refcf_rules.targets.site.indexes.comparison.matrix import Row, label, row
from refcf_rules.targets.site.indexes.declared import part_at

_COMMON: Final = Message("各部分相同的数值（{count}）", "Numbers that all have alike ({count})")
_REST: Final = Message("其余", "the rest")
_SET_ELSEWHERE: Final = ("cut_off", "grade", "product")


def _with(standard: Standard, modality: Modality) -> int:
    return sum(one.modality is modality for one in standard.requirements)


def _fields(standard: Standard) -> int:
    return sum(not one.derived for table in standard.tables for one in table.fields)


_COUNTS: Final[tuple[tuple[Message, Callable[[Standard], int]], ...]] = (
    (Message("规则：应", "rules: shall"), lambda one: _with(one, Modality.SHALL)),
    (Message("规则：宜", "rules: should"), lambda one: _with(one, Modality.SHOULD)),
    (Message("规则：可", "rules: may"), lambda one: _with(one, Modality.MAY)),
    (Message("其中本部分的规则", "of these, rules of the part itself"), own_rule_count),
    (Message("公式", "formulas"), lambda one: len(one.calculations)),
    (Message("清单字段", "inventory fields"), _fields),
    (Message("由人判断的规定", "provisions for people to judge"), lambda one: len(one.not_checkable)),
    (Message("本部分的示例", "examples of the part"), lambda one: sum(each.part == one.id for each in one.examples)),
)
_OPEN: Final = Message("尚未确定的数值", "numbers not settled")


def limit_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The parameters that are not the same in all parts; the others together in one row."""
    ids = dict.fromkeys(one.id for context in contexts for one in context.standard.parameters)
    wanted = [id_ for id_ in ids if id_.partition(".")[0] not in _SET_ELSEWHERE]
    common = [id_ for id_ in wanted if len({_origin(context, id_) for context in contexts}) == 1]
    if common:
        name = contexts[0].say(_COMMON.filled(count=len(common)))
        yield row(text(name), contexts, lambda context: _listed(context, common))
    for id_ in wanted:
        if id_ not in common:
            found = next(context.parameters[id_] for context in contexts if id_ in context.parameters)
            yield row(label(contexts[0], found.label), contexts, partial(_values, id_))


def grade_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The limit of each grade."""
    levels = {
        level.number: level
        for one in contexts
        if one.standard.grading is not None
        for level in one.standard.grading.levels
    }
    for number, level in levels.items():
        yield row(label(contexts[0], level.label), contexts, partial(_limit, number))


def count_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """How much there is of each kind of thing."""
    for words, count in _COUNTS:
        yield row(label(contexts[0], words), contexts, partial(_counted, count))
    yield row(label(contexts[0], _OPEN), contexts, lambda one: text(str(open_numbers(one))))


def _counted(count: Callable[[Standard], int], context: Context) -> Inlines:
    return text(str(count(context.standard)))


def _origin(context: Context, id_: str) -> str | None:
    found = context.parameters.get(id_)
    return None if found is None else part_at(context.standard, found.span)


def _values(id_: str, context: Context) -> Inlines:
    found = context.parameters.get(id_)
    if found is None:
        return ()
    return joined((value_words(context, found, one) for one in found.values), context.say(Message("；", "; ")))


def _listed(context: Context, ids: list[str]) -> Inlines:
    return joined((_named(context, context.parameters[id_]) for id_ in ids), context.say(Message("；", "; ")))


def _named(context: Context, one: Parameter) -> Inlines:
    return (Link(text(context.say(one.label)), Place("number", one.id)), Text(" "), *_values(one.id, context))


def _limit(number: int, context: Context) -> Inlines:
    grading = context.standard.grading
    levels: tuple[GradeLevel, ...] = grading.levels if grading is not None else ()
    found = next((one for one in levels if one.number == number), None)
    if found is None:
        return ()
    id_ = f"grade.level{number}"
    if found.rest or id_ not in context.parameters:
        return text(context.say(_REST))
    return Writer(context).parameter(id_)[-1:]
