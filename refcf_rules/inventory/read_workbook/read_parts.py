"""The small parts of a workbook: which sheets there are, defined names, texts, formats of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import Final
from xml.etree.ElementTree import Element

from refcf_rules.inventory import limits
from refcf_rules.inventory.read_workbook import kinds
from refcf_rules.inventory.read_workbook.archive import WORKBOOK, Archive
from refcf_rules.inventory.read_workbook.markup import local, read_markup, stream_markup, text_in
from refcf_rules.inventory.read_workbook.raw import Area, Format, RawName, column_number
from refcf_rules.record import record
from refcf_rules.source.message import Message

_TYPES: Final = "[Content_Types].xml"
_MACROS: Final = "macroEnabled"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_AREA: Final = re.compile(
    r"""=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]]+))!"""
    r"\$?(?P<c1>[A-Za-z]{1,3})\$?(?P<r1>[0-9]{1,7})(?::\$?(?P<c2>[A-Za-z]{1,3})\$?(?P<r2>[0-9]{1,7}))?"
)
_DATE_FORMATS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_FORMATS: Final = frozenset({9, 10})
_TEXT_FORMAT: Final = 49
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]')
_DATE_LETTER: Final = re.compile("[dmyhsDMYHS]")


@record
class SheetPlace:
    """A sheet of the workbook and the part that holds it."""

    title: str
    part: str
    is_visible: bool


@record
class BookPart:
    """What the workbook says of itself."""

    sheets: tuple[SheetPlace, ...]
    names: Mapping[str, RawName]
    from_1904: bool
    texts: str | None
    styles: str | None


def read_book_part(archive: Archive) -> BookPart:
    """Sheets, names and parts. Raises ``RefusedError``."""
    _check_types(archive)
    root = read_markup(archive, WORKBOOK)
    targets, by_sort = _relations(archive)
    sheets = tuple(_sheets(archive, root, targets))
    if not sheets:
        archive.damaged(_NO_SHEETS)
    properties = next((each for each in root if local(each.tag) == "workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904", "") in ("1", "true")
    return BookPart(sheets, _names(root), from_1904, by_sort.get("sharedStrings"), by_sort.get("styles"))


def read_texts(archive: Archive, part: str | None) -> tuple[str, ...]:
    """The texts that cells share. Raises ``RefusedError``."""
    if part is None or part not in archive.parts:
        return ()
    texts: list[str] = []
    for element in stream_markup(archive, part):
        if local(element.tag) == "si":
            texts.append(text_in(element))
            element.clear()
    return tuple(texts)


def read_formats(archive: Archive, part: str | None) -> tuple[tuple[Format, ...], frozenset[int]]:
    """What the numbers of each style are shown as, and which styles strike through. Raises ``RefusedError``."""
    if part is None or part not in archive.parts:
        return (), frozenset()
    root = read_markup(archive, part)
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter() if local(each.tag) == "numFmt"}
    styles = next((each for each in root if local(each.tag) == "cellXfs"), ())
    fonts = [_strikes(each) for parent in root if local(parent.tag) == "fonts" for each in parent]
    crossing = {str(number) for number, strikes in enumerate(fonts) if strikes}
    struck = frozenset(number for number, each in enumerate(styles) if each.get("fontId") in crossing)
    return tuple(_format(each.get("numFmtId", "0"), own) for each in styles), struck


def area_of(text: str) -> tuple[str, Area] | None:
    """The title of the sheet and the cells that a reference names; None for anything but one rectangle."""
    found = _AREA.fullmatch(text.strip())
    if found is None:
        return None
    title = found["quoted"].replace("''", "'") if found["quoted"] is not None else found["plain"]
    row, column = int(found["r1"]) - 1, column_number(found["c1"])
    if found["r2"] is None:
        return title, Area(row, column, row, column)
    return title, Area(row, column, int(found["r2"]) - 1, column_number(found["c2"]))


def _check_types(archive: Archive) -> None:
    root = read_markup(archive, _TYPES)
    types = [each.get("ContentType", "") for each in root]
    if any(_MACROS in each or "vbaProject" in each for each in types):
        archive.refuse(kinds.WORKBOOK_MACROS, _HAS_MACROS, _SAVE_AS_XLSX)
    if not any("spreadsheetml.sheet.main" in each or "spreadsheetml.template.main" in each for each in types):
        archive.damaged(_WRONG_TYPE)


def _relations(archive: Archive) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The parts the workbook refers to, by id and by sort."""
    targets: dict[str, str] = {}
    by_sort: dict[str, str] = {}
    for each in read_markup(archive, "xl/_rels/workbook.xml.rels"):
        target = each.get("Target", "")
        if each.get("TargetMode") == "External":
            continue
        part = normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))
        targets[each.get("Id", "")] = part
        by_sort.setdefault(each.get("Type", "").rpartition("/")[2], part)
    return targets, by_sort


