"""Where on the sheets of inputs the thing stands that a rule is about, as links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.sheets.layout import Block, InputSheet
from refcf_rules.targets.prose.reach import reach_of
from refcf_rules.targets.xlsx.formula import Call, Cell, Formula, Infix, Number, Text
from refcf_rules.targets.xlsx.print_formula import cell_name
from refcf_rules.targets.xlsx.setting import Setting

_INPUT_COLUMN: Final = 1


def input_of(requirement: Requirement, setting: Setting) -> tuple[Cell, str] | None:
    """The first input that a rule reads, with the words of a link to it."""
    reach = reach_of(setting.contexts["zh"], requirement)
    for table, field in (*reach.direct, *reach.through):
        single = setting.layout.single(table, field)
        if single is not None:
            sheet, found = single
            return Cell(sheet.id, found.row, _INPUT_COLUMN), _arrow(sheet, setting)
        for sheet, block in setting.layout.blocks_of(table):
            return Cell(sheet.id, block.header, 0), _arrow(sheet, setting)
    return None


def link_to_single(id_: str, setting: Setting) -> Formula | None:
    """A link to a single value (``table.field``), with its cell; None for a value of rows."""
    table, _, field = id_.partition(".")
    found = setting.layout.single(table, field)
    if found is None:
        return None
    sheet, single = found
    cell = Cell(sheet.id, single.row, _INPUT_COLUMN)
    return link_to(cell, f"{_arrow(sheet, setting)} {cell_name(cell.row, cell.column)}", setting)


def link_to(cell: Cell, label: str, setting: Setting) -> Formula:
    """A link to a cell on a sheet of inputs, as a formula."""
    title = setting.sheet_titles[cell.sheet].replace("'", "''")
    return Call("HYPERLINK", (Text(f"#'{title}'!{cell_name(cell.row, cell.column)}"), Text(label)))


def place_of_line(line: Formula, blocks: Sequence[tuple[InputSheet, Block]], setting: Setting, pattern: str) -> Formula:
    """A link to a line of a table, counted from 1 over its blocks; an empty text where there is none."""
    before, _, after = pattern.partition("{line}")
    found: Formula = Text("")
    ends = [sum(block.rows for _, block in blocks[: index + 1]) for index in range(len(blocks))]
    for (sheet, block), end in reversed(list(zip(blocks, ends, strict=True))):
        row = Infix("+", line, Number(block.first - (end - block.rows)))
        title = setting.sheet_titles[sheet.id]
        target = Infix("&", Text(f"#'{title.replace(chr(39), chr(39) * 2)}'!A"), row)
        shown = Infix("&", Infix("&", Text(f"→ {title} {before}"), row), Text(after))
        link = Call("HYPERLINK", (target, shown))
        found = Call("IF", (Infix("<=", line, Number(end)), link, found))
    return Call("IF", (Call("ISNUMBER", (line,)), found, Text("")))


def _arrow(sheet: InputSheet, setting: Setting) -> str:
    return f"→ {setting.sheet_titles[sheet.id]}"
