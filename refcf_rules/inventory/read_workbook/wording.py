"""Advice that speaks of lines, keys and colons, said for the cells of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.inventory import cell_kinds, read_kinds, row_kinds
from refcf_rules.record import changed
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message

_FILL_IN: Final = Message("在 {place} 填写。", "Fill in {place}.")
_CLEAR: Final = Message("清空这一格。", "Clear the cell.")
_ADVICE: Final[Mapping[str, Message]] = {
    row_kinds.MISSING_FIELD.code: _FILL_IN,
    read_kinds.MISSING_SECTION.code: Message("在这个工作表里填写。", "Fill it in on this sheet."),
    cell_kinds.EMPTY_TEXT.code: _CLEAR,
    row_kinds.DERIVED_VALUE.code: _CLEAR,
}
_OWN_FACTOR: Final = "factor: {value"
_REGISTER: Final = Message(
    "在“排放因子”表登记这个因子（值、单位、来源、年份），这里选它的编号；或选标准因子库里的因子。",
    "Enter the factor on the sheet Emission factors (value, unit, source, year) and choose its id here; "
    "or choose one of the library.",
)
_COLON: Final = ("冒号后面什么都不写", "write nothing after the colon")
_LEAVE_EMPTY: Final = Message("没有数据时把这一格留空。", "Where there is no data, leave the cell empty.")


def for_workbook(fault: Fault) -> Fault:
    """The fault with advice for whoever looks at a cell."""
    if not fault.span.cell:
        return fault
    advice = _ADVICE.get(fault.kind.code)
    if advice is not None:
        return changed(fault, hint=advice.filled(place=fault.span.cell))
    if fault.hint is not None and _OWN_FACTOR in fault.hint.zh:
        return changed(fault, hint=_REGISTER)
    if fault.hint is not None and _COLON[0] in fault.hint.zh:
        return changed(fault, hint=_LEAVE_EMPTY)
    return fault
