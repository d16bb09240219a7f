"""Cells that are filled down are computed and written as the same cells one by one, to the last bit."""

from __future__ import annotations

from random import Random

from refcf_rules.record import changed
from refcf_rules.targets.xlsx.book import Book
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import NA, Value, infix
from refcf_rules.targets.xlsx.runs import MANY, Runs, counted_if, matched
from refcf_rules.targets.xlsx.write import write
from tests.targets.xlsx.cells import every_cell
from tests.targets.xlsx.starter_book import book, data

FEW: tuple[Value, ...] = (0.0, -0.0, 0.1, 0.1, 1e16, -3.0, None, "", "brick", True, NA)


def one_by_one(of: Book) -> Book:
    """The same workbook with every cell by itself."""
    return changed(of, sheets=tuple(changed(each, cells=tuple(every_cell(each)), filled=()) for each in of.sheets))


def some_values(random: Random, choice: tuple[Value, ...] = FEW) -> list[Value]:
    """Values of every sort, many of them several times below each other."""
    return [value for _ in range(12) for value in [random.choice(choice)] * random.choice((1, 1, 7))]


def flat(runs: Runs) -> list[str]:
    return [repr(value) for value, count in runs for _ in range(count)]


def test_the_file_is_the_same_to_the_byte() -> None:
    assert sum(len(sheet.filled) for sheet in book().sheets) > 100
    assert write(one_by_one(book())) == data()


def test_every_value_is_the_same() -> None:
    calculator = Calculator(one_by_one(book()))
    cells = [(sheet.id, cell) for sheet in book().sheets for cell in every_cell(sheet) if cell.formula is not None]
    computed = [calculator.value(sheet, cell.row, cell.column) for sheet, cell in cells]
    stored = [NA if cell.value == NA.code else cell.value for _, cell in cells]
    assert [*map(repr, computed)] == [*map(repr, stored)]


def test_operations_on_runs_are_those_on_each_value() -> None:
    random = Random(1)  # noqa: S311 -- the same values each time
    for _ in range(50):
        one, other = some_values(random), some_values(random)
        length = min(len(one), len(other))
        for sign in ("+", "*", "/", "=", "<", "&"):
            work = infix(sign)
            found = Runs.of(one[:length]).with_each(Runs.of(other[:length]), work)
            assert flat(found) == [repr(work(a, b)) for a, b in zip(one, other, strict=False)]


def test_what_is_asked_of_runs_is_what_is_asked_of_single_values() -> None:
    random = Random(2)  # noqa: S311 -- the same values each time
    for choice in (FEW, FEW[:6], FEW[:-1]):
        for _ in range(30):
            values = some_values(random, choice)
            singly = [(value, 1) for value in values]
            for name, work in MANY.items():
                assert repr(work(Runs.of(values))) == repr(work(singly)), name
            assert matched(0.1, Runs.of(values)) == matched(0.1, singly)
            assert counted_if(Runs.of(values), ">0") == counted_if(singly, ">0")


def test_a_sum_adds_equal_numbers_one_after_the_other() -> None:
    assert MANY["SUM"](Runs.of([0.1] * 10)) == sum([0.1] * 10, 0.0) != 1.0
