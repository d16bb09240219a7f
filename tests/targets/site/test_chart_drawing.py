"""The chart of results: lengths as the numbers are, credits left of zero, what is apart below."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import pytest

from refcf_rules.targets.prose.document import Place
from refcf_rules.targets.prose.drawings import Bar, BarChart
from refcf_rules.targets.site.chart_drawing import chart_drawn

RECT: Final = re.compile(r'<rect class="([\w -]+)" x="([-\d.e]+)" y="([\d.]+)" width="([\d.e-]+)" height="([\d.]+)"/>')
CREDIT: Final = BarChart(
    "Footprint",
    ("raw materials", "manufacturing", "end of life"),
    (
        Bar("a plant", (600.0, 300.0, -150.0), "750", apart=90.0, to=Place("example", "plant")),
        Bar("another", (0.0, 450.0, 0.0), "450"),
    ),
    "kg CO₂e/t",
    "biogenic (outside the total)",
)


def svgs(chart: BarChart) -> list[str]:
    """The wide chart and the narrow one."""
    return re.findall(r"<svg.*?</svg>", chart_drawn(chart, lambda place: f"#{place.id}"))


def bars(svg: str) -> list[tuple[str, float, float, float]]:
    """Kind, left edge, top and width of the bars; the squares of the legend have round corners."""
    return [(kind, float(x), float(y), float(width)) for kind, x, y, width, _ in RECT.findall(svg)]


def test_lengths_are_the_numbers_and_credits_go_to_the_left() -> None:
    for svg in svgs(CREDIT):
        first, second, credit, apart, _, other, _ = bars(svg)
        assert second[3] == pytest.approx(first[3] / 2, rel=1e-3)
        assert second[1] == pytest.approx(first[1] + first[3], abs=1e-2)
        zero = first[1]
        assert credit[1] + credit[3] == pytest.approx(zero, abs=1e-2)
        assert credit[3] == pytest.approx(first[3] / 4, rel=1e-3)
        assert other[3] == pytest.approx(first[3] * 0.75, rel=1e-3)
        assert (apart[0], apart[1]) == ("apart", zero)
        assert apart[2] > first[2]


def test_everything_is_inside_and_zero_is_on_the_axis() -> None:
    for svg in svgs(CREDIT):
        width = float(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
        assert all(x >= 0 and x + length <= width for _, x, _, length in bars(svg))
        assert svg.count('class="zero"') == 1
        assert re.search(r">-\d00</text>", svg)


def test_it_is_said_in_words_and_a_bar_leads_to_its_example() -> None:
    for svg in svgs(CREDIT):
        assert "<desc>a plant: 750; another: 450</desc>" in svg
        assert svg.count('<a href="#plant">') == 1
        assert "biogenic (outside the total)" in svg


@pytest.mark.parametrize("value", [0.0, 1e-12, 1e15, -3.0])
def test_any_size_has_an_axis(value: float) -> None:
    for svg in svgs(BarChart("t", ("s",), (Bar("b", (value,), "x"),), "kg")):
        assert "nan" not in svg
        assert 2 <= len(re.findall(r'class="(?:tick|zero)"', svg)) <= 10


def test_hostile_names_stay_text() -> None:
    bad = '"><script>alert(1)</script>'
    drawn = chart_drawn(BarChart(bad, (bad,), (Bar(bad, (1.0,), bad),), bad, bad), lambda _: bad)
    assert "<script" not in drawn
    assert bad in unescape(drawn)
