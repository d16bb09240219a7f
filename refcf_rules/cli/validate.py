"""``refcf validate``: the verdict on inventories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypedDict, Unpack

import click

from refcf_rules.cli import options
from refcf_rules.cli.codes import worst
from refcf_rules.cli.files import holds_lines, is_csv_folder
from refcf_rules.cli.judging import Judge, Judged, today
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import code_of, result_of, text_of
from refcf_rules.cli.waivers import granted_waivers, waivers_option
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.record import record
from refcf_rules.report.result import Result, Run
from refcf_rules.source.message import Message
from refcf_rules.version import __version__

_HELP: Final = Message(
    "按标准判定清单：第一行是结论，其后是每条不符合的条款、代入的数、所在位置和改法。",
    "Judge inventories by a standard: the verdict first, then each clause not met, with the numbers put in, "
    "the place and what to do.",
)
_INVENTORIES: Final = Message("清单|文件夹…", "INVENTORY|FOLDER...")
_FORMAT: Final = Message("输出的格式。", "Form of the output.")
_FILE: Final = Message("文件", "FILE")
_TODAY: Final = Message("判断豁免是否到期的日期；默认为今天。", "Date on which waivers must hold; by default today.")
_OUTPUT: Final = Message(
    "结果文件，逐份一行：.ndjson、.csv 或 .parquet。", "File of results, a row each: .ndjson, .csv or .parquet."
)
_JOBS: Final = Message("进程数；默认等于核数。", "Number of processes; by default that of the cores.")
_MARK: Final = Message(
    "把工作簿的一份副本写入此文件：标出格子，附批注和“待办”页。",
    "Write a copy of the workbook to this file, with marked cells, comments and a sheet of what to do.",
)
_ONE_BOOK: Final = Message("--mark 一次只用于一份工作簿。", "--mark is for one workbook at a time.")
_NUMBER: Final = Message("数", "N")
_HANDFUL: Final = 20
_DATE_SHAPE: Final = Message("年-月-日", "YYYY-MM-DD")
_BAD_DATE: Final = Message("--today 写成 2026-01-31 这样的日期。", "Write --today as a date such as 2026-01-31.")
_UNREADABLE: Final = Message("无法读取", "unreadable")
_ISO_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_FORMS: Final = ("text", "json", "sarif", "junit")


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def validate(inventories: tuple[str, ...], **given: Unpack[_Given]) -> int:
        asked = _Asked(inventories, given["standard"], given["format"], given["output"], given["jobs"], given["mark"])
        return _validate(asked, given["waivers"], given["today"], session)

    return options.command(
        session,
        "validate",
        _HELP,
        validate,
        options.argument(session, "inventories", _INVENTORIES, nargs=-1, required=True),
        options.standard_option(session),
        waivers_option(session),
        options.option(session, "--format", _FORMAT, type=click.Choice(_FORMS), default="text", show_default=True),
        options.option(session, "--today", _TODAY, metavar=session.say(_DATE_SHAPE)),
        click.Option(["-o", "--output"], metavar=session.say(_FILE), help=session.say(_OUTPUT)),
        options.option(session, "--mark", _MARK, metavar=session.say(_FILE)),
        options.option(session, "--jobs", _JOBS, type=click.IntRange(min=1), metavar=session.say(_NUMBER)),
    )


class _Given(TypedDict):
    """The options as click hands them over."""

    standard: str | None
    waivers: str | None
    format: str
    today: str | None
    output: str | None
    jobs: int | None
    mark: str | None


@record
class _Asked:
    """The command line, apart from what is common to both ways of judging."""

    paths: Sequence[str]
    standard: str | None
    form: str
    output: str | None
    jobs: int | None
    mark: str | None = None

    @property
    def is_for_many(self) -> bool:
        """Whether a row each is asked for rather than a report each."""
        if self.output is not None or self.jobs is not None:
            return True
        if self.form == "text" and len(self.paths) > _HANDFUL:
            return True
        return any(holds_lines(path) or _holds_inventories(Path(path)) for path in self.paths)


def _holds_inventories(path: Path) -> bool:
    return path.is_dir() and not is_csv_folder(path)


def _validate(asked: _Asked, waivers: str | None, day: str | None, session: Session) -> int:
    if day is not None and not _ISO_DATE.fullmatch(day):
        options.refuse(session, _BAD_DATE)
    granted = granted_waivers(waivers, session)
    if isinstance(granted, int):
        return granted
    if asked.mark is not None and (asked.is_for_many or len(asked.paths) > 1):
        options.refuse(session, _ONE_BOOK)
    if asked.is_for_many:
        return _validate_many(asked, granted, day or today(), session)
    judge = Judge(session, asked.standard, waivers=granted, today=day or today())
    results = [judge.judged(path) for path in asked.paths]
    code = worst([code_of(each) for each in results])
    if asked.form == "text":
        _say_text(results, session)
    else:
        style = session.style(*(each.text for each in results[:1]))
        say(_for_machines(asked.form)(map(result_of, results), Run(code, __version__, style)))
    return max(code, _mark(asked, results[0], session)) if asked.mark is not None else code


def _mark(asked: _Asked, judged: Judged, session: Session) -> int:
    from refcf_rules.cli.marking import mark  # noqa: PLC0415 -- for workbooks only

    return mark(asked.paths[0], Path(asked.mark or ""), judged, session)


def _for_machines(form: str) -> Callable[[Iterable[Result], Run], str]:
    """What writes a form, loaded now: each brings modules that the others do not need."""
    match form:
        case "json":
            from refcf_rules.report.as_json import results_json  # noqa: PLC0415 -- see above

            return results_json
        case "sarif":
            from refcf_rules.report.as_sarif import results_sarif  # noqa: PLC0415 -- see above

            return results_sarif
        case _:
            from refcf_rules.report.as_junit import results_junit  # noqa: PLC0415 -- see above

            return results_junit


def _validate_many(asked: _Asked, waivers: tuple[Waiver, ...], day: str, session: Session) -> int:
    from refcf_rules.cli.batch import engine, request, run  # noqa: PLC0415 -- single files do without

    terms = engine.Terms(asked.standard, waivers, day)
    return run.run(request.Request(asked.paths, terms, asked.output, asked.jobs), asked.form, session)


def _say_text(results: Sequence[Judged], session: Session) -> None:
    if len(results) > 1:
        say(_summary(results, session) + "\n")
    for index, judged in enumerate(results):
        say(("\n" if index else "") + text_of(judged, session))


def _summary(results: Sequence[Judged], session: Session) -> str:
    """The verdicts counted, the worst first."""
    words = [
        _UNREADABLE if each.judgement is None else each.judgement.verdict.words
        for each in sorted(results, key=code_of, reverse=True)
    ]
    return ", ".join(f"{session.say(word)} {count}" for word, count in Counter(words).items())
