"""What JSON would call a plain (unquoted) YAML value. Nothing is converted."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.inventory.document.nodes import JsonType

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS: Final = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NUMBER: Final = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# "Nan" and "Inf" are left out: they may be somebody's place or product.
_NOT_FINITE: Final = re.compile(r"[+-]?(?:\.inf|\.Inf|\.INF|inf|Infinity|\.nan|\.NaN|\.NAN|nan|NaN)")


def json_type_of(text: str) -> JsonType:
    """The type a plain value would have in JSON; ``yes``, dates and ``012`` are text."""
    if text in _NULLS:
        return "null"
    if text in _BOOLEANS:
        return "boolean"
    return "number" if _NUMBER.fullmatch(text) else "string"


def is_not_finite(text: str) -> bool:
    """Whether a plain value spells infinity or NaN, in YAML's way or in that of common exports."""
    return _NOT_FINITE.fullmatch(text) is not None
