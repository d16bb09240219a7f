"""How fast the compiler and the checker are on the bundled standards; no goal is set for these.

Rows that start a process are whole-process times (median of several runs); the others are
the best of several repetitions in one process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import refcf_rules
from benchmarks.table import Row
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


def rows(folder: str) -> list[Row]:
    """The rows of the table; ``folder`` is where compiled standards are kept."""
    data = plant_as_json()
    file = find_standard(PART)
    standard = refcf_rules.load_standard(PART)
    kept = encode(standard)
    inventory = refcf_rules.load_inventory(data, standard, name="plant.json")
    python = "python -c pass", process(sys.executable, "-c", "pass", cache="")
    decoding = "json.loads", best(lambda: json.loads(data), 200)
    one = "judge one inventory", best(lambda: refcf_rules.validate(inventory, standard))
    refcf = (sys.executable, "-m", "refcf_rules", "validate", str(PLANT))
    check = (*refcf[:3], "check", str(SERIES))
    alone = best(lambda: [compile_rule_file(each) for each in rule_files(SERIES)], 1)
    found = [
        (
            "compile a part and what it extends",
            best(lambda: compile_rule_file(file), 3),
            "decode the kept standard",
            best(lambda: decode(kept)),
        ),
        ("compile the series, parser warm", best(compile_series, 2), "each part alone", alone),
        ("refcf check of a part, nothing kept", process(*refcf[:3], "check", str(file.path), cache=""), *python),
        ("refcf check of the series, nothing kept", process(*check, cache=""), *python),
        ("refcf check of the series, kept", process(*check, cache=folder), *python),
        ("refcf validate YAML, nothing kept", process(*refcf, cache=""), *python),
        ("refcf validate YAML, kept", process(*refcf, cache=folder), *python),
        (
            "read an inventory (JSON)",
            best(lambda: refcf_rules.load_inventory(data, standard, name="plant.json")),
            *decoding,
        ),
        ("judge it by the reference", one[1], *decoding),
        ("run the examples of the part", best(lambda: list(run_examples(standard, file.folder)), 2), *one),
    ]
    return [
        Row(what, f"{seconds * 1e3:.1f} ms", f"{other}: {compared * 1e3:.2f} ms", f"{seconds / compared:.1f}")
        for what, seconds, other, compared in found
    ]
