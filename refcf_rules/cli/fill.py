"""``refcf fill``: the calculation workbook with what an inventory says, ready to be gone on with in Excel or WPS."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.judging import Judge
from refcf_rules.cli.output import patience, say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import not_judged_text
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.emit import NoBook, filled

_HELP: Final = Message(
    "把清单填进计算表（.xlsx），在 Excel 或 WPS 里接着填、边填边算。不判定是否符合标准。",
    "Fill an inventory into the calculation workbook (.xlsx), to go on with it in Excel or WPS. Nothing is judged.",
)
_INVENTORY: Final = Message("清单", "INVENTORY")
_FILE: Final = Message("文件", "FILE")
_OUTPUT: Final = Message("要写的 .xlsx 文件。", "The .xlsx file to write.")
_LANGUAGE: Final = Message(
    "计算表的语言：中文、英文或双语；默认同消息的语言。",
    "Language of the workbook: Chinese, English or both; by default that of the messages.",
)
_WAIT: Final = Message("正在生成计算表 …", "Writing the workbook ...")
_ENDING: Final = Message(
    "计算表是 .xlsx 文件；请把“{path}”的结尾改为 .xlsx。", "A workbook is an .xlsx file; end the name {path} in .xlsx."
)
_WRITTEN: Final = Message("已写入  {path}", "written  {path}")
_CANNOT_WRITE: Final = Message(
    "无法写入“{path}”：{reason}。若该文件正在 Excel 或 WPS 中打开，请先关闭。",
    "Cannot write {path}: {reason}. If it is open in Excel or WPS, please close it first.",
)
# The cells of a workbook live to the end of the run: looking for garbage among them took a tenth of it.
_OBJECTS_BEFORE_COLLECTING: Final = 500_000


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def fill(inventory: str, *, standard: str | None, language: SheetLanguage | None, output: str) -> int:
        return _fill(inventory, standard, language or session.language, Path(output), session)

    return options.command(
        session,
        "fill",
        _HELP,
        fill,
        options.argument(session, "inventory", _INVENTORY),
        options.standard_option(session),
        options.option(session, "--language", _LANGUAGE, type=click.Choice(SHEET_LANGUAGES)),
        click.Option(["-o", "--output"], required=True, metavar=session.say(_FILE), help=session.say(_OUTPUT)),
    )


def _fill(path: str, standard: str | None, language: SheetLanguage, output: Path, session: Session) -> int:
    if output.suffix.casefold() != ".xlsx":
        options.refuse(session, _ENDING.filled(path=output))
    read = Judge(session, standard).read(path)
    if read.inventory is None or read.standard is None:
        say(not_judged_text(read, session.style(read.text)))
        return options.UNREADABLE
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    with patience(session.say(_WAIT)):
        found = filled(read.standard, inputs_of(read.inventory, read.standard), language)
    if isinstance(found, NoBook):
        options.refuse(session, found.why)
    try:
        write_file(output, found)
    except OSError as error:
        options.refuse(session, _CANNOT_WRITE.filled(path=output, reason=error.strerror or str(error)))
    say(session.say(_WRITTEN.filled(path=output)))
    return options.FINE
