"""A parameter or formula that nothing uses misleads: it looks as if it mattered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import own_clauses
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.expression import Cell, Expression, Joined, Lookup, Scalar, children
from refcf_rules.model.prose import Template
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

KIND: Final = Kind(
    "unused",
    Message("没有用到", "nothing uses this"),
    Message(
        "没有用到的数看起来像规定，其实什么也不改变；多半是引用处写错了名称。",
        "An unused number looks like a provision and changes nothing; often a name is misspelt where it was meant.",
    ),
    "parameter oldest zh “最大年龄” en “greatest age” = 5 source “ISO 14067:2018”\n"
    "product brick zh “砖” en “brick” {\n    state fired\n}\n",
    "parameter oldest zh “最大年龄” en “greatest age” = 5 source “ISO 14067:2018”\n"
    "product brick zh “砖” en “brick” {\n    state fired\n}\n"
    "text zh “因子的年龄不超过 {oldest}。” en “No factor is older than {oldest}.”\n",
    Severity.WARNING,
)
# What the tool itself adds up for the footprint and shows beside it.
_ENTERS_THE_FOOTPRINT: Final = tuple(f"activity.{part}" for part in COMPONENTS)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """What a class part declares and nothing uses; other parts may extend a part without classes."""
    if not standard.products:
        return ()
    used = _used(standard)
    return tuple(
        Diagnostic(
            KIND,
            span,
            Message("没有什么用到“{name}”。", "Nothing uses “{name}”.").filled(name=same(id_)),
            Message("在规则、公式或条文中引用它，或删去。", "Name it in a rule, a formula or a text, or delete it."),
        )
        for id_, span in _declared(standard)
        if id_ not in used
    )


def _declared(standard: Standard) -> Iterator[tuple[str, Span]]:
    parameters = {one.id: one.span for one in standard.parameters} | {one.id: one.span for one in standard.lookups}
    for clause in own_clauses(standard):
        named = {(member.construct, member.id) for member in clause.members}
        for construct, id_ in sorted(named):
            if construct in {"parameter", "table"} and id_ in parameters:
                yield id_, parameters[id_]
        for one in standard.calculations:
            own = one.id.removeprefix(f"{one.table}.")
            if one.clause == clause.id and ("formula", own) in named:
                yield one.id, one.span


def _used(standard: Standard) -> set[str]:
    names: set[str] = set()
    waiting = list(_expressions(standard))
    while waiting:
        node = waiting.pop()
        waiting.extend(children(node))
        match node:
            case Scalar(id=id_) | Lookup(table=id_):
                names.add(id_)
            case Cell(table=table, field=field) | Joined(table=table, field=field):
                names.add(f"{table}.{field}")
            case _:
                pass
    return names | _named(standard)


def _named(standard: Standard) -> set[str]:
    """What is named outside expressions: results of the footprint, of balances, of examples."""
    names = {number.of for example in standard.examples for number in example.numbers}
    names |= {term for balance in standard.balances for term in (*balance.enters, *balance.leaves)}
    names |= {unit.reference_flow for unit in standard.functional_units}
    names |= {one.of for one in standard.reported}
    if standard.footprint is not None:
        names |= {standard.footprint.id, *_ENTERS_THE_FOOTPRINT}
    return names | ({standard.grading.of} if standard.grading is not None else set())


def _expressions(standard: Standard) -> Iterator[Expression]:
    yield from (one.expression for one in standard.calculations)
    yield from (one.expression for one in standard.emissions)
    yield from (one.process for one in standard.emissions)
    yield from (one.filter for one in standard.emissions if one.filter is not None)
    for parameter in standard.parameters:
        yield from (dated.value for dated in parameter.values if dated.value is not None)
    for rule in standard.requirements:
        yield rule.expression
        yield from (part for part in (rule.filter, rule.condition) if part is not None)
        yield from (slot for text in (rule.message, rule.fix) if text is not None for slot in _slots(text))
    for clause in standard.clauses:
        yield from (slot for paragraph in clause.paragraphs for slot in _slots(paragraph.template))
    for part in standard.parts:
        yield from (slot for paragraph in part.introduction for slot in _slots(paragraph.template))
    if standard.grading is not None:
        yield from (level.limit for level in standard.grading.levels if level.limit is not None)


def _slots(template: Template) -> Iterator[Expression]:
    return (part for part in (*template.zh, *template.en) if not isinstance(part, str))


CHECK: Final = Check(KIND, run)
