"""Schemas of the numbers that are certainly on one side of a limit, in whatever form they are written.

Certainly: a text with an exponent or with a unit made of several is never said to be beyond anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

from refcf_rules.model.field import Field
from refcf_rules.model.measure import CARBON_CONTENT
from refcf_rules.quantities.dimension import NONE
from refcf_rules.targets.json_schema.decimals import Side, beyond, last_double
from refcf_rules.targets.json_schema.number_text import (
    ANY_SIGN,
    BLANKS,
    MINUS,
    NOT_ZERO,
    NUMBER,
    PLUS,
    TEMPERATURE,
    UNIT_NAMES,
    VALUE_NAMES,
    ZERO,
    Scale,
    dimension_of,
    is_measured,
    scales,
)
from refcf_rules.targets.json_schema.schema import GIVEN, NEVER, Schema, all_of, any_of, none_of, written
from refcf_rules.targets.json_schema.unit_text import spellings_pattern

Holds = Callable[[float], bool]
Sign = Literal["negative", "zero", "positive", "not zero"]

_SIGN: Final[dict[Side, str]] = {"above": PLUS, "below": f"(?:{PLUS}|{MINUS}{ZERO})"}
_SIGNED: Final[dict[Sign, tuple[Schema, str]]] = {
    "negative": ({"exclusiveMaximum": 0}, f"{MINUS}{NOT_ZERO}"),
    "zero": ({"const": 0}, f"{ANY_SIGN}{ZERO}"),
    "positive": ({"exclusiveMinimum": 0}, f"{PLUS}{NOT_ZERO}"),
    "not zero": ({"not": {"const": 0}}, f"{ANY_SIGN}{NOT_ZERO}"),
}


def more_than(field: Field, holds: Holds) -> Schema:
    """The shares of a whole, of either sign, of which ``holds`` is true of large ones."""
    return _beyond(field, holds, "above", ANY_SIGN)


def beyond_limit(field: Field, holds: Holds, side: Side) -> Schema:
    """The numbers on that side of a limit above zero; ``holds`` judges a canonical value."""
    if dimension_of(field) is None or field.sign == "any":
        return NEVER
    return _beyond(field, holds, side, _SIGN[side])


def beside_limit(field: Field, holds: Holds, side: Side) -> Iterator[tuple[Schema, Schema]]:
    """The same for a number whose unit stands in a cell of its own: pairs of schemas of the unit and the number."""
    if dimension_of(field) is None or field.sign == "any" or not is_measured(field):
        return
    for scale in _scales(field):
        last = _last(scale, holds, side)
        if last is not None:
            pattern = rf"^\s*(?:{spellings_pattern([*scale.spellings])})\s*$"
            yield {"type": "string", "pattern": pattern}, _bare(last, side, _SIGN[side])


def of_sign(field: Field, sign: Sign) -> Schema:
    """The numbers of this sign; not of temperatures, whose units begin at different points."""
    if dimension_of(field) == TEMPERATURE:
        return NEVER
    number, start = _SIGNED[sign]
    text: Schema = {"type": "string", "pattern": rf"^\s*{start}{NUMBER}(?![0-9０-９])"}
    alone: Schema = any_of([{"type": "number", **number}, text])
    return any_of([alone, {"type": "object", **written(VALUE_NAMES, alone)}])


def _beyond(field: Field, holds: Holds, side: Side, sign: str) -> Schema:
    known = [(scale, last) for scale in _scales(field) if (last := _last(scale, holds, side)) is not None]
    texts = [f"{beyond(last, side)}{_unit(scale)}" for scale, last in known]
    if not texts:
        return NEVER
    complete: Schema = {"type": "string", "pattern": rf"^\s*{sign}(?:{'|'.join(texts)})\s*$"}
    apart = [all_of([written(VALUE_NAMES, _bare(last, side, sign)), _in(scale)]) for scale, last in known]
    bare = [_number(last, side, sign) for scale, last in known if scale.unit is None]
    inside = any_of([written(VALUE_NAMES, {**complete, **_with_unit()}), *apart])
    return any_of([*bare, complete, {"type": "object", **_grouped(inside)}])


def _scales(field: Field) -> Iterator[Scale]:
    of = dimension_of(field)
    if of is None:
        return
    if not is_measured(field):
        yield Scale(None)
    yield from scales(of)
    if of == CARBON_CONTENT:
        yield from scales(NONE)


def _last(scale: Scale, holds: Holds, side: Side) -> float | None:
    return last_double(lambda value: holds(scale.canonical(value)), side)


def _unit(scale: Scale) -> str:
    return "" if scale.unit is None else f"{BLANKS}(?:{spellings_pattern([*scale.spellings])})"


def _with_unit() -> Schema:
    """A text with its unit inside, which a unit in a cell of its own can only repeat."""
    return {"not": {"pattern": r"[0-9０-９]\s*$"}}


def _in(scale: Scale) -> Schema:
    if scale.unit is None:
        return none_of(written(UNIT_NAMES, GIVEN))
    pattern = rf"^\s*(?:{spellings_pattern([*scale.spellings])})\s*$"
    return written(UNIT_NAMES, {"type": "string", "pattern": pattern})


def _bare(last: float, side: Side, sign: str) -> Schema:
    text: Schema = {"type": "string", "pattern": rf"^\s*{sign}{beyond(last, side)}\s*$"}
    return any_of([_number(last, side, sign), text])


def _number(last: float, side: Side, sign: str) -> Schema:
    if side == "below":
        return {"type": "number", "maximum": last, "minimum": 0}
    over: Schema = {"type": "number", "minimum": last}
    return any_of([over, {"type": "number", "maximum": -last}]) if sign == ANY_SIGN else over


def _grouped(schema: Schema) -> Schema:
    return schema if len(schema) > 1 or "anyOf" in schema or "allOf" in schema else {"allOf": [schema]}
