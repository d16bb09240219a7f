"""Words the language does not know: those of other languages, misspelt keywords, names with blanks."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.heads import IN_CLAUSE, TOP_LEVEL
from refcf_rules.language.keyword import Keyword, keyword_by_id, keywords
from refcf_rules.language.mistakes.kinds import SYNTAX, UNKNOWN_WORD
from refcf_rules.language.mistakes.place import WORD, Place, is_keyword
from refcf_rules.language.problems import near_names
from refcf_rules.source.message import Message, same

# What people write, and the keyword that means it. GB/T 1.1—2020 annex C for 应, 宜 and 可.
_OTHER_WORDS: Final = {
    "SHALL": "应当 必须 须 需要 需 must has_to required_to",
    "SHOULD": "建议 推荐 ought_to",
    "MAY": "可以 允许 can",
    "AT_MOST": "不超过 不高于 不多于 不得超过 最多 至多 小于等于 小于或等于 ≤ <= ≦ not_more_than no_more_than up_to max maximum",
    "AT_LEAST": "不低于 不少于 最少 至少 大于等于 大于或等于 ≥ >= ≧ not_less_than no_less_than min minimum",
    "BELOW": "低于 少于 不足 < less_than under smaller_than lower_than",
    "ABOVE": "高于 超过 多于 > more_than greater_than over higher_than exceeds",
    "IS": "== 等于 是 equals =",
    "IS_NOT": "!= ≠ <> 不等于 不是 isnt",
    "IS_ONE_OF": "in 在",
    "AND": "&& & 并且 以及 与 和 及 , ， 、",
    "OR": "|| | 或者",
    "NOT": "! 没有 不",
    "FOR_EACH": "对每个 对于每个 对每一个 对于 每一 所有 foreach for_every for_all all",
    "WHEN": "如果 在 provided_that",
    "WHERE": "条件 with such_that",
    "IF": "如果 如 when",
    "IF_NOT": "否则提示 提示 otherwise else message",
    "REQUIRE": "须满足 必须 requires assert ensure check",
    "BECAUSE": "原因 因为 reason",
    "SOURCE": "来源 出处 reference",
    "FROM": "介于 between",
    "TO": "～ ~ - – — 至 and",
    "SUM_OF": "求和 总和 sum total total_of",
    "AVERAGE_OF": "平均值 mean average",
    "GREATEST_OF": "最大值 max",
    "LEAST_OF": "最小值 min",
    "COUNT_OF": "计数 数量 count number_of",
    "ROUND": "四舍五入",
    "ROUNDED_TO": "修约至 保留到",
    "EXCLUDE": "排除 不含 excludes",
    "EXCLUDED": "排除",
    "RULE": "要求 requirement",
    "TEXT": "正文 paragraph",
    "CLAUSE": "章 条 节 section chapter",
    "CUT_OFF": "取舍 cutoff cut_off",
    "OPTIONAL": "可选项 非必备",
    "REQUIRED": "必需 必须 必选 mandatory",
    "TIMES": "x X ×",
}
_BEGINS: Final = frozenset(
    {"WHEN", "REQUIRE", "WHERE", "SUM_OF", "AVERAGE_OF", "GREATEST_OF", "LEAST_OF", "COUNT_OF", "FOR_EACH"}
)
_COMMENT: Final = re.compile(r"#|--|/\*|;;|<!--")


def comment(place: Place) -> bool:
    """A comment of another language."""
    found = _COMMENT.match(place.after)
    if found is None or place.before.strip():
        return False
    return place.tell(
        SYNTAX,
        found.end(),
        Message("注释以 // 开头。", "A comment begins with //."),
        Message("写成 // ……", "Write: // …"),
    )


def other_word(place: Place) -> bool:
    """A word or sign that means a keyword which fits here."""
    for written, id_ in _other_words():
        if place.accepts(id_) and re.match(written, place.after, re.IGNORECASE):
            word = re.match(written, place.after, re.IGNORECASE)
            return place.tell(
                UNKNOWN_WORD,
                word.end() if word else 1,
                Message("这里不写“{word}”。", "“{word}” is not written here.").filled(
                    word=same(word.group() if word else "")
                ),
                Message("写“{keyword}”。", "Write “{keyword}”.").filled(keyword=_shown(id_)),
            )
    return False


def double_equals(place: Place) -> bool:
    """``a == b``: the second sign."""
    if place.before[-1:] not in ("=", "＝") or place.after[:1] not in ("=", "＝"):
        return False
    return place.tell(
        SYNTAX,
        2,
        Message("相等写“为”。", "Equality is written “is”."),
        Message("写“为”，或只写一个 =。", "Write is, or one = only."),
        back=1,
    )


def comma_between_conditions(place: Place) -> bool:
    """``require a is given, b is given``: the rule goes on after a comma."""
    if not place.accepts("REQUIRE") or not re.match("[,，、；;]", place.after):
        return False
    return place.tell(
        SYNTAX,
        1,
        Message("条件之间不用逗号。", "Conditions are not joined with a comma."),
        Message("写“且”或“或”。", "Write and, or or."),
    )


def other_word_before(place: Place) -> bool:
    """``sum b.mass``, ``如果 i.amount``: a word that was read as a name, and then nothing fitted."""
    before = re.search(rf"({WORD.pattern})[ \t]+$", place.before)
    if before is None:
        return False
    for written, id_ in _other_words():
        if id_ in _BEGINS and re.fullmatch(written, before[1], re.IGNORECASE):
            return place.tell(
                UNKNOWN_WORD,
                len(before[1]),
                Message("这里不写“{word}”。", "“{word}” is not written here.").filled(word=same(before[1])),
                Message("写“{keyword}”。", "Write “{keyword}”.").filled(keyword=_shown(id_)),
                back=len(before.group()),
            )
    return False


def _shown(id_: str) -> Message:
    keyword = keyword_by_id().get(id_)
    return Message(keyword.zh, keyword.en) if keyword else same("*")


def _other_words() -> list[tuple[str, str]]:
    pairs = [(word, id_) for id_, words in _OTHER_WORDS.items() for word in words.split(" ")]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return [(_pattern(word), id_) for word, id_ in pairs]


def _pattern(word: str) -> str:
    blanks = re.escape(word).replace("_", r"[ \t_]+")
    return rf"{blanks}(?![A-Za-z0-9_])" if word[-1].isascii() and word[-1].isalpha() else blanks


def misspelt(place: Place) -> bool:
    """A word near a keyword that fits here."""
    if not place.word or is_keyword(place.after):
        return False
    fitting = _fitting(place)
    lower = [one.en for one in fitting if one.en == place.word.lower()]
    spellings = [spelling for one in fitting for spelling in (one.en, one.zh)]
    near = lower or [name for name in near_names(place.word, spellings) if name != place.word]
    if not near:
        return False
    return place.tell(
        UNKNOWN_WORD,
        len(place.word),
        Message("这里不认识“{word}”。", "“{word}” is not known here.").filled(word=same(place.word)),
        Message("是不是 {names}？", "Perhaps {names} was meant.").filled(names=same(" / ".join(near))),
    )


def _fitting(place: Place) -> tuple[Keyword, ...]:
    heads = {*TOP_LEVEL, *IN_CLAUSE}
    ids = {name.removeprefix("_") for name in place.accepted} if place.accepted else heads
    return tuple(keyword for keyword in keywords() if keyword.id in ids)


def name_with_blanks(place: Place) -> bool:
    """``rule factor of energy zh …``: a name of several words."""
    before = re.search(rf"({WORD.pattern})[ \t]+$", place.before)
    if before is None or not place.accepts("ZH") or not place.word:
        return False
    words = re.match(rf"(?:(?!(?:zh|en)\b|中文|英文){WORD.pattern}[ \t]*)+", place.after)
    if words is None:
        return False
    name = "_".join([before[1], *words.group().split()])
    return place.tell(
        SYNTAX,
        len(words.group().rstrip()),
        Message("名称里不能有空格，或少了“中文”“英文”。", "A name has no blanks; or zh or en is missing here."),
        Message("名称写成 {name}。", "Write the name as {name}.").filled(name=same(name)),
    )
