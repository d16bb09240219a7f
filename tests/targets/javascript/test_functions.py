"""Numbers, rounding, units, dates and texts in JavaScript are those of the reference on every double and text tried."""

from __future__ import annotations

import hashlib
import json
import math
import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from refcf_rules.evaluate.dated import whole_months
from refcf_rules.inventory.names import Name, folded, near_names
from refcf_rules.quantities.comparison import at_most, below, equal
from refcf_rules.quantities.number import NumberError, format_number, parse_number
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.rounding import round_to_step
from refcf_rules.quantities.unit import UnitError, parse_unit, to_canonical
from refcf_rules.quantities.units import SPELLINGS
from refcf_rules.source.message import same
from refcf_rules.targets.program.data import dimension_text
from tests.conftest import NeedsProgram
from tests.targets.javascript.node import answers
from tests.targets.python.mutations import Json
from tests.targets.python.standards import compiled

Case = tuple[str, list[Json], Json]
STEPS: Final = (0.05, 0.5, 2.0, 1e-3, 0.1, 0.01, 1.0, 10.0, 0.2, 0.25, 5.0, 100.0, 1e-6, 1e22, 1e25, 0.3, 1e-12, 7e-5)
SPECIAL: Final = (0.0, -0.0, 1e-12, 1e20, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 2.5, 3.5, -2.5, 0.5, -0.5)
NUMBER_PIECES: Final = (
    *(
        "1",
        "2",
        "0",
        "９",
        ".",
        "．",
        "-",
        "+",
        "－",
        "e",
        "E",
        "５",
        " ",
        "　",
        ",",
        "，",
        "1e400",
        "1e-400",
        "0.0",
        "e-5",
    ),
    *("²", "½", "_", "\ufeff", "\x1c", "\x85", "١", "\u2028"),
)
UNIT_PIECES: Final = (
    *(
        "/",
        "·",
        "*",
        "⋅",
        " ",
        ".",
        "(",
        ")",
        "^2",
        "2",
        "3",
        "²",
        "³",
        "⁴",
        "10⁴",
        "10^4",
        "万",
        "-1",
        "／",
        "（",
        "）",
    ),
    *("℃", "×", "\t", "㎡", "１"),
)


def doubles(chance: random.Random, count: int) -> Iterator[float]:
    """Doubles of every size, decimals, and decimals that lie between two of 12 digits."""
    for _ in range(count):
        kind = chance.random()
        sign = chance.choice((1, -1))
        if kind < 0.2:
            (value,) = struct.unpack("<d", struct.pack("<Q", chance.getrandbits(64)))
            yield value if math.isfinite(value) else 0.0
        elif kind < 0.5:
            yield sign * chance.randrange(10 ** chance.randrange(1, 17)) / 10 ** chance.randrange(14)
        elif kind < 0.7:
            yield sign * (chance.randrange(10**11, 10**12) + 0.5) * 10.0 ** chance.randrange(-3, 3)
        elif kind < 0.9:
            yield sign * (chance.randrange(10**6) + 0.5) * chance.choice(STEPS)
        else:
            yield chance.choice(SPECIAL)


def compared(node: Path, cases: list[Case]) -> None:
    """Every call gives what is expected; what is missing is null."""
    _, runtime = compiled("magnesia_carbon")
    question = {"atoms": runtime.data["units"], "bases": runtime.data["bases"]}
    said = answers(node, "check_functions.mjs", {**question, "cases": [case[:2] for case in cases]})
    wrong = [(case, got) for case, got in zip(cases, said, strict=True) if _double(got) != _double(case[2])]
    assert not wrong[:5]


