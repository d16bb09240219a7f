"""Chinese words written without blanks: cut with the words of the language, in the hint only."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from refcf_rules.language.keyword import keywords
from refcf_rules.language.mistakes.kinds import GLUED_WORDS
from refcf_rules.language.mistakes.place import HAN_RUN, Place
from refcf_rules.model.choice import CHOICES
from refcf_rules.model.core_tables import CORE_TABLES
from refcf_rules.source.message import Message, same

_TEXT: Final = re.compile(r'"[^"]*"|[“”＂][^“”＂]*[“”＂]|「[^」]*」|(?://|／／).*')
_COST_OF_WORD, _COST_OF_SINGLE_WORD, _COST_OF_UNKNOWN = 1, 4, 3
_LONGEST_RUN: Final = 200


def glued_words(place: Place) -> bool:
    """Offer the line with blanks if the words here are several words of the language."""
    start = len(place.before) - len(_han_before(place.before))
    line = place.before + place.after
    run = HAN_RUN.match(line, start)
    if run is None or len(run.group()) > _LONGEST_RUN or len(pieces(run.group())) == 1:
        return False
    return place.tell(
        GLUED_WORDS,
        len(run.group()),
        Message("“{word}”连写了几个词。", "“{word}” runs several words together.").filled(word=same(run.group())),
        Message("写成：{spaced}", "Write: {spaced}").filled(spaced=same(spaced(line))),
        back=len(place.before) - start,
    )


def _han_before(text: str) -> str:
    found = re.search(rf"{HAN_RUN.pattern}$", text)
    return found.group() if found else ""


def spaced(line: str) -> str:
    """The line with blanks between the words of each run of Chinese, outside texts and comments."""
    parts, end = [], 0
    for text in _TEXT.finditer(line):
        parts += [_spaced_code(line[end : text.start()]), text.group()]
        end = text.end()
    return "".join([*parts, _spaced_code(line[end:])]).strip()


def _spaced_code(code: str) -> str:
    cut = HAN_RUN.sub(lambda run: " ".join(pieces(run.group())), code)
    cut = re.sub(
        rf"(?<={HAN_RUN.pattern[:-1]})(?=[0-9０-９A-Za-z])|(?<=[0-9０-９A-Za-z%％‰])(?={HAN_RUN.pattern[:-1]})",
        " ",
        cut,
    )
    return cut.replace(" 的", "的")


def pieces(run: str) -> tuple[str, ...]:
    """A run of Chinese as words of the language and names between them, as few as possible.

    Words of one character count only where they save much: 设 in 设备数 is no keyword.
    """
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(run) + 1):
        options = [_with_unknown(best[end - 1], run[end - 1])]
        options += [
            (best[end - len(word)][0] + cost, (*best[end - len(word)][1], word))
            for word, cost in _words().items()
            if run.endswith(word, 0, end) and len(word) <= end
        ]
        best.append(min(options, key=lambda option: option[0]))
    return tuple(piece.lstrip("?") for piece in best[-1][1])


def _with_unknown(so_far: tuple[int, tuple[str, ...]], char: str) -> tuple[int, tuple[str, ...]]:
    cost, words = so_far
    if words and words[-1].startswith("?"):
        return cost + _COST_OF_UNKNOWN, (*words[:-1], words[-1] + char)
    return cost + _COST_OF_UNKNOWN + 1, (*words, f"?{char}")


@cache
def _words() -> dict[str, int]:
    labels = [choice.label.zh for choice in CHOICES] + [option.label.zh for one in CHOICES for option in one.options]
    labels += [table.label.zh for table in CORE_TABLES]
    labels += [field.label.zh for table in CORE_TABLES for field in table.fields]
    known = [word for word in labels if HAN_RUN.fullmatch(word)] + [keyword.zh for keyword in keywords()]
    return {word: _COST_OF_WORD if len(word) > 1 else _COST_OF_SINGLE_WORD for word in known}
