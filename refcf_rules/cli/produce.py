"""Compiles what a command line names, and lets other targets make their files, several at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from refcf_rules.api import RuleFile, StandardError, new_readings, rule_files
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.made import keep_made, kept_made
from refcf_rules.cli.processes import processes_with
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.source.diagnostic import Diagnostic
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.source.text import SourceFile
from refcf_rules.targets.registry import QUICK, TARGETS
from refcf_rules.targets.target import Emitted
from refcf_rules.targets.xlsx.emit import TARGET as WORKBOOK
from refcf_rules.targets.xlsx.emit import emit_in

_COMPILING: Final = Message("正在编译 {name}（{number}/{all}）…", "Compiling {name} ({number}/{all}) ...")
_MAKING: Final = Message("正在生成 {name} {target}（{number}/{all}）…", "Building {name} {target} ({number}/{all}) ...")
_BY_NAME: Final = {target.name: target for target in TARGETS}
_KEPT: Final = frozenset(target.name for target in QUICK)
_FEW: Final = 5
"""So many jobs are done before other processes would have begun."""


@record
class Named:
    """What a command line names: rule files, and whether they are meant as a series."""

    files: tuple[RuleFile, ...]
    is_series: bool


@record
class Job:
    """One target of one standard; of the workbook, one language."""

    part: str
    target: str
    language: SheetLanguage | None = None


def named(names: Sequence[str]) -> Named:
    """The rule files of parts, folders and bundled series. Raises ``StandardError``."""
    found = [rule_files(name) for name in names]
    files = tuple(dict.fromkeys(file for each in found for file in each))
    return Named(files, is_series=len(files) > 1)


def compiled(files: Sequence[RuleFile], tell: Callable[[Message], None]) -> tuple[Standard, ...]:
    """The standards; raises ``StandardError`` with all that is wrong in any of them."""
    readings = new_readings()
    standards: list[Standard] = []
    wrong: dict[tuple[str, object], Diagnostic] = {}
    sources: dict[str, SourceFile] = {}
    for number, file in enumerate(files, start=1):
        tell(_COMPILING.filled(name=file.name, number=number, all=len(files)))
        try:
            standards.append(standard_at(file, readings))
        except StandardError as error:
            wrong |= {(one.kind.code, one.span): one for one in error.diagnostics}
            sources |= {one.path: one for one in error.sources}
    if wrong:
        raise StandardError(tuple(wrong.values()), tuple(sources.values()))
    return tuple(standards)


def jobs_of(standards: Iterable[Standard], targets: Sequence[str], language: SheetLanguage | None) -> tuple[Job, ...]:
    """What there is to make, what takes longest first."""
    languages: tuple[SheetLanguage, ...] = LANGUAGES if language is None else (language,)
    books = [one for one in targets if one == WORKBOOK.name]
    others = [one for one in targets if one != WORKBOOK.name]
    parts = [one.id for one in standards]
    return (
        *(Job(part, target, each) for target in books for part in parts for each in languages),
        *(Job(part, target) for part in parts for target in others),
    )


def produced(
    files: Sequence[RuleFile], standards: Sequence[Standard], jobs: Sequence[Job], tell: Callable[[Message], None]
) -> dict[str, dict[str, Emitted]]:
    """What the jobs made, by part and target; ``files`` are those of the standards.

    What the site offers of every part is kept: of a part that did not change it is not made again.
    """
    kept = {one.id: kept_made(one, file) for file, one in zip(files, standards, strict=True)}
    made = {job: kept[job.part][job.target] for job in jobs if job.target in _KEPT and job.target in kept[job.part]}
    made |= _made_anew(standards, [job for job in jobs if job not in made], tell)
    found: dict[str, dict[str, Emitted]] = {one.id: {} for one in standards}
    for job in jobs:
        before = found[job.part].get(job.target, Emitted((), ()))
        found[job.part][job.target] = _together(before, made[job])
    for file, one in zip(files, standards, strict=True):
        now = {target: emitted for target, emitted in found[one.id].items() if target in _KEPT}
        if not now.keys() <= kept[one.id].keys():
            keep_made(one, file, kept[one.id] | now)
    return found


def _made_anew(
    standards: Sequence[Standard], jobs: Sequence[Job], tell: Callable[[Message], None]
) -> dict[Job, Emitted]:
    by_id = {one.id: one for one in standards}
    made: dict[Job, Emitted] = {}

    def done(job: Job, emitted: Emitted) -> None:
        made[job] = emitted
        tell(_MAKING.filled(name=job.part, target=job.target, number=len(made), all=len(jobs)))

    if len(jobs) <= _FEW or (os.cpu_count() or 1) == 1:
        for job in jobs:
            done(job, emitted_of(by_id[job.part], job))
    else:
        _in_processes(by_id, jobs, done)
    return made


def emitted_of(standard: Standard, job: Job) -> Emitted:
    """What a target makes of a standard."""
    if job.language is not None:
        return emit_in(standard, (job.language,))
    return _BY_NAME[job.target].emit(standard)


def _together(one: Emitted, other: Emitted) -> Emitted:
    refusals = {(each.construct, each.id): each for each in (*one.refusals, *other.refusals)}
    return Emitted((*one.artifacts, *other.artifacts), tuple(refusals.values()))


# --- other processes -------------------------------------------------------------------------------


def _in_processes(by_id: dict[str, Standard], jobs: Sequence[Job], done: Callable[[Job, Emitted], None]) -> None:
    try:
        with processes_with(by_id, len(jobs)) as processes:
            under_way: dict[Future[Emitted], Job] = {processes.submit(_made, job): job for job in jobs}
            for future in as_completed(under_way):
                done(under_way[future], future.result())
    except BrokenProcessPool:  # one was ended from outside, most likely for want of memory: go on with less
        for job in jobs:
            done(job, emitted_of(by_id[job.part], job))


def _made(by_id: dict[str, Standard], job: Job) -> Emitted:
    return emitted_of(by_id[job.part], job)
