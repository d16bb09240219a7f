"""The shape of the data of a standard, as ``targets/program/data.py`` writes it; labels are Chinese, English."""

from __future__ import annotations

from typing import NotRequired, TypedDict

Label = list[str]
UnitData = tuple[str, list[str], str, int, int, float]
"""Symbol, other spellings, dimension, numerator, denominator, offset."""


class IdentityData(TypedDict):
    """Which standard it is; ``names`` are those under which an inventory may claim it."""

    id: str
    number: str
    edition: str
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
