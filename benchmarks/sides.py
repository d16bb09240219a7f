"""What is measured: each side checks one line of bytes at a time, in a process of its own.

    python -m benchmarks.sides NAME FILE

The process reads the file, makes one pass to warm up, says "ready", and then makes a pass for every line it is
sent (the least seconds a pass takes), answering with the seconds of processor time per inventory.
"""

# ruff: noqa: PLC0415 -- a side loads what it needs and nothing of another side

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.data import STANDALONE, STANDARD

Check = Callable[[bytes], object]


def json_loads() -> Check:
    """Decoding alone, standard library."""
    return json.loads


def hand_json() -> Check:
    """The hand-written checks after ``json.loads``."""
    from benchmarks.peers import hand

    check: Check = hand.hand_json()
    return check


def msgspec_typed() -> Check:
    """Typed decoding alone, with the structure checked."""
    from benchmarks.peers import hand

    decode = hand.hand_msgspec().decode
    from msgspec import ValidationError

    def check(line: bytes) -> object:
        try:
            return decode(line)
        except ValidationError as error:
            return error

    return check


def hand_msgspec() -> Check:
    """The hand-written checks after a typed decoding."""
    from benchmarks.peers import hand

    check: Check = hand.hand_msgspec()
    return check


def standalone() -> Check:
    """The standalone validator of the standard, imported, without refcf."""
    spec = importlib.util.spec_from_file_location("workload", STANDALONE)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(STANDALONE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["workload"] = module
    spec.loader.exec_module(module)
    check: Check = module.judge
    return check


def refcf() -> Check:
    """The own path of refcf for many inventories, in one process."""
    from refcf_rules import api
    from refcf_rules.targets.python.checker import checker_of

    return checker_of(api.load_standard(STANDARD))


def reference() -> Check:
    """The reference meaning, which no goal is set for."""
    from refcf_rules import api

    standard = api.load_standard(STANDARD)

    def check(line: bytes) -> object:
        try:
            return api.validate(api.load_inventory(line, standard), standard)
        except api.InventoryError as error:
            return error

    return check


SIDES: Final[dict[str, Callable[[], Check]]] = {
    each.__name__: each for each in (json_loads, hand_json, msgspec_typed, hand_msgspec, standalone, refcf, reference)
}


def one_pass(check: Check, lines: list[bytes], least: float) -> float:
    """Processor seconds per inventory; the lines are repeated until ``least`` of them have gone by."""
    done = 0
    start = time.process_time()
    while done == 0 or time.process_time() - start < least:
        for line in lines:
            check(line)
        done += len(lines)
    return (time.process_time() - start) / done


def main() -> None:
    """Be one side."""
    check = SIDES[sys.argv[1]]()
    lines = Path(sys.argv[2]).read_bytes().splitlines()
    one_pass(check, lines, 0.0)
    print("ready", flush=True)
    for request in sys.stdin:
        print(one_pass(check, lines, float(request)), flush=True)


if __name__ == "__main__":
    main()
