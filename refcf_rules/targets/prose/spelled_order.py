"""The order of an alphabetical index: Chinese by its sounds (汉语拼音), English by its letters."""

from __future__ import annotations

import unicodedata

from pypinyin import Style, lazy_pinyin

from refcf_rules.source.message import Language

OTHER = "#"
"""What stands above entries that begin with no letter."""


def letters_of(text: str, language: Language) -> tuple[tuple[str, ...], str]:
    """What a text is put in order by: a syllable with its tone for each Chinese character, else the letters."""
    if language == "zh":
        syllables = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
        return tuple(one.lower() for one in syllables), text
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return (plain.lower(),), text


def initial_of(text: str, language: Language) -> str:
    """The capital letter under which a text stands in an index."""
    letters, _ = letters_of(text, language)
    first = "".join(letters)[:1].upper()
    return first if first.isascii() and first.isalpha() else OTHER
