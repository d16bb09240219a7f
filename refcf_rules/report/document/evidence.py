"""The parts of a report that show how the result came about: boundary, cut-off, allocation, data quality, clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.inventory.inventory import Row
from refcf_rules.inventory.write.document import cell_text
from refcf_rules.model.names import names_of
from refcf_rules.report.document import words
from refcf_rules.report.document.blocks import Block, Heading, Paragraph, Table
from refcf_rules.report.document.case import Case
from refcf_rules.report.findings import outcome_words, waiver_words
from refcf_rules.report.wording import PERCENT, value_text
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style

_MOST_SCORED: Final = 400
_CUT_OFF: Final = "cut_off."
_DATA: Final = ("data", "year", "place", "evidence")


def boundary_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """The unit processes of the boundary, with how many rows of data each has."""
    counts = Counter(str(cell.value) for row in _rows(case, "activity") if (cell := row.cells.get("process")))
    stages = {stage.id: stage.label for stage in case.standard.boundary.stages}
    rows = tuple(
        (style.say(stages[process.stage]), style.say(process.label), str(counts[process.id] or "—"))
        for process in case.standard.boundary.processes
        if process.stage in stages
    )
    if redacted:  # how many raw materials there are tells of the recipe
        rows = tuple((stage, process, "—" if count == "—" else "✓") for stage, process, count in rows)
    yield Heading(style.say(words.BOUNDARY))
    last = words.GIVEN if redacted else words.ROWS
    yield Table(tuple(map(style.say, (words.STAGE, words.PROCESS, last))), rows, "<<>")
    for left_out in case.standard.boundary.excluded:
        yield Paragraph(f"{style.say(left_out.label)}: {style.say(left_out.reason)}", "note")


def cut_off_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """What the company left out, and whether that keeps to the limits."""
    findings = [each for each in case.judgement.findings if each.requirement.id.startswith(_CUT_OFF)]
    exclusions = _rows(case, "exclusion")
    if not findings and not exclusions:
        return
    yield Heading(style.say(words.CUT_OFF))
    if not redacted and exclusions:
        fields = ("name", "process", "mass", "emissions", "reason")
        head = (words.ITEM, words.PROCESS, words.MASS, words.EMISSION, words.REASON)
        names = names_of(case.standard)
        types = {field.id: field.type for field in case.standard.table("exclusion").fields}
        rows = tuple(
            tuple(
                style.say(names.option(types[field], cell_text(cell))) if (cell := row.cells.get(field)) else ""
                for field in fields
            )
            for row in exclusions
        )
        yield Table(tuple(map(style.say, head)), rows, "<<>><")
    yield _judged(findings, style, redacted=redacted)


def allocation_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """How shared meters and furnaces were divided."""
    pools = case.judgement.allocation
    yield Heading(style.say(words.ALLOCATION))
    if not pools:
        yield Paragraph(style.say(words.NONE))
        return
    rows = tuple((pool.label, style.say(pool.key_label), value_text(pool.share, PERCENT, style)) for pool in pools)
    head = (words.ITEM, words.KEY, words.PART)
    if redacted:
        yield Table(tuple(map(style.say, head[:2])), tuple(row[:2] for row in rows), "<<")
        return
    users = [", ".join(user.product for user in pool.keys) for pool in pools]
    full = tuple((*row, each) for row, each in zip(rows, users, strict=True))
    yield Table(tuple(map(style.say, (*head, words.USERS))), full, "<<><")


def quality_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """The provisions on data quality with their numbers, and in the full report the data behind each activity."""
    clauses = {indicator.clause for indicator in case.standard.indicators}
    findings = [each for each in case.judgement.findings if each.requirement.clause in clauses]
    if not findings:
        return
    yield Heading(style.say(words.QUALITY))
    yield _judged(findings, style, redacted=redacted)
    activities = _rows(case, "activity")[:_MOST_SCORED]
    if redacted or not activities:
        return
    table = case.standard.table("activity")
    wanted = (*_DATA, *(indicator.id for indicator in case.standard.indicators))
    fields = [field for id_ in wanted for field in table.fields if field.id == id_]
    names = names_of(case.standard)
    rows = tuple(
        (
            _name(row),
            *(
                style.say(names.option(field.type, cell_text(cell))) if (cell := row.cells.get(field.id)) else ""
                for field in fields
            ),
        )
        for row in activities
    )
    head = (style.say(words.ACTIVITY), *(style.say(field.label) for field in fields))
    yield Table(head, rows, "<" * len(head))


def clause_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """Every rule with its clause and outcome, those that do not apply last."""
    findings = sorted(case.judgement.findings, key=lambda each: each.outcome is Outcome.NOT_APPLICABLE)
    head = [words.CLAUSE, words.RULE, words.FORCE, words.OUTCOME]
    rows = tuple(
        (
            _clause(each, case, style),
            style.say(each.requirement.label),
            style.say(each.requirement.modality.words),
            style.say(outcome_words(each)),
            *(() if redacted else (_remark(each, style),)),
        )
        for each in findings
    )
    yield Heading(style.say(words.CLAUSES))
    yield Table(tuple(map(style.say, head if redacted else [*head, words.REMARK])), rows, "<" * (4 if redacted else 5))


def _clause(finding: Finding, case: Case, style: Style) -> str:
    """The clause alone, with the part of the series where there are several."""
    trail = case.standard.trail(finding.requirement.clause)
    if not trail:
        return ""
    numbers = {part.id: part.number for part in case.standard.parts if len(case.standard.parts) > 1}
    last = trail[-1]
    pieces = (numbers.get(last.part, ""), "" if last.part == "core" else last.number, style.say(last.title))
    return " ".join(piece for piece in pieces if piece)


def _judged(findings: list[Finding], style: Style, *, redacted: bool) -> Table:
    head = [words.RULE, words.OUTCOME]
    rows = tuple(
        (
            style.say(each.requirement.label),
            style.say(outcome_words(each)),
            *(() if redacted else (_remark(each, style),)),
        )
        for each in findings
    )
    return Table(tuple(map(style.say, head if redacted else [*head, words.REMARK])), rows, "<" * (2 if redacted else 3))


def _remark(finding: Finding, style: Style) -> str:
    """The message of the first row that is not satisfied, and who waived it, else the arithmetic of the whole."""
    first = finding.rows[0] if finding.rows else None
    pieces: list[Message] = []
    if first is not None:
        pieces = [first.message, *((first.arithmetic,) if first.arithmetic else ())]
        pieces += [] if first.waiver is None else [waiver_words(first.waiver)]
    elif finding.arithmetic is not None:
        pieces = [finding.arithmetic]
    more = f" (+{len(finding.rows) - 1})" if len(finding.rows) > 1 else ""
    return "; ".join(map(style.say, pieces)) + more


def _rows(case: Case, table: str) -> tuple[Row, ...]:
    return case.inventory.tables.get(table, ())


def _name(row: Row) -> str:
    cell = row.cells.get("name")
    return row.id if cell is None else cell_text(cell)
