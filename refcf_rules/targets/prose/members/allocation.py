"""Allocation: the key of each shared process as a formula, and the rules in a table."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Code, Inlines, Place, Symbols, Table, Target, Text, slim, text
from refcf_rules.targets.prose.provision import change_tag, requirements_table
from refcf_rules.targets.prose.typeset import Typesetter

_SHARED: Final = Message("共用过程的分配依据", "Allocation keys of shared processes")
_HEADER: Final = (
    Message("共用过程", "Shared process"),
    Message("分配依据（各共用者）", "Key (of each user)"),
    Message("符号", "Symbols"),
    Message("理由", "Why"),
    Message("编号", "Id"),
)
_RULES: Final = Message("分配规定", "Provisions on allocation")
_DASH: Final = Message("——", " — ")


def allocation_blocks(context: Context, requirements: tuple[Requirement, ...]) -> tuple[Block, ...]:
    """The requirements of an allocation, those of one clause."""
    keyed = tuple(one for one in requirements if key_id(one) in context.calculations)
    rest = tuple(one for one in requirements if one not in keyed)
    rows = tuple(_key_row(context, one) for one in keyed)
    table = slim(Table(context.say(_SHARED), tuple(map(context.say, _HEADER)), rows))
    return (*((table,) if rows else ()), *requirements_table(context, context.say(_RULES), rest))


def key_id(requirement: Requirement) -> str:
    """The calculated column that is the key of a shared process."""
    return f"pool_user.key_{requirement.id.removeprefix('allocation.')}"


def _key_row(context: Context, requirement: Requirement) -> tuple[Inlines, ...]:
    process = requirement.id.removeprefix("allocation.")
    label = context.names.options.get(("process", process))
    name = text(context.say(label)) if label is not None else text(process)
    changed = (Text(" "), change_tag(context, requirement.override)) if requirement.override else ()
    setter = Typesetter(context)
    math = setter.math(context.calculations[key_id(requirement)].expression)
    symbols: list[Inlines] = [
        (Symbols(where.symbol), Text(context.say(_DASH)), *where.meaning, *text(f" {where.unit}" if where.unit else ""))
        for where in setter.where.values()
    ]
    listed = tuple(one for index, part in enumerate(symbols) for one in ((*text("；" if index else ""), *part)))
    if context.language == "en":
        listed = tuple(Text("; ") if one == Text("；") else one for one in listed)
    reason = text(context.say(requirement.reason)) if requirement.reason else ()
    target = Target(Place("rule", requirement.id))
    return ((target, *name, *changed), (Symbols(math),), listed, reason, (Code(requirement.id),))
