"""Examples run for a website, and what came out kept in the user's cache folder until anything they rest on changes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from contextlib import suppress
from typing import Final

from refcf_rules.api import RuleFile, bounded, evidence_of
from refcf_rules.cli.cache import code_state, digest_of, keep_text, kept_text, name_of, standard_at
from refcf_rules.cli.processes import processes_with
from refcf_rules.inventory.limits import DOCUMENT_BYTES
from refcf_rules.model.evidence import Evidence, ExampleFootprint, Executed, Judged, Used
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message

_RUNNER: Final = ("evaluate", "inventory", "model", "quantities", "source", "api.py", "record.py")
_RUNNING: Final = Message(
    "正在运行 {name} 的示例（{number}/{all}）…", "Running the examples of {name} ({number}/{all}) ..."
)


def evidence_at(files: Sequence[RuleFile], standards: Sequence[Standard], tell: Callable[[Message], None]) -> Evidence:
    """What the examples of rule files, and of the parts they extend, come to. Raises ``StandardError``."""
    wanted = _with_extended(files, standards)
    found = {file: kept for file, standard in wanted.items() if (kept := _kept(standard, file)) is not None}
    missing = {file: standard for file, standard in wanted.items() if file not in found}
    for number, (file, evidence) in enumerate(_run(missing), start=1):
        tell(_RUNNING.filled(name=file.name, number=number, all=len(missing)))
        keep_text(_WHAT, name_of(file), _key(missing[file], file), _written(evidence))
        found[file] = evidence
    return _together(found[file] for file in wanted)


def kept_evidence(files: Sequence[RuleFile], standards: Sequence[Standard]) -> Evidence:
    """As much of it as was kept; nothing is run."""
    kept = (_kept(standard, file) for file, standard in zip(files, standards, strict=True))
    return _together(one for one in kept if one is not None)


def _together(found: Iterable[Evidence]) -> Evidence:
    executed: dict[tuple[str, str], Executed] = {}
    texts: dict[str, str] = {}
    inventories: dict[tuple[str, str], str] = {}
    for one in found:
        executed |= one.executed
        texts |= one.texts
        inventories |= one.inventories
    return Evidence(executed, texts, inventories)


def _with_extended(files: Sequence[RuleFile], standards: Sequence[Standard]) -> dict[RuleFile, Standard]:
    """The rule files with those of the parts they extend, as far as they lie beside them."""
    found = dict(zip(files, standards, strict=True))
    for file, standard in zip(files, standards, strict=True):
        for part in standard.parts:
            other = RuleFile(part.id, file.folder, file.shown)
            if other not in found and other.path.is_file():
                found[other] = standard_at(other)
    return found


def _run(missing: Mapping[RuleFile, Standard]) -> Iterator[tuple[RuleFile, Evidence]]:
    """Run the examples, those of several parts in several processes."""
    if min(len(missing), os.cpu_count() or 1) <= 1:
        yield from ((file, evidence_of(standard, file)) for file, standard in missing.items())
        return
    with processes_with(missing, len(missing)) as processes:
        under_way = {processes.submit(_ran, file): file for file in missing}
        yield from ((under_way[future], future.result()) for future in as_completed(under_way))


def _ran(standards: Mapping[RuleFile, Standard], file: RuleFile) -> Evidence:
    return evidence_of(standards[file], file)


# --- the cache -------------------------------------------------------------------------------------

_WHAT: Final = "evidence"


def _kept(standard: Standard, file: RuleFile) -> Evidence | None:
    """The evidence of one part, if it was kept and nothing changed."""
    kept = kept_text(_WHAT, name_of(file), _key(standard, file))
    with suppress(ValueError, LookupError, TypeError):
        return None if kept is None else _read(kept)
    return None


def _key(standard: Standard, file: RuleFile) -> str:
    """The digest of everything the outcome of the examples depends on."""
    return digest_of((*code_state(_RUNNER), standard.digest.encode(), *_inputs(standard, file)))


def _inputs(standard: Standard, file: RuleFile) -> Iterator[bytes]:
    for part in standard.parts:
        found = file.read(part.id)
        yield b"" if found is None else found[1]
    for path in dict.fromkeys(each.path for each in standard.examples if each.path and each.part == standard.id):
        inventory = file.folder / path
        yield path.encode()
        yield bounded(inventory, DOCUMENT_BYTES) if inventory.is_file() else b""


def _written(evidence: Evidence) -> str:
    rows = [
        [
            *key,
            executed.passed,
            [_row(judged) for judged in executed.judged.values()],
            executed.formulas,
            [[one.process, one.kind, one.factor, one.direction] for one in executed.used],
            executed.arising,
            _numbers(executed.footprint),
        ]
        for key, executed in evidence.executed.items()
    ]
    inventories = [[*key, text] for key, text in evidence.inventories.items()]
    said = {"executed": rows, "texts": dict(evidence.texts), "inventories": inventories}
    return json.dumps(said, ensure_ascii=False)


def _row(judged: Judged) -> list[object]:
    shown = judged.shown
    return [judged.rule, judged.outcome, judged.row, shown and [shown.zh, shown.en], judged.margin]


def _numbers(footprint: ExampleFootprint | None) -> list[object] | None:
    if footprint is None:
        return None
    shares = dict(footprint.by_stage), dict(footprint.by_component)
    return [footprint.value, *shares, footprint.has_placeholders]


def _read(text: str) -> Evidence:
    said = json.loads(text)
    executed = {
        (part, example): Executed(
            example,
            passed,
            {row[0]: _judged(*row) for row in rows},
            tuple(formulas),
            tuple(Used(*one) for one in used),
            tuple((emission, process) for emission, process in arising),
            None if footprint is None else ExampleFootprint(*footprint),
        )
        for part, example, passed, rows, formulas, used, arising, footprint in said["executed"]
    }
    inventories = {(part, example): text for part, example, text in said["inventories"]}
    return Evidence(executed, said["texts"], inventories)


def _judged(rule: str, outcome: str, row: str, shown: list[str] | None, margin: float | None) -> Judged:
    return Judged(rule, outcome, row, None if shown is None else Message(*shown), margin)
