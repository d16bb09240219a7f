"""JSON values as the emitter builds them, and their bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from refcf_rules.source.message import Message

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Schema = dict[str, Json]

NULL: Final[Schema] = {"type": "null"}
GIVEN: Final[Schema] = {"not": {"type": "null"}}
ALWAYS: Final[Schema] = {}
NEVER: Final[Schema] = {"not": {}}


def both(message: Message) -> str:
    """A text in both languages, for the one place that other tools show."""
    return message.zh if message.zh == message.en else f"{message.zh} · {message.en}"


def titled(title: Message, description: Message | None = None) -> Schema:
    """Title and description, each in both languages."""
    shown: Schema = {"title": both(title)}
    return shown if description is None else {**shown, "description": both(description)}


def reference(name: str) -> Schema:
    """A reference to a definition of the same schema; its name is kept free of what a pointer escapes."""
    return {"$ref": f"#/$defs/{name}"}


def texts(values: Iterable[str]) -> list[Json]:
    """A list of texts, each once, in the order given."""
    return list(dict.fromkeys(values))


def one_of(values: Iterable[Json]) -> Schema:
    """One of the values listed."""
    listed = [*values]
    return {"enum": listed} if listed else NEVER


def any_of(schemas: Iterable[Schema]) -> Schema:
    """One of several: what never holds is left out, and one that always holds is enough."""
    kept = _distinct(one for one in schemas if one != NEVER)
    if ALWAYS in kept:
        return ALWAYS
    if not kept:
        return NEVER
    return kept[0] if len(kept) == 1 else {"anyOf": [*kept]}


def all_of(schemas: Iterable[Schema]) -> Schema:
    """All of several: what always holds is left out, and one that never holds is enough."""
    kept = _distinct(one for one in schemas if one != ALWAYS)
    if NEVER in kept:
        return NEVER
    if not kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else {"allOf": [*kept]}


def none_of(schema: Schema) -> Schema:
    """The opposite."""
    if schema == ALWAYS:
        return NEVER
    return ALWAYS if schema == NEVER else {"not": schema}


def refused(schema: Schema) -> Schema:
    """What fits is refused: one test after the other, so that most rows are done after the first."""
    parts = schema.get("allOf")
    if not isinstance(parts, list) or len(schema) > 1:
        return none_of(schema)
    tests = [part for part in parts if isinstance(part, dict)]
    refusal = none_of(tests[-1])
    for test in reversed(tests[:-1]):
        refusal = {"if": test, "then": refusal}
    return refusal


def written(names: Iterable[str], value: Schema) -> Schema:
    """That one of the names is a key here and its value fits."""
    return any_of({"required": [name], "properties": {name: value}} for name in dict.fromkeys(names))


def encoded(schema: Schema) -> bytes:
    """The same bytes for the same schema: UTF-8, LF, keys in the order they were built, a definition a line."""
    lines = ",\n".join(f"{_line(key)}: {_members(value)}" for key, value in schema.items())
    return f"{{\n{lines}\n}}\n".encode()


def _members(value: Json) -> str:
    """An object or a list with one member a line; what is inside them stays on the line."""
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f" {_line(key)}: {_line(each)}" for key, each in value.items()) + "\n}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(f" {_line(each)}" for each in value) + "\n]"
    return _line(value)


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _distinct(schemas: Iterable[Schema]) -> list[Schema]:
    kept: list[Schema] = []
    for one in schemas:
        if one not in kept:
            kept.append(one)
    return kept
