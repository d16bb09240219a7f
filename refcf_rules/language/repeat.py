"""``repeat``: values worked out in a fixed number of passes, the only loop of the language.

A state begins with its ``start`` and is replaced by its ``next`` after each pass; the formulas
between them are worked out anew in each pass. Afterwards all are values like any other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.operators import agree
from refcf_rules.language.expression.select import Selection, lower_selection, selection_of
from refcf_rules.language.formula import declare as declare_formula
from refcf_rules.language.formula import id_of
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    label_of,
    name_of,
    number_of,
    sources_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.model.expression import Repeated
from refcf_rules.model.requirement import Calculation, Repetition
from refcf_rules.model.types import NumberType, type_words
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

MOST_PASSES: Final = 200
_HEAD: Final = "repeat spread zh “推算” en “spread” {times} times {{\n"
_START: Final = "    start part zh “份额” en “part” = output.accepted / 2\n"
_NEXT: Final = "    next part = (output.accepted + part) / 3\n"
_SETTLED: Final = "    settled within 0.001 kg\n"
_RIGHT: Final = f"{_HEAD.format(times=40)}{_START}{_NEXT}{_SETTLED}}}\n"
NOT_BOUNDED: Final = Kind(
    "number-of-passes",
    Message("计算次数不对", "not a number of passes"),
    Message(
        "次数是写定的 1 到 200 的整数，这样任何清单都能在有限时间内算完，各处算得的结果也相同。",
        "The passes are a whole number from 1 to 200, fixed in the text: every inventory is worked out in bounded "
        "time, and alike everywhere.",
    ),
    f"{_HEAD.format(times=1000)}{_START}{_NEXT}{_SETTLED}}}\n",
    _RIGHT,
)
NOT_WHOLE: Final = Kind(
    "incomplete-repeat",
    Message("迭代不完整", "the repeat is not complete"),
    Message(
        "每个状态量各有一个初值和一个更新式；收敛允差说明什么时候结果可用。",
        "Each state has one start and one next; settled within says when the result may be used.",
    ),
    f"{_HEAD.format(times=40)}{_START}{_SETTLED}}}\n",
    _RIGHT,
)
KINDS: Final = (NOT_BOUNDED, NOT_WHOLE)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Make the states and the formulas between them known; they are lowered when first asked for."""
    name = name_of(tokens(declaration.tree)[0])
    if assembly.take_name(name, span_of_head(declaration), in_formulas=False):
        for part in (*_parts(declaration, "first_value"), *_parts(declaration, "formula")):
            declare_formula(part, assembly)


