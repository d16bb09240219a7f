"""Reads single values by the type of their field, into the form of the plain document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from refcf_rules.targets.python.runtime.calendar_days import MONTHS, days_in_month
from refcf_rules.targets.python.runtime.data_types import FieldData
from refcf_rules.targets.python.runtime.faults import Fault, below_pointer, offered, shown
from refcf_rules.targets.python.runtime.json_text import Json, SpelledNumber
from refcf_rules.targets.python.runtime.near_names import near_names
from refcf_rules.targets.python.runtime.standard import UNIT_NAMES, Standard
from refcf_rules.targets.python.runtime.texts import folded, number_text, parse_number
from refcf_rules.targets.python.runtime.units import Unit, UnknownUnitError, sides_of

Place = tuple[Json, str]
"""A value of the document and its pointer."""

VALUE_NAMES = ("value", "值", "数值")
_YES = frozenset({"yes", "true", "是"})
_NO = frozenset({"no", "false", "否"})
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|年([0-9]{1,2})月([0-9]{1,2})日)")
_FUELS = frozenset({"kg", "Nm3", "m3(20°C)", "m^3"})
_MOST_LISTED = 12
_EMISSIONS = frozenset({"kgCO2e", "kgCO2"})


class UnreadableError(Exception):
    """Carries the fault of one value; never leaves the readers."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def text_of(node: Json) -> str:
    """A single value as it was written."""
    if isinstance(node, str):
        return node
    if isinstance(node, bool):
        return "true" if node else "false"
    return node.text if isinstance(node, SpelledNumber) else str(node)


def is_single(node: Json) -> bool:
    """Whether a value is no mapping and no list; nothing counts as one."""
    return not isinstance(node, dict | list)


def is_bare(node: Json) -> bool:
    """Whether a value is a number alone, so that a unit in a cell of its own may belong to it."""
    if node is None or not is_single(node):
        return False
    text = text_of(node)
    return text.rstrip()[-1:].isnumeric() and parse_number(text) is not None


def plain_number(node: Json) -> int | float:
    """A number without a unit, as JSON holds it."""
    text = number_text(text_of(node))
    return int(text) if text.lstrip("-").isdigit() else float(text)


