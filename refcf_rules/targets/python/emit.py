"""Emits the standalone validator of a standard: one Python file that needs nothing but Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from refcf_rules.model.field import Table
from refcf_rules.model.names import Names as Labels
from refcf_rules.model.names import names_of
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ReferenceType
from refcf_rules.source.message import Message
from refcf_rules.targets.program.code import Assign, Constant, ReadRow, Statement
from refcf_rules.targets.program.data import standard_data
from refcf_rules.targets.program.identifiers import Identifiers
from refcf_rules.targets.program.lower import lower
from refcf_rules.targets.program.program import Function, Program
from refcf_rules.targets.program.reasons import reason_data
from refcf_rules.targets.program.results import result_data, rule_data
from refcf_rules.targets.program.variables import compared_in, years_in
from refcf_rules.targets.python.bundle import DEFINED as _DEFINED
from refcf_rules.targets.python.bundle import runtime_names, runtime_text
from refcf_rules.targets.python.json_block import json_block
from refcf_rules.targets.python.layout import laid_out
from refcf_rules.targets.python.print_reading import UNPLAIN_ACTIVITY, Reading
from refcf_rules.targets.python.print_statements import Statements, loop
from refcf_rules.targets.python.print_terms import Terms, literal
from refcf_rules.targets.python.types_of_variables import types_in, types_of
from refcf_rules.targets.target import Artifact, Emitted, Target
from refcf_rules.version import __version__

_STEP: Final = "    "
_OF_EVERY_STATE: Final = {
    "found": "list[Found]",
    "partial": "bool",
    "named": "list[tuple[str, str]]",
    "ids": "dict[str, set[str]]",
    "keys": "int",
}
_NAMED: Final = 3  # of so many members the name of a set consists


def emit(standard: Standard) -> Emitted:
    """The validator; nothing is left out."""
    text = program_text(program_of(standard))
    return Emitted((Artifact(f"{standard.id}.py", text.encode()),), ())


def program_of(standard: Standard) -> Program:
    """The program of a standard, with names that the runtime does not have."""
    return lower(standard, runtime_names() | frozenset(_DEFINED.findall(_GLUE)))


def program_text(program: Program) -> str:
    """The whole file."""
    printer = Printer(program)
    body = "\n".join(laid_out(printer.body()))
    parts = [_header(program.standard), runtime_text(), printer.constants(), body, _FOOTER]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


class Printer:
    """Prints a program; who reads rows in another way says so in ``reading`` and ``rows_of``."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.standard = program.standard
        self.labels: Labels = names_of(program.standard)
        self.tables = {table.id: table for table in program.standard.tables}
        self.referred = {
            field.type.table
            for table in program.standard.tables
            for field in table.fields
            if isinstance(field.type, ReferenceType)
        }
        self.read_singles = frozenset(
            name for function in program.functions if function.table is None for name in _read_in(function.before)
        )
        self.types = types_of(program)
        self._set_names = Identifiers()
        self._sets: dict[tuple[str, tuple[str, ...]], str] = {}

    # --- constants ------------------------------------------------------------------------------------

    def options(self, options: tuple[str, ...]) -> str:
        """The name of a fixed set of texts."""
        return self._set("OPTIONS", tuple(sorted(options)))

    def dimensions(self, dimensions: tuple[str, ...]) -> str:
        """The name of a fixed set of dimensions."""
        return self._set("MEASURES", dimensions)

    def _set(self, kind: str, members: tuple[str, ...]) -> str:
        key = kind, members
        more = ("AND", str(len(members) - _NAMED), "MORE") if len(members) > _NAMED else ()
        if key not in self._sets:
            self._sets[key] = self._set_names.fresh(kind, *(each.upper() for each in members[:_NAMED]), *more)
        return self._sets[key]

    def constants(self) -> str:
        """The data of the standard: what reading needs, and what findings say."""
        lines = [
            "# " + "=" * 98,
            "# The data of the standard",
            "# " + "=" * 98,
            "",
            f"DATA = json.loads({json_block(standard_data(self.standard))})",
            f"RULES = json.loads({json_block(rule_data(self.program))})",
            f"RESULTS = json.loads({json_block(result_data(self.program))})",
            "# What explains undecided rules; it is read only where there are some.",
            f"REASONS = {json_block(reason_data(self.standard))}",
            f"TOOL_VERSION = {literal(__version__)}",
            _GLUE,
            "# With one of these, more than two units decide what an amount comes to.",
            f"UNPLAIN_ACTIVITY = frozenset(({', '.join(map(literal, UNPLAIN_ACTIVITY))}))",
        ]
        return "\n".join(lines)

    # --- functions ------------------------------------------------------------------------------------

    def body(self) -> Iterator[str]:
        """State, functions and the order in which they run."""
        functions = [line for each in self.program.functions for line in (*self.function(each), "", "")]
        tables = list(self._lookups())
        yield from ("", *self.set_lines(), *tables, "", "")
        yield from self._state()
        yield from functions
        yield from self._run()

    def set_lines(self) -> Iterator[str]:
        """The fixed sets that the functions printed so far have asked for."""
        for (_, members), name in self._sets.items():
            listed = ", ".join(literal(each) for each in members)
            comma = "," if len(members) == 1 else ""
            yield f"{name} = frozenset(({listed}{comma}))" if members else f"{name} = frozenset[str]()"

    def _lookups(self) -> Iterator[str]:
        for table in self.standard.lookups:
            name = self.program.lookup_names.get(table.id)
            if name is None:
                continue
            yield f"{name} = (  # {table.label.zh}　{table.label.en}"
            for entry in table.entries:
                keys = ", ".join(literal(key) for key in entry.keys)
                since, until = entry.provenance.since, entry.provenance.until
                dates = f"{literal(since) if since else None}, {literal(until) if until else None}"
                yield f"{_STEP}(({keys}{',' if len(entry.keys) == 1 else ''}), {literal(entry.value)}, {dates}),"
            yield ")"

    def _state(self) -> Iterator[str]:
        yield "class State:"
        yield f'{_STEP}"""What has been worked out so far: single values, columns by row, groups."""'
        yield ""
        yield from (f"{_STEP}{name}: {type_}" for name, type_ in (self.types | _OF_EVERY_STATE).items())
        yield f"{_STEP}__slots__ = tuple(__annotations__)"
        yield ""
        yield ""

    def reading(self, variable: Callable[[str], str], compared: frozenset[str]) -> Reading:
        """Who prints how rows are read; ``compared`` are the variables that are more than asked for and shown."""
        return Reading(self.standard, variable, self.options, self.dimensions, compared)

    def rows_of(self, table: Table) -> Iterator[str]:
        """The rows of a section, and how many keys they have."""
        yield f"rows = rows_of(document, {literal(table.key or table.id)})"
        yield "keys = sum(map(len, rows))"

    def function(self, of: Function) -> Iterator[str]:
        """A function under its heading."""
        alone = of.table is None
        kept = frozenset((*of.takes, *of.gives))

        def variable(name: str) -> str:
            if name in self.program.lookup_names.values():
                return name
            return f"s.{name}" if alone and name in kept else name

        of, always = _always(of)
        terms = Terms(variable, self.options, self.read_singles | _read_in(of.body) | years_in(of.before))
        compared = frozenset(compared_in((of.before, of.body, of.after)))
        statements = Statements(terms, self.reading(variable, compared), types_in(of, self.types))
        yield f"def {of.name}(s: State, document: Row) -> None:"
        yield f"{_STEP}{_docstring(of.heading)}"
        lines: list[str] = []
        used = {"found"} if _records(of) else set()
        if alone:
            lines += self._alone(of, statements)
        else:
            lines += [
                f"{name} = s.{name}"
                for name in (*of.takes, *sorted(used))
                if name not in self.program.lookup_names.values()
            ]
            lines += statements.lines(of.before)
            lines += self._rows(of, statements)
            lines += [f"{name} = bool({'rows' if of.first else of.loads[0][1]})" for name in always]
            lines += statements.lines(of.after)
            lines += [f"s.{name} = {name}" for name in of.gives]
        if alone and used:
            lines = [f"{'found'} = s.found", *lines]
        if any("partial" in line for line in lines):
            lines = ["partial = s.partial", *lines]
        yield from (f"{_STEP}{line}" for line in lines)

    def _alone(self, of: Function, statements: Statements) -> Iterator[str]:
        read = next((each for each in of.before if isinstance(each, ReadRow)), None)
        if read is not None:
            yield f"row = section(document, {literal(of.reads)})"
            yield "s.keys += len(row)"
        yield from statements.lines(of.before)

    def _rows(self, of: Function, statements: Statements) -> Iterator[str]:
        body = [f"{_STEP}{line}" for line in statements.lines(of.body)]
        if not of.first:
            index = any("index" in line for line in body)
            listed = loop(of.loads, str)
            if index:
                names, _, lists = listed.partition(" in ")
                names = f"({names})" if len(of.loads) > 1 else names
                yield f"for index, {names} in enumerate({lists}):"
            else:
                yield f"for {listed}:"
            yield from body or [f"{_STEP}pass"]
            return
        table = self.tables[of.table or ""]
        if any("period_end" in line for line in body) and "period_end" not in of.takes:
            yield "period_end = s.period_end"
        if table.field("id") is not None:
            yield f"ids_of_{table.id} = set()"
        key = literal(table.key or table.id)
        if table.parent is None:
            yield from self.rows_of(table)
            yield "for index, row in enumerate(rows):"
            if any("position" in line for line in body):
                yield f"{_STEP}position = index"
            yield from body
        else:
            parent = self.tables[table.parent]
            yield "keys = 0"
            yield f"rows = rows_within(document, {literal(parent.key or parent.id)}, {key})"
            yield "for index, (place, parent, position, row) in enumerate(rows):"
            if any("parent_id" in line for line in body):
                yield f"{_STEP}parent_id = name_of(parent, place)"
            yield f"{_STEP}keys += len(row)"
            yield from body
        yield "s.keys += keys"
        if table.field("id") is not None:
            yield f"if len(ids_of_{table.id}) != len(rows):"
            yield f"{_STEP}raise UnusualError"
            if table.id in self.referred:
                yield f"s.ids[{literal(table.id)}] = ids_of_{table.id}"

    def _run(self) -> Iterator[str]:
        yield "def run(document: Row, *, partial: bool) -> State:"
        yield f'{_STEP}"""Everything, in the order in which one thing needs another."""'
        yield f"{_STEP}s = State()"
        yield f"{_STEP}s.keys = check_sections(document, SECTIONS)"
        yield f"{_STEP}s.found = []"
        yield f"{_STEP}s.partial = partial"
        yield f"{_STEP}s.named = []"
        yield f"{_STEP}s.ids = {{}}"
        yield f"{_STEP}try:"
        yield from (f"{_STEP * 2}{each.name}(s, document)" for each in self.program.functions)
        yield f"{_STEP}# A field that is not there, or no text, or beyond all doubles."
        yield f"{_STEP}except (KeyError, TypeError, OverflowError) as error:"
        yield f"{_STEP * 2}raise UnusualError from error"
        yield f"{_STEP}check_references(s.named, s.ids)"
        yield f"{_STEP}return s"


