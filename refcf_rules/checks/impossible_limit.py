"""Limits that nothing can meet, or that everything meets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.model.expression import Expression, Negative, NumberLiteral
from refcf_rules.model.number import Parameter
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Label
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

KIND: Final = Kind(
    "impossible-limit",
    Message("限值互相矛盾", "limits contradict each other"),
    Message(
        "下限高于上限、单项限值大于累计限值、占比超出 0 至 100 %：没有清单能按本意判定。",
        "A lower end above the upper, a single limit above the sum, a share outside 0 to 100 %: "
        "no inventory can be judged as meant.",
    ),
    "cut-off {\n    each      at most 5 % of mass\n    together  at most 1 % of mass\n}\n",
    "cut-off {\n    each      at most 1 % of mass\n    together  at most 5 % of mass\n}\n",
)
_SHARES: Final = ("cut_off.", "product.", "data_quality.primary_share", "data_quality.contributors")


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Contradictions between limits that are numbers."""
    limits = {one.id: one for one in standard.parameters if _value(one) is not None}
    return (*_windows(limits), *_cut_off(limits), *_shares(limits), *_tolerances(standard), *_levels(standard))


def _value(parameter: Parameter) -> float | None:
    return _number(parameter.values[0].value) if len(parameter.values) == 1 else None


def _number(expression: Expression | None) -> float | None:
    match expression:
        case NumberLiteral(value=value):
            return value
        case Negative(operand=NumberLiteral(value=value)):
            return -value
        case _:
            return None


def _windows(limits: dict[str, Parameter]) -> Iterator[Diagnostic]:
    for id_, lowest in limits.items():
        highest = limits.get(f"{id_.removesuffix('.lowest')}.highest")
        if id_.startswith("product.") and id_.endswith(".lowest") and highest is not None:
            yield from _ordered(lowest, highest, Message("下限高于上限。", "The lower end is above the upper end."))


def _cut_off(limits: dict[str, Parameter]) -> Iterator[Diagnostic]:
    for subject in ("mass", "emissions"):
        each, together = (limits.get(f"cut_off.{item}.{subject}") for item in ("each", "together"))
        if each is not None and together is not None:
            told = Message("单项限值大于累计限值。", "The limit of a single flow is above that of all together.")
            yield from _ordered(each, together, told)


def _ordered(smaller: Parameter, larger: Parameter, told: Message) -> Iterator[Diagnostic]:
    low, high = _value(smaller), _value(larger)
    if low is not None and high is not None and low > high:
        also = (Label(larger.span, Message("另一个限值", "the other limit")),)
        yield Diagnostic(KIND, smaller.span, told, Message("改其中一个限值。", "Change one of them."), also)


def _shares(limits: dict[str, Parameter]) -> Iterator[Diagnostic]:
    for id_, limit in limits.items():
        value = _value(limit)
        if id_.startswith(_SHARES) and value is not None and not 0 <= value <= 1:
            yield _told(limit.span, Message("占比应在 0 至 100 % 之间。", "A share lies between 0 and 100 %."))


def _tolerances(standard: Standard) -> Iterator[Diagnostic]:
    calculations = {one.id: one for one in standard.calculations}
    for balance in standard.balances:
        tolerance = calculations.get(f"{balance.id}.tolerance")
        value = _number(tolerance.expression) if tolerance is not None else None
        if value is not None and value < 0:
            yield _told(balance.span, Message("允差不能小于 0。", "A tolerance cannot be below 0."))


def _levels(standard: Standard) -> Iterator[Diagnostic]:
    levels = standard.grading.levels if standard.grading is not None else ()
    for better, worse in pairwise(levels):
        low, high = _number(better.limit), _number(worse.limit)
        if better.rest or (low is not None and high is not None and low >= high):
            told = Message(
                "这一级永远轮不到：前一级已包括它。", "This level is never reached: the one before covers it."
            )
            yield _told(worse.span, told)


def _told(span: Span, told: Message) -> Diagnostic:
    return Diagnostic(KIND, span, told, Message("改这个限值。", "Change the limit."))


CHECK: Final = Check(KIND, run)
