"""A report as one HTML file: no script, no other file, charts drawn as SVG, made to be printed on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final, assert_never

from refcf_rules.report.document.blocks import Bars, Block, Document, Heading, Paragraph, Table
from refcf_rules.source.render import safe, width

_LABEL: Final = 230
_BAR: Final = 330
_TEXT: Final = 90
_LINE: Final = 24
_LONGEST_LABEL: Final = 30
_STYLE: Final = """
@page { size: A4; margin: 18mm 16mm; }
body { font: 14px/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", Arial, sans-serif;
  color: #1d2433; max-width: 60em; margin: 2em auto; padding: 0 1.2em; }
h1 { font-size: 1.7em; margin: 0; } .subtitle { color: #51607a; font-size: 1.15em; margin: .2em 0 1.2em; }
h2 { font-size: 1.25em; border-bottom: 2px solid #2f5d8a; padding-bottom: .15em; margin: 2em 0 .7em; }
h2, h3 { break-after: avoid; }
h3 { font-size: 1.05em; margin: 1.3em 0 .5em; }
table { border-collapse: collapse; width: 100%; margin: .6em 0 1em; font-size: .9em; }
th, td { border: 1px solid #c9d2de; padding: .28em .5em; vertical-align: top; text-align: left; }
td.left { overflow-wrap: anywhere; min-width: 4em; }
th { background: #eaf0f6; } td.right, th.right { text-align: right; white-space: nowrap; }
tr { break-inside: avoid; }
thead { display: table-header-group; } svg { max-width: 100%; height: auto; break-inside: avoid; }
p.note { color: #51607a; } p.good { color: #14652f; font-weight: bold; } p.doubt { color: #8a5a00; font-weight: bold; }
p.bad { color: #a31621; font-weight: bold; border: 2px solid #a31621; padding: .5em .8em; }
.watermark { position: fixed; top: 42%; left: 0; width: 100%; text-align: center; transform: rotate(-28deg);
  font-size: 3.2em; font-weight: bold; color: #a31621; opacity: .13; pointer-events: none; }
"""


def html_of(document: Document) -> str:
    """The file. The same document gives the same text."""
    language = "zh-CN" if document.language == "zh" else "en"
    title = _text(f"{document.title} {document.subtitle}".strip())
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>',
        f"<style>{_STYLE}</style></head>",
        "<body>",
        *([f'<div class="watermark">{_text(document.watermark)}</div>'] if document.watermark else []),
        f"<h1>{_text(document.title)}</h1>",
        f'<p class="subtitle">{_text(document.subtitle)}</p>',
        *(line for block in document.blocks for line in _block(block)),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Paragraph(text=text, tone=tone):
            yield f'<p class="{tone}">{_text(text)}</p>'
        case Table():
            yield from _table(block)
        case Bars():
            yield from _bars(block)
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    sides = ["right" if side == ">" else "left" for side in table.align]
    yield "<table>"
    head = "".join(f'<th class="{side}">{_text(text)}</th>' for side, text in zip(sides, table.head, strict=True))
    yield f"<thead><tr>{head}</tr></thead><tbody>"
    for row in table.rows:
        cells = "".join(f'<td class="{side}">{_text(text)}</td>' for side, text in zip(sides, row, strict=True))
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table>"


def _bars(chart: Bars) -> Iterator[str]:
    """Bars from a common zero; those below it go to the left."""
    if not chart.bars:
        return
    low, high = min(0.0, *(bar.value for bar in chart.bars)), max(0.0, *(bar.value for bar in chart.bars))
    scale = _BAR / (high - low) if high > low else 0.0
    zero = _LABEL - low * scale
    height = _LINE * len(chart.bars)
    size = f'width="{_LABEL + _BAR + _TEXT}" height="{height}"'
    yield f'<svg {size} viewBox="0 0 {_LABEL + _BAR + _TEXT} {height}" role="img" aria-label="{_text(chart.title)}">'
    yield f"<title>{_text(chart.title)}</title>"
    for index, bar in enumerate(chart.bars):
        y = index * _LINE
        left, across = zero + min(0.0, bar.value) * scale, abs(bar.value) * scale
        label = _text(shortened(bar.label))
        yield f'<text x="{_LABEL - 8}" y="{y + 16}" font-size="12" text-anchor="end">{label}</text>'
        yield f'<rect x="{left:.1f}" y="{y + 4}" width="{max(across, 0.5):.1f}" height="{_LINE - 8}" fill="#2f5d8a"/>'
        yield f'<text x="{_LABEL + _BAR + 6}" y="{y + 16}" font-size="12">{_text(bar.text)}</text>'
    yield f'<line x1="{zero:.1f}" y1="0" x2="{zero:.1f}" y2="{height}" stroke="#1d2433" stroke-width="1"/>'
    yield "</svg>"


def shortened(label: str) -> str:
    """A label that fits beside a bar."""
    short = label
    while width(short) > _LONGEST_LABEL:
        short = short[:-1]
    return short if short == label else short[:-1] + "…"


def _text(text: str) -> str:
    return escape(safe(text))