def _read_in(of: Iterable[Statement]) -> frozenset[str]:
    """The variables that a function reads from the inventory."""
    return frozenset(name for each in of if isinstance(each, ReadRow) for _, name in each.variables)


def _always(of: Function) -> tuple[Function, tuple[str, ...]]:
    """What any row at all makes true is set once, after the rows: the function without it, and its variables."""
    true, false = Constant(value=True), Constant(value=False)
    set_true = [each.name for each in of.body if isinstance(each, Assign) and each.term == true]
    started = {each.name for each in of.before if isinstance(each, Assign) and each.term == false}
    if of.table is None or (not of.first and not of.loads):
        return of, ()
    found = tuple(name for name in dict.fromkeys(set_true) if name in started)
    before = tuple(each for each in of.before if not (isinstance(each, Assign) and each.name in found))
    body = tuple(each for each in of.body if not (isinstance(each, Assign) and each.name in found))
    return replace(of, before=before, body=body), found


def _records(of: Function) -> bool:
    return "Record(" in repr((of.before, of.body, of.after))


def _docstring(of: Message) -> str:
    text = of.zh if of.zh == of.en else f"{of.zh}　{of.en}"
    return f'"""{_inside_a_docstring(text)}"""'


def _inside_a_docstring(text: str) -> str:
    """Text of a standard that neither ends the docstring nor is read as an escape."""
    return text.replace("\\", "\\\\").replace('"""', "'''").replace('"', "”")


