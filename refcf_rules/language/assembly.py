"""The workbench on which declarations become a standard: names first, then meaning, on demand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeVar

from refcf_rules.language.bounds import DEEPEST, depth_of
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.lower import lowering_of
from refcf_rules.language.parse import Branch, Declaration, Substitute, is_reserved
from refcf_rules.language.pieces import names_of, span_of_head
from refcf_rules.language.problems import Problems
from refcf_rules.language.readings import Readings
from refcf_rules.language.scope import ColumnName, ScalarName, Scope
from refcf_rules.model import standard as std
from refcf_rules.model.choice import CHOICES, Choice, Option
from refcf_rules.model.core_tables import CORE_TABLES
from refcf_rules.model.example import Example
from refcf_rules.model.expression import NumberLiteral
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import DatedValue, Factor, LookupTable, Parameter
from refcf_rules.model.prose import NotCheckable, Term
from refcf_rules.model.requirement import (
    Balance,
    Calculation,
    Grading,
    Override,
    ProcessEmission,
    Repetition,
    Requirement,
)
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Kind, Label
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import SourceFile, Span

DUPLICATE_NAME: Final = Kind(
    "duplicate-name",
    Message("名称重复", "the name is already taken"),
    Message(
        "每个名称只声明一次；下级部分要改上级的规定，写“替换”或“加严”并说明理由。",
        "A name is declared once; a part that changes what it extends says replace or tighten, with a reason.",
    ),
    "formula one zh “一” en “one” = 1\nformula one zh “壹” en “uno” = 2\n",
    "formula one zh “一” en “one” = 1\nformula two zh “二” en “two” = 2\n",
)
RESERVED_NAME: Final = Kind(
    "reserved-name",
    Message("名称是关键字", "the name is a keyword"),
    Message(
        "公式里的若、非、合计等词不能又是名称。",
        "Words of formulas, such as if, not and sum of, cannot be names at the same time.",
    ),
    "parameter round zh “轮次” en “round” = 5 source “A”\n",
    "parameter rounds zh “轮次” en “rounds” = 5 source “A”\n",
)
KINDS: Final = (DUPLICATE_NAME, RESERVED_NAME)
_Result = TypeVar("_Result")
DEEPEST_CHAIN: Final = DEEPEST + 30  # of formulas that were not lowered in order of need
LowerFormula = Callable[[Declaration, str, "Assembly"], Calculation | None]
NO_TREES: Final[Mapping[str, Substitute | Branch | None]] = MappingProxyType({})


def sum_of_headline(factor: Factor) -> float:
    """What a factor adds to the headline: everything but biogenic carbon dioxide."""
    total = 0.0
    for component, value in factor.components:
        if component != "biogenic":
            total += value
    return total


def _depth(declaration: Declaration) -> int:
    inner = max((depth_of(one.tree) for one in declaration.substitutes.values()), default=0)
    return depth_of(declaration.tree) + inner


@record
class Limit:
    """Which way a limit is stricter, and the rule it belongs to."""

    lower_is_stricter: bool
    rule: str


@dataclass
class Assembly:
    """Everything found so far. Lists keep the order of the files; calculations, the order of need."""

    problems: Problems
    lower_formula: LowerFormula
    readings: Readings = field(default_factory=Readings)
    tables: dict[str, Table] = field(default_factory=lambda: {table.id: table for table in CORE_TABLES})
    choices: dict[str, Choice] = field(default_factory=lambda: {choice.id: choice for choice in CHOICES})
    lookups: dict[str, LookupTable] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    formulas: dict[str, Declaration] = field(default_factory=dict)
    calculations: dict[str, Calculation] = field(default_factory=dict)
    names: dict[str, Span] = field(default_factory=dict)
    parts: list[std.Part] = field(default_factory=list)
    documents: list[std.CitedDocument] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    not_checkable: list[NotCheckable] = field(default_factory=list)
    products: list[std.ProductClass] = field(default_factory=list)
    declared_unit: std.DeclaredUnit | None = None
    functional_units: list[std.FunctionalUnit] = field(default_factory=list)
    boundary_kind: std.BoundaryKind = "cradle to gate"
    stages: list[std.Stage] = field(default_factory=list)
    processes: list[std.UnitProcess] = field(default_factory=list)
    excluded: list[std.ExcludedByStandard] = field(default_factory=list)
    factors: list[Factor] = field(default_factory=list)
    repetitions: list[Repetition] = field(default_factory=list)
    emissions: list[ProcessEmission] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    indicators: list[std.Indicator] = field(default_factory=list)
    footprint: std.Footprint | None = None
    reported: list[std.Reported] = field(default_factory=list)
    grading: Grading | None = None
    overrides: list[Override] = field(default_factory=list)
    override_of: dict[str, Override] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    awaited: set[str] = field(default_factory=set)  # parameters that were not declared yet
    in_progress: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    shared: dict[str, Substitute] = field(default_factory=dict)
    co_product_key: Substitute | None = None
    limits: dict[str, Limit] = field(default_factory=dict)

    def take_name(self, id_: str, span: Span, *, in_formulas: bool = True) -> bool:
        """Reserve a name; a second declaration of it is reported with the first place."""
        name = re.split("[. ]", id_)[-1]
        if in_formulas and is_reserved(name):
            self._report_reserved(name, span)
        before = self.names.setdefault(id_, span)
        if before == span:
            return True
        self.problems.add(
            DUPLICATE_NAME,
            span,
            Message("“{name}”已经声明过。", "“{name}” is already declared.").filled(name=same(id_)),
            hint=Message(
                "换一个名称；要改上级的规定，写“替换”并说明理由。",
                "Use another name; to change what you extend, use replace and give a reason.",
            ),
            also=(Label(before, Message("第一次声明在这里", "first declared here")),),
        )
        return False

    def _report_reserved(self, name: str, span: Span) -> None:
        self.problems.add(
            RESERVED_NAME,
            span,
            Message("“{name}”在公式里会读作关键字。", "In a formula “{name}” would be read as a keyword.").filled(
                name=same(name)
            ),
            hint=Message("换一个名称。", "Take another name."),
            about=name,
        )
        self.problems.broken.add(name)

    def add_field(self, table_id: str, new: Field) -> None:
        """Add a field to a table of the inventory."""
        table = self.tables[table_id]
        self.tables[table_id] = Table(
            table.id, table.label, (*table.fields, new), table.single, table.parent, table.key, table.span
        )

    def add_option(self, choice_id: str, label: Message, new: Option) -> None:
        """Add an option to a choice that the standard itself fills: stages, processes, classes."""
        choice = self.choices.get(choice_id) or Choice(choice_id, label, (), open=choice_id == "process")
        self.choices[choice_id] = Choice(choice.id, choice.label, (*choice.options, new), choice.open)

    def once(self, kind: type[_Result], declaration: Declaration, make: Callable[[], _Result | None]) -> _Result | None:
        """What ``make`` gives, kept for all parts if it led to no problem; it must depend on the declaration alone."""
        kept = self.readings.result(kind.__name__, declaration)
        if isinstance(kept, kind):
            return kept
        problems, self.problems = self.problems, Problems()
        made, is_sound = make(), self.problems.is_empty
        self.problems = problems
        if not is_sound:
            return make()
        if made is not None:
            self.readings.keep(kind.__name__, declaration, made)
        return made

    def scope(self) -> Scope:
        """The names in scope at top level, as they are now."""
        return Scope(
            self.tables,
            self.choices,
            self.lookups,
            self.scalar_named,
            self.column_named,
            self._scalar_names,
            self.problems,
            self.readings,
        )

    def lowering(self, declaration: Declaration) -> Lowering:
        """How expressions of a declaration are lowered."""
        return lowering_of(self.scope(), declaration)

    def expand(
        self,
        declaration: Declaration,
        text: str,
        trees: Mapping[str, Substitute | Branch | None] = NO_TREES,
        at: Span | None = None,
    ) -> tuple[Declaration, ...]:
        """What a construct means, written in the language itself.

        In ``text`` a name ``a__b`` is the id ``a.b``, and the names of ``trees`` stand for the
        author's expressions. ``at`` is the author's own line that means it, if not the first.
        """
        substitutes = {
            name: tree if isinstance(tree, Substitute) else Substitute(tree, declaration)
            for name, tree in trees.items()
            if tree is not None
        }
        source = SourceFile(f"{declaration.source.path} ({declaration.construct})", text)
        origin, unread = at or span_of_head(declaration), Problems()
        parsed = self.readings.declarations(source, declaration.part, unread)
        if unread.has_errors:
            self._report_reserved(names_of(declaration.tree)[0] if names_of(declaration.tree) else "", origin)
        return tuple(
            Declaration(one.construct, one.tree, source, one.part, declaration.clauses, origin, substitutes)
            for one in parsed
        )

    def scalar_named(self, name: str) -> ScalarName | None:
        """A parameter, a factor of the library or a scalar calculation; lowers it if nobody asked before."""
        parameter = self.parameters.get(name) or self._factor_named(name)
        if parameter is not None:
            return ScalarName(name, parameter.label, parameter.type, parameter.unit, parameter.span)
        found = self._calculation(name)
        if found is None or found.table is not None:
            return None
        return ScalarName(found.id, found.label, found.type, found.unit, found.span)

    def _factor_named(self, name: str) -> Parameter | None:
        """``factor.NAME`` in a formula: the factor's headline value becomes a parameter when first used."""
        if not name.startswith("factor."):
            return None
        id_ = name.removeprefix("factor.")
        factor = next((one for one in self.factors if one.id == id_), None)
        if factor is None:
            return None
        value = sum_of_headline(factor)
        literal = NumberLiteral(value, factor.unit, factor.type, factor.span)
        parameter = Parameter(
            name,
            factor.label,
            (DatedValue(literal, factor.provenance, factor.span),),
            factor.type,
            factor.unit,
            factor.clause,
            factor.span,
        )
        self.parameters[name] = parameter
        return parameter

    def column_named(self, table: str, name: str) -> ColumnName | None:
        """A calculated column; lowers it if nobody asked before."""
        found = self._calculation(f"{table}.{name}")
        if found is None or found.table is None:
            return None
        return ColumnName(found.id, found.table, found.label, found.type, found.unit, found.span)

    def _scalar_names(self) -> Iterator[str]:
        yield from self.parameters
        yield from (id_ for id_ in self.formulas if id_.split(".")[0] not in self.tables)

    def _calculation(self, id_: str) -> Calculation | None:
        if id_ in self.calculations:
            return self.calculations[id_]
        if id_ not in self.formulas or id_ in self.failed:
            return None
        if id_ in self.in_progress:
            self._report_circle(id_)
            return None
        return self._lower(id_)

    def _lower(self, id_: str) -> Calculation | None:
        if sum(_depth(self.formulas[one]) for one in (*self.in_progress, id_)) > DEEPEST_CHAIN:
            self._report_chain(id_)
            return None
        self.in_progress.append(id_)
        trail, self.problems.trail = self.problems.trail, self.formulas[id_].trail
        calculation = self.lower_formula(self.formulas[id_], id_, self)
        self.problems.trail = trail
        self.in_progress.pop()
        if calculation is None or id_ in self.failed:
            self._fail(id_)
            return None
        self.calculations[id_] = calculation
        return calculation

    def _fail(self, *ids: str) -> None:
        """What names a formula that failed is not reported again, also as the column of a row."""
        self.failed.update(ids)
        self.problems.broken.update(ids)
        self.problems.broken.update(id_.partition(".")[2] for id_ in ids if id_.split(".")[0] in self.tables)

    def _report_circle(self, id_: str) -> None:
        circle = [*self.in_progress[self.in_progress.index(id_) :], id_]
        places = [span_of_head(self.formulas[name]) for name in circle]
        self._fail(*circle)
        self.problems.add(
            kinds.CIRCULAR,
            places[0],
            Message("这些公式互相依赖：{names}。", "These formulas need each other: {names}.").filled(
                names=same(" → ".join(circle))
            ),
            hint=Message("去掉其中一处引用。", "Remove one of the references."),
            also=tuple(Label(place, same(name)) for place, name in zip(places[1:-1], circle[1:-1], strict=True)),
        )

    def _report_chain(self, id_: str) -> None:
        self._fail(id_)
        self.problems.add(
            kinds.TOO_LONG,
            span_of_head(self.formulas[id_]),
            Message(
                "公式一环扣一环，层数太多，或者成了环。",
                "Too many formulas hang on each other in a chain, or in a circle.",
            ),
            hint=Message("合并中间的公式。", "Merge some of the formulas between."),
        )
