"""The sheet 校验: every rule with its clause, its sentence, its live verdict, what to do, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.record import record
from refcf_rules.sheets.names import check_name
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.targets.prose.document import plain
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.provision import template_words
from refcf_rules.targets.xlsx.book import Colouring, Content, Name, Print, Sheet, Style
from refcf_rules.targets.xlsx.calculation.calculated import Index
from refcf_rules.targets.xlsx.calculation.requirements import NOT_DECIDABLE, SATISFIED, VIOLATED, RequirementCells
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Named, Number, Text
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import height_of
from refcf_rules.targets.xlsx.outcome_words import (
    OUTCOMES,
    is_code,
    outcome_colours,
    outcome_words,
    verdict_colours,
    verdict_words,
)
from refcf_rules.targets.xlsx.places import input_of, link_to, link_to_single, place_of_line
from refcf_rules.targets.xlsx.setting import CORE, Setting

CHECKS: Final = "checks"
TITLE: Final = Message("校验", "Checks")
MOST_SHOWN: Final = 8
"""So many open rules are shown on the guide."""

_HOW: Final = Message(
    "标准的每一条规则，边填边判定。用“结论”列的筛选按钮只看不满足的；点“位置”跳到要改的地方。",
    "Every rule of the standard, judged while you fill in. Filter by outcome; follow the links to the cells.",
)
_BANNER: Final = 3
_COUNTS: Final = 4
_HEADER: Final = 11
_FIRST: Final = _HEADER + 1
_PART, _CLAUSE, _RULE, _FORCE, _SENTENCE, _OUTCOME, _ROWS, _WHAT, _WHERE, _CODE, _RANK, _ID = range(12)
_COLUMNS: Final = (
    (Message("部分", "Part"), 14.0),
    (Message("条款", "Clause"), 23.0),
    (Message("规则", "Rule"), 22.0),
    (Message("程度", "Force"), 12.0),
    (Message("要求", "Requirement"), 62.0),
    (Message("结论", "Outcome"), 12.0),
    (Message("涉及行", "Rows"), 16.0),
    (Message("缺什么，怎么改", "What is missing, what to do"), 50.0),
    (Message("位置", "Where"), 22.0),
    (Message("代码", "code"), 4.0),
    (Message("序", "rank"), 4.0),
    (Message("编号", "id"), 24.0),
)
_RULES: Final = Message("条数", "Number of rules")
_FORCES: Final = (
    (Modality.SHALL, Message("要求（应）", "shall")),
    (Modality.SHOULD, Message("建议（宜）", "should")),
)
_MISSING: Final = Message("缺：", "Missing: ")
_INSERTED: Final = (
    Message("输入表里插入了 ", "Rows inserted among the inputs: "),
    Message(
        " 行，这里的结论没有算到它们：请移到空行，或用 refcf validate 判定。",
        ". They are not computed here: move them to empty rows, or judge by refcf validate.",
    ),
)
_VIOLATED_ROWS: Final = Message(" 行不满足", " violated")
_OPEN_ROWS: Final = Message(" 行待定", " open")
_LINE: Final = Message("第 {line} 行", "row {line}")


@record
class Checks:
    """The sheet, the names of its outcomes, and for the guide: the lines of open rules, as clause and problem."""

    sheet: Sheet
    names: tuple[Name, ...]
    open_rules: tuple[tuple[Formula, Formula], ...]


def checks_sheet(setting: Setting, index: Index) -> Checks:
    """The sheet; rules that the calculation refused are missing from it."""
    writing = _Writing(setting, index)
    writing.top()
    for requirement in writing.rules:
        writing.rule(requirement)
    return Checks(writing.sheet(), tuple(writing.names), tuple(writing.open_rules()))


class _Writing:
    def __init__(self, setting: Setting, index: Index) -> None:
        self.setting = setting
        self.index = index
        order = {clause.id: (clause.part == CORE, index) for index, clause in enumerate(setting.standard.clauses)}
        known = [each for each in setting.standard.requirements if each.id in index.requirements]
        self.rules = sorted(known, key=lambda each: order.get(each.clause, (True, len(order))))
        self.last = _FIRST + len(self.rules) - 1
        self.row = _FIRST
        self.cells = list(heading(setting, TITLE, _HOW))
        self.names: list[Name] = []
        self.colourings: list[Colouring] = []
        self.heights: list[tuple[int, float]] = [(0, 26.0), (_BANNER, 26.0), (_HEADER, 32.0)]

    # --- the top --------------------------------------------------------------------------------------

    def top(self) -> None:
        """The verdict, the counts by outcome, the headings."""
        say, verdict = self.setting.say, self.index.verdict
        self.cells.append(Content(_BANNER, 0, formula=verdict_words(verdict, self.setting), style="banner"))
        self.cells.extend(Content(_BANNER, column, None, style="banner") for column in range(1, _SENTENCE + 1))
        banner = Area(CHECKS, _BANNER, 0, _BANNER, _SENTENCE)
        self.colourings.extend(verdict_colours(banner, self.setting))
        columns = (_RULE, _FORCE)
        self._put(_COUNTS, _CLAUSE, say(_RULES), "heading")
        self.heights.append((_COUNTS, max(height_of(say(label), _COLUMNS[_FORCE][1]) for _, label in _FORCES)))
        for column, (_, label) in zip(columns, _FORCES, strict=True):
            self._put(_COUNTS, column, say(label), "heading")
        for index, code in enumerate(OUTCOMES, 1):
            self._put(_COUNTS + index, _CLAUSE, say(OUTCOMES[code]), "label")
            self.heights.append((_COUNTS + index, height_of(say(OUTCOMES[code]), _COLUMNS[_CLAUSE][1])))
            for column, (modality, _) in zip(columns, _FORCES, strict=True):
                self._formula(_COUNTS + index, column, self._count(say(modality.words), code), "integer")
        self._inserted()
        for column, (label, _) in enumerate(_COLUMNS):
            self._put(_HEADER, column, self.setting.stacked(label), "heading")
        self._put(_HEADER, _RANK, 0, "heading")

    def _inserted(self) -> None:
        """A warning in red while rows that people inserted are not computed: names grow with them."""
        counted: Formula = Number(0)
        rows = 0
        for sheet in self.setting.layout.sheets:
            for block in sheet.blocks:
                cells = Named(block.columns[0].name)
                all_of_them = Infix("*", Infix("=", cells, cells), Number(1))
                counted = Infix("+", counted, Call("SUMPRODUCT", (all_of_them,)))
                rows += block.rows
        before, after = (self.setting.say(text) for text in _INSERTED)
        more = Infix("-", counted, Number(rows))
        said = Infix("&", Infix("&", Text(before), more), Text(after))
        self._formula(_COUNTS + 1, _SENTENCE, Call("IF", (Infix(">", more, Number(0)), said, Text(""))), "warning")

    def _count(self, force: str, code: str) -> Formula:
        forces, codes = self._column(_FORCE), self._column(_CODE)
        both = Infix("*", Infix("=", forces, Text(force)), Infix("=", codes, Text(code)))
        return Call("SUMPRODUCT", (both,))

    # --- a rule ---------------------------------------------------------------------------------------

    def rule(self, requirement: Requirement) -> None:
        """One row."""
        say, row, found = self.setting.say, self.row, self.index.requirements[requirement.id]
        sentence = say(self.setting.sentence(requirement))
        advice = say(self._advice(requirement))
        texts = (
            (_PART, self.setting.part_number(requirement.clause).partition("—")[0]),
            (_CLAUSE, say(self.setting.clause(requirement.clause))),
            (_RULE, self.setting.label(requirement.label)),
            (_FORCE, say(requirement.modality.words)),
            (_SENTENCE, sentence),
            (_ID, requirement.id),
        )
        for column, text in texts:
            self._put(row, column, text, "text")
        code = Cell(CHECKS, row, _CODE)
        self._formula(row, _CODE, found.outcome, "hidden")
        counted = Infix("+", Cell(CHECKS, row - 1, _RANK), Call("IF", (self._is_open(requirement, code), *_ONE_ZERO)))
        self._formula(row, _RANK, counted, "hidden")
        self._formula(row, _OUTCOME, outcome_words(code, self.setting), "verdict")
        self.names.append(Name(check_name(requirement.id), Area(CHECKS, row, _OUTCOME, row, _OUTCOME)))
        self._formula(row, _ROWS, self._rows(found), "text")
        self._formula(row, _WHAT, self._what(found, code, advice), "text")
        self._where(requirement, found, code)
        self.colourings.extend(self._colours(requirement, row, code))
        shown = {_CLAUSE: texts[1][1], _RULE: texts[2][1], _SENTENCE: sentence, _WHAT: advice}
        self.heights.append((row, max(height_of(text, _COLUMNS[column][1]) for column, text in shown.items())))
        self.row += 1

    def _is_open(self, requirement: Requirement, code: Cell) -> Formula:
        if requirement.modality is not Modality.SHALL:
            return is_code(code, VIOLATED)
        return Call("OR", (is_code(code, VIOLATED), is_code(code, NOT_DECIDABLE)))

    def _rows(self, found: RequirementCells) -> Formula:
        """How many rows are violated or open, and what the first is called; empty for a rule over no rows."""
        if found.rows is None:
            return Text("")
        violated, undecided = (
            Call("IF", (Infix(">", cell, Number(0)), Infix("&", cell, Text(self.setting.say(words))), Text("")))
            for cell, words in ((found.violated, _VIOLATED_ROWS), (found.undecided, _OPEN_ROWS))
        )
        called = Call("IF", (Infix("=", found.called, Text("")), Text(""), Infix("&", Text("\n"), found.called)))
        return Infix("&", Infix("&", violated, undecided), called)

    def _what(self, found: RequirementCells, code: Cell, advice: str) -> Formula:
        """The advice where the rule is violated, else what is missing."""
        listed = Infix("&", Text(self.setting.say(_MISSING)), found.missing)
        missing = Call("IF", (Infix("=", found.missing, Text("")), Text(advice), listed))
        open_ = Call("IF", (is_code(code, NOT_DECIDABLE), missing, Text("")))
        return Call("IF", (is_code(code, VIOLATED), Text(advice), open_))

    def _advice(self, requirement: Requirement) -> Message:
        """How to put it right: the fix that the standard names, else what it tells, else why it asks."""
        for template in (requirement.fix, requirement.message):
            if template is not None:
                writers = (Writer(self.setting.contexts[language], requirement.row or None) for language in LANGUAGES)
                zh, en = (plain(template_words(writer, template)).strip() for writer in writers)
                return Message(zh, en)
        return requirement.reason or requirement.label

    def _where(self, requirement: Requirement, found: RequirementCells, code: Cell) -> None:
        """A link to the first row that is violated or open, or to the input that the rule reads."""
        blocks = self.setting.layout.blocks_of(requirement.table or "")
        if found.rows is not None and blocks:
            pattern = self.setting.say(_LINE)
            link = place_of_line(found.first, blocks, self.setting, pattern)
            is_found = Call("OR", (is_code(code, VIOLATED), is_code(code, NOT_DECIDABLE)))
            self._formula(self.row, _WHERE, Call("IF", (is_found, link, Text(""))), "link")
            return
        place = input_of(requirement, self.setting)
        if place is None:
            self._put(self.row, _WHERE, None, "text")
            return
        cell, label = place
        causes = ((cause, link_to_single(id_, self.setting)) for id_, cause in found.causes)
        links = [(cause, leads) for cause, leads in causes if leads is not None]
        if not links:
            self.cells.append(Content(self.row, _WHERE, label, style="link", link=cell))
            return
        where = link_to(cell, label, self.setting)
        for cause, leads in reversed(links):
            where = Call("IF", (Infix("<>", cause, Text("")), leads, where))
        self._formula(self.row, _WHERE, where, "link")

    def _colours(self, requirement: Requirement, row: int, code: Cell) -> Iterator[Colouring]:
        """What violates a recommendation is amber."""
        area = Area(CHECKS, row, _OUTCOME, row, _OUTCOME)
        if requirement.modality is Modality.SHALL:
            yield from outcome_colours(area, self.setting)
            return
        yield Colouring(area, is_code(code, VIOLATED), "amber")
        yield Colouring(area, is_code(code, SATISFIED), "green")

    # --- the whole ------------------------------------------------------------------------------------

    def open_rules(self) -> Iterator[tuple[Formula, Formula]]:
        """The first open rules: their clauses and what to do; empty where there are fewer."""
        total = Cell(CHECKS, self.last, _RANK)
        for number in range(1, MOST_SHOWN + 1):
            line = Call("MATCH", (Number(number), self._column(_RANK), Number(0)))
            rule = Infix("&", Infix("&", self._at(_CLAUSE, line), Text("  ")), self._at(_RULE, line))
            said = Infix("&", Infix("&", self._at(_OUTCOME, line), Text("  ")), self._at(_WHAT, line))
            is_beyond = Infix("<", total, Number(number))
            yield Call("IF", (is_beyond, Text(""), rule)), Call("IF", (is_beyond, Text(""), said))

    def sheet(self) -> Sheet:
        """The sheet with all rules."""
        last = max(self.last, _FIRST)
        return Sheet(
            CHECKS,
            self.setting.tab(TITLE),
            tuple(self.cells),
            tuple(width for _, width in _COLUMNS),
            frozen_rows=_FIRST,
            frozen_columns=0,
            colourings=tuple(self.colourings),
            print=Print((Area(CHECKS, 0, 0, last, _WHERE),), repeated_rows=(_HEADER, _HEADER)),
            tab="result",
            filtered=Area(CHECKS, _HEADER, 0, last, _WHERE),
            hidden_columns=(_CODE, _RANK),
            heights=tuple(self.heights),
        )

    def _at(self, column: int, line: Formula) -> Formula:
        return Call("INDEX", (self._column(column), line))

    def _column(self, column: int) -> Area:
        return Area(CHECKS, _FIRST, column, max(self.last, _FIRST), column, fixed=True)

    def _put(self, row: int, column: int, value: float | str | None, style: Style) -> None:
        self.cells.append(Content(row, column, value, style=style))

    def _formula(self, row: int, column: int, formula: Formula, style: Style) -> None:
        self.cells.append(Content(row, column, formula=formula, style=style))


_ONE_ZERO: Final = (Number(1), Number(0))
