"""The rows that may count for an asking row, found without putting the whole filter to every row of the table.

An aggregate that compares its rows with the asking row (same mass, same bill) would take the square of the number
of rows. The result is the one of the general way: rows left out have a filter that is false, the others keep
their order, and what is shared between asking rows rests on values that are there and the same for all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from refcf_rules.evaluate.aggregate import Kind, Term, fold
from refcf_rules.evaluate.meaning import Evaluator, Meaning, Meanings
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.evaluate.value import Datum, Missing, all_of, any_of, negated
from refcf_rules.model.expression import Aggregate, Expression, Lookup, children
from refcf_rules.model.row_links import Link, Linked, NumberLink, TextLink, linked
from refcf_rules.quantities.comparison import RELATIVE_GUARD
from refcf_rules.quantities.spelling import folded
from refcf_rules.source.message import Message, same

FEW: Final = 12
"""With fewer rows than this, looking at all of them takes less time than finding some."""
_WIDER: Final = 4 * RELATIVE_GUARD
"""Whatever is equal under the guard lies within this part of the number asked for."""

Values = Callable[[Expression, Iterable[int]], Sequence[tuple[int, Datum]]]
"""The values of an expression for the rows at some places, each with its place."""


class _Span(NamedTuple):
    """Some places of rows: those of ``order`` from ``start`` to ``end``, and the ``strays``."""

    order: Sequence[int]
    start: int
    end: int
    strays: Sequence[int]

    @property
    def size(self) -> int:
        return self.end - self.start + len(self.strays)

    def places(self) -> list[int]:
        """The places, of text in the order of the rows."""
        return [*self.order[self.start : self.end], *self.strays]


class _Texts:
    """The rows by a text of theirs. ``strays`` may have any text: it is missing."""

    def __init__(self, link: TextLink, meanings: Meanings, values: Sequence[tuple[int, Datum]]) -> None:
        self.outer = meanings.of(link.outer)
        self.by_text: dict[str, list[int]] = {}
        self.known: list[int] = []
        self.strays: list[int] = []
        for place, value in values:
            if isinstance(value, str):
                self.by_text.setdefault(folded(value), []).append(place)
                self.known.append(place)
            elif not (link.is_given and isinstance(value, Missing)):
                self.strays.append(place)

    def span(self, state: Evaluator, scope: Scope) -> _Span:
        """The rows that may have the text of the asking row."""
        value = self.outer(state, scope)
        found = self.by_text.get(folded(value), ()) if isinstance(value, str) else self.known
        return _Span(found, 0, len(found), self.strays)


class _Numbers:
    """The rows in the order of a number of theirs. ``strays`` may have any number: it is missing."""

    def __init__(self, link: NumberLink, meanings: Meanings, values: Sequence[tuple[int, Datum]]) -> None:
        self.at_least = [meanings.of(each) for each in link.at_least]
        self.at_most = [meanings.of(each) for each in link.at_most]
        pairs = sorted((value, place) for place, value in values if isinstance(value, float))
        self.numbers = [value for value, _ in pairs]
        self.order = [place for _, place in pairs]
        others = ((place, value) for place, value in values if not isinstance(value, float))
        self.strays = [place for place, value in others if not (link.is_given and isinstance(value, Missing))]

    def span(self, state: Evaluator, scope: Scope) -> _Span:
        """The rows that may lie between the numbers of the asking row."""
        low = [each - abs(each) * _WIDER for each in _numbers(self.at_least, state, scope)]
        high = [each + abs(each) * _WIDER for each in _numbers(self.at_most, state, scope)]
        start = bisect_left(self.numbers, max(low)) if low else 0
        end = bisect_right(self.numbers, min(high)) if high else len(self.numbers)
        return _Span(self.order, start, max(start, end), self.strays)


def _numbers(meanings: Sequence[Meaning], state: Evaluator, scope: Scope) -> list[float]:
    """The bounds that are there; one that is missing leaves its side open."""
    return [value for each in meanings if isinstance(value := each(state, scope), float)]


Terms = Callable[[Expression | None, Scope, Iterable[BoundRow]], Sequence[tuple[BoundRow, Term]]]
"""The terms of an aggregate with this filter over some rows, each with its row."""


class _Counted:
    """The terms that decide, in all and by the text that the asking row must not have; the uncertain ones apart."""

    def __init__(self, kind: Kind, terms: Iterable[tuple[Datum, Term]]) -> None:
        self._kind = kind
        self._unsure: list[tuple[Datum, Term]] = []
        self._by_text: Counter[str] = Counter()
        for text, term in terms:
            decides = _decides(kind, term)
            if isinstance(decides, Missing):
                self._unsure.append((text, term))
            elif decides is True and isinstance(text, str):
                self._by_text[text] += 1
        self._total = self._by_text.total()
        self._texts = {text for text, _ in self._unsure}
        self._answer = self._unknown(None)

    def without(self, text: str) -> Datum:
        """The value over the rows that have another text."""
        left = self._total - self._by_text[text]
        if self._unsure and (self._kind == "count" or not left):
            unknown = self._unknown(text) if text in self._texts else self._answer
            if isinstance(unknown, Missing):
                return unknown
        if self._kind == "count":
            return float(left)
        return left > 0 if self._kind == "any" else left == 0

    def _unknown(self, text: str | None) -> Datum:
        return fold(self._kind, [term for other, term in self._unsure if other != text], _no_weight)


def _decides(kind: Kind, term: Term) -> Datum:
    match kind:
        case "count":
            return term.passes
        case "any":
            return all_of((term.passes, term.value))
        case _:
            return negated(any_of((negated(term.passes), term.value)))


def _no_weight() -> Message:
    return same("")


class Matching:
    """The rows of one aggregate in one evaluation."""

    def __init__(
        self, of: Aggregate, how: Linked, meanings: Meanings, rows: Sequence[BoundRow], values: Values
    ) -> None:
        self.how = how
        self._kind = of.kind
        self._rows = rows
        places: Sequence[int] = range(len(rows))
        for test in how.own:
            places = [place for place, passes in values(test, places) if passes is not False]
        self._places = places
        self._ways = [[_index(link, meanings, values(link.inner, places)) for link in way] for way in how.ways]
        self._asked = [meanings.of(each) for each in how.asked]
        self._other = None if how.other_than is None else meanings.of(how.other_than.outer)
        texts = () if how.other_than is None else values(how.other_than.inner, places)
        self._texts = {place: folded(text) for place, text in texts if isinstance(text, str)}
        self._counted: dict[tuple[Datum, ...], _Counted] = {}
        self.shared: dict[tuple[Datum, ...], Datum] = {}
        """Values by what they rest on."""

    def rows(self, state: Evaluator, scope: Scope) -> Sequence[BoundRow]:
        """The rows that may pass, in their order."""
        if not self._ways:
            return [self._rows[place] for place in self._places]
        spans = [min((link.span(state, scope) for link in way), key=_size) for way in self._ways]
        return [self._rows[place] for place in sorted({place for span in spans for place in span.places()})]

    def asked(self, state: Evaluator, scope: Scope) -> tuple[Datum, ...] | None:
        """What the value rests on, if it is all there and may be shared with other asking rows."""
        found = tuple([each(state, scope) for each in self._asked])
        return None if not found or any(isinstance(each, Missing) for each in found) else found

    def counted(self, state: Evaluator, scope: Scope, asked: tuple[Datum, ...], terms: Terms) -> Datum | None:
        """The value where rows with a certain text do not count; ``None`` where a row, or the asking one, has none."""
        text = None if self._other is None else self._other(state, scope)
        if not isinstance(text, str) or len(self._texts) < len(self._places):
            return None
        if asked not in self._counted:
            found = terms(self.how.filter, scope, self.rows(state, scope))
            self._counted[asked] = _Counted(self._kind, ((self._texts[row.index], term) for row, term in found))
        return self._counted[asked].without(folded(text))


def _size(of: _Span) -> int:
    return of.size


def _index(link: Link, meanings: Meanings, values: Sequence[tuple[int, Datum]]) -> _Texts | _Numbers:
    return _Texts(link, meanings, values) if isinstance(link, TextLink) else _Numbers(link, meanings, values)


def how_linked(of: Aggregate) -> Linked | None:
    """How the rows are found; ``None`` where all are looked at, also because an entry that is looked up is noted."""
    return None if any(map(_looks_up, children(of))) else linked(of)


def _looks_up(of: Expression) -> bool:
    return isinstance(of, Lookup) or any(map(_looks_up, children(of)))
