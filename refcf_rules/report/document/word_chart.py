"""A chart of bars as Word keeps it: a part of its own (DrawingML) that a paragraph shows."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from docx.document import Document as WordFile
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm

from refcf_rules.report.document.as_html import shortened
from refcf_rules.report.document.blocks import Bar, Bars
from refcf_rules.source.render import safe

_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACES: Final = f'xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}"'
_WIDTH: Final = Cm(17)
_BAR: Final = 0.72
_AROUND: Final = 1.9
"""Height of a bar and of what is above and below them, cm."""
_COLOUR: Final = "2F5D8A"
_SIZE: Final = 900
_TITLE_SIZE: Final = 1100


def add_chart(file: WordFile, chart: Bars) -> None:
    """A paragraph with the chart. The numbers stand in the part itself: there is no workbook within."""
    number = sum(1 for part in file.part.package.iter_parts() if part.content_type == _TYPE) + 1
    xml = _chart(chart).encode("utf-8")
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _TYPE, xml, file.part.package)
    relation = file.part.relate_to(part, f"{_OFFICE}/chart")
    height = Cm(_AROUND + _BAR * len(chart.bars))
    drawing = (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" {_SPACES}>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{_WIDTH}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name="chart {number}" descr={_quoted(_described(chart))}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    file.add_paragraph().add_run()._r.append(parse_xml(drawing))  # noqa: SLF001 -- python-docx has no charts


def _described(chart: Bars) -> str:
    """What the chart shows, for those who do not see it."""
    return f"{chart.title}: " + "; ".join(f"{bar.label} {bar.text}" for bar in chart.bars)


def _chart(chart: Bars) -> str:
    count = len(chart.bars)
    labels = "".join(
        f'<c:pt idx="{index}"><c:v>{_text(shortened(bar.label))}</c:v></c:pt>' for index, bar in _listed(chart)
    )
    values = "".join(f'<c:pt idx="{index}"><c:v>{bar.value!r}</c:v></c:pt>' for index, bar in _listed(chart))
    said = "".join(_label(index, bar) for index, bar in _listed(chart))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_SPACES}><c:roundedCorners val="0"/>'
        f"<c:chart><c:title><c:tx>{_rich(chart.title, _TITLE_SIZE, bold=True)}</c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{_text(chart.title)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLOUR}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:dLbls>{said}{_shown()}</c:dLbls>"
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{labels}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{values}</c:numLit></c:val>'
        '</c:ser><c:gapWidth val="45"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_font()}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="1"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/>'
        '</c:valAx></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _listed(chart: Bars) -> list[tuple[int, Bar]]:
    return list(enumerate(chart.bars))


def _label(index: int, bar: Bar) -> str:
    """The text at the end of a bar, as people read it elsewhere in the report."""
    text = f"<c:tx>{_rich(bar.text or ' ', _SIZE)}</c:tx>"
    return f'<c:dLbl><c:idx val="{index}"/>{text}{_font()}<c:dLblPos val="outEnd"/>{_flags()}</c:dLbl>'


def _shown() -> str:
    return f'{_font()}<c:dLblPos val="outEnd"/>{_flags()}'


def _flags() -> str:
    others = ("showCatName", "showSerName", "showPercent", "showBubbleSize")
    return '<c:showLegendKey val="0"/><c:showVal val="1"/>' + "".join(f'<c:{each} val="0"/>' for each in others)


def _rich(text: str, size: int, *, bold: bool = False) -> str:
    run = f'<a:r><a:rPr lang="zh-CN" sz="{size}" b="{int(bold)}">{_typeface()}</a:rPr><a:t>{_text(text)}</a:t></a:r>'
    return f"<c:rich><a:bodyPr/><a:p>{run}</a:p></c:rich>"


def _font() -> str:
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{_SIZE}">{_typeface()}</a:defRPr></a:pPr></a:p></c:txPr>'


def _typeface() -> str:
    return '<a:latin typeface="Arial"/><a:ea typeface="SimSun"/>'


def _text(text: str) -> str:
    return escape(safe(text))


def _quoted(text: str) -> str:
    return '"' + escape(safe(text), {'"': "&quot;"}) + '"'
