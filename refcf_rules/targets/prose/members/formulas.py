"""Formulas, process emissions and balances: typeset, with their symbols, or in words where no numbers meet."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Conditional, Expression, TextLiteral
from refcf_rules.model.requirement import Balance, Calculation, ProcessEmission
from refcf_rules.model.types import ChoiceType, NumberType
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Facts,
    Formula,
    Heading,
    Inlines,
    Paragraph,
    Place,
    Table,
    filled,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.mathematics import Letter, Line, Sign
from refcf_rules.targets.prose.provision import provision_of
from refcf_rules.targets.prose.references import source_links
from refcf_rules.targets.prose.symbols import letter_of, subscript_of
from refcf_rules.targets.prose.typeset import Typesetter
from refcf_rules.targets.prose.usage import users_of

_WORDS: Final = Message("{name}：{words}。", "{name}: {words}.")
_FOR_EACH: Final = Message("{name}（对每个{rows}）", "{name} (for each {rows})")
_THE: Final = Message("{name}", "the {name}")
_OF_ROW: Final = Message("{table} {row} 的{field}", "the {field} of {table} {row}")
_SOURCES: Final = Message("依据：{sources}", "Source: {sources}")
_PLACE: Final = Message(
    "计入单元过程{process}，类别为{component}。", "Counted at the unit process {process}, as {component}."
)
_PLACE_OF_ROW: Final = Message(
    "每行计入其“{process}”所填的单元过程，类别为{component}。",
    "Each row is counted at {process} it states, as {component}.",
)
_SUM: Final = Message("该过程排放为各{rows}之和。", "The emission of the process is the sum over all {rows}.")
_USED_BY: Final = Message("用于", "Used by")
_FIRST_THAT_HOLDS: Final = Message("{name}（取第一个成立的条件）", "{name} (the first condition that holds)")
_DECISION_HEADER: Final = (Message("条件", "Condition"), Message("结果", "Result"))
_OTHERWISE: Final = Message("其他情况", "otherwise")
_SIDES: Final = (Message("进入", "Enters"), Message("离开", "Leaves"))
_BALANCE_HEADER: Final = (Message("方向", "Side"), Message("项", "Term"), Message("计算", "Worked out as"))


def calculation_blocks(context: Context, id_: str, *, heading: bool = False) -> tuple[Block, ...]:
    """A named value: its formula; a yes-or-no value in words."""
    calculation = context.calculations.get(id_)
    if calculation is None:
        return ()
    blocks: list[Block] = []
    if heading:
        blocks.append(Heading(1, _title(context, calculation), Place("number", id_)))
    if isinstance(calculation.type, NumberType):
        blocks.append(equation(context, calculation, calculation.expression))
    elif isinstance(calculation.type, ChoiceType) and isinstance(calculation.expression, Conditional):
        blocks.append(_decision(context, calculation))
    else:
        writer = Writer(context, calculation.row or None)
        slots = {"name": text(context.say(calculation.label)), "words": writer.condition(calculation.expression)}
        blocks.append(Paragraph(filled(context.say(_WORDS), **slots)))
    return (*blocks, *source_blocks(context, calculation.sources), *(_used_by(context, id_) if heading else ()))


def _used_by(context: Context, id_: str) -> tuple[Facts, ...]:
    users = users_of(context, id_)
    return (Facts(((context.say(_USED_BY), users),)),) if users else ()


def _decision(context: Context, calculation: Calculation) -> Table:
    """A formula that gives an option: conditions in order, with what each leads to."""
    writer = Writer(context, calculation.row or None)
    rows: list[tuple[Inlines, Inlines]] = []
    rest = calculation.expression
    while isinstance(rest, Conditional):
        rows.append((writer.condition(rest.test), writer.words(rest.then)))
        rest = rest.otherwise
    rows.append((text(context.say(_OTHERWISE)), writer.words(rest)))
    caption = context.say(_FIRST_THAT_HOLDS.filled(name=calculation.label))
    return Table(caption, tuple(map(context.say, _DECISION_HEADER)), tuple(rows))


def _title(context: Context, calculation: Calculation) -> str:
    name = context.title(calculation.label)
    if calculation.table is None:
        return name
    rows = context.say(context.names.table(calculation.table))
    return context.say(_FOR_EACH.filled(name=name, rows=rows))


def source_blocks(context: Context, sources: tuple[str, ...]) -> tuple[Block, ...]:
    """Where it comes from, as a note."""
    if not sources:
        return ()
    listed = source_links(context, sources)
    return (Paragraph(filled(context.say(_SOURCES), sources=listed), note=True),)


def equation(context: Context, calculation: Calculation, expression: Expression, sign: str = "=") -> Formula:
    """A named value and how it is worked out, with its symbols; ``sign`` stands between them."""
    setter = Typesetter(context)
    rows = (calculation.row,) if calculation.table is not None else ()
    column = calculation.id.removeprefix(f"{calculation.table}.")
    letter = Letter(letter_of(calculation.type, calculation.unit), subscript_of(column), rows)
    unit = context.unit(calculation.id, calculation.type)
    left = setter.symbol(letter, _meaning(context, calculation), unit)
    return setter.formula(Line((left, Sign(sign), setter.math(expression))))


def _meaning(context: Context, calculation: Calculation) -> Inlines:
    say = context.say
    if calculation.table is None:
        return text(say(_THE.filled(name=calculation.label)))
    slots = {"table": context.names.table(calculation.table), "row": calculation.row, "field": calculation.label}
    return text(say(_OF_ROW.filled(**slots)))


def emission_blocks(context: Context, emission: ProcessEmission) -> tuple[Block, ...]:
    """A process emission: formula, process, component."""
    setter = Typesetter(context)
    rows = (emission.row,) if emission.table is not None else ()
    type_ = NumberType(Dimension.of(Base.CO2E))
    left = setter.symbol(
        Letter("E", subscript_of(emission.id), rows),
        text(context.say(_THE.filled(name=emission.label))),
        context.unit("", type_),
    )
    formula = setter.formula(Line((left, Sign("="), setter.math(emission.expression))))
    place = _place(context, emission)
    blocks: list[Block] = [
        Heading(1, context.title(emission.label), Place("number", emission.id)),
        Paragraph(place),
        formula,
    ]
    if emission.table is not None:
        noun = Writer(context).noun(emission.table, emission.row, emission.filter, many=True)
        blocks.append(Paragraph(filled(context.say(_SUM), rows=noun)))
    return (*blocks, *source_blocks(context, emission.sources), *_brought(context, emission))


def _brought(context: Context, emission: ProcessEmission) -> tuple[Block, ...]:
    """The rules that came with the emission."""
    rules = (one for one in context.standard.requirements if one.construct == "emission")
    return tuple(provision_of(context, one) for one in rules if one.span == emission.span)


def _place(context: Context, emission: ProcessEmission) -> Inlines:
    """Where the emission counts: a unit process by name, or the field of the row that names it."""
    component = text(context.say(context.names.options.get(("component", emission.component), Message("", ""))))
    process = Writer(context, emission.row or None).words(emission.process)
    pattern = _PLACE if isinstance(emission.process, TextLiteral) else _PLACE_OF_ROW
    return filled(context.say(pattern), process=process, component=component)


def balance_blocks(context: Context, balance: Balance) -> tuple[Block, ...]:
    """What enters and leaves, each term with how it is worked out, then the rule."""
    rows = [
        (text(context.say(side) if index == 0 else ""), *_term(context, id_))
        for side, terms in zip(_SIDES, (balance.enters, balance.leaves), strict=True)
        for index, id_ in enumerate(terms)
    ]
    table = Table(context.say(balance.label), tuple(map(context.say, _BALANCE_HEADER)), tuple(rows))
    requirement = context.requirements.get(balance.id)
    return (table, provision_of(context, requirement)) if requirement is not None else (table,)


def _term(context: Context, id_: str) -> tuple[Inlines, Inlines]:
    calculation = context.calculations[id_]
    return text(context.say(calculation.label)), Writer(context).words(calculation.expression)
