"""The one table: what was measured, beside what, the ratio, the goal, and by how much it is met or missed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

_HEAD: Final = ("what", "takes", "beside", "ratio", "goal", "result")
_PERCENT: Final = 100
_REASON: Final = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One line; a row without a goal only informs."""

    what: str
    takes: str
    beside: str = ""
    ratio: str = ""
    goal: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound of a ratio or a value."""

    sense: Literal["at most", "at least"]
    bound: float
    unit: str = "×"

    @property
    def shown(self) -> str:
        """In the table."""
        return f"{'≤' if self.sense == 'at most' else '≥'} {self.bound:g} {self.unit}"

    def result(self, value: float) -> str:
        """Whether it is met, else by how much it is missed."""
        met = value <= self.bound if self.sense == "at most" else value >= self.bound
        if met:
            return "met"
        if not self.bound:
            return f"missed by {value:g}"
        return f"missed by {abs(value / self.bound - 1) * _PERCENT:.0f} %"


def judged(what: str, takes: str, beside: str, value: float, goal: Goal | None = None) -> Row:
    """A row with its ratio or value judged by the goal."""
    shown = f"{value:.2f}"
    return (
        Row(what, takes, beside, shown)
        if goal is None
        else Row(what, takes, beside, shown, goal.shown, goal.result(value))
    )


def absent(what: str, reason: str, goal: Goal | None = None) -> Row:
    """A row of something that could not be measured."""
    short = reason if len(reason) <= _REASON else f"{reason[: _REASON - 1]}…"
    return Row(what, "–", short, "", "" if goal is None else goal.shown, "not measured")


def printed(sections: Sequence[tuple[str, Sequence[Row]]]) -> str:
    """The table as text; each section has a heading of its own."""
    cells = [(row.what, row.takes, row.beside, row.ratio, row.goal, row.result) for _, rows in sections for row in rows]
    widths = [max(_width(line[column]) for line in (_HEAD, *cells)) for column in range(len(_HEAD))]
    lines = [_line(_HEAD, widths), _line(["-" * width for width in widths], widths)]
    for heading, rows in sections:
        lines.append(heading)
        lines += [_line((row.what, row.takes, row.beside, row.ratio, row.goal, row.result), widths) for row in rows]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    right = {1, 3}
    padded = [
        " " * (width - _width(cell)) + cell if column in right else cell + " " * (width - _width(cell))
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
