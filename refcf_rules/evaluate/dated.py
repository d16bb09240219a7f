"""Which of several dated values holds: the one valid on the last day of the period (items 24, 25)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from refcf_rules.model.number import DatedValue, Provenance


def valid_on(provenance: Provenance, day: str | None) -> bool | None:
    """Whether it holds on an ISO day, both ends included; ``None`` when the day is needed but unknown."""
    if provenance.since is None and provenance.until is None:
        return True
    if day is None:
        return None
    after_start = provenance.since is None or provenance.since <= day
    return after_start and (provenance.until is None or day <= provenance.until)


def value_on(values: Sequence[DatedValue], day: str | None) -> DatedValue | None:
    """The value that holds on a day, the one that began last if several do."""
    valid = [value for value in values if valid_on(value.provenance, day)]
    return max(valid, key=lambda value: value.provenance.since or "", default=None)


def whole_months(start: str, end: str) -> float | None:
    """Whole calendar months of a period, both ends included (item 26): a calendar year has 12."""
    first, last = _date(start), _date(end)
    if first is None or last is None or last == date.max:
        return None
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return float(months - 1 if after.day < first.day else months)


def year_of(day: str) -> float | None:
    """The calendar year of an ISO date."""
    parsed = _date(day)
    return None if parsed is None else float(parsed.year)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
