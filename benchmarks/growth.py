"""How time and memory grow with the activities of an inventory and with the number of inventories."""

from __future__ import annotations

from typing import Final

from benchmarks.data import inventories
from benchmarks.passes import measured, python_side
from benchmarks.table import Goal, Row, absent, judged
from benchmarks.two_processes import many, validated

ACTIVITIES: Final = (10, 60, 600, 6000)
INVENTORIES: Final = (1, 100, 10_000)
LARGE: Final = 100_000
BASE: Final = 60
LINEAR: Final = Goal("at most", 1.2)
CONSTANT: Final = Goal("at most", 1.2)


def rows(passes: int, least: float, *, large: bool) -> list[Row]:
    """Both."""
    return [*_activities("standalone", passes, least), *_activities("refcf", passes, least), *_inventories(large=large)]


def _activities(side: str, passes: int, least: float) -> list[Row]:
    """Time of an activity, beside that in an inventory of 60."""
    files = {count: inventories(max(1, 12_000 // count), count) for count in ACTIVITIES}
    commands = {str(count): python_side(side, each.converted) for count, each in files.items()}
    found = measured(commands, passes, least)
    base = found[str(BASE)]
    if isinstance(base, str):
        return [absent(f"{side}, 10 to 6000 activities", base, LINEAR)]
    result: list[Row] = []
    for count in ACTIVITIES:
        each = found[str(count)]
        what = f"{side}, {count} activities"
        if isinstance(each, str):
            result.append(absent(what, each, LINEAR))
            continue
        mine, theirs = each.microseconds / count, base.microseconds / BASE
        goal = LINEAR if count > BASE else None  # fewer than that pay for what is done once
        result.append(
            judged(what, f"{mine:.2f} µs each", f"{BASE}: {theirs:.2f} µs each", each.ratio(base) * BASE / count, goal)
        )
    return result


def _inventories(*, large: bool) -> list[Row]:
    """Time of an inventory and the greatest memory, beside 100 inventories."""
    result: list[Row] = []
    few: float | None = None
    for count in (*INVENTORIES, LARGE) if large else INVENTORIES:
        what = f"refcf validate, {count} inventories"
        try:
            run = validated(many(count), 1)
        except RuntimeError as error:
            return [*result, absent(what, str(error), CONSTANT)]
        takes = f"{run.wall / count * 1e6:.0f} µs each"
        memory = f"{run.memory:.0f} MiB"
        if few is None or count < INVENTORIES[2]:
            few = run.memory
            result.append(Row(what, takes, memory))
        else:
            result.append(judged(what, takes, f"{memory}; {INVENTORIES[1]}: {few:.0f} MiB", run.memory / few, CONSTANT))
    return result
