"""``refcf upgrade``: the data of a workbook in the template of the present edition, and what that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.files import read_input
from refcf_rules.cli.judging import Judge, Judged
from refcf_rules.cli.output import patience, say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import not_judged_text
from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.inventory.read_workbook.carry_over import CarriedOver, carried_over
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.record import changed
from refcf_rules.report.layout import section
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.source.decode import is_workbook
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, place_text
from refcf_rules.targets.xlsx.emit import NoBook, filled
from refcf_rules.version import __version__

_HELP: Final = Message(
    "把工作簿的数据移到现行版本的新模板（.xlsx），列出有什么变化、还要补什么。原文件不变。",
    "Move the data of a workbook to a new template of the present edition (.xlsx), and list what changed and what is "
    "now needed. The workbook itself stays as it is.",
)
_BOOK: Final = Message("工作簿", "WORKBOOK")
_FILE: Final = Message("文件", "FILE")
_OUTPUT: Final = Message("要写的新 .xlsx 文件。", "The new .xlsx file to write.")
_LANGUAGE: Final = Message("新模板的语言；默认同旧的。", "Language of the new template; by default that of the old.")
_NO_WORKBOOK: Final = Message("“{path}”不是工作簿。", "{path} is no workbook.")
_SAME: Final = Message("新工作簿请写到另一个文件。", "Write the new workbook to another file.")
_WAIT: Final = Message("正在生成新的工作簿 …", "Writing the new workbook ...")
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_WRITTEN: Final = Message("已写入  {path}", "written  {path}")
_EDITIONS: Final = Message("规则：{before} → {now}", "Rules: {before} → {now}")
_SAME_RULES: Final = Message("规则没有变化：{now}", "The rules are the same: {now}")
_LEFT_OUT: Final = Message("没有移过去的数据", "Data left out")
_ADDED: Final = Message("新增的填写项", "New inputs")
_REMOVED: Final = Message("不再有的填写项", "Inputs that are gone")
_FACTORS: Final = Message("改变了的标准因子", "Factors of the standard that changed")
_NEEDED: Final = Message("现在还要补充", "Now needed")
_PLACED: Final = Message("{place}  {text}", "{place}  {text}")
_MOST: Final = 30


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def upgrade(workbook: str, *, standard: str | None, language: SheetLanguage | None, output: str) -> int:
        return _upgrade(workbook, standard, language, Path(output), session)

    return options.command(
        session,
        "upgrade",
        _HELP,
        upgrade,
        options.argument(session, "workbook", _BOOK),
        options.standard_option(session),
        options.option(session, "--language", _LANGUAGE, type=click.Choice(SHEET_LANGUAGES)),
        click.Option(["-o", "--output"], required=True, metavar=session.say(_FILE), help=session.say(_OUTPUT)),
    )


def _upgrade(path: str, name: str | None, language: SheetLanguage | None, output: Path, session: Session) -> int:
    data = read_input(path)
    if isinstance(data, Fault):
        return _unreadable(Judged(path, faults=(data,)), session)
    if not is_workbook(data):
        options.refuse(session, _NO_WORKBOOK.filled(path=path))
    if output.exists() and output.samefile(path):
        options.refuse(session, _SAME)
    read = Judge(session, name).claim(path, data)
    if read.standard is None:
        return _unreadable(read, session)
    found = carried_over(path, data, read.standard)
    if not isinstance(found, CarriedOver):
        return _unreadable(changed(read, faults=found), session)
    old: SheetLanguage = next((each for each in SHEET_LANGUAGES if each == found.made_for.language), "zh")
    with patience(session.say(_WAIT)):
        book = filled(read.standard, inputs_of(found.inventory, read.standard), language or old)
    if isinstance(book, NoBook):
        options.refuse(session, book.why)
    try:
        write_file(output, book)
    except OSError as error:
        options.refuse(session, _CANNOT_WRITE.filled(reason=error.strerror or error, path=output))
    needed = tuple(_needed(found, read.standard))
    say("\n".join(_lines(found, needed, read.standard, output, session.style(read.text))))
    return options.FINDINGS if found.left_out or needed else options.FINE


def _unreadable(judged: Judged, session: Session) -> int:
    say(not_judged_text(judged, session.style(judged.text)))
    return options.UNREADABLE


def _needed(found: CarriedOver, standard: Standard) -> Iterator[Message]:
    """What keeps requirements from being decided."""
    judgement = judge(standard, found.inventory, tool_version=__version__)
    for finding in judgement.findings:
        if finding.requirement.modality is Modality.SHALL and finding.outcome is Outcome.NOT_DECIDABLE:
            yield from (cause.what for row in finding.rows for cause in row.causes)


def _lines(
    found: CarriedOver, needed: Iterable[Message], standard: Standard, output: Path, style: Style
) -> Iterator[str]:
    yield style.say(_WRITTEN.filled(path=output))
    part, made = standard.part, found.made_for
    edition = style.say(part.edition)
    now = f"{part.number} {edition} ({standard.digest[:8]})"
    named = edition if made.edition in (part.edition.zh, part.edition.en) else made.edition
    before = f"{made.number} {named} ({made.digest[:8]})"
    yield style.say(_SAME_RULES.filled(now=now) if before == now else _EDITIONS.filled(before=before, now=now))
    left = [_PLACED.filled(text=each.message, place=place_text(each.span)) for each in found.left_out]
    inputs = ((_LEFT_OUT, left), (_REMOVED, found.removed), (_ADDED, found.added))
    for title, texts in (*inputs, (_FACTORS, found.factors), (_NEEDED, needed)):
        listed = [style.say(each) for each in dict.fromkeys(texts)]
        more = [f"… (+{len(listed) - _MOST})"] if len(listed) > _MOST else []
        yield from section(title, [*listed[:_MOST], *more], style)
