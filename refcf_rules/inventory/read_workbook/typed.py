"""What was typed into one cell, as the text that an inventory would hold: 6480 t, 14 %, 2024-12-31."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from math import isfinite
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.document.nodes import JsonType, Scalar
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_workbook import kinds, warnings
from refcf_rules.inventory.read_workbook.places import InputPlace, cell_span
from refcf_rules.inventory.read_workbook.raw import Format, RawBook, RawCell
from refcf_rules.quantities.number import NumberError, parse_number
from refcf_rules.quantities.shortest import shortest_in
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message

_WHOLE: Final = 100.0
_KEPT_DIGITS: Final = 15
_NOISE: Final = 4.5e-16
_PERCENT: Final = parse_unit("%")
_PERCENT_SIGNS: Final = ("%", "％", "‰")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)(?![0-9,.])")
"""Separators that can mean thousands only: two of them, or one and a point."""
_DATE: Final = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?(?:[T ]+00?:00(?::00(?:\.0+)?)?)?"
)
_FOREIGN: Final = re.compile(r"\[[^\]]+\]|\|")
_QUOTED: Final = re.compile(r'"[^"]*"')
_FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LIKELY_DAYS: Final = range(20_000, 80_000)
"""Serial numbers of days from 1954 to 2119: other numbers in a cell for a date are something else."""
_LARGEST_WHOLE: Final = 1e15
Told = Callable[[Fault], None]


class CellReader:
    """Reads the cells of one workbook; what cannot be read is told, and is null in the tree."""

    def __init__(self, path: str, book: RawBook, options: Mapping[str, Mapping[str, str]], tell: Told) -> None:
        self._path = path
        self._book = book
        self._options = options
        self._tell = tell

    def read(self, place: InputPlace, cell: RawCell | None, row: int, pointer: str, unit: str = "") -> Scalar:
        """The cell of an input; ``row`` is where it stands when it is empty, ``unit`` what goes with a bare number."""
        span = cell_span(self._path, place.sheet.title, row, place.area.first_column)

        def scalar(text: str, json_type: JsonType = "string") -> Scalar:
            return Scalar(text, json_type == "string", json_type, span, pointer)

        nothing = scalar("", "null")
        if cell is None:
            return nothing

        def refuse(kind: Kind, message: Message, hint: Message) -> Scalar:
            said = message.filled(field=place.label, text=shown(cell.text))
            self._tell(Fault(kind, span, pointer, said, hint))
            return nothing

        if cell.kind == "error":
            return refuse(kinds.CELL_ERROR, _IS_ERROR, _MEND)
        if cell.kind == "nothing":
            return refuse(kinds.FORMULA_WITHOUT_VALUE, _NO_VALUE, _OPEN_AND_SAVE) if cell.formula else nothing
        if cell.kind == "text" and not folded_blanks(cell.text):
            return nothing
        if cell.formula is not None and _FOREIGN.search(_QUOTED.sub("", cell.formula)):
            said = _EXTERNAL.filled(field=place.label, text=shown(cell.text))
            self._tell(Fault(warnings.EXTERNAL_VALUE, span, pointer, said, _PASTE_VALUE))
        if cell.kind == "number" and self._format(cell) == "date" and place.meta.content != "date":
            return refuse(kinds.TURNED_INTO_DATE, _TURNED, _TYPE_AGAIN)
        match place.meta.content:
            case "number" if place.meta.unit == "%":
                return self._share(place, cell, scalar, refuse)
            case "number":
                return scalar(_with_unit(number_text(cell), unit or place.meta.unit))
            case "date":
                return scalar(self._date(cell))
            case _:
                return scalar(self._option(place, plain_text(cell, self._format(cell))))

    def _format(self, cell: RawCell) -> Format:
        formats = self._book.formats
        return formats[cell.style] if cell.style < len(formats) else "other"

    def _share(
        self,
        place: InputPlace,
        cell: RawCell,
        scalar: Callable[[str], Scalar],
        refuse: Callable[[Kind, Message, Message], Scalar],
    ) -> Scalar:
        """A fraction shown as a percentage; a text must have its sign, or it may be a hundred times too large."""
        if cell.kind != "number":
            text = _ungrouped(folded(_without_apostrophe(cell.text)))
            if not _is_number(text) or parse_number(text) == 0:
                return scalar(text)
            number = parse_number(text)
            return refuse(
                kinds.UNCLEAR_SHARE, _NO_SIGN, _write_either(number) if abs(number) < 1 else _write_sign(text)
            )
        value = _value(cell.text)
        if value is None:
            return scalar(cell.text)
        if self._format(cell) == "percent":
            return scalar(f"{_number(_percent(value))} %")
        if abs(value) > 1:
            return refuse(kinds.UNCLEAR_SHARE, _ABOVE_ONE, _write_sign(_number(value)))
        if value:
            percent = f"{_number(_percent(value))} %"
            said = _NO_FORMAT.filled(field=place.label, text=_number(value), percent=percent)
            span = cell_span(self._path, place.sheet.title, cell.row, cell.column)
            self._tell(Fault(warnings.SHARE_FORMAT_LOST, span, "", said, _write_either(value)))
        return scalar(f"{_number(_percent(value))} %")

    def _date(self, cell: RawCell) -> str:
        """ISO 8601 where the day is certain; else the text, which the reader of dates refuses with advice."""
        if cell.kind == "number":
            value = _value(cell.text)
            is_day = value is not None and (self._format(cell) == "date" or int(value) in _LIKELY_DAYS)
            if value is None or not is_day or not 0 < value < _LIKELY_DAYS.stop:
                return _number(value) if value is not None else cell.text
            return (_FIRST_DAY[self._book.from_1904] + timedelta(days=int(value))).isoformat()
        text = folded(_without_apostrophe(cell.text))
        found = _DATE.fullmatch(text)
        if found is None:
            return text
        year, month, day = map(int, found.groups())
        return f"{year:04}-{month:02}-{day:02}"

    def _option(self, place: InputPlace, text: str) -> str:
        """An option as the drop-downs show it, also in both languages, by its id; anything else as it stands."""
        known = self._options.get(place.meta.list.casefold(), {})
        return known.get(folded(text).casefold(), text)


def plain_text(cell: RawCell, shown_as: Format = "other") -> str:
    """A cell of text, in which people may have typed a number."""
    if cell.kind == "truth":
        return cell.text.lower()
    value = _value(cell.text) if cell.kind == "number" else None
    if value is None:
        return cell.text.strip()
    return f"{_number(_percent(value))}%" if shown_as == "percent" else _number(value)


def number_text(cell: RawCell) -> str:
    """A cell for a number as text: what is no number stays as it is and is refused later."""
    value = _value(cell.text) if cell.kind == "number" else None
    return _ungrouped(folded_blanks(_without_apostrophe(cell.text))) if value is None else _number(value)


def _without_apostrophe(text: str) -> str:
    """The sign by which people make a number a text; some programs keep it as a letter."""
    return text.strip().removeprefix("'").removeprefix("’")


def folded_blanks(text: str) -> str:
    """The text without blanks around it, also those of Chinese input methods and of web pages."""
    return text.strip().strip("\u200b\ufeff\u00a0\u3000 ")


def _ungrouped(text: str) -> str:
    found = _GROUPED.match(folded(text))
    return text if found is None else found[0].replace(",", "") + folded(text)[found.end() :]


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and unit != "1" and _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except NumberError:
        return False
    return True


def _value(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < _LARGEST_WHOLE else repr(value)


def _percent(fraction: float) -> float:
    """The percentage that the cell shows: the one with the fewest digits whose hundredth is this fraction.

    Programs keep fifteen or sixteen digits of a number, so the last bits of the fraction may have been lost.
    """
    for digits in range(1, _KEPT_DIGITS + 1):
        candidate = float(f"{fraction * _WHOLE:.{digits}g}")
        if abs(candidate / _WHOLE - fraction) <= _NOISE * abs(fraction):
            return candidate
    return shortest_in(fraction, _PERCENT)


def _write_sign(number: str) -> Message:
    return Message("写成 {n}%（设为百分比格式）。", "Write {n}% (in the percent format).").filled(n=number)


def _write_either(value: float) -> Message:
    """A number below one may be a fraction or a small percentage."""
    pattern = Message(
        "写成 {percent} 或 {number}%，看指的是哪个（设为百分比格式）。",
        "Write {percent} or {number}%, whichever is meant (in the percent format).",
    )
    return pattern.filled(percent=f"{_number(_percent(value))}%", number=_number(value))


_IS_ERROR: Final = Message("“{field}”是错误值 {text}。", "“{field}” is the error {text}.")
_MEND: Final = Message(
    "改好公式，或直接填数；没有数据就清空。", "Mend the formula or type the number; clear the cell if there is no data."
)
_NO_VALUE: Final = Message(
    "“{field}”是公式，但文件里没有它的结果。", "“{field}” is a formula whose result the file does not hold."
)
_OPEN_AND_SAVE: Final = Message(
    "用 Excel、WPS 或 LibreOffice 打开、保存一次再交。", "Open and save it once in Excel, WPS or LibreOffice."
)
_EXTERNAL: Final = Message(
    "“{field}”的 {text} 来自别的文件或程序，按最后存下的值读取。",
    "“{field}” takes {text} from another file or program; the value last kept was read.",
)
_PASTE_VALUE: Final = Message(
    "复制此格，选择性粘贴为数值，并注明依据。", "Copy the cell, paste it as a value, and name the evidence."
)
_TURNED: Final = Message("“{field}”是一个日期（序号 {text}）。", "“{field}” is a date (serial number {text}).")
_TYPE_AGAIN: Final = Message(
    "把格子设为“文本”或“常规”，再重新填写。", "Make the cell text or general, and type it again."
)
_NO_SIGN: Final = Message(
    "“{field}”写成文本“{text}”，没有百分号。", "“{field}” is the text “{text}” without the percent sign."
)
_ABOVE_ONE: Final = Message(
    "“{field}”填了 {text}，却不是百分比格式：{text} 就是它的一百倍。",
    "“{field}” says {text} without the percent format, which means a hundred times as many percent.",
)
_NO_FORMAT: Final = Message(
    "“{field}”的 {text} 没有百分比格式，按 {percent} 读取。",
    "“{field}” of {text} has no percent format; {percent} was read.",
)
