"""Damage to the text of a document: what a reader of JSON must refuse, or read in spite of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Final

from refcf_rules.inventory.limits import DEPTH, NUMBER_CHARACTERS

Damage = Callable[[str, Random], bytes]


def _cut(text: str, random: Random) -> bytes:
    return text[: random.randrange(len(text))].encode()


def _drop_character(text: str, random: Random) -> bytes:
    place = random.randrange(len(text))
    return (text[:place] + text[place + 1 :]).encode()


def _replace(text: str, random: Random) -> bytes:
    pairs = (
        ('"', "“"), (":", "："), (",", "，"), ("{", "{,"), ("}", ",}"), ("]", ",]"), ('": ', '": NaN, "x": '),
        ('": ', '": Infinity, "x": '), ('": ', '": 01, "x": '), ('": ', '": 1., "x": '), ('": ', '": +1, "x": '),
        ('": ', '": .5, "x": '), ('": ', "': "), ('": ', '": True, "x": '), ('": ', '": 0x10, "x": '),
        ("{", "{ // c\n"),
        ('": "', '": "\\x'), ('": "', '": "\\ud800'), ('": "', '": "\n'), ('": "', '": "\x00'), ('": "', '": "\\u00'),
    )  # fmt: skip
    old, new = random.choice(pairs)
    places = [index for index in range(len(text)) if text.startswith(old, index)]
    place = random.choice(places or [0])
    return (text[:place] + new + text[place + len(old) :]).encode("utf-8", "surrogatepass")


def _twice(text: str, random: Random) -> bytes:
    """A key that stands twice in one mapping."""
    document = json.loads(text)
    key = random.choice(list(document)) if isinstance(document, dict) and document else "refcf"
    return f"{text[:1]}{json.dumps(key)}: 1, {text[1:]}".encode()


def _deep(text: str, random: Random) -> bytes:
    depth = DEPTH + random.choice((-2, -1, 0, 1, 200, 100_000))
    return f'{text[:1]}"x": {"[" * depth}{"]" * depth}, {text[1:]}'.encode()


def _long_number(text: str, random: Random) -> bytes:
    number = random.choice(("1" * NUMBER_CHARACTERS, "1" * (NUMBER_CHARACTERS + 1), "1e400", "-1e400", "1e-400", "1E5"))
    return f'{text[:1]}"x": {number}, {text[1:]}'.encode()


def _encoding(text: str, random: Random) -> bytes:
    match random.randrange(6):
        case 0:
            return b"\xef\xbb\xbf" + text.encode()
        case 1:
            return text.encode("utf-16")
        case 2:
            return text.encode("gb18030")
        case 3:
            place = random.randrange(len(text))
            return text[:place].encode() + b"\xff\xfe\x80" + text[place:].encode()
        case 4:
            return b"\x00" * random.choice((1, 40)) + text.encode()
        case _:
            return text.replace("\n", "\r\n").replace(", ", ",\r\n\t").encode()


def _nothing(text: str, random: Random) -> bytes:
    return random.choice((b"", b" \n", b"null", b"[]", b"{}", b'"text"', b"1", b"true", text.encode() + text.encode()))


def _escaped(text: str, random: Random) -> bytes:  # noqa: ARG001 -- the signature of damages
    return json.dumps(json.loads(text), ensure_ascii=True, indent=1).encode()


DAMAGES: Final[tuple[Damage, ...]] = (
    _cut, _drop_character, _replace, _replace, _replace, _twice, _deep, _long_number, _encoding, _encoding, _nothing,
    _escaped,
)  # fmt: skip
"""Each makes bytes of a text; most of them no inventory."""
