"""Cut-off, allocation, required data and factors of parts side by side: what their rules say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Link, Place, joined, text
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.members.allocation import key_id
from refcf_rules.targets.prose.sentence import sentence_of
from refcf_rules.targets.site.indexes.comparison.matrix import Row, row
from refcf_rules.targets.site.indexes.parts import part_name
from refcf_rules.targets.site.indexes.rules import rule_part
from refcf_rules.targets.site.indexes.stages import options_in
from refcf_rules.targets.site.indexes.usage import names_in

_LIMIT: Final = Message("{rule}：占{base}", "{rule}: share of {base}")
_BASES: Final = (
    ("mass", Message("物料投入质量", "the mass of material inputs")),
    ("emissions", Message("排放量", "emissions")),
)
_COMMON: Final = Message("各部分相同的规定（{count}）", "Provisions that all have alike ({count})")
_YES: Final = Message("✓ {part}", "✓ {part}")
_OWN_DATA: Final = frozenset({("data", "primary"), ("data", "site-specific")})
Said = Callable[[Context, Requirement], Inlines]


def cut_off_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The limits of what may be left out, then each thing that may not."""
    rules = _of(contexts, lambda _, one: one.construct == "cut_off")
    for id_, one in rules.items():
        for base, words in _BASES:
            parameter = f"{id_}.{base}"
            if any(parameter in context.parameters for context in contexts):
                name = contexts[0].say(_LIMIT.filled(rule=one.label, base=words))
                yield row(text(name), contexts, partial(_number, parameter))
    others = {id_: one for id_, one in rules.items() if not _has_limit(contexts, id_)}
    yield from _rows(contexts, others, _mark)


def allocation_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The key of each shared process, and the other provisions on allocation."""
    rules = _of(contexts, lambda _, one: one.construct == "allocation")
    keyed = {id_: one for id_, one in rules.items() if any(key_id(one) in context.calculations for context in contexts)}
    yield from (_rule_row(contexts, id_, one, _key) for id_, one in keyed.items())
    yield from _rows(contexts, {id_: one for id_, one in rules.items() if id_ not in keyed}, _mark)


def site_data_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The rules that ask for primary or site-specific data."""
    rules = _of(contexts, lambda _, one: bool(_OWN_DATA.intersection(options_in(one.expression))))
    yield from (_rule_row(contexts, id_, one, sentence_of) for id_, one in rules.items())


def factor_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The rules on what a factor may be; those that all parts have alike in one row."""
    rules = _of(contexts, lambda _, one: any(".factor." in name for name in names_in(one.expression)))
    yield from _rows(contexts, rules, _mark)


def _of(contexts: tuple[Context, ...], wanted: Callable[[Context, Requirement], bool]) -> dict[str, Requirement]:
    return {
        one.id: one for context in reversed(contexts) for one in context.standard.requirements if wanted(context, one)
    }


def _rows(contexts: tuple[Context, ...], rules: dict[str, Requirement], said: Said) -> Iterator[Row]:
    """A row for each rule that is not the same in all parts; the others together in one."""
    common = [one for id_, one in rules.items() if _is_common(contexts, id_)]
    if common:
        name = contexts[0].say(_COMMON.filled(count=len(common)))
        yield row(text(name), contexts, lambda context: _listed(context, common))
    yield from (_rule_row(contexts, id_, one, said) for id_, one in rules.items() if one not in common)


def _rule_row(contexts: tuple[Context, ...], id_: str, one: Requirement, said: Said) -> Row:
    def cell(context: Context) -> Inlines:
        found = context.requirements.get(id_)
        return () if found is None else said(context, found)

    return row(text(contexts[0].title(one.label)), contexts, cell)


def _is_common(contexts: tuple[Context, ...], id_: str) -> bool:
    found = {_origin(context, id_) for context in contexts}
    return len(found) == 1 and None not in found


def _origin(context: Context, id_: str) -> str | None:
    found = context.requirements.get(id_)
    return None if found is None else rule_part(context.standard, found)


def _has_limit(contexts: tuple[Context, ...], id_: str) -> bool:
    return any(f"{id_}.{base}" in context.parameters for context in contexts for base, _ in _BASES)


def _number(parameter: str, context: Context) -> Inlines:
    return Writer(context).parameter(parameter) if parameter in context.parameters else ()


def _mark(context: Context, one: Requirement) -> Inlines:
    """That a rule holds here, and which part it is from."""
    words = context.say(_YES.filled(part=part_name(context, rule_part(context.standard, one))))
    return (Link(text(words), Place("rule", one.id)),)


def _key(context: Context, one: Requirement) -> Inlines:
    calculation = context.calculations.get(key_id(one))
    if calculation is None:
        return _mark(context, one)
    return Writer(context, calculation.row or None).words(calculation.expression)


def _listed(context: Context, rules: Iterable[Requirement]) -> Inlines:
    links = ((Link(text(context.say(one.label)), Place("rule", one.id)),) for one in rules)
    return joined(links, context.say(Message("；", "; ")))
