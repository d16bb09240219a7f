"""The index by product class: form and composition of each, and what its part sets for it."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.number import Status
from refcf_rules.model.standard import ProductClass, Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Bound,
    Code,
    Facts,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Place,
    Strong,
    Table,
    Text,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.members.products import window_words
from refcf_rules.targets.prose.references import source_links
from refcf_rules.targets.prose.side_by_side import blocks_of
from refcf_rules.targets.site.indexes.declared import Declared, declared, part_at
from refcf_rules.targets.site.indexes.parts import part_link, part_name
from refcf_rules.targets.site.indexes.rules import rule_part
from refcf_rules.targets.site.indexes.subject import Subject

_CLASS: Final = Message("产品类别", "Product class")
_FORM: Final = Message("状态", "State")
_COMPOSITION: Final = Message("成分", "Composition")
_CLASSIFIED: Final = Message("分类依据", "Classified by")
_PART: Final = Message("标准", "Standard")
_DECLARED: Final = Message("声明单位", "Declared unit")
_FUNCTIONAL: Final = Message("功能单位", "Functional units")
_PROCESSES: Final = Message("本部分增加的单元过程", "Unit processes added by the part")
_RULES: Final = Message("本部分的规则", "Rules of the part")
_GRADES: Final = Message("分级", "Grades")
_COUNT: Final = Message("{count} 条", "{count}")
_PER: Final = Message("每 {amount}{what}", "per {amount} {what}")
_SET: Final = Message("{count} 级，限值已定", "{count} levels, limits set")
_UNSET: Final = Message("{count} 级，限值待委员会确定", "{count} levels, limits for the committee to set")
_NONE: Final = Message("没有规定产品类别。", "No product class is declared.")


def classes(subject: Subject) -> tuple[Block, ...]:
    """For each standard with classes: what it sets, then its classes."""
    declared_classes = classes_of(subject.contexts)
    by_part = ((one, [each.thing for each in declared_classes if each.context is one]) for one in subject.contexts)
    found = [block for context, own in by_part if own for block in _of_part(context, own)]
    return tuple(found) or (Paragraph(text(subject.say(_NONE))),)


def classes_of(contexts: tuple[Context, ...]) -> tuple[Declared[ProductClass], ...]:
    """Each product class of the series, once."""
    return declared(
        contexts, lambda one: one.products, lambda one: one.id, lambda standard, one: part_at(standard, one.span)
    )


def _of_part(context: Context, own: list[ProductClass]) -> tuple[Block, ...]:
    standard = context.standard
    heading = Heading(1, part_name(context, standard.id), Place("ledger", f"classes-{standard.id}"))
    say = context.say
    facts = (
        (_PART, (*part_link(context, standard.id), Text(f" {standard.part.number}"))),
        (_DECLARED, declared_unit_words(context)),
        (_FUNCTIONAL, functional_unit_words(context)),
        (_PROCESSES, _processes(context)),
        (_RULES, _rules(context)),
        (_GRADES, grade_words(context)),
    )
    table = Table("", tuple(map(say, (_CLASS, _FORM, _COMPOSITION, _CLASSIFIED))), _rows(context, own))
    shown = Facts(tuple((say(label), content) for label, content in facts if content))
    return blocks_of(standard.id, (heading, shown, slim(table)))


def _rows(context: Context, own: list[ProductClass]) -> tuple[tuple[Inlines, ...], ...]:
    semicolon = context.say(Message("；", "; "))
    rows = []
    for one in own:
        state = context.names.options.get(("state", one.state or ""))
        windows = ((Text(f"{window.component} "), *window_words(context, window)) for window in one.windows)
        name: Inlines = (Strong(text(context.say(one.label))), Text(" "), Code(one.id))
        cells = (
            name,
            text(context.say(state)) if state is not None else (),
            joined(windows, semicolon),
            source_links(context, one.classified_by),
        )
        rows.append(cells)
    return tuple(rows)


def declared_unit_words(context: Context) -> Inlines:
    """The declared unit with its amount; nothing where there is none."""
    unit = context.standard.declared_unit
    if unit is None:
        return ()
    return (Bound(context.quantity(unit.amount, unit.unit)), Text(" "), *text(context.say(unit.text)))


def functional_unit_words(context: Context) -> Inlines:
    """The functional units, each with what it is per."""
    shown = []
    for unit in context.standard.functional_units:
        amount = context.amount(unit.per, unit.per_unit)
        per = context.say(_PER.filled(amount=amount, what=unit.per_text))
        shown.append((Link(text(context.say(unit.text)), Place("clause", unit.clause)), Text(f" ({per})")))
    return joined(shown, context.say(Message("；", "; ")))


def grade_words(context: Context) -> Inlines:
    """How many grades there are, and whether their limits are set."""
    grading = context.standard.grading
    if grading is None:
        return ()
    unset = any(not level.rest and level.provenance.status is Status.COMMITTEE_TO_SET for level in grading.levels)
    words = context.say((_UNSET if unset else _SET).filled(count=len(grading.levels)))
    return (Link(text(words), Place("clause", grading.clause)),)


def _processes(context: Context) -> Inlines:
    own = [
        one for one in context.standard.boundary.processes if part_at(context.standard, one.span) == context.standard.id
    ]
    names = context.say(Message("、", ", ")).join(context.say(one.label) for one in own)
    return (Link(text(names), Place("clause", own[0].clause)),) if own else ()


def _rules(context: Context) -> Inlines:
    count = own_rule_count(context.standard)
    return (Link(text(context.say(_COUNT.filled(count=count))), Place("page", "rules")),)


def own_rule_count(standard: Standard) -> int:
    """How many rules a part declares or changes itself."""
    return sum(rule_part(standard, one) == standard.id for one in standard.requirements)
