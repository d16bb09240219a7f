"""What is known to be there: inside a test that asks for a value, the value needs no second look.

``x is given and x above 1`` asks twice in the language and once in the program. The facts are names of
variables that are not missing; they hold where a test is true, and until the variable is set again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from refcf_rules.targets.program.code import (
    Absent,
    Add,
    AddAt,
    Append,
    Assign,
    Call,
    Choose,
    Constant,
    Each,
    Find,
    Given,
    Holds,
    IsUnknown,
    Limit,
    Listed,
    Logic,
    Name,
    Near,
    Not,
    OneOf,
    Operation,
    Put,
    ReadRow,
    Record,
    Reference,
    Remark,
    Repeat,
    SameText,
    Start,
    Statement,
    Term,
    When,
    is_certain,
)

Facts = frozenset[str]
NOTHING: Facts = frozenset()


def known_in(statements: Iterable[Statement], facts: Facts = NOTHING) -> tuple[Statement, ...]:
    """The statements with everything left out that the facts make needless."""
    return tuple(_Walk(facts).statements(statements))


def known_in_order(
    before: tuple[Statement, ...], body: tuple[Statement, ...], after: tuple[Statement, ...]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...], tuple[Statement, ...]]:
    """The same for a function: before its rows, for each of them, and after."""
    walk = _Walk(NOTHING)
    first = tuple(walk.statements(before))
    facts = walk.facts - frozenset(_set_in(body))
    return first, known_in(body, facts), known_in(after, facts)


class _Walk:
    """A walk through statements in the order in which they run."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def statements(self, of: Iterable[Statement]) -> Iterator[Statement]:
        for each in of:
            yield from self._statement(each)

    def _statement(self, of: Statement) -> Iterator[Statement]:
        match of:
            case Assign(name=name, term=term):
                simple = simplified(term, self.facts)
                self.facts = self.facts | {name} if is_certain(simple) else self.facts - {name}
                yield Assign(name, simple)
            case Add(name=name, term=term):
                yield Add(name, simplified(term, self.facts))
                self.facts -= {name}
            case AddAt(key=key, term=term) | Put(key=key, term=term):
                yield replace(of, key=simplified(key, self.facts), term=simplified(term, self.facts))
            case Append(term=term):
                yield replace(of, term=simplified(term, self.facts))
            case Record(truth=truth, values=values):
                yield replace(of, truth=simplified(truth, self.facts), values=_all(values, self.facts))
            case When() | IsUnknown():
                yield from self._branches(of)
            case Each() | Repeat():
                set_inside = frozenset(_set_in(of.body))
                yield replace(of, body=known_in(of.body, self.facts - set_inside))
                self.facts -= set_inside
            case Start() | ReadRow() | Remark():
                yield of

    def _branches(self, of: When | IsUnknown) -> Iterator[Statement]:
        test = simplified(of.test, self.facts)
        true, other = (of.then, of.otherwise) if isinstance(of, When) else (of.true, of.unknown)
        first = known_in(true, self.facts | proven(test))
        second = known_in(other, self.facts)
        self.facts -= frozenset(_set_in((*true, *other)))
        if test == Constant(value=True):
            yield from first
        elif isinstance(of, When):
            yield When(test, first, second)
        elif is_certain(test):
            yield When(test, first)
        else:
            yield IsUnknown(test, second, first)


