"""``refcf export``: an inventory in another form, with nothing added and nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import click

from refcf_rules.cli import options
from refcf_rules.cli.judging import Judge
from refcf_rules.cli.output import say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import not_judged_text
from refcf_rules.inventory.folder import is_left_by_the_system
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.write.as_csv import csv_files
from refcf_rules.inventory.write.as_json import json_text
from refcf_rules.inventory.write.as_yaml import yaml_text
from refcf_rules.inventory.write.document import document_of
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Language, Message

Form = Literal["yaml", "json", "csv"]

_HELP: Final = Message(
    "把清单转成 YAML、JSON 或一个文件夹的 CSV；数值、单位和编号不变。不判定是否符合标准。",
    "Turn an inventory into YAML, JSON or a folder of CSV files; values, units and ids stay as they are. "
    "Nothing is judged.",
)
_INVENTORY: Final = Message("清单", "INVENTORY")
_FILE: Final = Message("文件|文件夹/", "FILE|FOLDER/")
_OUTPUT: Final = Message(
    "写入 .yaml、.json 文件，或文件夹（CSV，以 / 结尾）；不写则把 YAML 打印出来。",
    "File to write, .yaml or .json, or a folder (CSV, ends in /); without it, YAML is printed.",
)
_WRITTEN: Final = Message("已写入  {path}", "written  {path}")
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_ENDING: Final = Message(
    "“{path}”的结尾看不出格式；请用 .yaml、.json，或以 / 结尾的文件夹。",
    "The name {path} says no form; end it in .yaml or .json, or in / for a folder.",
)
_NOT_EMPTY: Final = Message(
    "文件夹“{path}”里已有“{name}”，会与新的表混在一起；请换一个空文件夹。",
    "The folder {path} holds {name}, which would mix with the new tables; name an empty folder.",
)
_FORMS: Final[Mapping[str, Form]] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", "": "csv"}


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
    language = session.style(read.text).language
    if output is None:
        say(_files(read.inventory, read.standard, form, language, "")[""].removesuffix("\n"))
        return options.FINE
    files = _files(read.inventory, read.standard, form, language, output)
    if form == "csv":
        _refuse_others(Path(output), files, session)
    _write(files, "utf-8-sig" if form == "csv" else "utf-8", session)
    return options.FINE


def _form(output: str | None, session: Session) -> Form:
    """The form by the ending; a folder that exists and a name that ends in a stroke are folders."""
    if output is None:
        return "yaml"
    if output.endswith(("/", "\\")) or Path(output).is_dir():
        return "csv"
    form = _FORMS.get(Path(output).suffix.casefold())
    if form is None:
        options.refuse(session, _ENDING.filled(path=output))
    return form


def _files(inventory: Inventory, standard: Standard, form: Form, language: Language, output: str) -> dict[str, str]:
    """The texts to write by path."""
    match form:
        case "csv":
            files = csv_files(inventory, standard, language)
            return {str(Path(output) / name): text for name, text in files.items()}
        case "json":
            return {output: json_text(document_of(inventory, standard))}
        case "yaml":
            return {output: yaml_text(document_of(inventory, standard))}


def _refuse_others(folder: Path, files: Mapping[str, str], session: Session) -> None:
    """A table of an earlier export that is not written anew would be taken for one of this inventory."""
    if not folder.is_dir():
        return
    written = {Path(path).name for path in files}
    for entry in sorted(folder.iterdir()):
        if entry.name not in written and not is_left_by_the_system(entry.name):
            options.refuse(session, _NOT_EMPTY.filled(path=folder, name=entry.name))


def _write(files: Mapping[str, str], encoding: str, session: Session) -> None:
    for path, text in files.items():
        try:
            write_file(Path(path), text.encode(encoding))
        except OSError as error:
            options.refuse(session, _CANNOT_WRITE.filled(path=path, reason=error.strerror or str(error)))
        say(session.say(_WRITTEN.filled(path=path)))
