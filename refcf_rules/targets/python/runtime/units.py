"""Units as people write them, and their exact size in canonical units.

A dimension is the product of its canonical units, such as ``kgCO2e·kg^-1``; a pure number is ``""``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from math import gcd

from refcf_rules.targets.python.runtime.data_types import UnitData
from refcf_rules.targets.python.runtime.texts import BLANKS, folded_number, parse_number

MOST_KEPT = 4096
LARGEST_SIZE = 10**150  # the sizes above and below the stroke are multiplied, and must be doubles
_LARGEST_BARE_EXPONENT = 4
_TAKE_BARE_EXPONENTS = frozenset({"m", "s", "K"})  # m2, s2, K4; not t2, which is more likely a slip
_TEN_THOUSAND = re.compile(r"(?:万|(?<![0-9０-９])[1１][0０](?:⁴|[\^＾][4４]))")
_DOTS = re.compile("[·⋅∙•・･*＊]")
_GAS_AT_20 = re.compile(r"\(20 (?=[°℃])")
_WRONG_INSIDE = re.compile(r"[\s.×]")
_POWER = re.compile(r"(?P<atom>.+?)(?P<caret>\^?)(?P<exponent>[2-9])")
# The longest head that is meant as one number, separators included, so that 1 234 t is refused.
_HEAD = re.compile(
    r"[+-]?(?:[0-9]+(?:[ ,，'’_][0-9]{3}(?![0-9]))+|[0-9]+(?:[,，][0-9]+)*|(?=\.[0-9]))"
    r"(?:[.,，][0-9]+)*(?:[eE][+-]?[0-9]+)?"
)
_UNIT_START = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]|[%％‰°℃(（1１]")


class Unit:
    """A unit: canonical value = value × ``numerator`` ÷ ``denominator`` + ``offset``; only °C has an offset."""

    __slots__ = ("denominator", "dimension", "numerator", "offset", "symbol")

    def __init__(self, symbol: str, dimension: str, size: tuple[float, float], offset: float = 0.0) -> None:
        self.symbol = symbol
        self.dimension = dimension
        self.numerator, self.denominator = size
        self.offset = offset

    @property
    def measure(self) -> tuple[str, float, float, float]:
        """What it measures and how large it is, whatever it is called."""
        return self.dimension, self.numerator, self.denominator, self.offset

    def to_canonical(self, value: float) -> float:
        """The value in the canonical unit; multiplied first, so that 14 % is the double written 0.14."""
        scaled = value * self.numerator / self.denominator
        return scaled + self.offset if self.offset else scaled


class _Atom:
    """A unit that is not a product of others, with an exact size."""

    __slots__ = ("denominator", "dimension", "numerator", "offset", "symbol")

    def __init__(self, symbol: str, dimension: str, size: tuple[int, int], offset: float) -> None:
        self.symbol = symbol
        self.dimension = dimension
        self.numerator, self.denominator = size
        self.offset = offset

    def takes_bare_exponent(self, spelling: str) -> bool:
        """Whether ``m2`` may stand for ``m^2``."""
        is_plain = spelling == self.symbol and spelling.isascii() and spelling.isalpha()
        return is_plain and self.dimension in _TAKE_BARE_EXPONENTS


class Units:
    """The units that may be written; texts read once are kept."""

    def __init__(self, bases: Iterable[str], atoms: Iterable[UnitData]) -> None:
        self._order = {base: index for index, base in enumerate(bases)}
        self._atoms: dict[str, _Atom] = {}
        self._known: dict[str, Unit | None] = {}
        for symbol, aliases, dimension, numerator, denominator, offset in atoms:
            atom = _Atom(symbol, dimension, (numerator, denominator), offset)
            self._atoms.update(dict.fromkeys((symbol, *aliases), atom))

    def unit(self, text: str) -> Unit | None:
        """The unit a text means: kg, 公斤/吨, W/(m·K), m³(20 ℃); ``None`` for anything else."""
        if text in self._known:
            return self._known[text]
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        found = self._known[text] = self._parsed(folded_unit(text))
        return found

    def quantity(self, text: str) -> tuple[float, str, Unit] | None:
        """A number as written, its text, and its unit: 6480 t, 14 %; not converted.

        ``None`` for a bad number; ``UnknownUnitError`` for a bad or missing unit.
        """
        plain = folded_number(text)
        head = _HEAD.match(plain)
        number, rest = (head.group(), plain[head.end() :].strip(BLANKS)) if head else (plain, "")
        if rest and not _UNIT_START.match(rest):
            number, rest = plain, ""  # more than a number; the reader of numbers refuses it
        value = parse_number(number)
        if value is None:
            return None
        unit = self.unit(rest)
        if unit is None:
            raise UnknownUnitError(rest)
        canonical = unit.to_canonical(value)
        return (value, number, unit) if canonical - canonical == 0 else None

    def _parsed(self, symbol: str) -> Unit | None:
        atom = self._atoms.get(symbol)
        if atom is not None:
            return Unit(symbol, atom.dimension, (float(atom.numerator), float(atom.denominator)), atom.offset)
        sides = _sides_of(symbol)
        above, below = (self._product(side) for side in sides) if sides else (None, None)
        if above is None or below is None:
            return None
        powers = dict(above[0])
        for base, power in below[0].items():
            powers[base] = powers.get(base, 0) - power
        return _unit(symbol, self.dimension(powers), above[1] * below[2], above[2] * below[1])

    def dimension(self, powers: Mapping[str, int]) -> str:
        """The product of powers of canonical units, in the order of the bases."""
        kept = sorted((base for base, power in powers.items() if power), key=self._order.__getitem__)
        return "·".join(base if powers[base] == 1 else f"{base}^{powers[base]}" for base in kept)

    def _product(self, parts: list[str]) -> tuple[dict[str, int], int, int] | None:
        """Powers of bases and exact size of a product; ``None`` if a part is unknown or has an offset."""
        powers: dict[str, int] = {}
        numerator = denominator = 1
        for part in parts:
            atom, exponent = self._atom_power(part)
            if atom is None or atom.offset:
                return None
            for base, power in powers_of(atom.dimension).items():
                powers[base] = powers.get(base, 0) + power * exponent
            numerator, denominator = _reduced(
                numerator * atom.numerator**exponent, denominator * atom.denominator**exponent
            )
            if max(numerator, denominator) > LARGEST_SIZE:
                return None
        return powers, numerator, denominator

    def _atom_power(self, part: str) -> tuple[_Atom | None, int]:
        """One atom and its exponent; an atom that ends in a digit (Nm3) is looked up first."""
        if part in self._atoms:
            return self._atoms[part], 1
        match = _POWER.fullmatch(part)
        atom = self._atoms.get(match["atom"]) if match else None
        if match is None or atom is None:
            return None, 0
        exponent = int(match["exponent"])
        may_be_bare = exponent <= _LARGEST_BARE_EXPONENT and atom.takes_bare_exponent(match["atom"])
        return (atom, exponent) if match["caret"] or may_be_bare else (None, 0)


class UnknownUnitError(Exception):
    """A number is followed by what is no unit, or by nothing."""


def folded_unit(text: str) -> str:
    """Unit text in plain characters, trimmed: NFKC, every middle dot ``·``, 10⁴ as 万; ``℃`` stays."""
    text = _TEN_THOUSAND.sub("万", text)  # first, since NFKC would read 104
    text = "".join(char if char == "℃" else unicodedata.normalize("NFKC", char) for char in text)
    return _DOTS.sub("·", text).strip()


def powers_of(dimension: str) -> dict[str, int]:
    """The powers of the canonical units in a dimension."""
    parts = (part.partition("^") for part in dimension.split("·") if part)
    return {base: int(power or "1") for base, _, power in parts}


_KNOWN_SIDES: dict[str, tuple[str, str]] = {}


def sides_of(dimension: str) -> tuple[str, str]:
    """What stands above and what stands below the stroke, both with positive powers."""
    found = _KNOWN_SIDES.get(dimension)
    if found is None:
        found = _split_sides(dimension)
        if len(_KNOWN_SIDES) < MOST_KEPT:
            _KNOWN_SIDES[dimension] = found
    return found


def _split_sides(dimension: str) -> tuple[str, str]:
    above, below = [], []
    for part in dimension.split("·"):
        base, _, power = part.partition("^")
        if power.startswith("-"):
            below.append(base if power == "-1" else f"{base}^{power[1:]}")
        elif part:
            above.append(part)
    return "·".join(above), "·".join(below)


def _sides_of(symbol: str) -> tuple[list[str], list[str]] | None:
    """The factors above and below the slash; kg/t/h, kg/t·km and blanks inside are refused."""
    if not symbol or _WRONG_INSIDE.search(_GAS_AT_20.sub("(20", symbol)):
        return None
    above, *below = symbol.split("/")
    inner = [part[1:-1] if part.startswith("(") and part.endswith(")") else part for part in below]
    if len(below) > 1 or (below == inner and "·" in "".join(below)):
        return None
    return above.split("·"), inner[0].split("·") if inner else []


def _unit(symbol: str, dimension: str, numerator: int, denominator: int) -> Unit:
    above, below = _reduced(numerator, denominator)
    return Unit(symbol, dimension, (float(above), float(below)))


def _reduced(numerator: int, denominator: int) -> tuple[int, int]:
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common
