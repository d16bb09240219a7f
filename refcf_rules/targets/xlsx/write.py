"""A workbook as the bytes of a file: the same bytes for the same book, and nothing in it that runs by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, assert_never

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from refcf_rules.record import changed
from refcf_rules.sheets.wording import SheetLanguage, shown
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.book import (
    Book,
    Chart,
    Colouring,
    Content,
    DropDown,
    FilledDown,
    NumberRange,
    Print,
    Sheet,
    Style,
)
from refcf_rules.targets.xlsx.formula import Area, Moved
from refcf_rules.targets.xlsx.package import Package
from refcf_rules.targets.xlsx.print_formula import FormulaPrinter, cell_name
from refcf_rules.targets.xlsx.styles import CHART_COLOURS, FONT, SIZE, STYLES, TABS, tone_of
from refcf_rules.targets.xlsx.worksheet import Down, FilledWorksheet, stored

LONGEST_TITLE: Final = 32
LONGEST_MESSAGE: Final = 255
LONGEST_LIST: Final = 255
"""Excel refuses a file whose drop-down says more."""

_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in every file; the clock does not."""
_A4: Final = 9
_PAGE: Final = Message("第 &P 页，共 &N 页", "page &P of &N")
_STOP: Final = Message("这里填不了这个内容", "This cannot be entered here")
_PICK: Final = Message(
    "请从下拉列表中选取；下拉列表在单元格右侧。", "Please choose from the list at the right of the cell."
)
_ASK: Final = Message("列表中没有这一项。仍要填写吗？", "The list does not have this. Enter it all the same?")
_NUMBER: Final = Message(
    "请只填数字（半角），单位在旁边的列或标题里。",
    "Please enter a number only; its unit stands beside it or in the heading.",
)
_DATE: Final = Message("请填日期，如 2025-12-31。", "Please enter a date such as 2025-12-31.")
_FIRST_DATE: Final = datetime(1990, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SHARES: Final = {"percentage": True, "position": "outside_end", "leader_lines": True}
_PROTECTION: Final = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What stays allowed on a protected sheet; there is no password, so that a verifier can look at everything."""


def write(book: Book) -> bytes:
    """The file. Raises ``ValueError`` for what no spreadsheet program would open."""
    data = BytesIO()
    workbook = Package(data, {"in_memory": True, "default_format_properties": _default(book.language)})
    workbook.set_properties({"title": book.title, "created": _MADE})
    workbook.set_calc_mode("auto")
    writing = _Writing(book, workbook)
    for sheet in book.sheets:
        writing.sheet(sheet)
    for name in book.names:
        workbook.define_name(name.name, f"={writing.absolute(name.area)}")
    workbook.close()
    return data.getvalue()


def _default(language: SheetLanguage) -> dict[str, str | int]:
    return {"font_name": FONT[language], "font_size": SIZE}


class _Writing:
    """Writes the sheets of one book."""

    def __init__(self, book: Book, workbook: Workbook) -> None:
        self.book = book
        self.workbook = workbook
        self.titles = {sheet.id: sheet.title for sheet in book.sheets}
        self.printer = FormulaPrinter(self.titles)
        self.formats: dict[tuple[Style, str], Format] = {}
        self.tones: dict[str, Format] = {}
        self.say: Callable[[Message], str] = lambda text: shown(text, book.language)
        self.worksheets = {sheet.id: self._added(sheet.title) for sheet in book.sheets}

    def sheet(self, sheet: Sheet) -> None:
        """One sheet with all that belongs to it."""
        worksheet = self.worksheets[sheet.id]
        self._look(worksheet, sheet)
        for cell in sheet.cells:
            self._cell(worksheet, sheet.id, cell)
        for filled in sheet.filled:
            self._filled(worksheet, sheet.id, filled)
        for drop_down in sheet.drop_downs:
            self._drop_down(worksheet, drop_down)
        for each in sheet.ranges:
            self._range(worksheet, each)
        for colouring in sheet.colourings:
            self._colouring(worksheet, colouring)
        for chart in sheet.charts:
            self._chart(worksheet, chart)
        self._print(worksheet, sheet.print, self.say(_PAGE))

    def absolute(self, area: Area) -> str:
        """An area as defined names and charts want it: with its sheet, fixed."""
        return self.printer.text(changed(area, fixed=True))

    # --- cells ----------------------------------------------------------------------------------------

    def _cell(self, worksheet: Worksheet, on: str, cell: Content) -> None:
        style = self._format(cell.style, cell.format)
        row, column, value = cell.row, cell.column, cell.value
        if cell.formula is not None:
            text = self.printer.text(cell.formula, on)
            worksheet.write_formula(row, column, f"={text}", style, stored(value))
        elif value is None:
            worksheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            worksheet.write_boolean(row, column, value, style)
        elif isinstance(value, str):
            self._text(worksheet, cell, value, style)
        else:
            worksheet.write_number(row, column, value, style)

    def _filled(self, worksheet: FilledWorksheet, on: str, of: FilledDown) -> None:
        pieces: tuple[str, ...] | None = None
        if of.formula is not None:
            self.printer.text(Moved(of.formula, of.count - 1), on)  # the longest of all, if it is not too long
            written, moved = self.printer.pieces(of.formula, on)
            pieces = tuple(str(int(piece) + moved) if index % 2 else piece for index, piece in enumerate(written))
        worksheet.fill_down(Down(of.row, of.column, of.count, pieces, _style_number(self._format(of.style)), of.values))

    def _text(self, worksheet: Worksheet, cell: Content, value: str, style: Format) -> None:
        if cell.link is None:
            worksheet.write_string(cell.row, cell.column, value, style)
            return
        title = self.titles[cell.link.sheet].replace("'", "''")
        place = f"internal:'{title}'!{cell_name(cell.link.row, cell.link.column)}"
        worksheet.write_url(cell.row, cell.column, place, style, value)

    def _format(self, style: Style, number: str = "") -> Format:
        found = self.formats.get((style, number))
        if found is None:
            properties = {**_default(self.book.language), **STYLES[style], **({"num_format": number} if number else {})}
            found = self.formats[style, number] = self.workbook.add_format(properties)
            _style_number(found)  # the styles are written before the rows that ask for their numbers
        return found

    # --- what surrounds the cells ---------------------------------------------------------------------

    def _added(self, title: str) -> FilledWorksheet:
        added = self.workbook.add_worksheet(title, FilledWorksheet)
        if not isinstance(added, FilledWorksheet):
            raise TypeError(f"no worksheet of our kind: {title}")
        return added

    def _look(self, worksheet: Worksheet, sheet: Sheet) -> None:
        worksheet.hide_gridlines(2)
        seldom = {column for first, last in sheet.seldom for column in range(first, last + 1)}
        for column, width in enumerate(sheet.widths):
            options = {"level": int(column in seldom), "hidden": column in sheet.hidden_columns}
            worksheet.set_column(column, column, width, None, options)
        for row, height in sheet.heights:
            worksheet.set_row(row, height)
        if sheet.frozen_rows or sheet.frozen_columns:
            worksheet.freeze_panes(sheet.frozen_rows, sheet.frozen_columns)
        if sheet.filtered is not None:
            worksheet.autofilter(*_corners(sheet.filtered))
        if sheet.tab is not None:
            worksheet.set_tab_color(TABS[sheet.tab])
        worksheet.protect("", {**_PROTECTION, "insert_rows": sheet.grows})
        match sheet.visibility:
            case "visible":
                pass
            case "hidden":
                worksheet.hide()
            case "very hidden":
                worksheet.very_hidden()
            case _:
                assert_never(sheet.visibility)

    def _drop_down(self, worksheet: Worksheet, of: DropDown) -> None:
        if not isinstance(of.source, str) and len(",".join(of.source)) > LONGEST_LIST:
            raise ValueError(f"a drop-down of over {LONGEST_LIST} characters needs a defined name: {of.source[:3]}")
        worksheet.data_validation(
            *_corners(of.area),
            {
                "validate": "list",
                "source": f"={of.source}" if isinstance(of.source, str) else list(of.source),
                "error_type": "stop" if of.strict else "warning",
                "show_error": not of.quiet,
                "error_message": self.say(_PICK if of.strict else _ASK),
                **self._said(of.title, of.message),
            },
        )

    def _range(self, worksheet: Worksheet, of: NumberRange) -> None:
        settings: dict[str, object] = {**self._said(of.title, of.message)}
        match of.content:
            case "text":
                settings |= {"validate": "any"}
            case "date":
                settings |= {"validate": "date", "criteria": ">=", "value": _FIRST_DATE}
                settings |= {"error_message": self.say(_DATE)}
            case "number" | "share":
                lowest = -1e300 if of.lowest is None else of.lowest
                settings |= {"validate": "decimal", "criteria": ">" if of.above else ">=", "value": lowest}
                settings |= {"error_message": self.say(_NUMBER)}
            case _:
                assert_never(of.content)
        worksheet.data_validation(*_corners(of.area), settings)

    def _said(self, title: str, message: str) -> dict[str, object]:
        settings: dict[str, object] = {"error_title": _short(self.say(_STOP), LONGEST_TITLE)}
        if message:
            settings["input_title"] = _short(title, LONGEST_TITLE)
            settings["input_message"] = _short(message, LONGEST_MESSAGE)
        return settings

    def _colouring(self, worksheet: Worksheet, of: Colouring) -> None:
        if of.colour not in self.tones:
            self.tones[of.colour] = self.workbook.add_format(dict(tone_of(of)))
        settings = {
            "type": "formula",
            "criteria": f"={self.printer.text(of.formula, of.area.sheet)}",
            "format": self.tones[of.colour],
        }
        worksheet.conditional_format(*_corners(of.area), settings)

    def _chart(self, worksheet: Worksheet, of: Chart) -> None:
        font = {"name": FONT[self.book.language], "size": 9}
        kind = {"type": "bar", "subtype": "stacked"} if of.kind == "stacked bar" else {"type": "pie"}
        chart = self.workbook.add_chart(kind)
        if chart is None:
            raise ValueError(f"no chart of the kind {of.kind}")
        labels = f"={self.absolute(of.labels)}"
        for index, (name, area) in enumerate(of.series):
            series: dict[str, object] = {"name": name, "categories": labels, "values": f"={self.absolute(area)}"}
            if of.kind == "share":
                points = [{"fill": {"color": colour}} for colour in CHART_COLOURS]
                series |= {"points": points, "data_labels": _SHARES | {"font": font}}
            else:
                series |= {"fill": {"color": CHART_COLOURS[index % len(CHART_COLOURS)]}, "gap": 60}
            chart.add_series(series)
        chart.set_title({"name": of.title, "name_font": {**font, "size": 11, "bold": True}, "overlay": False})
        chart.set_legend({"position": "bottom" if of.kind == "stacked bar" else "right", "font": font})
        if of.kind == "stacked bar":
            gridlines = {"visible": True, "line": {"color": "#DDDDDD"}}
            chart.set_y_axis({"num_font": font, "major_gridlines": {"visible": False}})
            chart.set_x_axis({"num_font": font, "min": 0, "major_gridlines": gridlines})
        chart.set_size({"width": of.width, "height": of.height})
        worksheet.insert_chart(of.row, of.column, chart, {"object_position": 2, "description": of.title})

    def _print(self, worksheet: FilledWorksheet, of: Print, page: str) -> None:
        worksheet.set_paper(_A4)
        if of.landscape:
            worksheet.set_landscape()
        worksheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.65)
        worksheet.fit_to_pages(of.pages_wide, 0)
        font = f'&"{FONT[self.book.language]}"&8'
        worksheet.set_header(f"&L{font}{self.book.header.replace('&', '&&')}&R{font}&A"[:LONGEST_MESSAGE])
        worksheet.set_footer(f"&C{font}{page}")
        worksheet.print_areas([self.absolute(area) for area in of.areas])
        if of.repeated_rows is not None:
            worksheet.repeat_rows(*of.repeated_rows)
        if of.repeated_columns:
            worksheet.repeat_columns(0, of.repeated_columns - 1)


def _style_number(of: Format) -> int:
    """The number of a format in the styles of the file."""
    return int(of._get_xf_index())  # type: ignore[no-untyped-call]  # noqa: SLF001 -- xlsxwriter has no other way


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.first_row, area.first_column, area.last_row, area.last_column


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