def _double(value: Json) -> Json:
    """A number as a double: 10²⁴ comes without its point."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def finite(value: float) -> Json:
    return value if math.isfinite(value) else None


def rounded(value: float, step: float) -> Json:
    try:
        return finite(round_to_step(value, step))
    except OverflowError:
        return None


def read(of: Callable[[str], Json], text: str) -> Json:
    """What a text says, or nothing."""
    try:
        return of(text)
    except (NumberError, UnitError):
        return None


def unit_of(text: str) -> Json:
    unit = parse_unit(text)
    size = [float(unit.factor.numerator), float(unit.factor.denominator), float(unit.offset)]
    return [unit.symbol, dimension_text(unit.dimension), *size]


def canonical(text: str) -> Json:
    value, unit = parse_quantity(text)
    return finite(to_canonical(value, unit))


def test_numbers(needs_program: NeedsProgram) -> None:
    """Rounding, comparing and showing numbers in JavaScript, on thousands of doubles."""
    chance = random.Random(1)
    cases: list[Case] = []
    for value in doubles(chance, 6000):
        step, digits = chance.choice(STEPS), chance.choice((3, 6, 10, 12))
        other = value * (1 + chance.choice((0, 1e-9, -1e-9, 1.0000001e-9, 5e-10, 2e-9)))
        other = other if math.isfinite(other) else 1.0
        cases += [
            ("rounded", [value, step], rounded(value, step)),
            ("formatNumber", [value, digits], format_number(value, digits)),
            ("below", [value, other], below(value, other)),
            ("atMost", [value, other], at_most(value, other)),
            ("equal", [other, value], equal(other, value)),
        ]
    compared(needs_program("node"), cases)


def test_missing(needs_program: NeedsProgram) -> None:
    """A missing number makes comparisons unknown and results missing; unknown truths follow Kleene."""
    nan: Json = {"missing": True}
    cases: list[Case] = [
        ("below", [nan, 1], None),
        ("atMost", [1, nan], None),
        ("equal", [nan, nan], None),
        ("divide", [1, 0], None),
        ("divide", [nan, 2], None),
        ("rounded", [nan, 1], None),
        ("isFinite_", [nan], False),
        ("allOf", [True, None, False], False),
        ("allOf", [True, None], None),
        ("anyOf", [False, None], None),
        ("anyOf", [None, True], True),
        ("negated", [None], None),
        ("chooseNumber", [None, 5, 5.000000001], 5),
        ("chooseNumber", [None, 5, 6], None),
        ("choose", [None, "a", "a"], "a"),
        ("choose", [True, "a", None], "a"),
        ("same", ["５", "5"], True),
        ("same", [None, "a"], None),
        ("interpolated", [[[1, 10], [3, 30]], 2], 20),
        ("interpolated", [[[1, 10], [1, 30]], 1], None),
        ("interpolated", [[[1, 10], [3, 30]], 4], None),
        ("dated", [[[1, None, "2020-12-31"], [2, "2021-01-01", None]], "2024-12-31"], 2),
        ("dated", [[[1, "2020-01-01", None]], None], None),
        ("entry", [[[["a", "1.0"], 7, None, None]], ["a", 1], None], 7),
        ("entry", [[[["a"], 7, None, None], [["a"], 8, None, None]], ["a"], None], None),
        ("compareTexts", ["\uff21", "\U00020000"], 0xFF21 - 0x20000),
    ]
    said = answers(
        needs_program("node"), "check_functions.mjs", {"atoms": [], "bases": [], "cases": [c[:2] for c in cases]}
    )
    assert said[:-1] == [case[2] for case in cases[:-1]]
    assert isinstance(said[-1], int | float)
    assert said[-1] < 0, "a character beyond 16 bits comes last"


def test_units_and_texts(needs_program: NeedsProgram) -> None:
    """Units, numbers as text, dates, near names and digests in JavaScript."""
    chance = random.Random(2)
    spellings = list(SPELLINGS)
    cases: list[Case] = [("unit", [text], read(unit_of, text)) for text in spellings]
    for _ in range(6000):
        pieces = [
            chance.choice(spellings if chance.random() < 0.6 else UNIT_PIECES) for _ in range(chance.randrange(6))
        ]
        text = "".join(pieces)
        cases.append(("unit", [text], read(unit_of, text)))
        number = "".join(chance.choice(NUMBER_PIECES) for _ in range(chance.randrange(6)))
        cases.append(("parseNumber", [number], read(parse_number, number)))
        quantity = f"{chance.choice((number, repr(chance.random() * 1e4)))}{chance.choice(('', ' ', '　'))}{text}"
        cases.append(("canonical", [quantity], read(canonical, quantity)))
        cases.append(("folded", [quantity], folded(quantity)))
        days = [
            f"{chance.randrange(1999, 2030)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}" for _ in "12"
        ]
        cases.append(("wholeMonths", [*days], whole_months(*days)))
    labels = [
        "amount",
        "数量",
        "moisture",
        "含水率",
        "kind",
        "类别",
        "质量基准",
        "mass basis",
        "unit process",
        "单元过程",
    ]
    names: list[Json] = [{"id": text, "spellings": [text]} for text in labels]
    known = [Name(text, same(text)) for text in labels]
    for _ in range(1000):
        word = list(chance.choice(labels))
        word[chance.randrange(len(word))] = chance.choice("amount量率x ")
        text = "".join(word)
        cases.append(("nearIds", [text, names], [name.id for name in near_names(text, known)]))
    bricks = ["砖" * size for size in (0, 1, 18, 19, 20, 21, 22, 40, 1000)]
    cases += [("digestOf", [text], hashlib.sha256(text.encode()).hexdigest()) for text in bricks]
    compared(needs_program("node"), json.loads(json.dumps(cases)))
