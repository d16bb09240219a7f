"""An earlier inventory of the same product beside this one: what changed, and by how much the result did."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.footprint import FootprintResult
from refcf_rules.quantities.number import format_quantity
from refcf_rules.report.document import words
from refcf_rules.report.document.blocks import Block, Heading, Paragraph, Table
from refcf_rules.report.document.case import Case
from refcf_rules.report.document.groups import stages_told
from refcf_rules.report.wording import value_text
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style

_OTHER_UNIT = Message(
    "声明单位不同，结果不可相比。", "The declared units differ; the results cannot be set beside each other."
)
_FACTORS = Message("因子有变化的活动", "Activities whose factor changed")
_FEW = Message("因子有变化的活动：{count} 项。", "Activities whose factor changed: {count}.")
_ADDED = Message("新增的活动：{names}", "New activities: {names}")
_GONE = Message("不再有的活动：{names}", "Activities that are gone: {names}")
_SAME = Message("因子没有变化。", "No factor changed.")


def before_blocks(before: Case, now: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """Edition, year and factors side by side, then the results."""
    yield Heading(style.say(words.BEFORE))
    head = tuple(map(style.say, (words.ITEM, words.EARLIER, words.NOW)))
    yield Table(head, tuple(_terms(before, now, style)), "<<<")
    first, second = before.judgement.footprint, now.judgement.footprint
    if first is None or second is None:
        return
    if first.unit.dimension != second.unit.dimension:
        yield Paragraph(style.say(_OTHER_UNIT), "doubt")
        return
    yield Table((*head, style.say(words.CHANGE)), tuple(_results(first, second, style, redacted=redacted)), "<>>>")
    yield from _factors(first, second, style, redacted=redacted)


def _terms(before: Case, now: Case, style: Style) -> Iterator[tuple[str, str, str]]:
    labels = (
        Message("标准和版本", "standard and edition"),
        Message("规则（SHA-256 前 12 位）", "rules (first 12 of SHA-256)"),
        Message("报告期", "reporting period"),
        Message("结论", "verdict"),
    )
    for label, one, other in zip(labels, _said(before, style), _said(now, style), strict=True):
        yield style.say(label), one, other


def _said(case: Case, style: Style) -> tuple[str, ...]:
    receipt = case.judgement.receipt
    days = [str(cell.value) if (cell := case.cell("period", field)) else "" for field in ("start", "end")]
    return (
        f"{receipt.number} {style.say(receipt.edition)}",
        receipt.rules_digest[:12],
        " – ".join(days),
        style.say(case.judgement.verdict.words),
    )


def _results(
    first: FootprintResult, second: FootprintResult, style: Style, *, redacted: bool
) -> Iterator[tuple[str, str, str, str]]:
    yield _line(style.say(second.label), first.value, second.value, second, style)
    if redacted:
        told = stages_told(first) & stages_told(second)
        if told != {part.id for part in second.by_stage}:
            return
    earlier = {part.id: part.value for part in first.by_stage}
    for part in second.by_stage:
        if part.id in earlier:
            yield _line(style.say(part.label), earlier[part.id], part.value, second, style)


def _line(
    label: str, one: object, other: object, footprint: FootprintResult, style: Style
) -> tuple[str, str, str, str]:
    values = [value_text(each, footprint.unit, style) if isinstance(each, float) else "—" for each in (one, other)]
    change = ""
    if isinstance(one, float) and isinstance(other, float):
        change = format_quantity(other - one, footprint.unit)
    return label, values[0], values[1], change


def _factors(first: FootprintResult, second: FootprintResult, style: Style, *, redacted: bool) -> Iterator[Block]:
    old = {each.activity: each for each in first.contributions if each.activity is not None}
    new = {each.activity: each for each in second.contributions if each.activity is not None}
    both = [(old[id_], new[id_]) for id_ in new if id_ in old]
    different = [(one, other) for one, other in both if _factor(one, style) != _factor(other, style)]
    if redacted:
        yield Paragraph(style.say(_FEW.filled(count=len(different))))
        return
    if different:
        yield Heading(style.say(_FACTORS), 2)
        rows = tuple((style.say(other.name), _factor(one, style), _factor(other, style)) for one, other in different)
        yield Table(tuple(map(style.say, (words.ACTIVITY, words.EARLIER, words.NOW))), rows, "<<<")
    else:
        yield Paragraph(style.say(_SAME))
    for text, here, there in ((_ADDED, new, old), (_GONE, old, new)):
        names = [style.say(each.name) for id_, each in here.items() if id_ not in there]
        if names:
            yield Paragraph(style.say(text.filled(names=", ".join(names))))


def _factor(each: Contribution, style: Style) -> str:
    value = value_text(each.factor, each.factor_unit, style)
    return f"{value} ({each.source})" if each.source else value
