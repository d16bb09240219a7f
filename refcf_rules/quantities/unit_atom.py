"""The unit that is not a product of others; the table of them is in ``units.py``."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.record import record

_BARE_EXPONENTS: Final = tuple(map(Dimension.of, (Base.LENGTH, Base.TIME, Base.TEMPERATURE)))


@record
class UnitAtom:
    """A unit that is not a product of others: its symbol, other spellings, and size.

    Canonical value = value × ``factor`` + ``offset``. Spellings are folded
    (plain characters, ``·`` for dots); case matters, since MW is not mW.
    """

    symbol: str
    aliases: tuple[str, ...]
    dimension: Dimension
    factor: Fraction
    offset: Fraction = Fraction(0)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The symbol first, then the aliases."""
        return (self.symbol, *self.aliases)

    def takes_bare_exponent(self, spelling: str) -> bool:
        """Whether ``m2`` may stand for ``m^2``: not for t, where t2 is more likely a slip."""
        return (
            spelling == self.symbol and self.dimension in _BARE_EXPONENTS and spelling.isascii() and spelling.isalpha()
        )
