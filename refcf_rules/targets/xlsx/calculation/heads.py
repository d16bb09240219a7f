"""What stands beside each value: clause, label, the formula in words, unit, in the language of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from refcf_rules.model.expression import Expression
from refcf_rules.model.field import Field
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType, Type
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.sheets.wording import SheetLanguage, shown
from refcf_rules.source.message import LANGUAGES, Language, Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import plain
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.xlsx.calculation.lowerer import Where
from refcf_rules.targets.xlsx.calculation.row_sheet import Head

_CORE = "core"


@dataclass(frozen=True)
class Heads:
    """The words of one workbook."""

    standard: Standard
    language: SheetLanguage

    @cached_property
    def contexts(self) -> dict[Language, Context]:
        """The standard as its prose is written in each language."""
        return {language: Context(self.standard, language) for language in LANGUAGES}

    def say(self, text: Message) -> str:
        """A text in one line."""
        return shown(Message(text.zh or text.en, text.en or text.zh), self.language)

    @property
    def separator(self) -> str:
        """What stands between the items of a list."""
        return "; " if self.language == "en" else "、"

    def words(self, of: Expression, row: str) -> str:
        """An expression in words."""
        said = [plain(Writer(self.contexts[language], row or None).words(of)) for language in LANGUAGES]
        return self.say(Message(*said))

    def clause(self, id_: str) -> str:
        """The number of a clause."""
        clause = self.standard.clause(id_)
        return "" if clause is None or clause.part == _CORE else str(clause.number)

    def unit(self, of: Type, unit: Unit | None = None) -> str:
        """The unit in which a number of a row is held: the canonical one."""
        if not isinstance(of, NumberType) or of.dimension is None or of.dimension.is_none:
            return ""
        return canonical_unit(of.dimension).symbol if unit is None else unit.symbol

    def of_expression(self, of: Expression, where: Where) -> Head:
        """A helping value."""
        return Head("", self.words(of, where.row), unit=self.unit(of.type))

    def of_field(self, field: Field | None, label: Message) -> Head:
        """A typed value."""
        return Head(self.say(label), unit="" if field is None else self.unit(field.type))
