"""How much the result changes with the largest inputs: each is changed by a tenth and everything worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.expression import compute, evaluation
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.needed import needed_for_footprint
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.report.document.case import Case
from refcf_rules.report.document.changed_inputs import ChangedInput, amounts_of, factors_of, keys_of

CHANGE: Final = 0.1
MOST: Final = 12
_MOST_CONTRIBUTIONS: Final = 8
_NOISE: Final = 1e-9


@record
class Sensitivity:
    """The result, canonical, with an input lower and higher by ``CHANGE``."""

    input: ChangedInput
    lower: float
    higher: float


def sensitivities(case: Case) -> tuple[Sensitivity, ...]:
    """Those with the largest effect among amounts and factors of the largest contributions and allocation data.

    None where there is no result; what has no effect is left out.
    """
    footprint = case.judgement.footprint
    if footprint is None or not isinstance(footprint.value, float):
        return ()
    value = footprint.value
    largest = [each for each in sorted(footprint.contributions, key=_size, reverse=True) if _size(each) > 0]
    top = [each for each in largest if each.activity is not None][:_MOST_CONTRIBUTIONS]
    inputs = (*amounts_of(case, top), *factors_of(case, top), *keys_of(case))
    found = sorted(_sensitivities(case.standard, inputs), key=lambda each: -_effect(each, value))
    return tuple(each for each in found if _effect(each, value) > _NOISE * abs(value))[:MOST]


def _sensitivities(standard: Standard, inputs: tuple[ChangedInput, ...]) -> Iterator[Sensitivity]:
    meanings = Meanings(standard.calculations)
    for each in inputs:
        lower, higher = (_result(*each.scaled(1 + sign * CHANGE), meanings) for sign in (-1, 1))
        if lower is not None and higher is not None:
            yield Sensitivity(each, lower, higher)


def _effect(of: Sensitivity, value: float) -> float:
    return max(abs(of.lower - value), abs(of.higher - value))


def _size(contribution: Contribution) -> float:
    return abs(contribution.emission) if isinstance(contribution.emission, float) else 0.0


def _result(standard: Standard, inventory: Inventory, meanings: Meanings) -> float | None:
    footprint = standard.footprint
    if footprint is None:
        return None
    state = evaluation(bind(standard, inventory), meanings)
    compute(state, needed_for_footprint(standard))
    value = state.scalar(footprint.id)
    return value if isinstance(value, float) else None
