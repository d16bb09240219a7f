"""Random expressions of the language that the compiler accepts: every node, in every context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

NUMBERS: Final = ("mass", "energy", "share")
UNITS: Final = {"mass": ("t", "kg"), "energy": ("MWh", "kWh", "GJ"), "share": ("", "%")}
COMPARED: Final = ("at most", "at least", "below", "above", "is", "is not")


@dataclass(frozen=True)
class Columns:
    """What the rows of a table offer, by type; ``adjectives`` are options of its choices, ``joins`` fields to others."""

    noun: str
    numbers: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...] = ()
    truths: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    joins: dict[str, str] = field(default_factory=dict)

    def with_number(self, of: str, name: str) -> Columns:
        return replace(self, numbers={**self.numbers, of: (*self.numbers.get(of, ()), name)})


@dataclass
class Known:
    """Everything that may be named so far: single values by type, tables, look-ups with their keys."""

    singles: dict[str, list[str]]
    tables: dict[str, Columns]
    lookups: dict[str, list[tuple[str, tuple[tuple[str, ...], ...]]]]
    single_texts: list[str] = field(default_factory=list)
    single_truths: list[str] = field(default_factory=list)
    single_dates: list[str] = field(default_factory=list)
    single_choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    constants: dict[str, list[str]] = field(default_factory=dict)
    """What may stand before any row is known, also in limits: parameters."""


@dataclass(frozen=True)
class Context:
    """Row variables in scope with their tables; whether an aggregate may still stand here; how deep it may grow."""

    rows: tuple[tuple[str, str], ...] = ()
    aggregates: bool = True
    depth: int = 3

    def deeper(self) -> Context:
        return replace(self, depth=self.depth - 1)

    def inside(self, row: str, table: str, *, where: bool = False) -> Context:
        return Context((*self.rows, (row, table)), aggregates=False, depth=min(self.depth - 1, 1 if where else 2))


class Expressions:
    """Makes expressions over what is known; which ones depends on ``random`` alone."""

    def __init__(self, known: Known, random: Random) -> None:
        self.known = known
        self.random = random

    # --- numbers -----------------------------------------------------------------------------------

    def number(self, of: str, context: Context) -> str:
        """A number that measures ``of``."""
        if context.depth <= 0:
            return self._leaf(of, context)
        ways = [self._leaf, self._leaf, self._sum, self._product, self._quotient, self._choice, self._small]
        if context.aggregates:
            ways += [self._aggregate, self._aggregate, self._aggregate]
        return self.random.choice(ways)(of, context)

    def literal(self, of: str) -> str:
        unit = self.random.choice(UNITS[of])
        digits = self.random.choice(("0", "1", "2", "5", "10", "0.1", "0.3", "12.5", "100", "33.3"))
        return f"{digits} {unit}".strip()

    def _leaf(self, of: str, context: Context) -> str:
        cells = [
            f"{row}.{name}" for row, table in context.rows for name in self.known.tables[table].numbers.get(of, ())
        ]
        joined = [
            f"{row}.{join}.{name}"
            for row, table in context.rows
            for join, other in self.known.tables[table].joins.items()
            for name in self.known.tables[other].numbers.get(of, ())
        ]
        singles = [*self.known.singles.get(of, ()), *self.known.constants.get(of, ())]
        found = [*(cells * 4), *(joined * 2), *singles]
        chance = self.random.random()
        if of == "share" and chance < 0.08:
            return f"(year of {self.random.choice(self.known.single_dates)})"
        if chance < 0.2 and self.known.lookups.get(of):
            return self._lookup(of, context)
        return self.random.choice(found) if found and chance < 0.85 else self.literal(of)

    def _lookup(self, of: str, context: Context) -> str:
        name, keys = self.random.choice(self.known.lookups[of])
        return f"{name}[{', '.join(self._key(options, context) for options in keys)}]"

    def _key(self, options: tuple[str, ...], context: Context) -> str:
        """A key: an option as it is, or a field that holds one."""
        fields = [
            f"{row}.{name}"
            for row, table in context.rows
            for name, known in self.known.tables[table].choices.items()
            if set(known) & set(options)
        ]
        return self.random.choice(fields) if fields and self.random.random() < 0.6 else self.random.choice(options)

    def _sum(self, of: str, context: Context) -> str:
        terms = [self.number(of, context.deeper()) for _ in range(self.random.choice((2, 2, 3)))]
        signs = [self.random.choice((" + ", " + ", " - ")) for _ in terms[1:]]
        return "(" + terms[0] + "".join(sign + term for sign, term in zip(signs, terms[1:], strict=True)) + ")"

    def _product(self, of: str, context: Context) -> str:
        return f"{self.number(of, context.deeper())} * {self.number('share', context.deeper())}"

    def _quotient(self, of: str, context: Context) -> str:
        inner = context.deeper()
        if of == "share":
            same = self.random.choice(NUMBERS)
            return f"({self.number(same, inner)}) / ({self.number(same, inner)})"
        return f"({self.number(of, inner)}) / ({self.number('share', inner)})"

    def _choice(self, of: str, context: Context) -> str:
        inner = context.deeper()
        return f"(if {self.truth(inner)} then {self.number(of, inner)} else {self.number(of, inner)})"

    def _small(self, of: str, context: Context) -> str:
        """Rounded, or with a minus."""
        if self.random.random() < 0.5:
            return f"(-({self.number(of, context.deeper())}))"
        step = {"mass": ("1 t", "10 kg", "0.5 t"), "energy": ("1 MWh", "5 kWh"), "share": ("1 %", "0.1 %", "0.25 %")}
        return f"(round ({self.number(of, context.deeper())}) to {self.random.choice(step[of])})"

    # --- aggregates ----------------------------------------------------------------------------------

    def _aggregate(self, of: str, context: Context) -> str:
        kinds = ["sum of", "sum of", "sum of", "least of", "greatest of", "average of", "weighted", "interpolated"]
        if of == "share":
            kinds += ["count of", "share of"]
        kind, row = self.random.choice(kinds), _fresh(context)
        table = self.random.choice(list(self.known.tables))
        selection, inner = self.selection(row, table, context)
        match kind:
            case "count of":
                return f"(count of {selection})"
            case "weighted":
                weight = self.number(self.random.choice(NUMBERS), inner)
                return f"(average of {self.number(of, inner)} weighted by {weight}, for each {selection})"
            case "share of":
                same = self.random.choice(("mass", "energy"))
                test = self.truth(replace(inner, depth=1))
                return f"(share of {self.number(same, inner)} where {test}, for each {selection})"
            case "interpolated":
                by = self.random.choice(NUMBERS)
                cells = [f"{row}.{name}" for name in self.known.tables[table].numbers.get(by, ())]
                if not cells:
                    return self._sum(of, context)
                at = self.number(by, replace(context, depth=1, aggregates=False))
                where = self.random.choice(cells)
                return f"(interpolated {self.number(of, inner)} by {where} to {at}, for each {selection})"
            case _:
                return f"({kind} {self.number(of, inner)} for each {selection})"

    def selection(self, row: str, table: str, context: Context) -> tuple[str, Context]:
        """``material input a of making where …`` and the context of what is said of its rows."""
        columns = self.known.tables[table]
        inner = context.inside(row, table)
        noun = self.random.choice((columns.noun, "input", "input", "output")) if table == "activity" else columns.noun
        adjective = self.random.choice(columns.adjectives) if columns.adjectives and self.random.random() < 0.4 else ""
        place = f" of {self.random.choice(columns.places)}" if columns.places and self.random.random() < 0.2 else ""
        where = ""
        if self.random.random() < 0.5:
            where = f" where {self._filter(row, table, context)}"
        return f"{adjective} {noun} {row}{place}{where}".strip(), inner

    def _filter(self, row: str, table: str, context: Context) -> str:
        """A condition on rows, often one that also speaks of the rows outside."""
        columns = self.known.tables[table]
        correlated = [
            f"{row}.{join} is {outer}.id"
            for join, other in columns.joins.items()
            for outer, outer_table in context.rows
            if outer_table == other
        ]
        for outer, outer_table in context.rows:
            for of in NUMBERS:
                outside = self.known.tables[outer_table].numbers.get(of, ())
                inside = columns.numbers.get(of, ())
                if outside and inside:
                    sign = self.random.choice(COMPARED)
                    correlated.append(
                        f"{row}.{self.random.choice(inside)} {sign} {outer}.{self.random.choice(outside)}"
                    )
        if correlated and self.random.random() < 0.7:
            return self.random.choice(correlated)
        return self.truth(context.inside(row, table, where=True))

    # --- truths --------------------------------------------------------------------------------------

    def truth(self, context: Context) -> str:
        """Something that holds or not."""
        if context.depth > 0 and self.random.random() < 0.35:
            return self._logic(context)
        if context.aggregates and context.depth > 0 and self.random.random() < 0.25:
            return self._quantified(context)
        ways = [self._compared, self._compared, self._compared, self._given, self._optional, self._dated, self._plain]
        return self.random.choice(ways)(context)

    def _logic(self, context: Context) -> str:
        inner = context.deeper()
        if self.random.random() < 0.25:
            return f"not ({self.truth(inner)})"
        word = self.random.choice((" and ", " or "))
        return "(" + word.join(self.truth(inner) for _ in range(self.random.choice((2, 2, 3)))) + ")"

    def _quantified(self, context: Context) -> str:
        row, table = _fresh(context), self.random.choice(list(self.known.tables))
        selection, inner = self.selection(row, table, context)
        word = self.random.choice(("any", "every"))
        if word == "any" and self.random.random() < 0.3:
            return f"(any {selection})"
        return f"({word} {selection} has {self.truth(replace(inner, depth=1))})"

    def _compared(self, context: Context) -> str:
        of = self.random.choice(NUMBERS)
        inner = replace(context, depth=min(context.depth - 1, 1))
        left, right = self._leaf(of, context), self.number(of, inner)
        if left[:1].isdigit() and right[:1].isdigit():
            return self._dated(context)
        return f"{left} {self.random.choice(COMPARED)} {right}"

    def _given(self, context: Context) -> str:
        names = [
            f"{row}.{name}"
            for row, table in context.rows
            for name in (*self._names(table), *self.known.tables[table].joins)
        ]
        names += [name for each in self.known.singles.values() for name in each]
        return f"{self.random.choice(names)} {self.random.choice(('is given', 'is missing'))}"

    def _names(self, table: str) -> tuple[str, ...]:
        columns = self.known.tables[table]
        numbers = tuple(name for names in columns.numbers.values() for name in names)
        return (*numbers, *columns.texts, *columns.truths, *columns.dates, *columns.choices)

    def _optional(self, context: Context) -> str:
        choices = [
            (f"{row}.{name}", options)
            for row, table in context.rows
            for name, options in self.known.tables[table].choices.items()
        ]
        choices += list(self.known.single_choices.items())
        if not choices:
            return self._dated(context)
        name, options = self.random.choice(choices)
        if len(options) > 1 and self.random.random() < 0.4:
            some = self.random.sample(options, 2)
            return f"{name} {self.random.choice(('is one of', 'is not one of'))} ({', '.join(some)})"
        return f"{name} {self.random.choice(('is', 'is not'))} {self.random.choice(options)}"

    def _dated(self, context: Context) -> str:
        dates = [f"{row}.{name}" for row, table in context.rows for name in self.known.tables[table].dates]
        dates += self.known.single_dates
        day = self.random.choice(("2024-12-31", "2024-06-30", "2024-02-29", *self.known.single_dates))
        return f"{self.random.choice(dates)} {self.random.choice(COMPARED)} {day}"

    def _plain(self, context: Context) -> str:
        truths = [f"{row}.{name}" for row, table in context.rows for name in self.known.tables[table].truths]
        truths += self.known.single_truths
        texts = [f"{row}.{name}" for row, table in context.rows for name in self.known.tables[table].texts]
        if texts and self.random.random() < 0.4:
            text = self.random.choice(texts)
            word = self.random.choice((self.random.choice(texts), '"a"', '"镁砂"', "product.id"))
            return f"{text} {self.random.choice(('is', 'is not'))} {word}"
        return self.random.choice(truths) if truths else self._compared(context)


def _fresh(context: Context) -> str:
    return "abcdeghkmn"[len(context.rows)]
