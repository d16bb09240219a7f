"""The sheet 说明: what the workbook is for, the edition, the colours, the steps, what is missing, sending it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.record import record
from refcf_rules.sheets.layout import SheetKind
from refcf_rules.source.message import Message, same
from refcf_rules.targets.prose.front import STATUS
from refcf_rules.targets.xlsx.book import Colouring, Content, Print, Sheet, Style
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import height_of
from refcf_rules.targets.xlsx.outcome_words import verdict_colours
from refcf_rules.targets.xlsx.setting import Setting

GUIDE: Final = "guide"
TITLE: Final = Message("说明", "Guide")
NAME: Final = Message("产品碳足迹计算表", "Product carbon footprint workbook")

_WIDTHS: Final = (6.0, 30.0, 84.0)
_FACTS: Final = (
    ("number", Message("标准", "Standard")),
    ("edition", Message("版本", "Edition")),
    ("status", Message("状态", "Status")),
    ("rules", Message("规则摘要", "Digest of the rules")),
)
_NOW: Final = Message("现在的结论", "The verdict now")
_MISSING: Final = Message("现在还缺什么、哪里不符合", "What is missing or violated now")
_MISSING_HOW: Final = Message(
    "边填边变。条款在左，问题在右；全部列在“校验”表。",
    "This changes while you fill in: clause at the left, problem at the right; all are listed on the sheet of checks.",
)
_COLOURS: Final = Message("颜色", "Colours")
_LEGEND: Final[tuple[tuple[Style, Message], ...]] = (
    ("input", Message("黄色：在这里填。", "Yellow: fill in here.")),
    ("label", Message("灰色：锁定的文字、公式和标准数据。", "Grey: locked texts, formulas and data of the standard.")),
    ("heading required", Message("表头带 ★：这一列必填。", "Heading with ★: the column is required.")),
    ("heading seldom", Message("灰色表头：少用的列，可以折叠。", "Grey heading: seldom needed, may be folded away.")),
    (
        "failing",
        Message("红色：不符合，或这一行必填的还没有填。", "Red: violated, or required in a row that was begun."),
    ),
    ("open", Message("橙色：缺数据，还无法判定。", "Amber: data missing, not decidable yet.")),
    ("passing", Message("绿色：符合。", "Green: satisfied.")),
)
_STEPS: Final = Message("步骤", "Steps")
_BY_KIND: Final[dict[SheetKind, Message]] = {
    "general": Message(
        "企业、产品、报告期、产量和化学组成。", "Company, product, reporting period, output and composition."
    ),
    "processes": Message(
        "每个单元过程是否采用；没有采用的说明理由。", "For each unit process whether it is used, and if not why."
    ),
    "stage": Message(
        "这一阶段的活动，一行一项：数量是报告期内表计或票据的总量，不要自己分摊。",
        "The activities of this stage, one a row: amounts are totals of the period as metered or invoiced; "
        "do not divide them yourself.",
    ),
    "legs": Message("每项运输活动的各段：质量和运距。", "The legs of each transport activity: mass and distance."),
    "allocation": Message(
        "共用的窑炉和表计，及全部使用者的分配键数据；份额由表格计算。",
        "Shared furnaces and meters with the key data of all their users; the workbook works out the shares.",
    ),
    "exclusions": Message("舍去的流，附估算和理由。", "Flows left out, with an estimate and the reason."),
    "factors": Message(
        "企业自己的因子（供应商提供的、标准库里没有的）。",
        "Factors of your own: from suppliers, or not in the library.",
    ),
    "service": Message(
        "使用数据；要按功能单位报告时填。", "Service data, where results per functional unit are to be reported."
    ),
    "further": Message(
        "其他表格；表里有对应的东西才填。", "Further tables; fill in those of which you have something."
    ),
}
_LAST_STEPS: Final = Message(
    "看“结果”和“校验”：红色的先改，橙色的补数据；然后在“审核签字”签字。",
    "Look at the results and the checks: correct what is red, add what is amber; then sign.",
)
_HOW: Final = Message("填写要点", "How to fill in")
_HINTS: Final = (
    Message(
        "百分数填 14% 或 14；日期填 2025-12-31；数字格里只填数字，单位在旁边选。",
        "Percentages as 14% or 14, dates as 2025-12-31; only numbers in number cells, the unit is chosen beside.",
    ),
    Message(
        "没有数据就空着：缺数据显示为“无法判定”，绝不当成 0。确实为零的填 0。",
        "Leave empty what you do not have: missing data show as not decidable and never count as 0. Enter 0 for zero.",
    ),
    Message(
        "可以插入行、排序、筛选、改列宽、给工作表改名；粘贴时请“只粘贴数值”。",
        "You may insert rows, sort, filter, change widths and rename sheets; paste values only.",
    ),
    Message(
        "插入的行要在表格中间；它由命令行读取和判定，实时公式只算原有的行。",
        "Insert rows within a table; the command line reads and judges them, the live formulas only the original rows.",
    ),
    Message(
        "工作表有保护、没有密码：核查员可以取消保护、查看每个公式。改过的公式在交回时会被指出。",
        "Sheets are protected without a password, so that a verifier can look at every formula. "
        "Changed formulas are pointed out on return.",
    ),
    Message(
        "打印时只打印已填的行附近；行数更多时请重新设置打印区域。",
        "Only rows near those filled in are printed; set the print area anew if there are more.",
    ),
)
_BACK: Final = Message("交回和核对", "Sending it back and checking")
_COMMANDS: Final = (
    (
        "refcf validate book.xlsx",
        Message("判定，逐条给出条款、数字和改法。", "The verdict with clause, numbers and fix for each rule."),
    ),
    ("refcf calc book.xlsx", Message("计算产品碳足迹。", "The footprint.")),
    (
        "refcf validate book.xlsx --mark marked.xlsx",
        Message("生成标注过的副本：问题着色、加批注，并列出待办。", "A marked copy: problems coloured and commented."),
    ),
    (
        "refcf export book.xlsx -o inventory.yaml",
        Message("导出为清单文件。", "The same data as an inventory file."),
    ),
)
_SAVE: Final = Message(
    "另存为 .xlsx（不要存为 .xls、.et 或 .csv），把这个文件交给核算或核查方即可；数据不离开企业的电脑。",
    "Save as .xlsx (not .xls, .et or .csv) and hand over that file; no data leave the company's computers.",
)


@record
class Live:
    """What the guide shows of the calculation: the verdict, and the first open rules (clause, what is open)."""

    verdict: Formula
    open_rules: tuple[tuple[Formula, Formula], ...]


def guide_sheet(setting: Setting, others: Iterable[Sheet], live: Live | None) -> Sheet:
    """The first sheet of the workbook; ``others`` are those it leads to."""
    writing = _Writing(setting)
    writing.facts()
    if live is not None:
        writing.live(live)
    writing.legend()
    writing.steps(tuple(others))
    writing.lines(_HOW, _HINTS)
    writing.back()
    area = Area(GUIDE, 0, 0, writing.row, len(_WIDTHS) - 1)
    return Sheet(
        GUIDE,
        setting.tab(TITLE),
        tuple(writing.cells),
        _WIDTHS,
        frozen_rows=2,
        colourings=tuple(writing.colourings),
        print=Print((area,), landscape=False),
        tab="guide",
        heights=tuple(writing.heights),
    )


class _Writing:
    """Lines from top to bottom."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.cells = list(heading(setting, NAME))
        self.heights: list[tuple[int, float]] = [(0, 28.0)]
        self.colourings: list[Colouring] = []
        self.row = 3

    def facts(self) -> None:
        """Which standard and edition the workbook is for."""
        part = self.setting.standard.part
        values = {
            "number": f"{part.number}  {self.setting.say(part.title)}",
            "edition": self.setting.say(part.edition),
            "status": self.setting.say(STATUS.get(part.status, same(part.status))),
            "rules": self.setting.standard.digest[:16],
        }
        for id_, label in _FACTS:
            self._line(self.setting.say(label), values[id_], "label", "text")
        self.row += 1

    def live(self, live: Live) -> None:
        """The verdict, and what is open."""
        self._section(_NOW)
        banner = Area(GUIDE, self.row, 1, self.row, 2)
        self.colourings.extend(verdict_colours(banner, self.setting))
        self.cells.append(Content(self.row, 1, formula=live.verdict, style="banner"))
        self.cells.append(Content(self.row, 2, None, style="banner"))
        self.heights.append((self.row, 26.0))
        self.row += 2
        self._section(_MISSING)
        self._put(2, self.setting.say(_MISSING_HOW), "note")
        self.heights.append((self.row, height_of(self.setting.say(_MISSING_HOW), _WIDTHS[2])))
        self.row += 1
        for clause, problem in live.open_rules:
            self.cells.append(Content(self.row, 1, formula=clause, style="note"))
            self.cells.append(Content(self.row, 2, formula=problem, style="note"))
            self.heights.append((self.row, 25.0))
            self.row += 1
        self.row += 1

    def legend(self) -> None:
        """What the colours mean."""
        self._section(_COLOURS)
        for style, text in _LEGEND:
            self._put(1, None, style)
            self._put(2, self.setting.say(text), "text")
            self.row += 1
        self.row += 1

    def steps(self, sheets: tuple[Sheet, ...]) -> None:
        """The sheets of inputs in their order, each a link."""
        self._section(_STEPS)
        kinds = {sheet.id: sheet.kind for sheet in self.setting.layout.sheets}
        inputs = [sheet for sheet in sheets if sheet.id in kinds]
        for number, sheet in enumerate(inputs, 1):
            self._put(0, float(number), "integer")
            self.cells.append(Content(self.row, 1, sheet.title, style="link", link=Cell(sheet.id, 0, 0)))
            self._text(self.setting.say(_BY_KIND[kinds[sheet.id]]))
        self._put(0, float(len(inputs) + 1), "integer")
        results = next((sheet for sheet in sheets if sheet.id == "results"), None)
        link = None if results is None else Cell(results.id, 0, 0)
        self.cells.append(Content(self.row, 1, results.title if results else None, style="link", link=link))
        self._text(self.setting.say(_LAST_STEPS))
        self.row += 1

    def lines(self, title: Message, texts: Iterable[Message]) -> None:
        """Texts below a title, one a row."""
        self._section(title)
        for text in texts:
            self._put(1, "·", "note")
            self._text(self.setting.say(text))
        self.row += 1

    def back(self) -> None:
        """How the workbook is handed in, and what the command line does with it."""
        self._section(_BACK)
        self._put(1, None, "note")
        self._text(self.setting.say(_SAVE))
        for command, text in _COMMANDS:
            self._put(1, None, "note")
            self._text(f"{command}\n{self.setting.say(text)}")

    # --- pieces ---------------------------------------------------------------------------------------

    def _section(self, title: Message) -> None:
        self._put(0, self.setting.say(title), "section")
        self.heights.append((self.row, 20.0))
        self.row += 1

    def _line(self, label: str, value: str, label_style: Style, style: Style) -> None:
        self._put(1, label, label_style)
        self._put(2, value, style)
        self.heights.append((self.row, height_of(value, _WIDTHS[2])))
        self.row += 1

    def _text(self, text: str) -> None:
        self._put(2, text, "text")
        self.heights.append((self.row, height_of(text, _WIDTHS[2])))
        self.row += 1

    def _put(self, column: int, value: float | str | None, style: Style) -> None:
        self.cells.append(Content(self.row, column, value, style=style))
