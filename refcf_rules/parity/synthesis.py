"""Inventories made from nothing but the tables of a standard, for standards that nobody wrote examples for."""

from __future__ import annotations

from random import Random
from typing import Final

from refcf_rules.evaluate.example_edit import Plain
from refcf_rules.inventory.cell_measure import is_share
from refcf_rules.model.core_tables import NCV
from refcf_rules.model.expression import NumberLiteral
from refcf_rules.model.field import Field, Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, DateType, NumberType, ReferenceType, TruthType
from refcf_rules.parity.document import Document, Frame
from refcf_rules.parity.numbers import dates_of, digits, limits_of, near, written
from refcf_rules.quantities.dimension import Dimension
from refcf_rules.quantities.unit import Unit, canonical_unit, parse_unit

_AMOUNTS: Final = {
    "material": ("t", "kg", "万吨"),
    "packaging": ("t", "kg"),
    "auxiliary": ("kg", "t"),
    "waste": ("t",),
    "fuel": ("Nm3", "t", "GJ", "m3(20°C)", "万Nm3"),
    "electricity": ("kWh", "MWh", "万kWh"),
    "heat": ("GJ", "t"),
    "transport": ("tkm", "万tkm"),
    "utility": ("Nm3", "m3", "t"),
}
_FACTOR_UNITS: Final = ("kgCO2e/kg", "tCO2e/t", "kgCO2e/kWh", "kgCO2e/MJ", "kgCO2e/Nm3", "kgCO2e/tkm", "kgCO2/kWh")
_NCV_UNITS: Final = ("MJ/kg", "GJ/t", "MJ/Nm3")
_TEXTS: Final = ("实测", "meter 3", "供应商A", "ＣＥＭＳ", "x", "说明：见附件“B”", "CN", "辽宁", "a/b~c")
_MOST_ROWS: Final = 4
_COMPLETE: Final = 2.0
"""A fullness beyond everything: also what is given makes sense."""
_YEARS: Final = (2018, 2020, 2022, 2023, 2024, 2025)


