"""Schemas with a name: each is written once among the definitions and referred to from there on."""

from __future__ import annotations

import json
import re
from typing import Final

from refcf_rules.targets.json_schema.schema import ALWAYS, NEVER, Schema, reference

_LONGEST: Final = 60


class Vocabulary:
    """The named schemas of one document, in the order of their first use."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._definitions: dict[str, Schema] = {}

    @property
    def definitions(self) -> tuple[tuple[str, Schema], ...]:
        """All of them."""
        return tuple(self._definitions.items())

    def named(self, words: str, schema: Schema) -> Schema:
        """A reference to the schema, under a name made of the words; equal schemas share one name."""
        if schema in (ALWAYS, NEVER) or schema.keys() == {"$ref"}:
            return schema
        key = json.dumps(schema, sort_keys=True)
        if key not in self._names:
            name = self._free(re.sub(r"[^A-Za-z0-9_.]+", "-", words)[:_LONGEST].strip("-."))
            self._names[key] = name
            self._definitions[name] = schema
        return reference(self._names[key])

    def _free(self, name: str) -> str:
        """The name, with a number if another schema has it; ``is.`` keeps it apart from names of tables."""
        first = f"is.{name}"
        found, number = first, 1
        while found in self._definitions:
            number += 1
            found = f"{first}.{number}"
        return found
