"""Formulas of a spreadsheet as a tree: what Excel, WPS and LibreOffice all compute alike, and nothing else.

Printed by ``print_formula`` and computed by ``compute``. A missing value is #N/A, which spreads by itself;
a truth is 1, a false 0 and an unknown 0.5, so that *and* is MIN, *or* MAX and *not* 1 − x (Kleene).
"""

from __future__ import annotations

from typing import Literal

from refcf_rules.record import record

Function = Literal[
    "ABS",
    "AND",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "DATE",
    "DAY",
    "EXACT",
    "HYPERLINK",
    "IF",
    "INDEX",
    "INT",
    "ISBLANK",
    "ISNA",
    "ISNUMBER",
    "ISTEXT",
    "LEN",
    "LOG10",
    "MATCH",
    "MAX",
    "MIN",
    "MONTH",
    "NA",
    "NOT",
    "OR",
    "ROUND",
    "SUBSTITUTE",
    "SUM",
    "SUMPRODUCT",
    "TEXT",
    "TRIM",
    "TRUNC",
    "YEAR",
]
"""No dynamic arrays, no LET, XLOOKUP, IFERROR (an error of ours must stay to be seen), INDIRECT or OFFSET."""
Operator = Literal["+", "-", "*", "/", "^", "=", "<>", "<", "<=", ">", ">=", "&"]


@record
class Number:
    """A number, printed so that it reads back as the same double."""

    value: float


@record
class Text:
    """A text in quotation marks."""

    value: str


@record
class Cell:
    """One cell; ``sheet`` is the id of its sheet, rows and columns count from 0. A ``fixed`` one is never moved."""

    sheet: str
    row: int
    column: int
    fixed: bool = False


@record
class Area:
    """A rectangle of one sheet, both ends included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    fixed: bool = False


@record
class Named:
    """A cell or an area by its defined name."""

    name: str


@record
class Call:
    """A function of the spreadsheet."""

    function: Function
    arguments: tuple[Formula, ...] = ()


@record
class Infix:
    """Two formulas joined by an operator; always printed in brackets of their own."""

    operator: Operator
    left: Formula
    right: Formula


@record
class Moved:
    """A formula so many rows further down, as a spreadsheet fills it down: what is ``fixed`` stays where it is.

    Thousands of cells then share one tree, which is printed and prepared for computing once.
    """

    formula: Formula
    rows: int


def unmoved(formula: Formula) -> tuple[Formula, int]:
    """A formula where it was first written, and how many rows below that it stands."""
    rows = 0
    while isinstance(formula, Moved):
        rows += formula.rows
        formula = formula.formula
    return formula, rows


Formula = Number | Text | Cell | Area | Named | Call | Infix | Moved
