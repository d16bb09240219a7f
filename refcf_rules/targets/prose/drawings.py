"""The blocks that are drawn: what a drawing says, not how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcf_rules.model.standard import Presence
from refcf_rules.record import record

if TYPE_CHECKING:  # the document is made of these among others
    from refcf_rules.targets.prose.document import Place


@record
class DiagramProcess:
    """A unit process in a drawing, with its ``marks`` beneath: when it is required, and whether others share it.

    ``to`` is where the standard speaks of it. ``comes_in`` and ``goes_out`` name the flows that enter and leave it.
    """

    label: str
    presence: Presence
    marks: tuple[str, ...]
    to: Place | None = None
    comes_in: str = ""
    goes_out: str = ""


@record
class DiagramStage:
    """A stage in the diagram."""

    label: str
    processes: tuple[DiagramProcess, ...]


@record
class Diagram:
    """The system boundary as a drawing: stages in order, and what stands outside."""

    title: str
    stages: tuple[DiagramStage, ...]
    result: str
    outside: str


@record
class FlowDiagram:
    """The life cycle as a drawing: what enters and leaves each unit process of each stage.

    ``heads`` stand over what comes in, is inside and goes out; ``outside`` says what is left out, why, and where.
    ``note`` explains marks of the flows.
    """

    title: str
    heads: tuple[str, str, str]
    stages: tuple[DiagramStage, ...]
    result: str
    outside: tuple[tuple[str, Place], ...]
    note: str = ""


@record
class Bar:
    """One result in a chart: its ``parts`` in the order of the chart's, and what is shown ``apart`` from their sum.

    All are finite numbers in the unit of the chart; ``shown`` is the sum as people read it.
    """

    label: str
    parts: tuple[float, ...]
    shown: str
    apart: float = 0
    to: Place | None = None


@record
class BarChart:
    """Results side by side, each divided in the same ``parts``; ``apart`` names what stands beside the sum, if any."""

    title: str
    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    unit: str
    apart: str = ""


Drawing = Diagram | FlowDiagram | BarChart
