"""Colours of marked cells: conditional formats that always hold, so that the user's own styles stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refcf_rules.report.marked.package import Package
from refcf_rules.report.marked.task import Colour
from refcf_rules.report.marked.xml_text import attribute, content, inserted_after_data, inserted_before

SIGN: Final = '"refcf-mark"<>""'
"""The condition of every mark: always true, and ours to see when a marked copy is marked again."""
_FILLS: Final[Mapping[Colour, tuple[str, str]]] = {
    "red": ("FFFFC7CE", "FF9C0006"),
    "amber": ("FFFFEB9C", "FF7F6000"),
    "blue": ("FFDDEBF7", "FF1F4E78"),
    "grey": ("FFD9D9D9", "FF404040"),
}
_STYLES: Final = "xl/styles.xml"
_AFTER_STYLES: Final = ("<tableStyles", "<colors", "<extLst", "</styleSheet>")
_LATER: Final = (
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
    *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"),
    *("picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
_FORMATTING: Final = re.compile(r"<conditionalFormatting\b[^>]*>.*?</conditionalFormatting>", re.DOTALL)
_PRIORITY: Final = re.compile(r'priority="([0-9]{1,9})"')
_COUNT: Final = re.compile(r'<dxfs count="([0-9]{1,6})"')
_XFS: Final = re.compile(r'<cellXfs count="([0-9]{1,6})"')
_XF: Final = re.compile(r"<xf[ />]")
_WRAPPED: Final = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
)
_DXF: Final = re.compile(r"<dxf[ />]")


def add_styles(package: Package) -> Mapping[Colour, int]:
    """The numbers of the four formats, which are added to those there are."""
    text = package.text(_STYLES)
    text = re.sub(r'<dxfs(?: count="0")?\s*/>', '<dxfs count="0"></dxfs>', text, count=1)
    if "<dxfs" not in text:
        text = inserted_before(text, _AFTER_STYLES, '<dxfs count="0"></dxfs>')
    start, end = text.index("<dxfs"), text.index("</dxfs>")
    first = len(_DXF.findall(text[start:end]))
    added = "".join(map(_format, _FILLS))
    text = f"{text[:end]}{added}{text[end:]}"
    package.set(_STYLES, _COUNT.sub(f'<dxfs count="{first + len(_FILLS)}"', text, count=1))
    return {colour: first + number for number, colour in enumerate(_FILLS)}


def add_wrapped(package: Package) -> int:
    """The number of a style for long texts, which is added to those there are."""
    text = package.text(_STYLES)
    start, end = text.index("<cellXfs"), text.index("</cellXfs>")
    number = len(_XF.findall(text[start:end]))
    text = f"{text[:end]}{_WRAPPED}{text[end:]}"
    package.set(_STYLES, _XFS.sub(f'<cellXfs count="{number + 1}"', text, count=1))
    return number


def coloured(sheet: str, cells: Mapping[str, Colour], styles: Mapping[Colour, int]) -> str:
    """The text of a sheet with cells marked, and without the marks of an earlier run."""
    text = uncoloured(sheet)
    priority = max((int(each) for each in _PRIORITY.findall(text)), default=0)
    pieces: list[str] = []
    for colour in _FILLS:
        addresses = [address for address, own in cells.items() if own == colour]
        if addresses:
            priority += 1
            rule = f'<cfRule type="expression" dxfId="{styles[colour]}" priority="{priority}">'
            formula = f"<formula>{content(SIGN)}</formula>"
            areas = attribute(" ".join(addresses))
            pieces.append(f'<conditionalFormatting sqref="{areas}">{rule}{formula}</cfRule></conditionalFormatting>')
    return inserted_after_data(text, _LATER, "".join(pieces))


def uncoloured(sheet: str) -> str:
    """The text of a sheet without marks."""
    return _FORMATTING.sub(lambda found: "" if "refcf-mark" in found[0] else found[0], sheet)


def _format(colour: Colour) -> str:
    fill, ink = _FILLS[colour]
    pattern = f'<patternFill patternType="solid"><fgColor rgb="{fill}"/><bgColor rgb="{fill}"/></patternFill>'
    return f'<dxf><font><color rgb="{ink}"/></font><fill>{pattern}</fill></dxf>'
