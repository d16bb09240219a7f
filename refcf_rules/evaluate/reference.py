"""What a name of the standard stands for in the period: dated parameters, entries of tables, joined rows."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.evaluate.bind import Bound
from refcf_rules.evaluate.dated import valid_on, value_on
from refcf_rules.evaluate.factor import PERIOD_END
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.model.expression import Expression
from refcf_rules.model.number import Entry, LookupTable, Parameter, Status
from refcf_rules.model.types import TEXT
from refcf_rules.quantities.comparison import equal
from refcf_rules.quantities.number import NumberError, format_number, parse_number
from refcf_rules.quantities.spelling import folded
from refcf_rules.source.message import Message


def parameter_value(parameter: Parameter, bound: Bound) -> tuple[Expression, bool] | Missing:
    """The expression of the value valid on the period's last day, and whether it is a placeholder."""
    chosen = value_on(parameter.values, bound.end)
    label = bound.names.scalar(parameter.id)
    if chosen is None:
        if bound.end is None:
            return missing(PERIOD_END)
        what = Message("参数“{name}”在 {day} 没有有效值", "parameter “{name}” has no value on {day}")
        return missing(Cause(what.filled(name=label, day=bound.end), parameter.id))
    if chosen.value is None:
        return _not_set(parameter.id, label, chosen.provenance.status)
    return chosen.value, chosen.provenance.status is Status.PLACEHOLDER


def _not_set(id_: str, label: Message, status: Status) -> Missing:
    if status is Status.COMPANY_MUST_SUPPLY:
        what = Message("参数“{name}”（由企业提供）", "parameter “{name}” (the company must supply it)")
    else:
        what = Message("参数“{name}”（待标委会确定）", "parameter “{name}” (the committee has yet to set it)")
    fix = Message("该数值确定之前无法判定。", "This cannot be decided until the number is set.")
    return missing(Cause(what.filled(name=label), id_, fix=fix))


def entry_of(table: LookupTable, keys: Sequence[Datum], bound: Bound) -> Entry | Missing:
    """The entry with equal keys that holds on the period's last day; never a near one."""
    matching = [entry for entry in table.entries if _matches(entry.keys, keys)]
    valid = [entry for entry in matching if valid_on(entry.provenance, bound.end)]
    if len(valid) == 1:
        return valid[0]
    if matching and not valid and bound.end is None:
        return missing(PERIOD_END)
    several = Message("表“{table}”中 {keys} 有多项", "table “{table}” has several entries for {keys}")
    none = Message("表“{table}”中没有 {keys}", "table “{table}” has no entry for {keys}")
    pattern = several if valid else none
    listed = ", ".join(format_number(key) if isinstance(key, float) else str(key) for key in keys)
    return missing(Cause(pattern.filled(table=bound.names.table(table.id), keys=listed), table.id))


def _matches(entry: Sequence[str], keys: Sequence[Datum]) -> bool:
    return len(entry) == len(keys) and all(map(_same_key, entry, keys))


def _same_key(entry: str, key: Datum) -> bool:
    if isinstance(key, str):
        return folded(entry) == folded(key)
    try:
        return isinstance(key, float) and equal(parse_number(entry), key)
    except NumberError:
        return False


def no_row(bound: Bound, table: str, id_: str, field: str) -> Missing:
    """A field of a row that is not in the inventory."""
    declared = bound.standard.table(table)
    id_field = declared.field("id")
    label = bound.names.option(TEXT if id_field is None else id_field.type, id_)
    slots = {"table": bound.names.table(table), "field": bound.names.column(table, field)}
    what = Message("{table}“{row}”的{field}（没有这一行）", "{field} of {table} “{row}” (there is no such row)")
    fix = Message(
        "在 {key} 中增加一行 id: {id}，填写{field}。", "Add a row with id: {id} to {key} and fill in {field}."
    ).filled(key=declared.key or table, **slots, id=id_)
    return missing(Cause(what.filled(**slots, row=label), f"{table}.{field}", id_, fix=fix))
