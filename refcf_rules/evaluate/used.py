"""What of a standard an inventory brings to life: formulas that have a value, factors, emissions, the footprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.factor import FactorUse
from refcf_rules.evaluate.footprint import FootprintResult, Share
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.evidence import ExampleFootprint, Used
from refcf_rules.model.requirement import Calculation, ProcessEmission
from refcf_rules.record import changed


def formulas_with_values(state: Evaluation) -> tuple[str, ...]:
    """The calculations that came to something, columns in at least one row; in the order of the standard."""
    return tuple(one.id for one in state.bound.standard.calculations if _has_value(one, state))


def _has_value(calculation: Calculation, state: Evaluation) -> bool:
    if calculation.table is None:
        return not isinstance(state.scalar(calculation.id), Missing)
    column = calculation.id.removeprefix(f"{calculation.table}.")
    return any(not isinstance(state.cell(row, column), Missing) for row in state.rows(calculation.table))


def used_by(state: Evaluation) -> tuple[Used, ...]:
    """The kinds of activity at each unit process, with the factors of the library they use; each once."""
    return tuple(dict.fromkeys(_used(state)))


def _used(state: Evaluation) -> Iterator[Used]:
    for row, factor in zip(state.rows("activity"), state.bound.factors, strict=True):
        process, kind = row.values.get("process"), row.values.get("kind")
        library = factor.library if isinstance(factor, FactorUse) else None
        if isinstance(process, str) and isinstance(kind, str):
            direction = row.values.get("direction")
            found = Used(process, kind, library.id if library is not None else "")
            yield changed(found, direction=direction) if isinstance(direction, str) else found


def arising_in(footprint: FootprintResult, emissions: Iterable[ProcessEmission]) -> tuple[tuple[str, str], ...]:
    """The computed process emissions that are not zero, each with the unit process where it arises; each once."""
    ids = tuple(one.id for one in emissions)
    computed = (one for one in footprint.contributions if one.activity is None)
    found = (
        (id_, one.process)
        for one in computed
        for id_ in ids
        if (one.id == id_ or one.id.startswith(f"{id_}.")) and any(value != 0 for value in one.components.values())
    )
    return tuple(dict.fromkeys(found))


def footprint_found(footprint: FootprintResult) -> ExampleFootprint | None:
    """The footprint as a site shows it; nothing where data for it are missing."""
    if not isinstance(footprint.value, float) or not isfinite(footprint.value):
        return None
    return ExampleFootprint(
        footprint.value,
        _numbers(footprint.by_stage),
        _numbers(footprint.by_component),
        has_placeholders=bool(footprint.placeholders),
    )


def _numbers(shares: Iterable[Share]) -> dict[str, float]:
    return {one.id: one.value for one in shares if isinstance(one.value, float)}
