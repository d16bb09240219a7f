"""``make bench``: how fast refcf is, as ratios within one run. Only the ratios carry over to another machine.

Rows that start a process are whole-process times (median of several runs); the others are
the best of several repetitions in one process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import refcf_rules
from refcf_rules.api import compile_rule_file, find_standard, new_readings, rule_files, run_examples
from refcf_rules.inventory.document import Mapping, Node, Scalar, read_document
from refcf_rules.model.codec import decode, encode

ROOT = Path(__file__).resolve().parent.parent
SERIES = ROOT / "standards" / "refractories"
PLANT = ROOT / "standards" / "refractories" / "examples" / "mt14a.yaml"
PART = "magnesia_carbon"
RUNS = 5


def best(action: Callable[[], object], repeat: int = RUNS) -> float:
    """Seconds of the fastest of several repetitions."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def process(*command: str, cache: str) -> float:
    """Median seconds of a whole process, start to end; any exit code counts."""
    environment = {**os.environ, "REFCF_CACHE": cache}
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def plain(node: Node) -> object:
    """A document as plain values, to write the same inventory as JSON."""
    if isinstance(node, Mapping):
        return {entry.key: plain(entry.value) for entry in node.entries}
    if isinstance(node, Scalar):
        is_number = node.json_type == "number" and not node.quoted
        return json.loads(node.text) if is_number else None if node.json_type == "null" else node.text
    return [plain(item) for item in node.items]


def plant_as_json() -> bytes:
    """The example plant as JSON bytes."""
    document, _ = read_document(PLANT.name, PLANT.read_bytes())
    return json.dumps(plain(document), ensure_ascii=False).encode() if document is not None else b"{}"


def compile_series() -> None:
    """All parts of the series in one process, what they share read once."""
    readings = new_readings()
    for file in rule_files(SERIES):
        compile_rule_file(file, readings)


def rows(folder: str) -> list[tuple[str, float, str, float]]:
    """(what, seconds, compared with, seconds)."""
    data = plant_as_json()
    file = find_standard(PART)
    standard = refcf_rules.load_standard(PART)
    kept = encode(standard)
    inventory = refcf_rules.load_inventory(data, standard, name="plant.json")
    python = process(sys.executable, "-c", "pass", cache="")
    decoding = best(lambda: json.loads(data), 200)
    refcf = (sys.executable, "-m", "refcf_rules", "validate", str(PLANT))
    cold = best(lambda: compile_rule_file(file), 3)
    check = (*refcf[:3], "check", str(SERIES))
    return [
        (
            "compile the part and what it extends, parser warm",
            cold,
            "decode the kept standard",
            best(lambda: decode(kept)),
        ),
        (
            "refcf check, whole process, nothing kept",
            process(*refcf[:3], "check", str(file.path), cache=""),
            "python -c pass",
            python,
        ),
        (
            "compile the whole series, parser warm",
            best(compile_series, 2),
            "compile each part alone",
            best(lambda: [compile_rule_file(each) for each in rule_files(SERIES)], 1),
        ),
        ("refcf check of the series, whole process, cold", process(*check, cache=""), "python -c pass", python),
        ("refcf check of the series, whole process, kept", process(*check, cache=folder), "python -c pass", python),
        ("refcf validate, whole process, nothing kept", process(*refcf, cache=""), "python -c pass", python),
        (
            "refcf validate, whole process, standard kept",
            process(*refcf, cache=folder),
            "python -c pass",
            python,
        ),
        (
            "read and type the inventory (JSON)",
            best(lambda: refcf_rules.load_inventory(data, standard, name="plant.json")),
            "json.loads",
            decoding,
        ),
        (
            "judge: all rules and the footprint",
            best(lambda: refcf_rules.validate(inventory, standard)),
            "json.loads",
            decoding,
        ),
        (
            "run all examples of the part",
            best(lambda: list(run_examples(standard, file.folder)), 2),
            "judge one inventory",
            best(lambda: refcf_rules.validate(inventory, standard)),
        ),
    ]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = rows(folder)
    print(f"{'what':<52}{'ms':>10}  {'compared with':<26}{'ms':>9}{'ratio':>9}")
    for what, seconds, other, compared in found:
        print(f"{what:<52}{seconds * 1e3:>10.2f}  {other:<26}{compared * 1e3:>9.3f}{seconds / compared:>9.1f}")


if __name__ == "__main__":
    main()
