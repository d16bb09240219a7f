"""Waivers: an agreed exception from one requirement, by somebody, until a date. Never a pass."""

from __future__ import annotations

from hashlib import sha256

from refcf_rules.record import record


@record
class Waiver:
    """An exception from the requirement ``rule``, for one row if ``row`` is given.

    ``until`` is the last day on which it holds, ISO 8601.
    """

    rule: str
    reason: str
    who: str
    until: str
    row: str | None = None

    def holds_on(self, today: str) -> bool:
        """Whether it has not expired."""
        return today <= self.until

    def covers(self, rule: str, row: str) -> bool:
        """Whether it is about this requirement and row."""
        return self.rule == rule and self.row in (None, row)


def waivers_digest(waivers: tuple[Waiver, ...]) -> str | None:
    """SHA-256 over the waivers in order, ``None`` without any."""
    if not waivers:
        return None
    lines = (repr((each.rule, each.row, each.reason, each.who, each.until)) for each in waivers)
    return sha256("\n".join(lines).encode()).hexdigest()
