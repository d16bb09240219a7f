"""Checks of fields that no rule asks for, and the quick way from an amount to what its factor counts."""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.targets.python.runtime.data_types import FieldData
from refcf_rules.targets.python.runtime.plain import (
    Measures,
    Quantities,
    Row,
    UnusualError,
    is_date,
    read_open,
    read_text,
)
from refcf_rules.targets.python.runtime.rows import PlainRow
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.units import sides_of

Check = Callable[[Row, object], None]
Conversion = tuple[float, float, float, float, str]
"""Numerator and denominator of the amount's unit, those of the factor's, and what the amount measures."""
MOST_CONVERSIONS = 10_000


class FieldChecks:
    """What may stand in a row: each field by its type, rows of other tables, a unit; nothing that nobody knows."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.quantities = Quantities(standard.units)
        self.measures = Measures(self.quantities)
        self._known: dict[tuple[str, str], Check] = {}
        self._needed: dict[str, frozenset[str]] = {}
        self.conversions: dict[tuple[object, object], Conversion | None] = {}

    def check(self, table: str, row: Row, name: str) -> None:
        """A field of a row is written in the plain way; an empty one says nothing."""
        found = self._known.get((table, name)) or self._check(table, name)
        value = row.get(name)
        if value is not None or found is _check_unknown:
            found(row, value)

    def is_plain_row(self, table: str, row: PlainRow) -> bool:
        """Whether careful reading would hand back the very row: all that is required, and each field as it should be.

        Nested rows, a unit without its number and a factor of the library are better looked at.
        """
        if table == "activity":
            factor = row.get("factor")
            if factor is not None and not (
                isinstance(factor, dict) and self._has_plain_cells("factor", factor, "value")
            ):
                return False
        return self._required(table) <= row.keys() and self._has_plain_cells(table, row, "amount")

    def _has_plain_cells(self, table: str, row: PlainRow, measured: str) -> bool:
        if "unit" in row and not isinstance(row.get(measured), int | float):
            return False
        known = self._known
        try:
            for name, value in row.items():
                if type(value) is str:
                    if value.strip() is not value or not value.isascii():
                        return False
                elif type(value) is not float and type(value) is not int and type(value) is not bool:
                    if name == "factor" and table == "activity":
                        continue
                    return False
                if "." in name:
                    return False
                (known.get((table, name)) or self._check(table, name))(row, value)
        except (UnusualError, TypeError, OverflowError):
            return False
        return True

    def _required(self, table: str) -> frozenset[str]:
        found = self._needed.get(table)
        if found is None:
            fields = self.standard.data["tables"][table]["fields"].items()
            found = frozenset(id_ for id_, each in fields if each.get("required") and not each.get("derived"))
            self._needed[table] = found
        return found

    def check_factor(self, factor: object) -> None:
        """The factor of an activity: one of the library by its id, or the company's own, field by field."""
        if type(factor) is str:
            if self.standard.factor_named(factor) is None:
                raise UnusualError
            return
        if type(factor) is not dict:
            raise UnusualError
        for name in factor:
            self.check("factor", factor, name)

    def conversion(self, unit: object, per: object) -> Conversion | None:
        """How an amount in a unit goes with a factor per its kind; nothing if that takes more than two units."""
        key = unit, per
        if key not in self.conversions:
            if len(self.conversions) >= MOST_CONVERSIONS:
                self.conversions.clear()
            self.conversions[key] = self._conversion(unit, per)
        return self.conversions[key]

    def _conversion(self, unit: object, per: object) -> Conversion | None:
        if type(unit) is not str or type(per) is not str:
            return None
        amount, factor = self.standard.units.unit(unit), self.standard.units.unit(per)
        if amount is None or factor is None or amount.offset or factor.offset:
            return None
        if not self.measures.fits("total", amount) or not self.measures.fits("factor", factor):
            return None
        if sides_of(factor.dimension)[1] != amount.dimension:
            return None
        return amount.numerator, amount.denominator, factor.numerator, factor.denominator, amount.dimension

    def _check(self, table: str, name: str) -> Check:
        found = self._known[table, name] = self._check_of(table, name)
        return found

    # --- one field ------------------------------------------------------------------------------------

    def _check_of(self, table: str, name: str) -> Check:
        data = self.standard.data["tables"]["activity" if table == "factor" else table]
        if name == "unit" and (table == "factor" or "main" in data):
            return _check_unit_beside
        id_ = f"factor.{name}" if table == "factor" else name
        if id_ in data["fields"] and not data["fields"][id_].get("derived"):
            return self._field(data["fields"][id_], beside=id_ in data.get("main", ()) or table == "factor")
        children = [self.standard.data["tables"][child]["key"] for child in data.get("children", ())]
        if name in children and table != "factor":
            return _check_rows
        return _check_unknown

    def _field(self, field: FieldData, *, beside: bool) -> Check:
        match field["type"]:
            case "number":
                return self._number(field, beside=beside)
            case "truth":
                return _check_truth
            case "date":
                return _check_date
            case "choice" if field["choice"] in self.standard.data["choices"]:
                return self._choice(field["choice"])
            case _:
                return _check_text

    def _number(self, field: FieldData, *, beside: bool) -> Check:
        if "open" in field:
            what = {"ncv": "calorific"}.get(field["open"], field["open"])
            return lambda row, value: _check_ignored(self.measures.check(what, row, value, beside=beside))
        dimensions = frozenset(field["dimensions"])
        read = self.quantities.number if field.get("bare") else self.quantities.quantity
        sign, is_share = field.get("sign"), field.get("share", False)

        def number(_row: Row, value: object) -> None:
            found = read(value, dimensions)
            wrong_sign = found <= 0 if sign == "positive" else found < 0 and sign != "any"
            if wrong_sign or (is_share and abs(found) > 1):
                raise UnusualError

        return number

    def _choice(self, id_: str) -> Check:
        choice = self.standard.data["choices"][id_]
        groups = choice.get("groups", [])
        ids = frozenset(option[0] for option in choice["options"] if option[0] not in groups)
        labels = frozenset(text for option in choice["options"] for text in option) - ids
        is_open = choice.get("open", False)

        def option(_row: Row, value: object) -> None:
            if type(value) is str and value in ids:
                return
            if not is_open:
                raise UnusualError
            read_open(value, labels)

        return option


def _check_ignored(_value: float) -> None:
    """A number that nothing asks for."""


def _check_unknown(_row: Row, _value: object) -> None:
    raise UnusualError


def _check_unit_beside(_row: Row, value: object) -> None:
    if type(value) is not str:
        raise UnusualError


def _check_rows(_row: Row, value: object) -> None:
    if type(value) is not list:
        raise UnusualError


def _check_truth(_row: Row, value: object) -> None:
    if value is not True and value is not False:
        raise UnusualError


def _check_date(_row: Row, value: object) -> None:
    if not is_date(value):
        raise UnusualError


def _check_text(_row: Row, value: object) -> None:
    if type(value) is not str or value[:1] <= " ":
        read_text(value)
