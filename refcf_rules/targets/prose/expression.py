"""Expressions as words, with every number bound: what a sentence of the standard says of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, assert_never

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    DateLiteral,
    Expression,
    Interpolation,
    IsGiven,
    Joined,
    Logic,
    Lookup,
    Negative,
    Not,
    NumberLiteral,
    Repeated,
    Rounded,
    Scalar,
    TextLiteral,
    TruthLiteral,
    YearOf,
)
from refcf_rules.model.types import TruthType
from refcf_rules.model.wording import plural
from refcf_rules.source.message import Message
from refcf_rules.targets.prose import patterns
from refcf_rules.targets.prose.document import Bound, Inlines, Link, Place, joined, plain, text
from refcf_rules.targets.prose.labels import Labels
from refcf_rules.targets.prose.selection import ChoiceTest, Selection, selection_of

_ATOM: Final = 9
_LEVELS: Final = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}
_BEFORE: Final = ("origin", "supply")


@dataclass(frozen=True, slots=True)
class Writer(Labels):
    """Writes expressions; cells of the row variable ``row`` go by the field's name alone."""

    row: str | None = None

    def of_row(self, row: str | None) -> Writer:
        """The same writer inside the rows that a variable stands for."""
        return replace(self, row=row)

    def words(self, of: Expression) -> Inlines:
        """The expression in words."""
        match of:
            case NumberLiteral() | TextLiteral() | DateLiteral() | TruthLiteral():
                return self._literal(of)
            case Scalar() | Cell() | Joined() | Lookup():
                return self.reference(of)
            case Negative() | Arithmetic() | YearOf() | Rounded():
                return self._arithmetic(of)
            case Comparison() | Among() | Not() | Logic() | IsGiven():
                return self._test(of)
            case Conditional(test=test, then=then, otherwise=otherwise):
                slots = {"then": self.words(then), "otherwise": self.words(otherwise)}
                return self.filled(patterns.WORDS["if"], test=self.condition(test), **slots)
            case Aggregate():
                return self._aggregate(of)
            case Interpolation():
                return self._interpolation(of)
            case Repeated(following=following):
                return self.words(following)
            case _:
                assert_never(of)

    def condition(self, of: Expression) -> Inlines:
        """The expression where a truth is wanted: a bare yes-or-no value says that it holds."""
        match of:
            case Scalar() | Cell() | Joined() if isinstance(of.type, TruthType):
                return self.filled(patterns.WORDS["true"], operand=self._bare(of))
            case _:
                return self.words(of)

    def _literal(self, of: NumberLiteral | TextLiteral | DateLiteral | TruthLiteral) -> Inlines:
        match of:
            case NumberLiteral(value=number, unit=unit):
                return (Bound(self.context.quantity(number, unit)),)
            case TextLiteral(value=found, type=type_):
                return self.option(type_, found)
            case DateLiteral(value=date):
                return (Bound(date),)
            case TruthLiteral(value=truth):
                return text(self.context.say(patterns.TRUTHS[truth]))
            case _:
                assert_never(of)

    def reference(self, of: Scalar | Cell | Joined | Lookup) -> Inlines:
        """What has a name, by its name; a parameter by its value."""
        match of:
            case Scalar(id=id_) if id_ in self.context.parameters:
                return self.parameter(id_)
            case Scalar() | Cell():
                pattern = patterns.WORDS[self._cell_pattern(of)]
                return self.filled(pattern, **self._cell_slots(of, pattern))
            case Joined(table=table, field=field):
                return self.filled(patterns.WORDS["joined"], table=self.table(table), field=self.field(table, field))
            case Lookup(table=table, keys=keys):
                listed = joined((self.words(key) for key in keys), self.context.say(patterns.COMMA))
                linked = (Link(self.table(table), Place("number", table)),)
                return self.filled(patterns.WORDS["lookup"], table=linked, keys=listed)
            case _:
                assert_never(of)

    def _cell_pattern(self, of: Scalar | Cell) -> str:
        if isinstance(of, Scalar) or self.row is None or of.row == self.row:
            return "cell"
        return "outer row" if of.field == "id" else "outer"

    def _cell_slots(self, of: Scalar | Cell, pattern: Message) -> dict[str, Inlines]:
        slots = {"field": self._bare(of)}
        if isinstance(of, Cell):
            slots["table"] = self.table(of.table)
        return {name: content for name, content in slots.items() if f"{{{name}}}" in pattern.zh}

    def _bare(self, of: Scalar | Cell | Joined) -> Inlines:
        if isinstance(of, Scalar):
            return text(self.context.scalar(of.id))
        return self.field(of.table, of.field)

    def _arithmetic(self, of: Negative | Arithmetic | YearOf | Rounded) -> Inlines:
        match of:
            case Negative(operand=operand):
                return self.filled(patterns.WORDS["negative"], operand=self.operand(operand, _ATOM))
            case YearOf(operand=operand):
                return self.filled(patterns.WORDS["year"], operand=self.words(operand))
            case Rounded(operand=operand, step=step):
                slots = {"operand": self.operand(operand, _ATOM), "step": self.words(step)}
                return self.filled(patterns.WORDS["rounded"], **slots)
            case Arithmetic(operator=operator, left=left, right=right):
                level = _LEVELS[operator]
                slots = {"left": self.operand(left, level), "right": self.operand(right, level + 1)}
                return self.filled(patterns.OPERATORS[operator], **slots)
            case _:
                assert_never(of)

    def _test(self, of: Comparison | Among | Not | Logic | IsGiven) -> Inlines:
        match of:
            case Comparison(operator=operator, left=left, right=right):
                return self.filled(patterns.OPERATORS[operator], left=self.words(left), right=self.words(right))
            case Among(value=value):
                return self.filled(
                    patterns.WORDS["one"], value=self.words(value), options=self.options(of.value.type, of.options)
                )
            case Not(operand=operand):
                return self._negated(operand)
            case Logic(operator="and", operands=operands):
                return joined(self._conjuncts(operands), self.context.say(patterns.AND))
            case Logic(operands=operands):
                parts = (self.operand(one, _LEVELS["or"] + 1) for one in operands)
                return joined(parts, self.context.say(patterns.OR))
            case IsGiven(operand=operand):
                return self.filled(patterns.WORDS["given"], operand=self.words(operand))
            case _:
                assert_never(of)

    def _conjuncts(self, operands: tuple[Expression, ...]) -> Iterator[Inlines]:
        """The operands of “and”; a test of what was just said to be given leaves its subject out."""
        before: Expression | None = None
        for operand in operands:
            subject = _subject(operand)
            given = before.operand if isinstance(before, IsGiven) else None
            if given is not None and subject is not None and self.words(given) == self.words(subject):
                yield self._without(operand, subject)
            else:
                yield self.operand(operand, _LEVELS["and"] + 1)
            before = operand

    def _without(self, of: Expression, subject: Expression) -> Inlines:
        """A test without its subject: “is “piece””."""
        rest = self.operand(of, _LEVELS["and"] + 1)[len(self.words(subject)) :]
        said = plain(self.operand(of, _LEVELS["and"] + 1)).removeprefix(plain(self.words(subject))).lstrip()
        return rest if plain(rest) == said else text(said)

    def _negated(self, of: Expression) -> Inlines:
        match of:
            case Among(value=value):
                return self.filled(
                    patterns.WORDS["not among"],
                    value=self.words(value),
                    options=self.options(of.value.type, of.options),
                )
            case Comparison(operator="=", left=left, right=right):
                return self.filled(patterns.OPERATORS["!="], left=self.words(left), right=self.words(right))
            case IsGiven(operand=operand):
                return self.filled(patterns.WORDS["missing"], operand=self.words(operand))
            case Aggregate(kind="any", value=value) if value is None or value == TruthLiteral(
                True, value.type, value.span
            ):
                return self.filled(patterns.WORDS["no row"], row=self.rows(of))
            case Scalar() | Cell() | Joined() if isinstance(of.type, TruthType):
                return self.filled(patterns.WORDS["false"], operand=self._bare(of))
            case _:
                return self.filled(patterns.WORDS["not"], operand=self.operand(of, _ATOM))

    def _aggregate(self, of: Aggregate) -> Inlines:
        inner = self.of_row(of.row)
        slots = {"row": self.rows(of), "rows": self.rows(of, many=True)}
        if of.value is not None:
            slots["value"] = inner.operand(of.value, _LEVELS["*"])
        if of.weight is not None:
            slots["weight"] = inner.words(of.weight)
        bare = of.kind == "any" and (of.value is None or isinstance(of.value, TruthLiteral))
        name = "any row" if bare else "weighted" if of.weight is not None else of.kind
        return self.filled(patterns.WORDS[name], **slots)

    def _interpolation(self, of: Interpolation) -> Inlines:
        inner = self.of_row(of.row)
        return self.filled(
            patterns.WORDS["interpolated"],
            rows=self.rows(of, many=True),
            value=inner.operand(of.value, _LEVELS["*"]),
            by=inner.operand(of.by, _LEVELS["*"]),
            at=self.operand(of.at, _LEVELS["*"]),
        )

    def rows(self, of: Aggregate | Interpolation, *, many: bool = False) -> Inlines:
        """The rows of an aggregate as a noun."""
        return self.noun(of.table, of.row, of.filter, many=many)

    def noun(self, table: str, row: str, filter_: Expression | None, *, many: bool = False) -> Inlines:
        """The rows of a table that pass a filter: “purchased electricity inputs of manufacturing”."""
        selection = selection_of(filter_, row)
        inner = self.of_row(row)
        head = self._head(table, selection)
        before = "".join(self._adjective(test) for test in map(selection.test, _BEFORE) if test)
        after = tuple(one for test in selection.tests for one in inner.attribute(table, test))
        if selection.owner is not None:
            pattern = patterns.TWIN_OF_OUTER if selection.twin else patterns.OF_OUTER
            after = (*self.filled(pattern, table=self.table(selection.owner)), *after)
        level = _LEVELS["and"] if len(selection.rest) > 1 else 0
        rest = joined((inner.operand(one, level) for one in selection.rest), self.context.say(patterns.AND))
        where = self.filled(patterns.WHERE, rest=rest) if rest else ()
        if self.context.language == "zh":
            return (*after, *text(before + head), *where)
        return (*text(before + (plural(head) if many else head)), *after, *where)

    def _adjective(self, test: ChoiceTest) -> str:
        labels = [self.label(test.choice, one) for one in test.options]
        shown = self.wider(test.choice, test.options) or self.context.say(patterns.OR).join(labels)
        return shown if self.context.language == "zh" else f"{shown} "

    def _head(self, table: str, selection: Selection) -> str:
        direction, kind = selection.test("direction"), selection.test("kind")
        noun = self.context.say(self.context.names.table(table)) if direction is None else self._adjective(direction)
        return ((self._adjective(kind) if kind else "") + noun).strip()

    def attribute(self, table: str, test: ChoiceTest) -> Inlines:
        """Stage, process and the like: before the noun in Chinese, after it in English."""
        label = self._adjective(test).strip()
        if test.field in (*_BEFORE, "kind", "direction"):
            return ()
        match test.field:
            case "stage":
                ends = label.endswith("阶段")
                return self.filled(patterns.OF_STAGES if ends else patterns.OF_STAGE, stage=text(label))
            case "process":
                return self.filled(patterns.OF_PROCESS, process=text(label))
            case "data":
                return self.filled(patterns.WITH_DATA, data=text(label))
            case field:
                slots = {"field": self.field(table, field), "options": self.options(test.choice, test.options)}
                return self.filled(patterns.WHOSE, **slots)

    def operand(self, of: Expression, at_least: int) -> Inlines:
        """An operand, in brackets when it binds less tightly than its surroundings."""
        level = _LEVELS[of.operator] if isinstance(of, Arithmetic | Logic) else _ATOM
        level = 0 if isinstance(of, Conditional) else level
        found = self.condition(of)
        return found if level >= at_least else self.filled(patterns.WORDS["brackets"], inner=found)


def _subject(of: Expression) -> Expression | None:
    """What a test is about."""
    match of:
        case Comparison(left=left):
            return left
        case Among(value=value):
            return value
        case Not(operand=operand):
            return _subject(operand)
        case _:
            return None
