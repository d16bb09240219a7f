"""An inventory as mappings and lists, and every place in it that can be changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from refcf_rules.evaluate.example_edit import Plain
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_shape import COMPANY, HEADERS, Group, Shape, UnitSlot, is_derived, shapes_of, table_name
from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field, Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.number import NumberError
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import Unit, UnitError, parse_unit, to_canonical

Document = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A value under a key of a row, and the field it is of."""

    row: Document
    key: str
    field: Field
    shape: Shape

    @property
    def value(self) -> Plain:
        """What is written there."""
        return self.row[self.key]

    @property
    def name(self) -> str:
        """The field, for the name of a change."""
        return f"{self.shape.table.id}.{self.field.id}"

    def put(self, value: Plain) -> None:
        """Write a value; a unit in a cell of its own goes with the number it was for."""
        if self.field.id in self.shape.main_numbers:
            for key in [key for key in self.row if isinstance(self.shape.slots.get(folded(key)), UnitSlot)]:
                del self.row[key]
        self.row[self.key] = value

    def unit(self) -> Unit | None:
        """The unit of the number, if one is written that can be read."""
        try:
            if isinstance(self.value, str):
                return parse_quantity(self.value)[1]
            if isinstance(self.value, dict):
                return parse_unit(str(self.value.get("unit", "")))
            beside = [text for key, text in self.row.items() if isinstance(self.shape.slots.get(folded(key)), UnitSlot)]
            return parse_unit(str(beside[0])) if beside and self.field.id in self.shape.main_numbers else None
        except (NumberError, UnitError):
            return None

    def number(self) -> float | None:
        """The number in canonical units, if it can be read."""
        try:
            if isinstance(self.value, str):
                return to_canonical(*parse_quantity(self.value))
            if isinstance(self.value, bool) or not isinstance(self.value, int | float):
                return None
            unit = self.unit()
            return to_canonical(float(self.value), unit) if unit else float(self.value)
        except (NumberError, UnitError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row within its list, or the one mapping of a single table."""

    rows: list[Plain]
    index: int
    row: Document
    shape: Shape


class Frame:
    """What a standard says about documents, looked up once."""

    def __init__(self, standard: Standard) -> None:
        self.standard: Final = standard
        self.shapes: Final = shapes_of(standard.tables)
        self.tables: Final = tuple(table for table in standard.tables if not is_derived(table))
        self.choices: Final[dict[str, Choice]] = {choice.id: choice for choice in standard.choices}
        top = [table for table in (COMPANY, *self.tables) if table.parent is None]
        self.sections: Final[dict[str, Table]] = {
            folded(text): table for table in reversed(top) for text in table_name(table).all
        }
        self.headers: Final = {folded(text): name for name in HEADERS for text in name.all}

    @cached_property
    def children(self) -> dict[str, tuple[Table, ...]]:
        """The tables nested in each table."""
        parents = {table.parent for table in self.tables if table.parent}
        return {parent: tuple(each for each in self.tables if each.parent == parent) for parent in parents}

    def rows(self, document: Document) -> Iterator[RowPlace]:
        """Every row of the document, nested ones after their parent."""
        for key, value in document.items():
            table = self.sections.get(folded(key))
            if table is not None:
                yield from self._rows_in(value, self.shapes[table.id])

    def cells(self, document: Document) -> Iterator[CellPlace]:
        """Every field that is written in the document."""
        for place in self.rows(document):
            yield from self._cells_in(place.row, place.shape)

    def numbers(self, document: Document) -> list[CellPlace]:
        """The fields with numbers."""
        return [cell for cell in self.cells(document) if isinstance(cell.field.type, NumberType)]

    def _rows_in(self, value: Plain, shape: Shape) -> Iterator[RowPlace]:
        rows: list[Plain] = value if isinstance(value, list) else [value]
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                continue
            yield RowPlace(rows, index, row, shape)
            for key, inner in row.items():
                slot = shape.slots.get(folded(key))
                if isinstance(slot, Table):
                    yield from self._rows_in(inner, self.shapes[slot.id])

    def _cells_in(self, row: Document, shape: Shape) -> Iterator[CellPlace]:
        for key, value in row.items():
            match shape.slots.get(folded(key)):
                case Field() as field:
                    yield CellPlace(row, key, field, shape)
                case Group(shape=inner) if isinstance(value, dict):
                    yield from self._cells_in(value, inner)
                case _:
                    pass


def copied(document: Document) -> Document:
    """A document that may be changed without the other noticing."""
    copy: Document = json.loads(encoded(document))
    return copy


def encoded(document: Plain) -> bytes:
    """A document as JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
