"""Statements as JavaScript; every variable is declared where it first has a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from refcf_rules.targets.javascript.literals import literal
from refcf_rules.targets.javascript.print_reading import Reading
from refcf_rules.targets.javascript.print_terms import Terms
from refcf_rules.targets.javascript.scopes import Scope, blocks_of, changed_by, last_named
from refcf_rules.targets.program.code import (
    Add,
    AddAt,
    Append,
    Assign,
    Constant,
    Each,
    IsUnknown,
    Listed,
    Name,
    Put,
    ReadRow,
    Record,
    Reference,
    Remark,
    Repeat,
    Start,
    Statement,
    When,
    is_certain,
    kind_of,
)

STEP: Final = "  "
Behind = Callable[[str], bool]
_EMPTY: Final = {"list": "[]", "set": "new Set()", "mapping": "new Map()"}


class Statements:
    """Prints statements, a line each."""

    def __init__(self, terms: Terms, reading: Reading) -> None:
        self.terms = terms
        self.reading = reading
        self._changed: frozenset[str] = frozenset()
        self._open: frozenset[str] = frozenset()

    def lines(self, of: Sequence[Statement], scope: Scope, around: Sequence[Statement] = ()) -> Iterator[str]:
        """The lines of a block. ``around`` are all statements of the function, which may set a variable anew."""
        if around:
            self._changed = frozenset(_changed_twice(around))
            self._open = frozenset(_maybe_unknown(around))
        last = last_named(of)
        for place, each in enumerate(of):
            behind = _behind(last, place)
            hoisted = map(self.terms.variable, scope.hoisted(each, behind))
            yield from (f"let {written};" for written in hoisted if "." not in written)  # those of the state are there
            yield from self._lines(each, scope, behind)

    def _lines(self, of: Statement, scope: Scope, behind: Behind) -> Iterator[str]:
        variable, text = self.terms.variable, self.terms.text
        match of:
            case Remark(text=words):
                yield f"// {' '.join(words.splitlines())}"  # no line break ends a comment
            case Assign(name=name, term=term):
                said = text(term)
                if isinstance(term, Constant) and name in self._open and name not in scope.declared:
                    said = f"/** @type {{Truth}} */ ({said})"
                yield f"{self._declared(name, scope)} = {said};"
            case Start(name=name, what=what):
                yield f"{self._declared(name, scope)} = {_EMPTY[what]};"
            case Add(name=name, term=term):
                yield f"{variable(name)} += {text(term)};"
            case AddAt(mapping=mapping, key=key, term=term):
                yield f"addTo({variable(mapping)}, {text(key)}, {text(term)});"
            case Put(mapping=mapping, key=key, term=term, first=first):
                guard = f"if (!{variable(mapping)}.has({text(key)})) " if first else ""
                yield f"{guard}{variable(mapping)}.set({text(key)}, {text(term)});"
            case Append(list=name, term=term):
                yield f"{variable(name)}.push({text(term)});"
            case When() | IsUnknown():
                yield from self._guarded(of, scope, behind)
            case Each() | Repeat():
                yield from self._loop(of, scope, behind)
            case Record(rule=rule, index=index, truth=truth, values=values):
                shown = ", ".join(map(text, values))
                yield f"s.found.push([{literal(rule)}, {index or -1}, {text(truth)}, [{shown}]]);"
            case ReadRow():
                yield from self.reading.lines(of, scope)
            case _:
                assert_never(of)

    def _declared(self, name: str, scope: Scope) -> str:
        """How a variable is written where it gets a value."""
        written = self.terms.variable(name)
        if name in scope.declared or "." in written:
            return written
        scope.declared.add(name)
        return f"{'let' if name in self._changed else 'const'} {written}"

    def _guarded(self, of: When | IsUnknown, scope: Scope, behind: Behind) -> Iterator[str]:
        text = self.terms.text
        if isinstance(of, When):
            yield from self._branch(f"if ({text(of.test)}) {{", of.then, scope, behind)
            if of.otherwise:
                yield from self._branch("} else {", of.otherwise, scope, behind)
            yield "}"
            return
        name = text(of.test)
        if not isinstance(of.test, Name):
            name = "passes"
            yield f"{self._declared(name, scope)} = {text(of.test)};"
        yield from self._branch(f"if ({name}) {{", of.true, scope, behind)
        yield from self._branch(f"}} else if ({name} === null) {{", of.unknown, scope, behind)
        yield "}"

    def _branch(self, head: str, of: tuple[Statement, ...], scope: Scope, behind: Behind) -> Iterator[str]:
        yield head
        yield from self._inside(of, scope.inside(behind))

    def _inside(self, of: tuple[Statement, ...], scope: Scope) -> Iterator[str]:
        return (f"{STEP}{line}" for line in self.lines(of, scope))

    def _loop(self, of: Each | Repeat, scope: Scope, behind: Behind) -> Iterator[str]:
        inner = scope.inside(behind)
        if isinstance(of, Repeat):
            yield f"for (let pass = 0; pass < {of.times}; pass += 1) {{"
        else:
            first = self.terms.variable(of.variables[0][1])
            head = f"let place = 0; place < {first}.length; place += 1"
            yield f"for ({head if of.places is None else f'const place of {self.terms.text(of.places)}'}) {{"
            for name, list_ in of.variables:
                inner.declared.add(name)
                yield f"{STEP}const {self.terms.variable(name)} = {self.terms.variable(list_)}[place];"
        yield from self._inside(of.body, inner)
        yield "}"


def _behind(last: Mapping[str, int], place: int) -> Behind:
    """Whether a variable is named behind a place of a block."""
    return lambda name: last.get(name, -1) > place


def _changed_twice(of: Iterable[Statement]) -> Iterator[str]:
    """The variables that are set more than once, also ``passes``, which every unknown test shares."""
    seen: set[str] = set()
    yield "passes"
    for each in of:
        for name in changed_by(each):
            if name in seen:
                yield name
            seen.add(name)


def _maybe_unknown(of: Iterable[Statement]) -> Iterator[str]:
    """The truths that begin with a constant and may become unknown later."""
    for each in of:
        if isinstance(each, Assign) and kind_of_assigned(each) == "truth" and not is_certain(each.term):
            yield each.name
        for block in blocks_of(each):
            yield from _maybe_unknown(block)


def kind_of_assigned(of: Assign) -> str:
    """The kind of what is assigned; nothing for a list."""
    return "" if isinstance(of.term, Reference | Listed) else kind_of(of.term)
