"""Interpolation between a company's points: straight lines inside, nothing outside."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from refcf_rules.evaluate.value import Datum
from tests.evaluate.evaluating import evaluated, known, reasons
from tests.evaluate.standards_by_hand import Cells, inventory
from tests.language.compiling import compile_snippet

Written = tuple[float, float | None]
RULES = """
add table point zh "点" en "point" {
    field place  zh "位置" en "place" : in ℃ required
    field height zh "高度" en "height" : in mm
}
add to service {
    field asked zh "所求" en "asked" : in ℃
}
formula height zh "高度" en "height" = interpolated p.height by p.place to service.asked, for each point p
"""


def height(points: Sequence[Written], asked: float | None) -> Datum:
    """The height in m that the points give at a place."""
    compiled = compile_snippet(RULES)
    assert compiled.standard is not None
    rows: list[Cells] = [
        {"id": f"p{index}", "place": (place, "℃"), **({} if value is None else {"height": (value, "mm")})}
        for index, (place, value) in enumerate(points)
    ]
    service: Cells = {} if asked is None else {"asked": (asked, "℃")}
    return evaluated(compiled.standard, inventory(point=rows, service=[service])).scalar("height")


@pytest.mark.parametrize("asked, wanted", [(200, 10), (300, 15), (400, 20), (700, 50), (1000, 80), (200.0000001, 10)])
def test_it_is_linear_between_the_neighbouring_points(asked: float, wanted: float) -> None:
    points = [(1000, 80), (200, 10), (400, 20)]
    assert known(height(points, asked)) == pytest.approx(wanted / 1000, rel=1e-8)


def test_a_point_itself_has_its_own_value_exactly() -> None:
    assert height([(200, 10), (400, 20)], 400) == height([(400, 20)], 400) == 0.02


@pytest.mark.parametrize("asked", [199.0, 401.0])
def test_beyond_the_points_there_is_no_value(asked: float) -> None:
    assert reasons(height([(200, 10), (400, 20)], asked)) == [
        f"height: it is needed at {asked:g} ℃, the data cover 200 ℃ to 400 ℃ (point “p0” to “p1”)"
    ]


def test_a_single_point_holds_only_at_itself() -> None:
    assert reasons(height([(400, 20)], 500)) == [
        "height: it is needed at 500 ℃, the data cover 400 ℃ to 400 ℃ (point “p0” to “p0”)"
    ]


def test_two_points_at_one_place_are_named() -> None:
    assert reasons(height([(200, 10), (400, 20), (400, 20)], 300)) == [
        "height: point “p1” and “p2” both stand at 400 ℃"
    ]


def test_without_points_there_is_nothing_to_interpolate() -> None:
    assert reasons(height([], 300)) == ["height: there is no row to interpolate between"]


def test_what_is_missing_is_named() -> None:
    assert reasons(height([(200, 10), (400, None)], 300)) == ["height of point “p1”"]
    assert reasons(height([(200, 10), (400, 20)], None)) == ["asked of the service data"]
