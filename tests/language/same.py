"""Whether two standards mean the same: everything but places, the hash of the text and how numbers were spelt."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from refcf_rules.source.text import Span


def meaning(thing: object) -> object:
    """A value as nested tuples, without places and hashes."""
    if isinstance(thing, Span):
        return "somewhere"
    if is_dataclass(thing) and not isinstance(thing, type):
        return (
            type(thing).__name__,
            *((one.name, meaning(getattr(thing, one.name))) for one in fields(thing) if one.name != "digest"),
        )
    if isinstance(thing, tuple):
        return tuple(meaning(one) for one in thing)
    return thing
