"""One sheet of a workbook: its cells as they come, merged cells, drop-downs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeGuard
from xml.etree.ElementTree import Element

from refcf_rules.inventory import limits
from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook.archive import Archive
from refcf_rules.inventory.read_workbook.markup import checked_markup, local, stream_elements, text_in, unescaped
from refcf_rules.inventory.read_workbook.plain_cells import Found, attributes_of, parts_of, plain
from refcf_rules.inventory.read_workbook.raw import (
    Area,
    CellKind,
    RawCell,
    RawList,
    RawSheet,
    column_number,
)
from refcf_rules.inventory.read_workbook.read_parts import SheetPlace
from refcf_rules.source.message import Message

_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_KINDS: Final[dict[str, CellKind]] = {"n": "number", "d": "number", "b": "truth", "e": "error"}
_NUMBER: Final[CellKind] = "number"
_NOTHING: Final[CellKind] = "nothing"
_NUMBERS: Final = (None, "n")
Shared = tuple[str, tuple[int, int]]
"""A formula that several cells share, and the row and column it is written for."""
_LONGEST_COLUMN: Final = 3
_TRUTHS: Final = {"1": "TRUE", "0": "FALSE"}


class SheetReader:
    """Reads the sheets of one workbook; the limit of cells holds for all together."""

    def __init__(self, archive: Archive, texts: tuple[str, ...]) -> None:
        self._archive = archive
        self._texts = texts
        self._left = limits.WORKBOOK_CELLS
        self._columns: dict[str, int] = {}

    def read(self, place: SheetPlace) -> RawSheet:
        """A sheet. Raises ``RefusedError``."""
        data = checked_markup(self._archive, place.part)
        found = parts_of(data)
        if found is None:
            return self._read(place, stream_elements(self._archive, place.part, data), [])
        cells = list(self._plain(found.cells))
        return self._read(place, stream_elements(self._archive, place.part, found.rest.encode()), cells)

    def _read(self, place: SheetPlace, elements: Iterator[Element], cells: list[RawCell]) -> RawSheet:
        merged: list[Area] = []
        lists: list[RawList] = []
        rows, row, areas = 0, -1, 0
        shared: dict[str, Shared] = {}
        for element in elements:
            name = local(element.tag)
            if name == "row":
                rows += 1
                row = self._row_number(element, row)
                if rows > limits.WORKBOOK_ROWS or row >= limits.WORKBOOK_ROWS:
                    self._archive.too_large()
                cells.extend(self._cells(element, row, shared))
                element.clear()
                if len(cells) > self._left:
                    self._archive.too_large()
            elif name == "mergeCell":
                merged.extend(areas_of(element.get("ref", "")))
            elif name == "dataValidation" and element.get("type") == "list":
                lists.append(_list(element))
                areas += len(lists[-1].areas)
            if len(merged) + areas > limits.WORKBOOK_AREAS:
                self._archive.too_large()
        self._left -= len(cells)
        return RawSheet(place.title, place.part, place.is_visible, tuple(cells), tuple(merged), tuple(lists))

    def _plain(self, found: Iterable[Found]) -> Iterator[RawCell]:
        """Cells that were found in one sweep."""
        known: dict[str, tuple[str | None, int]] = {}
        contents: dict[tuple[str | None, str], tuple[CellKind, str]] = {}
        shared: dict[str, Shared] = {}
        columns, left = self._columns, self._left
        for letters, digits, attributes, formula_attributes, formula_text, value in found:
            if not (value or formula_text or formula_attributes):
                continue
            row = int(digits) - 1
            left -= 1
            if left < 0 or row >= limits.WORKBOOK_ROWS:
                self._archive.too_large()
            column = columns[letters] if letters in columns else self._column(letters)
            if attributes not in known:
                known[attributes] = _sort_and_style(attributes)
            sort, style = known[attributes]
            formula: str | None = None
            origin: tuple[int, int] | None = None
            if "shared" in formula_attributes:
                formula, origin = _shared(plain(formula_text), attributes_of(formula_attributes), (row, column), shared)
            elif formula_text or formula_attributes:
                formula = plain(formula_text) if "&" in formula_text else formula_text
            if sort not in _NUMBERS:
                if (sort, value) not in contents:
                    contents[sort, value] = self._content(sort, plain(value))
                kind, said = contents[sort, value]
            else:
                kind, said = (_NUMBER, value) if value else (_NOTHING, "")
            yield RawCell(row, column, kind, said, formula, style, origin)

    def _row_number(self, element: Element, before: int) -> int:
        written = element.get("r")
        if written is None:
            return before + 1
        return int(written) - 1 if _is_plain_number(written) else self._misplaced(written)

    def _misplaced(self, text: str) -> int:
        self._archive.damaged(_BAD_PLACE.filled(text=shown(text)))

    def _cells(self, row: Element, number: int, shared: dict[str, Shared]) -> Iterator[RawCell]:
        column, columns = -1, self._columns
        for element in row:
            get = element.get
            written = get("r")
            if written is None:
                column += 1
            else:
                letters = written.rstrip("0123456789")
                column = columns[letters] if letters in columns else self._column(letters)
            if len(element) == 0:
                continue
            value: str | None = None
            formula: str | None = None
            origin: tuple[int, int] | None = None
            for child in element:
                tag = child.tag
                if tag.endswith("}v"):
                    value = child.text or ("" if get("t") == "str" else None)
                elif tag.endswith("}f"):
                    formula, origin = _shared(child.text or "", child.attrib, (number, column), shared)
                elif tag.endswith("}is"):
                    value = text_in(child)
            kind, said = self._content(get("t"), value)
            style = get("s", "0")
            style_number = int(style) if _is_plain_number(style) else 0
            yield RawCell(number, column, kind, said, formula, style_number, origin)

    def _column(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= _LONGEST_COLUMN):
            self._misplaced(letters)
        self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def _content(self, sort: str | None, value: str | None) -> tuple[CellKind, str]:
        if value is None:
            return "nothing", ""
        if sort == "s":
            if not _is_plain_number(value) or int(value) >= len(self._texts):
                self._archive.damaged(_NO_TEXT.filled(text=shown(value)))
            return "text", self._texts[int(value)]
        if sort == "str":
            return "text", unescaped(value)
        if sort == "inlineStr":
            return "text", value
        if sort == "b":
            return "truth", _TRUTHS.get(value.strip(), value)
        return _KINDS.get(sort or "n", "text"), value


def areas_of(text: str) -> tuple[Area, ...]:
    """The rectangles of a list such as ``A1:B3 D4``."""
    found = (_REFERENCE.fullmatch(piece) for piece in text.split())
    return tuple(_area(each) for each in found if each is not None)


def _area(found: re.Match[str]) -> Area:
    row, column = int(found[2]) - 1, column_number(found[1])
    if found[3] is None:
        return Area(row, column, row, column)
    return Area(row, column, int(found[4]) - 1, column_number(found[3]))


def _shared(
    text: str, attributes: Mapping[str, str], at: tuple[int, int], shared: dict[str, Shared]
) -> tuple[str, tuple[int, int] | None]:
    """A formula, and where it was written if several cells share it."""
    if attributes.get("t") != "shared":
        return text, None
    key = attributes.get("si", "")
    if text:
        shared[key] = (text, at)
    return shared.get(key, (text, at))


def _sort_and_style(attributes: str) -> tuple[str | None, int]:
    said = attributes_of(attributes)
    style = said.get("s", "0")
    return said.get("t"), int(style) if _is_plain_number(style) else 0


def _list(element: Element) -> RawList:
    """A drop-down, also as Excel writes those that name another sheet: with references in elements of their own."""
    areas, source = element.get("sqref", ""), ""
    for child in element:
        name, inner = local(child.tag), "".join(child.itertext()).strip()
        if name == "formula1":
            source = inner
        elif name == "sqref":
            areas = inner
    return RawList(areas_of(areas), source.lstrip("="))


def _is_plain_number(text: str) -> TypeGuard[str]:
    return text.isascii() and text.isdigit() and len(text) <= 9  # noqa: PLR2004 -- far above any count here


_BAD_PLACE: Final = Message("工作簿里有不存在的位置“{text}”。", "The workbook names a place that cannot be: {text}.")
_NO_TEXT: Final = Message("工作簿里的文本 {text} 不存在。", "The workbook lacks the text {text}.")
