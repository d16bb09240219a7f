"""The flow of the life cycle drawn as SVG: stages as lanes inside the boundary, flows across its edge.

On a wide screen flows stand left and right of the boundary with arrows across it; on a narrow one they stand in the
box of their unit process.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.record import record
from refcf_rules.targets.prose.drawings import DiagramProcess, DiagramStage, FlowDiagram
from refcf_rules.targets.site.drawing import LINE_STYLES
from refcf_rules.targets.site.escape import html
from refcf_rules.targets.site.svg_text import SIZE, Address, leading, lines_of, width_of, written

_LINE: Final = 19
_MARK: Final = 16
_SMALL: Final = 11.5
_GAP: Final = 10
_PAD: Final = 12
_ARROW: Final = 5
_MIDDOT: Final = " · "


@record
class _Plan:
    """Where things stand: how wide the drawing is and what its sides keep for the flows; none where it is narrow."""

    kind: str
    width: float
    side: float

    @property
    def frame(self) -> float:
        """The left edge of the boundary, which has as much to its right."""
        return self.side + 2

    @property
    def box(self) -> tuple[float, float]:
        """The left edge of the boxes, and how wide they are."""
        left = self.frame + 2 * _PAD
        return left, self.width - 2 * left


_WIDE: Final = _Plan("wide", 760, 186)
_NARROW: Final = _Plan("narrow", 360, 0)


@record
class _Lines:
    """Text of one kind in a box: its lines and how far apart they stand."""

    kind: str
    lines: tuple[str, ...]
    step: float
    head: str = ""


def flow_drawn(diagram: FlowDiagram, address: Address) -> str:
    """The drawing twice, for wide and for narrow screens; the style sheet shows one."""
    drawings = "".join(_svg(diagram, address, plan) for plan in (_WIDE, _NARROW))
    caption = f"<figcaption>{html(diagram.title)}</figcaption>"
    return f'<figure class="boundary" data-search-exclude>{drawings}{caption}</figure>'


def _svg(diagram: FlowDiagram, address: Address, plan: _Plan) -> str:
    pieces = [_heads(diagram.heads, plan)]
    top: float = 28
    y = top + _PAD
    for index, stage in enumerate(diagram.stages):
        if index:
            pieces.append(f'<path class="flow" d="M{plan.width / 2:g} {y:g}v18m-5 -6l5 6l5 -6"/>')
            y += 26
        markup, height = _stage(stage, diagram, address, plan, y)
        pieces.append(markup)
        y += height
    y += _PAD
    frame = _rect("frame", plan.frame, top, plan.width - 2 * plan.frame, y - top, 10)
    arrow = f'<path class="flow" d="M{plan.width / 2:g} {y:g}v18m-5 -6l5 6l5 -6"/>'
    result = written(plan.width / 2, y + 18 + _LINE, diagram.result, "result", "middle")
    y += 18 + 2 * _LINE
    note = written(plan.width / 2, y + 2, diagram.note, "outside", "middle") if diagram.note else ""
    outside, height = _outside(diagram, address, plan, y + (_LINE if note else 0))
    described = html("; ".join(map(_described, diagram.stages)))
    return (
        f'<svg class="{plan.kind}" viewBox="0 0 {plan.width:g} {height:g}" role="group" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{html(diagram.title)}</title><desc>{described}</desc>'
        f"{frame}{''.join(pieces)}{arrow}{result}{note}{outside}</svg>"
    )


def _described(stage: DiagramStage) -> str:
    return f"{stage.label} ({', '.join(one.label for one in stage.processes)})"


def _heads(heads: tuple[str, str, str], plan: _Plan) -> str:
    come, middle, go = heads
    inside = written(plan.width / 2, 18, middle, "outside", "middle")
    if not plan.side:
        return inside
    return (
        written(plan.side / 2, 18, come, "outside", "middle")
        + inside
        + written(plan.width - plan.side / 2, 18, go, "outside", "middle")
    )


def _stage(stage: DiagramStage, diagram: FlowDiagram, address: Address, plan: _Plan, top: float) -> tuple[str, float]:
    """A lane with its unit processes, and how high it is."""
    left, width = plan.box
    y = top + 34
    markup = [written(left, top + 22, stage.label, "stage", "start")]
    for one in stage.processes:
        drawing, height = _process(one, diagram, address, plan, y)
        markup.append(drawing)
        y += height + _GAP
    height = y - top + (2 if stage.processes else 0)
    band = _rect("band", left - _PAD, top, width + 2 * _PAD, height, 8)
    return band + "".join(markup), height


def _process(
    process: DiagramProcess, diagram: FlowDiagram, address: Address, plan: _Plan, top: float
) -> tuple[str, float]:
    left, width = plan.box
    texts = _texts(process, diagram.heads, plan)
    come, go = (_beside(flows, plan) for flows in (process.comes_in, process.goes_out))
    used = sum(len(one.lines) * one.step for one in texts)
    height = max(used + 16, _LINE * max(len(come), len(go)) + 4)
    markup = [_rect(LINE_STYLES[process.presence], left, top, width, height, 5)]
    y = top + (height - used) / 2
    for one in texts:
        for index, line in enumerate(one.lines):
            y += one.step
            markup.append(_line(one, line, plan.width / 2, y - 5, is_first=index == 0))
    box = leading("".join(markup), process.to, address)
    return box + _crossing(come, go, plan, top + height / 2), height


def _texts(process: DiagramProcess, heads: tuple[str, str, str], plan: _Plan) -> tuple[_Lines, ...]:
    """What stands in a box; where there is no room beside it, with its flows."""
    room = plan.box[1] - 20
    label = _Lines("process", tuple(lines_of(process.label, room)), _LINE)
    marks = _Lines("mark", tuple(lines_of(_MIDDOT.join(process.marks), room * SIZE / _SMALL)), _MARK)
    if plan.side:
        return label, marks
    flows = ((heads[0], process.comes_in), (heads[2], process.goes_out))
    inside = (
        _Lines("through", tuple(lines_of(said, room - width_of(head) - SIZE)), _LINE, head)
        for head, said in flows
        if said
    )
    return (label, marks, *inside)


def _line(texts: _Lines, line: str, x: float, y: float, *, is_first: bool) -> str:
    if not (texts.head and is_first):
        return written(x, y, line, texts.kind, "middle")
    head = f'<tspan class="head">{html(texts.head)}</tspan>'
    return f'<text class="{texts.kind}" x="{x:g}" y="{y:g}" text-anchor="middle">{head} {html(line)}</text>'


def _beside(flows: str, plan: _Plan) -> list[str]:
    return lines_of(flows, plan.side - 24) if flows and plan.side else []


def _crossing(come: list[str], go: list[str], plan: _Plan, y: float) -> str:
    """What enters from the left and leaves to the right, with an arrow through the boundary."""
    left, width = plan.box
    reach = left - plan.side + 12
    arrows = [
        f'<path class="flow" d="M{start:g} {y:g}h{reach:g}m-6 -{_ARROW}l6 {_ARROW}l-6 {_ARROW}"/>'
        for start, flows in ((left - reach, come), (left + width, go))
        if flows
    ]
    texts = [
        written(x, _baseline(flows, y) + index * _LINE, line, "through", end)
        for x, end, flows in ((plan.side - 16, "end", come), (plan.width - plan.side + 16, "start", go))
        for index, line in enumerate(flows)
    ]
    return "".join((*arrows, *texts))


def _baseline(lines: list[str], middle: float) -> float:
    return middle - _LINE * len(lines) / 2 + _LINE - 5


def _outside(diagram: FlowDiagram, address: Address, plan: _Plan, top: float) -> tuple[str, float]:
    """What the standard leaves out, below the boundary; and where the drawing ends."""
    markup = []
    for said, to in diagram.outside:
        lines = lines_of(said, plan.width - 2 * _PAD)
        height = _LINE * len(lines) + 14
        box = [_rect("beyond", 2, top, plan.width - 4, height, 8)]
        for index, line in enumerate(lines):
            box.append(written(plan.width / 2, top + _LINE * (index + 1), line, "outside", "middle"))
        markup.append(leading("".join(box), to, address))
        top += height + _GAP
    return "".join(markup), top


def _rect(kind: str, x: float, y: float, width: float, height: float, radius: int) -> str:
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius}"/>'
