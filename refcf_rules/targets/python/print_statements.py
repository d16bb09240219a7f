"""Statements as Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, assert_never

from refcf_rules.targets.program.code import (
    Add,
    AddAt,
    Append,
    Assign,
    Constant,
    Each,
    Given,
    Holds,
    IsUnknown,
    Limit,
    Logic,
    Name,
    Near,
    Not,
    OneOf,
    Put,
    ReadRow,
    Record,
    Remark,
    Repeat,
    Start,
    Statement,
    Term,
    When,
    is_certain,
)
from refcf_rules.targets.python.print_reading import Reading
from refcf_rules.targets.python.print_terms import PRODUCT, Terms, literal

_EMPTY: Final = {"list": "[]", "set": "set()", "mapping": "{}"}
_STEP: Final = "    "


class Statements:
    """Prints statements, a line each; ``types`` are those of the local variables, said where one is first set."""

    def __init__(self, terms: Terms, reading: Reading, types: Mapping[str, str]) -> None:
        self.terms = terms
        self.reading = reading
        self._unsaid = dict(types)

    def lines(self, of: Iterable[Statement]) -> Iterator[str]:
        """The lines of statements."""
        statements = list(of)
        while statements:
            each = statements.pop(0)
            judged = _judged(each, statements[0]) if statements else None
            if judged is None:
                yield from self._lines(each)
            else:
                yield from self._judgement(*judged)
                statements.pop(0)

    def _judgement(self, of: Assign, otherwise: When) -> Iterator[str]:
        """A test and what is done where it is not certainly so: mostly it is, and that is seen at a glance."""
        if is_certain(of.term):
            yield from self._lines(When(Not(of.term), _violated(otherwise.then)))
            return
        yield f"if {self.terms.text(Not(Holds(of.term)))}:"
        inner = (*self._lines(of), *(self.lines(otherwise.then) if _is_seen(of.term) else self._lines(otherwise)))
        yield from (f"{_STEP}{line}" for line in inner)

    def _lines(self, of: Statement) -> Iterator[str]:
        variable, text = self.terms.variable, self.terms.text
        match of:
            case Remark(text=words):
                yield f"# {' '.join(words.splitlines())}"  # no line break ends a comment
            case Assign(name=name, term=term):
                yield f"{self._first_set(name, term)} = {text(term)}"
            case Start(name=name, what=what):
                yield f"{self._first_set(name)} = {_EMPTY[what]}"
            case Add(name=name, term=term):
                yield f"{variable(name)} += {text(term)}"
            case AddAt(mapping=mapping, key=key, term=term):
                place = f"{variable(mapping)}[{text(key)}]"
                yield f"{place} = {variable(mapping)}.get({text(key)}, 0.0) + {text(term, PRODUCT)}"
            case Put(mapping=mapping, key=key, term=term, first=first):
                if first:
                    yield f"{variable(mapping)}.setdefault({text(key)}, {text(term)})"
                else:
                    yield f"{variable(mapping)}[{text(key)}] = {text(term)}"
            case Append(list=name, term=term):
                yield f"{variable(name)}.append({text(term)})"
            case When():
                yield from self._when(of)
            case IsUnknown():
                yield from self._unknown(of)
            case Each():
                yield from self._each(of)
            case Repeat(times=times, body=body):
                yield f"for _ in range({times}):"
                yield from self._inside(body)
            case Record(rule=rule, index=index, truth=truth, values=values):
                shown = ", ".join(text(each) for each in values)
                comma = "," if len(values) == 1 else ""
                yield f"found.append(({literal(rule)}, {index or -1}, {text(truth)}, ({shown}{comma})))"
            case ReadRow():
                yield from self.reading.lines(of)
            case _:
                assert_never(of)

    def _first_set(self, name: str, term: Term | None = None) -> str:
        """A variable; with its type where its first value does not tell it."""
        variable, type_ = self.terms.variable(name), self._unsaid.pop(name, None)
        if type_ is None or variable != name or (term is not None and not (is_certain(term) or _is_seen(term))):
            return variable
        return f"{variable}: {type_}" if "None" in type_ or type_.startswith("dict") else variable

    def _each(self, of: Each) -> Iterator[str]:
        variable = self.terms.variable
        if of.places is None:
            yield f"for {loop(of.variables, variable)}:"
        else:
            yield f"for place in {self.terms.text(of.places)}:"
            yield from (f"{_STEP}{name} = {variable(list_)}[place]" for name, list_ in of.variables)
        yield from self._inside(of.body)

    def _when(self, of: When) -> Iterator[str]:
        asked = _asked_first(of, self.terms.read)
        if asked is not None:
            # What meets the requirement is there: that is asked first, for mostly it does.
            applies, met, findings = asked
            yield f"if {self.terms.text(met)}:"
            yield from self._inside((applies,))
            yield f"elif {self.terms.text(of.test)}:"
            yield from self._inside((applies, *findings))
            return
        yield f"if {self.terms.text(of.test)}:"
        yield from self._inside(of.then)
        if of.otherwise:
            yield "else:"
            yield from self._inside(of.otherwise)

    def _unknown(self, of: IsUnknown) -> Iterator[str]:
        plain = self.terms.certain_or_missing(of.test)
        if plain is not None:
            test, missing = plain
        elif isinstance(of.test, Name):
            test = self.terms.text(of.test)
            missing = f"{test} is None"
        else:
            test, missing = "passes", "passes is None"
            yield f"passes = {self.terms.text(of.test)}"
        yield f"if {test}:"
        yield from self._inside(of.true)
        yield f"elif {missing}:"
        yield from self._inside(of.unknown)

    def _inside(self, of: tuple[Statement, ...]) -> Iterator[str]:
        lines = list(self.lines(of))
        if not any(line for line in lines if not line.lstrip().startswith("#")):
            lines.append("pass")
        return (f"{_STEP}{line}" for line in lines)


def _is_seen(of: Term) -> bool:
    """Whether the glance at a test tells all of it: no number in it could be beyond all doubles."""
    if isinstance(of, Logic):
        return all(map(_is_seen, of.operands))
    return isinstance(of, Name) or is_certain(of)


def _judged(of: Statement, following: Statement) -> tuple[Assign, When] | None:
    """A truth that is worked out and then asked for, if the two statements are that."""
    match of, following:
        case (
            Assign(name=name),
            When(test=Not(operand=Holds(operand=Name(id=asked)) | Name(id=asked)), otherwise=()),
        ) if name == asked:
            return of, following
        case _:
            return None


def _violated(of: Iterable[Statement]) -> tuple[Statement, ...]:
    """The same where a requirement is known not to hold."""
    false = Constant(value=False)
    return tuple(replace(each, truth=false) if isinstance(each, Record) else each for each in of)


def _asked_first(of: When, read: frozenset[str]) -> tuple[Assign, Term, tuple[Statement, ...]] | None:
    """For a requirement on what is there: that it applies, the requirement, and what is found where it does not hold.

    Nothing if its test may be passed by something that is missing, as an infinite number that was worked out.
    """
    match of.then:
        case (Assign() as applies, Assign() as truth, When() as found) if _judged(truth, found) and not of.otherwise:
            asked = [each.operand if isinstance(each, Given) else None for each in _together(of.test)]
            names = {each.id for each in asked if isinstance(each, Name)}
            if is_certain(truth.term) and len(names) == len(asked) and names <= _there(truth.term) & read:
                return applies, truth.term, _violated(found.then)
            return None
        case _:
            return None


def _together(of: Term) -> tuple[Term, ...]:
    return of.operands if isinstance(of, Logic) and of.operator == "and" else (of,)


def _there(of: Term) -> frozenset[str]:
    """The variables that are not missing where a plain test holds: no comparison holds of what is missing."""
    found = set()
    for each in _together(of):
        match each:
            case Limit(operand=Name(id=id_)) | Near(operand=Name(id=id_), negated=False) | OneOf(operand=Name(id=id_)):
                found.add(id_)
            case _:
                pass
    return frozenset(found)


def loop(variables: tuple[tuple[str, str], ...], written: object) -> str:
    """What a loop takes: one column, or several side by side."""
    name = written if callable(written) else str
    lists = [str(name(list_)) for _, list_ in variables]
    if len(variables) == 1:
        return f"{variables[0][0]} in {lists[0]}"
    return f"{', '.join(each for each, _ in variables)} in zip({', '.join(lists)}, strict=True)"
