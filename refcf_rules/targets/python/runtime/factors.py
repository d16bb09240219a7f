"""The emission factor of an activity: its own, the one it names, or the one of the library for its flow.

It works on a row of the plain document. What is missing is NaN or ``None``; nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER, valid_on
from refcf_rules.targets.python.runtime.data_types import FactorData
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import Unit

FACTOR_PARTS = ("fossil", "biogenic", "land_use", "aircraft")
# People round what they copy: 0.531 for 0.5306. A limit is compared as printed: there are many of them.
_SAME_VALUE = 1e-3
_SAME_LIMIT = 1e-6
_LIMIT = "limit"

PlainActivity = Mapping[str, object]


class OwnFactor:
    """The factor an activity uses. ``library`` is that of the standard, if it is one; ``basis`` its mass basis."""

    __slots__ = ("basis", "dimension", "library", "parts", "split", "unit", "value")

    def __init__(self, value: float, parts: Sequence[float], unit: str, dimension: str) -> None:
        self.value = value
        self.parts = parts
        self.unit = unit
        self.dimension = dimension
        self.library: FactorData | None = None
        self.basis: str | None = None
        self.split = True


def quantity(value: object, unit: object, standard: Standard) -> tuple[float, Unit] | None:
    """A canonical number and its unit from a plain row, where it is a text or a number beside a ``unit``."""
    if isinstance(value, str):
        number, _, symbol = value.partition(" ")
        found = standard.units.unit(symbol)
        return None if found is None else (found.to_canonical(float(number)), found)
    found = standard.units.unit(unit) if isinstance(unit, str) else None
    if found is None or not isinstance(value, int | float):
        return None
    return found.to_canonical(float(value)), found


def plain_share(value: object, standard: Standard) -> float:
    """A number that needs no unit, or a share in a text."""
    if isinstance(value, str):
        found = quantity(value, None, standard)
        return NOT_A_NUMBER if found is None else found[0]
    return float(value) if isinstance(value, int | float) else NOT_A_NUMBER


def text_cell(row: PlainActivity, name: str) -> str | None:
    """A text or option of a row."""
    found = row.get(name)
    return found if isinstance(found, str) else None


def factor_cell(row: PlainActivity, name: str) -> object:
    """A cell of the factor: in its group, or beside the id of a library factor under its full id."""
    group = row.get("factor")
    found = group.get(name) if isinstance(group, dict) else None
    return row.get(f"factor.{name}") if found is None else found


def is_own_reject(row: PlainActivity) -> bool:
    """Whether the row is the product's own reject coming back: it enters with zero burden and needs no factor."""
    return row.get("origin") == "own-reject"


def factor_of(row: PlainActivity, standard: Standard, day: str | None) -> OwnFactor | None:
    """The factor of an activity: its own, else the one it names, else the one for its flow; ``None`` if not one."""
    own = _typed_factor(row, standard)
    if own is not None:
        return own
    named = row.get("factor")
    if isinstance(named, str):
        found = standard.factor_named(named)
        return library_use(found) if found is not None and holds_on_day(found, day) else None
    flow = row.get("flow")
    if not isinstance(flow, str):
        return None
    chosen = at_place(row, [each for each in standard.factors_of(flow) if holds_on_day(each, day)])
    return library_use(chosen[0]) if len(chosen) == 1 else None


def _typed_factor(row: PlainActivity, standard: Standard) -> OwnFactor | None:
    """The factor typed in: its value, its parts, or both; what the parts leave of the value is fossil."""
    group = row.get("factor")
    cells: Mapping[str, object] = group if isinstance(group, dict) else _cells_beside(row)
    if not cells:
        return None
    beside, typed = cells.get("unit"), cells.get("value")
    value = None if typed is None else quantity(typed, beside, standard)
    if value is not None and not any(name in cells for name in FACTOR_PARTS):
        return _own(value[0], (value[0], 0.0, 0.0, 0.0), value[1], cells, is_split=False)
    parts = [quantity(cells.get(name), beside, standard) for name in FACTOR_PARTS]
    first = next((found for found in (value, *parts) if found is not None), None)
    if first is None:
        return None
    fossil, biogenic, land_use, aircraft = (0.0 if found is None else found[0] for found in parts)
    if value is not None and parts[0] is None:
        fossil = value[0] - land_use - aircraft
    headline = 0.0 + fossil + land_use + aircraft if value is None else value[0]
    is_split = any(found is not None for found in parts)
    return _own(headline, (fossil, biogenic, land_use, aircraft), first[1], cells, is_split=is_split)


def _own(value: float, parts: Sequence[float], unit: Unit, cells: Mapping[str, object], *, is_split: bool) -> OwnFactor:
    own = OwnFactor(value, parts, unit.symbol, unit.dimension)
    basis = cells.get("basis")
    own.basis = basis if isinstance(basis, str) else None
    own.split = is_split
    return own


def _cells_beside(row: PlainActivity) -> dict[str, object]:
    """The cells of the factor that stand beside the id of a library factor, under their full ids."""
    return {name.removeprefix("factor."): value for name, value in row.items() if name.startswith("factor.")}


def library_use(factor: FactorData) -> OwnFactor:
    """A factor of the library as a row uses it."""
    use = OwnFactor(factor["value"], factor["parts"], factor["unit"], factor["dimension"])
    use.library = factor
    use.basis = factor.get("basis")
    use.split = factor.get("split", False)
    return use


def at_place(row: PlainActivity, factors: Sequence[FactorData]) -> Sequence[FactorData]:
    """Those of the row's place, when several fit and the row has a place; never a near one."""
    place = row.get("place")
    if len(factors) == 1 or not isinstance(place, str):
        return factors
    return [each for each in factors if "place" in each and folded(each["place"]) == folded(place)]


def holds_on_day(factor: FactorData, day: str | None) -> bool:
    """Whether a factor of the library holds on a day."""
    return valid_on(factor.get("since"), factor.get("until"), day)


def printed_kinds(standard: Standard, value: float, per: str) -> list[str]:
    """The kinds under which the library prints a value per some quantity, in the order of the library."""
    values, factors = standard.printed_per(per)
    # The values are sorted: only those near enough for the wider tolerance are looked at.
    reach = abs(value) * _SAME_VALUE * 2
    near = factors[bisect_left(values, value - reach) : bisect_right(values, value + reach)]
    return [each["kind"] for index, each in sorted(near, key=_first) if _is_printed(value, each)]


def _first(pair: tuple[int, FactorData]) -> int:
    return pair[0]


def _is_printed(value: float, factor: FactorData) -> bool:
    printed = factor["printed"]
    tolerance = _SAME_LIMIT if factor["kind"] == _LIMIT else _SAME_VALUE
    return printed != 0 and abs(value - printed) <= tolerance * max(abs(value), abs(printed))
