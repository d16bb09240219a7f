"""The layout of a standard: every field that may be typed has its place, and just one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refcf_rules.model.field import Field, Table
from refcf_rules.model.measure import is_share
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, DateType, NumberType, ReferenceType, RowType, TextType, TruthType
from refcf_rules.model.written import COMPANY, FACTOR, UNIT, is_worked_out, short_label
from refcf_rules.quantities.unit import canonical_unit, parse_unit
from refcf_rules.record import changed, record
from refcf_rules.sheets import titles
from refcf_rules.sheets.layout import Block, Column, Content, InputSheet, Layout, SheetKind, Single
from refcf_rules.sheets.names import column_name
from refcf_rules.sheets.offered import units_for
from refcf_rules.source.message import Message

OWN_FACTOR: Final = "own_factor"
"""The block of the company's own factors: in an inventory each stands in the activity that uses it."""
FEW_ROWS: Final = 40
ACTIVITY_ROWS: Final = 200
_TOP: Final = 3
"""The rows above the first label hold the title, the clause and a line on how to fill the sheet in."""
_PERCENT: Final = parse_unit("%")
_GENERAL: Final = ("product", "period", "output", "declared", "report")
_ID: Final = Field("id", Message("编号", "id"), TextType(), required=True)


def layout_of(standard: Standard, rows: int = ACTIVITY_ROWS) -> Layout:
    """The sheets of a standard; those of activities have ``rows`` rows each."""
    arranging = _Arranging(standard, rows)
    sheets = tuple(sheet for sheet in arranging.sheets() if sheet.singles or sheet.blocks)
    names = titles.distinct(sheet.title for sheet in sheets)
    return Layout(tuple(changed(sheet, title=name) for sheet, name in zip(sheets, names, strict=True)))


@record
class _Wanted:
    """A table to be placed, or the part of it that belongs to one stage."""

    table: Table
    rows: int
    part: str = ""
    title: Message | None = None
    presets: tuple[str, ...] = ()


