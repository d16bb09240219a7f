"""A run over many inventories: look at what there is, judge, write, sum up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import click

from refcf_rules.api import StandardError, find_standard
from refcf_rules.cli import options
from refcf_rules.cli.batch.chunks import Pace
from refcf_rules.cli.batch.forms import Form
from refcf_rules.cli.batch.part import Key, Part, own_files
from refcf_rules.cli.batch.places import Place, places_in
from refcf_rules.cli.batch.pool import NoProcessError, judged
from refcf_rules.cli.batch.progress import Progress
from refcf_rules.cli.batch.request import Request, cores, form_of
from refcf_rules.cli.batch.rows import Chunk, Done, Order
from refcf_rules.cli.batch.summary import skipped_text, summary_text
from refcf_rules.cli.batch.survey import Inputs, Survey
from refcf_rules.cli.batch.tables import write_table
from refcf_rules.cli.batch.tally import Tally
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.codes import DEFECT, FINE, UNREADABLE
from refcf_rules.cli.output import say, say_aside
from refcf_rules.cli.session import Session
from refcf_rules.evaluate.waiver import waivers_digest
from refcf_rules.source.message import Message
from refcf_rules.version import __version__

_NOTHING: Final = Message("“{path}”中没有清单。", "There are no inventories in {path}.")
_CONTINUED: Final = Message(
    "接着上次中断处继续：{part} 中已有 {rows} 份。", "Going on where a run was interrupted: {part} holds {rows}."
)
_ANEW: Final = Message("{part} 与本次不同（{what}），重新开始。", "{part} is of another run ({what}); starting anew.")
_INTERRUPTED: Final = Message(
    "已中断；{part} 中有 {rows} 份结果。再次运行同一命令即可继续。",
    "Interrupted; {part} holds {rows} results. Run the same command again to go on.",
)
_NOT_WRITTEN: Final = Message("写不了“{path}”：{reason}。", "{path} cannot be written: {reason}.")
_NO_PROCESS: Final = Message(
    "无法启动其他进程；加 --jobs 1 在一个进程中判定。", "No other process could be started; --jobs 1 does without."
)
_KEYS: Final = {
    "tool": Message("refcf 版本", "version of refcf"),
    "options": Message("选项", "options"),
    "rules": Message("规则", "rules"),
    "inputs": Message("清单", "inventories"),
}


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done, for both ways of telling it."""

    request: Request
    order: Order
    inputs: Inputs
    survey: Survey
    session: Session

    def progress(self) -> Progress:
        """The number of inventories is known unless there are files of lines."""
        files = None if self.survey.has_lines else self.survey.files
        return Progress(self.session, files, self.survey.size)

    def places(self) -> Iterator[Place]:
        """Everything to judge, in order."""
        return places_in(self.inputs.files(self.survey))


def run(request: Request, format_: str, session: Session) -> int:
    """Judge everything; the exit code is that of the worst inventory."""
    form = form_of(request, format_, session)
    rules: Path | None = None
    if request.terms.standard is not None:
        try:
            rule_file = find_standard(request.terms.standard)
            standard_at(rule_file)  # kept now, so that the other processes need not compile it
        except StandardError as error:
            return options.report_standard_error(error, request.terms.standard, session)
        rules = rule_file.folder
    own = own_files(Path(request.output)) if request.output else ()
    inputs = Inputs(request.named, own)
    survey = inputs.survey(rules=rules)
    for path in survey.empty:
        say_aside(session.say(_NOTHING.filled(path=path)))
    if not survey.files:
        if survey.skipped:
            say(skipped_text(survey.skipped, session))
        return UNREADABLE
    return _run(_Work(request, Order(request.terms, form, session.language), inputs, survey, session))


def _run(work: _Work) -> int:
    output, session = work.request.output, work.session
    try:
        tally = _told(work) if output is None else _written(work, Path(output), work.order.form)
    except NoProcessError:
        say_aside(session.say(_NO_PROCESS))
        return DEFECT
    except OSError as error:
        say_aside(session.say(_NOT_WRITTEN.filled(path=output or "stdout", reason=error.strerror or error)))
        return UNREADABLE
    say(summary_text(tally, work.survey.skipped, output, session))
    return max(tally.code, UNREADABLE if work.survey.empty else FINE)


def _told(work: _Work) -> Tally:
    """A line each on standard output."""
    tally, progress = Tally(), work.progress()
    for done in _judged(work, work.places(), progress):
        tally.add(done.tally)
        progress.clear()
        click.echo(done.rows.decode(), nl=False)
        progress.show(tally)
    progress.clear()
    return tally


def _written(work: _Work, output: Path, form: Form) -> Tally:
    """A row each in the file of results."""
    part = Part(output, _key(work), form)
    _tell_of_before(part, work.session)
    progress, places = work.progress(), work.places()
    progress.read = sum(place.size for place in islice(places, part.before))
    try:
        for done in _judged(work, places, progress):
            part.write(done.rows)
            part.tally.add(done.tally)
            progress.show(part.tally)
    except KeyboardInterrupt:
        progress.clear()
        say_aside(work.session.say(_INTERRUPTED.filled(rows=part.tally.rows, part=part.path)))
        raise
    finally:
        part.close()
    progress.clear()
    if form == "ndjson":
        part.finish()
    else:
        write_table(part.path, output, form)
        part.discard()
    return part.tally


def _judged(work: _Work, places: Iterator[Place], progress: Progress) -> Iterator[Done]:
    pace = Pace()

    def counted(chunk: Chunk) -> Chunk:
        progress.read += sum(place.size for place in chunk)
        return chunk

    jobs = work.request.jobs or cores()
    for done in judged(map(counted, pace.chunks(places)), work.order, jobs):
        pace.learn(done)
        yield done


def _key(work: _Work) -> Key:
    """What rows depend on."""
    terms = work.order.terms
    waivers = waivers_digest(terms.waivers)
    chosen = [terms.standard, waivers, terms.today if waivers else None, work.order.form]
    chosen += [work.order.language] if work.order.form != "ndjson" else []
    return {
        "tool": f"refcf {__version__}",
        "options": " ".join(map(str, chosen)),
        "rules": work.survey.rules_digest,
        "inputs": work.survey.inputs_digest,
    }


def _tell_of_before(part: Part, session: Session) -> None:
    if part.changed:
        names = [_KEYS[name] for name in part.changed]
        what = Message("、".join(each.zh for each in names), ", ".join(each.en for each in names))
        say_aside(session.say(_ANEW.filled(what=what, part=part.path)))
    elif part.before:
        say_aside(session.say(_CONTINUED.filled(rows=part.before, part=part.path)))
