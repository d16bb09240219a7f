"""What holds for one run: the language asked for or that of the system, and whether there are colours."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import LANGUAGES, Language, Message
from refcf_rules.source.render import Style

_WORD: Final = re.compile("[A-Za-z]{2,}")
_KEY: Final = re.compile(r"""(?m)(?:^\s*(?:- )?\s*|[{,]\s*)["']?[\w.]+["']?\s*:(?=\s)""")
_LOOKED_AT: Final = 100_000
_CHINESE_UI: Final = 0x04


@record
class Session:
    """``asked`` is whether ``--lang`` was given; messages about a file then do not follow the file."""

    language: Language
    asked: bool

    def style(self, *texts: str) -> Style:
        """How to speak about files with these texts, on standard output."""
        chinese = not self.asked and any(map(is_chinese, dict.fromkeys(texts)))
        return Style("zh" if chinese else self.language, _has_colours())

    def say(self, message: Message) -> str:
        """The wording in the language of this run."""
        return message.text(self.language)


def session_of(arguments: Sequence[str]) -> Session:
    """The session of a command line; a wrong ``--lang`` is refused later, in the language of the system."""
    for index, argument in enumerate(arguments):
        value = arguments[index + 1] if argument == "--lang" and index + 1 < len(arguments) else argument
        for language in LANGUAGES:
            if value in (language, f"--lang={language}") and argument.startswith("--lang"):
                return Session(language, asked=True)
    return Session(system_language(), asked=False)


def system_language() -> Language:
    """Chinese where the system speaks Chinese, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- exists for this one question on Windows

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return "zh" if primary == _CHINESE_UI else "en"
    return "en"


def is_chinese(text: str) -> bool:
    """Whether a file is written mainly in Chinese.

    The keys of an inventory are not counted: they are English in most Chinese files too. Two
    characters make about a word.
    """
    start = text[:_LOOKED_AT]
    if start.isascii():
        return False
    han = sum("\u3400" <= char <= "\u9fff" for char in start)
    if han == 0 or han >= len(_WORD.findall(start)):  # without the keys there are fewer words, never more
        return han > 0
    return han >= len(_WORD.findall(_KEY.sub(" ", start)))


def _has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
