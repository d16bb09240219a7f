"""What to do about a workbook, the most important first: what is not understood, shall, should, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Final

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.inventory.read_workbook.cells import CellMap
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.report.marked.task import CellPlace, Colour, Task
from refcf_rules.report.wording import clause_trail, open_findings, rank
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

MOST_TASKS: Final = 1_000
_NONE: Final = Message("", "")
_NOT_UNDERSTOOD: Final = Message("没有读懂", "not understood")
_DOUBTFUL: Final = Message("存疑", "doubtful")
_DEGREES: Final[Mapping[tuple[bool, Outcome], tuple[Colour, Message]]] = {
    (True, Outcome.VIOLATED): ("red", Message("不满足（应）", "violated (shall)")),
    (True, Outcome.NOT_DECIDABLE): ("amber", Message("缺数据（应）", "data missing (shall)")),
    (False, Outcome.VIOLATED): ("blue", Message("不满足（宜）", "violated (should)")),
    (False, Outcome.NOT_DECIDABLE): ("blue", Message("缺数据（宜）", "data missing (should)")),
}


def tasks_of(
    judgement: Judgement | None, faults: Iterable[Fault], standard: Standard | None, cells: CellMap
) -> tuple[Task, ...]:
    """Everything to do; what is lacking where most is emitted comes first among its like."""
    told = tuple(faults)
    if judgement is None or standard is None:
        return tuple(_of_fault(each, "red", _NOT_UNDERSTOOD) for each in told)[:MOST_TASKS]
    found = [task for finding in _ordered(judgement) for task in _of_finding(finding, judgement, standard, cells)]
    return (*found, *(_of_fault(each, "grey", _DOUBTFUL) for each in told))[:MOST_TASKS]


def _ordered(judgement: Judgement) -> list[Finding]:
    emitted = _emissions(judgement)
    findings = [each for each in open_findings(judgement.findings) if not each.waived]
    return sorted(
        findings, key=lambda each: (rank(each), -max((emitted.get(row.row, 0) for row in each.rows), default=0))
    )


def _emissions(judgement: Judgement) -> Mapping[str, float]:
    """What each row emits; what cannot be computed may be the largest."""
    if judgement.footprint is None:
        return {}
    return {
        each.activity or each.id: each.emission if isinstance(each.emission, float) else inf
        for each in judgement.footprint.contributions
    }


def _of_fault(fault: Fault, colour: Colour, degree: Message) -> Task:
    return Task(colour, degree, fault.message, _NONE, fault.hint or _NONE, _places(fault.span))


def _of_finding(finding: Finding, judgement: Judgement, standard: Standard, cells: CellMap) -> Iterator[Task]:
    rule = finding.requirement
    emitted = _emissions(judgement)
    clause = clause_trail(rule.clause, standard)
    for row in sorted(finding.rows, key=lambda each: -emitted.get(each.row, 0)):
        if row.waiver is None:
            colour, degree = _DEGREES[rule.modality is Modality.SHALL, row.outcome]
            what = Message("{label}：{text}", "{label}: {text}").filled(label=rule.label, text=_what(row))
            yield Task(colour, degree, what, clause, row.fix or _NONE, _cells(row, cells))


def _what(row: RowResult) -> Message:
    if row.arithmetic is None:
        return row.message
    return Message("{text}（{numbers}）", "{text} ({numbers})").filled(text=row.message, numbers=row.arithmetic)


def _cells(row: RowResult, cells: CellMap) -> tuple[CellPlace, ...]:
    """Where something is lacking; else what the rule names in the row; else the row itself."""
    lacking = [cells.cell(each.field, each.span) for each in row.causes]
    named = [cells.cell(each.name, row.span) for each in row.named]
    for found in (lacking, named):
        places = tuple(dict.fromkeys(place for each in found if each is not None for place in _split(each)))
        if places:
            return places
    return _places(row.span)


def _places(span: Span | None) -> tuple[CellPlace, ...]:
    return () if span is None else tuple(_split(span.cell))


def _split(cell: str) -> Iterator[CellPlace]:
    sheet, mark, address = cell.rpartition("!")
    if mark:
        yield CellPlace(sheet, address)
