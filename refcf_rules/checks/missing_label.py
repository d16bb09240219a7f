"""What readers and companies see has a name in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import is_own, own_clauses
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

KIND: Final = Kind(
    "missing-label",
    Message("没有中英文名称", "no label in words"),
    Message(
        "没有名称时，报告和工作簿只能显示标识符。",
        "Without a label, reports and workbooks can only show the identifier.",
    ),
    "rule output_given shall {\n    require output.accepted is given\n"
    "    because zh “结果按产量计” en “the result is per output”\n}\n",
    "rule output_given zh “产量” en “output” shall {\n    require output.accepted is given\n"
    "    because zh “结果按产量计” en “the result is per output”\n}\n",
    Severity.WARNING,
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every named thing of the part itself that has its identifier for a label."""
    return tuple(
        Diagnostic(
            KIND,
            span,
            Message("“{name}”没有名称。", "“{name}” has no label.").filled(name=same(id_)),
            Message("补上 中文 “…” 英文 “…”。", 'Add zh "…" en "…".'),
        )
        for id_, label, span in _labelled(standard)
        if label.zh == label.en == id_
    )


def _labelled(standard: Standard) -> Iterator[tuple[str, Message, Span]]:
    boundary = standard.boundary
    things = (
        *((one.id, one.label, one.span, one.clause) for one in boundary.stages),
        *((one.id, one.label, one.span, one.clause) for one in boundary.processes),
        *((one.id, one.label, one.span, one.clause) for one in boundary.excluded),
        *((one.id, one.label, one.span, one.clause) for one in standard.parameters),
        *((one.id, one.label, one.span, one.clause) for one in standard.factors),
        *((one.id, one.label, one.span, one.clause) for one in standard.lookups),
        *((one.id, one.label, one.span, one.clause) for one in standard.products),
    )
    yield from ((id_, label, span) for id_, label, span, clause in things if is_own(standard, clause))
    written = {(clause.id, member.id) for clause in own_clauses(standard) for member in clause.members}
    written |= {
        (one.clause, id_.partition(".")[2] or id_)
        for one in standard.repetitions
        for id_ in (*one.states, *one.formulas)
        if (one.clause, one.id) in written
    }
    yield from ((one.id, one.label, one.span) for one in standard.repetitions if (one.clause, one.id) in written)
    for rule in standard.requirements:
        if (rule.clause, rule.id) in written:
            yield rule.id, rule.label, rule.span
    for each in standard.calculations:
        name = each.id.removeprefix(f"{each.table}.")
        if (each.clause, name) in written:
            yield name, each.label, each.span


CHECK: Final = Check(KIND, run)
