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
    Holds,
    IsUnknown,
    Logic,
    Name,
    Not,
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
            false = Constant(value=False)
            body = (replace(each, truth=false) if isinstance(each, Record) else each for each in otherwise.then)
            yield from self._lines(When(Not(of.term), tuple(body)))
            return
        yield f"if {self.terms.text(Not(Holds(of.term)))}:"
        inner = (*self._lines(of), *(self.lines(otherwise.then) if _is_seen(of.term) else self._lines(otherwise)))
        yield from (f"{_STEP}{line}" for line in inner)

    def _lines(self, of: Statement) -> Iterator[str]:  # noqa: PLR0912 -- one case per statement
        variable, text = self.terms.variable, self.terms.text
        match of:
            case Remark(text=words):
                yield f"# {words}"
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
            case When(test=test, then=then, otherwise=otherwise):
                yield f"if {text(test)}:"
                yield from self._inside(then)
                if otherwise:
                    yield "else:"
                    yield from self._inside(otherwise)
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

    def _unknown(self, of: IsUnknown) -> Iterator[str]:
        text = self.terms.text
        if isinstance(of.test, Name):
            name = text(of.test)
        else:
            name = "passes"
            yield f"{name} = {text(of.test)}"
        yield f"if {name}:"
        yield from self._inside(of.true)
        yield f"elif {name} is None:"
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


def loop(variables: tuple[tuple[str, str], ...], written: object) -> str:
    """What a loop takes: one column, or several side by side."""
    name = written if callable(written) else str
    lists = [str(name(list_)) for _, list_ in variables]
    if len(variables) == 1:
        return f"{variables[0][0]} in {lists[0]}"
    return f"{', '.join(each for each, _ in variables)} in zip({', '.join(lists)}, strict=True)"
