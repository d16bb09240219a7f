"""The normative sentence of a requirement: scope, condition, and what shall, should or may be so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Cell,
    Comparison,
    Conditional,
    Expression,
    IsGiven,
    Joined,
    Logic,
    Not,
    Scalar,
    TruthLiteral,
)
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.types import TruthType
from refcf_rules.source.message import Message
from refcf_rules.targets.prose import patterns
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Text, filled, joined, plain, text
from refcf_rules.targets.prose.expression import Writer

_FOR_EACH: Final = Message("对每个{rows}，", "For each {rows}, ")
_WHEN: Final = Message("当{condition}时，", "if {condition}, ")
_END: Final = Message("。", ".")
_AND_ALSO: Final = Message("，且", ", and ")
_WINDOW: Final = Message("{subject}{verb}{bounds}", "{subject} {verb} be {bounds}")
_BOUNDS: Final = {
    "<=": Message("不大于{right}", "at most {right}"),
    "<": Message("小于{right}", "below {right}"),
    ">=": Message("不小于{right}", "at least {right}"),
    ">": Message("大于{right}", "above {right}"),
}
_OR_ELSE: Final = Message("；或", "; or ")
_NOT: Final = {
    Modality.SHALL: Message("不应", "shall not"),
    Modality.SHOULD: Message("不宜", "should not"),
    Modality.MAY: Message("不必", "need not"),
}
_NEVER: Final = Message("清单中{verb_not}有{rows}", "the inventory {verb_not} contain any {rows}")

_BALANCE: Final = Message(
    "离开合计与进入合计之差{verb}不大于进入合计的{tolerance}。",
    "what leaves and what enters {verb} differ by at most {tolerance} of what enters.",
)


def sentence_of(context: Context, requirement: Requirement) -> Inlines:
    """The whole sentence, generated from the rule alone."""
    writer = Obliging(Writer(context, requirement.row or None), requirement.modality)
    tolerance = context.calculations.get(f"{requirement.id}.tolerance")
    if requirement.construct == "balance" and tolerance is not None:
        return capitalised(writer.filled(_BALANCE, tolerance=writer.writer.words(tolerance.expression)))
    found: list[Inlines] = []
    never = isinstance(requirement.expression, TruthLiteral) and not requirement.expression.value
    if requirement.table is not None and not never:
        found.append(writer.filled(_FOR_EACH, rows=_rows(writer.writer, requirement)))
    if requirement.condition is not None:
        found.append(writer.filled(_WHEN, condition=writer.writer.condition(requirement.condition)))
    if requirement.table is not None and never:
        found.append(writer.filled(_NEVER, rows=_rows(writer.writer, requirement, many=True)))
    else:
        found.append(writer.obliged(requirement.expression))
    found.append(text(context.say(_END)))
    return capitalised(tuple(one for part in found for one in part))


def _rows(writer: Writer, requirement: Requirement, *, many: bool = False) -> Inlines:
    return writer.noun(requirement.table or "", requirement.row, requirement.filter, many=many)


def capitalised(content: Inlines) -> Inlines:
    """Inlines that begin a sentence."""
    if content and isinstance(content[0], Text):
        first = content[0].text
        return (Text(first[:1].upper() + first[1:]), *content[1:])
    return content


@dataclass(frozen=True, slots=True)
class Obliging:
    """Puts an expression under a modal verb."""

    writer: Writer
    modality: Modality

    def filled(self, pattern: Message, **slots: Inlines) -> Inlines:
        """A pattern with its verb and slots filled."""
        say = self.writer.context.say
        verbs = {"verb": text(say(self.modality.words)), "verb_not": text(say(_NOT[self.modality]))}
        return filled(say(pattern), **verbs, **slots)

    def obliged(self, of: Expression) -> Inlines:
        """“A shall be B”: the modal verb goes where the language wants it."""
        say = self.writer.context.say
        match of:
            case Comparison(operator=operator, left=left, right=right):
                slots = {"left": self.writer.words(left), "right": self.writer.words(right)}
                return self.filled(patterns.OBLIGED[operator], **slots)
            case Among():
                return self._among(of, "one")
            case Not(operand=operand):
                return self._forbidden(operand)
            case IsGiven(operand=operand):
                return self.filled(patterns.OBLIGED["given"], operand=self.writer.words(operand))
            case Logic(operator="and", operands=operands):
                return self._window(operands) or joined(map(self.obliged, operands), say(_AND_ALSO))
            case Logic(operator="or", operands=operands):
                return self._either(operands)
            case Conditional(test=test, then=then, otherwise=otherwise):
                slots = {"then": self.obliged(then), "otherwise": self.obliged(otherwise)}
                return self.filled(patterns.OBLIGED["if"], test=self.writer.condition(test), **slots)
            case Aggregate(kind="any" | "every"):
                return self._of_rows(of)
            case (Scalar() | Cell() | Joined()) if isinstance(of.type, TruthType):
                return self.filled(patterns.OBLIGED["true"], operand=self.writer.reference(of))
            case _:
                return self.filled(patterns.OBLIGED["other"], operand=self.writer.words(of))

    def _window(self, operands: tuple[Expression, ...]) -> Inlines:
        """Two limits on one value share its name; nothing if the operands are something else."""
        bounds = [one for one in operands if isinstance(one, Comparison) and one.operator in _BOUNDS]
        subjects = {plain(self.writer.words(one.left)) for one in bounds}
        if len(bounds) != len(operands) or len(subjects) != 1:
            return ()
        say = self.writer.context.say
        parts = (filled(say(_BOUNDS[one.operator]), right=self.writer.words(one.right)) for one in bounds)
        listed = joined(parts, say(patterns.AND))
        return self.filled(_WINDOW, subject=self.writer.words(bounds[0].left), bounds=listed)

    def _among(self, of: Among, name: str) -> Inlines:
        slots = {"value": self.writer.words(of.value), "options": self.writer.options(of)}
        if name == "one" and not self.writer.is_one(of):
            pattern = Message("{value}{verb}为{options}之一", "{value} {verb} be one of {options}")
            return self.filled(pattern, **slots)
        return self.filled(patterns.OBLIGED[name], **slots)

    def _forbidden(self, of: Expression) -> Inlines:
        match of:
            case Among():
                return self._among(of, "not one")
            case Comparison(operator="="):
                return self.obliged(replace(of, operator="!="))
            case IsGiven(operand=operand):
                return self.filled(patterns.OBLIGED["not given"], operand=self.writer.words(operand))
            case Aggregate(kind="any", value=None | TruthLiteral(value=True)):
                return self.filled(patterns.OBLIGED["no row"], row=self.writer.rows(of, many=True))
            case _:
                return self.filled(patterns.OBLIGED["other"], operand=self.writer.words(_negation(of)))

    def _either(self, operands: tuple[Expression, ...]) -> Inlines:
        """“Not A or B” is read as “if A, B shall be so”."""
        premises = tuple(one.operand for one in operands if isinstance(one, Not))
        rest = tuple(one for one in operands if not isinstance(one, Not))
        if len(premises) == 1 and len(rest) == 1:
            slots = {"test": self.writer.condition(premises[0]), "then": self.obliged(rest[0])}
            return self.filled(patterns.OBLIGED["given that"], **slots)
        listed = joined(map(self.writer.condition, operands), self.writer.context.say(_OR_ELSE))
        return self.filled(patterns.OBLIGED["either"], operands=listed)

    def _of_rows(self, of: Aggregate) -> Inlines:
        inner = replace(self, writer=self.writer.of_row(of.row))
        row = self.writer.rows(of)
        if of.value is None or isinstance(of.value, TruthLiteral):
            return self.filled(patterns.OBLIGED["any row"], row=row)
        if of.kind == "every":
            return self.filled(patterns.OBLIGED["every"], row=row, value=inner.obliged(of.value))
        return self.filled(patterns.OBLIGED["any"], row=row, value=inner.writer.words(of.value))


def _negation(of: Expression) -> Not:
    return Not(of, of.type, of.span)
