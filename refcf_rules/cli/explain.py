"""``refcf explain``: the page of a code or of a rule, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from refcf_rules.api import StandardError, bundled_standards, find_standard
from refcf_rules.cli import files, judging, options
from refcf_rules.cli.batch import kinds as batch_kinds
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.model.standard import Standard
from refcf_rules.report.explain import explanation
from refcf_rules.source.message import Message

_HELP: Final = Message(
    "解释消息的代码（如 unknown-unit），或标准的一条规则（如 cut_off.each）。",
    "Explain the code of a message (such as unknown-unit) or a rule of a standard (such as cut_off.each).",
)
_WHAT: Final = Message("代码|规则", "CODE|RULE-ID")
_STANDARD: Final = Message(
    "规则所在的标准；默认为随 refcf 发布的标准。", "The standard of the rule; by default those that come with refcf."
)
_NEITHER: Final = Message("没有“{what}”这个代码或规则。", "There is no code or rule {what}.")
_NEAR: Final = Message(
    "没有“{what}”这个代码或规则；相近的有：{near}。", "There is no code or rule {what}; near are: {near}."
)


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def explain(what: str, *, standard: str | None) -> int:
        return _explain(what, standard, session)

    return options.command(
        session,
        "explain",
        _HELP,
        explain,
        options.argument(session, "what", _WHAT),
        options.standard_option(session, _STANDARD),
    )


def _explain(what: str, standard: str | None, session: Session) -> int:
    near: list[str] = []
    try:
        for each in _standards(standard):
            try:
                page = explanation(what, each, (*judging.KINDS, *files.KINDS, *batch_kinds.KINDS))
            except LookupError as error:
                near += str(error).split(", ") if str(error) else []
            else:
                say(session.style().say_lines(page))
                return options.FINE
    except StandardError as error:
        return options.report_standard_error(error, standard or what, session)
    names = ", ".join(dict.fromkeys(near))
    return options.refuse(session, (_NEAR if names else _NEITHER).filled(what=what, near=names))


def _standards(name: str | None) -> Iterator[Standard | None]:
    """No standard for a code; then those to look for a rule in, loaded only as far as needed."""
    if name is None:
        yield None
    for each in bundled_standards() if name is None else (name,):
        try:
            yield standard_at(find_standard(each))
        except StandardError:
            if name is not None:
                raise
