"""Pieces that several commands share: options with help in one language, and refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

import click

from refcf_rules.api import StandardError
from refcf_rules.cli.codes import FINDINGS, FINE, UNREADABLE, worst
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.report.diagnostics import diagnostics_text
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.source.render import width

__all__ = [
    "FINDINGS",
    "FINE",
    "UNREADABLE",
    "argument",
    "command",
    "language_option",
    "option",
    "paragraph",
    "refuse",
    "report_standard_error",
    "standard_option",
    "worst",
]

_LANGUAGE: Final = Message(
    "消息的语言；默认为系统语言，中文文件的消息用中文。",
    "Language of messages; by default that of the system, and Chinese for a file in Chinese.",
)
_STANDARD: Final = Message(
    "标准的名称，或规则文件的路径；默认取清单所声明的标准。",
    "Name of the standard, or path of its rule file; by default the one the inventory claims.",
)
_OPTIONS: Final = Message("[选项]", "[OPTIONS]")
_COLUMNS: Final = 74
_NEVER_FIRST: Final = "，。；：、）"


def command(
    session: Session, name: str, text: Message, body: Callable[..., int], *parameters: click.Parameter
) -> click.Command:
    """A command with ``--lang``; ``body`` gives the exit code."""
    return click.Command(
        name,
        callback=body,
        params=[*parameters, language_option(session)],
        help=paragraph(session, text),
        options_metavar=session.say(_OPTIONS),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def paragraph(session: Session, text: Message) -> str:
    """A text for click, which breaks lines at blanks only; Chinese lines are broken here."""
    said = session.say(text)
    if said.isascii():
        return said
    lines = [""]
    for char in said:
        fits = width(lines[-1]) < _COLUMNS or char in _NEVER_FIRST
        lines = [*lines[:-1], lines[-1] + char] if fits else [*lines, char]
    return "\b\n" + "\n".join(lines)


def language_option(session: Session) -> click.Option:
    """``--lang``; its value was read before the commands were made."""
    return option(session, "--lang", _LANGUAGE, type=click.Choice(LANGUAGES), expose_value=False)


def standard_option(session: Session, text: Message = _STANDARD) -> click.Option:
    """``--standard``."""
    return option(session, "--standard", text, metavar=session.say(Message("名称|路径", "NAME|PATH")))


def option(session: Session, name: str, text: Message, **settings: object) -> click.Option:
    """An option with its help in the language of the run."""
    return click.Option([name], help=session.say(text), **settings)  # type: ignore[arg-type]  # click's own settings, passed on


def argument(session: Session, name: str, shown: Message, **settings: object) -> click.Argument:
    """An argument as the usage line shows it."""
    return click.Argument([name], metavar=session.say(shown), **settings)  # type: ignore[arg-type]  # click's own settings, passed on


def refuse(session: Session, message: Message) -> NoReturn:
    """End with exit code 2 and a message in the form of wrong usage."""
    raise click.UsageError(session.say(message))


def report_standard_error(error: StandardError, what: str, session: Session, *texts: str) -> int:
    """Print what is wrong with a standard that cannot be used; the exit code."""
    sources = {source.path: source for source in error.sources}
    style = session.style(*texts, *(source.text for source in error.sources))
    say(diagnostics_text(error.diagnostics, what, sources, style))
    return UNREADABLE
