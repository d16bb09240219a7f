"""The footprint as text: result or subtotal, by stage, by activity, components, functional units, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan
from typing import Final

from refcf_rules.evaluate.allocation import PoolShare, UserKey
from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.footprint import FootprintResult, FunctionalResult, Share
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.reported import ReportedResult
from refcf_rules.evaluate.value import Cause, Missing
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType
from refcf_rules.quantities.number import format_number, format_quantity
from refcf_rules.report.layout import section, table
from refcf_rules.report.wording import PERCENT, TONNES, calculated_unit, value_text
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, headline, safe

_SHARE_DIGITS: Final = 3
_RESULT: Final = Message("{label}：{value}", "{label}: {value}")
_UNROUNDED: Final = Message("{label}：{value}（修约前 {exact}）", "{label}: {value} (before rounding {exact})")
_NO_RESULT: Final = Message(
    "{label}：无法判定，缺 {count} 项数据。", "{label}: not decidable; missing values: {count}."
)
_SUBTOTAL: Final = Message(
    "可计算部分的小计（不是结果）：{value}", "Subtotal of what can be computed (not a result): {value}"
)
_NO_SUBTOTAL: Final = Message("小计也无法计算。", "Not even a subtotal can be computed.")
_WATERMARK: Final = Message(
    "*** 占位值 *** 结果含占位值，不得对外声明：{names}",
    "*** PLACEHOLDER *** The result rests on placeholder values and must not be declared: {names}",
)
_BY_STAGE: Final = Message("按阶段", "By stage")
_BY_COMPONENT: Final = Message("按温室气体类别（生物源不计入结果）", "By component (biogenic is outside the result)")
_BY_ACTIVITY: Final = Message("按活动（报告期内，分配后）", "By activity (over the period, after allocation)")
_FUNCTIONAL: Final = Message("按功能单位", "Per functional unit")
_APART: Final = Message("附加信息（不计入产品碳足迹）", "Additional information, not part of the footprint")
_OPEN: Final = Message("{label}：无法判定，缺：", "{label}: not decidable, missing:")
_ALLOCATION: Final = Message("共用计量的分配", "Allocation of shared meters and furnaces")
_CUT_OFF: Final = Message("取舍准则", "Cut-off")
_MISSING_LIST: Final = Message("缺少的数据", "What is missing")
_AND_MORE: Final = Message("等至少 {count} 处", "and others, at least {count} in all")
_HEADS: Final = Message(
    "活动|单元过程|数量|份额|因子|排放|占比", "activity|unit process|amount|share|factor|emission|of total"
)
_NO_SERVICE: Final = Message("不适用（未提供使用数据）", "not applicable (no service data)")
_PER: Final = Message("{value}（每 {per}；基准流 {flow}）", "{value} (per {per}; reference flow {flow})")
_OF_WHICH: Final = Message("其中可计算 {value}", "of which can be computed {value}")
_POOL: Final = Message("份额 {share}，按{key}：{users}", "share {share}, by {key}: {users}")
_DECLARED: Final = Message("（企业声明 {share}）", " (the company declares {share})")


def watermark(judgement: Judgement, style: Style) -> list[str]:
    """The warning that stands before and after a result with placeholders."""
    if judgement.footprint is None or not judgement.footprint.placeholders:
        return []
    names = ", ".join(judgement.footprint.placeholders)
    return [style.paint(style.say(_WATERMARK.filled(names=names)), "35;1")]


def result_lines(footprint: FootprintResult, style: Style) -> list[str]:
    """The footprint itself, or why there is none and the subtotal, called by its name."""
    if isinstance(footprint.value, Missing):
        lines = [style.say(_NO_RESULT.filled(count=footprint.missing_count, label=footprint.label))]
        if footprint.subtotal is None:
            return [*lines, style.say(_NO_SUBTOTAL)]
        value = format_quantity(footprint.subtotal, footprint.unit)
        return [*lines, style.say(_SUBTOTAL.filled(value=value))]
    exact = value_text(footprint.value, footprint.unit, style)
    value = value_text(footprint.reported, footprint.unit, style)
    text = _RESULT if value == exact else _UNROUNDED
    return [style.say(text.filled(value=value, exact=exact, label=footprint.label))]


def footprint_sections(judgement: Judgement, standard: Standard, style: Style) -> list[str]:
    """All tables of the footprint, each under its title."""
    footprint = judgement.footprint
    if footprint is None:
        return []
    names = names_of(standard)
    functional = [row for each in footprint.functional for row in _functional(each, footprint, standard, style)]
    return [
        *section(_BY_STAGE, _shares(footprint.by_stage, footprint, style), style),
        *section(_BY_COMPONENT, _shares(footprint.by_component, footprint, style), style),
        *section(_BY_ACTIVITY, _activities(footprint, names, style), style),
        *section(_FUNCTIONAL, functional, style),
        *section(_APART, [line for each in judgement.reported for line in _apart(each, style)], style),
        *section(_ALLOCATION, _allocation(judgement, style), style),
        *section(_CUT_OFF, _cut_off(judgement, style), style),
        *section(_MISSING_LIST, missing_lines(footprint.causes, footprint.missing_count, style), style),
    ]


def _shares(parts: tuple[Share, ...], footprint: FootprintResult, style: Style) -> list[str]:
    rows: list[list[str]] = []
    for part in parts:
        row = [style.say(part.label), value_text(part.value, footprint.unit, style)]
        if isinstance(part.value, Missing) and part.subtotal is not None:
            computed = format_quantity(part.subtotal, footprint.unit)
            row += ["", style.say(_OF_WHICH.filled(value=computed))]
        else:
            row.append(_percent(part.value, footprint.value))
        rows.append(row)
    return table(rows, "<>><")


def _percent(part: object, whole: object) -> str:
    if isinstance(part, float) and isinstance(whole, float) and whole:
        return f"{format_number(100 * part / whole, _SHARE_DIGITS)} %"
    return ""


def _activities(footprint: FootprintResult, names: Names, style: Style) -> list[str]:
    emissions = [each.emission for each in footprint.contributions]
    known = [value for value in emissions if isinstance(value, float)]
    total = sum(known) if len(known) == len(emissions) else None
    rows = [_activity(each, total, names, style) for each in footprint.contributions]
    return table([style.say(_HEADS).split("|"), *rows], "<<>>>>>") if rows else []


def _activity(each: Contribution, total: float | None, names: Names, style: Style) -> list[str]:
    mark = " *" if each.placeholder else ""
    return [
        style.say(each.name) + mark,
        style.say(names.option(ChoiceType("process"), each.process)),
        value_text(each.amount, each.amount_unit, style),
        value_text(each.share, PERCENT, style),
        value_text(each.factor, each.factor_unit, style),
        value_text(each.emission, TONNES, style),
        _percent(each.emission, total),
    ]


def _functional(
    result: FunctionalResult, footprint: FootprintResult, standard: Standard, style: Style
) -> Iterator[str]:
    unit = next(each for each in standard.functional_units if each.id == result.id)
    value = style.say(_NO_SERVICE)
    if result.applicable:
        amount = value_text(result.value, calculated_unit(f"{footprint.id}.{result.id}", standard), style)
        flow = value_text(result.reference_flow, calculated_unit(unit.reference_flow, standard), style)
        per = f"{format_quantity(unit.per, unit.per_unit)} "
        text = Message(per + unit.per_text.zh, per + unit.per_text.en)
        value = style.say(_PER.filled(value=amount, flow=flow, per=text))
    yield style.say(_RESULT.filled(value=value, label=result.text))


def _apart(each: ReportedResult, style: Style) -> list[str]:
    """A value beside the footprint, why it does not apply, or what it lacks."""
    if not each.applicable:
        return [style.say(_RESULT.filled(value=_NO_SERVICE, label=each.label))]
    if isinstance(each.value, Missing):
        lacking = missing_lines(each.causes, each.missing_count, style)
        return [style.say(_OPEN.filled(label=each.label)), *(f"   {line}" for line in lacking)]
    exact = value_text(each.value, each.unit, style)
    value = value_text(each.reported, each.unit, style)
    text = _RESULT if value == exact else _UNROUNDED
    return [style.say(text.filled(value=value, exact=exact, label=each.label))]


def _allocation(judgement: Judgement, style: Style) -> Iterator[str]:
    for pool in judgement.allocation:
        users = ", ".join(safe(f"{user.product} {_user_share(user, pool, style)}") for user in pool.keys)
        share = value_text(pool.share, PERCENT, style)
        text = _POOL.filled(share=share, key=pool.key_label, users=users)
        declared = ""
        if pool.declared is not None:
            declared = style.say(_DECLARED.filled(share=value_text(pool.declared, PERCENT, style)))
        yield f"{safe(pool.label)}  {style.say(text)}{declared}"


def _user_share(user: UserKey, pool: PoolShare, style: Style) -> str:
    """A user's part of all keys; the keys themselves are in the trace."""
    total = sum(each.key if isinstance(each.key, float) else nan for each in pool.keys)
    if isinstance(user.key, float) and total > 0:
        return value_text(user.key / total, PERCENT, style)
    return value_text(user.key, None, style)


def _cut_off(judgement: Judgement, style: Style) -> Iterator[str]:
    for finding in judgement.findings:
        if finding.requirement.id.startswith("cut_off."):
            outcome = style.say(finding.outcome.words)
            yield f"{outcome}  {style.say(finding.requirement.label)}"
            arithmetic = finding.arithmetic or next((row.arithmetic for row in finding.rows), None)
            if arithmetic is not None:
                yield f"   {style.say(arithmetic)}"


def missing_lines(causes: tuple[Cause, ...], count: int, style: Style) -> list[str]:
    """Each missing value with its place in the inventory."""
    lines = [headline(style.say(cause.what), safe(str(cause.span or ""))).rstrip() for cause in causes]
    if count > len(causes):
        lines.append(style.say(_AND_MORE.filled(count=count)))
    return lines
