"""The lines of a footprint that may be published: inputs grouped so that no recipe can be worked back.

A line of a group stands for at least three inputs, and shares are whole percents. The exact numbers stand in the
full report alone, which the verifier has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.footprint import FootprintResult
from refcf_rules.record import record
from refcf_rules.report.document.case import Case

LEAST: Final = 3
_RECIPE: Final = frozenset({"material", "auxiliary", "packaging", "transport", "waste", "utility"})
"""Kinds of activities that tell what goes into the product and where it comes from."""


@record
class Group:
    """Contributions that are shown as one line: of one stage, or of several (then ``stage`` is empty)."""

    stage: str
    members: tuple[Contribution, ...]

    @property
    def emission(self) -> float | None:
        """What they add up to, kg CO2e over the period; none if one is missing."""
        known = [each.emission for each in self.members if isinstance(each.emission, float)]
        return sum(known) if len(known) == len(self.members) else None


def groups_of(case: Case, footprint: FootprintResult) -> tuple[Group, ...]:
    """The inputs of the recipe by stage; groups that would be too small are put together, with more if need be.

    Only where there are too few contributions in all is a group smaller than ``LEAST``; it must not be shown.
    """
    kinds = _kinds(case)
    recipe = [each for each in footprint.contributions if _is_recipe(each, kinds)]
    others = [each for each in footprint.contributions if not _is_recipe(each, kinds)]
    stages = list(dict.fromkeys(each.stage or "" for each in recipe))
    whole = [Group(stage, tuple(each for each in recipe if (each.stage or "") == stage)) for stage in stages]
    large = [group for group in whole if len(group.members) >= LEAST]
    rest = [each for group in whole if len(group.members) < LEAST for each in group.members]
    if rest and len(rest) < LEAST:
        rest += others[: LEAST - len(rest)]
    if rest and len(rest) < LEAST and large:
        last = large.pop()
        rest += last.members
    return (*large, *((Group("", tuple(rest)),) if rest else ()))


def shown_alone(footprint: FootprintResult, groups: Iterable[Group]) -> tuple[Contribution, ...]:
    """The contributions outside all groups."""
    hidden = {each.id for group in groups for each in group.members}
    return tuple(each for each in footprint.contributions if each.id not in hidden)


def stages_told(footprint: FootprintResult) -> frozenset[str]:
    """Stages whose total stands for so many contributions that none can be told from it, nor from what is left."""
    counts: dict[str, int] = {}
    for each in footprint.contributions:
        counts[each.stage or ""] = counts.get(each.stage or "", 0) + 1
    told = sorted((stage for stage, count in counts.items() if count >= LEAST), key=lambda stage: counts[stage])
    left = sum(count for stage, count in counts.items() if stage not in told)
    return frozenset(told[1:] if 0 < left < LEAST else told)


def _is_recipe(contribution: Contribution, kinds: Mapping[str, str]) -> bool:
    """Inputs by kind; emissions worked out from composition tell of the recipe as well."""
    return contribution.activity is None or kinds.get(contribution.activity, "") in _RECIPE


def _kinds(case: Case) -> dict[str, str]:
    rows = case.inventory.tables.get("activity", ())
    return {row.id: str(kind.value) for row in rows if (kind := row.cells.get("kind")) is not None}
