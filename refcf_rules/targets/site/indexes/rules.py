"""The index by rule: every rule of the series once, with its sentence, force, place, proof and who checks it."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.evidence import JudgingOutput
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Inlines,
    Link,
    Paragraph,
    Place,
    Strong,
    Tag,
    Text,
    joined,
    text,
)
from refcf_rules.targets.prose.ledgers import clause_link, numbers_of
from refcf_rules.targets.prose.provision import badge_of, change_tag
from refcf_rules.targets.prose.sentence import sentence_of
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import CORE, Declared, declared, part_at
from refcf_rules.targets.site.indexes.evidence import Proof
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.parts import PART, names_of_holders, where_it_holds
from refcf_rules.targets.site.indexes.subject import Subject

_RULE: Final = Message("规则", "Rule")
_FORCE: Final = Message("约束力", "Force")
_SENTENCE: Final = Message("要求", "Requirement")
_CLAUSE: Final = Message("条款", "Clause")
_EXAMPLES: Final = Message("示例", "Examples")
_SHOWN: Final = Message("示例", "Shown by an example")
_PROOFS: Final[tuple[tuple[str, Message], ...]] = (
    ("satisfied", Message("满足 {count}", "{count} satisfied")),
    ("violated", Message("不满足 {count}", "{count} violated")),
    ("on_the_limit", Message("恰在限值 {count}", "{count} on the limit")),
    ("not_decidable", Message("无法判定 {count}", "{count} not decidable")),
)
_CHECKED: Final = Message("检查者", "Checked by")
_OUTPUTS: Final = Message(
    "“检查者”是本次生成的成果中能完整检查该规则的：{outputs}。",
    "“Checked by” names the outputs of this build that check the rule completely. They are: {outputs}.",
)
_BY_ALL: Final = Message("全部成果", "all outputs")
_BY_OTHERS: Final = Message("全部，{outputs}除外", "all but {outputs}")
_BY_NONE: Final = Message("没有成果", "no output")
_LIST: Final = Message("、", ", ")
_NO_EXAMPLE: Final = Message("没有示例", "no example")


def rules(subject: Subject) -> tuple[Block, ...]:
    """All rules in the order of parts and clauses."""
    found = rules_of(subject.contexts)
    header = (_RULE, _FORCE, _SENTENCE, _CLAUSE, PART, _EXAMPLES, _CHECKED)
    facets = (_FORCE, PART, _SHOWN, *((_CHECKED,) if _outputs(subject) else ()))
    table = listing(subject, header, facets, (_entry(one, subject) for one in found))
    return (*_checking(subject), table)


def _outputs(subject: Subject) -> tuple[JudgingOutput, ...]:
    """The outputs of all parts, each kind once."""
    found = subject.contexts[0].evidence.outputs
    return tuple({each.title: each for part in found.values() for each in part}.values())


def _checking(subject: Subject) -> tuple[Block, ...]:
    """Which outputs there are, for the words of the table."""
    names = tuple(subject.say(one.title) for one in _outputs(subject))
    if not names:
        return ()
    said = _OUTPUTS.filled(outputs=subject.say(_LIST).join(names))
    return (Paragraph(text(subject.say(said))),)


def checked_by(context: Context, rule: str) -> str:
    """The outputs that check a rule, in a few words; empty where none was made in this build."""
    outputs = context.evidence.outputs.get(context.standard.id, ())
    unable = context.say(_LIST).join(context.say(one.title) for one in outputs if rule in one.refused)
    if not outputs or all(rule in one.refused for one in outputs):
        return context.say(_BY_NONE) if outputs else ""
    return context.say(_BY_OTHERS.filled(outputs=unable) if unable else _BY_ALL)


def rules_of(contexts: tuple[Context, ...]) -> tuple[Declared[Requirement], ...]:
    """Each rule that a part declares or changes, once; parts in their order, rules in that of the clauses."""
    found = declared(contexts, lambda standard: standard.requirements, lambda one: one.id, rule_part)
    orders = {one.standard.id: _clause_order(one.standard) for one in contexts}
    parts = {one.standard.id: place for place, one in enumerate(contexts)}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                parts.get(one.part, len(parts) if one.part == CORE else -1),
                orders[one.context.standard.id].get(one.thing.clause, -1),
            ),
        )
    )


def rule_part(standard: Standard, rule: Requirement) -> str:
    """The part that declares a rule, or changed it last."""
    return part_at(standard, rule.span, rule.override)


def _clause_order(standard: Standard) -> dict[str, int]:
    return {id_: place for place, id_ in enumerate(numbers_of(standard.clauses))}


def _entry(one: Declared[Requirement], subject: Subject) -> Entry:
    context, rule = one.context, one.thing
    proof = subject.evidence.proof(one.holds_in, rule.id)
    badge = badge_of(context, rule)
    name: Inlines = (
        Link((Strong(text(context.title(rule.label))),), Place("rule", rule.id)),
        Text(" "),
        Code(rule.id),
        *((Text(" "), change_tag(context, rule.override)) if rule.override is not None else ()),
    )
    cells = (
        name,
        (badge,),
        sentence_of(context, rule),
        clause_link(context, rule.clause, numbers_of(context.standard.clauses)),
    )
    linked = (inlines_of(context.standard.id, cell) for cell in cells)
    checked = checked_by(context, rule.id)
    shown = (where_it_holds(one, subject.contexts), proof_words(context, proof), text(checked))
    chosen = (
        (badge.text,),
        names_of_holders(one),
        _ways(context, proof),
        *(((checked,) if checked else (),) if _outputs(subject) else ()),
    )
    return Entry((*linked, *shown), chosen)


def proof_words(context: Context, proof: Proof) -> Inlines:
    """How many examples show a rule each way."""
    counts = _counts(proof)
    shown: list[Inlines] = [
        text(context.say(words.filled(count=counts[name]))) for name, words in _PROOFS if counts[name]
    ]
    return joined(shown, context.say(Message("，", ", "))) or (Tag(context.say(_NO_EXAMPLE), "open"),)


def _ways(context: Context, proof: Proof) -> tuple[str, ...]:
    """The ways in which examples show a rule, as words."""
    counts = _counts(proof)
    found = tuple(context.say(words).replace("{count}", "").strip() for name, words in _PROOFS if counts[name])
    return found or (context.say(_NO_EXAMPLE),)


def _counts(proof: Proof) -> dict[str, int]:
    return {
        "satisfied": len(proof.satisfied),
        "violated": len(proof.violated),
        "on_the_limit": len(proof.on_the_limit),
        "not_decidable": len(proof.not_decidable),
    }
