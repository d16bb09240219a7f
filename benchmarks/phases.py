"""Where the time of the standalone validator goes: each phase and each function of the program, beside hand_json.

    python -m benchmarks.phases [-n 150] [--passes 15]

All phases are timed in turn in one process, so that their ratios hold on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from benchmarks.data import STANDARD, inventories
from benchmarks.peers import hand
from refcf_rules import api
from refcf_rules.targets.program.lower import lower
from refcf_rules.targets.python.emit import program_text

_SHOWN: Final = 12


def program() -> ModuleType:
    """The standalone file as a module."""
    module = ModuleType("workload")
    sys.modules["workload"] = module
    exec(compile(program_text(lower(api.load_standard(STANDARD))), "workload.py", "exec"), module.__dict__)  # noqa: S102 -- what is measured
    return module


Phase = tuple[Callable[..., object], Sequence[object]]


def phases(module: ModuleType, generated: Path, converted: Path) -> dict[str, Phase]:
    """What to time, and on what."""
    known = vars(module)
    lines = converted.read_bytes().splitlines()
    unusual = known["UnusualError"]
    documents = [json.loads(line) for line in lines]

    def run(document: object) -> object:
        try:
            return known["run"](document, partial=False)
        except unusual:
            return None

    odd = sum(run(document) is None for document in documents)
    print(f"{odd} of {len(documents)} go to the careful reader (the seeded faults of structure belong there)")
    return {
        "hand_json": (hand.hand_json(), generated.read_bytes().splitlines()),
        "judge": (known["judge"], lines),
        "json.loads": (json.loads, lines),
        "decode_quickly": (known["decode_quickly"], lines),
        "run, the program": (run, documents),
    }


def timed(what: dict[str, Phase], passes: int) -> dict[str, list[float]]:
    """Microseconds an inventory, pass by pass."""
    found: dict[str, list[float]] = {name: [] for name in what}
    for _ in range(passes):
        for name, (action, over) in what.items():
            start = time.process_time()
            for each in over:
                action(each)
            found[name].append((time.process_time() - start) / len(over) * 1e6)
    return found


def functions(module: ModuleType, converted: Path) -> list[tuple[str, float]]:
    """Microseconds an inventory of each function that ``run`` calls with the state."""
    spent: dict[str, float] = {}
    documents = [json.loads(line) for line in converted.read_bytes().splitlines()]
    for name, function in list(vars(module).items()):
        code = getattr(function, "__code__", None)
        if code is not None and code.co_varnames[: code.co_argcount] == ("s", "document"):
            spent[name] = 0.0
            setattr(module, name, _clocked(function, name, spent))
    for document in documents:
        try:
            vars(module)["run"](document, partial=False)
        except vars(module)["UnusualError"]:
            continue
    return sorted(((name, each / len(documents) * 1e6) for name, each in spent.items()), key=lambda each: -each[1])


def _clocked(function: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    def clocked(*arguments: object) -> object:
        start = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            spent[name] += time.perf_counter() - start

    return clocked


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Where the time of the standalone validator goes.")
    parser.add_argument("-n", type=int, default=150, help="inventories")
    parser.add_argument("--passes", type=int, default=15)
    chosen = parser.parse_args()
    files = inventories(chosen.n, 60)
    module = program()
    found = timed(phases(module, files.generated, files.converted), chosen.passes)
    base = found["hand_json"]
    for name, times in found.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(times, base, strict=True))
        print(f"{name:<24}{min(times):9.1f} µs at best{ratio:8.2f} x hand_json")
    for name, each in functions(module, files.converted)[:_SHOWN]:
        print(f"  {name:<30}{each:9.1f} µs")


if __name__ == "__main__":
    main()
