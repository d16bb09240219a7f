"""What of a standard an inventory brings to life: formulas that have a value, factors and where they are used."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.factor import FactorUse
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.evidence import Used
from refcf_rules.model.requirement import Calculation


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
            yield Used(process, kind, library.id if library is not None else "")
