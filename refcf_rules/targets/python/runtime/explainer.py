"""What formulas, contributions and repetitions ask of whatever explains what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from refcf_rules.targets.python.runtime.bound_rows import BoundRow, BoundRows
from refcf_rules.targets.python.runtime.data_types import Formula, ReasonData
from refcf_rules.targets.python.runtime.lacks import Answer
from refcf_rules.targets.python.runtime.standard import Standard

Scope = Mapping[str, BoundRow]
"""Which row each row variable stands for."""
Key = tuple[str, int]
"""A calculation and the index of its row; −1 for none."""


class Explainer(Protocol):
    """What works out values with their reasons."""

    day: str | None
    tables: BoundRows
    standard: Standard
    reasons: ReasonData

    def value(self, of: Formula, scope: Scope) -> Answer:
        """The value of a formula."""

    def cell(self, row: BoundRow, name: str) -> Answer:
        """A field or a calculated column of a row."""

    def rows(self, table: str) -> Sequence[BoundRow]:
        """The rows of a table."""

    def calculation(self, id_: str, row: BoundRow | None) -> Answer:
        """The value of a calculation."""

    def begin_pass(self, states: Mapping[Key, Answer], formulas: Sequence[Key]) -> None:
        """The states of a repetition from now on; what rests on them is forgotten."""

    def single(self, id_: str) -> Answer:
        """A calculation, a parameter or a field of a single table."""

    def aggregate(self, of: Formula, scope: Scope) -> Answer:
        """An aggregate over the rows of a table."""

    def interpolated(self, of: Formula, scope: Scope) -> Answer:
        """The value between two rows of a table."""
