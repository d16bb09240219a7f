"""Calendar dates in ISO 8601, without a clock."""

from __future__ import annotations

NOT_A_NUMBER = float("nan")
MONTHS = 12
_LAST_DAY = "9999-12-31"


def days_in_month(year: int, month: int) -> int:
    """How many days a month of the Gregorian calendar has."""
    if month == 2:  # noqa: PLR2004 -- February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def year_of(day: str | None) -> float:
    """The calendar year of an ISO date."""
    return NOT_A_NUMBER if day is None else float(int(day[:4]))


def whole_months(start: str | None, end: str | None) -> float:
    """Whole calendar months of a period, both ends included: a calendar year has 12."""
    if start is None or end is None or end == _LAST_DAY:
        return NOT_A_NUMBER
    year, month, day = _day_after(*_parts(end))
    first_year, first_month, first_day = _parts(start)
    months = (year - first_year) * MONTHS + month - first_month
    return float(months - 1 if day < first_day else months)


def valid_on(since: str | None, until: str | None, day: str | None) -> bool:
    """Whether something dated holds on a day, both ends included; not known without the day, hence no."""
    if since is None and until is None:
        return True
    return day is not None and (since is None or since <= day) and (until is None or day <= until)


def _parts(day: str) -> tuple[int, int, int]:
    return int(day[:4]), int(day[5:7]), int(day[8:10])


def _day_after(year: int, month: int, day: int) -> tuple[int, int, int]:
    if day < days_in_month(year, month):
        return year, month, day + 1
    return (year, month + 1, 1) if month < MONTHS else (year + 1, 1, 1)
