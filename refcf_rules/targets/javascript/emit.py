"""Emits the standalone validator of a standard: one ES module that needs nothing else, its types, and a script.

The script is the same program for pages that are opened as files, where browsers load no modules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.field import Table
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.javascript.bundle import heading, runtime_names
from refcf_rules.targets.javascript.files import module_text, script_text, types_text
from refcf_rules.targets.javascript.literals import by_entry, filled, laid_out, literal
from refcf_rules.targets.javascript.print_reading import Reading, Sets
from refcf_rules.targets.javascript.print_statements import STEP, Statements
from refcf_rules.targets.javascript.print_terms import Terms
from refcf_rules.targets.javascript.scopes import Scope, last_named
from refcf_rules.targets.program.code import ReadRow
from refcf_rules.targets.program.data import standard_data
from refcf_rules.targets.program.lower import lower
from refcf_rules.targets.program.program import Function, Program
from refcf_rules.targets.program.reasons import reason_data
from refcf_rules.targets.program.results import result_data, rule_data
from refcf_rules.targets.target import Artifact, Emitted, Target
from refcf_rules.version import __version__

_HEADERS: Final = ("refcf", "standard", "edition")
_DECLARED_HERE: Final = (
    *(
        "DATA",
        "RULES",
        "RESULTS",
        "STAGES",
        "TOOL_VERSION",
        "PERIOD_END",
        "STANDARD",
        "QUANTITIES",
        "VALIDATOR",
        "COMPARED",
    ),
    *("State", "run", "judge", "judgeDocument", "report", "stageOf", "orderOf", "checkFactor", "s", "rows", "inner"),
    *("PLACES", "CONVERSIONS", "ids", "named"),
)


def emit(standard: Standard) -> Emitted:
    """The validator, its types and the script; nothing is left out."""
    program = program_of(standard)
    printed = _printed(program)
    artifacts = (
        Artifact(f"{standard.id}.mjs", module_text(program, printed).encode()),
        Artifact(f"{standard.id}.d.ts", types_text(program).encode()),
        Artifact(f"{standard.id}.js", script_text(program, printed).encode()),
    )
    return Emitted(artifacts, ())


def program_of(standard: Standard) -> Program:
    """The program of a standard, with names that the runtime does not have."""
    return lower(standard, runtime_names() | frozenset(_DECLARED_HERE))


def _printed(program: Program) -> str:
    """The data and the program of the standard, as the module and the script both have them."""
    printer = _Printer(program)
    functions = "\n\n".join("\n".join(printer.function(each)) for each in program.functions)
    parts = (
        printer.data(),
        heading("The program of the standard: what is worked out, in the order in which one thing needs another"),
        "\n".join(printer.constants()),
        functions,
        "\n".join(printer.run()),
    )
    return "\n\n".join(parts)


class _Printer:
    """Prints the functions of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.standard = program.standard
        self.tables = {table.id: table for table in program.standard.tables}
        self.sets = Sets()
        self.tests: dict[tuple[str, ...], str] = {}
        self.period_end = dict(program.singles)["period.end"].id

    def data(self) -> str:
        """The data of the standard: what reading needs, and what findings say."""
        stages = {stage.id: {"zh": stage.label.zh, "en": stage.label.en} for stage in self.standard.boundary.stages}
        lines = [
            heading("The data of the standard"),
            "",
            "/** @type {StandardData} */",
            f"const DATA = {laid_out(standard_data(self.standard))};",
            "/** @type {Record<string, RuleData>} */",
            f"const RULES = {laid_out(rule_data(self.program))};",
            "/** @type {ResultData} */",
            f"const RESULTS = {laid_out(result_data(self.program))};",
            "/**",
            " * What explains undecided rules; it is asked for only where there are some.",
            " * @returns {ReasonData}",
            " */",
            f"const REASONS = () => ({by_entry(reason_data(self.standard))});",
            "/** @type {Record<string, Both>} */",
            f"const STAGES = {laid_out(stages)};",
            f"const TOOL_VERSION = {literal(__version__)};",
            f"const PERIOD_END = {literal(self.period_end)};",
            "const STANDARD = new Standard(DATA);",
            "const QUANTITIES = new Quantities(STANDARD);",
            "const CONVERSIONS = new Conversions(STANDARD);",
        ]
        return "\n".join(lines)

    def constants(self) -> Iterator[str]:
        """Fixed sets of texts, tables, and what reading rows calls."""
        sections = [table.id if table.single else table.key or table.id for table in self._sections()]
        self.sets.name("SECTIONS", (*_HEADERS, "company", *sections))
        factor = list(self._reading(str).factor())
        yield from self.sets.lines()
        for table in self.standard.lookups:
            name = self.program.lookup_names.get(table.id)
            if name is not None:
                entries = [
                    [list(each.keys), each.value, each.provenance.since, each.provenance.until]
                    for each in table.entries
                ]
                yield f"/** {table.label.zh}　{table.label.en} */"
                yield "/** @type {readonly TableEntry[]} */"
                yield f"const {name} = {laid_out(entries)};"
        yield _GLUE
        yield from (f"{STEP}{line}" for line in factor)
        yield "}"

    def _sections(self) -> list[Table]:
        return [table for table in self.standard.tables if table.parent is None and not _is_derived(table)]

    # --- functions ------------------------------------------------------------------------------------

    def function(self, of: Function) -> Iterator[str]:
        """One function: its clause, what it takes, its statements, what it gives."""
        alone = of.table is None
        kept = frozenset((*of.takes, *of.gives)) - frozenset(self.program.lookup_names.values())

        def variable(name: str) -> str:
            if name == "partial" or (alone and name in kept):
                return f"s.{name}"
            return name

        statements = Statements(Terms(variable, self._options), self._reading(variable))
        yield "/**"
        yield f" * {_comment(of.heading)}"
        yield " * @param {State} s"
        yield " * @param {Row} document"
        yield " */"
        yield f"function {of.name}(s, document) {{"
        lines = self._alone(of, statements) if alone else self._over_rows(of, statements, variable)
        yield from (f"{STEP}{line}" if line else "" for line in lines)
        yield "}"

    def _reading(self, variable: object) -> Reading:
        written = variable if callable(variable) else str
        return Reading(self.standard, written, self.sets, self.period_end)

    def _options(self, members: tuple[str, ...]) -> str:
        return self.sets.name("OPTIONS", members)

    def _alone(self, of: Function, statements: Statements) -> Iterator[str]:
        if any(isinstance(each, ReadRow) for each in of.before):
            yield f"const row = section(document, {literal(of.reads)});"
        yield from statements.lines(of.before, Scope((), frozenset[str]().__contains__), of.before)

    def _over_rows(self, of: Function, statements: Statements, variable: object) -> Iterator[str]:
        written = variable if callable(variable) else str
        lookups = frozenset(self.program.lookup_names.values())
        takes = [name for name in of.takes if name not in lookups]
        every = (*of.before, *of.body, *of.after)
        behind = frozenset((*of.gives, *last_named(of.after)))
        scope = Scope((*takes, *lookups, "partial"), (behind | frozenset(last_named(of.body))).__contains__)
        if takes:
            yield from filled("const {", [written(name) for name in takes], "} = s;")
        yield from statements.lines(of.before, scope, every)
        rows = Scope(scope.declared, behind.__contains__)
        yield from self._first(of, statements, rows) if of.first else self._again(of, statements, rows, written)
        yield from statements.lines(of.after, scope)
        yield from (f"s.{name} = {written(name)};" for name in of.gives)

    def _again(self, of: Function, statements: Statements, scope: Scope, written: object) -> Iterator[str]:
        """The rows of a table that was read before, from the columns that were kept."""
        name = written if callable(written) else str
        yield f"for (let index = 0; index < {name(of.loads[0][1])}.length; index += 1) {{"
        for each, column in of.loads:
            scope.declared.add(each)
            yield f"{STEP}const {name(each)} = {name(column)}[index];"
        yield from (f"{STEP}{line}" for line in statements.lines(of.body, scope))
        yield "}"

    def _first(self, of: Function, statements: Statements, scope: Scope) -> Iterator[str]:
        """The rows of a table as the company wrote them."""
        table = self.tables[of.table or ""]
        key = literal(table.key or table.id)
        body = [f"{STEP}{line}" for line in statements.lines(of.body, scope)]
        if table.parent is None:
            yield f"const rows = rowsOf(document, {key});"
            yield "for (let index = 0; index < rows.length; index += 1) {"
            yield f"{STEP}const row = rows[index];"
            yield from body
            yield "}"
            return
        parent = self.tables[table.parent]
        yield "let index = -1;"
        yield f"for (const [place, parent] of rowsOf(document, {literal(parent.key or parent.id)}).entries()) {{"
        yield f"{STEP}const parent_id = nameOf(parent, place);"
        yield f"{STEP}for (const [inner, row] of rowsOf(parent, {key}).entries()) {{"
        yield f"{STEP * 2}index += 1;"
        yield from (f"{STEP}{line}" for line in body)
        yield f"{STEP}}}"
        yield "}"

    # --- the whole ------------------------------------------------------------------------------------

    def run(self) -> Iterator[str]:
        """State, and the functions in their order."""
        yield "/** What has been worked out so far: single values, columns by row, groups. */"
        yield "class State {"
        yield f"{STEP}/**"
        yield f"{STEP} * @param {{boolean}} partial whether what is missing counts as nothing, for a subtotal"
        yield f"{STEP} */"
        yield f"{STEP}constructor(partial) {{"
        yield f"{STEP * 2}this.partial = partial;"
        yield f"{STEP * 2}this.keys = 0;"
        yield f"{STEP * 2}/** @type {{Record<string, Set<string>>}} */"
        yield f"{STEP * 2}this.ids = {{ {', '.join(f'{name}: new Set()' for name in self._named_tables())} }};"
        yield f"{STEP * 2}/** @type {{[table: string, id: string][]}} */"
        yield f"{STEP * 2}this.named = [];"
        yield f"{STEP * 2}/** @type {{Found[]}} */"
        yield f"{STEP * 2}this.found = [];"
        for name in self.program.variables:
            yield f"{STEP * 2}/** @type {{any}} */"
            yield f"{STEP * 2}this.{name} = undefined;"
        yield f"{STEP}}}"
        yield "}"
        yield ""
        yield "/**"
        yield " * Everything, in the order in which one thing needs another."
        yield " * Throws `Unusual` where the document is not plain."
        yield " * @param {Row} document"
        yield " * @param {boolean} partial"
        yield " * @returns {ProgramState}"
        yield " */"
        yield "function run(document, partial) {"
        yield f"{STEP}const s = new State(partial);"
        yield f"{STEP}checkSections(document, SECTIONS_1, s);"
        yield from (f"{STEP}{each.name}(s, document);" for each in self.program.functions)
        yield f"{STEP}checkNamed(s);"
        yield f"{STEP}return /** @type {{any}} */ (s);"
        yield "}"

    def _named_tables(self) -> Iterator[str]:
        """The tables whose rows have ids."""
        for table in self.standard.tables:
            if table.field("id") is not None and not table.single and not _is_derived(table):
                yield table.id


