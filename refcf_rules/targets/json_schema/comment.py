"""What a schema says of itself: everything that it cannot express, by name and with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.conditions import Condition
from refcf_rules.targets.json_schema.said import Reason
from refcf_rules.targets.target import Refusal

NOT_SAID: Final = Message(
    "本模式不接受的，读入程序也不接受，或者违反下面未列出的“应”。它不能表达、留给读入程序的："
    "同一项的两种写法不得并存；编号不得重复；引用的行必须存在；结束不早于开始；"
    "用“·”“^”或括号组成的单位、写成 kg/t 一类的比例是否存在、"
    "量是否相符；以文字写出且带指数的数是否超限；键、选项和文字中的全角字母等（NFKC 折叠后才相同的写法）；一切计算。",
    "What this schema refuses, the reader refuses too, or it violates a *shall* that is not listed below. Not "
    "expressible and left to the reader: that two spellings of one field do not stand together; that ids are "
    "unique; that referenced rows exist; that the end is not before the start; that units put together with “·”, "
    "“^” or brackets, and shares like kg/t, exist and measure the right thing; limits of numbers written as text "
    "with an exponent; full-width letters and the like in keys, options and texts (what only NFKC folding makes "
    "equal); anything calculated.",
)
_WHOLLY: Final = Message("没有表达的规定（{why}）", "Requirements that are not expressed ({why})")
_PARTLY: Final = Message(
    "只部分表达的规定（{why}；有把握时才不接受）",
    "Requirements that are expressed in part ({why}; refused only where that is certain)",
)
_IN_PART: Final = Message("只部分表达：{why}。", "Expressed in part: {why}.")
_NOT_AT_ALL: Final = Message("没有表达：{why}。", "Not expressed: {why}.")
_CALCULATES: Final = Message("JSON Schema 不做计算。", "JSON Schema calculates nothing.")
_BETWEEN: Final = Message("；", "; ")


def comment(conditions: Iterable[Condition]) -> str:
    """The text of ``$comment``, in both languages."""
    listed: dict[tuple[bool, tuple[Reason, ...]], list[str]] = {}
    for one in conditions:
        if not one.is_whole:
            listed.setdefault((one.demand is not None, one.reasons), []).append(one.requirement.id)
    lines = [NOT_SAID.zh, NOT_SAID.en]
    for (partly, reasons), ids in listed.items():
        words = (_PARTLY if partly else _WHOLLY).filled(why=_why(reasons))
        lines += [f"{words.zh}：{', '.join(ids)}", f"{words.en}: {', '.join(ids)}"]
    return "\n".join(lines)


def refusals(standard: Standard, conditions: Iterable[Condition]) -> tuple[Refusal, ...]:
    """What the target leaves out, wholly or in part."""
    refused = [
        Refusal(one.requirement.construct, one.requirement.id, _refused(one)) for one in conditions if not one.is_whole
    ]
    refused += [Refusal(one.construct, one.id, _CALCULATES) for one in standard.calculations]
    refused += [Refusal("emission", one.id, _CALCULATES) for one in standard.emissions]
    if standard.grading:
        refused.append(Refusal("grade", standard.grading.of, _CALCULATES))
    return tuple(refused)


def _refused(condition: Condition) -> Message:
    pattern = _NOT_AT_ALL if condition.demand is None else _IN_PART
    return pattern.filled(why=_why(condition.reasons))


def _why(reasons: tuple[Reason, ...]) -> Message:
    zh, en = (
        between.join(words)
        for between, words in (
            (_BETWEEN.zh, [reason.words.zh for reason in reasons]),
            (_BETWEEN.en, [reason.words.en for reason in reasons]),
        )
    )
    return Message(zh, en)
