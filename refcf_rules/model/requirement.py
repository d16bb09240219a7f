"""What is computed and what is required: calculations, process emissions, requirements, grades."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from refcf_rules.model.expression import Expression
from refcf_rules.model.number import Provenance
from refcf_rules.model.prose import Template
from refcf_rules.model.types import Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


class Modality(Enum):
    """The force of a provision after GB/T 1.1—2020 annex C: 应, 宜, 可."""

    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"

    @property
    def words(self) -> Message:
        """The verb itself."""
        return {
            "shall": Message("应", "shall"),
            "should": Message("宜", "should"),
            "may": Message("可", "may"),
        }[self.value]


class Severity(Enum):
    """What numbers that violate a rule are: against physics, not to be believed, or out of the ordinary."""

    IMPOSSIBLE = "impossible"
    IMPLAUSIBLE = "implausible"
    UNUSUAL = "unusual"

    @property
    def words(self) -> Message:
        """The word itself."""
        return {
            "impossible": Message("不可能", "impossible"),
            "implausible": Message("不可信", "implausible"),
            "unusual": Message("异常", "unusual"),
        }[self.value]


@record
class Calculation:
    """A named value: one number, or a column of ``table`` with one value per row variable ``row``."""

    id: str
    label: Message
    table: str | None
    row: str
    expression: Expression
    type: Type
    unit: Unit | None
    sources: tuple[str, ...]
    clause: str
    construct: str
    span: Span


@record
class Repetition:
    """Values worked out in a fixed number of passes, the only loop there is.

    ``states`` are calculations whose expression is ``Repeated``; ``formulas``, in order of need, are
    worked out anew in each pass. If the last pass changes a state by more than ``tolerance`` (canonical;
    with ``relative`` a share of the value), the states are missing.
    """

    id: str
    label: Message
    times: int
    states: tuple[str, ...]
    formulas: tuple[str, ...]
    tolerance: float
    tolerance_unit: Unit | None
    relative: bool
    sources: tuple[str, ...]
    clause: str
    span: Span


@record
class ProcessEmission:
    """A computed row of the contributions: one per row of ``table`` that passes ``filter``, or one in all.

    ``process`` is the unit process where it happens: an option, or a field of the row that holds one.
    """

    id: str
    label: Message
    process: Expression
    component: Literal["fossil", "biogenic", "land-use", "aircraft"]
    table: str | None
    row: str
    filter: Expression | None
    expression: Expression
    sources: tuple[str, ...]
    clause: str
    span: Span


@record
class Override:
    """How a part changed a provision of the part it extends."""

    kind: Literal["tightened", "replaced", "withdrawn"]
    target: str
    reason: Message
    part: str
    span: Span


@record
class Requirement:
    """Something an inventory must satisfy; over a table each row has its own outcome.

    A row is in scope if ``filter`` holds; the requirement applies if ``condition`` holds.
    ``severity`` says what to think of numbers that violate it.
    """

    id: str
    label: Message
    modality: Modality
    table: str | None
    row: str
    filter: Expression | None
    condition: Expression | None
    expression: Expression
    message: Template | None
    fix: Template | None
    reason: Message | None
    sources: tuple[str, ...]
    clause: str
    construct: str
    override: Override | None
    span: Span
    severity: Severity | None = None

    @property
    def force(self) -> Message:
        """The verb with the severity: 应 · 不可能, shall · impossible."""
        if self.severity is None:
            return self.modality.words
        return Message("{verb} · {severity}", "{verb} · {severity}").filled(
            verb=self.modality.words, severity=self.severity.words
        )


@record
class GradeLevel:
    """One grade: the first whose limit holds is given. ``limit`` None is the rest; unset limits give no grade."""

    number: int
    label: Message
    limit: Expression | None
    rest: bool
    provenance: Provenance
    span: Span


@record
class Grading:
    """Graded management (分级): ordered limits on the reported or the calculated value."""

    of: str
    as_reported: bool
    levels: tuple[GradeLevel, ...]
    clause: str
    span: Span


@record
class Balance:
    """What enters and leaves, for showing; its requirement stands in the list of requirements."""

    id: str
    label: Message
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    clause: str
    span: Span
