"""Names of pages and anchors: ASCII, safe as Windows file names, the same in both languages."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]+")
# Device names of Windows, which may not be file names whatever their suffix; index pages of mkdocs.
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index|readme")


def anchor(kind: str, id_: str) -> str:
    """The anchor of a place: ``rule-cut_off.each``."""
    return f"{kind}-{spelled(id_)}"


def spelled(id_: str) -> str:
    """An id in plain ASCII; Chinese names go the way of internet names, ``取舍`` → ``xn--…``."""
    return ".".join(_label(part) for part in id_.split("."))


def _label(part: str) -> str:
    if _PLAIN.fullmatch(part):
        return part
    coded = part.encode("punycode").decode("ascii")
    return "xn--" + re.sub(r"[^A-Za-z0-9-]", lambda found: f"{ord(found.group()):x}", coded)


def file_name(id_: str) -> str:
    """A file name without suffix: no capitals (``CO2`` is ``--c--o2``), no device name, no index page.

    A name of the language has no double hyphen and does not begin with a digit, so nothing collides.
    """
    name = re.sub(r"[A-Z]", lambda found: f"--{found.group().lower()}", spelled(id_).replace(".", "-"))
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def own_page(name: str) -> str:
    """The file name of a page that is no clause of anybody: no clause begins with a digit."""
    return f"0-{file_name(name)}"
