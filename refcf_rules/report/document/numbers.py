"""The parts of a report that show numbers: the result, the activities, the sensitivity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.footprint import FootprintResult, FunctionalResult, Share
from refcf_rules.evaluate.reported import ReportedResult
from refcf_rules.evaluate.value import Datum
from refcf_rules.model.names import names_of
from refcf_rules.model.types import ChoiceType
from refcf_rules.quantities.number import format_number
from refcf_rules.quantities.unit import from_canonical
from refcf_rules.report.document import words
from refcf_rules.report.document.blocks import Bar, Bars, Block, Heading, Paragraph, Table
from refcf_rules.report.document.case import Case
from refcf_rules.report.document.groups import LEAST, Group, groups_of, shown_alone, stages_told
from refcf_rules.report.document.sensitivity import sensitivities
from refcf_rules.report.wording import PERCENT, TONNES, calculated_unit, value_text
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style

_BARS: Final = 12
_DIGITS: Final = 3
_PERCENT: Final = 100.0


def result_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """The footprint by stage and component, per functional unit, and what stands apart from it."""
    footprint = case.judgement.footprint
    if footprint is None:
        return
    yield Heading(style.say(words.RESULT))
    yield from _stages(footprint, style, redacted=redacted)
    yield Heading(style.say(words.COMPONENTS), 2)
    rows = tuple(
        (style.say(part.label), value_text(part.value, footprint.unit, style)) for part in footprint.by_component
    )
    yield Table((style.say(words.COMPONENT), style.say(words.VALUE)), rows, "<>")
    if footprint.functional:
        yield Heading(style.say(words.FUNCTIONAL), 2)
        rows = tuple((style.say(each.text), _functional(each, case, style)) for each in footprint.functional)
        yield Table((style.say(words.ITEM), style.say(words.VALUE)), rows, "<>")
    # A value apart may rest on a single input, such as the packaging or the fibres.
    apart = () if redacted else tuple((style.say(each.label), _apart(each, style)) for each in case.judgement.reported)
    if apart:
        yield Heading(style.say(words.ADDITIONAL), 2)
        yield Table((style.say(words.ITEM), style.say(words.VALUE)), apart, "<>")


def _stages(footprint: FootprintResult, style: Style, *, redacted: bool) -> Iterator[Block]:
    head = (style.say(words.STAGE), style.say(words.VALUE), style.say(words.SHARE))
    parts = _merged(footprint) if redacted else footprint.by_stage
    bars = tuple(
        Bar(style.say(part.label), value, _share(value, footprint.value, digits=0 if redacted else _DIGITS))
        for part in parts
        if isinstance(value := part.value, float)
    )
    if len(bars) == len(parts):  # without one of them the lengths would mislead
        yield Bars(style.say(words.STAGES), bars)
    rows = tuple(
        (
            style.say(part.label),
            "" if redacted else value_text(part.value, footprint.unit, style),
            _share(part.value, footprint.value, digits=0 if redacted else _DIGITS),
        )
        for part in parts
    )
    yield (
        Table((head[0], head[2]), tuple((row[0], row[2]) for row in rows), "<>")
        if redacted
        else Table(head, rows, "<>>")
    )


def _merged(footprint: FootprintResult) -> tuple[Share, ...]:
    """The stages that may be told; the others as one."""
    told = stages_told(footprint)
    shown = tuple(part for part in footprint.by_stage if part.id in told)
    rest = [part.value for part in footprint.by_stage if part.id not in told]
    known = [value for value in rest if isinstance(value, float)]
    if not rest or len(known) < len(rest):
        return shown
    return (*shown, Share("", words.OTHER_STAGES, sum(known), None))


def _functional(result: FunctionalResult, case: Case, style: Style) -> str:
    footprint = case.judgement.footprint
    if not result.applicable or footprint is None:
        return style.say(words.NOT_APPLICABLE)
    return value_text(result.value, calculated_unit(f"{footprint.id}.{result.id}", case.standard), style)


def _apart(each: ReportedResult, style: Style) -> str:
    return value_text(each.reported, each.unit, style) if each.applicable else style.say(words.NOT_APPLICABLE)


# --- activities ------------------------------------------------------------------------------------


def activity_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """Every line of the footprint; in the redacted version the inputs in groups, and shares alone."""
    footprint = case.judgement.footprint
    if footprint is None or not footprint.contributions:
        return
    yield Heading(style.say(words.ACTIVITIES))
    if redacted:
        yield from _grouped(case, footprint, style)
    else:
        yield from _listed(case, footprint, style)


def _listed(case: Case, footprint: FootprintResult, style: Style) -> Iterator[Block]:
    total = _total(footprint)
    yield Bars(style.say(words.LARGEST), tuple(_bars(footprint, total, style)))
    names = names_of(case.standard)
    rows = tuple(
        (
            style.say(each.name) + (" *" if each.placeholder else ""),
            style.say(names.option(ChoiceType("process"), each.process)),
            value_text(each.amount, each.amount_unit, style),
            value_text(each.share, PERCENT, style),
            value_text(each.factor, each.factor_unit, style),
            value_text(each.emission, TONNES, style),
            _share(each.emission, total),
            each.source or "",
        )
        for each in footprint.contributions
    )
    head = (words.ACTIVITY, words.PROCESS, words.AMOUNT, words.PART, words.FACTOR)
    yield Table(tuple(map(style.say, (*head, words.EMISSION, words.SHARE, words.SOURCE))), rows, "<<>>>>><")


def _bars(footprint: FootprintResult, total: float | None, style: Style) -> Iterator[Bar]:
    known = [(each, each.emission) for each in footprint.contributions if isinstance(each.emission, float)]
    known.sort(key=lambda pair: -abs(pair[1]))
    for each, emission in known[:_BARS]:
        yield Bar(style.say(each.name), from_canonical(emission, TONNES), _share(emission, total))
    rest = [emission for _, emission in known[_BARS:]]
    if rest:
        label = style.say(words.OTHERS.filled(count=len(rest)))
        yield Bar(label, from_canonical(sum(rest), TONNES), _share(sum(rest), total))


def _grouped(case: Case, footprint: FootprintResult, style: Style) -> Iterator[Block]:
    total = _total(footprint)
    groups = groups_of(case, footprint)
    if any(len(group.members) < LEAST for group in groups):
        yield Paragraph(style.say(words.TOO_FEW))
        return
    names = names_of(case.standard)
    lines: list[tuple[str, Datum | None]] = [(_group_name(group, case, style), group.emission) for group in groups]
    lines += [
        (style.say(_alone(each, names.option(ChoiceType("process"), each.process))), each.emission)
        for each in shown_alone(footprint, groups)
    ]
    bars = [Bar(label, value, _share(value, total, digits=0)) for label, value in lines if isinstance(value, float)]
    yield Bars(style.say(words.LARGEST), tuple(bars))
    rows = tuple((label, _share(value, total, digits=0)) for label, value in lines)
    yield Table((style.say(words.ACTIVITY), style.say(words.SHARE)), rows, "<>")


def _alone(each: Contribution, process: Message) -> Message:
    return Message(f"{each.name.zh}（{process.zh}）", f"{each.name.en} ({process.en})")


def _group_name(group: Group, case: Case, style: Style) -> str:
    stage = next((each.label for each in case.standard.boundary.stages if each.id == group.stage), None)
    if stage is None:
        return style.say(words.GROUP_ANY.filled(count=len(group.members)))
    return style.say(words.GROUP.filled(count=len(group.members), stage=stage))


# --- sensitivity -----------------------------------------------------------------------------------


def sensitivity_blocks(case: Case, style: Style, *, redacted: bool) -> Iterator[Block]:
    """The result with each of the largest inputs a tenth lower and higher."""
    footprint = case.judgement.footprint
    if footprint is None or not isinstance(footprint.value, float):
        return
    yield Heading(style.say(words.SENSITIVITY))
    yield Paragraph(style.say(words.STEP))
    if redacted:
        yield Paragraph(style.say(words.IN_FULL))
        return
    found = sensitivities(case)
    changes = [(each, max(abs(each.lower - footprint.value), abs(each.higher - footprint.value))) for each in found]
    if not found or not footprint.value:
        yield Paragraph(style.say(words.NOTHING_LARGE))
    else:
        rows = tuple(
            (
                style.say(each.input.name),
                style.say(each.input.sort),
                value_text(each.lower, footprint.unit, style),
                value_text(each.higher, footprint.unit, style),
                f"± {format_number(_PERCENT * change / abs(footprint.value), 2)} %",
            )
            for each, change in changes
        )
        head = (words.INPUT, words.SORT, words.LOWER, words.HIGHER, words.CHANGE)
        yield Table(tuple(map(style.say, head)), rows, "<<>>>")


def withheld_blocks(case: Case, style: Style) -> Iterator[Block]:
    """What the redacted version does not say, said."""
    yield Heading(style.say(words.WITHHELD))
    footprint = case.judgement.footprint
    groups = groups_of(case, footprint) if footprint is not None else ()
    count = sum(len(group.members) for group in groups)
    grouped, *others = words.WITHHELD_TEXT
    too_few = any(len(group.members) < LEAST for group in groups)
    for text in (words.TOO_FEW if too_few else grouped, *others):
        yield Paragraph(style.say(text.filled(count=count, groups=len(groups))))


def _total(footprint: FootprintResult) -> float | None:
    emissions = [each.emission for each in footprint.contributions]
    known = [value for value in emissions if isinstance(value, float)]
    return sum(known) if len(known) == len(emissions) else None


def _share(part: object, whole: object, *, digits: int = _DIGITS) -> str:
    """A part of a whole in percent; with no digits, whole percents."""
    if not isinstance(part, float) or not isinstance(whole, float) or not whole:
        return ""
    percent = _PERCENT * part / whole
    return f"{round(percent)} %" if digits == 0 else f"{format_number(percent, digits)} %"