def simplified(of: Term, facts: Facts) -> Term:
    """The term where the facts hold."""
    match of:
        case Name(id=id_):
            return replace(of, certain=True) if id_ in facts else of
        case Constant() | Absent() | Reference():
            return of
        case Given(operand=operand):
            inner = simplified(operand, facts)
            return Constant(value=True) if is_certain(inner) else Given(inner)
        case Logic():
            return _logic(of, facts)
        case Choose(test=test, then=then, otherwise=otherwise):
            first = simplified(test, facts)
            if not is_certain(first):  # then both values count
                return Choose(first, simplified(then, facts), simplified(otherwise, facts))
            return Choose(
                first, simplified(then, facts | proven(first)), simplified(otherwise, facts | disproven(first))
            )
        case Operation(left=left, right=right) | SameText(left=left, right=right):
            return replace(of, left=simplified(left, facts), right=simplified(right, facts))
        case Limit() | Near() | OneOf() | Not() | Holds():
            return replace(of, operand=simplified(of.operand, facts))
        case Call(arguments=arguments):
            inner_terms = _all(arguments, facts)
            certain = of.certain or (of.function in _TESTS and all(map(is_certain, inner_terms)))
            return replace(of, arguments=inner_terms, certain=certain)
        case Find(key=key, otherwise=otherwise):
            return replace(of, key=simplified(key, facts), otherwise=simplified(otherwise, facts))
        case Listed(items=items):
            return Listed(_all(items, facts))


_TESTS = frozenset({"at_most", "below", "equal", "text_at_most", "text_below"})


def _all(terms: Iterable[Term], facts: Facts) -> tuple[Term, ...]:
    return tuple(simplified(term, facts) for term in terms)


def _logic(of: Logic, facts: Facts) -> Term:
    """Operands that say what is there come first; the others may rely on them. Nested operands become one row."""
    flat = [part for each in of.operands for part in _flat(each, of.operator)]
    learn = proven if of.operator == "and" else disproven
    asking = [simplified(each, facts) for each in flat if _asks(each, of.operator)]
    known = facts.union(*(learn(each) for each in asking)) if asking else facts
    rest = [simplified(each, known) for each in flat if not _asks(each, of.operator)]
    neutral = Constant(value=of.operator == "and")
    parts = tuple(dict.fromkeys(each for each in (*asking, *rest) if each != neutral))
    if not parts:
        return neutral
    return parts[0] if len(parts) == 1 else Logic(of.operator, parts)


def _flat(of: Term, operator: str) -> Iterator[Term]:
    if isinstance(of, Logic) and of.operator == operator:
        for each in of.operands:
            yield from _flat(each, operator)
    else:
        yield of


def _asks(of: Term, operator: str) -> bool:
    """Whether an operand asks for a value (*and*), or for its absence (*or*)."""
    if operator == "or":
        return isinstance(of, Not) and isinstance(of.operand, Given) and isinstance(of.operand.operand, Name)
    return isinstance(of, Given) and isinstance(of.operand, Name)


def proven(of: Term) -> Facts:
    """What is there if the term is true."""
    match of:
        case Given(operand=operand):
            return _named(operand)
        case Name() | Limit() | Near() | OneOf():
            return _named(of if isinstance(of, Name) else of.operand)
        case SameText(left=left, right=right):
            return _named(left) | _named(right)
        case Logic(operator="and", operands=operands):
            return NOTHING.union(*map(proven, operands))
        case Not(operand=operand):
            return disproven(operand)
        case Holds(operand=operand):
            return proven(operand)
        case _:
            return NOTHING


def disproven(of: Term) -> Facts:
    """What is there if the term is false."""
    match of:
        case Limit() | Near() | OneOf():
            return _named(of.operand)
        case Not(operand=operand):
            return proven(operand)
        case Logic(operator="or", operands=operands):
            return NOTHING.union(*map(disproven, operands))
        case _:
            return NOTHING


def _named(of: Term) -> Facts:
    return frozenset({of.id}) if isinstance(of, Name) else NOTHING


def _set_in(of: Iterable[Statement]) -> Iterator[str]:
    for each in of:
        match each:
            case Assign(name=name) | Add(name=name):
                yield name
            case When(then=first, otherwise=second) | IsUnknown(true=first, unknown=second):
                yield from _set_in((*first, *second))
            case Each(body=body, variables=variables):
                yield from _set_in(body)
                yield from (variable for variable, _ in variables)
            case Repeat(body=body):
                yield from _set_in(body)
            case ReadRow(variables=read):
                yield from (variable for _, variable in read)
            case _:
                pass
