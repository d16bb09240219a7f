"""One rule as people read it: sentence, formula, reason, source, what it reads, examples."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from refcf_rules.model.expression import (
    Aggregate,
    Arithmetic,
    Comparison,
    Expression,
    Logic,
    NumberLiteral,
    Scalar,
    children,
)
from refcf_rules.model.prose import Template
from refcf_rules.model.requirement import Modality, Override, Requirement
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span
from refcf_rules.targets.prose.context import Context, Later
from refcf_rules.targets.prose.document import (
    Admonition,
    Badge,
    Block,
    Code,
    Details,
    Facts,
    File,
    Formula,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Place,
    Provision,
    Table,
    Tag,
    Target,
    Text,
    filled,
    slim,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.field_names import with_labels
from refcf_rules.targets.prose.mathematics import Line, Sign
from refcf_rules.targets.prose.reach import Column
from refcf_rules.targets.prose.references import source_links
from refcf_rules.targets.prose.selection import conjuncts
from refcf_rules.targets.prose.sentence import clauses_of, sentence_of
from refcf_rules.targets.prose.touched import touched_data
from refcf_rules.targets.prose.typeset import Typesetter
from refcf_rules.targets.prose.usage import quantities_of
from refcf_rules.targets.prose.worked import worked_examples

_LABELS: Final = {
    "verdict": Message("不满足的后果", "If violated"),
    "message": Message("不满足时提示", "Told when violated"),
    "fix": Message("改正办法", "Fix"),
    "reason": Message("为什么", "Why"),
    "source": Message("依据", "Source"),
    "uses": Message("用到的数值和公式", "Numbers and formulas used"),
    "origin": Message("规则源", "Rule file"),
    "machine": Message("机读文件", "For machines"),
}
_JUDGED: Final = Message("怎样判定；规则源；机读文件", "How it is judged; rule file; for machines")
_VERDICTS: Final = {
    Modality.SHALL: Message(
        "判为不符合。可申请豁免，应写明规则编号、理由、批准人和有效期；豁免单独列出，不算满足。",
        "The verdict is “violated”. A waiver may be asked for with the id of the rule, a reason, who grants it and "
        "until when; it is listed apart and never counts as satisfied.",
    ),
    Modality.SHOULD: Message("只提示，不影响结论。", "A warning only; the verdict stays."),
    Modality.MAY: Message("不影响结论。", "The verdict stays."),
}
_LINE: Final = Message("{file} 第 {line} 行", "{file}, line {line}")
_HEADER: Final = (
    Message("规定", "Provision"),
    Message("要求", "Requirement"),
    Message("理由", "Why"),
    Message("编号", "Id"),
)
OVERRIDES: Final = {
    "tightened": Message("加严", "Tightened"),
    "replaced": Message("替换", "Replaced"),
    "withdrawn": Message("取消", "Withdrawn"),
}
_CHANGED: Final = Message("本条由“{part}”{kind}", "{kind} by {part}")
_IN_PART: Final = Message("“{part}”对此{kind}", "{kind} in {part}")
_SLOT: Final = Message("〈{name}〉", "‹{name}›")
_SEVERITY: Final = Message("数值{word}", "{word} numbers")


def provision_of(context: Context, requirement: Requirement) -> Provision:
    """The rule with all that belongs to it."""
    blocks: list[Block] = []
    if requirement.override is not None:
        blocks.append(change_of(context, requirement.override))
    blocks.extend(changed_later(context, requirement))
    if requirement.construct == "balance":
        blocks.append(balance_formula(context, requirement.id))
    else:
        blocks.extend(formulas_of(context, requirement.expression))
    grounds = _grounds(context, requirement)
    blocks.extend([Facts(grounds)] if grounds else ())
    blocks.extend(details_of(context, requirement))
    other = requirement.label.en if context.language == "zh" else requirement.label.zh
    severity = requirement.severity
    return Provision(
        Place("rule", requirement.id),
        requirement.id,
        context.title(requirement.label),
        "" if other == context.say(requirement.label) else other,
        Badge(requirement.modality, context.say(requirement.modality.words)),
        () if severity is None else (Tag(context.say(_SEVERITY.filled(word=severity.words)), "plain"),),
        *clauses_of(context, requirement),
        tuple(blocks),
    )


def details_of(context: Context, requirement: Requirement) -> tuple[Details, ...]:
    """What a reader opens: examples as they ran, the data read, how the rule is judged and where it is written."""
    source = context.evidence.source(requirement.span)
    listing = (Listing(source),) if source else ()
    return (
        *worked_examples(context, requirement),
        *touched_data(context, requirement),
        Details(text(context.say(_JUDGED)), (Facts(_judged(context, requirement)), *listing)),
    )


def badge_of(context: Context, requirement: Requirement) -> Badge:
    """The force of a rule."""
    return Badge(requirement.modality, context.say(requirement.force))


def requirements_table(context: Context, caption: str, requirements: tuple[Requirement, ...]) -> tuple[Block, ...]:
    """Several short rules in one table: what a construct asks."""
    if not requirements:
        return ()
    rows = []
    for one in requirements:
        name = (Target(Place("rule", one.id)), Text(context.say(one.label)))
        changed = (Text(" "), change_tag(context, one.override)) if one.override is not None else ()
        sentence = (badge_of(context, one), Text(" "), *sentence_of(context, one))
        reason = text(context.say(one.reason)) if one.reason is not None else ()
        rows.append(((*name, *changed), sentence, reason, (Code(one.id),)))
    return (slim(Table(caption, tuple(map(context.say, _HEADER)), tuple(rows))),)


def change_of(context: Context, override: Override) -> Admonition:
    """Who changed a provision, how and why."""
    part = next((one for one in context.standard.parts if one.id == override.part), None)
    name = f"{part.number} {context.say(part.title)}".strip() if part is not None else override.part
    title = _CHANGED.filled(part=name, kind=OVERRIDES[override.kind])
    return Admonition("warn", context.say(title), (Paragraph(text(context.say(override.reason))),))


def changed_later(context: Context, requirement: Requirement) -> tuple[Admonition, ...]:
    """The parts of the series in which the rule, or a number it names, reads otherwise."""
    parts = (requirement.filter, requirement.condition, requirement.expression)
    touched = {requirement.id, *(id_ for part in parts if part is not None for id_ in context.named(part))}
    return tuple(_later(context, one) for one in context.later if one.override.target in touched)


def _later(context: Context, later: Later) -> Admonition:
    name = f"{later.part.number} {context.say(later.part.title)}".strip()
    title = _IN_PART.filled(part=name, kind=OVERRIDES[later.override.kind])
    place = Place("page", later.part.id)
    return Admonition(
        "plain", context.say(title), (Paragraph((Link(text(context.say(later.override.reason)), place),)),)
    )


def change_tag(context: Context, override: Override) -> Tag:
    """The same in one word."""
    return Tag(context.say(OVERRIDES[override.kind]), "warn")


def formulas_of(context: Context, expression: Expression) -> tuple[Formula, ...]:
    """The comparisons of a requirement that calculate something, typeset; symbols are explained after the last."""
    setter = Typesetter(context)
    found = [
        setter.math(condition)
        for condition in _comparisons(expression)
        if any(_calculates(context, side) for side in (condition.left, condition.right))
    ]
    return (*(Formula(math, ()) for math in found[:-1]), *(setter.formula(math) for math in found[-1:]))


def balance_formula(context: Context, id_: str) -> Formula:
    """The two comparisons of a balance as one: the difference of both sides against what enters."""
    setter = Typesetter(context)
    leaves, enters, tolerance = (
        setter.math(Scalar(found.id, found.type, found.span))
        for found in (context.calculations[f"{id_}.{side}"] for side in ("leaves", "enters", "tolerance"))
    )
    bar = Sign("|")
    return setter.formula(Line((bar, leaves, Sign("−"), enters, bar, Sign("≤"), tolerance, Sign("×"), enters)))


def _comparisons(expression: Expression) -> tuple[Comparison, ...]:
    found = (one for one in conjuncts(expression) if isinstance(one, Comparison))
    return tuple(one for one in found if one.operator in {"<=", "<", ">=", ">"})


def _calculates(context: Context, expression: Expression) -> bool:
    if isinstance(expression, Logic | NumberLiteral):
        return False
    if isinstance(expression, Scalar) and expression.id in context.calculations:
        return True
    own = isinstance(expression, Arithmetic | Aggregate)
    return own or any(_calculates(context, child) for child in children(expression))


def _grounds(context: Context, requirement: Requirement) -> tuple[tuple[str, Inlines], ...]:
    """Why the rule is there, and what it rests on."""
    found = (
        ("reason", with_labels(context, context.say(requirement.reason)) if requirement.reason else ()),
        ("source", source_links(context, requirement.sources, titled=True)),
    )
    return tuple((context.say(_LABELS[name]), content) for name, content in found if content)


def _judged(context: Context, requirement: Requirement) -> tuple[tuple[str, Inlines], ...]:
    writer = Writer(context, requirement.row or None)
    path = rule_path(context, requirement)
    found: list[tuple[str, Inlines]] = [
        ("verdict", text(context.say(_VERDICTS[requirement.modality]))),
        ("message", template_words(writer, requirement.message, requirement.table)),
        ("fix", template_words(writer, requirement.fix, requirement.table)),
        ("uses", quantities_of(context, requirement)),
        ("origin", origin_of(context, requirement.span)),
        ("machine", (File((Code(path.rpartition("/")[2]),), path),)),
    ]
    return tuple((context.say(_LABELS[name]), content) for name, content in found if content)


def part_of(context: Context, requirement: Requirement) -> str:
    """The part whose book shows a rule; the rules common to all parts belong to the one at hand."""
    clause = context.standard.clause(requirement.clause)
    parts = {one.id for one in context.standard.parts}
    return clause.part if clause is not None and clause.part in parts else context.standard.id


def rule_path(context: Context, requirement: Requirement) -> str:
    """The file in which machines read a rule, from the root of the publication."""
    return f"rules/{part_of(context, requirement)}/{requirement.id}.json"


def origin_of(context: Context, span: Span) -> Inlines:
    """The file and line a provision was written in, without folders of anybody's machine."""
    path = PureWindowsPath(span.path) if "\\" in span.path else PurePosixPath(span.path)
    file = path.name.partition(" (")[0]
    return filled(context.say(_LINE), file=(Code(file),), line=text(str(span.line)))


def template_words(writer: Writer, template: Template | None, table: str | None = None) -> Inlines:
    """A message with the names of its slots, since there is no inventory to fill them from."""
    if template is None:
        return ()
    parts = template.zh if writer.context.language == "zh" else template.en
    return tuple(inline for part in parts for inline in _slot(writer, part, table))


def _slot(writer: Writer, part: str | Expression, table: str | None) -> Inlines:
    if isinstance(part, str):
        return with_labels(writer.context, part, table)
    if isinstance(part, Scalar) and part.id in writer.context.parameters:
        return writer.parameter(part.id)
    name = writer.words(part)
    if writer.context.language == "en" and name and isinstance(name[0], Text):
        name = (Text(name[0].text.removeprefix("the ")), *name[1:])
    return filled(writer.context.say(_SLOT), name=name)


def field_link(column: Column) -> Inlines:
    """A field by its name in the inventory, linked to its description."""
    return (Link((Code(".".join(column)),), Place("field", ".".join(column))),)
