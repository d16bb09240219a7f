"""Judges an inventory by a standard: the one entry to the reference meaning."""

from __future__ import annotations

from refcf_rules.evaluate.allocation import PoolShare, pool_shares
from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import Evaluation, compute, evaluation
from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.footprint import FootprintResult, footprint_of
from refcf_rules.evaluate.grade import Grade, grade_of
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.needed import needed_for_footprint
from refcf_rules.evaluate.notes import notes_on
from refcf_rules.evaluate.receipt import Receipt, receipt_of
from refcf_rules.evaluate.reported import ReportedResult, reported_values
from refcf_rules.evaluate.requirement import finding_of
from refcf_rules.evaluate.trace import Step, emission_steps, judged_steps, steps_of
from refcf_rules.evaluate.value import Missing
from refcf_rules.evaluate.verdict import Verdict, verdict_on
from refcf_rules.evaluate.waive import waived_findings, waiver_notes
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Judgement:
    """Everything a report says. ``no_grade`` is why there is none although the standard grades.

    ``steps`` is empty unless a trace was asked for; ``reported`` stands apart from the footprint.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    footprint: FootprintResult | None
    grade: Grade | None
    no_grade: Message | None
    allocation: tuple[PoolShare, ...]
    notes: tuple[Message, ...]
    receipt: Receipt
    steps: tuple[Step, ...] = ()
    reported: tuple[ReportedResult, ...] = ()


def judge(
    standard: Standard,
    inventory: Inventory,
    waivers: tuple[Waiver, ...] = (),
    *,
    tool_version: str,
    today: str | None = None,
    meanings: Meanings | None = None,
    with_trace: bool = False,
) -> Judgement:
    """The judgement of an inventory; never fails for what an inventory holds.

    ``today`` (ISO 8601) decides whether waivers have expired; without it none counts. ``meanings`` are
    those of the same standard, for whoever judges many inventories by it.
    """
    return judged_with_state(
        standard, inventory, waivers, tool_version=tool_version, today=today, meanings=meanings, with_trace=with_trace
    )[0]


def judged_with_state(
    standard: Standard,
    inventory: Inventory,
    waivers: tuple[Waiver, ...] = (),
    *,
    tool_version: str,
    today: str | None = None,
    meanings: Meanings | None = None,
    with_trace: bool = False,
) -> tuple[Judgement, Evaluation]:
    """The same with the evaluation it rests on, for whoever asks it for more."""
    bound = bind(standard, inventory)
    state = evaluation(bound, meanings)
    compute(state)
    raw = tuple(finding_of(requirement, state) for requirement in standard.requirements)
    findings = waived_findings(raw, waivers, today)
    verdict = verdict_on(findings)
    footprint = None
    if standard.footprint is not None:
        footprint = footprint_of(standard.footprint, state, without_missing(state))
    grade, no_grade = grade_of(standard.grading, verdict, footprint, state)
    judgement = Judgement(
        verdict=verdict,
        findings=findings,
        footprint=footprint,
        grade=grade,
        no_grade=no_grade,
        allocation=pool_shares(state),
        notes=(*inventory.notes, *notes_on(bound), *waiver_notes(findings, waivers, today)),
        receipt=receipt_of(standard, inventory, waivers, tool_version, today),
        reported=reported_values(state),
        steps=_steps(state, findings) if with_trace else (),
    )
    return judgement, state


def _steps(state: Evaluation, findings: tuple[Finding, ...]) -> tuple[Step, ...]:
    return (*steps_of(state), *emission_steps(state), *judged_steps(findings, state))


def without_missing(state: Evaluation) -> Evaluation:
    """The evaluation for subtotals; where no contribution is missing it is the same."""
    cells = (value for row in state.rows("contribution") for value in row.values.values())
    if not any(isinstance(value, Missing) for value in cells):
        return state
    partial = evaluation(state.bound, state.meanings, partial=True)
    compute(partial, needed_for_footprint(state.bound.standard))
    return partial
