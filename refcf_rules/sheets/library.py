"""The factor library as a workbook shows it, and the digest by which a changed one is found out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from refcf_rules.model.component import HEADLINE
from refcf_rules.model.number import Factor
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.shortest import shortest_in
from refcf_rules.record import record

COLUMNS: Final = ("id", "value", "unit")
"""The columns whose cells have defined names (``names.library_name``) and enter the digest."""
_DIGITS: Final = 12


@record
class LibraryRow:
    """A factor in its own unit; no value where the standard leaves it open."""

    id: str
    value: float | None
    unit: str


def library_of(standard: Standard) -> tuple[LibraryRow, ...]:
    """The factors in the order of the standard."""
    return tuple(LibraryRow(each.id, headline(each), each.unit.symbol) for each in standard.factors)


def headline(factor: Factor) -> float | None:
    """What a factor adds to the footprint per unit of its amount, in its own unit; biogenic emissions are apart."""
    values = [value for component, value in factor.components if component.replace("-", "_") in HEADLINE]
    return shortest_in(sum(values), factor.unit) if factor.components else None


def digest_of(rows: Iterable[LibraryRow]) -> str:
    """SHA-256 of ids, values (twelve digits, as any program keeps them) and units; rows without an id do not count."""
    lines = (f"{row.id}\t{_number(row.value)}\t{row.unit}" for row in rows if row.id)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _number(value: float | None) -> str:
    return "" if value is None else format(value, f".{_DIGITS}g")
