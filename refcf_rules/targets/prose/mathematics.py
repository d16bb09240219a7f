"""Formulas as a small tree that MathML, OMML and LaTeX can all be printed from."""

from __future__ import annotations

from refcf_rules.record import record


@record
class Letter:
    """A symbol for a quantity, with a descriptive subscript (upright) and the letters of its rows."""

    letter: str
    subscript: str = ""
    rows: tuple[str, ...] = ()


@record
class Figure:
    """A number with its unit, as its author wrote it."""

    number: str
    unit: str = ""


@record
class Sign:
    """An operator between two terms."""

    sign: str


@record
class Words:
    """What has no symbol stays in words."""

    text: str


@record
class Line:
    """Terms in a row."""

    items: tuple[Math, ...]


@record
class Fraction:
    """One term above another."""

    above: Math
    below: Math


@record
class Brackets:
    """A term in round brackets."""

    inner: Math


@record
class Over:
    """A big operator over the rows of a table: a sum, a least value."""

    operator: str
    row: str
    inner: Math


@record
class Mean:
    """An average over the rows of a table, weighted or not."""

    row: str
    inner: Math
    weight: Math | None


@record
class Of:
    """A function applied: rounding, a look-up."""

    name: Math
    arguments: tuple[Math, ...]


@record
class Cases:
    """Values, each with the condition under which it holds, in words."""

    cases: tuple[tuple[Math, str], ...]


Math = Letter | Figure | Sign | Words | Line | Fraction | Brackets | Over | Mean | Of | Cases
