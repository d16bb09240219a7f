"""What the examples show of the rules and formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.expression import Comparison, Expression, children
from refcf_rules.model.requirement import Modality, Requirement
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
    Table,
    Tag,
    Text,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import Declared, part_at
from refcf_rules.targets.site.indexes.evidence import Proof
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.parts import PART, part_link, part_name
from refcf_rules.targets.site.indexes.rules import rule_part, rules_of
from refcf_rules.targets.site.indexes.subject import Subject

_TITLE: Final = Message("示例证明了什么", "What the examples prove")
_LEAD: Final = Message(
    "每条规则至少应有一个满足的示例和一个不满足的示例；规定限值的规则还应有恰在限值的示例。"
    "只统计各部分自己的规则和示例；“可”的规则不统计。",
    "Each rule should have an example that satisfies it and one that violates it; a rule that sets a limit also one "
    "that lies on the limit. Each part counts its own rules and examples; permissions (may) are not counted.",
)
_NOT_RUN: Final = Message(
    "生成本网站时没有运行示例，这里只有示例自己声明的违反情况。",
    "The examples were not run when this site was made; all there is here is what they state that they violate.",
)
_HEADER: Final = (
    PART,
    Message("示例", "Examples"),
    Message("通过", "Passed"),
    Message("规则（应、宜）", "Rules (shall, should)"),
    Message("有满足和不满足的示例", "With an example that satisfies and one that violates"),
    Message("规定限值的规则", "Rules that set a limit"),
    Message("有恰在限值的示例", "With an example on the limit"),
    Message("公式", "Formulas"),
    Message("在示例中算出过值", "That had a value in an example"),
)
_LACKING: Final = Message("示例还没有证明的规则", "Rules that the examples do not prove yet")
_LACKS_HEADER: Final = (Message("规则", "Rule"), PART, Message("还缺", "Lacking"))
_SATISFIED: Final = Message("满足的示例", "one that satisfies")
_VIOLATED: Final = Message("不满足的示例", "one that violates")
_LIMIT: Final = Message("恰在限值的示例", "one on the limit")
_ALL: Final = Message("没有：每条规则都有满足的和不满足的示例。", "None: each rule has both.")
_ALL_STATED: Final = Message(
    "没有：每条规则都有示例声明违反它；示例没有运行。",
    "None: for each rule some example states that it violates it; the examples were not run.",
)
_IDLE: Final = Message("在示例中没有算出过值的公式", "Formulas that no example worked out")
_FAILED: Final = Message("未通过的示例", "Examples that failed")
_Proven = tuple[tuple[Declared[Requirement], Proof], ...]
_ORDERS: Final = frozenset({"<=", "<", ">=", ">"})


def coverage(subject: Subject) -> tuple[Block, ...]:
    """Figures for each part, then the rules and formulas that lack something."""
    say = subject.say
    proven = _proven(subject)
    rows = tuple(_figures(context, proven, subject) for context in subject.contexts)
    blocks: list[Block] = [Heading(1, say(_TITLE), Place("ledger", "coverage")), Paragraph(text(say(_LEAD)))]
    if not subject.evidence.runs:
        blocks.append(Paragraph(text(say(_NOT_RUN)), note=True))
    blocks.append(slim(Table("", tuple(map(say, _HEADER)), rows)))
    return (*blocks, *_failed(subject), *_lacking(proven, subject), *_idle(subject))


def unproven(subject: Subject) -> tuple[str, ...]:
    """The ids of the rules that lack an example."""
    return tuple(one.thing.id for one, proof in _proven(subject) if _lack(one, proof, subject) is not None)


def _proven(subject: Subject) -> _Proven:
    rules = binding_rules(subject.contexts)
    return tuple((one, subject.evidence.proof(one.holds_in, one.thing.id)) for one in rules)


def binding_rules(contexts: tuple[Context, ...]) -> tuple[Declared[Requirement], ...]:
    """The rules that can be violated."""
    return tuple(one for one in rules_of(contexts) if one.thing.modality is not Modality.MAY)


def sets_a_limit(rule: Requirement) -> bool:
    """Whether the rule compares something by size, so that there is a limit to lie on."""
    return any(isinstance(one, Comparison) and one.operator in _ORDERS for one in _parts(rule.expression))


def _parts(expression: Expression) -> Iterator[Expression]:
    yield expression
    for child in children(expression):
        yield from _parts(child)


def _figures(context: Context, proven: _Proven, subject: Subject) -> tuple[Inlines, ...]:
    standard = context.standard
    mine = [(one, proof) for one, proof in proven if one.context is context]
    limits = [proof for one, proof in mine if sets_a_limit(one.thing)]
    run = subject.evidence.runs.get(standard.id)
    own = [one.id for one in standard.examples if one.part == standard.id]
    formulas = [one.id for one in standard.calculations if part_at(standard, one.span) == standard.id]
    counts = (
        len(own),
        None if run is None else sum(one.passed for one in run),
        len(mine),
        None if run is None else sum(proof.is_full for _, proof in mine),
        len(limits),
        None if run is None else sum(bool(proof.on_the_limit) for proof in limits),
        len(formulas),
        None if run is None else sum(_has_value(id_, context, subject) for id_ in formulas),
    )
    cells = (text("—" if count is None else str(count)) for count in counts)
    return (inlines_of(standard.id, part_link(context, standard.id)), *cells)


def _has_value(formula: str, context: Context, subject: Subject) -> bool:
    """Whether an example of the part, or of one that extends it, worked the formula out."""
    return subject.evidence.had_value(formula, (one.standard.id for one in subject.contexts if _extends(one, context)))


def _extends(one: Context, context: Context) -> bool:
    return any(part.id == context.standard.id for part in one.standard.parts)


def _failed(subject: Subject) -> tuple[Block, ...]:
    failed = [
        (context, one.example)
        for context in subject.contexts
        for one in subject.evidence.runs.get(context.standard.id, ())
        if not one.passed
    ]
    if not failed:
        return ()
    links = ((Link((Code(id_),), Place("example", id_, context.standard.id)),) for context, id_ in failed)
    return (Heading(1, subject.say(_FAILED)), Paragraph(joined(links, subject.say(Message("、", ", ")))))


def _lacking(proven: _Proven, subject: Subject) -> tuple[Block, ...]:
    say = subject.say
    entries = [entry for one, proof in proven if (entry := _lack(one, proof, subject)) is not None]
    heading = Heading(1, say(_LACKING), Place("ledger", "unproven"))
    if not entries:
        return (heading, Paragraph(text(say(_ALL if subject.evidence.runs else _ALL_STATED))))
    return (heading, listing(subject, _LACKS_HEADER, (PART, _LACKS_HEADER[2]), entries))


def _lack(one: Declared[Requirement], proof: Proof, subject: Subject) -> Entry | None:
    run = bool(subject.evidence.runs)
    found = (
        (_SATISFIED, run and not proof.satisfied),
        (_VIOLATED, not proof.violated),
        (_LIMIT, run and sets_a_limit(one.thing) and not proof.on_the_limit),
    )
    lacking = tuple(subject.say(words) for words, lacks in found if lacks)
    if not lacking:
        return None
    context, part = one.context, one.context.standard.id
    link = Link(text(context.say(one.thing.label)), Place("rule", one.thing.id))
    tags: list[Inlines] = [(Tag(words, "open"),) for words in lacking]
    origin = rule_part(context.standard, one.thing)
    cells = (
        inlines_of(part, (link, Text(" "), Code(one.thing.id))),
        inlines_of(part, part_link(context, origin)),
        joined(tags, " "),
    )
    return Entry(cells, ((part_name(context, origin),), lacking))


def _idle(subject: Subject) -> tuple[Block, ...]:
    if not subject.evidence.runs:
        return ()
    found = [
        inlines_of(context.standard.id, (Link(text(context.say(one.label)), Place("number", one.id)),))
        for context in subject.contexts
        for one in context.standard.calculations
        if part_at(context.standard, one.span) == context.standard.id and not _has_value(one.id, context, subject)
    ]
    if not found:
        return ()
    return (Heading(1, subject.say(_IDLE)), Paragraph(joined(found, subject.say(Message("、", ", ")))))
