"""What the parts that lower expressions ask of each other, and where a formula stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from refcf_rules.model.expression import Expression, IsGiven, Logic, Not, TruthLiteral
from refcf_rules.model.types import DateType, NumberType, TruthType, Type
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.book import Style
from refcf_rules.targets.xlsx.calculation.row_sheet import Head, RowSheet
from refcf_rules.targets.xlsx.combine import NOTHING
from refcf_rules.targets.xlsx.formula import Cell, Formula

PARTIAL = "partial"
"""The mode in which contributions that cannot be worked out count as nothing, for the subtotal."""


@record
class Where:
    """In which line a formula stands: of a table (``row`` is its variable), or of none.

    ``mode`` is empty, ``PARTIAL``, or the pass of a repetition.
    """

    table: str | None = None
    row: str = ""
    mode: str = ""


class InexpressibleError(Exception):
    """Something that no spreadsheet formula of ours says; the declaration is refused by name."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.en)
        self.why = why


class Lowerer(Protocol):
    """What aggregates, interpolations and repetitions need of whoever lowers expressions."""

    def lower(self, of: Expression, where: Where) -> Formula:
        """The formula of an expression; a truth is 1, 0.5 or 0, whatever else is missing is #N/A."""

    def place(self, of: Expression, where: Where) -> Formula:
        """The same as one cell or literal, which a formula may use several times."""

    def keep(
        self,
        key: tuple[object, ...],
        where: Where,
        head: Callable[[], Head],
        make: Callable[[], Formula],
        style: Style = "number",
        absent: Formula = NOTHING,
    ) -> Cell:
        """A cell of its own for a formula, made once for each key."""

    def sheet(self, table: str) -> RowSheet:
        """The calculation sheet of a table."""

    def head(self, of: Expression, where: Where) -> Callable[[], Head]:
        """What is said about a helping value."""

    def column(self, table: str, field: str, mode: str) -> Cell:
        """A field or calculated column, in the first line."""

    def id_column(self, table: str) -> Cell:
        """What names the rows of a table; an empty text where nothing does."""


def is_truth(of: Type) -> bool:
    """Whether it is held as 1, 0.5 or 0."""
    return isinstance(of, TruthType)


def is_text(of: Type) -> bool:
    """Whether it is held as a text."""
    return not isinstance(of, TruthType | NumberType | DateType)


def style_of(of: Type) -> Style:
    """How such a value looks."""
    if isinstance(of, DateType):
        return "date"
    return "text" if is_text(of) else "number"


def is_certain(of: Expression) -> bool:
    """Whether a truth is never unknown."""
    match of:
        case IsGiven() | TruthLiteral():
            return True
        case Not(operand=operand):
            return is_certain(operand)
        case Logic(operands=operands):
            return all(map(is_certain, operands))
        case _:
            return False
