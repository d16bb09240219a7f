"""The trace as text: each calculation with its formula, the numbers put in, the result and the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refcf_rules.evaluate.trace import Step
from refcf_rules.model.standard import Standard
from refcf_rules.report.layout import INDENT
from refcf_rules.report.wording import clause_trail
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, headline, safe

_TITLE: Final = Message("计算过程", "Trace")


def trace_text(steps: Sequence[Step], standard: Standard, style: Style) -> list[str]:
    """The steps in the order of the standard; nothing without steps."""
    if not steps:
        return []
    lines = [line for step in steps for line in _step(step, standard, style)]
    return ["", style.paint(style.say(_TITLE), "1"), *lines]


def _step(step: Step, standard: Standard, style: Style) -> Iterator[str]:
    row = "" if step.row is None else f" [{safe(step.row)}]"
    name = f"{INDENT}{safe(step.id)}{row}  {style.say(step.label)}"
    yield headline(name, style.say(clause_trail(step.clause, standard))).rstrip()
    formula, numbers, result = map(style.say, (step.symbols, step.substituted, step.result))
    yield f"{INDENT * 2}= {formula}"
    if numbers not in (formula, result):
        yield f"{INDENT * 2}= {numbers}"
    yield f"{INDENT * 2}= {result}"
