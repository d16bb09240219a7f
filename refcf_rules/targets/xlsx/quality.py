"""The sheet 数据质量: the indicators with their weights and live averages, the primary share, the rules about them."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Calculation
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.unit_text import pretty_unit
from refcf_rules.targets.xlsx.book import Colouring, Content, Print, Sheet, Style
from refcf_rules.targets.xlsx.calculation.calculated import Index
from refcf_rules.targets.xlsx.formula import Area, Formula
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import height_of
from refcf_rules.targets.xlsx.outcome_words import outcome_colours, outcome_words, shown_value
from refcf_rules.targets.xlsx.setting import Setting

QUALITY: Final = "quality"
TITLE: Final = Message("数据质量", "Data quality")
PRIMARY_SHARE: Final = "primary_share"
"""The calculation that every standard has from the language itself."""

_HOW: Final = Message(
    "评分在各阶段活动表的右侧填写；这里是按排放加权的平均值，边填边算。",
    "Scores are entered at the right of the activities; here are their averages weighted by emission, live.",
)
_WIDTHS: Final = (34.0, 12.0, 16.0, 12.0, 70.0)
_LABEL, _WEIGHT, _VALUE, _UNIT, _CLAUSE = range(5)
_INDICATORS: Final = (
    Message("指标", "Indicator"),
    Message("权重", "Weight"),
    Message("平均得分", "Average score"),
    Message("单位", "Unit"),
    Message("条款", "Clause"),
)
_VALUES: Final = Message("汇总", "In all")
_HEADS: Final = Message("数据质量指标", "Indicators")
_RULES: Final = Message("数据质量的规则", "Rules on data quality")
_RULE_HEADS: Final = (
    Message("规则", "Rule"),
    Message("程度", "Force"),
    Message("结论", "Outcome"),
    Message("条款", "Clause"),
    Message("要求", "Requirement"),
)
_FORMATS: Final = {"%": "0.0%", "1": "0.00"}


def quality_sheet(setting: Setting, index: Index) -> Sheet:
    """The sheet."""
    writing = _Writing(setting, index)
    writing.indicators()
    writing.values()
    writing.rules()
    return writing.sheet()


class _Writing:
    def __init__(self, setting: Setting, index: Index) -> None:
        self.setting = setting
        self.index = index
        self.clauses = {indicator.clause for indicator in setting.standard.indicators}
        single = [each for each in setting.standard.calculations if each.table is None and each.id in index.shown]
        self.about = [each for each in single if each.clause in self.clauses or each.id == PRIMARY_SHARE]
        self.cells = list(heading(setting, TITLE, _HOW))
        self.colourings: list[Colouring] = []
        self.heights: list[tuple[int, float]] = [(0, 26.0)]
        self.row = 4

    def indicators(self) -> None:
        """Each indicator with its weight and its average, if there is a calculation of it."""
        self._heads(_HEADS, _INDICATORS)
        for indicator in self.setting.standard.indicators:
            average = next((each for each in self.about if each.id.rpartition(".")[2] == indicator.id), None)
            self._put(_LABEL, self.setting.label(indicator.label), "label")
            self._put(_WEIGHT, indicator.weight, "number")
            if average is not None:
                self._value(average)
                self.about.remove(average)
            self._put(_CLAUSE, self.setting.say(self.setting.clause(indicator.clause)), "text")
            self._next(self.setting.label(indicator.label))
        self.row += 1

    def values(self) -> None:
        """What else is worked out of data quality: the score of the whole, the share of primary data."""
        if not self.about:
            return
        self._heads(_VALUES, (_INDICATORS[0], Message("", ""), Message("值", "Value"), *_INDICATORS[3:]))
        for each in self.about:
            self._put(_LABEL, self.setting.label(each.label), "label")
            self._put(_WEIGHT, None, "label")
            self._value(each)
            self._put(_CLAUSE, self.setting.say(self.setting.clause(each.clause)), "text")
            self._next(self.setting.label(each.label))
        self.row += 1

    def rules(self) -> None:
        """The rules of the same clauses."""
        found = [
            each
            for each in self.setting.standard.requirements
            if each.clause in self.clauses and each.id in self.index.requirements
        ]
        if not found:
            return
        self._heads(_RULES, _RULE_HEADS)
        for each in found:
            sentence = self.setting.say(self.setting.sentence(each))
            code = self.index.requirements[each.id].outcome
            self._put(_LABEL, self.setting.label(each.label), "text")
            self._put(_WEIGHT, self.setting.say(each.modality.words), "text")
            self._formula(_VALUE, outcome_words(code, self.setting), "verdict")
            self._put(_UNIT, self.setting.say(self.setting.clause(each.clause)).partition(" ")[0], "text")
            self._put(_CLAUSE, sentence, "text")
            self.colourings.extend(outcome_colours(Area(QUALITY, self.row, _VALUE, self.row, _VALUE), self.setting))
            self._next(self.setting.label(each.label), sentence)

    def sheet(self) -> Sheet:
        """The sheet with all that was written."""
        return Sheet(
            QUALITY,
            self.setting.tab(TITLE),
            tuple(self.cells),
            _WIDTHS,
            frozen_rows=3,
            colourings=tuple(self.colourings),
            print=Print((Area(QUALITY, 0, 0, self.row, len(_WIDTHS) - 1),)),
            tab="result",
            heights=tuple(self.heights),
        )

    # --- pieces ---------------------------------------------------------------------------------------

    def _value(self, of: Calculation) -> None:
        symbol = of.unit.symbol if of.unit is not None else "1"
        form = _FORMATS.get(symbol, "")
        value = self.index.calculations[of.id] if symbol == "%" else self.index.shown[of.id]
        shown = shown_value(value, value, self.setting)
        self.cells.append(Content(self.row, _VALUE, formula=shown, style="number", format=form))
        self._put(_UNIT, None if symbol in _FORMATS else pretty_unit(symbol), "unit")

    def _heads(self, title: Message, heads: tuple[Message, ...]) -> None:
        self._put(_LABEL, self.setting.say(title), "section")
        self.heights.append((self.row, 20.0))
        self.row += 1
        for column, head in enumerate(heads):
            self._put(column, self.setting.say(head) or None, "heading")
        self.row += 1

    def _next(self, label: str, sentence: str = "") -> None:
        """On to the next row, after setting the height of this one."""
        height = max(height_of(label, _WIDTHS[_LABEL]), height_of(sentence, _WIDTHS[_CLAUSE]))
        self.heights.append((self.row, height))
        self.row += 1

    def _put(self, column: int, value: float | str | None, style: Style) -> None:
        self.cells.append(Content(self.row, column, value, style=style))

    def _formula(self, column: int, formula: Formula, style: Style) -> None:
        self.cells.append(Content(self.row, column, formula=formula, style=style))
