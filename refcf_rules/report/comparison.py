"""A comparison as text: what was compared, side by side, the arithmetic, and what it may not be used for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import Final

from refcf_rules.evaluate.comparison import Comparison, FunctionalLines, Line, Side, conditions_of
from refcf_rules.quantities.number import format_number, format_quantity
from refcf_rules.report.layout import section, table
from refcf_rules.report.wording import standard_title
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, safe

_COMPARED: Final = Message("已比较", "compared")
_REFUSED: Final = Message("不可比较", "not comparable")
_INVENTORIES: Final = Message("清单", "Inventories")
_WHY: Final = Message("原因", "Why")
_DECLARED: Final = Message("按声明单位", "Per declared unit")
_FUNCTIONAL: Final = Message("按功能单位：{text}（每 {per}）", "Per functional unit: {text} (per {per})")
_APART: Final = Message("附加信息（不计入结果）", "Additional information (not part of the result)")
_SERVICE: Final = Message("使用数据：{label}", "service data: {label}")
_RESTRICTED: Final = Message(
    "产品部分碳足迹，不得用于比较", "Partial carbon footprint of a product: not to be used for comparison"
)
_ABOVE: Final = Message("{side} 比 {first} 高 {share}", "{side} is {share} above {first}")
_BELOW: Final = Message("{side} 比 {first} 低 {share}", "{side} is {share} below {first}")
_EQUAL: Final = Message("{side} 与 {first} 相同", "{side} equals {first}")
_PLACEHOLDERS: Final = Message(
    "*** 占位值 *** {side} 的结果含占位值，不得对外声明：{names}",
    "*** PLACEHOLDER *** The result of {side} rests on placeholder values and must not be declared: {names}",
)
_RECEIPT: Final = Message("凭据", "Receipt")
_RULES: Final = Message("规则", "rules")
_PERCENT_DIGITS: Final = 3
_RATIO_DIGITS: Final = 4
_SAME_SHARE: Final = 1e-9


def comparison_text(comparison: Comparison, style: Style) -> str:
    """The comparison; its first line says whether there is one."""
    paths = safe(", ".join(side.path for side in comparison.sides))
    if comparison.refusals:
        head = style.paint(style.say(_REFUSED), "31;1")
        return "\n".join((f"{head}  {paths}", *section(_WHY, map(style.say, comparison.refusals), style)))
    lines = [
        f"{style.paint(style.say(_COMPARED), '32;1')}  {paths}",
        f"   {style.say(standard_title(comparison.sides[0].standard))}",
        *_restriction(comparison, style),
        *_placeholders(comparison, style),
        *section(_INVENTORIES, _sides(comparison.sides, style), style),
    ]
    for one in comparison.functional:
        lines += section(_title(one), _functional(one, comparison, style), style)
    lines += section(_DECLARED, _declared(comparison, style), style)
    lines += section(_APART, _lines(comparison.apart, comparison, style), style)
    if comparison.restrictions:
        lines += section(_RESTRICTED, map(style.say, comparison.restrictions), style)
    lines += section(_RECEIPT, _receipt(comparison, style), style)
    return "\n".join(lines)


def _restriction(comparison: Comparison, style: Style) -> list[str]:
    """Said at the top too: whoever reads only that must not miss it."""
    return [f"   {style.paint(style.say(_RESTRICTED), '33;1')}"] if comparison.restrictions else []


def letter(index: int) -> str:
    """What an inventory is called in the tables: a capital letter."""
    return ascii_uppercase[index]


def product_of(side: Side) -> str:
    """What the inventory calls its product."""
    (row, *_) = side.inventory.tables["product"]
    named = row.cells.get("name") or row.cells.get("id")
    return "" if named is None else str(named.value)


def period_of(side: Side) -> tuple[str, str]:
    """First and last day of the data."""
    (row, *_) = side.inventory.tables["period"]
    first, last = (row.cells.get(name) for name in ("start", "end"))
    return ("" if first is None else str(first.value), "" if last is None else str(last.value))


def service_of(side: Side, field: str) -> str:
    """A service value as the company wrote it."""
    rows = side.inventory.tables.get("service", ())
    cell = rows[0].cells.get(field) if rows else None
    return "" if cell is None else cell.text


def service_label(side: Side, field: str) -> Message:
    """What the standard calls a service value."""
    found = side.standard.table("service").field(field)
    return Message(field, field) if found is None else found.label


def _sides(sides: Sequence[Side], style: Style) -> list[str]:
    rows = [
        [
            letter(index),
            product_of(side),
            " – ".join(period_of(side)),
            style.say(side.judgement.verdict.words),
            side.path,
        ]
        for index, side in enumerate(sides)
    ]
    return table(rows, "<<<<<")


def _placeholders(comparison: Comparison, style: Style) -> Iterator[str]:
    for index, side in enumerate(comparison.sides):
        names = side.judgement.footprint.placeholders if side.judgement.footprint else ()
        if names:
            yield style.paint(style.say(_PLACEHOLDERS.filled(side=letter(index), names=", ".join(names))), "35;1")


# --- tables -------------------------------------------------------------------------------------------


def _title(one: FunctionalLines) -> Message:
    per = f"{format_quantity(one.unit.per, one.unit.per_unit)} "
    text = Message(per + one.unit.per_text.zh, per + one.unit.per_text.en)
    return _FUNCTIONAL.filled(per=text, text=one.unit.text)


def _head(count: int) -> list[str]:
    others = [name for index in range(1, count) for name in (f"{letter(index)} − A", f"{letter(index)} / A")]
    return ["", *(letter(index) for index in range(count)), *others]


def _row(line: Line, style: Style) -> list[str]:
    count = len(line.values)
    cells = [format_quantity(value, line.unit) for value in line.values]
    for index in range(1, count):
        ratio = line.ratio(index)
        cells += [
            format_quantity(line.difference(index), line.difference_unit),
            "" if ratio is None else format_number(ratio, _RATIO_DIGITS),
        ]
    return [style.say(line.label), *cells]


def _declared(comparison: Comparison, style: Style) -> list[str]:
    return [*_lines(comparison.declared, comparison, style), *_conclusions(comparison.declared[0], style)]


def _lines(lines: Sequence[Line], comparison: Comparison, style: Style) -> list[str]:
    """A table of quantities; nothing at all without any."""
    head = _head(len(comparison.sides))
    return table([head, *(_row(line, style) for line in lines)], "<" + ">" * len(head)) if lines else []


def _functional(one: FunctionalLines, comparison: Comparison, style: Style) -> list[str]:
    first = comparison.sides[0]
    service = [
        [
            style.say(_SERVICE.filled(label=service_label(first, name))),
            *(service_of(side, name) for side in comparison.sides),
        ]
        for name in (
            *(each.removeprefix("service.") for each in one.unit.given),
            *(each.id for each in conditions_of(comparison.sides, (one.unit,))),
        )
    ]
    rows = [*service, _row(one.reference_flow, style), _row(one.result, style)]
    columns = table([_head(len(comparison.sides)), *rows], "<" + ">" * len(rows[-1]))
    return [*columns, *_multiplied(one, comparison), *_conclusions(one.result, style)]


def _multiplied(one: FunctionalLines, comparison: Comparison) -> Iterator[str]:
    """Footprint per declared unit × reference flow × unit of function = result, for each inventory."""
    footprint = comparison.declared[0]
    per = format_quantity(one.unit.per, one.unit.per_unit)
    for index, value in enumerate(footprint.values):
        flow = format_quantity(one.reference_flow.values[index], one.reference_flow.unit)
        result = format_quantity(one.result.values[index], one.result.unit)
        yield f"{letter(index)}: {format_quantity(value, footprint.unit)} × {flow} × {per} = {result}"


def _conclusions(line: Line, style: Style) -> Iterator[str]:
    """The difference with its arithmetic, and as a share of the first."""
    for index in range(1, len(line.values)):
        numbers = [format_quantity(value, line.unit) for value in (line.values[index], line.values[0])]
        difference = format_quantity(line.difference(index), line.difference_unit)
        said = style.say(difference_words(line, index))
        yield f"{letter(index)} − A = {numbers[0]} − {numbers[1]} = {difference}" + (f"  ({said})" if said else "")


def difference_words(line: Line, index: int) -> Message:
    """How an inventory stands to the first, in per cent of the first; nothing to say where that is 0."""
    ratio = line.ratio(index)
    if ratio is None:
        return Message("", "")
    share = ratio - 1
    words = _EQUAL if abs(share) <= _SAME_SHARE else _ABOVE if share > 0 else _BELOW
    shown = f"{format_number(abs(100 * share), _PERCENT_DIGITS)} %"
    return words.filled(side=letter(index), first=letter(0), share=shown)


def _receipt(comparison: Comparison, style: Style) -> list[str]:
    receipts = [side.judgement.receipt for side in comparison.sides]
    first = receipts[0]
    edition = style.say(first.edition)
    rows = [[style.say(_RULES), f"{first.standard} {first.number} {edition}  sha256 {first.rules_digest}"]]
    rows += [[letter(index), f"sha256 {each.input_digest}"] for index, each in enumerate(receipts)]
    return [f"{name}  {safe(value)}" for name, value in rows] + [f"refcf {first.tool_version}"]