def _sheets(archive: Archive, root: Element, targets: Mapping[str, str]) -> Iterator[SheetPlace]:
    found = [each for parent in root if local(parent.tag) == "sheets" for each in parent]
    if len(found) > limits.WORKBOOK_SHEETS:
        archive.refuse(kinds.WORKBOOK_TOO_LARGE, _TOO_MANY_SHEETS.filled(count=len(found)), _DELETE_SHEETS)
    for each in found:
        part = targets.get(each.get(_RELATION) or each.get(_STRICT_RELATION) or "", "")
        if "worksheets/" in part:  # sheets of charts alone and dialogues hold no cells
            yield SheetPlace(each.get("name", ""), part, each.get("state", "visible") == "visible")


def _names(root: Element) -> Mapping[str, RawName]:
    """Names of the whole workbook; spreadsheets do not tell upper from lower case in them."""
    names: dict[str, RawName] = {}
    for parent in root:
        if local(parent.tag) != "definedNames":
            continue
        for each in parent:
            place = area_of(each.text or "")
            if each.get("localSheetId") is None or each.get("name", "").casefold() not in names:
                title, area = place or ("", None)
                names[each.get("name", "").casefold()] = RawName(title, area)
    return names


def _strikes(font: Element) -> bool:
    return any(local(each.tag) == "strike" and each.get("val", "1") not in ("0", "false") for each in font)


def _format(number: str, own: Mapping[str, str]) -> Format:
    id_ = int(number) if number.isascii() and number.isdigit() else 0
    code = own.get(number)
    if code is None:
        if id_ in _DATE_FORMATS:
            return "date"
        if id_ in _PERCENT_FORMATS:
            return "percent"
        return "text" if id_ == _TEXT_FORMAT else "other"
    first = _LITERAL.sub("", code.partition(";")[0])
    if "%" in first:
        return "percent"
    if first.strip() == "@":
        return "text"
    return "date" if first.casefold() != "general" and _DATE_LETTER.search(first) else "other"


_NO_SHEETS: Final = Message("工作簿里没有工作表。", "The workbook has no sheets.")
_WRONG_TYPE: Final = Message("文件没有说自己是工作簿。", "The file does not say that it is a workbook.")
_HAS_MACROS: Final = Message("工作簿里有宏。", "There are macros in the workbook.")
_SAVE_AS_XLSX: Final = Message(
    "打开后另存为“Excel 工作簿（.xlsx）”。", "Open it and save it as “Excel Workbook (.xlsx)”."
)
_TOO_MANY_SHEETS: Final = Message(
    f"工作簿有 {{count}} 个工作表，上限是 {limits.WORKBOOK_SHEETS} 个。",
    f"The workbook has {{count}} sheets; the limit is {limits.WORKBOOK_SHEETS}.",
)
_DELETE_SHEETS: Final = Message("删去模板以外的工作表。", "Delete the sheets that the template does not have.")
