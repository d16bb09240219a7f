"""The unit in which a company wrote a number: findings show it so, whatever the standard counts in."""

from __future__ import annotations

from refcf_rules.targets.python.runtime.activity import activity_use
from refcf_rules.targets.python.runtime.data_types import ShownData, UnitShown
from refcf_rules.targets.python.runtime.plain import Row, name_of, rows_of, section
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded

_OF_ACTIVITY = {"amount": "amount_unit", "mass": "amount_unit", "energy": "energy_unit"}
_OF_FACTOR = ("value", "fossil", "biogenic", "land_use", "aircraft", "low", "high")


def unit_as_written(
    shown: ShownData, row: Row | None, document: Row, standard: Standard, day: str | None
) -> UnitShown | None:
    """The unit of a value: as it was written, else that of the standard."""
    field = shown.get("field")
    if field is None:
        return shown["unit"]
    table, _, name = field.partition(".")
    where = _row_of(shown, table, row, document, standard)
    if where is None:
        return shown["unit"]
    if table == "activity" and (found := _of_activity(name, where, standard, day)) is not None:
        return _as_shown(found, standard) or shown["unit"]
    value = where.get(name)
    if isinstance(value, str):
        return _as_shown(value.partition(" ")[2], standard) or shown["unit"]
    return shown["unit"]


def _row_of(shown: ShownData, table: str, row: Row | None, document: Row, standard: Standard) -> Row | None:
    """The row that the value is from: this one, the only one, or the one named."""
    data = standard.data["tables"].get(table)
    if data is None:
        return None
    if data.get("single"):
        return section(document, table)
    if "key" not in shown:
        return row
    wanted = None if row is None else row.get(shown["key"])
    if not isinstance(wanted, str) or "parent" in data:
        return None
    rows = enumerate(rows_of(document, data["key"]))
    return next((each for index, each in rows if name_of(each, index) == folded(wanted)), None)


def _of_activity(name: str, row: Row, standard: Standard, day: str | None) -> str | None:
    """The unit of what is worked out for an activity; nothing for what is simply typed."""
    use = activity_use(row, row.get("legs"), standard, day)
    if name in _OF_ACTIVITY:
        found: str | None = getattr(use, _OF_ACTIVITY[name])
        return found or ""
    if name == "factor_amount":
        return use.factor_amount_unit or ""
    if name.startswith("factor."):
        return (use.factor_unit or "") if name.removeprefix("factor.") in _OF_FACTOR else None
    return None


def _as_shown(symbol: str, standard: Standard) -> UnitShown | None:
    unit = standard.units.unit(symbol) if symbol else None
    return None if unit is None else (unit.symbol, unit.numerator, unit.denominator, unit.offset)
