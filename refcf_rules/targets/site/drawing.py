"""The system boundary drawn as SVG at build time: stages as bands, unit processes as boxes."""

from __future__ import annotations

import unicodedata
from typing import Final

from refcf_rules.model.standard import Presence
from refcf_rules.record import record
from refcf_rules.targets.prose.document import Diagram, DiagramProcess, DiagramStage
from refcf_rules.targets.site.escape import html

_SIZE: Final = 14
_LINE: Final = 19
_MARK: Final = 17
_GAP: Final = 12
_PAD: Final = 14
_WIDE: Final = 1.0
_NARROW: Final = 0.56
_KINDS: Final[dict[Presence, str]] = {
    "required": "required",
    "optional": "optional",
    "required when used": "conditional",
    "required when": "conditional",
}


@record
class _Piece:
    """Drawn markup and how high it is."""

    markup: str
    height: float


def drawn(diagram: Diagram) -> str:
    """The drawing twice, for wide and for narrow screens; the style sheet shows one."""
    return (
        f'<figure class="boundary" data-search-exclude>{_svg(diagram, 760, 3, "wide")}'
        f"{_svg(diagram, 360, 1, 'narrow')}<figcaption>{html(diagram.title)}</figcaption></figure>"
    )


def _svg(diagram: Diagram, width: int, columns: int, kind: str) -> str:
    inner = width - 2 * _PAD
    y: float = _PAD
    pieces = []
    for index, stage in enumerate(diagram.stages):
        if index:
            pieces.append(_arrow(width / 2, y, ""))
            y += 26
        piece = _stage(stage, _PAD, y, inner, columns)
        pieces.append(piece.markup)
        y += piece.height
    frame = f'<rect class="frame" x="2" y="2" width="{width - 4}" height="{y + _PAD - 4:g}" rx="10"/>'
    y += _PAD
    pieces.append(_arrow(width / 2, y, diagram.result))
    y += 30 + _LINE
    outside = _outside(diagram, width, y)
    height = y + outside.height
    label = html(f"{diagram.title}: {'; '.join(_described(stage) for stage in diagram.stages)}")
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height:g}" role="img" aria-label="{label}" '
        f'xmlns="http://www.w3.org/2000/svg">{frame}{"".join(pieces)}{outside.markup}</svg>'
    )


def _described(stage: DiagramStage) -> str:
    return f"{stage.label} ({', '.join(map(_named, stage.processes))})"


def _named(process: DiagramProcess) -> str:
    return f"{process.label} [{', '.join(process.marks)}]" if process.marks else process.label


def _arrow(x: float, y: float, label: str) -> str:
    head = f'<path class="flow" d="M{x:g} {y:g}v18m-5 -6l5 6l5 -6"/>'
    return head + (_text(x, y + 18 + _LINE, label, "result", "middle") if label else "")


def _stage(stage: DiagramStage, x: float, y: float, width: float, columns: int) -> _Piece:
    inner = width - 2 * _PAD
    box = (inner - (columns - 1) * _GAP) / columns
    markup = [_text(x + _PAD, y + 24, stage.label, "stage", "start")]
    top = y + 36
    for start in range(0, len(stage.processes), columns):
        row = stage.processes[start : start + columns]
        height = max(_box_height(one, box) for one in row)
        for index, one in enumerate(row):
            markup.append(_process(one, x + _PAD + index * (box + _GAP), top, box, height))
        top += height + _GAP
    height = top - y + (2 if stage.processes else 0)
    band = f'<rect class="band" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8"/>'
    return _Piece(band + "".join(markup), height)


def _box_height(process: DiagramProcess, width: float) -> float:
    return _LINE * len(_lines(process.label, width - 20)) + _MARK * len(process.marks) + 16


def _process(process: DiagramProcess, x: float, y: float, width: float, height: float) -> str:
    lines = _lines(process.label, width - 20)
    used = _LINE * len(lines) + _MARK * len(process.marks)
    baseline = y + (height - used) / 2 + _LINE - 5
    markup = [
        f'<rect class="{_KINDS[process.presence]}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"/>'
    ]
    for index, line in enumerate(lines):
        markup.append(_text(x + width / 2, baseline + index * _LINE, line, "process", "middle"))
    for index, mark in enumerate(process.marks):
        below = baseline + len(lines) * _LINE - 1 + index * _MARK
        markup.append(_text(x + width / 2, below, mark, "mark", "middle"))
    return "".join(markup)


def _outside(diagram: Diagram, width: int, y: float) -> _Piece:
    if not diagram.outside:
        return _Piece("", 4)
    lines = _lines(diagram.outside, width - 2 * _PAD)
    top = y + 14
    markup = "".join(
        _text(width / 2, top + _LINE * (index + 1), line, "outside", "middle") for index, line in enumerate(lines)
    )
    height = _LINE * len(lines) + 14
    rect = f'<rect class="beyond" x="2" y="{top:g}" width="{width - 4}" height="{height}" rx="8"/>'
    return _Piece(rect + markup, height + 18)


def _text(x: float, y: float, text: str, kind: str, anchor: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{html(text)}</text>'


def _lines(text: str, width: float) -> list[str]:
    """A text broken to a width: between words, and between Chinese characters."""
    lines = [""]
    longest = max(1, int(width / _SIZE))
    for piece in (part for whole in _pieces(text) for part in _cut(whole, width, longest)):
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _cut(piece: str, width: float, longest: int) -> list[str]:
    """A word that is wider than a line, in pieces that fit whatever their letters."""
    if _width(piece.rstrip()) <= width:
        return [piece]
    return [piece[start : start + longest] for start in range(0, len(piece), longest)]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        joins = pieces and not _is_wide(char) and not pieces[-1].endswith(" ") and not _is_wide(pieces[-1][-1])
        if joins or (pieces and char in "，。、；：）”"):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _width(text: str) -> float:
    return sum(_WIDE if _is_wide(char) else _NARROW for char in text) * _SIZE


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
