"""The code of a program in no language yet: terms that have a value, and statements.

A missing number is NaN, a missing text nothing, an unknown truth nothing. A term is *certain* when it
cannot be missing; then its printer may use the plain operators of its language. A number that is not
finite counts as missing, so that nothing calculated is ever certain.
"""

from __future__ import annotations

from typing import Literal, assert_never

from refcf_rules.record import record

Kind = Literal["number", "text", "truth"]


@record
class Constant:
    """A number in canonical units, a text or a truth."""

    value: float | str | bool


@record
class Absent:
    """What is always missing: a number that the committee has yet to set."""

    kind: Kind


@record
class Name:
    """A variable."""

    id: str
    kind: Kind
    certain: bool = False


@record
class Operation:
    """Plain arithmetic, which NaN passes through; division only by a constant that is not 0."""

    operator: Literal["+", "-", "*", "/"]
    left: Term
    right: Term


@record
class Limit:
    """A comparison with a number of the standard: the guard is worked into ``threshold``.

    ``limit`` is the number as the standard states it.
    """

    operand: Term
    operator: Literal["<=", "<", ">=", ">"]
    threshold: float
    limit: float


@record
class Near:
    """Equality with a number of the standard: between two thresholds."""

    operand: Term
    low: float
    high: float
    limit: float
    negated: bool


@record
class SameText:
    """Equality of two texts, options, dates or truths."""

    left: Term
    right: Term
    negated: bool


@record
class OneOf:
    """Whether a text is one of a fixed list."""

    operand: Term
    options: tuple[str, ...]


@record
class Logic:
    """Kleene and, or."""

    operator: Literal["and", "or"]
    operands: tuple[Term, ...]


@record
class Not:
    """Kleene not."""

    operand: Term


@record
class Holds:
    """Whether a truth is certainly so: an unknown one is not."""

    operand: Term


@record
class Given:
    """Whether a value is there."""

    operand: Term


@record
class Choose:
    """One of two values; with an unknown test missing, unless both are equal."""

    test: Term
    then: Term
    otherwise: Term


@record
class Call:
    """A function of the runtime, by its Python name."""

    function: str
    arguments: tuple[Term, ...]
    kind: Kind
    certain: bool = False


@record
class Find:
    """What a mapping holds under a key; ``otherwise`` where it has no such key, nothing where the key is missing."""

    mapping: str
    key: Term
    otherwise: Term
    kind: Kind


@record
class Reference:
    """A list or mapping handed to a function of the runtime."""

    id: str


@record
class Listed:
    """Several values handed over as one."""

    items: tuple[Term, ...]


Term = (
    Constant
    | Absent
    | Name
    | Operation
    | Limit
    | Near
    | SameText
    | OneOf
    | Logic
    | Not
    | Holds
    | Given
    | Choose
    | Call
    | Find
    | Reference
    | Listed
)


def kind_of(term: Term) -> Kind:
    """What a term is."""
    match term:
        case Constant(value=value):
            return "truth" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"
        case Absent(kind=kind) | Name(kind=kind) | Call(kind=kind) | Find(kind=kind):
            return kind
        case Operation():
            return "number"
        case Limit() | Near() | SameText() | OneOf() | Logic() | Not() | Holds() | Given():
            return "truth"
        case Choose(then=then, otherwise=otherwise):
            return kind_of(otherwise if isinstance(then, Absent) else then)
        case Reference() | Listed():
            raise TypeError("a list is no value")
        case _:
            assert_never(term)


def is_certain(term: Term) -> bool:
    """Whether a term cannot be missing."""
    match term:
        case Constant() | Given() | Holds():
            return True
        case Absent() | Operation() | Find() | Reference() | Listed():
            return False
        case Name(certain=certain) | Call(certain=certain):
            return certain
        case Limit(operand=operand) | Near(operand=operand) | OneOf(operand=operand) | Not(operand=operand):
            return is_certain(operand)
        case SameText(left=left, right=right):
            return is_certain(left) and is_certain(right)
        case Logic(operands=operands):
            return all(map(is_certain, operands))
        case Choose(test=test, then=then, otherwise=otherwise):
            return is_certain(test) and is_certain(then) and is_certain(otherwise)
        case _:
            assert_never(term)


# --- statements ---------------------------------------------------------------------------------------


@record
class Assign:
    """A variable gets a value."""

    name: str
    term: Term


@record
class Start:
    """An empty list, set or mapping."""

    name: str
    what: Literal["list", "set", "mapping"]


@record
class Add:
    """Plain addition to a variable, in the order of the rows."""

    name: str
    term: Term


@record
class AddAt:
    """Plain addition to what a mapping holds under a key, which begins with 0."""

    mapping: str
    key: Term
    term: Term


@record
class Put:
    """A mapping gets a value under a key; with ``first`` only if it has none there."""

    mapping: str
    key: Term
    term: Term
    first: bool = False


@record
class Append:
    """A list gets one more item."""

    list: str
    term: Term


@record
class When:
    """Statements under a certain test."""

    test: Term
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...] = ()


@record
class IsUnknown:
    """Statements where a truth is unknown (``then``); where it is true (``true``)."""

    test: Term
    unknown: tuple[Statement, ...]
    true: tuple[Statement, ...]


@record
class Each:
    """A loop over the rows of a table, from columns kept in lists: each variable takes its list's value.

    ``index`` counts from 0 where it is wanted. With ``places`` only the rows at these are taken, in this order.
    """

    table: str
    variables: tuple[tuple[str, str], ...]
    index: str | None
    body: tuple[Statement, ...]
    places: Term | None = None


@record
class Repeat:
    """A fixed number of passes."""

    times: int
    body: tuple[Statement, ...]


@record
class Record:
    """A row, or the whole inventory (``index`` −1), does not meet a requirement, or it is not known whether it does.

    ``truth`` says which of the two: false or unknown. ``values`` are the numbers to show.
    """

    rule: str
    index: str | None
    truth: Term
    values: tuple[Term, ...]


@record
class ReadRow:
    """Read and check a row as the company wrote it; the fields that are used become variables.

    ``variables`` are (field, variable). Of activities ``uses`` are the derived fields, from amount and factor.
    """

    table: str
    variables: tuple[tuple[str, str], ...]
    uses: tuple[tuple[str, str], ...] = ()


@record
class Remark:
    """A comment: the clause that what follows comes from."""

    text: str


Statement = Assign | Start | Add | AddAt | Put | Append | When | IsUnknown | Each | Repeat | Record | ReadRow | Remark