def _parts(declaration: Declaration, kind: str) -> tuple[Declaration, ...]:
    """The starts or the formulas, each as a declaration of its own."""
    return tuple(replace(declaration, construct="formula", tree=branch) for branch in branches(declaration.tree, kind))


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Give each state its next value and add the repetition."""
    states = tuple(id_of(part, assembly) for part in _parts(declaration, "first_value"))
    inner = {id_of(part, assembly) for part in _parts(declaration, "formula")}
    times, tolerance = _times(declaration, assembly), _tolerance(declaration, assembly)
    if any(one not in assembly.calculations for one in (*states, *inner)):
        return  # which was told where it stands
    nexts = _nexts(declaration, states, assembly)
    if nexts is None or times is None or tolerance is None:
        return
    name = name_of(tokens(declaration.tree)[0])
    bound = [_bound(declaration, name, state, nexts[state], assembly) for state in states]
    if not all(bound) or not _fits(declaration, states, tolerance[1], assembly):
        return
    assembly.repetitions.append(
        Repetition(
            name,
            label_of(declaration.tree, name),
            times,
            states,
            tuple(one for one in assembly.calculations if one in inner),
            *tolerance,
            tolerance[1] is None or tolerance[1].dimension.is_none,
            sources_of(declaration.tree),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def _times(declaration: Declaration, assembly: Assembly) -> int | None:
    tree = next(branches(declaration.tree, "number"))
    times = number_of(tokens(tree, "NUM")[0])
    if times == int(times) and 1 <= times <= MOST_PASSES:
        return int(times)
    what = Message("次数应为 1 到 {most} 的整数。", "The passes are a whole number from 1 to {most}.")
    assembly.problems.add(
        NOT_BOUNDED,
        span_of(declaration, tree),
        what.filled(most=MOST_PASSES),
        hint=Message("例如 40 次。", "For example: 40 times."),
    )
    return None


def _tolerance(declaration: Declaration, assembly: Assembly) -> tuple[float, Unit | None] | None:
    """By how much the last pass may change a state: in its unit, or as a share of it."""
    found = tuple(branches(declaration.tree, "settled"))
    if len(found) == 1:
        value, unit = amount_of(next(branches(found[0], "amount")))
        if value > 0 and (unit is None or unit.offset == 0):
            return value, unit
        what = Message("允差是大于 0 的差值。", "This is a difference above 0.")
        hint = Message(
            "温度差以 K 表示，例如 0.000001 K。", "A difference of temperatures is in K, such as 0.000001 K."
        )
    else:
        what = Message("收敛允差要写一次，且只写一次。", "A repeat says once within what it has settled.")
        hint = Message("例如 收敛允差 0.000001 K。", "For example: settled within 0.000001 K.")
    _report(declaration, span_of(declaration, found[-1]) if found else span_of_head(declaration), what, hint, assembly)
    return None


def _report(declaration: Declaration, span: Span, what: Message, hint: Message, assembly: Assembly) -> None:
    assembly.problems.add(NOT_WHOLE, span, what, hint=hint, about=name_of(tokens(declaration.tree)[0]))


def _nexts(declaration: Declaration, states: tuple[str, ...], assembly: Assembly) -> dict[str, Branch] | None:
    """The next value of each state; what is missing or too much is reported."""
    found: dict[str, Branch] = {}
    for part in _parts(declaration, "next_value"):
        id_ = id_of(part, assembly)
        if id_ not in states or id_ in found:
            what = Message("“{name}”已有更新式。", "“{name}” has a next value already.")
            if id_ not in states:
                what = Message("“{name}”没有这样的初值。", "Nothing starts as “{name}”.")
            hint = Message("每个初值写一个更新式，行的名称相同。", "Each start has one next, for the same rows.")
            _report(declaration, span_of(declaration, part.tree), what.filled(name=same(id_)), hint, assembly)
            return None
        found[id_] = part.tree
    lonely = next((state for state in states if state not in found), None)
    if lonely is None and states:
        return found
    what = Message("没有状态量的初值。", "There is no state: nothing starts.")
    if lonely is not None:
        what = Message("“{name}”没有更新式。", "“{name}” has no next value.").filled(name=same(lonely))
    hint = Message("写上 初值 … = … 和 更新 … = …。", "Write: start … = … and next … = …")
    _report(declaration, span_of_head(declaration), what, hint, assembly)
    return None


def _bound(declaration: Declaration, repetition: str, id_: str, tree: Branch, assembly: Assembly) -> bool:
    """Give a state its next value, which must be of the kind of its start."""
    state, lowering = assembly.calculations[id_], assembly.lowering(declaration)
    if not isinstance(state.type, NumberType):
        lowering.wrong_type(state.expression, Message("一个数", "a number"))
        return False
    selection_tree = selection_of(tree)
    if selection_tree is not None:
        selection = lower_selection(lowering, selection_tree)
        if selection is None or not _of_same_rows(declaration, state, selection, assembly):
            return False
        lowering = lowering.inside(selection.scope)
    following = lowering.number(next(branch for branch in branches(tree) if branch.data != "for_each"))
    if following is None or agree(lowering, (state.expression, state.type), following) is None:
        return False
    span = span_of(declaration, tree)
    expression = Repeated(repetition, id_, state.expression, following[0], state.type, span)
    assembly.calculations[id_] = replace(state, expression=expression)
    return True


def _of_same_rows(declaration: Declaration, state: Calculation, selection: Selection, assembly: Assembly) -> bool:
    if selection.filter is None and selection.row == state.row:
        return True
    what = Message("更新式的行与初值不同。", "The rows are not called as those of the start.")
    hint = Message("写成 凡 {table} {row}。", "Write: for each {table} {row}")
    slots = {"table": state.table or "", "row": state.row}
    _report(declaration, selection.span, what, hint.filled(**slots), assembly)
    return False


def _fits(declaration: Declaration, states: tuple[str, ...], unit: Unit | None, assembly: Assembly) -> bool:
    """Whether the tolerance measures what the states measure; a plain number is a share of each."""
    if unit is None or unit.dimension.is_none:
        return True
    for id_ in states:
        type_ = assembly.calculations[id_].type
        if isinstance(type_, NumberType) and type_.dimension not in {None, unit.dimension}:
            assembly.problems.add(
                kinds.UNIT_MISMATCH,
                span_of(declaration, next(branches(declaration.tree, "settled"))),
                Message("“{name}”是{found}，允差 {unit} 不适用。", "“{name}” is {found}; {unit} does not fit.").filled(
                    name=same(id_), found=type_words(type_), unit=unit.symbol
                ),
                hint=Message("写成相对值，例如 0.0000001 %。", "Write a share of the value, such as 0.0000001 %."),
            )
            return False
    return True
