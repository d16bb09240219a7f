"""JSON values as the emitter builds them, and their bytes."""

from __future__ import annotations

import json
from typing import Final

from refcf_rules.source.message import Message

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Schema = dict[str, Json]

NULL: Final[Schema] = {"type": "null"}
GIVEN: Final[Schema] = {"not": {"type": "null"}}


def titled(message: Message) -> Schema:
    """The title in Chinese, with the English one beside it."""
    return {"title": message.zh, "x-en": message.en}


def reference(name: str) -> Schema:
    """A reference to a definition of the same schema."""
    return {"$ref": f"#/$defs/{name}"}


def texts(values: list[str]) -> list[Json]:
    """A list of texts, each once, in the order given."""
    return list(dict.fromkeys(values))


def any_of(schemas: list[Schema]) -> Schema:
    """One of several; a single one stands for itself."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": [*schemas]}


def all_of(schemas: list[Schema]) -> Schema:
    """All of several; a single one stands for itself."""
    return schemas[0] if len(schemas) == 1 else {"allOf": [*schemas]}


def written(names: tuple[str, ...], value: Schema) -> Schema:
    """That one of the names is a key here and its value fits."""
    keys = dict.fromkeys(names)
    return any_of([{"required": [name], "properties": {name: value}} for name in keys])


def encoded(schema: Schema) -> bytes:
    """The same bytes for the same schema: UTF-8, LF, two blanks, keys in the order they were built."""
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
