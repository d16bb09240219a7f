"""The footprints of the executed examples by stage: a chart, and the same numbers in a table."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final

from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.evidence import ExampleFootprint, Executed
from refcf_rules.model.example import Example
from refcf_rules.model.standard import Footprint, Stage
from refcf_rules.quantities.number import MESSAGE_DIGITS, format_quantity
from refcf_rules.quantities.unit import from_canonical
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Details,
    Inlines,
    Link,
    Paragraph,
    Place,
    Table,
    Tag,
    Text,
    slim,
    text,
)
from refcf_rules.targets.prose.drawings import Bar, BarChart
from refcf_rules.targets.prose.unit_text import pretty_unit

_TITLE: Final = Message("{footprint}（按阶段，{unit}）", "{footprint} by stage, {unit}")
_EXAMPLE: Final = Message("示例", "Example")
_SUM: Final = Message("合计", "Total")
_APART: Final = Message("{component}（不计入合计）", "{component} (outside the total)")
_STATES: Final[dict[str, Message]] = {
    "violated": Message("不满足要求", "violates rules"),
    "not decidable": Message("部分规则无法判定", "some rules not decidable"),
}
_PLACEHOLDERS: Final = Message("含占位值，不得对外声明", "rests on placeholders, not to be declared")
_LEAD: Final = Message(
    "图表中的数都来自本次生成中执行的示例。缺数据、得不出结果的示例不在其中。",
    "All numbers come from the examples executed in this build. An example that lacks data for a result is not shown.",
)
_BEFORE: Final = Message(
    "图表中的数来自修改规则以前执行的示例；示例再执行后更新。",
    "The numbers are from before the rules were edited; they follow once the examples have run again.",
)
_CHANGED: Final = Message("改动后结果不同的示例（{count} 个）", "Examples whose changes give another result ({count})")
_OUTSIDE: Final = "biogenic"
_SAME: Final = 1e-9


@record
class _Result:
    """An example with the footprint that it came to."""

    example: Example
    executed: Executed
    footprint: ExampleFootprint


def example_footprints(context: Context, examples: tuple[Example, ...]) -> tuple[Block, ...]:
    """The footprints of examples with an inventory of their own; folded, those that edits brought to another result."""
    footprint = context.standard.footprint
    results = tuple(_results(context, examples))
    if footprint is None or not results:
        return ()
    own = tuple(one for one in results if one.example.path)
    changed = tuple(_others(results))
    lead = _BEFORE if context.standard.id in context.evidence.outdated else _LEAD
    blocks: list[Block] = [Paragraph(text(context.say(lead))), *_pictured(context, footprint, own)]
    if changed:
        title = text(context.say(_CHANGED.filled(count=len(changed))))
        blocks.append(Details(title, _pictured(context, footprint, changed)))
    return tuple(blocks)


def _results(context: Context, examples: tuple[Example, ...]) -> Iterator[_Result]:
    for example in examples:
        executed = context.evidence.executed.get((example.part, example.id))
        if executed is not None and executed.footprint is not None:
            found = executed.footprint
            if all(map(isfinite, (found.value, *found.by_stage.values(), *found.by_component.values()))):
                yield _Result(example, executed, found)


def _others(results: tuple[_Result, ...]) -> Iterator[_Result]:
    """The results that edits changed, each value once, in order."""
    seen = [one.footprint.value for one in results if one.example.path]
    for one in results:
        value = one.footprint.value
        if not one.example.path and not any(abs(value - each) <= _SAME * abs(each) for each in seen):
            seen.append(value)
            yield one


def _pictured(context: Context, footprint: Footprint, results: tuple[_Result, ...]) -> tuple[Block, ...]:
    """The chart with its table; nothing where no example has a result."""
    stages = tuple(
        one for one in context.standard.boundary.stages if any(one.id in each.footprint.by_stage for each in results)
    )
    if not results or not stages:
        return ()
    unit = pretty_unit(footprint.unit.symbol, context.language)
    title = context.title(_TITLE.filled(footprint=footprint.label, unit=unit))
    has_apart = any(one.footprint.by_component.get(_OUTSIDE) for one in results)
    bars = tuple(
        Bar(
            _name(context, one),
            tuple(from_canonical(one.footprint.by_stage.get(stage.id, 0.0), footprint.unit) for stage in stages),
            _number(footprint, one.footprint.value),
            from_canonical(one.footprint.by_component.get(_OUTSIDE, 0.0), footprint.unit),
            Place("example", one.example.id),
        )
        for one in results
    )
    apart = context.say(_APART.filled(component=COMPONENT_LABELS[_OUTSIDE])) if has_apart else ""
    chart = BarChart(title, tuple(context.say(one.label) for one in stages), bars, unit, apart)
    return (chart, _table(context, footprint, stages, results, chart))


def _table(
    context: Context, footprint: Footprint, stages: tuple[Stage, ...], results: tuple[_Result, ...], chart: BarChart
) -> Table:
    def row(one: _Result) -> tuple[Inlines, ...]:
        parts = (one.footprint.by_stage.get(stage.id) for stage in stages)
        outside = one.footprint.by_component.get(_OUTSIDE) if chart.apart else None
        numbers = (*parts, one.footprint.value, outside)
        shown = (text("" if each is None else _number(footprint, each)) for each in numbers)
        return _said(context, one), *shown

    header = (context.say(_EXAMPLE), *chart.parts, context.say(_SUM), chart.apart)
    return slim(Table("", header, tuple(map(row, results))))


def _number(footprint: Footprint, value: float) -> str:
    return format_quantity(value, footprint.unit, MESSAGE_DIGITS).partition(" ")[0]


def _states(context: Context, one: _Result) -> Iterator[str]:
    """What a reader must know of a result: that it is not one to be declared."""
    outcomes = {each.outcome for id_, each in one.executed.judged.items() if id_ in context.binding}
    yield from (context.say(words) for outcome, words in _STATES.items() if outcome in outcomes)
    if one.footprint.has_placeholders:
        yield context.say(_PLACEHOLDERS)


def _name(context: Context, one: _Result) -> str:
    states = context.say(Message("；", "; ")).join(_states(context, one))
    return f"{context.title(one.example.label)} · {states}" if states else context.title(one.example.label)


def _said(context: Context, one: _Result) -> Inlines:
    name = Link(text(context.title(one.example.label)), Place("example", one.example.id))
    tags = tuple(tag for state in _states(context, one) for tag in (Text(" "), Tag(state, "warn")))
    return (name, *tags)
