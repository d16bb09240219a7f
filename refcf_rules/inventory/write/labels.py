"""What tables, fields and options are called in files that people open: ids, or labels where those are as clear."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from refcf_rules.inventory.names import Name, folded
from refcf_rules.inventory.read_shape import Shape, table_name
from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field, Table
from refcf_rules.source.message import Language, Message

_FILE_NAME: Final = re.compile(r"[\w()（）-]+(?: [\w()（）-]+)*")
_RESERVED: Final = re.compile(r"(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]")


class Labels:
    """Chooses names for one standard. In English the ids serve, which are plain English words."""

    def __init__(self, language: Language, tables: Iterable[Table], choices: Iterable[Choice]) -> None:
        self._language = language
        self._tables = {
            folded(text).casefold(): each for each in reversed(list(tables)) for text in table_name(each).all
        }
        self._choices = {choice.id: choice for choice in choices}

    def word(self, name: Name) -> str:
        """A name that is always known: its id, or its label."""
        return name.id if self._language == "en" else name.label.zh

    def table(self, table: Table) -> str:
        """The name of a table, which is also that of a file on any system."""
        label = table.label.zh
        is_clear = self._tables.get(folded(label).casefold()) is table
        if self._language == "en" or not is_clear or not _FILE_NAME.fullmatch(label) or _RESERVED.fullmatch(label):
            return table.key or table.id
        return label

    def field(self, field: Field, shape: Shape) -> str:
        """The name of a column."""
        label = field.label.zh
        is_clear = shape.slots.get(folded(label)) == field
        return label if self._language == "zh" and is_clear else field.id

    def option(self, choice: str, id_: str) -> str:
        """The name of an option."""
        known = self._choices.get(choice)
        option = known.find(id_) if known else None
        if self._language == "en" or known is None or option is None or known.find(folded(option.label.zh)) != option:
            return id_
        return option.label.zh

    def truth(self, truth: bool) -> str:  # noqa: FBT001 -- the value itself
        """Yes or no."""
        return Message("是", "yes").text(self._language) if truth else Message("否", "no").text(self._language)
