"""Aggregates over rows of which some may be missing: a missing term or an unknown filter makes the result missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER
from refcf_rules.targets.python.runtime.lacks import (
    NO_ROWS,
    Answer,
    Lack,
    all_answers,
    any_answer,
    calculated,
    denied,
    divided,
    merged,
    number_of,
    total,
)

Term = tuple[Answer, Answer, Answer]
"""Of a row: whether it passes, its value, its weight."""


def folded_terms(kind: str, terms: Sequence[Term], words: Sequence[str]) -> Answer:
    """The aggregate of the terms in row order; ``words`` name the weights where these come to zero."""
    if kind == "any":
        return any_answer(all_answers(term[:2]) for term in terms)
    if kind == "every":
        return all_answers(any_answer((denied(term[0]), term[1])) for term in terms)
    unknown = merged(term[0] for term in terms)
    if unknown is not None:
        return merged((unknown, *(term[1] for term in terms))) or unknown
    return _AGGREGATES[kind](terms, words)


def known_number(value: Answer) -> float:
    """A number that is there."""
    return value if isinstance(value, float) else NOT_A_NUMBER


def _sum(terms: Sequence[Term], _words: Sequence[str]) -> Answer:
    return total(value for _, value, _ in terms)


def _count(terms: Sequence[Term], _words: Sequence[str]) -> Answer:
    return float(len(terms))


def _least(terms: Sequence[Term], _words: Sequence[str]) -> Answer:
    return _extreme([value for _, value, _ in terms], min, min)


def _greatest(terms: Sequence[Term], _words: Sequence[str]) -> Answer:
    return _extreme([value for _, value, _ in terms], max, max)


def _extreme(
    values: Sequence[Answer], of_texts: Callable[[list[str]], str], of_numbers: Callable[[list[float]], float]
) -> Answer:
    absent = merged(values)
    if absent is not None or not values:
        return absent or NO_ROWS
    texts = [value for value in values if isinstance(value, str)]
    return of_texts(texts) if texts else of_numbers([known_number(value) for value in values])


def _average(terms: Sequence[Term], words: Sequence[str]) -> Answer:
    if not terms:
        return NO_ROWS
    weighted = number_of(total(calculated("*", value, weight) for _, value, weight in terms))
    weights = number_of(total(weight for _, _, weight in terms))
    if isinstance(weighted, Lack) or isinstance(weights, Lack):
        return merged((weighted, weights)) or NO_ROWS
    return divided(weighted, weights, (words[0], words[1]))


_AGGREGATES: dict[str, Callable[[Sequence[Term], Sequence[str]], Answer]] = {
    "sum": _sum,
    "count": _count,
    "least": _least,
    "greatest": _greatest,
    "average": _average,
}
