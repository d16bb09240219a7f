"""The outcome of every requirement, of each of its rows, what is missing, and the verdict (items 15 and 16)."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.causes import MOST_CAUSES, Causes
from refcf_rules.targets.xlsx.calculation.grid import Grid
from refcf_rules.targets.xlsx.calculation.lowerer import InexpressibleError, Where, is_certain
from refcf_rules.targets.xlsx.calculation.row_sheet import Head
from refcf_rules.targets.xlsx.calculation.workings import Workings
from refcf_rules.targets.xlsx.combine import NOTHING, ONE, UNKNOWN, ZERO, call, infix, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Number, Text

RULES: Final = "calc_rules"
SATISFIED: Final = "satisfied"
VIOLATED: Final = "violated"
NOT_DECIDABLE: Final = "not decidable"
NOT_APPLICABLE: Final = "not applicable"
NOT_CHECKED: Final = "not checked here"
_DOES_NOT_APPLY, _HOLDS, _OPEN, _FAILS = (Number(float(number)) for number in range(4))
"""Outcomes as numbers: the largest of the rows is the outcome of the requirement."""
_FOUR: Final = Number(4.0)
_NO_BREAK: Final = "\u00a0"
"""A blank that TRIM leaves alone."""
_HEADINGS: Final = (
    *(Message("条款", "clause"), Message("代号", "id"), Message("要求", "requirement"), Message("用语", "force")),
    *(Message("结果序号", "outcome number"), Message("结果", "outcome"), Message("不满足的行数", "lines violated")),
    *(Message("无法判定的行数", "lines not decidable"), Message("判定的行数", "lines judged")),
    *(Message("首个问题行", "first such line"), Message("该行", "called"), Message("缺少", "missing")),
    Message("计入总判定", "counts for the verdict"),
    *(Message(f"缺 {number}", f"missing {number}") for number in range(1, MOST_CAUSES + 1)),
    Message("缺的填写项", "inputs missing"),
)
(
    _CLAUSE,
    _ID,
    _LABEL,
    _FORCE,
    _NUMBER,
    _OUTCOME,
    _VIOLATED,
    _UNDECIDED,
    _JUDGED,
    _FIRST,
    _CALLED,
    _MISSING,
    _BINDING,
) = range(13)
_CAUSES: Final = 13
"""The first of the columns of what is missing, each in a cell of its own."""
_TOP: Final = 4


@record
class RequirementCells:
    """Where the workbook says what about a requirement.

    ``outcome`` holds one of the five texts above, ``number`` 3 violated, 2 not decidable, 1 satisfied, 0 not
    applicable. ``rows`` is the column of the outcomes of the lines of ``table`` (3, 2, 1, 0, or empty where a line is
    not judged), ``first`` the position from 1 of the first line that is violated, else not decidable, ``called`` its
    id, ``missing`` the labels of the inputs that are missing. ``causes`` are the cells with the label of each input
    that the requirement reads, empty where it is there; of a requirement on lines for the first that is open.
    """

    outcome: Cell
    number: Cell
    violated: Cell
    undecided: Cell
    judged: Cell
    first: Cell
    called: Cell
    missing: Cell
    table: str | None
    rows: Area | None
    causes: tuple[tuple[str, Cell], ...] = ()


@record
class Judged:
    """The sheet of outcomes, its cells by requirement, and the verdict."""

    grid: Grid
    cells: dict[str, RequirementCells]
    verdict: Cell
    verdict_number: Cell


def judged(workings: Workings) -> Judged:
    """All requirements of the standard."""
    grid = Grid(RULES, workings.title("rules"), "hidden")
    for column, heading in enumerate(_HEADINGS):
        grid.put(_TOP - 1, column, workings.heads.say(heading), "heading")
    judging = _Judging(workings, grid)
    requirements = workings.standard.requirements
    cells = {each.id: judging.requirement(each, row) for row, each in enumerate(requirements, start=_TOP)}
    binding = Area(RULES, _TOP, _BINDING, _TOP + max(len(requirements), 1) - 1, _BINDING, fixed=True)
    grid.put(0, _LABEL, workings.heads.say(Message("总判定", "verdict")), "label")
    number = grid.put(0, _NUMBER, call("MAX", binding), "integer")
    code = when(
        infix("=", number, _FAILS),
        Text(VIOLATED),
        when(infix("=", number, _OPEN), Text(NOT_DECIDABLE), Text(SATISFIED)),
    )
    return Judged(grid, cells, grid.put(0, _OUTCOME, code), number)


class _Judging:
    def __init__(self, workings: Workings, grid: Grid) -> None:
        self.workings = workings
        self.grid = grid

    def requirement(self, of: Requirement, row: int) -> RequirementCells:
        """One line of the sheet."""
        heads, put = self.workings.heads, self.grid.put
        put(row, _CLAUSE, heads.clause(of.clause), "clause")
        put(row, _ID, of.id)
        put(row, _LABEL, heads.say(of.label), "label")
        put(row, _FORCE, heads.say(of.force))
        is_binding = of.modality is Modality.SHALL
        try:
            outcome = self._outcome(of)
        except InexpressibleError as error:
            self.workings.refuse("rule", of.id, error.why)
            put(row, _BINDING, _OPEN if is_binding else _DOES_NOT_APPLY)
            return self._cells(of, row, Text(NOT_CHECKED), _DOES_NOT_APPLY, None)
        rows = None if of.table is None else self.workings.row_sheets[of.table].area(outcome)
        worst: Formula = outcome if rows is None else call("MAX", rows)
        number = Cell(RULES, row, _NUMBER, fixed=True)
        code = when(infix("=", number, _HOLDS), Text(SATISFIED), Text(NOT_APPLICABLE))
        code = when(infix("=", number, _OPEN), Text(NOT_DECIDABLE), code)
        code = when(infix("=", number, _FAILS), Text(VIOLATED), code)
        put(row, _BINDING, number if is_binding else _DOES_NOT_APPLY, "integer")
        return self._cells(of, row, code, worst, rows)

    def _cells(self, of: Requirement, row: int, code: Formula, worst: Formula, rows: Area | None) -> RequirementCells:
        put, number = self.grid.put, Cell(RULES, row, _NUMBER, fixed=True)
        counts = [self._count(rows, code, number) for code in (_FAILS, _OPEN)]
        judged_rows = ONE if rows is None else call("COUNT", rows)
        violated, undecided = Cell(RULES, row, _VIOLATED, fixed=True), Cell(RULES, row, _UNDECIDED, fixed=True)
        at_fault = when(infix(">", violated, ZERO), _FAILS, when(infix(">", undecided, ZERO), _OPEN, Number(-1.0)))
        first_cell = Cell(RULES, row, _FIRST, fixed=True)
        is_first = infix("<>", first_cell, NOTHING)
        found: Formula = NOTHING
        called: Formula = NOTHING
        if rows is not None and of.table is not None:
            position = call("MATCH", at_fault, rows, ZERO)
            found = when(infix(">", infix("+", violated, undecided), ZERO), position, NOTHING)
            ids = self.workings.row_sheets[of.table].area(self.workings.lowering.id_column(of.table))
            called = when(is_first, combine.entry(ids, first_cell), NOTHING)
        is_open = infix("=", number, _OPEN)
        is_refused = code == Text(NOT_CHECKED)
        causes, missing = ((), NOTHING) if is_refused else self._causes(of, row, first_cell, is_open)
        return RequirementCells(
            number=put(row, _NUMBER, worst, "integer"),
            outcome=put(row, _OUTCOME, code),
            violated=put(row, _VIOLATED, counts[0], "integer"),
            undecided=put(row, _UNDECIDED, counts[1], "integer"),
            judged=put(row, _JUDGED, judged_rows, "integer"),
            first=put(row, _FIRST, found, "integer"),
            called=put(row, _CALLED, called),
            missing=put(row, _MISSING, missing),
            table=of.table,
            rows=rows,
            causes=causes,
        )

    def _causes(
        self, of: Requirement, row: int, first: Cell, is_open: Formula
    ) -> tuple[tuple[tuple[str, Cell], ...], Formula]:
        """A cell for each input that may be missing, and the labels of those that are; else what follows from them."""
        found = list(Causes(self.workings, first).of(of))
        inputs = [each for each in found if each.is_input][:MOST_CAUSES]
        cells = [
            self.grid.put(row, column, when(is_open, when(each.is_missing, Text(each.label), NOTHING), NOTHING))
            for column, each in enumerate(inputs, _CAUSES)
        ]
        other: Formula = NOTHING
        for each in reversed([each for each in found if not each.is_input][:MOST_CAUSES]):
            other = when(each.is_missing, Text(each.label), other)
        other = when(is_open, other, NOTHING)
        causes = tuple((each.id, cell) for each, cell in zip(inputs, cells, strict=True))
        if not cells:
            return causes, other
        joined = self.grid.put(row, _CAUSES + MOST_CAUSES, self._joined(cells))
        return causes, when(infix("=", joined, NOTHING), other, joined)

    def _joined(self, cells: list[Cell]) -> Formula:
        """The texts that are not empty: blanks within them do not break, so that TRIM leaves one between two."""
        texts = [call("SUBSTITUTE", cell, Text(" "), Text(_NO_BREAK)) for cell in cells]
        joined = infix("&", texts[0], *(infix("&", Text(" "), text) for text in texts[1:]))
        apart = call("SUBSTITUTE", call("TRIM", joined), Text(" "), Text(self.workings.heads.separator))
        return call("SUBSTITUTE", apart, Text(_NO_BREAK), Text(" "))

    @staticmethod
    def _count(rows: Area | None, code: Number, number: Cell) -> Formula:
        return when(infix("=", number, code), ONE, ZERO) if rows is None else call("COUNTIF", rows, code)

    def _outcome(self, of: Requirement) -> Cell:
        """The outcome of each line, or of the whole."""
        where, lowering = Where(of.table, of.row), self.workings.lowering
        # 1, 0.5 and 0 become 1, 2 and 3; of a condition 0.5 and 0 become 2 and 0.
        found = infix("-", _FAILS, infix("*", _OPEN, lowering.lower(of.expression, where)))
        if of.condition is not None:
            applies = lowering.place(of.condition, where)
            rest = _DOES_NOT_APPLY if is_certain(of.condition) else infix("*", _FOUR, applies)
            found = when(infix("=", applies, ONE), found, rest)
        if of.filter is not None:
            passes = lowering.place(of.filter, where)
            rest = NOTHING if is_certain(of.filter) else when(infix("=", passes, UNKNOWN), _OPEN, NOTHING)
            found = when(infix("=", passes, ONE), found, rest)
        heads = self.workings.heads
        head = Head(heads.say(of.label), heads.words(of.expression, of.row), heads.clause(of.clause))
        if of.table is None:
            return self.workings.steps.add(head, found, "integer")
        return self.workings.row_sheets[of.table].add(head, found, "integer")
