"""Comments on marked cells, beside those that people wrote; a comment of theirs stays and ours follows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refcf_rules.inventory.read_workbook.read_parts import area_of
from refcf_rules.report.marked.package import Package
from refcf_rules.report.marked.xml_text import attribute, content, inserted_after_data, inserted_before

AUTHOR: Final = "refcf"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING: Final = (
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_AUTHOR: Final = re.compile(r"<author\b[^>]*>([^<]*)</author>|<author\s*/>")
_COMMENT: Final = re.compile(r"<comment\b([^>]*)>(.*?)</comment>", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r'\b(ref|authorId)="([^"]*)"')
_OURS: Final = re.compile(r'<r><t xml:space="preserve">\s*\[refcf\][^<]*</t></r>')
_SHAPE: Final = re.compile(r'<v:shape id="refcf[^"]*".*?</v:shape>', re.DOTALL)
_EMPTY: Final = f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
_DRAWING: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


def add_comments(package: Package, part: str, texts: Mapping[str, str]) -> None:
    """Put comments on cells of the sheet in a part, and take away those of an earlier run."""
    comments = package.related(part, "comments")
    if comments is None:
        if not texts:
            return
        comments = package.fresh("xl/refcfComments{}.xml")
        package.relate(part, "comments", comments)
        package.declare(comments, _TYPE)
        package.set(comments, _EMPTY)
    listed, fresh = _with_comments(package.text(comments), texts)
    package.set(comments, listed)
    _draw(package, part, fresh)


def _with_comments(text: str, texts: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The comments with ours, and the cells that had none of anybody else."""
    authors = [found[1] or "" for found in _AUTHOR.finditer(text)]
    own = str(authors.index(AUTHOR)) if AUTHOR in authors else None
    others: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(found[1]))
        if said.get("authorId") == own:
            return ""
        others.add(said.get("ref", ""))
        added = texts.get(said.get("ref", ""), "")
        inner = _OURS.sub("", found[2])
        return f"<comment{found[1]}>{inserted_before(inner, ('</text>',), _run(added))}</comment>"

    text = _COMMENT.sub(kept, text)
    if own is None:
        text = re.sub(r"<authors\s*/>", "<authors></authors>", text, count=1)
        text = inserted_before(text, ("</authors>",), f"<author>{AUTHOR}</author>")
        own = str(len(authors))
    fresh = tuple(address for address in texts if address not in others)
    text = re.sub(r"<commentList\s*/>", "<commentList></commentList>", text, count=1)
    pieces = (
        f'<comment ref="{attribute(address)}" authorId="{own}"><text>{_run(texts[address])}</text></comment>'
        for address in fresh
    )
    return inserted_before(text, ("</commentList>",), "".join(pieces)), fresh


def _run(text: str) -> str:
    return f'<r><t xml:space="preserve">[refcf] {content(text)}</t></r>' if text else ""


def _draw(package: Package, part: str, addresses: tuple[str, ...]) -> None:
    """The boxes in which comments are shown."""
    drawing = package.related(part, "vmlDrawing")
    if drawing is None:
        drawing = package.fresh("xl/drawings/refcfComments{}.vml")
        id_ = package.relate(part, "vmlDrawing", drawing)
        package.declare_ending("vml", _VML_TYPE)
        package.set(drawing, _DRAWING)
        piece = f'<legacyDrawing xmlns:r="{_RELATION}" r:id="{id_}"/>'
        package.set(part, inserted_after_data(package.text(part), _AFTER_DRAWING, piece))
    text = _SHAPE.sub("", package.text(drawing))
    package.set(drawing, inserted_before(text, ("</xml>",), "".join(map(_shape, addresses))))


def _shape(address: str) -> str:
    place = area_of(f"a!{address}")
    row, column = (place[1].first_row, place[1].first_column) if place else (0, 0)
    anchor = f"{column + 1}, 15, {row}, 2, {column + 5}, 31, {row + 8}, 1"
    style = "position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:120pt;z-index:1;visibility:hidden"
    data = (
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    )
    return (
        f'<v:shape id="refcf_{address}" type="#_x0000_t202" style="{style}" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note">{data}</x:ClientData></v:shape>'
    )
