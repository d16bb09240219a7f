"""The labels and display units of everything an expression can name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from refcf_rules.model.field import Field, Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same


@record
class Names:
    """The labels and display units of everything an expression can name; built once per standard.

    Scalars go by their id, columns by (table, field), options by (choice, option), units by the
    id of a scalar or ``table.field``. What has no label is called by its id.
    """

    scalars: Mapping[str, Message]
    columns: Mapping[tuple[str, str], Message]
    tables: Mapping[str, Message]
    lookups: Mapping[str, Message]
    options: Mapping[tuple[str, str], Message]
    wider: Mapping[tuple[str, frozenset[str]], Message]
    units: Mapping[str, Unit]

    def scalar(self, id_: str) -> Message:
        """The label of a single value."""
        return self.scalars.get(id_) or same(id_)

    def column(self, table: str, field: str) -> Message:
        """The label of a field or calculated column."""
        return self.columns.get((table, field)) or same(field)

    def table(self, id_: str) -> Message:
        """The label of a table, which names one of its rows."""
        return self.tables.get(id_) or self.lookups.get(id_) or same(id_)

    def option(self, type_: Type, value: str) -> Message:
        """A text as people read it: the label of an option, else the text itself."""
        if isinstance(type_, ChoiceType):
            return self.options.get((type_.choice, value)) or same(value)
        return same(value)

    def unit(self, id_: str) -> Unit | None:
        """The unit in which a scalar, or ``table.field``, is shown when nobody wrote one."""
        return self.units.get(id_)


def names_of(standard: Standard) -> Names:
    """The names of a standard."""
    return Names(
        scalars=_scalar_labels(standard),
        columns=_column_labels(standard),
        tables={table.id: _label(table.label, table.id) for table in standard.tables},
        lookups={table.id: _label(table.label, table.id) for table in standard.lookups},
        options=_option_labels(standard),
        wider={
            (
                choice.id,
                frozenset(option.includes if option.group else (option.id, *option.includes)),
            ): _label(option.label, option.id)
            for choice in standard.choices
            for option in choice.options
        },
        units=_units(standard),
    )


def _label(label: Message, id_: str) -> Message:
    return Message(label.zh or label.en or id_, label.en or label.zh or id_)


def _scalar_labels(standard: Standard) -> dict[str, Message]:
    fields = [(table, field) for table in standard.tables for field in table.fields]
    uses = Counter(field.label.zh for _, field in fields) + Counter(field.label.en for _, field in fields)
    labels = {
        f"{table.id}.{field.id}": _of_single(table, field, shared=max(uses[field.label.zh], uses[field.label.en]) > 1)
        for table, field in fields
        if table.single
    }
    labels |= {parameter.id: _label(parameter.label, parameter.id) for parameter in standard.parameters}
    return labels | {each.id: _label(each.label, each.id) for each in standard.calculations}


def _of_single(table: Table, field: Field, *, shared: bool) -> Message:
    """The label of the field, with its table when other fields are called the same."""
    label = _label(field.label, field.id)
    if not shared:
        return label
    pattern = Message("{table}的{field}", "{field} of the {table}")
    return pattern.filled(table=_label(table.label, table.id), field=label)


def _column_labels(standard: Standard) -> dict[tuple[str, str], Message]:
    labels = {
        (table.id, field.id): _label(field.label, field.id) for table in standard.tables for field in table.fields
    }
    parents = {table.id: _label(table.label, table.id) for table in standard.tables}
    labels |= {(table.id, table.parent): parents[table.parent] for table in standard.tables if table.parent}
    for each in standard.calculations:
        if each.table is not None:
            column = each.id.removeprefix(f"{each.table}.")
            labels[each.table, column] = _label(each.label, column)
    return labels


def _option_labels(standard: Standard) -> dict[tuple[str, str], Message]:
    labels = {
        (choice.id, option.id): _label(option.label, option.id)
        for choice in standard.choices
        for option in choice.options
    }
    labels |= {("stage", stage.id): _label(stage.label, stage.id) for stage in standard.boundary.stages}
    labels |= {("process", each.id): _label(each.label, each.id) for each in standard.boundary.processes}
    return labels | {("product-class", each.id): _label(each.label, each.id) for each in standard.products}


def _units(standard: Standard) -> dict[str, Unit]:
    units = {f"{table.id}.{field.id}": field.unit for table in standard.tables for field in table.fields}
    units |= {parameter.id: parameter.unit for parameter in standard.parameters}
    units |= {table.id: table.unit for table in standard.lookups}
    units |= {each.id: each.unit for each in standard.calculations}
    return {id_: unit for id_, unit in units.items() if unit is not None}
