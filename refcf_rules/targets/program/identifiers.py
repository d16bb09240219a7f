"""Names of variables and functions: the ids of the standard, made fit for programming languages."""

from __future__ import annotations

import keyword
import re
import unicodedata
from typing import Final

# Reserved in JavaScript, or taken by what both runtimes and programs call their own.
_RESERVED_WORDS: Final = (
    "await break case catch class const continue debugger default delete do else enum export extends false "
    "finally for function if implements import in instanceof interface let new null package private "
    "protected public return static super switch this throw true try typeof var void while with yield "
    "arguments eval undefined NaN Infinity abs bool dict float int len list max min set str sum tuple type "
    "range enumerate zip round isinstance object state document data row index use key value "
)
_RESERVED: Final = frozenset(_RESERVED_WORDS.split())


class Identifiers:
    """Hands out names, each once."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)

    def fresh(self, *parts: str) -> str:
        """A name made of parts that nobody has yet."""
        wanted = plain_identifier("_".join(parts))
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name


def plain_identifier(text: str) -> str:
    """The text with everything that no name may hold as ``_``; never a reserved word."""
    name = re.sub(r"\W", "_", unicodedata.normalize("NFKC", text)).strip("_") or "unnamed"
    if not name.isidentifier():
        name = f"n_{name}"
    if name in _RESERVED or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name = f"{name}_"
    return name
