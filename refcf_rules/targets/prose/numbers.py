"""Tables of the numbers a standard prints: parameters, its own tables, factors."""

from __future__ import annotations

from collections import Counter
from typing import Final

from refcf_rules.model.number import DatedValue, Entry, Factor, LookupTable, Parameter, Provenance, Status
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Bound,
    Code,
    Inlines,
    Place,
    Table,
    Tag,
    Target,
    Text,
    Tone,
    filled,
    joined,
    plain,
    slim,
    text,
)
from refcf_rules.targets.prose.references import source_links
from refcf_rules.targets.prose.unit_text import pretty_unit
from refcf_rules.targets.prose.value import NO_VALUE, value_words

_STATUS: Final[dict[Status, tuple[Message, Tone]]] = {
    Status.SOURCED: (Message("有来源", "sourced"), "good"),
    Status.DERIVED: (Message("推导", "derived"), "good"),
    Status.COMMITTEE_TO_SET: (Message("待委员会确定", "committee to set"), "open"),
    Status.COMPANY_MUST_SUPPLY: (Message("由企业提供", "company must supply"), "open"),
    Status.PLACEHOLDER: (Message("占位值", "placeholder"), "warn"),
}
_FIXED_HERE: Final = Message("本文件规定", "set by this document")
_SINCE: Final = Message("{since} 起", "from {since}")
_UNTIL: Final = Message("至 {until}", "until {until}")
_PARAMETERS: Final = (
    Message("参数", "Parameter"),
    Message("数值", "Value"),
    Message("有效期", "Validity"),
    Message("状态", "Status"),
    Message("来源", "Source"),
    Message("编号", "Id"),
)
_VALUE: Final = Message("数值（{unit}）", "Value ({unit})")
_SOURCE: Final = Message("来源", "Source")
_DERIVED: Final = Message("推导：{sources}", "Derived: {sources}")
_PRINTED_DIGITS: Final = 10  # as many as a source prints; six would round 2.162189
_SOURCES: Final = Message("来源：{sources}", "Source: {sources}")
_UNIT: Final = Message("单位：{unit}", "unit: {unit}")
_FACTORS: Final = (
    Message("因子", "Factor"),
    Message("数值", "Value"),
    Message("口径", "What it covers"),
    Message("状态", "Status"),
    Message("来源和说明", "Source and notes"),
)
_PLAUSIBLE: Final = Message("合理范围 {low}～{high}", "plausible from {low} to {high}")
_NCV: Final = Message("低位发热量 {value}", "net calorific value {value}")
_VERSION: Final = Message("潜势值：{option}", "GWP set {option}")
_LOSSES: Final = Message("线损：{option}", "losses {option}")


def status_tag(context: Context, provenance: Provenance) -> Tag:
    """Where a number stands, in a word."""
    if provenance.status is Status.SOURCED and not provenance.sources:
        return Tag(context.say(_FIXED_HERE), "plain")
    words, tone = _STATUS[provenance.status]
    return Tag(context.say(words), tone)


def source_words(context: Context, provenance: Provenance) -> Inlines:
    """The sources of a number, or how it was derived."""
    semicolon = context.say(Message("；", "; "))
    sources = source_links(context, provenance.sources)
    derivation = text(context.say(provenance.derivation)) if provenance.derivation is not None else ()
    return joined((one for one in (derivation, sources) if one), semicolon)


def validity(context: Context, provenance: Provenance) -> Inlines:
    """The dates between which a number holds."""
    since = context.say(_SINCE.filled(since=provenance.since)) if provenance.since else ""
    until = context.say(_UNTIL.filled(until=provenance.until)) if provenance.until else ""
    return text(f"{since} {until}".strip())


def parameter_table(context: Context, caption: str, parameters: tuple[Parameter, ...]) -> Table:
    """Parameters with their values, in the order given."""
    rows = tuple(
        (
            (*_first_target(one, value), Text(context.say(one.label))),
            value_words(context, one, value),
            validity(context, value.provenance),
            (status_tag(context, value.provenance),),
            source_words(context, value.provenance),
            (Code(one.id),),
        )
        for one in parameters
        for value in one.values
    )
    return slim(Table(caption, tuple(map(context.say, _PARAMETERS)), rows))


def _first_target(parameter: Parameter, value: DatedValue) -> Inlines:
    return (Target(Place("number", parameter.id)),) if value is parameter.values[0] else ()


def lookup_table(context: Context, table: LookupTable) -> tuple[Table, Inlines]:
    """A table of the standard, crossed when it has two keys; and the sources that hold for all of it."""
    shared = _shared(table)
    sources: Inlines = ()
    if shared is not None:
        words = _DERIVED if shared.derivation is not None else _SOURCES
        sources = filled(context.say(words), sources=source_words(context, shared))
    unit = pretty_unit(table.unit.symbol, context.language)
    caption = f"{context.say(table.label)} — {context.say(_UNIT.filled(unit=unit))}"
    caption = caption if table.unit.symbol != "1" else context.say(table.label)
    crossed = len(table.keys) == 2  # noqa: PLR2004 -- rows and columns
    header, rows = _crossed(context, table) if crossed else _listed(context, table)
    return slim(Table(caption, header, rows)), sources


