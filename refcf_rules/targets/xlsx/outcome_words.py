"""Formulas that say in words what cells hold as codes: outcomes of rules, and values that cannot be had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.book import Colouring, Tone
from refcf_rules.targets.xlsx.calculation.requirements import (
    NOT_APPLICABLE,
    NOT_CHECKED,
    NOT_DECIDABLE,
    SATISFIED,
    VIOLATED,
)
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Text
from refcf_rules.targets.xlsx.setting import Setting

OUTCOMES: Final[Mapping[str, Message]] = {
    VIOLATED: Message("不满足", "violated"),
    NOT_DECIDABLE: Message("无法判定", "not decidable"),
    SATISFIED: Message("满足", "satisfied"),
    NOT_APPLICABLE: Message("不适用", "not applicable"),
    NOT_CHECKED: Message("本表不判", "not checked here"),
}
_VERDICTS: Final[Mapping[str, Message]] = {
    VIOLATED: Message("结论：不满足标准要求", "Verdict: the requirements are violated"),
    NOT_DECIDABLE: Message("结论：无法判定，还缺数据", "Verdict: not decidable, data are missing"),
    SATISFIED: Message("结论：满足标准要求", "Verdict: the requirements are satisfied"),
}
_UNKNOWN: Final = Message("无法判定", "not decidable")
_INAPPLICABLE: Final = Message("不适用", "not applicable")


def is_code(cell: Formula, code: str) -> Formula:
    """Whether a cell holds an outcome."""
    return Infix("=", cell, Text(code))


def outcome_words(cell: Cell, setting: Setting) -> Formula:
    """An outcome as people say it."""
    return _chosen(cell, OUTCOMES, setting)


def verdict_words(cell: Cell, setting: Setting) -> Formula:
    """The verdict as a sentence."""
    return _chosen(cell, _VERDICTS, setting)


def shown_value(missing: Formula, value: Formula, setting: Setting, applies: Formula | None = None) -> Formula:
    """A number; words in its place where ``missing`` is #N/A, or where it does not apply."""
    shown = Call("IF", (Call("ISNA", (missing,)), Text(setting.say(_UNKNOWN)), value))
    if applies is None:
        return shown
    return Call("IF", (applies, shown, Text(setting.say(_INAPPLICABLE))))


def outcome_colours(area: Area, setting: Setting) -> tuple[Colouring, ...]:
    """Red, amber and green for a whole area after the outcome in its first cell."""
    return _coloured(area, OUTCOMES, setting)


def verdict_colours(area: Area, setting: Setting) -> tuple[Colouring, ...]:
    """The same after the verdict in the first cell."""
    return _coloured(area, _VERDICTS, setting)


def _coloured(area: Area, words: Mapping[str, Message], setting: Setting) -> tuple[Colouring, ...]:
    """By the words in the cell itself: a condition about another sheet is not for every version of Excel."""
    cell = Cell(area.sheet, area.first_row, area.first_column, fixed=True)
    tones: tuple[tuple[str, Tone], ...] = ((VIOLATED, "red"), (NOT_DECIDABLE, "amber"), (SATISFIED, "green"))
    return tuple(Colouring(area, is_code(cell, setting.say(words[code])), tone) for code, tone in tones)


def _chosen(cell: Cell, words: Mapping[str, Message], setting: Setting) -> Formula:
    codes = tuple(words)
    found: Formula = Text(setting.say(words[codes[-1]]))
    for code in reversed(codes[:-1]):
        found = Call("IF", (is_code(cell, code), Text(setting.say(words[code])), found))
    return found
