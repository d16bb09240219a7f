"""Cut-off criteria: the limits, what may never be left out, and the answer for each unit process."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Among, Cell, Not, named_by
from refcf_rules.model.prose import Clause
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import UnitProcess
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Ahead,
    Badge,
    Block,
    Code,
    Inlines,
    Link,
    Paragraph,
    Place,
    Strong,
    Table,
    Tag,
    Target,
    Text,
    filled,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.provision import badge_of, change_tag, requirements_table

_LIMITS: Final = Message("舍去项的限值（占比不大于）", "Limits on what is omitted (share at most)")
_LIMITS_LEAD: Final = Message(
    "舍去项的占比不应大于{table}的限值。", "What is omitted shall not exceed the limits of {table}."
)
_HEADER: Final = (
    Message("范围", "Applies to"),
    Message("占物料投入质量", "Of the mass of material inputs"),
    Message("占排放量", "Of the emissions"),
    Message("理由", "Why"),
    Message("编号", "Id"),
)
_SCOPES: Final = {
    "each": Message("每个舍去项", "each omitted flow"),
    "together": Message("全部舍去项合计", "all omitted flows together"),
}
_BASES: Final = ("mass", "emissions")
_NEVER: Final = Message("不应舍去的流", "Flows that shall not be cut off")
_NEVER_LEAD: Final = Message("{table}列出的流不应舍去。", "The flows of {table} shall not be cut off.")
_NEVER_HEADER: Final = (Message("不应舍去", "Shall not be cut off"), Message("理由", "Why"))
_SUBJECT: Final = Message("{field}：{options}", "{field}: {options}")
_COVERS: Final = Message("{wider}（{options}）", "{wider} ({options})")
_MORE: Final = Message("其他取舍规定", "Further provisions on cut-off")
_ALSO: Final = Message("{clauses}同样适用。", "{clauses} applies as well.")
_ASKED: Final = Message("能不能舍去？", "May it be cut off?")
_ASKED_LEAD: Final = Message(
    "{kind}在任何单元过程都不应舍去：{reason}。", "{kind} shall not be cut off in any unit process: {reason}."
)
_ASKED_TABLE: Final = Message(
    "下面按单元过程查对；依据是上列规定。", "Below by unit process; it rests on the provisions above."
)
_ASKED_HEADER: Final = (Message("单元过程", "Unit process"), Message("其他投入", "Other inputs"))
_NO: Final = Message("不应舍去", "no")
_WITHIN: Final = Message("可，限值以内", "yes, within the limits")
_YES: Final = Message("可", "yes")


def cut_off_blocks(context: Context, clause: Clause, requirements: tuple[Requirement, ...]) -> tuple[Block, ...]:
    """The requirements of a cut-off, those of one clause; then what they mean for each unit process."""
    limits = tuple(one for one in requirements if one.id in {"cut_off.each", "cut_off.together"})
    never = tuple(one for one in requirements if _subject(one) is not None)
    rest = tuple(one for one in requirements if one not in limits and one not in never)
    told = _are_told(context, clause, limits)
    return (
        *(() if told else _limits(context, limits)),
        *_never(context, never),
        *_also(context, clause, requirements),
        *_answers(context, clause),
        *requirements_table(context, context.say(_MORE), rest),
    )


def _are_told(context: Context, clause: Clause, limits: tuple[Requirement, ...]) -> bool:
    """Whether the text of the clause itself states every limit, so that no table has to say it again."""
    parts = (part for paragraph in clause.paragraphs for part in paragraph.template.zh if not isinstance(part, str))
    said = {id_ for part in parts for id_ in named_by(part)}
    wanted = {f"{one.id}.{base}" for one in limits for base in _BASES} & context.parameters.keys()
    return bool(wanted) and wanted <= said


def _limits(context: Context, limits: tuple[Requirement, ...]) -> tuple[Block, ...]:
    if not limits:
        return ()
    rows = tuple(_limit_row(context, one) for one in limits)
    lead = filled(context.say(_LIMITS_LEAD), table=(Ahead("table"),))
    table = slim(Table(context.say(_LIMITS), tuple(map(context.say, _HEADER)), rows))
    return (Paragraph((badge_of(context, limits[0]), Text(" "), *lead)), table)


def _limit_row(context: Context, requirement: Requirement) -> tuple[Inlines, ...]:
    scope = requirement.id.rpartition(".")[2]
    name = (Target(Place("rule", requirement.id)), Text(context.say(_SCOPES[scope])))
    changed = (Text(" "), change_tag(context, requirement.override)) if requirement.override else ()
    writer = Writer(context)
    values = [
        writer.parameter(f"{requirement.id}.{base}") if f"{requirement.id}.{base}" in context.parameters else text("—")
        for base in _BASES
    ]
    reason = text(context.say(requirement.reason)) if requirement.reason else ()
    return ((*name, *changed), values[0], values[1], reason, (Code(requirement.id),))


def _never(context: Context, never: tuple[Requirement, ...]) -> tuple[Block, ...]:
    if not never:
        return ()
    badge = Badge(Modality.SHALL, context.say(Modality.SHALL.words))
    lead = filled(context.say(_NEVER_LEAD), table=(Ahead("table"),))
    rows = tuple(
        (
            (Target(Place("rule", one.id)), *text(_subject_words(context, one))),
            text(context.say(one.reason)) if one.reason else (),
        )
        for one in never
    )
    table = slim(Table(context.say(_NEVER), tuple(map(context.say, _NEVER_HEADER)), rows))
    return (Paragraph((badge, Text(" "), *lead)), table)


def _subject(requirement: Requirement) -> tuple[Cell, tuple[str, ...]] | None:
    """The field and its options that a rule of the form “never any …” excludes."""
    match requirement.expression:
        case Not(operand=Among(value=Cell() as cell, options=options)) if requirement.id.startswith("cut_off.never."):
            return cell, options
        case _:
            return None


def _subject_words(context: Context, requirement: Requirement) -> str:
    found = _subject(requirement)
    if found is None:
        return context.say(requirement.label)
    cell, options = found
    field = context.names.column(cell.table, cell.field)
    return context.say(_SUBJECT.filled(field=field, options=_options(context, cell, options)))


def _options(context: Context, cell: Cell, options: tuple[str, ...]) -> str:
    """The options by their labels; a name that covers them all says which they are."""
    writer = Writer(context)
    listed = context.say(Message("、", ", ")).join(writer.label(cell.type, one) for one in options)
    wider = writer.wider(cell.type, options)
    return listed if wider is None else context.say(_COVERS.filled(wider=wider, options=listed))


def _also(context: Context, clause: Clause, requirements: tuple[Requirement, ...]) -> tuple[Block, ...]:
    """The clauses of the parts that are extended which apply beside this one."""
    others = (one.clause for one in context.standard.requirements if one.construct == "cut_off")
    parts = {one.id: one.number for one in context.standard.parts}
    links = []
    for id_ in dict.fromkeys(others):
        other = context.standard.clause(id_)
        if requirements and other is not None and other.part != clause.part and other.part in parts:
            name = f"{parts[other.part]} {other.number} {context.say(other.title)}".strip()
            links.append((Link(text(name), Place("clause", other.id)),))
    if not links or not _is_last(context, clause):
        return ()
    return (Paragraph(filled(context.say(_ALSO), clauses=joined(links, context.say(Message("、", ", "))))),)


def _is_last(context: Context, clause: Clause) -> bool:
    """Whether no later clause of the standard goes on with the cut-off: there all that applies is known."""
    clauses = [one.clause for one in context.standard.requirements if one.construct == "cut_off"]
    order = [one.id for one in context.standard.clauses if one.id in clauses]
    return bool(order) and order[-1] == clause.id


def _answers(context: Context, clause: Clause) -> tuple[Block, ...]:
    """For each unit process and kind of flow whether it may be cut off, and why not."""
    rules = tuple(one for one in context.standard.requirements if _subject(one) is not None)
    if not rules or not context.standard.boundary.processes or not _is_last(context, clause):
        return ()
    kinds = tuple(one for one in rules if _field(one) != "process")
    others = tuple(one for one in rules if one not in kinds)
    first, last = map(context.say, _ASKED_HEADER)
    header = (first, *(_kind_words(context, one) for one in kinds), last)
    stages = [one.id for one in context.standard.boundary.stages]
    processes = sorted(context.standard.boundary.processes, key=lambda one: stages.index(one.stage))
    rows = tuple(_answer(context, one, kinds, others) for one in processes)
    lead = (Paragraph(_why(context, one)) for one in kinds if one.reason is not None)
    table = (Paragraph(text(context.say(_ASKED_TABLE))), Table("", header, rows))
    return (Admonition("plain", context.say(_ASKED), (*lead, *table)),)


def _why(context: Context, requirement: Requirement) -> Inlines:
    """One kind of flow, for all processes at once, with the reason."""
    found = _subject(requirement)
    kind = "" if found is None else _options(context, *found)
    reason = text(context.say(requirement.reason)) if requirement.reason is not None else ()
    link = (Link(reason, Place("rule", requirement.id)),)
    pattern = context.say(_ASKED_LEAD)
    return filled(pattern, kind=(Strong(text(kind[:1].upper() + kind[1:])),), reason=link)


def _field(requirement: Requirement) -> str:
    found = _subject(requirement)
    return "" if found is None else found[0].field


def _kind_words(context: Context, requirement: Requirement) -> str:
    """A kind of flow in a word: the name that covers its options."""
    found = _subject(requirement)
    if found is None:
        return ""
    cell, options = found
    return Writer(context).wider(cell.type, options) or _options(context, cell, options)


def _answer(
    context: Context, process: UnitProcess, kinds: tuple[Requirement, ...], rules: tuple[Requirement, ...]
) -> tuple[Inlines, ...]:
    """A unit process with the answer for each kind of flow; “no” leads to the rule."""
    never = next((one for one in rules if process.id in (_subject(one) or (None, ()))[1]), None)
    other = _permitted(context) if never is None else _no(context, never)
    return (text(context.say(process.label)), *(_no(context, one) for one in kinds), other)


def _no(context: Context, requirement: Requirement) -> Inlines:
    return (Link((Tag(context.say(_NO), "warn"),), Place("rule", requirement.id)),)


def _permitted(context: Context) -> Inlines:
    has_limits = "cut_off.each" in context.requirements
    tag: Inlines = (Tag(context.say(_WITHIN if has_limits else _YES), "good"),)
    return (Link(tag, Place("rule", "cut_off.each")),) if has_limits else tag