def _shared(table: LookupTable) -> Provenance | None:
    """Where most of the entries come from, to be said once below the table."""
    origins = Counter(_origin(one.provenance) for one in table.entries)
    for origin, count in origins.most_common(1):
        if origin != ((), None) and count * 2 > len(table.entries):
            return next(one.provenance for one in table.entries if _origin(one.provenance) == origin)
    return None


def _origin(provenance: Provenance) -> tuple[tuple[str, ...], Message | None]:
    return provenance.sources, provenance.derivation


def _own_source(context: Context, table: LookupTable, entries: list[Entry]) -> Inlines:
    shared = _shared(table)
    own = [one for one in entries if shared is None or _origin(one.provenance) != _origin(shared)]
    words = dict.fromkeys(source_words(context, one.provenance) for one in own)
    return joined((one for one in words if one), context.say(Message("；", "; ")))


def _entry_value(context: Context, table: LookupTable, entry: Entry) -> Inlines:
    number, _, _ = context.quantity(entry.value, table.unit, _PRINTED_DIGITS).partition(" ")
    return (Bound(number),)


def _key(context: Context, table: LookupTable, key: str) -> Inlines:
    """A key by its label, else as it is written."""
    label = dict(table.labels).get(key)
    return (Code(key),) if label is None else text(context.say(label))


def _crossed(context: Context, table: LookupTable) -> tuple[tuple[str, ...], tuple[tuple[Inlines, ...], ...]]:
    columns = tuple(dict.fromkeys(entry.keys[1] for entry in table.entries))
    rows = []
    for first in dict.fromkeys(entry.keys[0] for entry in table.entries):
        mine = [entry for entry in table.entries if entry.keys[0] == first]
        cells = tuple(
            joined((_entry_value(context, table, one) for one in mine if one.keys[1] == column), " / ")
            for column in columns
        )
        rows.append((_key(context, table, first), *cells, _own_source(context, table, mine)))
    header = (plain(_key(context, table, one)) for one in (table.keys[0], *columns))
    return (*header, context.say(_SOURCE)), tuple(rows)


def _listed(context: Context, table: LookupTable) -> tuple[tuple[str, ...], tuple[tuple[Inlines, ...], ...]]:
    names = (plain(_key(context, table, one)) for one in table.keys)
    header = (
        *names,
        context.say(_VALUE.filled(unit=pretty_unit(table.unit.symbol, context.language))),
        context.say(_SOURCE),
    )
    rows = tuple(
        (
            *(_key(context, table, key) for key in entry.keys),
            _entry_value(context, table, entry),
            _own_source(context, table, [entry]),
        )
        for entry in table.entries
    )
    return header, rows


def factor_table(context: Context, caption: str, factors: tuple[Factor, ...]) -> Table:
    """Emission factors with all that decides whether one fits."""
    rows = tuple(
        (
            (Target(Place("factor", one.id)), Text(f"{context.say(one.label)} "), Code(one.id)),
            factor_value(context, one),
            text(_coverage(context, one)),
            (status_tag(context, one.provenance),),
            factor_notes(context, one),
        )
        for one in factors
    )
    return Table(caption, tuple(map(context.say, _FACTORS)), rows)


def factor_value(context: Context, factor: Factor) -> Inlines:
    """The value of a factor, its components apart."""
    if not factor.components:
        return (Bound(context.say(NO_VALUE), open=True),)
    shown = []
    for component, value in factor.components:
        name = (
            ""
            if len(factor.components) == 1 and component == "fossil"
            else f" {option_label(context, 'component', component)}"
        )
        shown.append((Bound(context.quantity(value, factor.unit, _PRINTED_DIGITS)), *text(name)))
    return joined(shown, context.say(Message("；", "; ")))


def option_label(context: Context, choice: str, option: str) -> str:
    """What people call an option of a choice."""
    found = context.names.options.get((choice, option))
    return context.say(found) if found is not None else option


def _coverage(context: Context, factor: Factor) -> str:
    words = [
        option_label(context, "factor-kind", factor.kind),
        option_label(context, "basis", factor.basis) if factor.basis else "",
        context.say(_VERSION.filled(option=option_label(context, "gwp-set", factor.gwp_set))),
        factor.place or "",
        str(factor.year or ""),
        context.say(_LOSSES.filled(option=option_label(context, "losses", factor.losses))) if factor.losses else "",
        plain(validity(context, factor.provenance)),
    ]
    return context.say(Message("；", "; ")).join(word for word in words if word)


def factor_notes(context: Context, factor: Factor) -> Inlines:
    """The source of a factor, its calorific value, its plausible range and what else is to be known."""
    note = text(context.say(factor.note)) if factor.note is not None else ()
    range_: Inlines = ()
    if factor.plausible is not None:
        low, high = (context.quantity(one, factor.unit, _PRINTED_DIGITS) for one in factor.plausible)
        range_ = text(context.say(_PLAUSIBLE.filled(low=low.partition(" ")[0], high=high)))
    ncv = factor.ncv
    heat = (
        ()
        if ncv is None
        else text(context.say(_NCV.filled(value=context.quantity(ncv.value, ncv.unit, _PRINTED_DIGITS))))
    )
    parts = (source_words(context, factor.provenance), heat, range_, note)
    return joined((one for one in parts if one), context.say(Message("。", ". ")))
