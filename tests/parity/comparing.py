"""Runs what targets emit for many standards, and sets it beside the reference: one process for a target."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from refcf_rules.api import build
from refcf_rules.cli.standalone import Program, Running, node_program, python_program
from refcf_rules.model.standard import Standard
from refcf_rules.parity.compare import Difference, differences
from refcf_rules.parity.inventories import Made
from refcf_rules.parity.trial import Reference, through_json
from refcf_rules.report.as_json import Json
from refcf_rules.targets.target import Emitted
from refcf_rules.version import __version__

SUFFIXES: Final = {"python": ".py", "javascript": ".mjs"}
FAILURES: Final = Path("build/parity")
"""Where a failure leaves its rule file, inventory and differences."""


@dataclass(frozen=True)
class Task:
    """A standard with inventories to judge by it; ``name`` tells it from others, ``rules`` are its texts if at hand."""

    name: str
    standard: Standard
    made: Sequence[Made]
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Failure:
    """An inventory of which a target says something else than the reference."""

    target: str
    task: str
    inventory: str
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        said = [f"{one.pointer}: {one.reference[:160]} | {one.other[:160]}" for one in self.differences[:5]]
        return "\n    ".join([f"{self.target}, {self.task}, {self.inventory}", *said])


def program_of(target: str) -> Program:
    """What runs a target; there must be a node for JavaScript, which whoever calls has asked for."""
    program = python_program() if target == "python" else node_program()
    assert program is not None
    return program


@cache
def emitted(standard: Standard, target: str) -> Emitted:
    return build(standard, [target])[target]


def validator(standard: Standard, target: str) -> str:
    """The text of the validator."""
    artifacts = emitted(standard, target).artifacts
    return next(one.data for one in artifacts if one.path.endswith(SUFFIXES[target])).decode()


@cache
def reference_of(standard: Standard) -> Reference:
    return Reference(standard, __version__)


@cache
def judged(standard: Standard, data: bytes) -> Json:
    """What the reference says."""
    return through_json(reference_of(standard).result(data))


def run(target: str, work: Iterable[tuple[str, str, bytes]], folder: Path) -> Iterator[Json]:
    """Results of (name, text of a validator, inventory); equal names mean the same text."""
    suffix, written, lines = SUFFIXES[target], set[str](), []
    for name, text, data in work:
        path = folder / f"{name}{suffix}"
        if name not in written:
            written.add(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        lines.append((path, data))
    running = Running(program_of(target), folder / "work", lines)
    try:
        for _, result in zip(lines, running.results(), strict=False):
            yield result
    finally:
        running.stop()


def failures(target: str, tasks: Sequence[Task], folder: Path) -> list[Failure]:
    """Everything that differs; each failing standard leaves its first inventory in a folder."""
    pairs = [(task, one) for task in tasks for one in task.made]
    work = ((task.name, validator(task.standard, target), one.data) for task, one in pairs)
    found: list[Failure] = []
    for (task, one), result in zip(pairs, run(target, work, folder / target), strict=True):
        differing = differences(judged(task.standard, one.data), result)
        if differing:
            failure = Failure(target, task.name, one.name, differing)
            if all(each.task != task.name for each in found):
                _keep(failure, task, one.data)
            found.append(failure)
    return found


def report(found: Sequence[Failure]) -> str:
    """The first failures, for the message of an assertion."""
    return "\n".join([f"{len(found)} inventories differ; see {FAILURES}", *map(str, found[:8])])


def _keep(failure: Failure, task: Task, data: bytes) -> None:
    folder = FAILURES / f"{failure.target}-{task.name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in task.rules:
        (folder / f"{name}.pcr").write_text(text, "utf-8")
    (folder / "inventory.json").write_bytes(data)
    said = {one.pointer: [one.reference, one.other] for one in failure.differences}
    (folder / "differences.json").write_text(json.dumps(said, ensure_ascii=False, indent=2), "utf-8")
