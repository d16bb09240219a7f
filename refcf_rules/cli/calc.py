"""``refcf calc``: the footprint of an inventory, with every number if asked for."""

from __future__ import annotations

from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.judging import Judge
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import not_judged_text, result_of, with_doubts
from refcf_rules.evaluate.value import Missing
from refcf_rules.report.as_json import results_json
from refcf_rules.report.as_text import calculation_text
from refcf_rules.report.result import Run
from refcf_rules.source.message import Message
from refcf_rules.version import __version__

_HELP: Final = Message(
    "计算产品碳足迹：按阶段、按活动、按温室气体类别、按功能单位。数据不足时给出小计和所缺的数据，退出码为 1。",
    "Calculate the footprint by stage, activity, component and functional unit. Where data are missing, a subtotal "
    "and the list of what is missing are given, and the exit code is 1.",
)
_INVENTORY: Final = Message("清单", "INVENTORY")
_TRACE: Final = Message(
    "列出每个数的公式、代入的数、结果和条款。", "Show formula, numbers put in, result and clause of each number."
)
_FORMAT: Final = Message("输出的格式。", "Form of the output.")


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def calc(inventory: str, *, standard: str | None, trace: bool, format: str) -> int:  # noqa: A002 -- the name of the option
        return _calc(inventory, standard, session, trace=trace, as_json=format == "json")

    return options.command(
        session,
        "calc",
        _HELP,
        calc,
        options.argument(session, "inventory", _INVENTORY),
        options.standard_option(session),
        options.option(session, "--trace", _TRACE, is_flag=True),
        options.option(
            session, "--format", _FORMAT, type=click.Choice(["text", "json"]), default="text", show_default=True
        ),
    )


def _calc(path: str, standard: str | None, session: Session, *, trace: bool, as_json: bool) -> int:
    judged = Judge(session, standard, with_trace=trace).judged(path)
    footprint = judged.judgement.footprint if judged.judgement else None
    missing = footprint is None or isinstance(footprint.value, Missing)
    doubtful = missing or bool(judged.faults)
    code = options.UNREADABLE if judged.judgement is None else options.FINDINGS if doubtful else options.FINE
    style = session.style(judged.text)
    if as_json:
        say(results_json([result_of(judged)], Run(code, __version__, style)))
    elif judged.judgement is not None and judged.standard is not None:
        say(with_doubts(calculation_text(judged.judgement, judged.standard, style), judged, style))
    else:
        say(not_judged_text(judged, style))
    return code
