"""``refcf compare``: inventories side by side, as far as they may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.judging import Judge, Judged
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import not_judged_text, result_of
from refcf_rules.evaluate.comparison import Comparison, Side, compared
from refcf_rules.report.comparison import comparison_text
from refcf_rules.report.comparison_json import comparison_json
from refcf_rules.report.result import Run
from refcf_rules.source.message import Message
from refcf_rules.version import __version__

_HELP: Final = Message(
    "并列比较两份或多份清单：按功能单位、按声明单位，连同算式。标准、版本、规则、单位不同，结果缺失或不满足标准时"
    "不作比较，并说明原因，退出码为 1。",
    "Set two or more inventories side by side: per functional unit and per declared unit, with the arithmetic. Where "
    "standard, edition, rules or units differ, a result is missing or the standard is not satisfied, nothing is "
    "compared; the reason is given, and the exit code is 1.",
)
_INVENTORIES: Final = Message("清单 清单…", "INVENTORY INVENTORY...")
_FORMAT: Final = Message("输出的格式。", "Form of the output.")
_FEW_OR_MANY: Final = Message("比较需要 2 至 {most} 份清单。", "A comparison needs 2 to {most} inventories.")
_MOST: Final = 8


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def compare(inventories: tuple[str, ...], *, standard: str | None, format: str) -> int:  # noqa: A002 -- the name of the option
        return _compare(inventories, standard, session, as_json=format == "json")

    return options.command(
        session,
        "compare",
        _HELP,
        compare,
        options.argument(session, "inventories", _INVENTORIES, nargs=-1, required=True),
        options.standard_option(session),
        options.option(
            session, "--format", _FORMAT, type=click.Choice(["text", "json"]), default="text", show_default=True
        ),
    )


def _compare(paths: Sequence[str], standard: str | None, session: Session, *, as_json: bool) -> int:
    if not 1 < len(paths) <= _MOST:
        options.refuse(session, _FEW_OR_MANY.filled(most=_MOST))
    judge = Judge(session, standard)
    judged = [judge.judged(path) for path in paths]
    comparison = _comparison(judged)
    code = options.UNREADABLE if comparison is None else options.FINDINGS if comparison.refusals else options.FINE
    style = session.style(*(each.text for each in judged[:1]))
    if as_json:
        say(comparison_json([result_of(each) for each in judged], comparison, Run(code, __version__, style)))
    elif comparison is not None:
        say(comparison_text(comparison, style))
    else:
        say("\n\n".join(not_judged_text(each, style) for each in judged if each.judgement is None))
    return code


def _comparison(judged: Sequence[Judged]) -> Comparison | None:
    """The comparison, if every input was understood."""
    sides = [
        Side(each.inventory, each.standard, each.judgement)
        for each in judged
        if each.inventory is not None and each.standard is not None and each.judgement is not None
    ]
    return compared(sides) if len(sides) == len(judged) else None
