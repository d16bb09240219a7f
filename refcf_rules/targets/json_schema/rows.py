"""Schemas about the rows of a list, and about the one row of a section."""

from __future__ import annotations

from refcf_rules.model.field import Table
from refcf_rules.targets.json_schema.schema import ALWAYS, NEVER, Schema, any_of, reference, written
from refcf_rules.targets.json_schema.typed_text import names_typed


def some_row(table: Table, row: Schema) -> Schema:
    """That a row of the list fits."""
    return NEVER if row == NEVER else written(names_typed(table.spellings), {"type": "array", "contains": row})


def every_row(table: Table, row: Schema) -> Schema:
    """That every row of the list fits, if there are any; a key that is typed unusually may be the list."""
    if row == ALWAYS:
        return ALWAYS
    return {"properties": {key: {"items": row} for key in names_typed(table.spellings)}, **reference("plain-names")}


def the_row(table: Table, row: Schema, *, of_nothing: bool) -> Schema:
    """That the one row of a section fits; ``of_nothing`` says whether an empty row does, which may be left out."""
    if row == NEVER:
        return NEVER
    names = names_typed(table.spellings)
    if row == ALWAYS:
        return ALWAYS
    if of_nothing:
        return {"properties": dict.fromkeys(names, row), **reference("plain-names")}
    return any_of([written(names, {"type": "object", "allOf": [row]})])
