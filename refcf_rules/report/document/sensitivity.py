"""How much the result changes with the largest inputs: each is changed by a tenth and everything worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.expression import compute, evaluation
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.needed import needed_for_footprint
from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.record import changed, record
from refcf_rules.report.document.case import Case

CHANGE: Final = 0.1
MOST: Final = 8


@record
class Sensitivity:
    """The result, canonical, with an input lower and higher by ``CHANGE``."""

    contribution: Contribution
    lower: float
    higher: float


def sensitivities(case: Case) -> tuple[Sensitivity, ...]:
    """Those of the largest contributions of activities; none where there is no result."""
    footprint = case.judgement.footprint
    if footprint is None or not isinstance(footprint.value, float):
        return ()
    largest = sorted(footprint.contributions, key=_size, reverse=True)
    return tuple(_sensitivities(case, [each for each in largest if each.activity is not None and _size(each) > 0]))


def _sensitivities(case: Case, contributions: list[Contribution]) -> Iterator[Sensitivity]:
    meanings = Meanings(case.standard.calculations)
    for each in contributions[:MOST]:
        found = [
            _result(case, _scaled(case.inventory, each.activity or "", 1 + sign * CHANGE), meanings) for sign in (-1, 1)
        ]
        lower, higher = found
        if lower is not None and higher is not None:
            yield Sensitivity(each, lower, higher)


def _size(contribution: Contribution) -> float:
    return abs(contribution.emission) if isinstance(contribution.emission, float) else 0.0


def _scaled(inventory: Inventory, activity: str, by: float) -> Inventory:
    """The inventory with the amount of an activity changed; without an amount, the masses of its legs."""
    rows = inventory.tables["activity"]
    given = any(row.id == activity and "amount" in row.cells for row in rows)
    table, field = ("activity", "amount") if given else ("leg", "mass")
    new = tuple(
        _with_scaled(row, field, by) if activity == (row.id if given else row.parent) else row
        for row in inventory.tables.get(table, ())
    )
    return changed(inventory, tables={**inventory.tables, table: new})


def _with_scaled(row: Row, field: str, by: float) -> Row:
    cell = row.cells.get(field)
    if not isinstance(cell, Value) or not isinstance(cell.value, float):
        return row
    return changed(row, cells={**row.cells, field: changed(cell, value=cell.value * by)})


def _result(case: Case, inventory: Inventory, meanings: Meanings) -> float | None:
    footprint = case.standard.footprint
    if footprint is None:
        return None
    state = evaluation(bind(case.standard, inventory), meanings)
    compute(state, needed_for_footprint(case.standard))
    value = state.scalar(footprint.id)
    return value if isinstance(value, float) else None
