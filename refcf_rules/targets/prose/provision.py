"""One rule as people read it: sentence, formula, reason, source, what it reads, examples."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from refcf_rules.model.example import Example
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
from refcf_rules.model.requirement import Override, Requirement
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Badge,
    Block,
    Code,
    Facts,
    Formula,
    Inlines,
    Link,
    Paragraph,
    Place,
    Provision,
    Table,
    Tag,
    Target,
    Text,
    Tone,
    filled,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.mathematics import Line, Sign
from refcf_rules.targets.prose.reach import Column, reach_of
from refcf_rules.targets.prose.selection import conjuncts
from refcf_rules.targets.prose.sentence import clauses_of, sentence_of
from refcf_rules.targets.prose.typeset import Typesetter

_LABELS: Final = {
    "message": Message("不符合时提示", "Told when violated"),
    "fix": Message("改正办法", "Fix"),
    "reason": Message("理由", "Why"),
    "source": Message("依据", "Source"),
    "fields": Message("涉及字段", "Fields read"),
    "examples": Message("示例", "Examples"),
    "origin": Message("规则源", "Rule file"),
}
_THROUGH: Final = Message("；经公式：{fields}", "; through formulas: {fields}")
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
_SLOT: Final = Message("〈{name}〉", "‹{name}›")
_MOST_EXAMPLES: Final = 3
_MORE: Final = Message("等 {count} 个", "and more, {count} in all")
_VERDICTS: Final[dict[str, tuple[Message, Tone]]] = {
    "satisfied": (Message("满足", "satisfied"), "good"),
    "violated": (Message("违反", "violated"), "warn"),
    "open": (Message("不能判定", "not decidable"), "open"),
}


def provision_of(context: Context, requirement: Requirement) -> Provision:
    """The rule with all that belongs to it."""
    blocks: list[Block] = []
    if requirement.override is not None:
        blocks.append(change_of(context, requirement.override))
    if requirement.construct == "balance":
        blocks.append(balance_formula(context, requirement.id))
    else:
        blocks.extend(formulas_of(context, requirement.expression))
    blocks.append(Facts(_facts(context, requirement)))
    return Provision(
        Place("rule", requirement.id),
        requirement.id,
        context.title(requirement.label),
        badge_of(context, requirement),
        *clauses_of(context, requirement),
        tuple(blocks),
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


def change_tag(context: Context, override: Override) -> Tag:
    """The same in one word."""
    return Tag(context.say(OVERRIDES[override.kind]), "warn")


def formulas_of(context: Context, expression: Expression) -> tuple[Formula, ...]:
    """The comparisons of a requirement that calculate something, typeset."""
    found = []
    for condition in _comparisons(expression):
        if any(_calculates(context, side) for side in (condition.left, condition.right)):
            setter = Typesetter(context)
            math = setter.math(condition)
            found.append(setter.formula(math))
    return tuple(found)


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


def _facts(context: Context, requirement: Requirement) -> tuple[tuple[str, Inlines], ...]:
    writer = Writer(context, requirement.row or None)
    found: list[tuple[str, Inlines]] = [
        ("message", template_words(writer, requirement.message)),
        ("fix", template_words(writer, requirement.fix)),
        ("reason", text(context.say(requirement.reason)) if requirement.reason else ()),
        (
            "source",
            text("; ".join(requirement.sources) if context.language == "en" else "；".join(requirement.sources)),
        ),
        ("fields", _fields(context, requirement)),
        ("examples", _examples(context, requirement)),
        ("origin", origin_of(context, requirement.span)),
    ]
    return tuple((context.say(_LABELS[name]), content) for name, content in found if content)


def origin_of(context: Context, span: Span) -> Inlines:
    """The file and line a provision was written in, without folders of anybody's machine."""
    path = PureWindowsPath(span.path) if "\\" in span.path else PurePosixPath(span.path)
    file = path.name.partition(" (")[0]
    return filled(context.say(_LINE), file=(Code(file),), line=text(str(span.line)))


def template_words(writer: Writer, template: Template | None) -> Inlines:
    """A message with the names of its slots, since there is no inventory to fill them from."""
    if template is None:
        return ()
    parts = template.zh if writer.context.language == "zh" else template.en
    return tuple(inline for part in parts for inline in _slot(writer, part))


def _slot(writer: Writer, part: str | Expression) -> Inlines:
    if isinstance(part, str):
        return text(part)
    if isinstance(part, Scalar) and part.id in writer.context.parameters:
        return writer.parameter(part.id)
    name = writer.words(part)
    if writer.context.language == "en" and name and isinstance(name[0], Text):
        name = (Text(name[0].text.removeprefix("the ")), *name[1:])
    return filled(writer.context.say(_SLOT), name=name)


def _fields(context: Context, requirement: Requirement) -> Inlines:
    reach = reach_of(context, requirement)
    direct = _linked(context, reach.direct)
    if not reach.through:
        return direct
    through = filled(context.say(_THROUGH), fields=_linked(context, reach.through))
    return (*direct, *through) if direct else (Text(_text_of(through[0]).lstrip("；; ")), *through[1:])


def _text_of(inline: object) -> str:
    return inline.text if isinstance(inline, Text) else ""


def _linked(context: Context, columns: tuple[Column, ...]) -> Inlines:
    comma = context.say(Message("、", ", "))
    return joined(map(field_link, columns), comma)


def field_link(column: Column) -> Inlines:
    """A field by its name in the inventory, linked to its description."""
    return (Link((Code(".".join(column)),), Place("field", ".".join(column))),)


def _examples(context: Context, requirement: Requirement) -> Inlines:
    """One example that satisfies the rule, and those made to violate it or leave it open."""
    examples = context.standard.examples
    groups: dict[str, list[Example]] = {
        "satisfied": [one for one in examples if one.satisfied][:1],
        "violated": [one for one in examples if requirement.id in one.violates],
        "open": [one for one in examples if requirement.id in one.not_decidable],
    }
    return joined((_example_group(context, name, group) for name, group in groups.items() if group), " ")


def _example_group(context: Context, name: str, group: list[Example]) -> Inlines:
    words, tone = _VERDICTS[name]
    links = ((Link(text(context.say(one.label)), Place("example", one.id)),) for one in group[:_MOST_EXAMPLES])
    more: Inlines = ()
    if len(group) > _MOST_EXAMPLES:
        count = context.say(_MORE.filled(count=len(group)))
        more = (Text(" "), Link(text(count), Place("page", "examples")))
    return (Tag(context.say(words), tone), Text(" "), *joined(links, context.say(Message("；", "; "))), *more)
