"""Numbers a standard prints: parameters, tables and factors, dated, sourced, with a status."""

from __future__ import annotations

from enum import Enum

from refcf_rules.model.expression import Expression
from refcf_rules.model.types import NumberType, Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


class Status(Enum):
    """Where a number stands: with a source, derived from others, or still to be set or supplied."""

    SOURCED = "sourced"
    DERIVED = "derived"
    COMMITTEE_TO_SET = "committee to set"
    COMPANY_MUST_SUPPLY = "company must supply"
    PLACEHOLDER = "placeholder"


@record
class Provenance:
    """Why a number may be believed, and when it holds (both dates included, ISO 8601)."""

    status: Status
    sources: tuple[str, ...] = ()
    derivation: Message | None = None
    since: str | None = None
    until: str | None = None


@record
class DatedValue:
    """One value of a parameter; ``None`` while the committee or the company has not set it."""

    value: Expression | None
    provenance: Provenance
    span: Span


@record
class Parameter:
    """A named number of the standard. It takes the value valid on the last day of the period."""

    id: str
    label: Message
    values: tuple[DatedValue, ...]
    type: Type
    unit: Unit | None
    clause: str
    span: Span


@record
class Entry:
    """One row of a table of the standard; ``value`` in canonical units."""

    keys: tuple[str, ...]
    value: float
    provenance: Provenance
    span: Span


@record
class LookupTable:
    """A table of the standard, looked up by equal keys; never interpolated.

    ``labels`` are what people call its columns and keys, where that is said.
    """

    id: str
    label: Message
    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    type: NumberType
    unit: Unit
    clause: str
    span: Span
    labels: tuple[tuple[str, Message], ...] = ()


@record
class NetCalorificValue:
    """The energy (MJ) that a canonical amount of a fuel gives when its water leaves as steam (低位发热量)."""

    value: float
    unit: Unit


@record
class Factor:
    """An emission factor of the library, in canonical units per canonical amount.

    ``components`` holds (component, value); a factor without a split counts as fossil, noted.
    ``plausible`` are bounds in the same unit. Kinds, GWP sets and losses are option ids. The net
    calorific value ``ncv`` of a fuel is per the mass in the state ``basis``, as the value is.
    """

    id: str
    label: Message
    flow: str
    components: tuple[tuple[str, float], ...]
    type: NumberType
    unit: Unit
    kind: str
    basis: str | None
    gwp_set: str
    place: str | None
    year: int | None
    losses: str | None
    plausible: tuple[float, float] | None
    ncv: NetCalorificValue | None
    note: Message | None
    provenance: Provenance
    clause: str
    span: Span