class CellReader:
    """Reads the values of fields."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard

    def read(self, field: FieldData, place: Place, unit: Place | None) -> Json:
        """The plain value of a field; ``None`` where nothing was written.

        ``unit`` is the unit's own cell, if the row has one for this field. Raises ``UnreadableError``.
        """
        node, _ = place
        if isinstance(node, str) and not folded(node):
            raise _unreadable("empty-text", field, place)
        if field["type"] == "number":
            return self._number(field, place, unit)
        if not is_single(node):
            raise _unreadable("wrong-shape", field, place)
        if node is None:
            return None
        return self._value(field, place)

    def _value(self, field: FieldData, place: Place) -> Json:
        text = folded(text_of(place[0]))
        match field["type"]:
            case "date":
                return _date(field, place, text)
            case "truth":
                return _truth(field, place, text)
            case "choice":
                return self._option(field, place, text)
            case _:
                return text

    def _option(self, field: FieldData, place: Place, text: str) -> str:
        found = self._standard.option(field["choice"], text)
        if found is None or not found[1]:
            raise _unreadable("unknown-option", field, place, _fix_of_option(self._standard, field, text))
        return found[0]

    # --- numbers --------------------------------------------------------------------------------------

    def _number(self, field: FieldData, place: Place, unit: Place | None) -> Json:
        """A number in the plain form: alone if it needs no unit, else as text with its unit."""
        in_mapping = isinstance(place[0], dict)
        if isinstance(place[0], dict):
            place, unit = _parts_of(field, place[0], place[1], unit)
        if not is_single(place[0]):
            raise _unreadable("wrong-shape", field, place)
        if place[0] is None:
            return None
        value, text, written = self._measured(field, place, unit)
        self._check(field, place, unit or place, value, written)
        if written is None:
            return plain_number(place[0])
        is_beside = unit is not None and not in_mapping and not isinstance(place[0], str)
        if is_beside and field.get("open", "ncv") != "ncv":
            return plain_number(place[0])
        return f"{number_text(text)} {written.symbol}"

    def _measured(self, field: FieldData, place: Place, unit: Place | None) -> tuple[float, str, Unit | None]:
        """The number as written, its text, and its unit, if it has one."""
        if unit is not None:
            return self._with_unit_cell(field, place, unit)
        text = text_of(place[0])
        if not is_bare(place[0]):
            return self._quantity(field, place)
        if not field.get("bare"):
            raise _unreadable("missing-unit", field, place, _fix_of_unit(field))
        return parse_number(text) or 0.0, text, None

    def _with_unit_cell(self, field: FieldData, place: Place, unit: Place) -> tuple[float, str, Unit]:
        if not is_single(unit[0]):
            raise _unreadable("wrong-shape", field, unit)
        written = self._standard.units.unit(text_of(unit[0]))
        if written is None:
            raise _unreadable("unknown-unit", field, unit)
        text = text_of(place[0])
        if is_bare(place[0]):
            return parse_number(text) or 0.0, text, written
        value, number, own = self._quantity(field, place)
        if own.measure != written.measure:
            raise _unreadable("two-units", field, unit)
        return value, number, own

    def _quantity(self, field: FieldData, place: Place) -> tuple[float, str, Unit]:
        try:
            found = self._standard.units.quantity(text_of(place[0]))
        except UnknownUnitError:
            raise _unreadable("unknown-unit", field, place) from None
        if found is None:
            raise _unreadable("bad-number", field, place)
        return found

    def _check(self, field: FieldData, place: Place, at: Place, value: float, unit: Unit | None) -> None:
        """What the number measures, that it is finite, its sign, and that a share is a part of a whole."""
        if unit is not None and not accepts(field, unit.dimension):
            raise _unreadable("wrong-dimension", field, at, _fix_of_unit(field))
        canonical = value if unit is None else unit.to_canonical(value)
        if canonical - canonical != 0:
            raise _unreadable("bad-number", field, place)
        sign = field.get("sign", "not negative")
        if (sign == "positive" and canonical <= 0) or (sign == "not negative" and canonical < 0):
            raise _unreadable("wrong-sign", field, place)
        if field.get("share") and abs(canonical) > 1:
            raise _unreadable("share-out-of-range", field, place)


def accepts(field: FieldData, dimension: str) -> bool:
    """Whether a number of a field may measure this."""
    if "dimensions" in field:
        return dimension in field["dimensions"]
    return _OPEN[field.get("open", "total")](dimension)


def _measures_total(dimension: str) -> bool:
    return dimension != "" and sides_of(dimension)[1] == ""


def _measures_fuel(dimension: str) -> bool:
    above, below = sides_of(dimension)
    return above == "MJ" and below in _FUELS


def _measures_emission(dimension: str) -> bool:
    above, below = sides_of(dimension)
    return above in _EMISSIONS and below != ""


_OPEN: Mapping[str, Callable[[str], bool]] = {
    "total": _measures_total,
    "ncv": _measures_fuel,
    "factor": _measures_emission,
}


def _parts_of(
    field: FieldData, node: Mapping[str, Json], pointer: str, unit: Place | None
) -> tuple[Place, Place | None]:
    """The number and the unit of a mapping; what a row says about the unit is not for it."""
    found: dict[str, Place] = {}
    for key, value in node.items():
        place = (value, below_pointer(pointer, key))
        name = "value" if folded(key) in VALUE_NAMES else "unit" if folded(key) in UNIT_NAMES else None
        if name is None:
            raise _unreadable("unknown-field", field, place)
        if name in found:
            raise _unreadable("duplicate-field", field, place)
        found[name] = place
    if "value" not in found:
        raise _unreadable("missing-field", field, (None, pointer))
    own = found.get("unit", unit)
    return found["value"], None if own is None or own[0] is None else own


def _date(field: FieldData, place: Place, text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        raise _unreadable("bad-date", field, place)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if year == 0 or not 1 <= month <= MONTHS or not 1 <= day <= days_in_month(year, month):
        raise _unreadable("bad-date", field, place)
    return f"{year:04}-{month:02}-{day:02}"


def _truth(field: FieldData, place: Place, text: str) -> bool:
    said = text.casefold()
    if said in _YES or said in _NO:
        return said in _YES
    raise _unreadable("bad-truth", field, place)


def _fix_of_unit(field: FieldData) -> tuple[str, str] | None:
    """The unit that the field is shown in, if it has one."""
    unit = field.get("unit")
    return (f"改用单位 {unit} 或与它同量的单位。", f"Use {unit}, or a unit of the same quantity.") if unit else None


def _fix_of_option(standard: Standard, field: FieldData, text: str) -> tuple[str, str] | None:
    """The options that resemble a text; a few of them where none does."""
    choice = standard.data["choices"][field["choice"]]
    groups = choice.get("groups", [])
    names = [(option[0], tuple(option)) for option in choice["options"] if option[0] not in groups]
    near = offered(near_names(text, names))
    listed = [id_ for id_, _ in names[:_MOST_LISTED]]
    return near or (f"可写：{'、'.join(listed)}。", f"Known here: {', '.join(listed)}.")


def _unreadable(code: str, field: FieldData, place: Place, fix: tuple[str, str] | None = None) -> UnreadableError:
    """The error of one value; it is about the field, and the text that stands there."""
    node, pointer = place
    zh, en = field["label"]
    text = "" if node is None or not is_single(node) else f" “{shown(text_of(node))}”"
    return UnreadableError(Fault(code, pointer, (f"“{zh}”{text}", f"“{en}”{text}"), fix=fix))
