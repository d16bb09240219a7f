"""The names of things in the language of the document: fields, tables, options, parameters by their value."""

from __future__ import annotations

from dataclasses import dataclass

from refcf_rules.model.expression import NumberLiteral
from refcf_rules.model.number import Status
from refcf_rules.model.types import ChoiceType, Type
from refcf_rules.source.message import Message
from refcf_rules.targets.prose import patterns
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Bound, Inlines, Link, Place, filled, joined, text


@dataclass(frozen=True, slots=True)
class Labels:
    """Names as inlines."""

    context: Context

    def filled(self, pattern: Message, **slots: Inlines) -> Inlines:
        """A pattern of the document's language, filled."""
        return filled(self.context.say(pattern), **slots)

    def option(self, type_: Type, value: str) -> Inlines:
        """An option or a text, in quotation marks."""
        return self.filled(patterns.WORDS["quoted"], option=text(self.label(type_, value)))

    def label(self, type_: Type, value: str) -> str:
        """The label of an option, or the text itself."""
        return self.context.say(self.context.names.option(type_, value))

    def table(self, table: str) -> Inlines:
        """The label of a table, which names one of its rows."""
        return text(self.context.say(self.context.names.table(table)))

    def field(self, table: str, field: str) -> Inlines:
        """The label of a field or calculated column."""
        return text(self.context.say(self.context.names.column(table, field)))

    def parameter(self, id_: str) -> Inlines:
        """A parameter by the number it holds; by its name when it has several or is worked out."""
        found = self.context.parameters[id_]
        place = Place("number", id_)
        name = self.context.say(found.label)
        if len(found.values) != 1:
            return (Link(text(name), place),)
        dated = found.values[0]
        match dated.value:
            case NumberLiteral(value=number):
                return (Bound(self.context.quantity(number, found.unit), place),)
            case None:
                supplied = dated.provenance.status is Status.COMPANY_MUST_SUPPLY
                gap = patterns.TO_BE_SUPPLIED if supplied else patterns.TO_BE_SET
                return (Link(text(name), place), Bound(self.context.say(gap), place, open=True))
            case _:
                return (Link(text(name), place),)

    def options(self, type_: Type, options: tuple[str, ...]) -> Inlines:
        """Some options, any of which is meant; by the name that covers them all where there is one."""
        wider = self.wider(type_, options)
        if wider is not None:
            return self.filled(patterns.WORDS["quoted"], option=text(wider))
        *most, last = [self.option(type_, one) for one in options]
        if not most:
            return last
        return (*joined(most, self.context.say(patterns.COMMA)), *text(self.context.say(patterns.OR_LAST)), *last)

    def wider(self, type_: Type, options: tuple[str, ...]) -> str | None:
        """The name that covers just these options: fuel, electricity and heat are energy."""
        if not isinstance(type_, ChoiceType) or len(options) == 1:
            return None
        found = self.context.names.wider.get((type_.choice, frozenset(options)))
        return self.context.say(found) if found is not None else None
