"""The quickest way through many inventories: activities decoded by msgspec straight into a type.

What a type says (names, kinds, options, ranges) is tested as it is decoded, so that the pass over the activities
only works out. An inventory that is not of this type, or unusual in any way, is left to the ordinary validator,
which comes to the same for every inventory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import or_
from types import ModuleType, SimpleNamespace
from typing import Annotated, Any, Final, Literal, Protocol, cast

from refcf_rules.model.field import Table
from refcf_rules.targets.program.code import ReadRow
from refcf_rules.targets.program.identifiers import plain_identifier
from refcf_rules.targets.program.program import Function, Program
from refcf_rules.targets.python.emit import Printer
from refcf_rules.targets.python.print_reading import QUICK_USES, Reading
from refcf_rules.targets.python.print_typed import Attribute, TypedReading
from refcf_rules.targets.python.runtime.data_types import StandardData
from refcf_rules.targets.python.runtime.result import Result

Module = Mapping[str, object]
"""The names of a validator, ready to run."""
Decode = Callable[[bytes], tuple[dict[str, object], Sequence[object]]]
_STEP: Final = "    "
_ACTIVITIES: Final = "activities"
_MOST: Final = 1e100  # as MOST_PLAIN of the runtime
_NOT_A_NUMBER: Final = float("nan")


class State(Protocol):
    """What a program has worked out, as far as it is asked for here."""

    found: list[object]
    keys: int


class Validator(Protocol):
    """What the ordinary validator is made of, as far as the typed way goes through it."""

    UnusualError: type[Exception]

    def judge(self, data: bytes) -> Result:
        """The judgement."""

    def is_ordinary(self, data: bytes) -> bool:
        """Whether every decoder reads the bytes alike."""

    def may_repeat_keys(self, data: bytes, keys: int) -> bool:
        """Whether a key may be written twice."""

    def decode_quickly(self, data: bytes) -> tuple[dict[str, object], object]:
        """The document, and its faults."""

    def needs_document(self, state: State, validator: object) -> bool:
        """Whether a result takes more than the state."""

    def result_of(self, state: State, document: object, data: bytes, validator: object) -> Result:
        """The result."""


class TypedJudge:
    """Judges the bytes of an inventory; what is not ordinary is left to the ordinary validator."""

    def __init__(
        self,
        of: Validator,
        whole: object,
        decode: Decode,
        run: Callable[[dict[str, object], Sequence[object]], State],
        refusals: tuple[type[Exception], ...],
    ) -> None:
        self._of = of
        self._whole = whole
        self._decode = decode
        self._run = run
        # As in the ordinary run: a field that is not there, or no text, or beyond all doubles.
        self._refusals: tuple[type[Exception], ...] = (
            *refusals,
            of.UnusualError,
            KeyError,
            TypeError,
            OverflowError,
            RecursionError,
        )

    def __call__(self, data: bytes) -> Result:
        """The judgement: that of the ordinary validator, whichever way it is reached."""
        of = self._of
        if not of.is_ordinary(data):
            return of.judge(data)
        try:
            document, activities = self._decode(data)
            state = self._run(document, activities)
        except self._refusals:
            return of.judge(data)
        if of.may_repeat_keys(data, state.keys):
            return of.judge(data)
        if of.needs_document(state, self._whole):
            document, _ = of.decode_quickly(data)
        return of.result_of(state, document, data, self._whole)


def typed_judge(program: Program, module: Module) -> TypedJudge | None:
    """A judge by types, for a standard whose activities two units decide, where msgspec is installed."""
    try:
        import msgspec  # noqa: PLC0415 -- the only one who knows it; most live without
    except ImportError:
        return None
    printer = TypedPrinter(program)
    read = printer.activities
    if read is None:
        return None
    names = dict(module)
    exec(compile("\n".join(printer.text()), f"<typed {program.standard.id}>", "exec"), names)  # noqa: S102 -- our own
    sections = cast("frozenset[str]", module["SECTIONS"])
    data = cast("StandardData", module["DATA"])
    decode = _decoder(msgspec, sections, data, printer.typed_reading().attributes(read))
    run = cast("Callable[[dict[str, object], Sequence[object]], State]", names["run_typed"])
    of = cast("Validator", SimpleNamespace(**module))
    return TypedJudge(of, module["VALIDATOR"], decode, run, (msgspec.MsgspecError,))


class TypedPrinter(Printer):
    """Prints the pass over activities for rows of the type, and the order in which everything runs."""

    @property
    def activities(self) -> ReadRow | None:
        """How activities are read; nothing if what is asked for takes more than their type."""
        found = (part for each in self.program.functions if self._is_typed(each) for part in each.body)
        read = next((each for each in found if isinstance(each, ReadRow)), None)
        if read is None or not QUICK_USES.issuperset(Reading.used(dict(read.variables))):
            return None
        return read

    def text(self) -> Iterator[str]:
        """The functions of the typed way; all others are those of the ordinary validator."""
        typed = next(each for each in self.program.functions if self._is_typed(each))
        lines = list(self.function(typed))
        yield from self.set_lines()
        yield from lines
        yield "def run_typed(document, activities):"
        yield f"{_STEP}s = State()"
        yield f"{_STEP}s.keys = check_sections(document, SECTIONS) + 1  # the section of the activities itself"
        yield f"{_STEP}s.found, s.named, s.ids, s.partial = [], [], {{}}, False"
        for each in self.program.functions:
            yield f"{_STEP}{each.name}(s, {'activities' if each is typed else 'document'})"
        yield f"{_STEP}check_references(s.named, s.ids)"
        yield f"{_STEP}return s"

    def reading(self, variable: Callable[[str], str], compared: frozenset[str]) -> Reading:
        """Rows of the type."""
        return TypedReading(self.standard, variable, self.options, self.dimensions, compared)

    def typed_reading(self) -> TypedReading:
        """The same where no variable is asked for."""
        return TypedReading(self.standard, str, self.options, self.dimensions, frozenset())

    def rows_of(self, table: Table) -> Iterator[str]:  # noqa: ARG002 -- there is only one table
        """The rows are handed over; each counts its own keys."""
        yield "rows = document"
        yield "keys = 0"

    @staticmethod
    def _is_typed(of: Function) -> bool:
        return of.table == "activity" and of.first


# --- types --------------------------------------------------------------------------------------------


def _decoder(
    library: ModuleType, sections: Iterable[str], data: StandardData, attributes: Iterable[Attribute]
) -> Decode:
    """What makes of bytes the sections as JSON values, and the activities as rows of their type."""
    number, not_given = library.Meta, library.UNSET
    struct = library.defstruct
    measures, emissions = _spellings(data, is_emission=False), _spellings(data, is_emission=True)
    factors = tuple(f"{emission}/{measure}" for emission in emissions for measure in measures)
    factor = struct(
        "Factor",
        [
            ("value", Annotated[float, number(ge=-_MOST, le=_MOST)]),
            ("unit", Literal[factors]),
            ("source", str | None, None),
            ("year", Annotated[float, number(ge=0)], _NOT_A_NUMBER),
        ],
        **_CLOSED,
    )
    fields = [_field(each, library) for each in attributes]
    fields += [("amount", Annotated[float, number(ge=0, le=_MOST)]), ("unit", Literal[measures]), ("factor", factor)]
    activity = struct("Activity", fields, rename={each.name: each.id for each in attributes}, **_CLOSED)
    others = {plain_identifier(each): each for each in sorted(sections) if each != _ACTIVITIES}
    inventory = struct(
        "Inventory",
        [(_ACTIVITIES, list[activity]), *((name, Any, not_given) for name in others)],  # type: ignore[valid-type]  # made here
        rename=others,
        **_CLOSED,
    )
    decode, values = library.json.Decoder(inventory).decode, library.structs.astuple
    keys = tuple(others.values())

    def decoded(data: bytes) -> tuple[dict[str, object], Sequence[object]]:
        activities, *rest = values(decode(data))
        return {key: value for key, value in zip(keys, rest, strict=True) if value is not not_given}, activities

    return decoded


def _spellings(data: StandardData, *, is_emission: bool) -> tuple[str, ...]:
    """How units of amounts are written, or those of emissions; an option is one text however often it is met."""
    return tuple(
        spelling
        for symbol, aliases, dimension, *_ in data["units"]
        if (dimension in _EMISSIONS) == is_emission
        for spelling in (symbol, *aliases)
    )


_EMISSIONS: Final = ("kgCO2e", "kgCO2")
_CLOSED: Final = {"forbid_unknown_fields": True, "kw_only": True, "gc": False}


def _field(of: Attribute, library: ModuleType) -> tuple[object, ...]:
    match of.kind:
        case "number":
            low = {"gt" if of.above else "ge": of.low} if of.low is not None else {}
            high = {"le": of.high} if of.high is not None else {}
            type_: object = Annotated[float, library.Meta(**low, **high)] if low or high else float
            return (of.name, type_) if of.required else (of.name, type_, _NOT_A_NUMBER)
        case "truth":
            type_ = bool
        case "choice":
            type_ = Literal[of.options]
        case _:
            type_ = Annotated[str, library.Meta(min_length=1)]
    return (of.name, type_) if of.required else (of.name, or_(type_, None), None)
