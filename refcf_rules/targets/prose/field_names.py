"""Ids of fields in the sentences of a standard, replaced by what people call them."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inline, Inlines, Link, Place, Text

_ID: Final = re.compile(r"(?<![\w.@/“\"‘-])[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?(?![\w/@]|\.\w)")


def with_labels(context: Context, content: str, table: str | None = None) -> Inlines:
    """The sentence with each field by its label; fields of ``table`` may stand there without its name.

    An English sentence is full of words that are ids of fields too; there only what has a dot or a low line counts.
    """
    found: list[Inline] = []
    end = 0
    for match in _ID.finditer(content):
        column = _column(context, match.group(), table)
        if column is None:
            continue
        before = content[end : match.start()]
        found.extend(_text(_closed(context, before, after_label=bool(end))))
        found.append(Link((Text(_label(context, column)),), Place("field", ".".join(column))))
        end = match.end()
    rest = content[end:]
    return (*found, *_text(rest.lstrip(" ") if end and context.language == "zh" else rest))


def _text(content: str) -> tuple[Text, ...]:
    return (Text(content),) if content else ()


def _closed(context: Context, between: str, *, after_label: bool) -> str:
    """Chinese has no blanks around a label."""
    if context.language == "en":
        return between
    return between.strip(" ") if after_label else between.rstrip(" ")


def _column(context: Context, word: str, table: str | None) -> tuple[str, str] | None:
    owner, dot, name = word.partition(".")
    if dot:
        return (owner, name) if (owner, name) in context.fields else None
    if context.language == "en" and "_" not in word:
        return None
    if table is not None and (table, word) in context.fields:
        return table, word
    owners = [one for one in context.fields if one[1] == word] if "_" in word else []
    return owners[0] if owners else None


def _label(context: Context, column: tuple[str, str]) -> str:
    table, field = column
    single = any(one.id == table and one.single for one in context.standard.tables)
    return context.scalar(f"{table}.{field}") if single else context.say(context.names.column(table, field))
