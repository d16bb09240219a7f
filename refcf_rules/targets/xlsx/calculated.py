"""What the formulas of a workbook hand to its face: the sheets of the calculation, and where their results stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from refcf_rules.record import record
from refcf_rules.targets.target import Refusal
from refcf_rules.targets.xlsx.book import Name, Sheet
from refcf_rules.targets.xlsx.formula import Cell

OutcomeCode = Literal["violated", "not decidable", "satisfied", "not applicable"]
"""The texts that cells of outcomes and of the verdict hold, in every language."""
OUTCOME_CODES: Final[tuple[OutcomeCode, ...]] = ("violated", "not decidable", "satisfied", "not applicable")


@record
class RuleCells:
    """Where a requirement is judged. Of a rule over rows ``violated`` and ``undecided`` count them.

    ``first`` is the line of the first row that is violated, else not decidable: from 1 over all blocks of the
    table in the order of the layout; 0 or #N/A where there is none. ``missing`` is a text in the language of the
    workbook that names what is missing; empty where nothing is.
    """

    outcome: Cell
    violated: Cell | None = None
    undecided: Cell | None = None
    first: Cell | None = None
    missing: Cell | None = None


@record
class ResultCells:
    """Where a result stands, in the unit in which it is reported; #N/A where it cannot be had.

    ``subtotal`` is the part of it that can be worked out.
    """

    value: Cell
    subtotal: Cell | None = None


@record
class Calculated:
    """The calculation of one workbook.

    ``values`` are calculations by id (single ones), shown in their own units; ``stages`` and ``components`` the
    footprint divided, per declared unit; ``functional`` the results by functional unit, ``reported`` by what they
    are of. ``grade`` holds the label of the grade, or an empty text.
    """

    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...]
    rules: Mapping[str, RuleCells]
    verdict: Cell
    values: Mapping[str, Cell]
    footprint: ResultCells | None
    stages: Mapping[str, ResultCells]
    components: Mapping[str, ResultCells]
    functional: Mapping[str, ResultCells]
    reported: Mapping[str, ResultCells]
    grade: Cell | None = None
    refusals: tuple[Refusal, ...] = ()
