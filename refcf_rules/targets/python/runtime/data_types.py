"""The shape of the data of a standard, as ``targets/program/data.py`` writes it; labels are Chinese, English."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

Label = list[str]
UnitData = tuple[str, list[str], str, int, int, float]
"""Symbol, other spellings, dimension, numerator, denominator, offset."""


class IdentityData(TypedDict):
    """Which standard it is; ``names`` are those under which an inventory may claim it."""

    id: str
    number: str
    edition: str
    editions: list[str]
    title: Label
    digest: str
    names: list[str]


class FieldData(TypedDict):
    """One column. A number measures one of ``dimensions``, or what is ``open`` to the row: total, factor, ncv."""

    label: Label
    type: str
    required: NotRequired[bool]
    derived: NotRequired[bool]
    choice: NotRequired[str]
    table: NotRequired[str]
    sign: NotRequired[str]
    unit: NotRequired[str]
    open: NotRequired[str]
    dimensions: NotRequired[list[str]]
    bare: NotRequired[bool]
    share: NotRequired[bool]


class GroupData(TypedDict):
    """Fields written as a mapping of their own, by id, each with the spellings it has inside."""

    label: Label
    fields: dict[str, list[str]]
    main: NotRequired[list[str]]


class TableData(TypedDict):
    """A table. ``main`` are the numbers that a ``unit`` in a cell of its own is for."""

    label: Label
    key: str
    single: NotRequired[bool]
    derived: NotRequired[bool]
    parent: NotRequired[str]
    fields: dict[str, FieldData]
    groups: NotRequired[dict[str, GroupData]]
    children: NotRequired[list[str]]
    main: NotRequired[list[str]]


class ChoiceData(TypedDict):
    """Options as id, Chinese, English. ``groups`` are no values themselves; ``open`` takes any text."""

    options: list[list[str]]
    open: NotRequired[bool]
    groups: NotRequired[list[str]]


class NcvData(TypedDict):
    """A net calorific value in MJ per canonical amount of its fuel."""

    value: float
    unit: str
    dimension: str


class FactorData(TypedDict):
    """A factor in canonical units; ``parts`` are fossil, biogenic, land use, aircraft."""

    id: str
    label: Label
    flow: str
    unit: str
    dimension: str
    value: float
    printed: float
    parts: list[float]
    kind: str
    gwp: str
    status: str
    split: NotRequired[bool]
    basis: NotRequired[str]
    year: NotRequired[int]
    place: NotRequired[str]
    source: NotRequired[str]
    losses: NotRequired[str]
    low: NotRequired[float]
    high: NotRequired[float]
    ncv: NotRequired[NcvData]
    since: NotRequired[str]
    until: NotRequired[str]


class StandardData(TypedDict):
    """All that reading and binding an inventory needs to know about a standard."""

    standard: IdentityData
    headers: dict[str, list[str]]
    sections: dict[str, str]
    tables: dict[str, TableData]
    choices: dict[str, ChoiceData]
    bases: list[str]
    units: list[UnitData]
    factors: list[FactorData]
    processes: dict[str, tuple[str, int]]
    slips: dict[str, str]


UnitShown = tuple[str, float, float, float]
"""Symbol, numerator, denominator, offset."""


class ShownData(TypedDict):
    """A value that a finding shows, with its unit and its options.

    ``field`` is what a company typed in, of the row whose id stands in the field ``key`` if there is one.
    """

    id: str
    label: Label
    unit: UnitShown | None
    choice: str | None
    field: NotRequired[str]
    key: NotRequired[str]


class MessageData(TypedDict):
    """A message in pieces: a text, or the number of a shown value."""

    zh: list[str | int]
    en: list[str | int]


class RuleData(TypedDict):
    """A rule: its words, the variable that says whether it applied, and the values that its findings show."""

    label: Label
    modality: str
    severity: str | None
    clause: str
    number: str | None
    title: Label | None
    table: str | None
    applies: str
    operands: int
    shown: list[ShownData]
    message: MessageData


class FootprintData(TypedDict):
    """The footprint: its unit, step and variables."""

    id: str
    label: Label
    unit: tuple[str, float, float, float]
    step: float | None
    value: str
    by_stage: list[tuple[str, Label, str]]
    by_component: list[tuple[str, Label, str]]


class FunctionalData(TypedDict):
    """A functional unit: the variables of the service data, the reference flow and the result."""

    id: str
    label: Label
    given: list[str]
    flow: str
    value: str


class AdditionalData(TypedDict):
    """A value apart."""

    id: str
    label: Label
    unit: tuple[str, float, float, float]
    step: float
    given: list[str]
    value: str


class LevelData(TypedDict):
    """A grade; ``limit`` is the variable of its limit."""

    number: int
    label: Label
    rest: bool
    limit: str | None


class GradingData(TypedDict):
    """The grades in order. ``placeholders`` are the dates of placeholder values that the results rest on."""

    of: str
    as_reported: bool
    step: float | None
    levels: list[LevelData]
    placeholders: list[tuple[str | None, str | None]]


class ResultData(TypedDict):
    """Where the results are found; ``values`` is the variable of every single value."""

    footprint: FootprintData | None
    functional: list[FunctionalData]
    places: str | None
    values: dict[str, str]
    additional: list[AdditionalData]
    grading: GradingData | None


Formula = Any  # type: ignore[explicit-any]  # JSON of as many shapes as there are expressions
"""A literal, or a list that begins with what it is; see ``targets/program/reasons.py``."""


class ReasonData(TypedDict):
    """The formulas that rules lead to, for explaining what cannot be decided."""

    rules: dict[str, Formula]
    calculations: dict[str, Formula]
    parameters: dict[str, Formula]
    tables: dict[str, Formula]
    emissions: list[Formula]
    repetitions: list[Formula]
