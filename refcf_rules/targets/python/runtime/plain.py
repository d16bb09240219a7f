"""Reading a plain document as fast as it can be checked: at the first thing unusual the careful reader takes over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER, days_in_month
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import Unit, Units, sides_of

MISSING = NOT_A_NUMBER
_MAIN_NUMBERS = ("amount", "value", "fossil", "biogenic", "land_use", "aircraft")
MOST_PLAIN = 1e100  # times the size of any unit still a double
LONG_NUMBER = 100
MOST_UNITS_KEPT = 1_000
MOST_DAYS_KEPT = 10_000
MOST_TEXTS_KEPT = 10_000
MOST_QUANTITIES_KEPT = 10_000
LONGEST_TEXT_KEPT = 100
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# What stands at a place of a JSON text, and where it ends.
_NUMBER_AT: Callable[[str, int], tuple[object, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # of old
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAYS: dict[str, bool] = {}
PLAIN_TEXTS: set[str] = set()
"""Texts that are compared just as they are written, as far as they were met before."""
_ONLY_MAPPINGS = {dict}
Row = Mapping[str, object]


class UnusualError(Exception):
    """Something is not written in the plain way; it may still be right."""


def read_text(value: object) -> str:
    """A text as it is compared; it says something."""
    if type(value) is not str:
        raise UnusualError
    text = folded(value)
    if not text:
        raise UnusualError
    if text == value and len(text) <= LONGEST_TEXT_KEPT and len(PLAIN_TEXTS) < MOST_TEXTS_KEPT:
        PLAIN_TEXTS.add(text)
    return text


def read_open(value: object, labels: frozenset[str]) -> str:
    """A text where the standard lists some options and takes others."""
    text = read_text(value)
    if text in labels:
        raise UnusualError
    return text


def is_date(value: object) -> TypeGuard[str]:
    """Whether a text is a day of the calendar, written 2024-12-31."""
    if type(value) is not str:
        return False
    known = _DAYS.get(value)
    if known is None:
        found = _ISO_DAY.fullmatch(value)
        known = False
        if found is not None:
            year, month, day = (int(part) for part in found.groups())
            known = year > 0 and 0 < month < 13 and 0 < day <= days_in_month(year, month)  # noqa: PLR2004 -- months
        if len(_DAYS) < MOST_DAYS_KEPT:
            _DAYS[value] = known
    return known


def check_order(row: Row) -> None:
    """A start is not after its end."""
    start, end = row.get("start"), row.get("end")
    if type(start) is str and type(end) is str and start > end:
        raise UnusualError


def check_references(named: Sequence[tuple[str, str]], ids: Mapping[str, set[str]]) -> None:
    """Whatever row is named is there."""
    for table, name in named:
        if name not in ids.get(table, ()):
            raise UnusualError


def section(document: Row, name: str) -> Row:
    """A section that is one group of values."""
    found = document.get(name)
    if found is None:
        return {}
    if type(found) is not dict:
        raise UnusualError
    return found


def check_sections(document: object, known: frozenset[str]) -> int:
    """The top of the document: its version, what it claims, who hands it in, and no section that nobody knows.

    Returns how many keys it has.
    """
    if type(document) is not dict:
        raise UnusualError
    version = document.get("refcf")
    if version != "1" and not (type(version) is int and version == 1):
        raise UnusualError
    for name in ("standard", "edition"):
        if document.get(name) is not None:
            read_text(document[name])
    company = section(document, "company")
    for name, value in company.items():
        if name not in ("name", "site", "place"):
            raise UnusualError
        read_text(value)
    if not known.issuperset(document):
        raise UnusualError
    return len(document) + len(company)


def rows_of(document: Row, name: str) -> Sequence[Row]:
    """A section that is a list of rows, or the rows nested in a row."""
    found = document.get(name)
    if found is None:
        return ()
    if type(found) is not list:
        raise UnusualError
    if found and set(map(type, found)) != _ONLY_MAPPINGS:
        raise UnusualError
    return found


def rows_within(document: Row, outer: str, inner: str) -> list[tuple[int, Row, int, Row]]:
    """The rows nested in rows: number and row of the outer ones, number and row of the inner ones."""
    parents = rows_of(document, outer)
    if not [parent for parent in parents if inner in parent]:
        return []
    return [
        (place, parent, position, row)
        for place, parent in enumerate(parents)
        for position, row in enumerate(rows_of(parent, inner))
    ]


def name_of(row: Row, index: int) -> str:
    """What names a row: its id, else the product or component, else its number."""
    for field in ("id", "product", "component"):
        found = row.get(field)
        if type(found) is str:
            return folded(found)
    return f"#{index + 1}"


def finite(value: float) -> float:
    """A number; missing where it is beyond doubles."""
    return value if value - value == 0 else MISSING


def year_in(value: object) -> float:
    """A year, missing where none is written."""
    if value is None:
        return MISSING
    if type(value) is not int or value < 0:
        raise UnusualError
    return whole(value)


class Quantities:
    """Numbers with their units in the plain form: ``6480 t``, one blank between."""

    def __init__(self, units: Units) -> None:
        self.units = units
        self._known: dict[frozenset[str], dict[str, tuple[float, float]]] = {}
        """By dimensions and what stands behind the number, the blank included: numerator and denominator of units."""
        self._values: dict[frozenset[str], dict[object, float]] = {}
        """By dimensions and text: distances, contents and unit amounts are mostly those of the inventory before."""

    def plain(self, value: object) -> tuple[float, Unit]:
        """Number and unit of a text."""
        if type(value) is not str:
            raise UnusualError
        number, _, symbol = value.partition(" ")
        unit = self.unit(symbol)
        if not _JSON_NUMBER.fullmatch(number) or len(number) > LONG_NUMBER:
            raise UnusualError
        found = float(number) + 0.0
        if found == 0 and number.strip("-0.") and not number.lstrip("-0.").lower().startswith("e"):
            raise UnusualError  # too small to tell from nothing
        return found, unit

    def unit(self, symbol: object) -> Unit:
        """A unit by its symbol."""
        unit = self.units.unit(symbol) if type(symbol) is str and symbol else None
        if unit is None:
            raise UnusualError
        return unit

    def quantity(self, value: object, dimensions: frozenset[str]) -> float:
        """A number in canonical units; its unit measures one of ``dimensions``."""
        values = self._values.get(dimensions)
        if values is None:
            values = self._values[dimensions] = {}
            self._known[dimensions] = {}
        found = values.get(value)
        if found is None:
            found = self._read(value, dimensions)
            if len(values) < MOST_QUANTITIES_KEPT and type(value) is str and len(value) <= LONGEST_TEXT_KEPT:
                values[value] = found
        return found

    def _read(self, value: object, dimensions: frozenset[str]) -> float:
        if type(value) is str:
            try:
                number, end = _NUMBER_AT(value, 0)
                numerator, denominator = self._known[dimensions][value[end:]]
            except (KeyError, StopIteration, ValueError, RecursionError):
                return self._measured(value, dimensions)
            # Zero may have been too small a number, and a long one may be beyond the limits.
            if (type(number) is float or type(number) is int) and number and end < LONG_NUMBER:
                canonical = number * numerator / denominator
                if canonical - canonical == 0:
                    return canonical
        return self._measured(value, dimensions)

    def _measured(self, value: object, dimensions: frozenset[str]) -> float:
        number, unit = self.plain(value)
        canonical = unit.to_canonical(number)
        if unit.dimension not in dimensions or canonical - canonical != 0:
            raise UnusualError
        known = self._known[dimensions]
        if type(value) is str and not unit.offset and len(known) < MOST_UNITS_KEPT:
            known[value[value.index(" ") :]] = unit.numerator, unit.denominator
        return canonical

    def number(self, value: object, dimensions: frozenset[str]) -> float:
        """A number that needs no unit, or one in per cent and the like."""
        if type(value) is float or type(value) is int:
            return whole(value)
        return self.quantity(value, dimensions)


def whole(value: float) -> float:
    """A JSON number as a double."""
    if type(value) is int and abs(value) > 1 << 53:
        raise UnusualError
    return float(value)


class Measures:
    """Which units fit numbers whose unit differs from row to row."""

    def __init__(self, quantities: Quantities) -> None:
        self.quantities = quantities
        self._fits: dict[tuple[str, str], bool] = {}

    def check(self, what: str, row: Row, value: object, *, beside: bool) -> float:
        """A number with its unit beside it, where it may stand there, or in one text; canonical."""
        if beside and (type(value) is float or type(value) is int):
            number = whole(value)
            unit = self.quantities.unit(row.get("unit"))
        else:
            number, unit = self.quantities.plain(value)
            if beside and row.get("unit") is not None:
                self._check_beside(row, value, unit)
        canonical = unit.to_canonical(number)
        wrong_sign = (what != "factor" and number < 0) or (what == "calorific" and number == 0)
        if wrong_sign or not self.fits(what, unit) or canonical - canonical != 0:
            raise UnusualError
        return canonical

    def _check_beside(self, row: Row, value: object, unit: Unit) -> None:
        """A number that has its unit already: the one beside the row's first number must be the same."""
        first = next((row[name] for name in _MAIN_NUMBERS if row.get(name) is not None), None)
        if value is first and self.quantities.unit(row.get("unit")).measure != unit.measure:
            raise UnusualError

    def fits(self, what: str, unit: Unit) -> bool:
        """Whether a unit measures what is asked for."""
        known = self._fits.get((what, unit.dimension))
        if known is None:
            known = self._fits[what, unit.dimension] = _FITS[what](unit.dimension)
        return known


def _is_total(dimension: str) -> bool:
    return dimension != "" and "^-" not in dimension


def _is_factor(dimension: str) -> bool:
    above, below = sides_of(dimension)
    return above in ("kgCO2e", "kgCO2") and below != ""


def _is_calorific(dimension: str) -> bool:
    above, below = sides_of(dimension)
    return above == "MJ" and below in ("kg", "Nm3", "m3(20°C)", "m^3")


_FITS = {"total": _is_total, "factor": _is_factor, "calorific": _is_calorific}
