"""The sheet 待办: one line for each thing to do, with a link to its cell. Texts are texts, whatever they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil
from typing import Final

from refcf_rules.report.marked.package import Package
from refcf_rules.report.marked.task import Task
from refcf_rules.report.marked.xml_text import attribute, content, inserted_before
from refcf_rules.sheets.names import sheet_name
from refcf_rules.source.message import Language, Message
from refcf_rules.source.render import width

TITLE: Final = Message("待办", "To do")
NAME: Final = sheet_name("todo")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOOK: Final = "xl/workbook.xml"
_HEAD: Final = (
    Message("序号", "No."),
    Message("程度", "Degree"),
    Message("位置", "Place"),
    Message("事项", "What"),
    Message("改法", "What to do"),
    Message("条款", "Clause"),
)
_WIDTHS: Final = (6, 16, 24, 60, 50, 50)
_NOTHING: Final = Message("没有待办事项。", "There is nothing to do.")
_LINE: Final = 15
_MOST_LINES: Final = 20
_LONGEST: Final = 32_000
"""A cell holds at most 32 767 characters."""
_VIEW: Final = (
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_PAGE: Final = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
)
_SHEET: Final = re.compile(r"<sheet\b[^>]*?/>")
_SHEET_ID: Final = re.compile(r'sheetId="([0-9]{1,9})"')
_ACTIVE: Final = re.compile(r'(<workbookView\b[^>]*?)\s+activeTab="[0-9]+"')
_AFTER_NAMES: Final = ("<calcPr", "<oleSize", "<customWorkbookViews", "<pivotCaches", "<extLst", "</workbook>")


def todo_part(package: Package, language: Language) -> str:
    """The part of the sheet: the one of an earlier run, else a new one at the end of the tabs."""
    book = package.text(_BOOK)
    title = TITLE.text(language)
    if NAME in book and (old := _old_part(package, book)) is not None:
        return old
    taken = [attribute(name) for name in re.findall(r'<sheet\b[^>]*?\bname="([^"]*)"', book)]
    number = 1
    while (title if number == 1 else f"{title} {number}") in taken:
        number += 1
    title = title if number == 1 else f"{title} {number}"
    part = package.fresh("xl/worksheets/refcfTodo{}.xml")
    id_ = package.relate(_BOOK, "worksheet", part)
    package.declare(part, _TYPE)
    highest = max(map(int, _SHEET_ID.findall(book)), default=0)
    line = f'<sheet xmlns:r="{_RELATION}" name="{attribute(title)}" sheetId="{highest + 1}" r:id="{id_}"/>'
    book = inserted_before(book, ("</sheets>",), line)
    named = f"<definedName name=\"{NAME}\">'{content(title)}'!$A$1</definedName>"
    if "</definedNames>" in book:
        book = inserted_before(book, ("</definedNames>",), named)
    else:
        book = inserted_before(book, _AFTER_NAMES, f"<definedNames>{named}</definedNames>")
    last = len(_SHEET.findall(book)) - 1
    book = re.sub(r"<workbookView\b", f'<workbookView activeTab="{last}"', _ACTIVE.sub(r"\1", book), count=1)
    package.set(_BOOK, book)
    return part


def todo_sheet(tasks: Iterable[Task], language: Language, style: int) -> str:
    """The text of the sheet; ``style`` is that of its cells."""
    rows, links = [_row(1, (each.text(language) for each in _HEAD), style)], []
    for number, task in enumerate(tasks, 1):
        cell = task.cells[0] if task.cells else None
        place = f"{cell.sheet}!{cell.address}" if cell else ""
        texts = (task.degree, None, task.what, task.fix, task.clause)
        said = [place if each is None else each.text(language) for each in texts]
        rows.append(_row(number + 1, (str(number), *said), style))
        if cell:
            target = attribute("'{}'!{}".format(cell.sheet.replace("'", "''"), cell.address))
            links.append(f'<hyperlink ref="C{number + 1}" location="{target}"/>')
    if len(rows) == 1:
        rows.append(_row(2, (_NOTHING.text(language),), style))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
    )
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{_VIEW}<cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{linked}{_PAGE}</worksheet>"
    )


def _row(number: int, texts: Iterable[str], style: int) -> str:
    said = tuple(texts)
    lines = max(ceil(width(text) / (room - 2)) for text, room in zip(said, _WIDTHS, strict=False))
    height = _LINE * min(max(lines, 1), _MOST_LINES)
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(_cells(number, said, style))}</row>'


def _cells(number: int, texts: Iterable[str], style: int) -> Iterator[str]:
    for letter, text in zip("ABCDEF", texts, strict=False):
        if text:
            said = f'<t xml:space="preserve">{content(text[:_LONGEST])}</t>'
            yield f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is>{said}</is></c>'


def _old_part(package: Package, book: str) -> str | None:
    """The part that the sheet of an earlier run is kept in."""
    found = re.search(rf"<definedName\b[^>]*\bname=\"{NAME}\"[^>]*>'?([^'!<]+)'?!", book)
    if found is None:
        return None
    for sheet in _SHEET.findall(book):
        if f'name="{found[1]}"' in sheet and (id_ := re.search(r':id="([^"]+)"', sheet)):
            return package.target(_BOOK, id_[1])
    return None
