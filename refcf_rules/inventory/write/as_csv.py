"""An inventory as CSV files: one of single values, one for each table with rows, one of own factors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from refcf_rules.inventory.factor_ids import OWN, FactorIds, own_parts
from refcf_rules.inventory.folder import SINGLE_VALUES
from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.inventory.names import Name
from refcf_rules.inventory.read_csv.columns import FACTOR_ID
from refcf_rules.inventory.read_csv.grid import FORMULA_STARTS
from refcf_rules.inventory.read_csv.own_factors import FILE, factor_shape, factor_table
from refcf_rules.inventory.read_csv.single_values import LABELS
from refcf_rules.inventory.read_shape import COMPANY, EDITION, STANDARD, VERSION, Shape, is_derived, shapes_of
from refcf_rules.inventory.write.document import cell_text, number_text
from refcf_rules.inventory.write.labels import Labels
from refcf_rules.model import written
from refcf_rules.model.field import Field, Table
from refcf_rules.model.measure import is_share, takes_bare
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, NumberType
from refcf_rules.model.written import FACTOR, UNIT
from refcf_rules.quantities.shortest import shortest_in
from refcf_rules.quantities.unit import canonical_unit
from refcf_rules.source.message import Language

_LINE_END: Final = "\r\n"
_ALWAYS_BESIDE: Final = frozenset({"amount", f"{OWN}value"})
"""Numbers whose unit stands in a column of its own although it is the same in every row: people expect it there."""
_SPECIAL: Final = ',;\t"\n\r'
Cells = Mapping[str, Value]
Said = tuple[tuple[str, Value], ...]


def csv_files(inventory: Inventory, standard: Standard, language: Language) -> dict[str, str]:
    """The texts of the files by name. Reading them gives an equal inventory.

    Labels are Chinese, or ids in English. No text can start a formula in a spreadsheet.
    """
    return _Writing(inventory, standard, language).files()


class _Writing:
    def __init__(self, inventory: Inventory, standard: Standard, language: Language) -> None:
        self._inventory = inventory
        self._standard = standard
        self._tables = tuple(table for table in (COMPANY, *standard.tables) if not is_derived(table))
        self._labels = Labels(language, self._tables, standard.choices)
        self._shapes = shapes_of(standard.tables)
        self._language: Language = language
        self._factors: FactorIds[Said] = FactorIds(standard)

    def files(self) -> dict[str, str]:
        """All files, that of single values first."""
        name = SINGLE_VALUES[0] if self._language == "en" else SINGLE_VALUES[1]
        found = {f"{name}.csv": self._single_values()}
        for table in self._tables:
            rows = self._inventory.tables.get(table.id, ())
            if rows and not table.single:
                found[f"{self._labels.table(table)}.csv"] = self._table(table, rows)
        if self._factors.all():
            found[f"{self._labels.word(FILE)}.csv"] = self._own_factors()
        return found

    # --- single values --------------------------------------------------------------------------------

    def _single_values(self) -> str:
        inventory = self._inventory
        lines = [[self._labels.word(name) for name in LABELS], ["", VERSION.id, written.VERSION, ""]]
        heads: tuple[tuple[Name, str | None], ...] = (
            (STANDARD, inventory.standard or self._standard.id),
            (EDITION, inventory.edition),
        )
        lines += [["", self._labels.word(name), _text(value), ""] for name, value in heads if value is not None]
        for table in self._tables:
            if table.single:
                rows = inventory.tables.get(table.id, ())
                cells = inventory.company if table is COMPANY else rows[0].cells if rows else {}
                lines += self._section(table, cells)
        return _csv(lines)

    def _section(self, table: Table, cells: Cells) -> Iterable[list[str]]:
        """A row for every field, also for those without a value: the file is a form to fill in."""
        for field in table.fields:
            if not field.derived:
                cell = cells.get(field.id)
                value, unit = ("", _usual_unit(field)) if cell is None else self._pieces(field, cell)
                name = self._labels.field(field, self._shapes[table.id])
                yield [self._labels.table(table), name, value, unit]

    # --- tables ---------------------------------------------------------------------------------------

    def _table(self, table: Table, rows: Sequence[Row]) -> str:
        shape = self._shapes[table.id]
        given = [dict(row.cells) for row in rows]
        columns: list[list[str]] = []
        if table.parent is not None:
            columns.append(self._parents(table.parent, rows))
        factors = [self._factor_of(row, cells) for row, cells in zip(rows, given, strict=True)]
        for field in table.fields:
            if field.id == f"{OWN}value" and any(factors):
                label = FACTOR_ID.zh if self._language == "zh" else FACTOR
                columns.append([label, *factors])
            if not field.derived and (field.required or any(field.id in cells for cells in given)):
                columns += self._columns(field, shape, given)
        return _csv(zip(*columns, strict=True))

    def _parents(self, parent: str, rows: Iterable[Row]) -> list[str]:
        table = self._standard.table(parent)
        label = table.label.zh if self._language == "zh" else table.id
        return [label, *(_text(row.parent or "") for row in rows)]

    def _factor_of(self, row: Row, cells: dict[str, Value]) -> str:
        """The id to write for the factor of a row; what stands in the file of factors is taken out of the cells."""
        named, own = cells.pop(FACTOR, None), own_parts(row)
        if named is not None or row.table != "activity":
            return "" if named is None else _text(cell_text(named))
        for field in own:
            del cells[field]
        return self._factors.id_of(tuple(own.items())) if own else ""

    def _own_factors(self) -> str:
        table = factor_table(self._standard)
        shape = factor_shape(table)
        factors = self._factors.all()
        given = [dict(said) for said in factors]
        id_, *fields = table.fields
        columns = [[self._labels.field(id_, shape), *factors.values()]]
        for field in fields:
            if any(field.id in cells for cells in given):
                columns += self._columns(field, shape, given)
        return _csv(zip(*columns, strict=True))

    def _columns(self, field: Field, shape: Shape, rows: Sequence[Cells]) -> list[list[str]]:
        """The column of a field; the unit stands in its label if it is the same everywhere, else in a column beside."""
        label = self._labels.field(field, shape)
        pieces = [self._pieces(field, row[field.id]) if field.id in row else ("", "") for row in rows]
        values = [value for value, _ in pieces]
        units = {unit for value, unit in pieces if value}
        if units <= {""}:
            return [[label, *values]]
        if len(units) == 1 and field.id not in _ALWAYS_BESIDE:
            return [[f"{label} ({units.pop()})", *values]]
        return [[label, *values], [UNIT.text(self._language), *(unit for _, unit in pieces)]]

    def _pieces(self, field: Field, cell: Value) -> tuple[str, str]:
        """What stands in the cell of a value, and in that of its unit."""
        match cell.value:
            case bool():
                return self._labels.truth(cell.value), ""
            case float() | int():
                unit = cell.unit
                value = cell.value if unit is None else shortest_in(cell.value, unit)
                return number_text(value), "" if unit is None else unit.symbol
            case str() if isinstance(field.type, ChoiceType):
                return _text(self._labels.option(field.type.choice, cell.value)), ""
            case _:
                return _text(cell_text(cell)), ""


def _usual_unit(field: Field) -> str:
    """The unit to offer where there is no value yet."""
    if not isinstance(field.type, NumberType) or field.type.dimension is None:
        return ""
    if is_share(field):
        return "%"
    return "" if takes_bare(field.type) else (field.unit or canonical_unit(field.type.dimension)).symbol


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] and text[0] in FORMULA_STARTS else text


def _csv(lines: Iterable[Sequence[str]]) -> str:
    return "".join(",".join(map(_quoted, line)) + _LINE_END for line in lines)


def _quoted(text: str) -> str:
    if not any(char in text for char in _SPECIAL):
        return text
    return '"' + text.replace('"', '""') + '"'
