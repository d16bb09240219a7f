"""The program of a standard: functions in the order in which they run, and what findings say of its rules."""

from __future__ import annotations

from refcf_rules.model.expression import Expression
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.program.code import Name, Statement


@record
class Function:
    """One function. Over a ``table``: statements before its rows, for each row and after; else all in ``before``.

    ``first`` says that it reads the rows as the company wrote them. ``loads`` are (variable, list) of columns
    kept by earlier functions; ``takes`` and ``gives`` are the kept variables that it reads and sets.
    """

    name: str
    heading: Message
    table: str | None
    first: bool
    loads: tuple[tuple[str, str], ...]
    before: tuple[Statement, ...]
    body: tuple[Statement, ...]
    after: tuple[Statement, ...]
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    reads: str = ""
    """The section that it reads, where it reads one."""


@record
class Shown:
    """A value that a finding shows: the expression, and its variable's kind is that of its type."""

    expression: Expression
    id: str


@record
class Rule:
    """A requirement with what its findings show: ``shown`` are the named operands, then the slots of its message.

    ``operands`` counts the first. ``applies`` is the variable that says whether it applied at all.
    """

    requirement: Requirement
    shown: tuple[Shown, ...]
    operands: int
    applies: str


@record
class Program:
    """Everything a printer needs."""

    standard: Standard
    functions: tuple[Function, ...]
    rules: tuple[Rule, ...]
    singles: tuple[tuple[str, Name], ...]
    variables: tuple[str, ...]
    lookup_names: dict[str, str]
    grades: tuple[str | None, ...]
    places: str | None
    """The list that says where each contribution comes from, if a rule judges contributions."""
