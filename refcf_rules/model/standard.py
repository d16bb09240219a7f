"""The whole of a standard: a part together with what it extends."""

from __future__ import annotations

from typing import Literal

from refcf_rules.model.choice import Choice
from refcf_rules.model.example import Example
from refcf_rules.model.expression import Expression
from refcf_rules.model.field import Table
from refcf_rules.model.number import Factor, LookupTable, Parameter
from refcf_rules.model.prose import Clause, NotCheckable, Paragraph, Term
from refcf_rules.model.requirement import (
    Balance,
    Calculation,
    Grading,
    Override,
    ProcessEmission,
    Repetition,
    Requirement,
)
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

BoundaryKind = Literal["cradle to gate", "cradle to grave", "gate to gate"]
Presence = Literal["required", "optional", "required when used", "required when"]


@record
class Classification:
    """Under which subjects libraries file a part: ICS numbers and CCS codes (国际标准分类号、中国标准文献分类号)."""

    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()


@record
class Dates:
    """The calendar dates of a cover in ISO 8601, where they are known.

    ``comments_until`` is the last day for comments; ``is_end_open`` says that the committee is still to set it.
    """

    comments_until: str | None = None
    is_end_open: bool = False
    issued: str | None = None
    effective: str | None = None


@record
class Replaced:
    """A document that the part replaces (代替), and the main technical changes against it, if told."""

    number: str
    changes: Message | None


@record
class CitedDocument:
    """A document that texts cite or name as a source: its number, and its title and https address where known."""

    number: str
    title: Message | None
    link: str | None
    span: Span


@record
class Drafting:
    """Who made the part, for its foreword (GB/T 1.1—2020, 8.3); empty where it is not known yet."""

    proposed_by: tuple[Message, ...] = ()
    administered_by: tuple[Message, ...] = ()
    organizations: tuple[Message, ...] = ()
    drafters: tuple[Message, ...] = ()


@record
class Part:
    """The title page of one part of the series, and what its foreword tells."""

    id: str
    number: str
    edition: Message
    title: Message
    status: str
    publisher: Message
    cites: tuple[str, ...]
    extends: str | None
    span: Span
    classification: Classification = Classification()
    dates: Dates = Dates()
    replaces: tuple[Replaced, ...] = ()
    drafting: Drafting = Drafting()
    introduction: tuple[Paragraph, ...] = ()

    @property
    def edition_on_record(self) -> str:
        """The edition as receipts, workbooks and inventories record it, whatever their language: in Chinese."""
        return self.edition.zh


@record
class UnitProcess:
    """A unit process (单元过程) of a stage."""

    id: str
    label: Message
    stage: str
    presence: Presence
    clause: str
    span: Span


@record
class Stage:
    """A life-cycle stage (阶段)."""

    id: str
    label: Message
    clause: str
    span: Span


@record
class ExcludedByStandard:
    """Something the standard itself leaves out, with its reason."""

    id: str
    label: Message
    reason: Message
    clause: str
    span: Span


@record
class Boundary:
    """The system boundary (系统边界)."""

    kind: BoundaryKind
    stages: tuple[Stage, ...]
    processes: tuple[UnitProcess, ...]
    excluded: tuple[ExcludedByStandard, ...]


@record
class Window:
    """Limits on one component; both ends belong to the window unless ``open``."""

    component: str
    lowest: Expression | None
    highest: Expression | None
    highest_open: bool
    lowest_open: bool


@record
class ProductClass:
    """A product class and its composition window."""

    id: str
    label: Message
    classified_by: tuple[str, ...]
    state: str | None
    windows: tuple[Window, ...]
    clause: str
    span: Span


@record
class DeclaredUnit:
    """The declared unit (声明单位): ``amount`` canonical, of mass or of pieces."""

    amount: float
    unit: Unit
    type: NumberType
    text: Message
    clause: str
    span: Span


@record
class FunctionalUnit:
    """A functional unit (功能单位) with its reference flow (基准流), a calculation by id."""

    id: str
    text: Message
    per: float
    per_unit: Unit
    per_text: Message
    given: tuple[str, ...]
    reference_flow: str
    clause: str
    span: Span


@record
class Footprint:
    """Which calculation is the footprint, and how it is reported (``step`` canonical)."""

    id: str
    label: Message
    stages: tuple[str, ...]
    unit: Unit
    step: float | None
    clause: str
    span: Span


@record
class Reported:
    """A value given apart from the footprint, as additional information (附加信息).

    ``step`` is canonical. ``service`` names the fields of the service data it rests on: where the company
    gives none of them, the value is not applicable.
    """

    of: str
    label: Message
    unit: Unit
    step: float
    service: tuple[str, ...]
    clause: str
    span: Span


@record
class Indicator:
    """A data-quality indicator (数据质量指标) and its weight."""

    id: str
    label: Message
    weight: float
    clause: str


@record
class Standard:
    """Everything a part means, with what it extends merged in. Calculations are in evaluation order."""

    id: str
    parts: tuple[Part, ...]
    digest: str
    clauses: tuple[Clause, ...]
    terms: tuple[Term, ...]
    not_checkable: tuple[NotCheckable, ...]
    tables: tuple[Table, ...]
    choices: tuple[Choice, ...]
    products: tuple[ProductClass, ...]
    declared_unit: DeclaredUnit | None
    functional_units: tuple[FunctionalUnit, ...]
    boundary: Boundary
    parameters: tuple[Parameter, ...]
    lookups: tuple[LookupTable, ...]
    factors: tuple[Factor, ...]
    calculations: tuple[Calculation, ...]
    repetitions: tuple[Repetition, ...]
    emissions: tuple[ProcessEmission, ...]
    requirements: tuple[Requirement, ...]
    balances: tuple[Balance, ...]
    indicators: tuple[Indicator, ...]
    footprint: Footprint | None
    reported: tuple[Reported, ...]
    grading: Grading | None
    overrides: tuple[Override, ...]
    examples: tuple[Example, ...]
    documents: tuple[CitedDocument, ...] = ()

    @property
    def part(self) -> Part:
        """The part itself, last in the chain of what it extends."""
        return self.parts[-1]

    def table(self, id_: str) -> Table:
        """A table of the inventory; ``KeyError`` if there is none (a defect of refcf)."""
        for table in self.tables:
            if table.id == id_:
                return table
        raise KeyError(id_)

    def choice(self, id_: str) -> Choice:
        """A choice; ``KeyError`` if there is none (a defect of refcf)."""
        for choice in self.choices:
            if choice.id == id_:
                return choice
        raise KeyError(id_)

    def clause(self, id_: str) -> Clause | None:
        """A clause by id."""
        return next((clause for clause in self.clauses if clause.id == id_), None)

    def trail(self, clause_id: str) -> tuple[Clause, ...]:
        """The clause and those it stands in, outermost first."""
        clause = self.clause(clause_id)
        if clause is None:
            return ()
        return (*(self.trail(clause.parent) if clause.parent else ()), clause)
