"""Our own calculator: the value of every formula of a workbook, to be stored in its cell.

Programs such as WPS show what is stored and do not compute on opening. What is computed here is what Excel and
LibreOffice compute from the same formulas; the tests let LibreOffice do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, assert_never

from refcf_rules.record import changed, record
from refcf_rules.targets.xlsx.book import Book, Content, Sheet
from refcf_rules.targets.xlsx.compute_functions import (
    MANY,
    NA,
    NO_PLACE,
    ONE,
    TWO,
    Array,
    ExcelError,
    Value,
    counted_if,
    day_of,
    infix,
    matched,
    number_of,
    serial_of,
    substituted,
    truth_of,
)
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Moved, Named, Number, Text

Worker = Callable[[int], Value]
"""The value of a formula that stands so many rows further down."""
ArrayWorker = Callable[[int], Value | Array]
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
        self._values: dict[Place, Value] = {}
        self._workers: dict[int, tuple[Formula, Worker]] = {}
        self._names = {each.name: each.area for each in book.names}
        self._ranges: dict[_Rows, Array] = {}
        self._depth = 0
        for sheet in book.sheets:
            for cell in sheet.cells:
                place = sheet.id, cell.row, cell.column
                if cell.formula is not None:
                    self._formulas[place] = cell.formula
                elif cell.value is not None:
                    self._values[place] = _typed(cell)

    def value(self, sheet: str, row: int, column: int) -> Value:
        """The value of a cell; None where it is empty."""
        waiting: list[Place] = [(sheet, row, column)]
        found: Value = None
        while waiting:
            self._depth = 0
            try:
                found = self._cell(waiting[-1])
            except _Waiting as other:
                if other.place in waiting:
                    raise RecursionError(f"a circle of formulas at {other.place}") from None
                waiting.append(other.place)
            else:
                waiting.pop()
        return found

    def _cell(self, place: Place) -> Value:
        known = self._values.get(place, self)
        if known is not self:
            return known  # type: ignore[return-value]  # self stands for what is not known yet
        formula = self._formulas.get(place)
        if formula is None:
            return None
        if self._depth >= _DEEPEST:
            raise _Waiting(place)
        self._depth += 1
        rows = 0
        while isinstance(formula, Moved):
            rows += formula.rows
            formula = formula.formula
        worker = self._workers.get(id(formula))
        if worker is None:
            worker = self._workers[id(formula)] = formula, self._worker(formula)
        value = worker[1](rows)
        self._depth -= 1
        value = 0.0 if value is None else value
        self._values[place] = value
        return value

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
            return lambda rows: work([value for each in ranges for value in each(rows)])
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
            return lambda rows: _logic(name, [worker(rows) for worker in workers])
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
            return found[0] if isinstance(found, list) else found

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

    def _values_of(self, area: _Rows) -> Callable[[int], Array]:
        sheet, columns = area.sheet, area.columns
        if area.moves:
            return lambda rows: [self._cell((sheet, row + rows, column)) for row in area.rows for column in columns]

        def all_values(_rows: int) -> Array:
            known = self._ranges.get(area)
            if known is None:
                known = [self._cell((sheet, row, column)) for row in area.rows for column in columns]
                self._ranges[area] = known
            return known

        return all_values

    def _many(self, of: Formula) -> Callable[[int], Iterable[Value]]:
        """The values that an argument of SUM and the like brings; a cell is a range too."""
        if isinstance(of, Area | Cell | Named):
            return self._values_of(self._range(of))
        worker = self._worker(of)

        def one(rows: int) -> Iterable[Value]:
            value = worker(rows)
            return (float(value),) if isinstance(value, bool) else (value,)

        return one

    def _array(self, of: Formula) -> ArrayWorker:
        """A formula within SUMPRODUCT: each operation on every element."""
        match of:
            case Area() | Named():
                return self._values_of(self._range(of))
            case Infix(operator=operator, left=left, right=right):
                return _pairwise(infix(operator), self._array(left), self._array(right))
            case Call(function="SUMPRODUCT", arguments=(inner,)):
                return _total(self._array(inner))
            case Call(function="MATCH", arguments=(wanted, values, _)):
                return _position(self._array(wanted), self._array(values))
            case Call(function="COUNTIF", arguments=(values, criterion)):
                counted, limit = self._values_of(self._range(values)), self._worker(criterion)
                return lambda rows: counted_if(counted(rows), limit(rows))
            case Call(function=name, arguments=(inner,)) if name in ONE:
                return _each(ONE[name], self._array(inner))
            case Call(function=name, arguments=(left, right)) if name in TWO:
                return _pairwise(TWO[name], self._array(left), self._array(right))
            case Call(function=name, arguments=(inner,)) if name in MANY:
                array, work = self._array(inner), MANY[name]
                return lambda rows: work(_as_list(array(rows)))
            case _:
                return self._worker(of)


def computed(book: Book) -> Book:
    """The workbook with the value of each formula stored in its cell; an error as its text."""
    calculator = Calculator(book)
    return changed(book, sheets=tuple(_with_values(sheet, calculator) for sheet in book.sheets))


def _with_values(sheet: Sheet, calculator: Calculator) -> Sheet:

    cells = tuple(
        cell if cell.formula is None else _with_value(cell, calculator.value(sheet.id, cell.row, cell.column))
        for cell in sheet.cells
    )
    return changed(sheet, cells=cells)


def _with_value(cell: Content, value: Value) -> Content:
    shown = value.code if isinstance(value, ExcelError) else value
    return Content(cell.row, cell.column, shown, cell.formula, cell.style, cell.link, cell.format)


def _typed(cell: Content) -> Value:
    """What stands in a cell: numbers are doubles, a date its number."""
    if isinstance(cell.value, str) and cell.style in ("input date", "date"):
        return serial_of(cell.value)
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        return float(cell.value)
    return cell.value


def _logic(name: str, values: Iterable[Value]) -> Value:
    truths = [truth_of(value) for value in values]
    wrong = next((truth for truth in truths if isinstance(truth, ExcelError)), None)
    if wrong is not None:
        return wrong
    return all(truths) if name == "AND" else any(truths)


def _as_list(value: Value | Array) -> Array:
    return value if isinstance(value, list) else [value]


def _each(work: Callable[[Value], Value], operand: ArrayWorker) -> ArrayWorker:
    def applied(rows: int) -> Value | Array:
        value = operand(rows)
        return [work(one) for one in value] if isinstance(value, list) else work(value)

    return applied


def _pairwise(work: Callable[[Value, Value], Value], left: ArrayWorker, right: ArrayWorker) -> ArrayWorker:
    def applied(rows: int) -> Value | Array:
        first, second = left(rows), right(rows)
        if isinstance(first, list):
            if isinstance(second, list):
                return [work(one, other) for one, other in zip(first, second, strict=True)]
            return [work(one, second) for one in first]
        return [work(first, one) for one in second] if isinstance(second, list) else work(first, second)

    return applied


def _total(operand: ArrayWorker) -> ArrayWorker:
    return lambda rows: MANY["SUM"](_as_list(operand(rows)))


def _position(wanted: ArrayWorker, values: ArrayWorker) -> ArrayWorker:
    def found(rows: int) -> Value:
        value = wanted(rows)
        return matched(value[0] if isinstance(value, list) else value, _as_list(values(rows)))

    return found
