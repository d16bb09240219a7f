"""What could not be understood of an inventory: a code, a JSON pointer, and what it is about."""

from __future__ import annotations

MOST_FAULTS = 20
_SHOWN_CHARACTERS = 40


class Fault:
    """One fault. ``about`` is what it is about, in Chinese and English; its title stands in the data, by code.

    ``at_key`` says that it is shown at the key, not at the value.
    """

    __slots__ = ("about", "at_key", "code", "pointer")

    def __init__(self, code: str, pointer: str, about: tuple[str, str] = ("", ""), *, at_key: bool = False) -> None:
        self.code = code
        self.pointer = pointer
        self.about = about
        self.at_key = at_key


def shown(text: str) -> str:
    """A person's own text, short enough and printable for one line of a message."""
    line = "".join(char if char.isprintable() else " " for char in text[: _SHOWN_CHARACTERS + 1])
    return line if len(line) <= _SHOWN_CHARACTERS else line[:_SHOWN_CHARACTERS] + "…"


def quoted(text: str) -> tuple[str, str]:
    """A person's own text as what a fault is about."""
    return (f"“{shown(text)}”",) * 2


def below_pointer(pointer: str, key: str) -> str:
    """The JSON pointer (RFC 6901) of what stands under a key."""
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