class Synthesis:
    """Makes documents by one standard; what is made depends on ``random`` alone."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._standard: Standard = frame.standard
        self._limits = limits_of(frame.standard)
        self._days = dates_of(frame.standard)

    def document(self, random: Random) -> Document:
        """A document with every table: half of them complete, so that a footprint comes out, the others with gaps."""
        fullness = random.choice((0.3, 0.7, 0.95, 1.0, _COMPLETE, _COMPLETE, _COMPLETE, _COMPLETE))
        ids = {table.id: self._ids(table, random) for table in self._frame.tables if not table.single}
        document: Document = {"refcf": 1, "standard": self._standard.id}
        for table in self._frame.tables:
            if table.parent is None and table.fields:
                document[table.key or table.id] = self._table(table, ids, fullness, random)
        return document

    def value(self, field: Field, random: Random, ids: dict[str, list[str]] | None = None) -> Plain:
        """A value of a field, alone."""
        match field.type:
            case NumberType():
                return self._number(field, field.type, random)
            case ChoiceType(choice=id_):
                choice = self._frame.choices.get(id_)
                options = [one.id for one in choice.options if not one.group] if choice else []
                return random.choice(options) if options else random.choice(_TEXTS)
            case ReferenceType(table=table):
                return random.choice((ids or {}).get(table) or ["nowhere"])
            case TruthType():
                return random.random() < 0.5
            case DateType():
                return self._day(random)
            case _:
                return random.choice(_TEXTS)

    # --- rows ----------------------------------------------------------------------------------------

    def _ids(self, table: Table, random: Random) -> list[str]:
        if table.id == "process":
            return [one.id for one in self._standard.boundary.processes if random.random() < 0.9]
        if table.id == "activity":
            processes = [one.id for one in self._standard.boundary.processes]
            return [*(f"a_{one}" for one in processes), *(f"a{index}" for index in range(random.randrange(4)))]
        return [f"{table.id}{index + 1}" for index in range(random.randrange(_MOST_ROWS + 1))]

    def _table(self, table: Table, ids: dict[str, list[str]], fullness: float, random: Random) -> Plain:
        if table.single:
            return self._single(table, ids, fullness, random)
        if table.id == "composition" and fullness == _COMPLETE:
            return self._composition(random)
        return [self._row(table, id_, ids, fullness, random) for id_ in ids[table.id]]

    def _single(self, table: Table, ids: dict[str, list[str]], fullness: float, random: Random) -> Document:
        row = self._cells(table, ids, fullness, random)
        if table.id == "product":
            row["id"] = "p1"
        if table.id == "period":
            row |= self._period(random)
        return row

    def _row(self, table: Table, id_: str, ids: dict[str, list[str]], fullness: float, random: Random) -> Document:
        row = self._cells(table, ids, fullness, random)
        if table.field("id") is not None:
            row["id"] = id_
        if table.id == "activity":
            self._fit_activity(row, id_, random)
            if fullness == _COMPLETE:
                _complete_activity(row, random)
        if table.id == "composition":
            row["component"] = random.choice(self._components()) if self._components() else "MgO"
        if table.id == "pool_user":
            row["product"] = random.choice(("p1", "others", "p2"))
        for child in self._frame.children.get(table.id, ()):
            inner = [self._row(child, each, ids, fullness, random) for each in ids[child.id]]
            if child.id == "pool_user" and inner and isinstance(inner[0], dict):
                inner[0]["product"] = "p1"
            row[child.key or child.id] = list[Plain](inner)
        return row

    def _cells(self, table: Table, ids: dict[str, list[str]], fullness: float, random: Random) -> Document:
        row: Document = {}
        for field in table.fields:
            if field.derived or "." in field.id or not (field.required or random.random() < fullness):
                continue
            if isinstance(field.type, ReferenceType) and not ids.get(field.type.table):
                continue
            row[field.id] = self.value(field, random, ids)
        return row

    def _fit_activity(self, row: Document, id_: str, random: Random) -> None:
        """An activity that mostly makes sense: amount and factor measure the same, and it has a process of its own."""
        processes = [one.id for one in self._standard.boundary.processes]
        if id_.startswith("a_") and id_[2:] in processes:
            row["process"] = id_[2:]
        unit = random.choice(_AMOUNTS.get(str(row.get("kind")), ("t",)))
        row["amount"] = f"{digits(_magnitude(random))} {unit}"
        row.pop("multiplier", None) if random.random() < 0.7 else None
        if random.random() < 0.6:
            row.pop("pool", None)
        library = [factor.id for factor in self._standard.factors]
        if library and random.random() < 0.3:
            row["factor"] = random.choice(library)
        elif random.random() < 0.9:
            row["factor"] = self._factor(unit, random)
        if library and random.random() < 0.4:
            row["flow"] = random.choice(self._standard.factors).flow

    def _factor(self, unit: str, random: Random) -> Document:
        size = digits(round(random.uniform(-0.02, 6), random.randrange(4)))
        symbol = f"{random.choice(('kg', 't', 'kg'))}CO2{random.choice(('e', 'e', 'e', ''))}/{unit}"
        factor: Document = {"value": f"{size} {symbol}"} if random.random() < 0.6 else {}
        if not factor or random.random() < 0.2:
            factor["fossil"] = f"{size} {symbol}"
            factor["biogenic"] = f"{digits(round(random.uniform(0, 1), 2))} {symbol}"
        for field in self._standard.table("activity").fields:
            group, _, name = field.id.partition(".")
            if group != "factor" or field.derived or field.type == NumberType(None):
                continue
            if random.random() < 0.6:
                factor[name] = self.value(field, random)
        return factor

    # --- values --------------------------------------------------------------------------------------

    def _number(self, field: Field, of: NumberType, random: Random) -> Plain:
        if of.dimension is None:
            units = _NCV_UNITS if field.id == NCV else _FACTOR_UNITS if field.id.startswith("factor.") else ("t", "kWh")
            return f"{digits(_magnitude(random) or 1.0)} {random.choice(units)}"
        limits = self._limits.get(of.dimension, ())
        unit = field.unit if random.random() < 0.8 else None
        if field.id.endswith("year"):
            return random.choice(_YEARS)
        fitting = [limit for limit in limits if fits(field, limit)]
        if fitting and random.random() < 0.4:
            wanted = near(random.choice(fitting), random)
            return written(wanted if fits(field, wanted) else fitting[0], unit or _plainest(of.dimension))
        if is_share(field):
            share = random.choice((0.0, 1.0, 0.05, 0.125, round(random.random(), random.randrange(1, 6))))
            return f"{digits(share * 100.0)} %" if random.random() < 0.6 else written(share, _plainest(of.dimension))
        shown = field.unit or _plainest(of.dimension)
        number = _magnitude(random)
        if field.sign == "positive" and number == 0:
            number = 1.0
        return number if shown is None or shown.symbol == "1" else f"{digits(number)} {shown.symbol}"

    def _composition(self, random: Random) -> Plain:
        """Within the windows of some product class, often on their edge."""
        windows = random.choice(self._standard.products).windows if self._standard.products else ()
        rows: list[Plain] = []
        for window in windows:
            low, high = (
                one.value if isinstance(one, NumberLiteral) else other
                for one, other in ((window.lowest, 0.0), (window.highest, 1.0))
            )
            share = random.choice((low, high, (low + high) / 2, near(low, random)))
            rows.append({"component": window.component, "share": written(min(1.0, share), parse_unit("%"))})
        return rows

    def _components(self) -> list[str]:
        return sorted({window.component for product in self._standard.products for window in product.windows})

    def _day(self, random: Random) -> str:
        if self._days and random.random() < 0.5:
            return random.choice(self._days)
        return f"{random.choice(_YEARS)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"

    def _period(self, random: Random) -> Document:
        end = random.choice([day for day in self._days if day >= "2000"] or ["2024-12-31"])
        if random.random() < 0.6:
            end = random.choice(("2024-12-31", "2023-12-31", "2025-06-30", "2024-02-29"))
        start = f"{int(end[:4]) - 1}{end[4:7]}-01" if random.random() < 0.5 else f"{end[:4]}-01-01"
        return {"start": min(start, end), "end": end}


def _complete_activity(row: Document, random: Random) -> None:
    """Nothing that leaves the emission of the row missing."""
    amount = str(row["amount"])
    unit = amount.rpartition(" ")[2]
    if amount.startswith("0 "):
        row["zero_reason"] = "not used"
    if "factor" not in row or not isinstance(row["factor"], dict):
        row["factor"] = {"value": f"{digits(round(random.uniform(0, 3), 2))} kgCO2e/{unit}"}
    row |= {"basis": "dry", "origin": "virgin" if row.get("kind") == "material" else "not-applicable"}
    row["factor"] = {"basis": "dry", "kind": "footprint", **row["factor"]} if isinstance(row["factor"], dict) else {}
    for key in ("pool", "multiplier", "ncv", "ncv_basis"):
        row.pop(key, None)


def fits(field: Field, number: float) -> bool:
    """Whether a field takes a canonical number: its sign, and no share above the whole."""
    signed = field.sign == "any" or number > 0 or (number == 0 and field.sign == "not negative")
    return signed and (abs(number) <= 1 or not is_share(field))


def _magnitude(random: Random) -> float:
    """A number as plants have them: some digits, zero now and then, ties of rounding."""
    if random.random() < 0.06:
        return 0.0
    if random.random() < 0.1:
        return random.randrange(1000) + 0.5
    return float(f"{random.uniform(1, 10) * 10 ** random.randrange(-1, 6):.{random.randrange(1, 7)}g}")


def _plainest(dimension: Dimension | None) -> Unit | None:
    return None if dimension is None or dimension.is_none else canonical_unit(dimension)
