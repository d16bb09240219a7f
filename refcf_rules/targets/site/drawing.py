"""The system boundary drawn as SVG at build time: stages as bands, unit processes as boxes."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.standard import Presence
from refcf_rules.record import record
from refcf_rules.targets.prose.drawings import Diagram, DiagramProcess, DiagramStage
from refcf_rules.targets.site.escape import html
from refcf_rules.targets.site.svg_text import Address, leading, lines_of, written

_LINE: Final = 19
_MARK: Final = 17
_GAP: Final = 12
_PAD: Final = 14
LINE_STYLES: Final[dict[Presence, str]] = {
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


def drawn(diagram: Diagram, address: Address) -> str:
    """The drawing twice, for wide and for narrow screens; the style sheet shows one.

    ``address`` says where the link of a box leads.
    """
    return (
        f'<figure class="boundary" data-search-exclude>{_svg(diagram, address, 760, 3, "wide")}'
        f"{_svg(diagram, address, 360, 1, 'narrow')}<figcaption>{html(diagram.title)}</figcaption></figure>"
    )


def _svg(diagram: Diagram, address: Address, width: int, columns: int, kind: str) -> str:
    inner = width - 2 * _PAD
    y: float = _PAD
    pieces = []
    for index, stage in enumerate(diagram.stages):
        if index:
            pieces.append(_arrow(width / 2, y, ""))
            y += 26
        piece = _stage(stage, address, y, inner, columns)
        pieces.append(piece.markup)
        y += piece.height
    frame = f'<rect class="frame" x="2" y="2" width="{width - 4}" height="{y + _PAD - 4:g}" rx="10"/>'
    y += _PAD
    pieces.append(_arrow(width / 2, y, diagram.result))
    y += 30 + _LINE
    outside = _outside(diagram, width, y)
    height = y + outside.height
    described = html("; ".join(map(_described, diagram.stages)))
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height:g}" role="group" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{html(diagram.title)}</title><desc>{described}</desc>"
        f"{frame}{''.join(pieces)}{outside.markup}</svg>"
    )


def _described(stage: DiagramStage) -> str:
    return f"{stage.label} ({', '.join(map(_named, stage.processes))})"


def _named(process: DiagramProcess) -> str:
    return f"{process.label} [{', '.join(process.marks)}]" if process.marks else process.label


def _arrow(x: float, y: float, label: str) -> str:
    head = f'<path class="flow" d="M{x:g} {y:g}v18m-5 -6l5 6l5 -6"/>'
    return head + (written(x, y + 18 + _LINE, label, "result", "middle") if label else "")


def _stage(stage: DiagramStage, address: Address, y: float, width: float, columns: int) -> _Piece:
    x, inner = _PAD, width - 2 * _PAD
    box = (inner - (columns - 1) * _GAP) / columns
    markup = [written(x + _PAD, y + 24, stage.label, "stage", "start")]
    top = y + 36
    for start in range(0, len(stage.processes), columns):
        row = stage.processes[start : start + columns]
        height = max(_box_height(one, box) for one in row)
        for index, one in enumerate(row):
            drawing = _process(one, x + _PAD + index * (box + _GAP), top, box, height)
            markup.append(leading(drawing, one.to, address))
        top += height + _GAP
    height = top - y + (2 if stage.processes else 0)
    band = f'<rect class="band" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8"/>'
    return _Piece(band + "".join(markup), height)


def _box_height(process: DiagramProcess, width: float) -> float:
    return _LINE * len(lines_of(process.label, width - 20)) + _MARK * len(process.marks) + 16


def _process(process: DiagramProcess, x: float, y: float, width: float, height: float) -> str:
    lines = lines_of(process.label, width - 20)
    used = _LINE * len(lines) + _MARK * len(process.marks)
    baseline = y + (height - used) / 2 + _LINE - 5
    style = LINE_STYLES[process.presence]
    markup = [f'<rect class="{style}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"/>']
    for index, line in enumerate(lines):
        markup.append(written(x + width / 2, baseline + index * _LINE, line, "process", "middle"))
    for index, mark in enumerate(process.marks):
        below = baseline + len(lines) * _LINE - 1 + index * _MARK
        markup.append(written(x + width / 2, below, mark, "mark", "middle"))
    return "".join(markup)


def _outside(diagram: Diagram, width: int, y: float) -> _Piece:
    if not diagram.outside:
        return _Piece("", 4)
    lines = lines_of(diagram.outside, width - 2 * _PAD)
    top = y + 14
    markup = "".join(
        written(width / 2, top + _LINE * (index + 1), line, "outside", "middle") for index, line in enumerate(lines)
    )
    height = _LINE * len(lines) + 14
    rect = f'<rect class="beyond" x="2" y="{top:g}" width="{width - 4}" height="{height}" rx="8"/>'
    return _Piece(rect + markup, height + 18)
