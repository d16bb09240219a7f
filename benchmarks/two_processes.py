"""``refcf validate FILE.ndjson`` with one process and with two, from start to end."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from benchmarks.data import BUILD, STANDARD, inventories
from benchmarks.processes import Ended, ended, refcf
from benchmarks.table import Goal, Row, absent, judged

AT_LEAST: Final = Goal("at least", 1.8)


def rows(count: int, runs: int) -> list[Row]:
    """One process, and two, over few inventories and over many; the start of refcf is part of it."""
    few = max(count // 10, 1)
    try:
        return [*_compared(few, runs, None), *_compared(count, runs, AT_LEAST), _at_once(count)]
    except RuntimeError as error:
        return [absent(f"refcf validate, {count} inventories, --jobs 2", str(error), AT_LEAST)]


def _compared(count: int, runs: int, goal: Goal | None) -> list[Row]:
    lines = many(count)
    pairs = [(validated(lines, 1), validated(lines, 2)) for _ in range(runs)]
    one, two = (min(pair[index].wall for pair in pairs) for index in (0, 1))  # others at work only slow down
    what = f"refcf validate, {count} inventories, --jobs "
    return [
        Row(f"{what}1", f"{one:.2f} s", f"{one / count * 1e6:.0f} µs an inventory"),
        judged(f"{what}2", f"{two:.2f} s", f"one process: {one:.2f} s", one / two, goal),
    ]


def _at_once(count: int) -> Row:
    """Twice the work by two runs that know nothing of each other: more than the machine gives these nobody gets."""
    lines = many(count)
    alone = validated(lines, 1).wall
    with ThreadPoolExecutor(2) as both:
        slower = max(run.wall for run in both.map(validated, (lines, lines), (1, 1)))
    return judged(
        "two such runs at once, --jobs 1 each", f"{slower:.2f} s", f"one alone: {alone:.2f} s", 2 * alone / slower
    )


def validated(lines: Path, jobs: int) -> Ended:
    """One run; the results go to a folder that is new, since a run takes up what an earlier one left."""
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        results = Path(folder) / "results.ndjson"
        command = refcf("validate", lines, "--standard", STANDARD, "--jobs", str(jobs), "-o", results)
        run = ended(command, codes=(0, 1, 2))
        if not results.exists():
            raise RuntimeError("no results were written")
        return run


def many(count: int) -> Path:
    """So many inventories in one file: the same thousand again and again, which take less time to make."""
    source = inventories(min(count, 1000), 60).converted
    if count <= 1000:  # noqa: PLR2004 -- the thousand just said
        return source
    path = BUILD / f"many_{count}.ndjson"
    if not path.exists():
        thousand = source.read_bytes()
        with path.open("wb") as written:
            for _ in range(count // 1000):
                written.write(thousand)
    return path
