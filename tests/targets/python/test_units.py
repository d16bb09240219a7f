"""Units and quantities are read as ``quantities`` reads them, to the last bit."""

from __future__ import annotations

import random
from typing import Final

from refcf_rules.quantities.number import NumberError
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import UnitError, parse_unit, to_canonical
from refcf_rules.quantities.units import SPELLINGS
from refcf_rules.targets.program.data import dimension_text
from refcf_rules.targets.python.runtime.units import UnknownUnitError, sides_of
from tests.targets.python.standards import PARTS, compiled

SPELLED: Final = tuple(SPELLINGS)
POWERS: Final = ("^2", "2", "3", "²", "^9", "4", "5", "-1", "^1")
JOINERS: Final = ("/", "·", "*", "／", "•", ".", "/(", " ")
NUMBERS: Final = (
    *("6480", "6,480", "1 234", "1e3", "1e400", "-5", "+.5", ".5", "5.", "００７", "１２．５", "1 2", "nan", "1-2"),
    *("1~2", "1_000", "1e-400", "", "abc", "1.2.3", "5 10⁴", "0", "-0", "1'000", "−3", "5E3"),
)


def unit_text(chance: random.Random) -> str:
    """A unit, or what nearly is one."""
    text = ""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        text += chance.choice(JOINERS) if text else ""
        text += chance.choice(SPELLED)
        text += chance.choice(POWERS) if chance.random() < 0.3 else ""
    text += ")" if "/(" in text else ""
    if chance.random() < 0.1:
        text = text.replace("k", "ｋ")
    return chance.choice(("10^4", "10⁴")) + text if chance.random() < 0.05 else text


def test_units() -> None:
    units, chance = compiled(PARTS[0])[1].units, random.Random(1)
    for _ in range(4_000):
        text = unit_text(chance)
        found = units.unit(text)
        try:
            expected = parse_unit(text)
        except UnitError:
            assert found is None, text
            continue
        assert found is not None, text
        size = float(expected.factor.numerator), float(expected.factor.denominator), float(expected.offset)
        assert (found.symbol, found.measure) == (expected.symbol, (dimension_text(expected.dimension), *size))
        above, below = expected.dimension.sides()
        assert sides_of(found.dimension) == (dimension_text(above), dimension_text(below))


def test_quantities() -> None:
    chance = random.Random(2)
    for _ in range(4_000):
        text = chance.choice(NUMBERS) + chance.choice(("", " ", "  ", "\u3000"))
        text += unit_text(chance) if chance.random() < 0.8 else ""
        assert standalone(text) == reference(text), text


def reference(text: str) -> tuple[float, str] | str:
    """The canonical value and the unit, or what is wrong."""
    try:
        value, unit = parse_quantity(text)
    except NumberError:
        return "number"
    except UnitError:
        return "unit"
    return to_canonical(value, unit), unit.symbol


def standalone(text: str) -> tuple[float, str] | str:
    try:
        found = compiled(PARTS[0])[1].units.quantity(text)
    except UnknownUnitError:
        return "unit"
    return "number" if found is None else (found[2].to_canonical(found[0]), found[2].symbol)
