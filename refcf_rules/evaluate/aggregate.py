"""Aggregates over rows (item 8): a missing term or an unknown filter makes the result missing, named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple, assert_never

from refcf_rules.evaluate.arithmetic import calculate, divide, number, total
from refcf_rules.evaluate.value import Cause, Datum, Missing, all_of, any_of, merged, missing, negated
from refcf_rules.source.message import Message

Kind = Literal["sum", "count", "any", "every", "least", "greatest", "average"]
_NOTHING: Final = missing(
    Cause(Message("没有任何一行，无法求最值或平均值", "no row to take a least, greatest or average value of"))
)


class Term(NamedTuple):
    """A row's part in an aggregate; ``passes`` is true or unknown, false rows are left out before."""

    passes: Datum
    value: Datum
    weight: Datum


def fold(kind: Kind, terms: Sequence[Term], weight_name: Callable[[], Message]) -> Datum:
    """The aggregate of the terms in row order; ``weight_name`` names Σ weights when it is zero."""
    match kind:
        case "any":
            return any_of(all_of((term.passes, term.value)) for term in terms)
        case "every":
            return all_of(any_of((negated(term.passes), term.value)) for term in terms)
        case "sum" | "count" | "least" | "greatest" | "average":
            unknown = merged(term.passes for term in terms)
            if unknown is not None:
                return merged((unknown, *(term.value for term in terms))) or unknown
            return _of_certain(kind, terms, weight_name)
        case _:
            assert_never(kind)


def _of_certain(
    kind: Literal["sum", "count", "least", "greatest", "average"],
    terms: Sequence[Term],
    weight_name: Callable[[], Message],
) -> Datum:
    match kind:
        case "sum":
            return total(term.value for term in terms)
        case "count":
            return float(len(terms))
        case "least" | "greatest":
            return _extreme(kind, [term.value for term in terms])
        case "average":
            return _average(terms, weight_name)
        case _:
            assert_never(kind)


def _extreme(kind: Literal["least", "greatest"], values: Sequence[Datum]) -> Datum:
    absent = merged(values)
    if absent is not None:
        return absent
    if not values:
        return _NOTHING
    texts = [value for value in values if isinstance(value, str)]
    if texts:
        return min(texts) if kind == "least" else max(texts)
    numbers = [value for each in values if not isinstance(value := number(each), Missing)]
    return min(numbers) if kind == "least" else max(numbers)


def _average(terms: Sequence[Term], weight_name: Callable[[], Message]) -> Datum:
    if not terms:
        return _NOTHING
    weighted = total(calculate("*", term.value, term.weight, weight_name) for term in terms)
    weights = total(term.weight for term in terms)
    absent = merged((weighted, weights))
    dividend, divisor = number(weighted), number(weights)
    if absent is not None or isinstance(dividend, Missing) or isinstance(divisor, Missing):
        return absent or _NOTHING
    return divide(dividend, divisor, weight_name)