class _Arranging:
    def __init__(self, standard: Standard, rows: int) -> None:
        self.standard = standard
        self.tables = {table.id: table for table in standard.tables if not is_worked_out(table)}
        self.rows = rows
        self.left = set(self.tables)
        """Tables that have no place yet."""

    def sheets(self) -> Iterator[InputSheet]:
        """All sheets; what no sheet asks for comes last."""
        yield self._sheet(
            "general", "general", titles.GENERAL, (COMPANY, *self._take(*_GENERAL)), self._lists("composition")
        )
        presets = tuple(process.id for process in self.standard.boundary.processes)
        yield self._sheet("processes", "processes", titles.PROCESSES, (), self._lists("process", presets=presets))
        yield from self._stages()
        yield self._sheet("legs", "legs", titles.LEGS, (), self._lists("leg", rows=self.rows))
        pools = (*self._lists("pool"), *self._lists("pool_user", rows=4 * FEW_ROWS), *self._lists("coproduct"))
        yield self._sheet("allocation", "allocation", titles.ALLOCATION, (), pools)
        yield self._sheet("exclusions", "exclusions", titles.EXCLUSIONS, (), self._lists("exclusion", rows=self.rows))
        yield self._sheet("factors", "factors", titles.FACTORS, (), (self._own_factors(),))
        further = [table for table in self.standard.tables if table.id in self.left and table.id != "service"]
        yield self._sheet("service", "service", titles.SERVICE, self._take("service"), ())
        singles = self._take(*(table.id for table in further if table.single))
        lists = [one for table in further if not table.single for one in self._lists(table.id)]
        yield self._sheet("further", "further", titles.FURTHER, singles, lists)

    def _take(self, *ids: str) -> tuple[Table, ...]:
        """Tables by id, which are then placed."""
        taken = tuple(self.tables[id_] for id_ in ids if id_ in self.left)
        self.left -= set(ids)
        return taken

    def _lists(self, id_: str, *, rows: int = FEW_ROWS, presets: tuple[str, ...] = ()) -> tuple[_Wanted, ...]:
        return tuple(_Wanted(table, max(rows, len(presets)), presets=presets) for table in self._take(id_))

    def _stages(self) -> Iterator[InputSheet]:
        """A sheet of activities for each stage."""
        for table in self._take("activity"):
            for stage in self.standard.boundary.stages:
                wanted = _Wanted(table, self.rows, stage.id, stage.label)
                yield self._sheet(f"stage_{stage.id}", "stage", titles.as_title(stage.label), (), (wanted,))

    def _own_factors(self) -> _Wanted:
        """The fields ``factor.…`` of an activity, as rows with an id of their own."""
        activity = next(table for table in self.standard.tables if table.id == "activity")
        label = Message("因子", "factor")
        fields = tuple(
            Field(each.id.partition(".")[2], short_label(each, label), each.type, each.unit, sign=each.sign)
            for each in activity.fields
            if each.id.startswith(f"{FACTOR}.") and not each.derived
        )
        return _Wanted(Table(OWN_FACTOR, titles.OWN_FACTORS, (_ID, *fields)), self.rows)

    # --- one sheet ------------------------------------------------------------------------------------

    def _sheet(
        self, id_: str, kind: SheetKind, title: Message, tables: Iterable[Table], lists: Iterable[_Wanted]
    ) -> InputSheet:
        row = _TOP
        singles: list[Single] = []
        for table in tables:
            row += 1  # the title of the table
            for field in _typed(table):
                column = self._columns(table, field, "")
                singles.append(Single(table.id, row, column[0]))
                row += 1
            row += 1
        blocks: list[Block] = []
        for wanted in lists:
            row += 1  # the title of the block
            blocks.append(self._block(wanted, row))
            row += wanted.rows + 2
        return InputSheet(id_, kind, title, tuple(singles), tuple(blocks))

    def _block(self, wanted: _Wanted, header: int) -> Block:
        table = wanted.table
        columns = [column for field in _typed(table) for column in self._columns(table, field, wanted.part)]
        if table.parent is not None:
            columns.insert(0, self._parent(table, table.parent))
        if table.id == "activity":
            columns.insert(_before(columns, "direction"), self._factor(table, wanted.part))
        title = wanted.title or table.label
        return Block(table.id, wanted.part, title, header, wanted.rows, tuple(columns), wanted.presets)

    def _columns(self, table: Table, field: Field, part: str) -> tuple[Column, ...]:
        """The column of a field, and that of its unit where it needs one."""
        name = column_name(table.id, field.id, part)
        content, choice = _content(field)
        column = Column(field.id, name, field.label, content, field.required, choice=choice, of=field)
        if not isinstance(field.type, NumberType):
            return (column,)
        if field.type.dimension is not None:
            unit = _PERCENT if is_share(field) else field.unit or canonical_unit(field.type.dimension)
            return (changed(column, unit=unit),)
        units = self._units(table, field)
        if table.id == OWN_FACTOR and field.id != "value":
            return (changed(column, units=units),)  # its parts are in the unit of the value
        unit_name = column_name(table.id, field.id, part, is_unit=True)
        return (changed(column, units=units), Column(field.id, unit_name, UNIT, "unit", units=units))

    def _units(self, table: Table, field: Field) -> tuple[str, ...]:
        id_ = f"{FACTOR}.{field.id}" if table.id == OWN_FACTOR else field.id
        return units_for(changed(field, id=id_), self.standard.factors)

    def _parent(self, table: Table, parent: str) -> Column:
        label = next(each.label for each in self.standard.tables if each.id == parent)
        return Column(parent, column_name(table.id, parent), label, "reference", required=True, choice=parent)

    def _factor(self, table: Table, part: str) -> Column:
        label = Message("因子代号", "factor id")
        return Column(FACTOR, column_name(table.id, FACTOR, part), label, "factor")


def _typed(table: Table) -> tuple[Field, ...]:
    """The fields that people type; those of the group ``factor`` have a block of their own."""
    return tuple(each for each in table.fields if not each.derived and not each.id.startswith(f"{FACTOR}."))


def _before(columns: list[Column], field: str) -> int:
    return next((index for index, each in enumerate(columns) if each.field == field), len(columns))


def _content(field: Field) -> tuple[Content, str]:
    match field.type:
        case NumberType():
            return "number", ""
        case TextType():
            return "text", ""
        case DateType():
            return "date", ""
        case TruthType():
            return "truth", ""
        case ChoiceType(choice=choice):
            return "choice", choice
        case ReferenceType(table=table):
            return "reference", table
        case RowType():
            raise TypeError(f"a field holds no row: {field.id}")
