"""What a reader should know although nothing is wrong: conversions, unsplit factors, changed parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.amount import GAS_STATES, Amount
from refcf_rules.evaluate.bind import Bound
from refcf_rules.evaluate.calorific import BY_CALORIFIC_VALUE
from refcf_rules.evaluate.dated import value_on, year_of
from refcf_rules.evaluate.factor import FactorUse
from refcf_rules.model.number import Parameter
from refcf_rules.source.message import Message

_CONVERSIONS: Final = {
    GAS_STATES: Message(
        "{count} 项活动的气体体积在 20 ℃ 与 0 ℃ 之间换算（理想气体，压力相同，273.15/293.15）：{named}。",
        "The gas volumes of {count} activities were converted between 20 °C and 0 °C (ideal gas, equal pressure,"
        " 273.15/293.15): {named}.",
    ),
    (BY_CALORIFIC_VALUE,): Message(
        "{count} 项活动按低位发热量在燃料量与能量之间换算：{named}。",
        "{count} activities were converted between fuel and energy by the net calorific value: {named}.",
    ),
}


def notes_on(bound: Bound) -> tuple[Message, ...]:
    """The notes, in a fixed order."""
    return (
        *_claimed(bound),
        *_changed_parameters(bound),
        *_converted(bound),
        *_unsplit(bound),
        *_older_factors(bound),
    )


def _claimed(bound: Bound) -> Iterator[Message]:
    part, inventory = bound.standard.part, bound.inventory
    if inventory.standard is not None and inventory.standard not in (bound.standard.id, part.id, part.number):
        text = Message(
            "清单按标准“{claimed}”编制，本次按“{number}”判定。",
            "The inventory claims the standard “{claimed}”; it was judged by “{number}”.",
        )
        yield text.filled(number=part.number, claimed=inventory.standard)
    if inventory.edition is not None and inventory.edition not in (part.edition.zh, part.edition.en):
        text = Message(
            "清单按版本“{claimed}”编制，本次按“{edition}”判定。",
            "The inventory claims edition “{claimed}”; it was judged by “{edition}”.",
        )
        yield text.filled(edition=part.edition, claimed=inventory.edition)


def _changed_parameters(bound: Bound) -> Iterator[Message]:
    for parameter in bound.standard.parameters:
        change = _change(parameter, bound.start, bound.end)
        if change is not None:
            text = Message(
                "参数“{name}”在报告期内（{day}）有变化，取期末有效值。",
                "Parameter “{name}” changed within the period ({day}); the value at its end was taken.",
            )
            yield text.filled(day=change, name=bound.names.scalar(parameter.id))


def _change(parameter: Parameter, start: str | None, end: str | None) -> str | None:
    """The day within the period on which the value that holds at its end began."""
    if start is None or end is None:
        return None
    last = value_on(parameter.values, end)
    since = None if last is None else last.provenance.since
    return since if since is not None and start < since <= end else None


def _converted(bound: Bound) -> Iterator[Message]:
    """Steps that rest on more than the definition of a unit: the state of a gas, a calorific value."""
    for reason, text in _CONVERSIONS.items():
        named = [
            row.label
            for row, measured in zip(bound.tables.get("activity", ()), bound.measured, strict=True)
            if isinstance(measured.for_factor, Amount)
            and any(change.reason in reason for change in measured.for_factor.changes)
        ]
        if named:
            yield text.filled(count=len(named), named=_listed(named))


def _unsplit(bound: Bound) -> Iterator[Message]:
    rows = bound.tables.get("activity", ())
    named = [
        row.label for row, use in zip(rows, bound.factors, strict=True) if isinstance(use, FactorUse) and not use.split
    ]
    if named:
        text = Message(
            "{count} 项活动的因子未按类别拆分，全部计为化石：{named}。",
            "The factors of {count} activities have no split and count as fossil: {named}.",
        )
        yield text.filled(count=len(named), named=_listed(named))


def _older_factors(bound: Bound) -> Iterator[Message]:
    last_year = None if bound.end is None else year_of(bound.end)
    if last_year is None:
        return
    seen: dict[str, int] = {}
    for use in bound.factors:
        library = use.library if isinstance(use, FactorUse) else None
        if library is not None and library.year is not None and library.year < last_year:
            seen[library.id] = library.year
    for id_, year in sorted(seen.items()):
        text = Message(
            "因子“{id}”为 {year} 年数据，是报告期内有效的最新公布值。",
            "Factor “{id}” is of {year}, the latest published that holds in the period.",
        )
        yield text.filled(year=year, id=id_)


def _listed(named: list[str], most: int = 5) -> str:
    shown = ", ".join(named[:most])
    return shown if len(named) <= most else f"{shown} …"
