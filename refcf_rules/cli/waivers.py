"""The option ``--waivers`` and the file that it names."""

from __future__ import annotations

from typing import Final

import click

from refcf_rules.api import InventoryError, load_waivers
from refcf_rules.cli import options
from refcf_rules.cli.codes import UNREADABLE
from refcf_rules.cli.files import read_input, source_of
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.report.diagnostics import faults_text
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message

_WAIVERS: Final = Message("豁免文件。", "File of waivers.")
_FILE: Final = Message("文件", "FILE")


def waivers_option(session: Session) -> click.Option:
    """``--waivers``."""
    return options.option(session, "--waivers", _WAIVERS, metavar=session.say(_FILE))


def granted_waivers(path: str | None, session: Session) -> tuple[Waiver, ...] | int:
    """The waivers of a file; an exit code if it is not understood."""
    if path is None:
        return ()
    data = read_input(path)
    if isinstance(data, Fault):
        say(faults_text((data,), path, {}, session.style()))
        return UNREADABLE
    try:
        return load_waivers(data, name=path)
    except InventoryError as error:
        source = source_of(path, data)
        say(faults_text(error.faults, path, {source.path: source}, session.style(source.text)))
        return UNREADABLE
