"""How an inventory is written: names outside the tables of a standard, and words that every value may use.

Whoever reads inventories and whoever describes them to others take these from here, so that the two agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import TEXT, NumberType
from refcf_rules.source.message import Message, same

VERSION: Final = "1"
STANDARD: Final = Message("标准", "standard")
EDITION: Final = Message("版本", "edition")
COMPANY: Final = Table(
    "company",
    Message("企业", "company"),
    (
        Field("name", Message("名称", "name"), TEXT),
        Field("site", Message("厂区", "site"), TEXT),
        Field("place", Message("地域", "place"), TEXT),
    ),
    single=True,
)

FACTOR: Final = "factor"
"""The group of fields that an activity writes as a mapping of its own."""

VALUE: Final = Message("值", "value")
VALUE_ALSO: Final = "数值"
UNIT: Final = Message("单位", "unit")
YES: Final = frozenset({"yes", "true", "是"})
NO: Final = frozenset({"no", "false", "否"})

_GROUP_LABELS: Final = {FACTOR: Message("因子", "factor")}


def group_label(group: str) -> Message:
    """What people call the mapping that holds a group of fields."""
    return _GROUP_LABELS.get(group, same(group))


def groups_of(fields: Iterable[Field]) -> tuple[str, ...]:
    """What stands before the point of ids such as ``factor.value``, each once."""
    return tuple(dict.fromkeys(field.id.partition(".")[0] for field in fields if "." in field.id))


def short_label(field: Field, group: Message) -> Message:
    """Inside the mapping of its group a field is also called without it: 值 for 因子值."""
    zh = field.label.zh.removeprefix(group.zh).removeprefix("的")
    en = field.label.en.removeprefix(f"{group.en} ")
    for link in ("of", "in"):
        en = en.removesuffix(f" {link} the {group.en}")
    return Message(zh, en)


def main_numbers(fields: Iterable[Field]) -> tuple[str, ...]:
    """Those that a key ``unit`` beside them belongs to; a calorific value states its own."""
    return tuple(
        field.id for field in fields if field.type == NumberType(None) and not field.derived and field.id != NCV
    )


def is_worked_out(table: Table) -> bool:
    """Whether nothing of the table is ever typed in."""
    return bool(table.fields) and all(field.derived for field in table.fields)
