"""A judgement as text: the verdict first, then what to do, the footprint, and the receipt."""

from __future__ import annotations

from typing import Final

from refcf_rules.evaluate.grade import Grade
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.number import format_quantity
from refcf_rules.report.findings import findings_text, outcome_colour, summary
from refcf_rules.report.footprint import footprint_sections, result_lines, watermark
from refcf_rules.report.layout import section
from refcf_rules.report.trace import trace_text
from refcf_rules.report.wording import standard_title
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, padded, safe

_FOOTPRINT: Final = Message("产品碳足迹", "Footprint")
_GRADE: Final = Message("等级", "Grade")
_NOTES: Final = Message("说明", "Notes")
_RECEIPT: Final = Message("凭据", "Receipt")
_COMPUTED: Final = Message("已算出", "computed")
_NO_FOOTPRINT: Final = Message("此标准没有规定产品碳足迹。", "This standard defines no footprint.")
_VERDICT: Final = Message("符合性：{words}。{summary}", "Conformity: {words}. {summary}")
_GRADED: Final = Message("{label}（{value} ≤ {limit}）", "{label} ({value} ≤ {limit})")
_GRADED_REST: Final = Message("{label}（{value}）", "{label} ({value})")
_RECEIPT_LABELS: Final = (
    Message("标准", "standard"),
    Message("规则", "rules"),
    Message("清单", "inventory"),
    Message("豁免", "waivers"),
    Message("日期", "date"),
    Message("工具", "tool"),
)
_LABEL_COLUMN: Final = 10


def validate_text(judgement: Judgement, standard: Standard, style: Style) -> str:
    """The verdict with every finding. Its first line is the verdict."""
    lines = [
        *_head(judgement.verdict.words, judgement.verdict.outcome, judgement, standard, style),
        f"   {summary(judgement, style)}",
        *watermark(judgement, style),
        *findings_text(judgement, standard, style),
    ]
    if judgement.footprint is not None:
        lines += section(_FOOTPRINT, result_lines(judgement.footprint, style), style)
    lines += _closing(judgement, standard, style)
    return "\n".join((*lines, *watermark(judgement, style)))


def calculation_text(judgement: Judgement, standard: Standard, style: Style) -> str:
    """The footprint with its tables and, if it was asked for, the trace. The first line says if there is one."""
    footprint = judgement.footprint
    if footprint is None:
        return style.say(_NO_FOOTPRINT)
    outcome = Outcome.NOT_DECIDABLE if isinstance(footprint.value, Missing) else Outcome.SATISFIED
    words = outcome.words if outcome is Outcome.NOT_DECIDABLE else _COMPUTED
    verdict = _VERDICT.filled(words=judgement.verdict.words, summary=summary(judgement, style))
    lines = [
        *_head(words, outcome, judgement, standard, style),
        *(f"   {line}" for line in result_lines(footprint, style)),
        f"   {style.say(verdict)}",
        *watermark(judgement, style),
        *footprint_sections(judgement, standard, style),
        *_closing(judgement, standard, style),
        *trace_text(judgement.steps, standard, style),
    ]
    return "\n".join((*lines, *watermark(judgement, style)))


def _head(words: Message, outcome: Outcome, judgement: Judgement, standard: Standard, style: Style) -> tuple[str, str]:
    """The verdict with the file, and below it what it was judged by."""
    verdict = style.paint(style.say(words), outcome_colour(outcome))
    return f"{verdict}  {safe(judgement.receipt.input_path)}", f"   {style.say(standard_title(standard))}"


def _closing(judgement: Judgement, standard: Standard, style: Style) -> list[str]:
    """Grade, notes and receipt."""
    notes = [style.say(note) for note in judgement.notes]
    return [
        *section(_GRADE, _grade(judgement, standard, style), style),
        *section(_NOTES, notes, style),
        *section(_RECEIPT, _receipt(judgement, style), style),
    ]


def _grade(judgement: Judgement, standard: Standard, style: Style) -> list[str]:
    if judgement.grade is not None:
        return [style.say(grade_words(judgement.grade, standard))]
    return [] if judgement.no_grade is None else [style.say(judgement.no_grade)]


def grade_words(grade: Grade, standard: Standard) -> Message:
    """The grade with the value that was judged and its limit."""
    unit = standard.footprint.unit if standard.footprint else None
    value = format_quantity(grade.value, unit)
    if grade.limit is None:
        return _GRADED_REST.filled(value=value, label=grade.label)
    return _GRADED.filled(value=value, limit=format_quantity(grade.limit, unit), label=grade.label)


def _receipt(judgement: Judgement, style: Style) -> list[str]:
    return [f"{padded(label, _LABEL_COLUMN)}{safe(value)}" for label, value in receipt_lines(judgement, style)]


def receipt_lines(judgement: Judgement, style: Style) -> list[tuple[str, str]]:
    """The lines of the receipt: label and value."""
    receipt = judgement.receipt
    values = (
        f"{receipt.standard} {receipt.number} {style.say(receipt.edition)}",
        f"sha256 {receipt.rules_digest}",
        f"sha256 {receipt.input_digest}",
        f"sha256 {receipt.waivers_digest}" if receipt.waivers_digest else "",
        receipt.today or "",
        f"refcf {receipt.tool_version}",
    )
    return [(style.say(label), value) for label, value in zip(_RECEIPT_LABELS, values, strict=True) if value]
