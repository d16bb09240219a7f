"""A report as a Word file that Word, WPS and LibreOffice open; the same document gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from refcf_rules.report.document.blocks import Bars, Block, Document, Heading, Paragraph, Table, Tone
from refcf_rules.report.document.word_chart import add_chart
from refcf_rules.source.render import safe, width

_FONT: Final = "Arial"
_CHINESE_FONT: Final = "SimSun"
_RED: Final = RGBColor(0xA3, 0x16, 0x21)
_TONES: Final[dict[Tone, RGBColor]] = {
    "good": RGBColor(0x14, 0x65, 0x2F),
    "doubt": RGBColor(0x8A, 0x5A, 0x00),
    "bad": _RED,
    "note": RGBColor(0x51, 0x60, 0x7A),
}
_SHADE: Final = "EAF0F6"
_WIDE: Final = 5
_ACROSS: Final = 17.4
_LONGEST: Final = 30
_SHORTEST: Final = 6
_BOLD: Final = 1.4
_PADDING: Final = 3
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)


def docx_of(document: Document) -> bytes:
    """The file."""
    file = docx.Document()
    _set_up(file, document)
    title = file.add_paragraph()
    _run(title, document.title, size=20, bold=True)
    _run(file.add_paragraph(), document.subtitle, size=13)
    for block in document.blocks:
        _add(file, block)
    written = BytesIO()
    file.save(written)
    return _undated(written.getvalue())


def _set_up(file: WordFile, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = file.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.name = _FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(script), _FONT)
            fonts.set(qn("w:eastAsia"), _CHINESE_FONT)
            _set_language(style)
    if isinstance(normal := file.styles["Normal"], ParagraphStyle):
        normal.font.size = Pt(10)
        normal.paragraph_format.space_after = Pt(4)
    properties = file.core_properties
    properties.title, properties.author, properties.comments = document.title, "", ""
    properties.created = properties.modified = _LONG_AGO
    properties.language = "zh-CN" if document.language == "zh" else "en"
    if document.watermark:
        header = section.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(header, document.watermark, size=14, bold=True, colour=_RED)


def _set_language(style: ParagraphStyle) -> None:
    """Chinese characters in their mainland forms, whatever fonts the reader has."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def _add(file: WordFile, block: Block) -> None:
    match block:
        case Heading(text=text, level=level):
            file.add_heading(safe(text), level)
        case Paragraph(text=text, tone=tone):
            _run(file.add_paragraph(), text, bold=tone in ("good", "doubt", "bad"), colour=_TONES.get(tone))
        case Table():
            _add_table(file, block.head, block.rows, block.align)
        case Bars():
            if block.bars:
                add_chart(file, block)
        case _:
            assert_never(block)


def _add_table(file: WordFile, head: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> None:
    size = 7.5 if len(head) > _WIDE else 9
    table = file.add_table(rows=1 + len(rows), cols=len(head))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = _widths(head, rows)
    for column, across in zip(table.columns, widths, strict=True):
        column.width = across
    for index, (texts, row) in enumerate(zip([head, *rows], table.rows, strict=True)):
        for side, text, cell, across in zip(align, texts, row.cells, widths, strict=True):
            cell.width = across
            _fill(cell, text, size=size, bold=index == 0, right=side == ">")
            if index == 0:
                _shade(cell)
    _repeat_head(table)
    _gap(file)


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Cm]:
    """The columns share the page by what stands in them: no word of a label is broken, no long text takes it all."""
    needed = [
        min(
            _LONGEST,
            max(_SHORTEST, *(_BOLD * width(word) for word in label.split()), *(width(row[index]) for row in rows)),
        )
        + _PADDING
        for index, label in enumerate(head)
    ]
    return [Cm(_ACROSS * each / sum(needed)) for each in needed]


def _gap(file: WordFile) -> None:
    """Two tables without a paragraph between them would be one."""
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, " ", size=5)


def _fill(
    cell: WordCell, text: str, *, size: float, bold: bool = False, right: bool = False, colour: RGBColor | None = None
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, text, size=size, bold=bold, colour=colour)


def _run(
    paragraph: WordParagraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(safe(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _shade(cell: WordCell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 -- python-docx has no shading of its own


def _repeat_head(table: WordTable) -> None:
    """The row of labels stands on every page that the table goes over."""
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 -- nor this


def _undated(data: bytes) -> bytes:
    """The same file with every part dated alike, so that the bytes depend on the contents alone."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as dated, ZipFile(written, "w", ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            part = ZipInfo(name, _ZIP_DAY)
            part.compress_type = ZIP_DEFLATED
            undated.writestr(part, dated.read(name))
    return written.getvalue()
