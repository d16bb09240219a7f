"""The layered wall in the language: it agrees with another kind of solution, is missing where data end, and is fast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from time import process_time

import pytest

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import Evaluation, compute, evaluation
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.trace import steps_of
from refcf_rules.inventory.inventory import Inventory
from tests.evaluate.evaluating import judged, known, reasons
from tests.evaluate.walls import (
    Layer,
    Wall,
    flux_by_bisection,
    random_wall,
    solved,
    wall_inventory,
    wall_standard,
)

BRICK = Layer(200, ((600, 8.0), (1600, 5.0)))
INSULATION = Layer(100, ((200, 0.30), (800, 0.35), (1200, 0.42)))
WALL = Wall((BRICK, INSULATION))


def flux(state: Evaluation) -> float:
    """The heat flux in W/m2."""
    return known(state.scalar("flux")) * 1e6


def test_random_walls_agree_with_nested_bisection() -> None:
    random = Random(20260101)  # noqa: S311 -- the same walls on every run
    for _ in range(300):
        wall = random_wall(random)
        assert flux(solved(wall)) == pytest.approx(flux_by_bisection(wall), rel=1e-9)


def test_one_layer_by_hand() -> None:
    """With one conductivity there is nothing to repeat: q = ΔT ÷ (d ÷ k + 1 ÷ h)."""
    wall = Wall((Layer(300, ((0, 2.0), (2000, 2.0))),), 1500, 20, 10)
    assert flux(solved(wall)) == pytest.approx(1480 / (0.3 / 2 + 0.1), rel=1e-12)


def test_after_the_last_pass_formulas_go_with_the_states() -> None:
    state = solved(WALL)
    parts = [known(state.cell(row, "resistance")) / 1e6 for row in state.rows("layer")]
    assert flux(state) == pytest.approx((1600 - 30) / (sum(parts) + 1 / 15), rel=1e-12)
    assert known(state.scalar("outer_face")) == pytest.approx(30 + 273.15 + flux(state) / 15, rel=1e-12)


def test_any_value_may_be_asked_for_first() -> None:
    wanted = known(solved(WALL).scalar("flux"))
    for first in ("conductivity", "resistance", "before", "mean_temperature"):
        state = solved(WALL)
        state.cell(state.rows("layer")[1], first)
        assert state.scalar("flux") == wanted
    state = solved(WALL)
    compute(state)
    assert state.scalar("flux") == wanted


def test_the_last_pass_decides_whether_it_settled() -> None:
    state = solved(WALL, times=3)
    (reason, _) = reasons(state.scalar("flux"))
    assert reason.startswith(
        "“heat through the wall” has not settled after 3 passes: "
        "conductivity of the layer of layer “l0” still changed by "
    )
    assert reason.endswith("(tolerance 1e-7 %)")


def test_a_wall_that_has_not_settled_makes_rules_undecidable() -> None:
    assert judged(wall_standard(3), wall_inventory(WALL)).verdict.outcome is Outcome.NOT_DECIDABLE
    assert judged(wall_standard(), wall_inventory(WALL)).verdict.outcome is Outcome.SATISFIED


def test_beyond_the_data_of_a_layer_nothing_is_worked_out() -> None:
    short = replace(INSULATION, points=((800, 0.35), (1200, 0.42)))
    reason = reasons(solved(Wall((BRICK, short, short))).scalar("flux"))[0]
    assert reason.startswith("conductivity: it is needed at ")
    assert reason.endswith(" ℃, the data cover 800 ℃ to 1200 ℃ (conductivity point “l2-800” to “l2-1200”)")


def test_what_is_missing_in_a_pass_is_missing_at_the_end_with_its_cause() -> None:
    assert reasons(solved(replace(WALL, layers=(BRICK, Layer(100, ())))).scalar("flux")) == [
        "no row to take a least, greatest or average value of",
        "conductivity: there is no row to interpolate between",
    ]


def test_the_trace_shows_the_step_that_no_longer_changes_anything() -> None:
    state = solved(WALL)
    step = next(step for step in steps_of(state) if step.id == "layer.conductivity" and step.row == "l1")
    value = step.result.en
    assert step.substituted.en == f"0.3 × {value} + 0.7 × {value}"


def test_six_layers_take_forty_passes_quickly() -> None:
    wall = Wall(tuple(replace(BRICK, points=tuple((at, 3.0) for at in range(0, 1700, 200))) for _ in range(6)))
    solved(wall).scalar("flux")
    start = process_time()
    solved(wall).scalar("flux")
    assert process_time() - start < 0.5  # about 0.03 s


def broken_walls() -> Iterator[tuple[str, Inventory]]:
    """The wall with each cell taken out, of another kind, zero or negative; and without rows."""
    good = wall_inventory(WALL)
    for table in ("layer", "k_point"):
        yield f"no {table}", replace(good, tables={**good.tables, table: ()})
    for table in ("layer", "k_point", "service"):
        for index, row in enumerate(good.tables[table]):
            for field in row.cells:
                for change in (None, "x", 0.0, -1.0, 1e300):
                    yield f"{table} {index} {field} {change}", _changed(good, table, index, field, change)


def _changed(good: Inventory, table: str, index: int, field: str, change: float | str | None) -> Inventory:
    rows = list(good.tables[table])
    cells = {name: cell for name, cell in rows[index].cells.items() if name != field}
    if change is not None:
        cells[field] = replace(rows[index].cells[field], value=change)
    rows[index] = replace(rows[index], cells=cells)
    return replace(good, tables={**good.tables, table: tuple(rows)})


def test_no_inventory_makes_it_fail_and_what_is_missing_has_a_reason() -> None:
    for name, inventory in broken_walls():
        state = evaluation(bind(wall_standard(), inventory))
        found = state.scalar("flux")
        assert isinstance(found, float) or reasons(found), name
