"""Results drawn as stacked bars in SVG: credits left of zero, what is apart below its bar, one scale for all."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10
from typing import Final

from refcf_rules.quantities.number import format_number
from refcf_rules.record import record
from refcf_rules.targets.prose.drawings import Bar, BarChart
from refcf_rules.targets.site.escape import html
from refcf_rules.targets.site.svg_text import Address, leading, lines_of, width_of, written

_WIDTHS: Final = {"wide": 760, "narrow": 360}
_COLOURS: Final = 6
_LINE: Final = 19
_BAR: Final = 18
_APART: Final = 7
_GAP: Final = 14
_PAD: Final = 10
_END: Final = 16
_SWATCH: Final = 14
_MOST_TICKS: Final = {"wide": 8, "narrow": 4}
_TICK_DIGITS: Final = 6


@record
class _Scale:
    """From values to places: the ends of the axis, the step of its marks, where it begins and how long it is."""

    low: float
    high: float
    step: float
    left: float
    length: float

    def place(self, value: float) -> float:
        """Where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * self.length

    @property
    def ticks(self) -> Iterator[float]:
        """The values that are marked."""
        first = round(self.low / self.step)
        return (self.step * number for number in range(first, round(self.high / self.step) + 1))


def chart_drawn(chart: BarChart, address: Address) -> str:
    """The chart twice, for wide and for narrow screens; the style sheet shows one."""
    drawings = "".join(_svg(chart, address, kind) for kind in _WIDTHS)
    caption = f"<figcaption>{html(chart.title)}</figcaption>"
    return f'<figure class="boundary chart" data-search-exclude>{drawings}{caption}</figure>'


def _svg(chart: BarChart, address: Address, kind: str) -> str:
    width = _WIDTHS[kind]
    scale = _scale(chart, width, _MOST_TICKS[kind])
    legend, top = _legend(chart, width)
    bars = []
    y = top + _GAP
    for bar in chart.bars:
        markup, height = _bar(bar, scale, y, width)
        bars.append(leading(markup, bar.to, address))
        y += height + _GAP
    described = html("; ".join(f"{bar.label}: {bar.shown}" for bar in chart.bars))
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {y + 2 * _LINE:g}" role="group" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{html(chart.title)}</title><desc>{described}</desc>"
        f"{legend}{_axis(chart, scale, top, y)}{''.join(bars)}</svg>"
    )


def _scale(chart: BarChart, width: int, most: int) -> _Scale:
    """One scale for all bars, from the largest credit to the largest sum, with zero on it."""
    lowest = min(0.0, *(sum(min(0.0, part) for part in bar.parts) for bar in chart.bars), *_aparts(chart))
    highest = max(0.0, *(sum(max(0.0, part) for part in bar.parts) for bar in chart.bars), *_aparts(chart))
    step = _round_step((highest - lowest) / most or 1.0)
    low, high = floor(lowest / step) * step, ceil(highest / step) * step
    return _Scale(low, high if high > low else low + step, step, _PAD, width - 2 * _PAD - _END)


def _aparts(chart: BarChart) -> tuple[float, ...]:
    return tuple(bar.apart for bar in chart.bars)


def _round_step(least: float) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(least))
    return float(next(power * each for each in (1, 2, 5, 10) if power * each >= least * (1 - 1e-9)))


def _legend(chart: BarChart, width: int) -> tuple[str, float]:
    """What each colour means, in lines; and where it ends."""
    entries = [(f"part part-{index % _COLOURS}", name) for index, name in enumerate(chart.parts)]
    entries += [("apart", chart.apart)] if chart.apart else []
    markup = []
    x, y = float(_PAD), float(_PAD)
    for kind, name in entries:
        room = _SWATCH + 6 + width_of(name) + 18
        if x > _PAD and x + room > width:
            x, y = float(_PAD), y + _LINE + 3
        markup.append(f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{_SWATCH}" height="{_SWATCH}" rx="2"/>')
        markup.append(written(x + _SWATCH + 6, y + _SWATCH - 2, name, "process", "start"))
        x += room
    return "".join(markup), y + _LINE


def _axis(chart: BarChart, scale: _Scale, top: float, bottom: float) -> str:
    markup = []
    for value in scale.ticks:
        x = scale.place(value)
        kind = "zero" if abs(value) < scale.step / 2 else "tick"
        markup.append(f'<path class="{kind}" d="M{x:.6g} {top:g}V{bottom:g}"/>')
        shown = format_number(0.0 if kind == "zero" else value, _TICK_DIGITS)
        markup.append(written(round(x, 2), bottom + 16, shown, "mark", "start" if x == scale.left else "middle"))
    unit = written(scale.left + scale.length, bottom + 16 + _LINE, chart.unit, "mark", "end")
    return "".join(markup) + unit


def _bar(bar: Bar, scale: _Scale, top: float, width: int) -> tuple[str, float]:
    """The name and the sum of a result, its bar below them; and how high they are."""
    room = width - 2 * _PAD - width_of(bar.shown) - 12
    lines = lines_of(bar.label, room)
    markup = [written(_PAD + 4, top + _LINE * (at + 1) - 5, line, "name", "start") for at, line in enumerate(lines)]
    markup.append(written(width - _PAD, top + _LINE - 5, bar.shown, "name sum", "end"))
    y = top + _LINE * len(lines) + 2
    above, below = 0.0, 0.0
    for index, part in enumerate(bar.parts):
        start = above if part >= 0 else below
        markup.append(_rect(f"part part-{index % _COLOURS}", scale, start, start + part, y, _BAR))
        above, below = (above + part, below) if part >= 0 else (above, below + part)
    y += _BAR
    if bar.apart:
        markup.append(_rect("apart", scale, 0.0, bar.apart, y + 3, _APART))
        y += _APART + 3
    return "".join(markup), y - top


def _rect(kind: str, scale: _Scale, start: float, end: float, y: float, height: float) -> str:
    left, right = sorted((scale.place(start), scale.place(end)))
    return f'<rect class="{kind}" x="{left:.6g}" y="{y:g}" width="{right - left:.6g}" height="{height:g}"/>'
