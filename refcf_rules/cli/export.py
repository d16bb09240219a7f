"""``refcf export``: an inventory in another form, with nothing added and nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.judging import Judge
from refcf_rules.cli.output import say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import not_judged_text
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.write.as_json import json_text
from refcf_rules.inventory.write.as_yaml import yaml_text
from refcf_rules.inventory.write.document import document_of
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message

_HELP: Final = Message(
    "把清单转成 YAML 或 JSON；数值、单位和编号不变。不判定是否符合标准。",
    "Turn an inventory into YAML or JSON; values, units and ids stay as they are. Nothing is judged.",
)
_INVENTORY: Final = Message("清单", "INVENTORY")
_FILE: Final = Message("文件", "FILE")
_OUTPUT: Final = Message(
    "写入 .yaml 或 .json 文件；不写则把 YAML 打印出来。",
    "File to write, .yaml or .json; without it, YAML is printed.",
)
_WRITTEN: Final = Message("已写入  {path}", "written  {path}")
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_ENDING: Final = Message(
    "“{path}”的结尾看不出格式；请用 .yaml 或 .json。", "The name {path} says no form; end it in .yaml or .json."
)
_FORMS: Final[Mapping[str, str]] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def export(inventory: str, *, standard: str | None, output: str | None) -> int:
        return _export(inventory, standard, output, session)

    return options.command(
        session,
        "export",
        _HELP,
        export,
        options.argument(session, "inventory", _INVENTORY),
        options.standard_option(session),
        click.Option(["-o", "--output"], metavar=session.say(_FILE), help=session.say(_OUTPUT)),
    )


def _export(path: str, standard: str | None, output: str | None, session: Session) -> int:
    form = _form(output, session)
    read = Judge(session, standard).read(path)
    if read.inventory is None or read.standard is None:
        say(not_judged_text(read, session.style(read.text)))
        return options.UNREADABLE
    text = _text(read.inventory, read.standard, form)
    if output is None:
        say(text.removesuffix("\n"))
        return options.FINE
    _write(Path(output), text, session)
    say(session.say(_WRITTEN.filled(path=output)))
    return options.FINE


def _form(output: str | None, session: Session) -> str:
    if output is None:
        return "yaml"
    form = _FORMS.get(Path(output).suffix.casefold())
    if form is None:
        options.refuse(session, _ENDING.filled(path=output))
    return form


def _text(inventory: Inventory, standard: Standard, form: str) -> str:
    document = document_of(inventory, standard)
    return json_text(document) if form == "json" else yaml_text(document)


def _write(path: Path, text: str, session: Session) -> None:
    try:
        write_file(path, text.encode("utf-8"))
    except OSError as error:
        options.refuse(session, _CANNOT_WRITE.filled(path=path, reason=error.strerror or str(error)))
