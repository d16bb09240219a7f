"""The examples of a rule as they were run in this build: what was put in, what came out, how far from the limit."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.evidence import Case, Judged
from refcf_rules.model.example import Example
from refcf_rules.model.expression import Comparison
from refcf_rules.model.requirement import Requirement
from refcf_rules.quantities.number import format_quantity
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context, once
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
    Tone,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.edits import edit_words, edited_column
from refcf_rules.targets.prose.reach import reach_of
from refcf_rules.targets.prose.selection import conjuncts
from refcf_rules.targets.prose.unit_text import counted

_RUN: Final = Message("示例（已在本次生成中执行）", "Examples, executed in this build")
_RUN_BEFORE: Final = Message(
    "示例（修改规则以前执行的结果）", "Examples, as they came out before the rules were edited"
)
_NOT_RUN: Final = Message("示例（本次生成没有执行）", "Examples, not executed in this build")
_HEADER: Final = (
    Message("示例", "Example"),
    Message("填写的数据", "What was put in"),
    Message("计算", "What came out"),
    Message("判定", "Verdict"),
    Message("与限值的距离", "Distance from the limit"),
)
_GROUPS: Final[dict[str, tuple[Message, Tone]]] = {
    "satisfied": (Message("满足", "satisfied"), "good"),
    "boundary": (Message("临界", "on the limit"), "open"),
    "violated": (Message("不满足", "violated"), "warn"),
    "not decidable": (Message("无法判定", "not decidable"), "open"),
}
_COUNT: Final = Message("{group} {count}", "{group} {count}")
_NONE_YET: Final[dict[str, Message]] = {
    "satisfied": Message("尚无满足的示例。", "No satisfying example yet."),
    "boundary": Message("尚无恰在限值上的示例。", "No boundary example yet."),
    "violated": Message("尚无不满足的示例。", "No violating example yet."),
}
_AS_IT_IS: Final = Message("原样", "as it is")
_MORE_EDITS: Final = Message("等 {count} 处", "and more, {count} in all")
_MORE: Final = Message(
    "共 {count} 个示例执行了本条规则；全部见{page}。", "{count} examples exercise this rule; all are in {page}."
)
_PAGE: Final = Message("示例", "Worked examples")
_ON: Final = Message("恰在限值上", "on the limit")
_WITHIN: Final = Message("距限值 {share}", "{share} from the limit")
_BEYOND: Final = Message("越过限值 {share}", "{share} beyond the limit")
_CROSSED: Final = Message("（改动使其越过）", " (the change crossed it)")
_OTHERWISE: Final = Message("与示例所写不一致", "not as the example states")
_ROW: Final = Message("“{row}”：", "“{row}”: ")
_PERCENT: Final = parse_unit("%")
_MOST: Final[dict[str, int]] = {"satisfied": 2, "boundary": 2, "violated": 3, "not decidable": 1}
_MOST_EDITS: Final = 3


@once
def cases_of(context: Context, requirement: Requirement) -> dict[str, tuple[Case, ...]]:
    """The executed examples that exercise a rule, by kind; those made for the rule first, the closest before others."""
    reach = reach_of(context, requirement)
    read = {*reach.direct, *reach.through}

    def order(case: Case) -> tuple[bool, bool, float]:
        if not case.is_made_for_it:
            return True, True, abs(case.judged.margin or 0)
        own = all(edited_column(context, edit) in read for edit in case.example.edits)
        return False, not own, abs(case.judged.margin or 0)

    cases = sorted(context.cases.get(requirement.id, ()), key=order)
    return {name: tuple(one for one in cases if one.group == name) for name in _GROUPS}


def telling(cases: dict[str, tuple[Case, ...]]) -> tuple[Case, ...]:
    """The few of each kind that a page shows."""
    return tuple(one for name in _GROUPS for one in cases[name][: _MOST[name]])


def worked_examples(context: Context, requirement: Requirement) -> tuple[Details, ...]:
    """The examples of a rule, folded; without any run, those that are made to violate it."""
    cases = cases_of(context, requirement)
    if not any(cases.values()):
        return _declared(context, requirement)
    with_limit: tuple[str, ...] = ("satisfied", "boundary", "violated")
    wanted = tuple(one for one in with_limit if one != "boundary" or _has_limit(requirement))
    chips = joined((_chip(context, name, len(cases[name])) for name in _GROUPS if cases[name] or name in wanted), " ")
    rows = tuple(_row(context, one) for one in telling(cases))
    blocks: list[Block] = [slim(Table("", tuple(map(context.say, _HEADER)), rows))]
    missing = " ".join(context.say(_NONE_YET[name]) for name in wanted if not cases[name])
    blocks.extend([Paragraph(text(missing))] if missing else ())
    total = sum(map(len, cases.values()))
    if total > len(rows):
        blocks.append(Paragraph(_more(context, total)))
    when = _RUN_BEFORE if context.standard.id in context.evidence.outdated else _RUN
    return (Details((Text(f"{context.say(when)} "), *chips), tuple(blocks)),)


def _more(context: Context, total: int) -> Inlines:
    before, _, after = context.say(_MORE.filled(count=total, page="{page}")).partition("{page}")
    return (Text(before), Link(text(context.say(_PAGE)), Place("page", "examples")), Text(after))


def _has_limit(requirement: Requirement) -> bool:
    """Whether the rule compares with a limit, so that an example can stand just on it."""
    found = conjuncts(requirement.expression)
    return any(isinstance(one, Comparison) and one.operator in {"<=", "<", ">=", ">"} for one in found)


def _chip(context: Context, name: str, count: int) -> Inlines:
    words, tone = _GROUPS[name]
    return (Tag(context.say(_COUNT.filled(group=words, count=count)), tone if count else "plain"),)


def _row(context: Context, case: Case) -> tuple[Inlines, ...]:
    words, tone = _GROUPS[case.judged.outcome]
    verdict: Inlines = (Tag(context.say(words), tone),)
    if not case.is_as_stated:
        verdict = (*verdict, Text(" "), Tag(context.say(_OTHERWISE), "warn"))
    return (
        (Link(text(context.title(case.example.label)), Place("example", case.example.id)),),
        text(_put_in(context, case.example)),
        text(_came_out(context, case.judged)),
        verdict,
        text(_distance(context, case)),
    )


def _put_in(context: Context, example: Example) -> str:
    if not example.edits:
        return context.say(_AS_IT_IS)
    shown = [edit_words(context, one) for one in example.edits[:_MOST_EDITS]]
    more = len(example.edits) > _MOST_EDITS
    listed = context.say(Message("；", "; ")).join(shown)
    return f"{listed} {context.say(_MORE_EDITS.filled(count=len(example.edits)))}" if more else listed


def _came_out(context: Context, judged: Judged) -> str:
    if judged.shown is None:
        return ""
    shown = counted(context.say(judged.shown), context.language)
    named = bool(judged.row) and judged.row not in shown
    return f"{context.say(_ROW.filled(row=judged.row))}{shown}" if named else shown


def _distance(context: Context, case: Case) -> str:
    margin = case.judged.margin
    if margin is None or case.judged.outcome == "not decidable":
        return ""
    if case.judged.is_on_the_limit:
        return context.say(_ON)
    share = format_quantity(abs(margin), _PERCENT, 3)
    if margin > 0:
        return context.say(_WITHIN.filled(share=share))
    before = case.before.margin if case.before is not None else None
    crossed = context.say(_CROSSED) if before is not None and before >= 0 else ""
    return f"{context.say(_BEYOND.filled(share=share))}{crossed}"


def _declared(context: Context, requirement: Requirement) -> tuple[Details, ...]:
    """What the examples state that they come to, where no run is at hand."""
    groups: dict[str, list[Example]] = {
        "satisfied": [one for one in context.standard.examples if one.satisfied][:1],
        "violated": [one for one in context.standard.examples if requirement.id in one.violates],
        "not decidable": [one for one in context.standard.examples if requirement.id in one.not_decidable],
    }
    if not any(groups.values()):
        return ()
    rows = tuple(
        (
            (Link(text(context.title(one.label)), Place("example", one.id)),),
            text(_put_in(context, one)),
            (Tag(context.say(_GROUPS[name][0]), _GROUPS[name][1]),),
        )
        for name, found in groups.items()
        for one in found[: _MOST[name]]
    )
    header = (context.say(_HEADER[0]), context.say(_HEADER[1]), context.say(_HEADER[3]))
    chips = joined((_chip(context, name, len(found)) for name, found in groups.items() if found), " ")
    return (Details((Text(f"{context.say(_NOT_RUN)} "), *chips), (slim(Table("", header, rows)),)),)
