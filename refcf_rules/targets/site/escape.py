"""Text of a standard made safe: for HTML, for a Markdown heading, for a title that themes unescape."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from typing import Final

_MARKDOWN: Final = re.compile(r"[\\`*_{}\[\]()#+!|~^=:$<>&\"']")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Themes take the entities of a title away again (striptags), so that what opens a tag must not be there at all.
_FULL_WIDTH: Final = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "＂"})


@lru_cache(maxsize=10_000)  # a site says the same few thousand things a hundred thousand times
def html(text: str) -> str:
    """Text between tags or in a double-quoted attribute; no line break, no control character."""
    return escape(_one_line(text), quote=True)


@lru_cache(maxsize=10_000)
def html_inside(text: str) -> str:
    """Text within a line, whose outer blanks matter."""
    return escape(_BLANKS.sub(" ", _CONTROL.sub("", text)), quote=True)


def code(text: str) -> str:
    """An id between tags, which may break after a dot or an underscore."""
    return re.sub(r"([._])(?=\w)", r"\1<wbr>", html(text))


def heading(text: str) -> str:
    """Text of a Markdown heading: every character that Markdown reads becomes an entity."""
    return _MARKDOWN.sub(lambda found: f"&#{ord(found.group())};", title(text))


def title(text: str) -> str:
    """A title, harmless however often a theme escapes or unescapes it."""
    return _one_line(text).translate(_FULL_WIDTH)


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", _CONTROL.sub("", text)).strip()


def quoted(text: str) -> str:
    """A string as YAML and JSON both read it."""
    return json.dumps(_CONTROL.sub("", text), ensure_ascii=False)
