"""One inventory in a file: the whole process, from start to end."""

from __future__ import annotations

import compileall
import sys
from typing import Final

from benchmarks.data import HERE, ROOT, STANDALONE, STANDARD, inventories, single
from benchmarks.processes import Ended, medians, needless_imports, refcf
from benchmarks.table import Goal, Row, absent, judged

TWICE_HAND: Final = Goal("at most", 2.0)
QUARTER: Final = Goal("at most", 0.25, "s")
NO_IMPORT: Final = Goal("at most", 0, "imports")


def rows(runs: int) -> list[Row]:
    """The hand-written script, the standalone file, and refcf with the standard kept."""
    compileall.compile_dir(ROOT / "refcf_rules", quiet=2)  # as an installer does; a checkout may not have been
    generated, converted = single(inventories(300, 60))
    by_refcf = refcf("validate", converted, "--standard", STANDARD)
    found = medians(
        {
            "python": (sys.executable, "-c", "pass"),
            "library": (sys.executable, "-c", "import dataclasses, json"),
            "hand": (sys.executable, str(HERE / "hand_one.py"), str(generated)),
            "standalone": (sys.executable, str(STANDALONE), str(converted)),
            "module": (sys.executable, "-m", STANDALONE.stem, str(converted)),
            "refcf": by_refcf,
        },
        runs + 1,  # the first run of refcf keeps the compiled standard; a median does not see it
    )
    return [
        _beside("python -c pass", found["python"], "hand", found["hand"]),
        _beside("python -c 'import dataclasses, json'", found["library"], "hand", found["hand"]),
        _beside("hand_json script", found["hand"], "hand", found["hand"]),
        _beside("python workload.py, compiled at each start", found["standalone"], "hand", found["hand"], TWICE_HAND),
        _beside("python -m workload, compiled once", found["module"], "hand", found["hand"], TWICE_HAND),
        _beside("refcf validate, standard kept", found["refcf"], "pass", found["python"]),
        _seconds("refcf validate, standard kept", found["refcf"]),
        _imports(by_refcf),
    ]


def _beside(what: str, mine: Ended | str, name: str, theirs: Ended | str, goal: Goal | None = None) -> Row:
    if isinstance(mine, str):
        return absent(what, mine, goal)
    takes = f"{mine.wall * 1e3:.0f} ms"
    if isinstance(theirs, str):
        return Row(what, takes, theirs)
    return judged(what, takes, f"{name}: {theirs.wall * 1e3:.0f} ms", mine.wall / theirs.wall, goal)


def _seconds(what: str, mine: Ended | str) -> Row:
    if isinstance(mine, str):
        return absent(what, mine, QUARTER)
    beside = f"{mine.processor * 1e3:.0f} ms of processor time"
    return judged(what, f"{mine.wall * 1e3:.0f} ms", beside, mine.wall, QUARTER)


def _imports(command: tuple[str, ...]) -> Row:
    found = needless_imports(command)
    what = "what refcf validate loads without use"
    return judged(what, f"{len(found)}", ", ".join(found), len(found), NO_IMPORT)
