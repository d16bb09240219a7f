"""What every sheet is written from: the standard, its layout, what was typed, and the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from refcf_rules.model.field import Field, Table
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import COMPANY
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.layout import Column, Layout
from refcf_rules.sheets.lists import OptionList, list_of, lists_of
from refcf_rules.sheets.titles import LONGEST, as_title, distinct
from refcf_rules.sheets.wording import SheetLanguage, shown
from refcf_rules.source.message import LANGUAGES, Language, Message, same
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import plain
from refcf_rules.targets.prose.reach import reach_of
from refcf_rules.targets.prose.sentence import sentence_of

OWN_TITLES: Final = (
    *(Message("说明", "Guide"), Message("标准因子库", "Factor library"), Message("数据质量", "Data quality")),
    *(Message("计算", "Calculation"), Message("结果", "Results"), Message("校验", "Checks")),
    Message("审核签字", "Sign-off"),
)
"""What the sheets beside those of inputs are called; no stage may be."""
CORE: Final = "core"
"""The part of clauses that the language itself brings; they have no number."""


@dataclass(frozen=True)
class Setting:
    """One workbook that is to be written."""

    standard: Standard
    layout: Layout
    inputs: Inputs
    language: SheetLanguage

    def say(self, text: Message) -> str:
        """A text in one line."""
        return shown(text, self.language)

    def name(self) -> str:
        """The standard by number and title, in one language."""
        part = self.standard.part
        title = part.title.text("en" if self.language == "en" else "zh") or part.title.zh or part.title.en
        return f"{part.number}  {title}"

    def label(self, text: Message) -> str:
        """A text that stands by itself: an English one begins with a capital."""
        said = self.say(text)
        return said[:1].upper() + said[1:] if said[:2].islower() else said

    def stacked(self, text: Message) -> str:
        """A label for a heading: the English below the Chinese where both are shown."""
        if self.language != "both" or text.zh == text.en:
            return self.label(text)
        return f"{text.zh}\n{text.en}"

    @cached_property
    def sheet_titles(self) -> dict[str, str]:
        """The titles of the sheets of inputs by id, as they stand on the tabs; told apart where two would be alike."""
        titles = distinct((*map(self._tab, OWN_TITLES), *(self._tab(sheet.title) for sheet in self.layout.sheets)))
        inputs = titles[len(OWN_TITLES) :]
        return {sheet.id: title.zh for sheet, title in zip(self.layout.sheets, inputs, strict=True)}

    def tab(self, title: Message) -> str:
        """The title of a sheet of the workbook's own."""
        return self._tab(title).zh

    def _tab(self, title: Message) -> Message:
        """Both languages where they fit, else the Chinese one."""
        text = self.say(title)
        return same(as_title(same(text if len(text) <= LONGEST else title.zh)).zh)

    @cached_property
    def lists(self) -> tuple[OptionList, ...]:
        """What inputs are chosen from."""
        return lists_of(self.standard, self.layout, self.language)

    @cached_property
    def flows(self) -> tuple[str, ...]:
        """The flows that the library has factors for."""
        return tuple(sorted({factor.flow for factor in self.standard.factors if factor.flow}))

    @cached_property
    def contexts(self) -> dict[Language, Context]:
        """The standard as its prose is written in each language."""
        return {language: Context(self.standard, language) for language in LANGUAGES}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables of the inventory by id, the company among them."""
        return {table.id: table for table in (COMPANY, *self.standard.tables)}

    @cached_property
    def read_by(self) -> dict[tuple[str, str], tuple[Requirement, ...]]:
        """The requirements that read a field themselves, by table and field."""
        found: dict[tuple[str, str], list[Requirement]] = {}
        for requirement in self.standard.requirements:
            for column in reach_of(self.contexts["zh"], requirement).direct:
                found.setdefault(column, []).append(requirement)
        return {column: tuple(requirements) for column, requirements in found.items()}

    def list_of(self, column: Column, part: str) -> OptionList | None:
        """The list that a column is chosen from."""
        return list_of(column, part, self.lists)

    def option(self, choice: str, id_: str | None) -> str:
        """The label of an option; an empty text where there is none."""
        label = self.contexts["zh"].names.options.get((choice, id_ or ""))
        return (id_ or "") if label is None else self.say(label)

    def sentence(self, requirement: Requirement) -> Message:
        """What a requirement asks, in both languages."""
        zh, en = (plain(sentence_of(self.contexts[language], requirement)).strip() for language in LANGUAGES)
        return Message(zh, en)

    def clause(self, id_: str) -> Message:
        """A clause as it is cited: number and title, with the number of its part where the series has several."""
        clause = self.standard.clause(id_)
        if clause is None:
            return Message("", "")
        number = "" if clause.part == CORE else f"{clause.number} "
        title = Message(clause.title.zh or clause.title.en, clause.title.en or clause.title.zh)
        return Message(f"{number}{title.zh}", f"{number}{title.en}")

    def part_number(self, clause: str) -> str:
        """The number of the part of the series in which a clause stands."""
        found = self.standard.clause(clause)
        return next((part.number for part in self.standard.parts if found and part.id == found.part), "")

    def field(self, table: str, field: str) -> Field | None:
        """A field by table and id."""
        return next((each for each in self.tables[table].fields if each.id == field), None)
