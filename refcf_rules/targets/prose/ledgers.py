"""Ledgers and indexes: what changed, what no machine can check, where every number stands."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.number import Status
from refcf_rules.model.prose import Clause
from refcf_rules.model.requirement import Override, Requirement
from refcf_rules.model.types import ChoiceType
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Code,
    Heading,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Table,
    Tag,
    Target,
    Text,
    slim,
    text,
)
from refcf_rules.targets.prose.members.fields import field_table
from refcf_rules.targets.prose.numbers import factor_table, source_words, status_tag
from refcf_rules.targets.prose.provision import OVERRIDES, badge_of
from refcf_rules.targets.prose.reach import reach_of
from refcf_rules.targets.prose.value import value_words

_CHANGE: Final = Message("{kind} {target}", "{kind}: {target}")
_CHANGES_HEADER: Final = (
    Message("改动", "Change"),
    Message("所改规定", "Provision changed"),
    Message("理由", "Why"),
    Message("所在部分", "By part"),
)
_RULES_HEADER: Final = (
    Message("编号", "Id"),
    Message("约束力", "Force"),
    Message("规则", "Rule"),
    Message("条款", "Clause"),
)
_NUMBERS_HEADER: Final = (
    Message("数值", "Number"),
    Message("取值", "Value"),
    Message("状态", "Status"),
    Message("来源", "Source"),
    Message("条款", "Clause"),
)
_LEDGER_HEADER: Final = (Message("条款", "Clause"), Message("为什么不能由程序检查", "Why no program can check it"))
_NONE: Final = Message("没有。", "None.")


def overrides_of(context: Context, clause: str) -> tuple[Block, ...]:
    """What a clause changes in the parts it extends."""
    found = [one for one in context.standard.overrides if context.clause_at(one.span) == clause]
    blocks: list[Block] = []
    for one in found:
        title = _CHANGE.filled(kind=OVERRIDES[one.kind], target=one.target)
        reason = Paragraph(text(context.say(one.reason)))
        blocks.append(Admonition("warn", context.say(title), (reason,)))
    return tuple(blocks)


def changes(context: Context) -> tuple[Block, ...]:
    """All changes that parts make to what they extend."""
    rows = tuple(_change_row(context, one) for one in context.standard.overrides)
    return _table_or_none(context, "", _CHANGES_HEADER, rows)


def _change_row(context: Context, override: Override) -> tuple[Inlines, ...]:
    part = next((one.number or one.id for one in context.standard.parts if one.id == override.part), override.part)
    is_rule = override.target in context.requirements
    place = Place("rule", override.target) if is_rule else Place("number", override.target)
    target: Inlines = (Link((Code(override.target),), place),)
    tag: Inlines = (Tag(context.say(OVERRIDES[override.kind]), "warn"),)
    return (tag, target, text(context.say(override.reason)), text(part))


def rules(context: Context, numbers: dict[str, str]) -> tuple[Block, ...]:
    """Every rule with its force and clause."""
    order = {id_: place for place, id_ in enumerate(numbers)}
    found = sorted(context.standard.requirements, key=lambda one: order.get(one.clause, -1))
    rows = tuple(_rule_row(context, one, numbers) for one in found)
    return _table_or_none(context, "", _RULES_HEADER, rows)


def _rule_row(context: Context, one: Requirement, numbers: dict[str, str]) -> tuple[Inlines, ...]:
    link: Inlines = (Link((Code(one.id),), Place("rule", one.id)),)
    return (link, (badge_of(context, one),), text(context.say(one.label)), clause_link(context, one.clause, numbers))


def clause_link(context: Context, clause: str, numbers: dict[str, str]) -> Inlines:
    """A clause by number and title."""
    found = context.standard.clause(clause)
    if found is None:
        return ()
    return (Link(text(f"{numbers.get(clause, '')} {context.say(found.title)}".strip()), Place("clause", clause)),)


def numbers_ledger(context: Context, numbers: dict[str, str]) -> tuple[Block, ...]:
    """Every number of the standard, those still open first."""
    rows: list[tuple[bool, tuple[Inlines, ...]]] = []
    for one in context.standard.parameters:
        place = Place("number", one.id)
        for value in one.values:
            target = (Target(place),) if value is one.values[0] else ()
            link: Inlines = (*target, Link(text(context.say(one.label)), place), Text(" "), Code(one.id))
            cells = (
                link,
                value_words(context, one, value),
                (status_tag(context, value.provenance),),
                source_words(context, value.provenance),
                clause_link(context, one.clause, numbers),
            )
            settled = value.provenance.status in {Status.SOURCED, Status.DERIVED}
            rows.append((settled, cells))
    rows.sort(key=lambda row: row[0])
    return _table_or_none(context, "", _NUMBERS_HEADER, tuple(cells for _, cells in rows))


def open_numbers(context: Context) -> int:
    """How many numbers nobody has set yet."""
    settled = {Status.SOURCED, Status.DERIVED}
    return sum(value.provenance.status not in settled for one in context.standard.parameters for value in one.values)


def factors(context: Context) -> tuple[Block, ...]:
    """The whole factor library."""
    found = context.standard.factors
    return (factor_table(context, "", found),) if found else (Paragraph(text(context.say(_NONE))),)


def not_checkable(context: Context, numbers: dict[str, str]) -> tuple[Block, ...]:
    """What the text requires and no machine can check."""
    rows = tuple(
        (clause_link(context, one.clause, numbers), text(context.say(one.reason)))
        for one in context.standard.not_checkable
    )
    return _table_or_none(context, "", _LEDGER_HEADER, rows)


def inventory(context: Context) -> tuple[Block, ...]:
    """Every field a company may fill in, with the rules that read it."""
    read_by: dict[tuple[str, str], list[Requirement]] = {}
    for requirement in context.standard.requirements:
        for column in reach_of(context, requirement).direct:
            read_by.setdefault(column, []).append(requirement)
    blocks: list[Block] = []
    for table in context.standard.tables:
        fields = tuple(field for field in table.fields if not field.derived)
        if fields:
            blocks.append(Heading(1, context.title(table.label), Place("table", table.id)))
            blocks.append(field_table(context, _written(table.key or table.id, table.parent), table, fields, read_by))
    blocks.extend(_choices(context))
    return tuple(blocks)


def _written(key: str, parent: str | None) -> str:
    return f"{parent} → {key}:" if parent is not None else f"{key}:"


def _choices(context: Context) -> tuple[Block, ...]:
    """The long lists of options that the tables only point to."""
    blocks: list[Block] = []
    for choice in context.standard.choices:
        options = [one for one in choice.options if not one.group]
        if options:
            label = _choice_label(context, choice)
            blocks.append(Heading(1, context.title(label), Place("ledger", f"choice-{choice.id}")))
            blocks.append(Items(tuple((Text(f"{context.say(one.label)} "), Code(one.id)) for one in options)))
    return tuple(blocks)


def _choice_label(context: Context, choice: Choice) -> Message:
    """A list that a field brought with it has no name but the field's."""
    fields = (field for table in context.standard.tables for field in table.fields)
    owners = (one.label for one in fields if one.type == ChoiceType(choice.id))
    return choice.label if choice.label.zh != choice.id else next(owners, choice.label)


def _table_or_none(
    context: Context, caption: str, header: tuple[Message, ...], rows: tuple[tuple[Inlines, ...], ...]
) -> tuple[Block, ...]:
    if not rows:
        return (Paragraph(text(context.say(_NONE))),)
    return (slim(Table(caption, tuple(map(context.say, header)), rows)),)


def numbers_of(clauses: tuple[Clause, ...]) -> dict[str, str]:
    """The number of each clause in reading order; the calculations common to all parts, annex A, come last."""
    ordered = sorted(clauses, key=lambda one: one.part == "core")
    return {one.id: annex_number(one) for one in ordered}


def annex_number(clause: Clause) -> str:
    """A clause's number; those of the language's own meaning are A.1, A.2 and so on."""
    if clause.part != "core":
        return clause.number
    first, dot, rest = clause.number.partition(".")
    return f"A.{int(first) - 3}{dot}{rest}"
