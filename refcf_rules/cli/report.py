"""``refcf report``: the footprint report as a Word or HTML file, with a redacted version if asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypedDict, Unpack

import click

from refcf_rules.cli import options
from refcf_rules.cli.judging import Judge, Judged, today
from refcf_rules.cli.output import patience, say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import code_of, not_judged_text
from refcf_rules.cli.waivers import granted_waivers, waivers_option
from refcf_rules.record import record
from refcf_rules.report.document.as_html import html_of
from refcf_rules.report.document.blocks import Document
from refcf_rules.report.document.case import Case
from refcf_rules.report.document.contents import report_document
from refcf_rules.source.message import Message

_HELP: Final = Message(
    "生成产品碳足迹报告（.docx 或 .html）：结果、图表、取舍、分配、数据质量、敏感性、逐条结论和凭据；"
    "缺少标准要求的内容时，首页写明。",
    "Write the footprint report (.docx or .html): result, charts, cut-off, allocation, data quality, sensitivity, the "
    "verdict of every clause and the receipt. What the standard requires and is missing is said on the first page.",
)
_INVENTORY: Final = Message("清单", "INVENTORY")
_FILE: Final = Message("文件", "FILE")
_OUTPUT: Final = Message("写入的文件：.docx 或 .html。", "File to write: .docx or .html.")
_REDACTED: Final = Message(
    "另写一份公开版（NAME.redacted.docx）：配方并组，说明隐去了什么。",
    "Also write a redacted version (NAME.redacted.docx): inputs grouped, and what is withheld said.",
)
_BEFORE: Final = Message(
    "同一产品上一期的清单，并列比较。", "An earlier inventory of the product, set beside this one."
)
_ENDING: Final = Message("报告的文件名以 .docx 或 .html 结尾。", "The name of a report ends in .docx or .html.")
_WRITTEN: Final = Message("已写入  {path}", "written  {path}")
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_WAIT: Final = Message("正在编写报告 …", "Writing the report ...")
_ENDINGS: Final = (".docx", ".html")


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def report(inventory: str, **given: Unpack[_Given]) -> int:
        asked = _Asked(inventory, given["standard"], Path(given["output"]), given["before"], redacted=given["redacted"])
        return _report(asked, given["waivers"], session)

    return options.command(
        session,
        "report",
        _HELP,
        report,
        options.argument(session, "inventory", _INVENTORY),
        options.standard_option(session),
        click.Option(["-o", "--output"], required=True, metavar=session.say(_FILE), help=session.say(_OUTPUT)),
        options.option(session, "--redacted", _REDACTED, is_flag=True),
        options.option(session, "--before", _BEFORE, metavar=session.say(_INVENTORY)),
        waivers_option(session),
    )


class _Given(TypedDict):
    """The options as click hands them over."""

    standard: str | None
    output: str
    redacted: bool
    before: str | None
    waivers: str | None


@record
class _Asked:
    """The command line, apart from the waivers."""

    path: str
    standard: str | None
    output: Path
    before: str | None
    redacted: bool


def _report(asked: _Asked, waivers: str | None, session: Session) -> int:
    output = asked.output
    if output.suffix.casefold() not in _ENDINGS:
        options.refuse(session, _ENDING)
    granted = granted_waivers(waivers, session)
    if isinstance(granted, int):
        return granted
    judged = Judge(session, asked.standard, waivers=granted, today=today()).judged(asked.path)
    earlier = None if asked.before is None else Judge(session, None, today=today()).judged(asked.before)
    for each in (judged, earlier):
        if each is not None and _case(each) is None:
            say(not_judged_text(each, session.style(each.text)))
            return options.UNREADABLE
    case = _case(judged)
    if case is None:
        return options.UNREADABLE
    language = session.style(judged.text).language
    with patience(session.say(_WAIT)):
        other = None if earlier is None else _case(earlier)
        _write(output, report_document(case, language, before=other), session)
        if asked.redacted:
            public = report_document(case, language, redacted=True, before=other)
            _write(output.with_suffix(f".redacted{output.suffix}"), public, session)
    return code_of(judged)


def _case(judged: Judged) -> Case | None:
    if judged.standard is None or judged.inventory is None or judged.judgement is None:
        return None
    return Case(judged.standard, judged.inventory, judged.judgement)


def _write(path: Path, document: Document, session: Session) -> None:
    if path.suffix.casefold() == ".html":
        data = html_of(document).encode("utf-8", "backslashreplace")
    else:
        from refcf_rules.report.document.as_docx import docx_of  # noqa: PLC0415 -- python-docx for Word files only

        data = docx_of(document)
    try:
        write_file(path, data)
    except OSError as error:
        options.refuse(session, _CANNOT_WRITE.filled(path=path, reason=error.strerror or str(error)))
    say(session.say(_WRITTEN.filled(path=path)))
