"""The normative sentence of a requirement: scope, condition, and what shall, should or may be so."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
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
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose import patterns
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Text, filled, joined, plain, text
from refcf_rules.targets.prose.expression import Writer

_FOR_EACH: Final = Message("对每个{rows}，", "For each {rows}, ")
_WHEN: Final = Message("当{condition}时，", "if {condition}, ")
_FOLLOWING: Final = Message("下列规定适用：", "the following apply:")
_ELSE: Final = Message("其他情况下，{rest}", "otherwise, {rest}")
_COLON: Final = Message("：", ": ")
_LONG_ZH: Final = 60
_LONG_EN: Final = 160
_END: Final = Message("。", ".")
_AND_ALSO: Final = Message("，且", ", and ")
_WINDOW: Final = Message("{subject}{verb}{bounds}", "{subject} {verb} be {bounds}")
_BOUNDS: Final = {
    "<=": Message("不大于{right}", "at most {right}"),
    "<": Message("小于{right}", "below {right}"),
    ">=": Message("不小于{right}", "at least {right}"),
    ">": Message("大于{right}", "above {right}"),
}
_AND_LAST: Final = Message("和", " and ")
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


_REPORTED: Final = Message("报告{verb}说明：{label}。", "The report {verb} state: {label}.")


def sentence_of(context: Context, requirement: Requirement) -> Inlines:
    """The whole sentence, generated from the rule alone."""
    lead, items = clauses_of(context, requirement)
    if not items:
        return lead
    gap = "" if context.language == "zh" else " "
    return (*lead, *text(gap), *joined(items, context.say(_AND_ALSO)), *text(context.say(_END)))


def clauses_of(context: Context, requirement: Requirement) -> tuple[Inlines, tuple[Inlines, ...]]:
    """The sentence; when it asks several long things, its beginning and each thing for a list."""
    writer = Obliging(Writer(context, requirement.row or None), requirement.modality)
    tolerance = context.calculations.get(f"{requirement.id}.tolerance")
    if requirement.construct == "balance" and tolerance is not None:
        return capitalised(writer.filled(_BALANCE, tolerance=writer.writer.words(tolerance.expression))), ()
    if requirement.construct == "report_items":
        name = text(context.say(requirement.label).partition(context.say(_COLON))[2].strip())
        return writer.filled(_REPORTED, label=name), ()
    found: list[Inlines] = []
    never = isinstance(requirement.expression, TruthLiteral) and not requirement.expression.value
    if requirement.table is not None and not never:
        found.append(writer.filled(_FOR_EACH, rows=_rows(writer.writer, requirement)))
    if requirement.condition is not None:
        found.append(writer.filled(_WHEN, condition=writer.writer.condition(requirement.condition)))
    if requirement.table is not None and never:
        found.append(writer.filled(_NEVER, rows=_rows(writer.writer, requirement, many=True)))
    else:
        items = writer.several(requirement.expression)
        if items:
            found.append(text(context.say(_FOLLOWING)))
            return capitalised(tuple(one for part in found for one in part)), items
        found.append(writer.obliged(requirement.expression))
    found.append(text(context.say(_END)))
    return capitalised(tuple(one for part in found for one in part)), ()


def _rows(writer: Writer, requirement: Requirement, *, many: bool = False) -> Inlines:
    return writer.noun(requirement.table or "", requirement.row, requirement.filter, many=many)


def capitalised(content: Inlines) -> Inlines:
    """Inlines that begin a sentence."""
    if content and isinstance(content[0], Text):
        first = content[0].text
        return (Text(first[:1].upper() + first[1:]), *content[1:])
    return content


@record
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
                return joined(map(self._together, self._groups(operands)), say(_AND_ALSO))
            case Logic(operator="or", operands=operands):
                return self._either(operands)
            case Conditional(test=test, then=then, otherwise=otherwise):
                slots = {"then": self.obliged(then), "otherwise": self.obliged(otherwise)}
                return self.filled(patterns.OBLIGED["if"], test=self.writer.condition(test), **slots)
            case Aggregate(kind="any" | "every"):
                return self._of_rows(of)
            case Scalar() | Cell() | Joined() if isinstance(of.type, TruthType):
                return self.filled(patterns.OBLIGED["true"], operand=self.writer.reference(of))
            case _:
                return self.filled(patterns.OBLIGED["other"], operand=self.writer.words(of))

    def several(self, of: Expression) -> tuple[Inlines, ...]:
        """The parts of a long “and” or “if”, each a clause of its own; nothing for a short sentence."""
        match of:
            case Logic(operator="and", operands=operands):
                parts = tuple(map(self._together, self._groups(operands)))
            case Conditional():
                parts = self._branches(of)
            case _:
                return ()
        length = sum(len(plain(part)) for part in parts)
        limit = _LONG_ZH if self.writer.context.language == "zh" else _LONG_EN
        return parts if len(parts) > 1 and length > limit else ()

    def _branches(self, of: Conditional) -> tuple[Inlines, ...]:
        first = self.filled(
            patterns.OBLIGED["given that"], test=self.writer.condition(of.test), then=self.obliged(of.then)
        )
        rest = self.several(of.otherwise) or (self.obliged(of.otherwise),)
        return (first, *(self.filled(_ELSE, rest=one) for one in rest))

    def _groups(self, operands: tuple[Expression, ...]) -> list[tuple[Expression, ...]]:
        """Neighbours that read as one: values to be given, limits on the same value."""
        grouped = groupby(operands, key=self._kinship)
        return [one for kin, found in grouped for one in ((tuple(found),) if kin else ((one,) for one in found))]

    def _kinship(self, of: Expression) -> str:
        match of:
            case IsGiven():
                return "given"
            case Comparison(operator=operator, left=left) if operator in _BOUNDS:
                return f"bounds of {plain(self.writer.words(left))}"
            case _:
                return ""

    def _together(self, operands: tuple[Expression, ...]) -> Inlines:
        say = self.writer.context.say
        if len(operands) == 1:
            return self.obliged(operands[0])
        if isinstance(operands[0], IsGiven):
            names = [self.writer.words(one.operand) for one in operands if isinstance(one, IsGiven)]
            listed = (*joined(names[:-1], say(patterns.COMMA)), Text(say(_AND_LAST)), *names[-1])
            return self.filled(patterns.OBLIGED["given"], operand=listed)
        bounds = [one for one in operands if isinstance(one, Comparison)]
        parts = (filled(say(_BOUNDS[one.operator]), right=self.writer.words(one.right)) for one in bounds)
        slots = {"subject": self.writer.words(bounds[0].left), "bounds": joined(parts, say(patterns.AND))}
        return self.filled(_WINDOW, **slots)

    def _among(self, of: Among, name: str) -> Inlines:
        slots = {"value": self.writer.words(of.value), "options": self.writer.options(of.value.type, of.options)}
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
