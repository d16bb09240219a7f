"""The order of calculations when some are repeated: a repetition is one knot, which its parts share.

Before a knot comes what its parts need, after it what needs them. What stands on both sides goes
in a circle: only a state leads back to itself, and only inside its own repetition.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.model.expression import Repeated, named_by
from refcf_rules.model.requirement import Repetition
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

_Knot = tuple[str, ...]


def put_in_order(assembly: Assembly) -> None:
    """Order the calculations of a standard with repetitions; circles through one are reported."""
    told = [one for one in assembly.repetitions if not _starts_alone(one, assembly)]
    if told or not assembly.repetitions:
        return
    order = _Order(assembly)
    if all(order.visit(id_) for id_ in assembly.calculations):
        assembly.calculations = {id_: assembly.calculations[id_] for id_ in order.done}


class _Order:
    """A walk that leaves a calculation, or a knot of them, after all that it needs."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.knots: dict[str, _Knot] = {}
        for one in assembly.repetitions:
            members = {*one.states, *one.formulas}
            knot = tuple(id_ for id_ in assembly.calculations if id_ in members)
            self.knots.update(dict.fromkeys(knot, knot))
        self.done: dict[str, None] = {}

    def visit(self, root: str) -> bool:
        """Put a calculation after what it needs; False if that goes in a circle, which is reported."""
        path: dict[_Knot, Iterator[str]] = {}
        waiting: str | None = root
        while waiting is not None or path:
            if waiting is not None and waiting not in self.done:
                knot = self.knots.get(waiting, (waiting,))
                if knot in path:
                    return self._report([*path][[*path].index(knot) :])
                path[knot] = self._needs(knot)
            knot = [*path][-1] if path else ()
            waiting = next(path[knot], None) if path else None
            if waiting is None and path:
                del path[knot]
                self.done.update(dict.fromkeys(knot))
        return True

    def _needs(self, knot: _Knot) -> Iterator[str]:
        calculations = self.assembly.calculations
        names = (name for id_ in knot for name in named_by(calculations[id_].expression))
        return (name for name in names if name in calculations and name not in knot)

    def _report(self, circle: list[_Knot]) -> bool:
        """The knot of the circle is told, with the formulas outside that lead back to it."""
        repetition = next(
            one for one in self.assembly.repetitions if any({*one.states, *one.formulas} & {*knot} for knot in circle)
        )
        outside = [knot[0] for knot in circle if len(knot) == 1 and knot[0] not in self.knots]
        self.assembly.problems.add(
            kinds.CIRCULAR,
            repetition.span,
            Message(
                "迭代用到的公式又用到它的结果：{names}。", "It needs formulas that need its result: {names}."
            ).filled(names=same(", ".join(outside) or ", ".join(knot[0] for knot in circle))),
            hint=Message("把这些公式移到迭代里面。", "Move these formulas into the repeat."),
        )
        return False


def _starts_alone(repetition: Repetition, assembly: Assembly) -> bool:
    """Whether no start needs what the repetition works out."""
    own = {*repetition.states, *repetition.formulas}
    for id_ in repetition.states:
        expression = assembly.calculations[id_].expression
        if isinstance(expression, Repeated) and own & _reached(expression, assembly):
            _report_start(id_, expression.start.span, assembly)
            return False
    return True


def _reached(state: Repeated, assembly: Assembly) -> set[str]:
    """All that a start needs, through every formula."""
    found: set[str] = set()
    waiting = list(named_by(state.start))
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            calculation = assembly.calculations.get(id_)
            waiting.extend(named_by(calculation.expression) if calculation is not None else ())
    return found


def _report_start(id_: str, span: Span, assembly: Assembly) -> None:
    assembly.problems.add(
        kinds.CIRCULAR,
        span,
        Message("“{name}”的初值用到迭代的结果。", "“{name}” starts with what the repeat works out.").filled(
            name=same(id_)
        ),
        hint=Message("初值由清单里的量给出。", "Start with what the inventory gives."),
    )
