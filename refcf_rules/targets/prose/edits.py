"""What an example changes in the inventory it starts from, by the names people use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.example import Edit
from refcf_rules.model.field import Field, Table
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.unit_text import counted

_REMOVED: Final = Message("删去{what}", "without {what}")
_SET: Final = Message("{what}改为 {value}", "{what} set to {value}")
_OF: Final = Message("{whole}的{part}", "{part} of {whole}")
_ROW: Final = Message("{table}“{row}”", "{table} “{row}”")

_WHOLE_FACTOR: Final = Message("因子", "factor")


def edited_column(context: Context, edit: Edit) -> tuple[str, str] | None:
    """The field that an edit changes; ``None`` for a whole row or section."""
    table = None
    for name in edit.path:
        table = _table(context, name, table) or table
    field = None if table is None else table.field(".".join(edit.path[-2:])) or table.field(edit.path[-1])
    return None if table is None or field is None else (table.id, field.id)


def edit_words(context: Context, edit: Edit) -> str:
    """One edit: the field, whose it is, and its new value."""
    what, field = _named(context, edit.path)
    if edit.action == "remove":
        return context.say(_REMOVED.filled(what=what))
    value = edit.value if field is None else context.say(context.names.option(field.type, edit.value))
    value = counted(value, context.language)
    return context.say(_SET.filled(what=what, value=value))


def _named(context: Context, path: tuple[str, ...]) -> tuple[str, Field | None]:
    """The path in words, and the field at its end if it leads to one."""
    words, field = "", None
    for word, field in _steps(context, path):  # noqa: B007 -- the last field is wanted
        words = context.say(_OF.filled(whole=words, part=word)) if words else word
    return words or ".".join(path), field


def _steps(context: Context, path: tuple[str, ...]) -> Iterator[tuple[str, Field | None]]:
    table, rest = _table(context, path[0], None), path[1:]
    if table is None:
        yield path[0], None
    while table is not None:
        row = () if table.single else rest[:1]
        rest = rest[len(row) :]
        if row:
            yield context.say(_ROW.filled(table=table.label, row=row[0])), None
        elif not rest:
            yield context.say(table.label), None
        inner = _table(context, rest[0], table) if rest else None
        if inner is None:
            break
        table, rest = inner, rest[1:]
    # What stands inside a factor is a field of the row by its whole name, such as factor.year.
    for name in (".".join(rest),) if table is not None and table.field(".".join(rest)) else rest:
        field = table.field(name) if table is not None else None
        label = field.label if field is not None else _WHOLE_FACTOR if name == "factor" else None
        yield (context.say(label) if label is not None else name), field


def _table(context: Context, name: str, parent: Table | None) -> Table | None:
    """The table of a section, or one nested in the rows of another."""
    own = None if parent is None else parent.id
    tables = context.standard.tables
    return next((one for one in tables if name in one.spellings and (own is None or one.parent == own)), None)