def _header(standard: Standard) -> str:
    part = standard.part
    said: Iterable[str] = (
        f"{part.number} {part.title.zh}",
        "",
        f"{part.title.en}",
        "",
        f"本文件由 refcf {__version__} 从标准生成，独立运行，只需要 Python 3.11 或更新版本。",
        f"Generated by refcf {__version__} from the standard; it stands alone and needs Python 3.11 or newer only.",
        "",
        f"版本 edition: {' / '.join(dict.fromkeys((part.edition.zh, part.edition.en)))}",
        f"规则 rules:   {standard.digest}",
        "",
        f"    python {standard.id}.py inventory.json [--json] [--lang zh|en]",
    )
    inside = "\n".join(map(_inside_a_docstring, said))
    return f'#!/usr/bin/env python3\n"""{inside}\n"""'


_GLUE: Final = '''
LARGEST = 1.7976931348623157e308  # of all doubles; what is beyond is no number
LEAST = -LARGEST
STANDARD = Standard(DATA)
SECTIONS = frozenset(
    (
        *("refcf", "standard", "edition"),
        *(id_ if each.get("single") else each["key"] for id_, each in DATA["tables"].items() if "parent" not in each),
    )
)
FIELDS = FieldChecks(STANDARD)
check = FIELDS.check
check_factor = FIELDS.check_factor
conversion_of = FIELDS.conversion
CONVERSIONS = FIELDS.conversions
read_quantity = FIELDS.quantities.quantity
read_number = FIELDS.quantities.number
STAGE_OF = {process: place[0] for process, place in DATA["processes"].items()}


def check_written_total(row: Row, value: object) -> float:
    """An amount over the period, its unit in the same text."""
    return FIELDS.measures.check("total", row, value, beside=False)


def check_calorific(row: Row, value: object) -> float:
    """A net calorific value with its unit."""
    return FIELDS.measures.check("calorific", row, value, beside=False)


def place_stage(process: object) -> str | None:
    """The stage of a unit process that the standard lists."""
    found = DATA["processes"].get(process)
    return None if found is None else found[0]


def place_order(process: object) -> float:
    """The position of a unit process in the boundary."""
    found = DATA["processes"].get(process)
    return MISSING if found is None else float(found[1])


stage_of = place_stage
STAGES = {id_: (label[0], label[1]) for id_, label, _ in (RESULTS["footprint"] or {"by_stage": []})["by_stage"]}
'''.strip("\n")

_FOOTER: Final = '''
VALIDATOR = Validator(STANDARD, FIELDS.is_plain_row, RULES, RESULTS, REASONS, run, TOOL_VERSION)


def judge(data: bytes) -> Result:
    """The judgement of an inventory, from the bytes of its file."""
    return judged(data, VALIDATOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], judge, STAGES, DATA["standard"]["editions"]))
'''

TARGET: Final = Target("python", Message("独立校验程序（Python）", "standalone validator in Python"), emit)
