"""Our own calculator: the value of every formula of a workbook, to be stored in its cell.

Programs such as WPS show what is stored and do not compute on opening. What is computed here is what Excel and
LibreOffice compute from the same formulas; the tests let LibreOffice do it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final, TypeVar, assert_never

from refcf_rules.record import record
from refcf_rules.targets.xlsx.book import Book, Content, FilledDown
from refcf_rules.targets.xlsx.compute_arrays import ArrayWorker, as_runs, on_each, pairwise, position, total
from refcf_rules.targets.xlsx.compute_functions import (
    NA,
    NO_PLACE,
    ONE,
    TWO,
    ExcelError,
    Value,
    day_of,
    infix,
    logic,
    number_of,
    serial_of,
    substituted,
    truth_of,
)
from refcf_rules.targets.xlsx.compute_lines import Lines, lines_with
from refcf_rules.targets.xlsx.formula import (
    Area,
    Call,
    Cell,
    Formula,
    Infix,
    Moved,
    Named,
    Number,
    Text,
    unmoved,
)
from refcf_rules.targets.xlsx.runs import MANY, Counted, Runs, counted_if

Settled = TypeVar("Settled")
Worker = Callable[[int], Value]
"""The value of a formula that stands so many rows further down."""
Place = tuple[str, int, int]
_DEEPEST: Final = 20
"""So many cells wait for each other on the stack of Python; a longer chain is taken apart."""


@record
class _Rows:
    """A range of one sheet; ``moves`` says whether it moves with the formula."""

    sheet: str
    rows: range
    columns: range
    moves: bool


class _Waiting(Exception):  # noqa: N818 -- not an error: a cell has to be computed first
    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class Calculator:
    """The values of the cells of one workbook, each worked out when it is asked for."""

    def __init__(self, book: Book) -> None:
        self._formulas: dict[Place, Formula] = {}
        self._filled: dict[tuple[str, int], list[FilledDown]] = {}
        self._lines: dict[tuple[str, int], tuple[Lines, ...]] = {}
        self._values: dict[Place, Value] = {}
        self._workers: dict[int, tuple[Formula, Worker]] = {}
        self._names = {each.name: each.area for each in book.names}
        self._columns: dict[tuple[str, range, int], Runs] = {}
        self._ranges: dict[_Rows, Runs] = {}
        self._depth = 0
        for sheet in book.sheets:
            for cell in sheet.cells:
                place = sheet.id, cell.row, cell.column
                if cell.formula is not None:
                    self._formulas[place] = cell.formula
                elif cell.value is not None:
                    self._values[place] = _typed(cell)
            for filled in sheet.filled:
                if filled.formula is not None:
                    self._filled.setdefault((sheet.id, filled.column), []).append(filled)

    def value(self, sheet: str, row: int, column: int) -> Value:
        """The value of a cell; None where it is empty."""
        return self._settled(lambda: self._cell((sheet, row, column)))

    def values(self, sheet: str, rows: range, column: int) -> Runs:
        """The values of cells below each other."""
        return self._settled(lambda: self._column(sheet, rows, column))

    def _settled(self, work: Callable[[], Settled]) -> Settled:
        """What comes out once all cells are known that it waits for."""
        waiting: list[Place] = []
        while True:
            self._depth = 0
            try:
                if not waiting:
                    return work()
                self._cell(waiting[-1])
                waiting.pop()
            except _Waiting as other:
                if other.place in waiting:
                    raise RecursionError(f"a circle of formulas at {other.place}") from None
                waiting.append(other.place)

    def _cell(self, place: Place) -> Value:
        known = self._values.get(place, self)
        if known is not self:
            return known  # type: ignore[return-value]  # self stands for what is not known yet
        formula = self._formulas.get(place)
        rows = 0
        if formula is None:
            lines = next((each for each in self._lines_of(place[0], place[2]) if place[1] in each.rows), None)
            if lines is None:
                return None
            formula, rows = lines.formula, place[1] - lines.rows.start
        if self._depth >= _DEEPEST:
            raise _Waiting(place)
        self._depth += 1
        formula, moved = unmoved(formula)
        value = self._prepared(formula)(moved + rows)
        self._depth -= 1
        value = 0.0 if value is None else value
        self._values[place] = value
        return value

    def _prepared(self, formula: Formula) -> Worker:
        worker = self._workers.get(id(formula))
        if worker is None:
            worker = self._workers[id(formula)] = formula, self._worker(formula)
        return worker[1]

    # --- columns --------------------------------------------------------------------------------------

    def _lines_of(self, sheet: str, column: int) -> tuple[Lines, ...]:
        found = self._lines.get((sheet, column))
        if found is None:
            found = tuple(map(lines_with, self._filled.get((sheet, column), ())))
            self._lines[sheet, column] = found
        return found

    def _column(self, sheet: str, rows: range, column: int) -> Runs:
        known = self._columns.get((sheet, rows, column))
        if known is not None:
            return known
        found, row = Runs(), rows.start
        filled = [each for each in self._lines_of(sheet, column) if each.rows.start < rows.stop]
        for each in filled:
            for before in range(row, each.rows.start):
                found.add(self._cell((sheet, before, column)))
            start = max(row, each.rows.start)
            row = max(row, min(each.rows.stop, rows.stop))
            self._add_lines(found, each, range(start, row), (sheet, column))
        for after in range(row, rows.stop):
            found.add(self._cell((sheet, after, column)))
        self._columns[sheet, rows, column] = found
        return found

    def _add_lines(self, found: Runs, lines: Lines, rows: range, place: tuple[str, int]) -> None:
        """The values of lines, those where nothing stands together."""
        if lines.same is not None:
            for value, count in self._beside(lines.same, lines, rows):
                found.add(0.0 if value is None else value, count)
            return
        if lines.guard is None:
            for row in rows:
                found.add(self._cell((place[0], row, place[1])))
            return
        row, compared = rows.start, infix("=")
        for value, count in self._beside(lines.guard, lines, rows):
            if compared(value, lines.expected.value) is False:
                other = self._prepared(lines.otherwise)(0)
                found.add(0.0 if other is None else other, count)
            else:
                for each in range(row, row + count):
                    found.add(self._cell((place[0], each, place[1])))
            row += count

    def _beside(self, cell: Cell, lines: Lines, rows: range) -> Runs:
        """The cells in the lines that one cell of the formula refers to."""
        down = cell.row - lines.rows.start
        return self._column(cell.sheet, range(rows.start + down, rows.stop + down), cell.column)

    # --- one value ------------------------------------------------------------------------------------

    def _worker(self, of: Formula) -> Worker:
        match of:
            case Number(value=number):
                constant = float(number)
                return lambda _rows: constant
            case Text(value=text):
                return lambda _rows: text
            case Cell():
                return self._reference(of)
            case Infix(operator=operator, left=left, right=right):
                first, second, work = self._worker(left), self._worker(right), infix(operator)
                return lambda rows: work(first(rows), second(rows))
            case Call():
                return self._call(of)
            case Named(name=name):
                area = self._names[name]
                return self._worker(Cell(area.sheet, area.first_row, area.first_column, fixed=True))
            case Moved(formula=formula, rows=more):
                inner = self._worker(formula)
                return lambda rows: inner(rows + more)
            case Area():
                raise TypeError("a range stands where one value is wanted")
            case _:
                assert_never(of)

    def _reference(self, of: Cell) -> Worker:
        sheet, row, column = of.sheet, of.row, of.column
        if of.fixed:
            place = sheet, row, column
            return lambda _rows: self._cell(place)
        return lambda rows: self._cell((sheet, row + rows, column))

    def _call(self, of: Call) -> Worker:
        name, arguments = of.function, of.arguments
        if name == "IF":
            return self._if(*(self._worker(each) for each in arguments))
        if name == "NA":
            return lambda _rows: NA
        if name == "INDEX":
            return self._index(arguments)
        if name in ("MATCH", "COUNTIF", "SUMPRODUCT"):
            return self._over_array(of)
        if name in MANY:
            ranges, work = [self._many(each) for each in arguments], MANY[name]
            return lambda rows: work(chain.from_iterable(each(rows) for each in ranges))
        if name == "HYPERLINK":
            return self._worker(arguments[-1])
        return self._plain(name, [self._worker(each) for each in arguments])

    def _plain(self, name: str, workers: Sequence[Worker]) -> Worker:
        if name in ONE:
            one, (operand, *_) = ONE[name], workers
            return lambda rows: one(operand(rows))
        if name in TWO:
            two, (left, right) = TWO[name], workers
            return lambda rows: two(left(rows), right(rows))
        if name == "SUBSTITUTE":
            text, old, new = workers
            return lambda rows: substituted(text(rows), old(rows), new(rows))
        if name == "DATE":
            year, month, day = workers
            return lambda rows: day_of(year(rows), month(rows), day(rows))
        if name in ("AND", "OR"):
            return lambda rows: logic(name, [worker(rows) for worker in workers])
        raise TypeError(f"{name} is not computed here")

    @staticmethod
    def _if(test: Worker, then: Worker, otherwise: Worker) -> Worker:
        def chosen(rows: int) -> Value:
            truth = truth_of(test(rows))
            if isinstance(truth, ExcelError):
                return truth
            return then(rows) if truth else otherwise(rows)

        return chosen

    def _index(self, arguments: Sequence[Formula]) -> Worker:
        area = self._range(arguments[0])
        row = self._worker(arguments[1])
        column = self._worker(arguments[2]) if len(arguments) > 2 else None  # noqa: PLR2004 -- INDEX(area, row, column)

        def entry(rows: int) -> Value:
            down, across = number_of(row(rows)), 1.0 if column is None else number_of(column(rows))
            if isinstance(down, ExcelError):
                return down
            if isinstance(across, ExcelError):
                return across
            if not (1 <= down <= len(area.rows) and 1 <= across <= len(area.columns)):
                return NO_PLACE
            more = rows if area.moves else 0
            return self._cell((area.sheet, area.rows[int(down) - 1] + more, area.columns[int(across) - 1]))

        return entry

    def _over_array(self, of: Call) -> Worker:
        array = self._array(of)

        def single(rows: int) -> Value:
            found = array(rows)
            return found.values[0] if isinstance(found, Runs) else found

        return single

    # --- ranges and arrays ----------------------------------------------------------------------------

    def _range(self, of: Formula) -> _Rows:
        if isinstance(of, Named):
            of = self._names[of.name]
        if isinstance(of, Cell):
            of = Area(of.sheet, of.row, of.column, of.row, of.column, of.fixed)
        if not isinstance(of, Area):
            raise TypeError("a range is wanted")
        return _Rows(
            of.sheet,
            range(of.first_row, of.last_row + 1),
            range(of.first_column, of.last_column + 1),
            moves=not of.fixed,
        )

    def _values_of(self, area: _Rows) -> Callable[[int], Runs]:
        sheet, columns = area.sheet, area.columns
        if area.moves:
            return lambda rows: Runs.of(
                self._cell((sheet, row + rows, column)) for row in area.rows for column in columns
            )
        if len(columns) == 1:
            return lambda _rows: self._column(sheet, area.rows, columns[0])

        def all_values(_rows: int) -> Runs:
            known = self._ranges.get(area)
            if known is None:
                known = Runs.of(self._cell((sheet, row, column)) for row in area.rows for column in columns)
                self._ranges[area] = known
            return known

        return all_values

    def _many(self, of: Formula) -> Callable[[int], Counted]:
        """The values that an argument of SUM and the like brings; a cell is a range too."""
        if isinstance(of, Area | Cell | Named):
            return self._values_of(self._range(of))
        worker = self._worker(of)

        def one(rows: int) -> Counted:
            value = worker(rows)
            return ((float(value) if isinstance(value, bool) else value, 1),)

        return one

    def _array(self, of: Formula) -> ArrayWorker:
        """A formula within SUMPRODUCT: each operation on every element."""
        match of:
            case Area() | Named():
                return self._values_of(self._range(of))
            case Infix(operator=operator, left=left, right=right):
                return pairwise(infix(operator), self._array(left), self._array(right))
            case Call(function="SUMPRODUCT", arguments=(inner,)):
                return total(self._array(inner))
            case Call(function="MATCH", arguments=(wanted, values, _)):
                return position(self._array(wanted), self._array(values))
            case Call(function="COUNTIF", arguments=(values, criterion)):
                counted, limit = self._values_of(self._range(values)), self._worker(criterion)
                return lambda rows: counted_if(counted(rows), limit(rows))
            case Call(function=name, arguments=(inner,)) if name in ONE:
                return on_each(ONE[name], self._array(inner))
            case Call(function=name, arguments=(left, right)) if name in TWO:
                return pairwise(TWO[name], self._array(left), self._array(right))
            case Call(function=name, arguments=(inner,)) if name in MANY:
                array, work = self._array(inner), MANY[name]
                return lambda rows: work(as_runs(array(rows)))
            case _:
                return self._worker(of)


def _typed(cell: Content) -> Value:
    """What stands in a cell: numbers are doubles, a date its number."""
    if isinstance(cell.value, str) and cell.style in ("input date", "date"):
        return serial_of(cell.value)
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        return float(cell.value)
    return cell.value
