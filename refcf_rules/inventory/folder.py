"""An inventory that is a folder of files, handed on as one sequence of bytes like every other.

What is packed depends on the names and contents of the files alone, and so does its digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.quantities.spelling import folded

SINGLE_VALUES: Final = ("inventory", "清单")
"""What the file of single values is called; the folder that holds it is an inventory."""
ENDINGS: Final = (".csv", ".tsv")
_MARK: Final = b"\0refcf folder\n"  # no text begins so
_LEFT_BY_THE_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini"})


def is_single_values(name: str) -> bool:
    """Whether a file of this name makes its folder an inventory."""
    stem, ending = _split(name)
    return ending in ENDINGS and stem in SINGLE_VALUES


def is_left_by_the_system(name: str) -> bool:
    """Whether the name is one of those that file managers and open programs leave in folders."""
    return name.startswith((".", "~$")) or name.casefold() in _LEFT_BY_THE_SYSTEM


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in the order of their names, in one."""
    pieces = [_MARK]
    for name in sorted(files):
        pieces += [f"{len(files[name])} {name}\n".encode("utf-8", "backslashreplace"), files[name]]
    return b"".join(pieces)


def is_packed(data: bytes) -> bool:
    """Whether these are files of a folder."""
    return data.startswith(_MARK)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files again. What was cut off is not there."""
    files: dict[str, bytes] = {}
    at = len(_MARK)
    while (end := data.find(b"\n", at)) >= 0:
        size, _, name = data[at:end].decode("utf-8", "replace").partition(" ")
        if not size.isdecimal():
            break
        at = end + 1 + int(size)
        files[name] = data[end + 1 : at]
    return files


def stem_of(name: str) -> str | None:
    """The name of a file of cells without its ending, as names are compared; none for other files."""
    stem, ending = _split(name)
    return stem if ending in ENDINGS else None


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return folded(stem).casefold(), f"{dot}{ending}".casefold()
