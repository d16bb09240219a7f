"""Ids for the company's own factors, which in an inventory stand in the activities that use them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, Generic, TypeVar

from refcf_rules.inventory.inventory import Row, Value
from refcf_rules.inventory.names import folded
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import FACTOR

OWN: Final = f"{FACTOR}."
VALUES: Final = tuple(f"{OWN}{part}" for part in ("value", *COMPONENTS))
"""Parts of an own factor that have a unit: that of the first of them which is given holds for all."""
_Said = TypeVar("_Said", bound=Hashable)


def own_parts(activity: Row) -> Mapping[str, Value]:
    """What an activity says of its factor, by field."""
    return {field: cell for field, cell in activity.cells.items() if field.startswith(OWN)}


class FactorIds(Generic[_Said]):
    """F1, F2 and so on in the order of first use, none that the standard's library has; equal factors are one."""

    def __init__(self, standard: Standard) -> None:
        names = (text for factor in standard.factors for text in (factor.id, factor.label.zh, factor.label.en))
        self._taken = {folded(text).casefold() for text in names}
        self._ids: dict[_Said, str] = {}
        self._count = 0

    def id_of(self, said: _Said) -> str:
        """The id of the factor of which this is said."""
        if said not in self._ids:
            self._ids[said] = self._fresh()
        return self._ids[said]

    def all(self) -> Mapping[_Said, str]:
        """Every factor that was asked for, with its id."""
        return self._ids

    def _fresh(self) -> str:
        self._count += 1
        while f"f{self._count}" in self._taken:
            self._count += 1
        return f"F{self._count}"
