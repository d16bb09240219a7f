"""The data a rule reads: each field by name, with its place in a YAML file and in the workbook."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Code, Details, Inlines, Link, Place, Table, Text, joined, slim, text
from refcf_rules.targets.prose.reach import Column, reach_of

_SUMMARY: Final = Message("读取的数据：{count} 个字段", "Data it reads: {count} fields")
_ONE: Final = Message("读取的数据：1 个字段", "Data it reads: 1 field")
_HEADER: Final = (
    Message("字段", "Field"),
    Message("YAML 路径", "YAML path"),
    Message("工作簿", "Workbook"),
    Message("读取方式", "Read"),
)
_SHEET: Final = Message("“{sheet}”表", "sheet “{sheet}”")
_DIRECTLY: Final = Message("直接", "directly")
_THROUGH: Final = Message("经公式", "through formulas")
_MOST_SHEETS: Final = 4


def touched_data(context: Context, requirement: Requirement) -> tuple[Details, ...]:
    """The fields of a rule, folded; nothing for a rule that reads none."""
    reach = reach_of(context, requirement)
    ways = dict.fromkeys(reach.direct, _DIRECTLY) | dict.fromkeys(reach.through, _THROUGH)
    if not ways:
        return ()
    rows = tuple(
        (_field(context, one), (Code(yaml_path(context, one)),), _workbook(context, one), text(context.say(way)))
        for one, way in ways.items()
    )
    summary = _ONE if len(rows) == 1 else _SUMMARY.filled(count=len(rows))
    return (Details(text(context.say(summary)), (slim(Table("", tuple(map(context.say, _HEADER)), rows)),)),)


def _field(context: Context, column: Column) -> Inlines:
    table, field = column
    single = any(one.id == table and one.single for one in context.standard.tables)
    name = context.scalar(".".join(column)) if single else _of_row(context, table, field)
    return (Link(text(name), Place("field", ".".join(column))),)


def _of_row(context: Context, table: str, field: str) -> str:
    slots = {"table": context.names.table(table), "field": context.names.column(table, field)}
    return context.say(Message("{table}的{field}", "{field} of a {table}").filled(**slots))


def yaml_path(context: Context, column: Column) -> str:
    """Where a field stands in a YAML or JSON inventory; ``[]`` marks a list of rows."""
    tables = {one.id: one for one in context.standard.tables}
    name, path = column
    while name in tables:
        table = tables[name]
        own = (table.key or table.id) + ("" if table.single else "[]")
        path, name = f"{own}.{path}", table.parent or ""
    return path


def _workbook(context: Context, column: Column) -> Inlines:
    """The sheets with the cells of a field, and the name that leads to the first of them."""
    places = context.cells.get(column, ())
    if not places:
        return ()
    sheets = dict.fromkeys(context.say(sheet) for sheet, _ in places)
    shown = [context.say(_SHEET.filled(sheet=one)) for one in list(sheets)[:_MOST_SHEETS]]
    more = "…" if len(sheets) > _MOST_SHEETS else ""
    listed = context.say(Message("、", ", ")).join(shown) + more
    return joined((text(listed), (Code(places[0][1]),)), " ") if listed else (Text(""),)
