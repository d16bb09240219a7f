"""The index by life-cycle stage: the unit processes of each, what is required of them, what they emit and use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.expression import Among, Expression, TextLiteral, children
from refcf_rules.model.requirement import ProcessEmission, Requirement
from refcf_rules.model.standard import Presence, Stage, UnitProcess
from refcf_rules.model.types import ChoiceType
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Place,
    Tag,
    Text,
    joined,
    text,
)
from refcf_rules.targets.prose.members.boundary import PRESENCE
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import Declared, declared, part_at
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.parts import PART, part_name
from refcf_rules.targets.site.indexes.rules import rules_of
from refcf_rules.targets.site.indexes.subject import Subject

_PROCESS: Final = Message("单元过程", "Unit process")
_PRESENCE: Final = Message("要求", "Presence")
_RULES: Final = Message("规则", "Rules")
_ACTIVITIES: Final = Message("示例清单中的活动", "Activities in the example inventories")
_FACTORS: Final = Message("示例清单所用因子", "Factors used by the example inventories")
_EMISSIONS: Final = Message("过程排放", "Process emissions")
_WHOLE: Final = Message("整个阶段", "The stage as a whole")
_ANYWHERE: Final = Message("由清单指明过程的过程排放", "Process emissions at a unit process that the inventory names")
_ANYWHERE_LEAD: Final = Message(
    "下列排放按公式计算，计入清单指明的单元过程所在的阶段。",
    "These emissions are calculated by formulas and count in the stage of the unit process that the inventory names.",
)
_PRESENT: Final = Message("{part}：{presence}", "{part}: {presence}")
_SEMICOLON: Final = Message("；", "; ")
_NONE: Final = Message("没有规定系统边界。", "No system boundary is set.")


@record
class _Found:
    """What is said of each stage or unit process, by (choice, id): ``("process", "tempering")``."""

    rules: dict[tuple[str, str], list[Declared[Requirement]]]
    emissions: dict[tuple[str, str], list[Declared[ProcessEmission]]]


def stages(subject: Subject) -> tuple[Block, ...]:
    """A table for each stage, then what may happen in any of them."""
    contexts = subject.contexts
    found = declared(contexts, lambda one: one.boundary.stages, lambda one: one.id, lambda *_: "")
    emissions = declared(
        contexts, lambda one: one.emissions, lambda one: one.id, lambda standard, one: part_at(standard, one.span)
    )
    said = _Found(_rules_by_place(contexts), _emissions_by_place(emissions))
    blocks = [block for one in found for block in _stage(one, said, subject)]
    anywhere = [one for one in emissions if not isinstance(one.thing.process, TextLiteral)]
    if anywhere:
        blocks.append(Heading(1, subject.say(_ANYWHERE)))
        blocks.append(Paragraph(text(subject.say(_ANYWHERE_LEAD))))
        blocks.append(Paragraph(joined(map(_emission, anywhere), subject.say(_SEMICOLON))))
    return tuple(blocks) or (Paragraph(text(subject.say(_NONE))),)


def processes_of(
    contexts: tuple[Context, ...], stage: str
) -> tuple[tuple[str, list[tuple[Context, UnitProcess]]], ...]:
    """The unit processes of a stage by id, each with the standards that have it."""
    found: dict[str, list[tuple[Context, UnitProcess]]] = {}
    for context in contexts:
        for one in context.standard.boundary.processes:
            if one.stage == stage:
                found.setdefault(one.id, []).append((context, one))
    return tuple(found.items())


def presences(held: list[tuple[Context, UnitProcess]], subject: Subject) -> Inlines:
    """Whether a unit process is required; by parts where they differ."""
    by_presence: dict[Presence, list[Context]] = {}
    for context, process in held:
        by_presence.setdefault(process.presence, []).append(context)
    bounded = [one for one in subject.contexts if one.standard.boundary.stages]
    whole = len(held) == len(bounded) and len(by_presence) == 1
    shown = (_presence(presence, () if whole else tuple(those), subject) for presence, those in by_presence.items())
    return joined(shown, subject.say(_SEMICOLON))


def _presence(presence: Presence, holders: tuple[Context, ...], subject: Subject) -> Inlines:
    tag = Tag(subject.say(PRESENCE[presence]), "good" if presence == "required" else "plain")
    if not holders or len(subject.contexts) == 1:
        return (tag,)
    comma = subject.say(Message("、", ", "))
    return (tag, Text(" "), *text(comma.join(part_name(one, one.standard.id) for one in holders)))


def _stage(one: Declared[Stage], said: _Found, subject: Subject) -> list[Block]:
    say = subject.say
    header = (_PROCESS, _PRESENCE, _RULES, _EMISSIONS, _ACTIVITIES, _FACTORS)
    whole: tuple[Inlines, ...] = (
        text(say(_WHOLE)),
        (),
        _rules(said.rules.get(("stage", one.thing.id), []), subject),
        (),
        (),
        (),
    )
    everybody = tuple(part_name(each, each.standard.id) for each in subject.contexts)
    entries: list[Entry] = [
        Entry(whole, ((), everybody)),
        *(_process(id_, held, said, subject) for id_, held in processes_of(subject.contexts, one.thing.id)),
    ]
    table = listing(subject, header, (_PRESENCE, PART), entries)
    return [Heading(1, one.context.title(one.thing.label), Place("ledger", f"stage-{one.thing.id}")), table]


def _process(id_: str, held: list[tuple[Context, UnitProcess]], said: _Found, subject: Subject) -> Entry:
    names = dict.fromkeys(context.title(process.label) for context, process in held)
    key = ("process", id_)
    cells = (
        (*text(" / ".join(names)), Text(" "), Code(id_)),
        presences(held, subject),
        _rules(said.rules.get(key, []), subject),
        joined(map(_emission, said.emissions.get(key, [])), subject.say(_SEMICOLON)),
        _activities(id_, subject),
        _factors(id_, subject),
    )
    chosen = tuple(dict.fromkeys(subject.say(PRESENCE[process.presence]) for _, process in held))
    return Entry(cells, (chosen, tuple(part_name(context, context.standard.id) for context, _ in held)))


def _rules(found: list[Declared[Requirement]], subject: Subject) -> Inlines:
    links = {one.thing.id: _rule(one) for one in reversed(found)}
    return joined((links[one] for one in reversed(links)), subject.say(Message("、", ", ")))


def _rule(one: Declared[Requirement]) -> Inlines:
    link = Link(text(one.context.say(one.thing.label)), Place("rule", one.thing.id))
    return inlines_of(one.context.standard.id, (link,))


def _emission(one: Declared[ProcessEmission]) -> Inlines:
    link = Link(text(one.context.say(one.thing.label)), Place("number", one.thing.id))
    return inlines_of(one.context.standard.id, (link,))


def _activities(process: str, subject: Subject) -> Inlines:
    options = subject.contexts[0].names.options
    kinds = ((kind, options.get(("kind", kind))) for kind in subject.evidence.kinds_at(process))
    names = (kind if label is None else subject.say(label) for kind, label in kinds)
    return text(subject.say(Message("、", ", ")).join(names))


def _factors(process: str, subject: Subject) -> Inlines:
    used = set(subject.evidence.factors_at(process))
    labels = {one.id: one.label for context in subject.contexts for one in context.standard.factors if one.id in used}
    links = ((Link(text(subject.say(label)), Place("factor", id_)),) for id_, label in labels.items())
    return joined(links, subject.say(_SEMICOLON))


# --- what speaks of which stage or process ----------------------------------------------------------


def _rules_by_place(contexts: tuple[Context, ...]) -> dict[tuple[str, str], list[Declared[Requirement]]]:
    found: dict[tuple[str, str], list[Declared[Requirement]]] = {}
    for one in rules_of(contexts):
        rule = one.thing
        parts = (part for part in (rule.filter, rule.condition, rule.expression) if part is not None)
        for place in dict.fromkeys(place for part in parts for place in options_in(part)):
            found.setdefault(place, []).append(one)
    return found


def _emissions_by_place(
    emissions: tuple[Declared[ProcessEmission], ...],
) -> dict[tuple[str, str], list[Declared[ProcessEmission]]]:
    found: dict[tuple[str, str], list[Declared[ProcessEmission]]] = {}
    for one in emissions:
        for place in options_in(one.thing.process):
            found.setdefault(place, []).append(one)
    return found


def options_in(expression: Expression) -> Iterator[tuple[str, str]]:
    """The options of choices that an expression names: ``("process", "tempering")``."""
    match expression:
        case TextLiteral(value=value, type=ChoiceType(choice=choice)):
            yield choice, value
        case Among(value=tested, options=options) if isinstance(tested.type, ChoiceType):
            yield from ((tested.type.choice, one) for one in options)
        case _:
            pass
    for child in children(expression):
        yield from options_in(child)
