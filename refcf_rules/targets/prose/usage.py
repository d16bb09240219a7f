"""What a rule or formula is made of, and what is made of it: links from each quantity to its users and back."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Link, Place, joined, text

_MOST: Final = 8
_MORE: Final = Message("等 {count} 处", "and more, {count} in all")


def quantities_of(context: Context, requirement: Requirement) -> Inlines:
    """The numbers, formulas and tables that a rule uses, each linked to the clause that defines it."""
    parts = (requirement.filter, requirement.condition, requirement.expression)
    ids = dict.fromkeys(id_ for part in parts if part is not None for id_ in context.named(part))
    return _listed(context, [_number(context, id_) for id_ in ids])


def users_of(context: Context, id_: str) -> Inlines:
    """The rules and formulas that use a number, a formula or a table of the standard."""
    return _listed(context, [_user(context, one) for one in context.users.get(id_, ())])


def _number(context: Context, id_: str) -> Inlines:
    return (Link(text(_name(context, id_)), Place("number", id_)),)


def _user(context: Context, id_: str) -> Inlines:
    rule = context.requirements.get(id_)
    return _number(context, id_) if rule is None else (Link(text(context.say(rule.label)), Place("rule", id_)),)


def _name(context: Context, id_: str) -> str:
    calculation = context.calculations.get(id_)
    if calculation is not None:
        return context.say(calculation.label)
    found = context.lookups.get(id_)
    return context.say(found.label) if found is not None else context.scalar(id_)


def _listed(context: Context, links: list[Inlines]) -> Inlines:
    shown = joined(links[:_MOST], context.say(Message("、", ", ")))
    if len(links) <= _MOST:
        return shown
    return (*shown, *text(" " + context.say(_MORE.filled(count=len(links)))))
