"""The contents of a report in the order of the series' template, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Missing
from refcf_rules.inventory.inventory import Value
from refcf_rules.model.names import names_of
from refcf_rules.quantities.number import format_quantity
from refcf_rules.report.as_text import grade_words, receipt_lines
from refcf_rules.report.document import words
from refcf_rules.report.document.before import before_blocks
from refcf_rules.report.document.blocks import Block, Document, Heading, Paragraph, Table, Tone
from refcf_rules.report.document.case import Case
from refcf_rules.report.document.evidence import (
    allocation_blocks,
    boundary_blocks,
    clause_blocks,
    cut_off_blocks,
    quality_blocks,
)
from refcf_rules.report.document.items import items_of
from refcf_rules.report.document.numbers import activity_blocks, result_blocks, sensitivity_blocks, withheld_blocks
from refcf_rules.report.findings import summary
from refcf_rules.report.wording import standard_title, value_text
from refcf_rules.source.message import Language, Message
from refcf_rules.source.render import Style

_TONES: Final[dict[Outcome, Tone]] = {
    Outcome.SATISFIED: "good",
    Outcome.NOT_DECIDABLE: "doubt",
    Outcome.VIOLATED: "bad",
}
_PRODUCT_FIELDS: Final = ("name", "class", "state", "sold_by", "id")


def report_document(case: Case, language: Language, *, redacted: bool = False, before: Case | None = None) -> Document:
    """The report of a judged inventory; ``before`` is an earlier one of the same product to set it beside."""
    style = Style(language)
    footprint = case.judgement.footprint
    marked = footprint is not None and bool(footprint.placeholders)
    return Document(
        title=style.say(words.REDACTED_REPORT if redacted else words.REPORT),
        subtitle=_name(case),
        language=language,
        watermark=style.say(words.WATERMARK) if marked else "",
        blocks=tuple(_blocks(case, style, before, redacted=redacted)),
    )


def _blocks(case: Case, style: Style, before: Case | None, *, redacted: bool) -> Iterator[Block]:
    yield from _summary(case, style, redacted=redacted)
    yield from _product(case, style)
    yield from result_blocks(case, style, redacted=redacted)
    yield from activity_blocks(case, style, redacted=redacted)
    yield from boundary_blocks(case, style, redacted=redacted)
    yield from cut_off_blocks(case, style, redacted=redacted)
    yield from allocation_blocks(case, style, redacted=redacted)
    yield from quality_blocks(case, style, redacted=redacted)
    yield from sensitivity_blocks(case, style, redacted=redacted)
    yield from _items(case, style)
    if before is not None:
        yield from before_blocks(before, case, style, redacted=redacted)
    yield from _limits(case, style, redacted=redacted)
    yield from clause_blocks(case, style, redacted=redacted)
    if redacted:
        yield from withheld_blocks(case, style)
    yield Heading(style.say(words.RECEIPT))
    rows = tuple((label, value) for label, value in receipt_lines(case.judgement, style))
    yield Table((style.say(words.ITEM), style.say(words.VALUE)), rows, "<<")


def _summary(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """The first page: the result, the verdict, and first of all what stands against publishing."""
    judgement = case.judgement
    footprint = judgement.footprint
    yield Paragraph(style.say(standard_title(case.standard)), "note")
    if footprint is not None and footprint.placeholders:
        names = str(len(footprint.placeholders)) if redacted else ", ".join(footprint.placeholders)
        yield Paragraph(style.say(words.PLACEHOLDERS.filled(names=names)), "bad")
    missing = [style.say(item.label) for item in items_of(case) if item.is_missing]
    if missing:
        listed = ("、" if style.language == "zh" else ", ").join(missing)
        yield Paragraph(style.say(words.ITEM_MISSING.filled(names=listed)), "bad")
    rows: list[tuple[str, str]] = []
    if footprint is None:
        yield Paragraph(style.say(words.NO_FOOTPRINT), "doubt")
    elif isinstance(footprint.value, Missing):
        rows.append((style.say(footprint.label), style.say(words.NO_RESULT.filled(count=footprint.missing_count))))
        if footprint.subtotal is not None:
            rows.append((style.say(words.SUBTOTAL), format_quantity(footprint.subtotal, footprint.unit)))
    else:
        rows.append((style.say(footprint.label), value_text(footprint.reported, footprint.unit, style)))
    if judgement.grade is not None:
        rows.append((style.say(Message("等级", "grade")), style.say(grade_words(judgement.grade, case.standard))))
    if rows:
        yield Table((style.say(words.SUMMARY), ""), tuple(rows), "<<")
    outcome = judgement.verdict.outcome
    yield Paragraph(style.say(words.VERDICT.filled(words=judgement.verdict.words)), _TONES.get(outcome, "plain"))
    yield Paragraph(summary(judgement, style))
    if footprint is not None and footprint.causes and not redacted:
        rows = [(style.say(cause.what), str(cause.span or "")) for cause in footprint.causes]
        yield Table((style.say(words.MISSING_DATA), style.say(words.PLACE)), tuple(rows), "<<")


def _product(case: Case, style: Style) -> Iterator[Block]:
    names = names_of(case.standard)
    rows = [(style.say(Message("企业", "company")), _text(case.inventory.company.get("name")))]
    rows += [
        (style.say(Message(zh, en)), _text(case.inventory.company.get(field)))
        for field, zh, en in (("site", "厂区", "site"), ("place", "地域", "place"))
    ]
    for field in case.standard.table("product").fields:
        cell = case.cell("product", field.id)
        if field.id in _PRODUCT_FIELDS and cell is not None:
            rows.append((style.say(field.label), style.say(names.option(field.type, str(cell.value)))))
    start, end = case.cell("period", "start"), case.cell("period", "end")
    rows.append((style.say(Message("报告期", "reporting period")), f"{_text(start)} – {_text(end)}"))
    unit = case.standard.declared_unit
    if unit is not None:
        text = f"{format_quantity(unit.amount, unit.unit)} {style.say(unit.text)}"
        rows.append((style.say(Message("声明单位", "declared unit")), text))
    yield Heading(style.say(words.PRODUCT))
    yield Table((style.say(words.ITEM), style.say(words.VALUE)), tuple(row for row in rows if row[1]), "<<")


def _items(case: Case, style: Style) -> Iterator[Block]:
    rows = [
        (
            style.say(item.label),
            style.say(words.MISSING_ITEM) if item.is_missing else item.text or style.say(item.finding.outcome.words),
        )
        for item in items_of(case)
    ]
    if rows:
        yield Heading(style.say(words.ITEMS))
        yield Table((style.say(words.ITEM), style.say(words.STATEMENT)), tuple(rows), "<<")


def _limits(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """Notes name rows, which the redacted version does not."""
    notes = () if redacted else case.judgement.notes
    if notes:
        yield Heading(style.say(words.LIMITS))
        for note in notes:
            yield Paragraph(style.say(note))


def _name(case: Case) -> str:
    return _text(case.cell("product", "name")) or _text(case.cell("product", "id"))


def _text(cell: Value | None) -> str:
    return "" if cell is None else cell.spelling
