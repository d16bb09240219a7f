"""Small formulas of every function, with values of every kind: what our calculator and a real program both compute."""

from __future__ import annotations

from refcf_rules.targets.xlsx.book import Book, Content, Sheet
from refcf_rules.targets.xlsx.combine import MISSING, call, first_position, infix, position_of, total, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Moved, Number, Text

TYPED = (1.5, -2.5, 0.0, None, "brick", "Brick", "b*", 45291.0, 2.675, 123456789012.5)
DATA = "data"
SHEET = "small"


def _cell(row: int) -> Cell:
    return Cell(DATA, row, 0)


NUMBERS = Area(DATA, 0, 0, 2, 0, fixed=True)
EVERYTHING = Area(DATA, 0, 0, len(TYPED) - 1, 0, fixed=True)
TEXTS = Area(DATA, 4, 0, 6, 0, fixed=True)
FORMULAS: tuple[Formula, ...] = (
    infix("+", Number(0.1), Number(0.2)),
    infix("/", _cell(0), Number(3.0)),
    infix("^", Number(10.0), Number(-3.0)),
    infix("&", Text("a"), _cell(4)),
    infix("=", _cell(4), Text("BRICK")),
    infix("<", _cell(3), Number(1.0)),
    infix(">", Text(""), Number(0.0)),
    infix("=", _cell(3), Text("")),
    call("ABS", _cell(1)),
    call("AND", infix(">", _cell(0), Number(1.0)), infix("<", _cell(1), Number(0.0))),
    call("OR", call("ISNA", MISSING), infix("=", _cell(2), Number(1.0))),
    call("NOT", call("ISNA", _cell(0))),
    call("COUNT", EVERYTHING),
    call("COUNTA", EVERYTHING),
    call("COUNTIF", NUMBERS, Number(1.5)),
    call("COUNTIF", NUMBERS, Text(">-3")),
    call("DAY", call("DATE", Number(2024.0), Number(2.0), Number(29.0))),
    call("DAY", _cell(7)),
    call("MONTH", _cell(7)),
    call("YEAR", _cell(7)),
    call("EXACT", _cell(4), _cell(5)),
    call("EXACT", _cell(3), Text("")),
    call("INDEX", NUMBERS, Number(2.0)),
    call("INDEX", NUMBERS, MISSING),
    call("INT", _cell(1)),
    call("TRUNC", _cell(1)),
    call("ISBLANK", _cell(3)),
    call("ISNUMBER", _cell(4)),
    call("ISTEXT", _cell(4)),
    call("LEN", _cell(4)),
    call("LEN", _cell(3)),
    call("LOG10", Number(1000.0)),
    call("MATCH", Number(-2.5), NUMBERS, Number(0.0)),
    call("MATCH", Number(7.0), NUMBERS, Number(0.0)),
    call("MAX", NUMBERS),
    call("MAX", TEXTS),
    call("MIN", NUMBERS, Number(-9.0)),
    call("MIN", _cell(4), Number(0.5)),
    call("ROUND", _cell(8), Number(2.0)),
    call("ROUND", _cell(1), Number(0.0)),
    call("ROUND", _cell(9), Number(0.0)),
    call("SUBSTITUTE", Text("（水）"), Text("（"), Text("(")),
    call("SUM", EVERYTHING),
    call("SUM", NUMBERS, MISSING),
    call("TRIM", Text("  a  b ")),
    when(MISSING, Number(1.0), Number(2.0)),
    when(_cell(3), Number(1.0), Number(2.0)),
    position_of(Text("Brick"), TEXTS),
    position_of(Text("b*"), TEXTS),
    position_of(Text("BRICK"), TEXTS),
    first_position(infix("*", infix("<", NUMBERS, Number(0.0)), Number(1.0))),
    total(infix("*", infix(">", NUMBERS, Number(-3.0)), NUMBERS)),
    total(call("MAX", infix("-", NUMBERS, infix("*", infix(">", NUMBERS, Number(0.0)), Number(1e300))))),
    total(call("ABS", NUMBERS)),
    Moved(infix("*", _cell(0), Number(2.0)), 1),
)


def small_book() -> Book:
    """Each formula in a line of its own."""
    data = Sheet(DATA, DATA, tuple(Content(row, 0, value) for row, value in enumerate(TYPED) if value is not None))
    cells = tuple(Content(row, 0, formula=formula) for row, formula in enumerate(FORMULAS))
    return Book((data, Sheet(SHEET, SHEET, cells)), ())
