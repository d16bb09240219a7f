"""A run that was stopped goes on where it was, if and only if everything is as it was; memory stays as it is."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import get_all_start_methods
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.cli.batch import pool
from refcf_rules.cli.batch.engine import Terms
from refcf_rules.cli.batch.places import Place
from refcf_rules.cli.batch.rows import Judges, Order
from tests.batch.inventories import environment, many, project, rows, satisfied, validate, write_lines

LINES: Final = 200
# Where there are waivers the reference judges, slowly enough to be stopped on the way.
SLOWLY: Final = ("--waivers", "waivers.yaml", "--today", "2026-01-31")
WAIVERS: Final = "waivers:\n- {rule: cut_off.each, reason: 停产, who: 工作组, until: 2026-06-30}\n"
# The system counts in ru_maxrss what the process was before it became this program; VmHWM begins with the program.
MEASURED: Final = """
import resource, sys
from pathlib import Path
from refcf_rules.cli.main import run

if __name__ == "__main__":
    code = run(sys.argv[1:])
    status = Path("/proc/self/status").read_text().split()
    own = int(status[status.index("VmHWM:") + 1])
    print(code, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


def started(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    """A run in a group of its own, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "refcf_rules", "validate", *arguments, *SLOWLY],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def stopped(process: subprocess.Popen[bytes], part: Path, how: signal.Signals) -> str:
    """Stop a run after some of its rows; what it said."""
    until = time.monotonic() + 60
    while time.monotonic() < until and (not part.exists() or part.stat().st_size < 20_000):
        time.sleep(0.01)
    if how == signal.SIGINT:
        os.killpg(process.pid, how)
    else:
        process.send_signal(how)
    _, said = process.communicate(timeout=60)
    return said.decode("utf-8")


@pytest.fixture(scope="module")
def whole(starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a file of lines, and the results of a run that nobody stopped."""
    made = project(starter, tmp_path_factory.mktemp("whole"))
    write_lines(made / "all.ndjson", many(LINES))
    (made / "waivers.yaml").write_text(WAIVERS, "utf-8")
    assert validate("all.ndjson", "--jobs", "1", "-o", "whole.ndjson", *SLOWLY, cwd=made).code == 2
    return made


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy, with the same times of change."""
    return shutil.copytree(whole, tmp_path / "p")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_going_on_gives_the_same_bytes(how: signal.Signals, jobs: str, folder: Path) -> None:
    part = folder / "out.ndjson.part"
    process = started("all.ndjson", "--jobs", jobs, "-o", "out.ndjson", cwd=folder)
    said = stopped(process, part, how)
    assert not (folder / "out.ndjson").exists()
    kept = part.read_bytes()
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "Interrupted" in said
        assert "Traceback" not in said
        assert kept.endswith(b"\n")
    with part.open("ab") as file:
        file.write(b'{"path":"all.ndjson:9')
    shown = validate("all.ndjson", "--jobs", jobs, "-o", "out.ndjson", *SLOWLY, cwd=folder)
    assert f"out.ndjson.part holds {kept.count(10)}" in shown.stderr
    assert f"{LINES} inventories" in shown.stdout
    assert (folder / "out.ndjson").read_bytes() == (folder / "whole.ndjson").read_bytes()
    assert sorted(path.name for path in folder.glob("out*")) == ["out.ndjson"]


@pytest.mark.parametrize("changed", ["inventories", "rules", "options"])
def test_other_inputs_begin_anew(changed: str, folder: Path) -> None:
    _leave_part(folder)
    more: tuple[str, ...] = ()
    if changed == "inventories":
        write_lines(folder / "all.ndjson", many(LINES)[1:])
    elif changed == "rules":
        rules = folder / "my_bricks.pcr"
        rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
    else:
        more = ("--standard", "my_bricks.pcr")
    shown = validate("all.ndjson", "-o", "out.ndjson", *SLOWLY, *more, cwd=folder)
    assert "starting anew" in shown.stderr
    assert changed in shown.stderr
    assert "lies" not in {row["path"] for row in rows(folder / "out.ndjson")}


def test_rows_that_make_no_sense_are_judged_again(folder: Path) -> None:
    _leave_part(folder, b"not a row\n")
    validate("all.ndjson", "-o", "out.ndjson", *SLOWLY, cwd=folder)
    assert (folder / "out.ndjson").read_bytes() == (folder / "whole.ndjson").read_bytes()


def _leave_part(folder: Path, after: bytes = b"") -> None:
    """What a run leaves that is stopped after its first row."""
    process = started("all.ndjson", "--jobs", "1", "-o", "out.ndjson", cwd=folder)
    stopped(process, folder / "out.ndjson.part", signal.SIGKILL)
    first = (folder / "out.ndjson.part").read_bytes().splitlines(keepends=True)[0]
    told = json.loads(first)
    if not after:
        first = (json.dumps(told | {"path": "lies"}) + "\n").encode()
    (folder / "out.ndjson.part").write_bytes(first + after)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux says how much memory was used")
@pytest.mark.parametrize("jobs", [1, 2])
def test_memory_does_not_grow_with_the_number(jobs: int, starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    (made / "measured.py").write_text(MEASURED, "utf-8")
    used = []
    for number in (1_000, 6_000):
        write_lines(made / f"{number}.ndjson", [satisfied()] * number)
        result = subprocess.run(
            [sys.executable, "measured.py", "validate", f"{number}.ndjson", "--jobs", str(jobs), "-o", "out.ndjson"],
            cwd=made,
            env=environment(),
            capture_output=True,
            timeout=120,
            check=True,
        )
        used.append([int(each) for each in result.stderr.split()[-2:]])
    few, many_ = used
    # The window on the file and the largest chunk are reached in between; inputs and rows kept would be 20 MB.
    assert all(after < before + 8_000 for before, after in zip(few, many_, strict=True)), used


# --- processes that die ------------------------------------------------------------------------------


@pytest.mark.parametrize("copied", [True, False], ids=["fork", "spawn"])
def test_an_inventory_that_kills_its_process_has_a_row(
    copied: bool,  # noqa: FBT001 -- pytest hands parameters over by name
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """The others keep theirs, in order; whether processes are copies of this one or started anew."""
    if copied and "fork" not in get_all_start_methods():
        pytest.skip("this system makes no copies of processes")
    monkeypatch.setattr(pool, "_may_be_copied", lambda: copied)
    monkeypatch.setattr(pool, "_work", _fragile)
    chunks = [tuple(Place(str(tmp_path / f"{number}.json"), 0, 0, 1) for number in range(at, at + 5)) for at in (0, 5)]
    order = Order(Terms(None, (), "2026-01-31"), "ndjson", "en")
    done = list(pool.judged(iter(chunks), order, 2))
    told = [json.loads(line) for each in done for line in each.rows.splitlines()]
    assert [Path(row["path"]).stem for row in told] == [str(number) for number in range(10)]
    assert [row["faults"][0]["code"] for row in told].count("internal-error") == 1
    assert told[3]["faults"][0]["code"] == "internal-error"
    assert sum(each.tally.defects for each in done) == 1


def _fragile(connection: Connection, make: Callable[[], Judges]) -> None:
    """A process that does not survive 3.json."""
    judges = make()
    connection.send("ready")
    while True:
        try:
            chunk = connection.recv()
        except EOFError:
            return
        if any(place.path.endswith("3.json") for place in chunk):
            os._exit(1)
        connection.send(judges.judged(chunk))
