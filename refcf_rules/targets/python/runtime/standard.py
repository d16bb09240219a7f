"""A standard as the runtime asks it: its data, and what is worked out from them once, when first asked for."""

from __future__ import annotations

from collections.abc import Iterable

from refcf_rules.targets.python.runtime.data_types import FactorData, FieldData, StandardData, TableData
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import Units, sides_of

FACTOR = "factor"
UNIT_NAMES = ("unit", "单位")
Slot = tuple[str, str]
"""What a key stands for: field, group, child or unit, and its id."""
KnownName = tuple[str, tuple[str, ...]]
"""What may be written somewhere: its id and all spellings."""
Printed = tuple[list[float], list[tuple[int, FactorData]]]
"""Values in their order, and the factors with these values."""


class Shape:
    """What a mapping may hold: by folded spelling what a key stands for, and the names to compare others with."""

    __slots__ = ("label", "main", "names", "slots", "table")

    def __init__(self, table: str, label: list[str], main: list[str]) -> None:
        self.table = table
        self.label = label
        self.main = main
        self.slots: dict[str, Slot] = {}
        self.names: list[KnownName] = []

    def add(self, slot: Slot, name: str, spellings: tuple[str, ...], *, is_offered: bool = True) -> None:
        """One more thing that may be written here; what came first keeps its spellings."""
        for spelling in spellings:
            self.slots.setdefault(folded(spelling), slot)
        if is_offered:
            self.names.append((name, spellings))


class Standard:
    """The data of a standard with its indexes."""

    def __init__(self, data: StandardData) -> None:
        self.data = data
        self.units = Units(data["bases"], data["units"])
        self.section_ids = {folded(text): id_ for text, id_ in data["sections"].items()}
        self._shapes: dict[tuple[str, str], Shape] = {}
        self._factor_ids: dict[str, str] | None = None
        self._factors: dict[str, FactorData] | None = None
        self._by_flow: dict[str, list[FactorData]] | None = None
        self._printed: dict[str, Printed] | None = None
        self._options: dict[str, dict[str, tuple[str, bool]]] = {}

    def table(self, id_: str) -> TableData:
        """A table by id."""
        return self.data["tables"][id_]

    def field(self, table: str, id_: str) -> FieldData:
        """A field of a table."""
        return self.data["tables"][table]["fields"][id_]

    @property
    def stages(self) -> dict[str, tuple[str, str]]:
        """The stages with their labels in Chinese and English."""
        options = self.data["choices"]["stage"]["options"] if "stage" in self.data["choices"] else []
        return {id_: (zh, en) for id_, zh, en in options}

    def shape(self, table: str, group: str = "") -> Shape:
        """What a row of a table, or a group of its fields, may hold."""
        found = self._shapes.get((table, group))
        if found is None:
            found = self._group_shape(table, group) if group else self._row_shape(table)
            self._shapes[table, group] = found
        return found

    def factor_id(self, text: str) -> str | None:
        """The id of the factor of the library that a folded text names."""
        if self._factor_ids is None:
            spelled = [(text, each["id"]) for each in self.data["factors"] for text in (each["id"], *each["label"])]
            self._factor_ids = {folded(text): id_ for text, id_ in reversed(spelled)}
        return self._factor_ids.get(text)

    def factors_of(self, flow: str) -> list[FactorData]:
        """The factors for a flow; limit values are not among them."""
        if self._by_flow is None:
            self._by_flow = {}
            for each in self.data["factors"]:
                if each["kind"] != "limit":
                    self._by_flow.setdefault(each["flow"], []).append(each)
        return self._by_flow.get(folded(flow), [])

    def factor_named(self, id_: str) -> FactorData | None:
        """The first factor of the library with this id or label."""
        if self._factors is None:
            spelled = [(text, each) for each in self.data["factors"] for text in (each["id"], *each["label"])]
            self._factors = dict(reversed(spelled))
        return self._factors.get(id_)

    def printed_per(self, per: str) -> Printed:
        """The factors per some quantity, in the order of their printed values, each with its place in the library."""
        if self._printed is None:
            self._printed = _printed_of(self.data["factors"])
        return self._printed.get(per, ([], []))

    def option(self, choice: str, text: str) -> tuple[str, bool] | None:
        """The option a text names and whether it is a value (a group of options is none).

        Any text is an option of a choice that is not listed, and of an open one.
        """
        if choice not in self.data["choices"]:
            return text, True
        options = self._options.get(choice)
        if options is None:
            options = self._options[choice] = self._options_of(choice)
        found = options.get(text)
        return (text, True) if found is None and self.data["choices"][choice].get("open") else found

    def _options_of(self, choice: str) -> dict[str, tuple[str, bool]]:
        data = self.data["choices"][choice]
        groups = data.get("groups", [])
        options: dict[str, tuple[str, bool]] = {}
        for id_, *labels in data["options"]:
            for spelling in (id_, *labels):
                options.setdefault(spelling, (id_, id_ not in groups))
        for spelling, found in tuple(options.items()):
            options.setdefault(folded(spelling), found)
        return options

    def _row_shape(self, id_: str) -> Shape:
        table = self.table(id_)
        shape = Shape(id_, table["label"], table.get("main", []))
        for field, data in table["fields"].items():
            shape.add(("field", field), field, (field, *data["label"]), is_offered=not data.get("derived", False))
        for group, inner in table.get("groups", {}).items():
            shape.add(("group", group), group, (group, *inner["label"]))
        for child in table.get("children", []):
            key, label = self.table(child)["key"], self.table(child)["label"]
            shape.add(("child", child), key, (key, *label, child))
        shape.add(("unit", "unit"), "unit", UNIT_NAMES, is_offered=bool(shape.main))
        return shape

    def _group_shape(self, id_: str, group: str) -> Shape:
        data = self.table(id_)["groups"][group]
        shape = Shape(id_, data["label"], data.get("main", []))
        for field, spellings in data["fields"].items():
            is_offered = not self.field(id_, field).get("derived", False)
            shape.add(("field", field), field.partition(".")[2], tuple(spellings), is_offered=is_offered)
        shape.add(("unit", "unit"), "unit", UNIT_NAMES, is_offered=bool(shape.main))
        return shape


def _printed_of(factors: Iterable[FactorData]) -> dict[str, Printed]:
    found: dict[str, Printed] = {}
    for index, each in sorted(enumerate(factors), key=_printed_value):
        values, numbered = found.setdefault(sides_of(each["dimension"])[1], ([], []))
        values.append(each["printed"])
        numbered.append((index, each))
    return found


def _printed_value(pair: tuple[int, FactorData]) -> float:
    return pair[1]["printed"]