def _is_derived(table: Table) -> bool:
    return bool(table.fields) and all(field.derived for field in table.fields)


def _comment(of: Message) -> str:
    text = of.zh if of.zh == of.en else f"{of.zh}　{of.en}"
    return text.replace("*/", "* /")


_GLUE: Final = """
/** Stage and position of the unit processes of the standard. */
const PLACES = new Map(Object.entries(DATA.processes));

/**
 * The stage of a unit process that the standard lists.
 * @param {Text} process
 * @returns {Text}
 */
function stageOf(process) {
  return PLACES.get(process ?? "")?.[0] ?? null;
}

/**
 * The position of a unit process in the boundary.
 * @param {Text} process
 * @returns {number}
 */
function orderOf(process) {
  return PLACES.get(process ?? "")?.[1] ?? NaN;
}

/**
 * The factor of an activity: one of the library by its id, or the company's own.
 * @param {Row} row
 */
function checkFactor(row) {
  if (row.factor === undefined) return;
  if (typeof row.factor === "string" && !STANDARD.factors.has(row.factor)) unusual();
  const factor = saidOfFactor(row);
  if (factor === null && typeof row.factor === "string") return;
  if (!isGroup(factor)) return unusual();"""

TARGET: Final = Target("javascript", Message("独立校验程序（JavaScript）", "standalone validator in JavaScript"), emit)
