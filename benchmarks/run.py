"""``make bench``: one table of refcf beside what somebody would write by hand, all measured in this run.

    python -m benchmarks.run [--quick] [--large] [--only SECTION]

Sides are processes that wait; one at a time makes a pass, in turn, so that a slow moment of the machine falls on
all of them. Times in a process are processor time, the median of the passes; whole processes are elapsed time.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks import compiling, growth, one_file, peer_packages, two_processes, website
from benchmarks.data import MODULE, STANDALONE, bytes_each, inventories
from benchmarks.passes import Timed, measured, python_side
from benchmarks.table import Goal, Row, absent, judged, printed
from benchmarks.targets import built

AT_MOST_HAND: Final = Goal("at most", 1.0)
AT_MOST_AJV: Final = Goal("at most", 1.5)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    count: int
    passes: int
    least: float
    runs: int
    many: int
    large: bool


FULL: Final = Effort(count=1000, passes=15, least=0.3, runs=7, many=20_000, large=False)
QUICK: Final = Effort(count=300, passes=7, least=0.15, runs=3, many=10_000, large=False)


def in_process(effort: Effort) -> list[Row]:
    """One inventory after the other in one process, from bytes."""
    files = inventories(effort.count, 60)
    commands = {
        name: python_side(name, files.generated)
        for name in ("json_loads", "hand_json", "msgspec_typed", "hand_msgspec")
    }
    commands |= {name: python_side(name, files.converted) for name in ("standalone", "refcf")}
    commands["json_loads of refcf's form"] = python_side("json_loads", files.converted)
    found = measured(commands, effort.passes, effort.least)
    generated, own = (bytes_each(path, files.count) for path in (files.generated, files.converted))
    return [
        Row("an inventory in refcf's form", f"{own:.0f} B", f"generated: {generated:.0f} B", f"{own / generated:.2f}"),
        beside("json.loads alone", "json_loads", "hand_json", found),
        beside("json.loads alone, refcf's form", "json_loads of refcf's form", "hand_json", found),
        beside("hand_json", "hand_json", "hand_json", found),
        beside("standalone Python file", "standalone", "hand_json", found, AT_MOST_HAND),
        beside("msgspec typed decoding alone", "msgspec_typed", "hand_msgspec", found),
        beside("hand_msgspec", "hand_msgspec", "hand_msgspec", found),
        beside("refcf, one process, full findings", "refcf", "hand_msgspec", found, AT_MOST_HAND),
    ]


def in_node(effort: Effort) -> list[Row]:
    """The JavaScript module beside ajv, in node."""
    files = inventories(effort.count, 60)
    commands = {
        "ajv": peer_packages.ajv_side(files.generated),
        "module": peer_packages.module_side(MODULE, files.converted),
    }
    found = measured(commands, effort.passes, effort.least)
    return [
        beside("ajv, 12 of the 21 codes", "ajv", "ajv", found),
        beside("JavaScript module, all codes", "module", "ajv", found, AT_MOST_AJV),
    ]


def beside(what: str, name: str, other: str, found: dict[str, Timed | str], goal: Goal | None = None) -> Row:
    """One side beside another."""
    mine, theirs = found[name], found[other]
    if isinstance(mine, str):
        return absent(what, mine, goal)
    takes = f"{mine.microseconds:.0f} µs"
    if isinstance(theirs, str):
        return Row(what, takes, f"{other}: {theirs}")
    return judged(what, takes, f"{other}: {theirs.microseconds:.0f} µs", mine.ratio(theirs), goal)


def compiler(_: Effort) -> list[Row]:
    """What the command line does before it judges anything."""
    with tempfile.TemporaryDirectory() as folder:
        return compiling.rows(folder)


def site(_: Effort) -> list[Row]:
    """The website of a whole series."""
    with tempfile.TemporaryDirectory() as folder:
        return website.rows(folder)


SECTIONS: Final[dict[str, tuple[str, Callable[[Effort], Sequence[Row]]]]] = {
    "process": ("One process, from bytes, µs an inventory (60 activities)", in_process),
    "node": ("In node", in_node),
    "jobs": (
        "refcf validate FILE.ndjson, elapsed",
        lambda effort: two_processes.rows(effort.many, min(effort.runs, 3)),
    ),
    "file": ("One file, whole process, elapsed", lambda effort: one_file.rows(effort.runs)),
    "growth": ("Growth", lambda effort: growth.rows(effort.passes, effort.least, large=effort.large)),
    "compiler": ("The compiler, on the bundled standards", compiler),
    "site": ("The website of the bundled series, processor time", site),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure refcf beside hand-written checks.")
    parser.add_argument("--quick", action="store_true", help="fewer inventories and passes")
    parser.add_argument("--large", action="store_true", help="also 100 000 inventories (2.2 GB in build/bench/)")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="only this section")
    chosen = parser.parse_args()
    effort = QUICK if chosen.quick else FULL
    if chosen.large:
        effort = Effort(effort.count, effort.passes, effort.least, effort.runs, effort.many, large=True)
    for note in (*peer_packages.fetched(), *built(STANDALONE, MODULE)):
        print(note, file=sys.stderr)
    names = chosen.only or list(SECTIONS)
    print(printed([(heading, rows(effort)) for heading, rows in (SECTIONS[name] for name in names)]))
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end.")
    print("A load above one means that others were at work: compare ratios, and run again.")


if __name__ == "__main__":
    main()
