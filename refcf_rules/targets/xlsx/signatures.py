"""The sheet 审核签字: who prepared, checked and approved the footprint, and when."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.book import Content, NumberRange, Print, Sheet, Style
from refcf_rules.targets.xlsx.formula import Area, Cell
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import height_of
from refcf_rules.targets.xlsx.outcome_words import verdict_colours, verdict_words
from refcf_rules.targets.xlsx.setting import Setting

SIGNATURES: Final = "signatures"
TITLE: Final = Message("审核签字", "Sign-off")
_HOW: Final = Message("打印后签字，或填写姓名和日期。", "Sign the print, or enter names and dates.")
_HEADER: Final = 6
_COLUMNS: Final[tuple[tuple[Message, float, Style], ...]] = (
    (Message("角色", "Role"), 22.0, "label"),
    (Message("姓名", "Name"), 20.0, "input"),
    (Message("部门和职务", "Department and position"), 26.0, "input"),
    (Message("日期", "Date"), 14.0, "input date"),
    (Message("签字", "Signature"), 30.0, "input"),
    (Message("意见", "Remarks"), 44.0, "input"),
)
_ROLES: Final = (
    Message("填报", "prepared"),
    Message("数据提供（生产）", "data from production"),
    Message("数据提供（能源、计量）", "data from energy and metering"),
    Message("审核", "checked"),
    Message("批准", "approved"),
    Message("核查（第三方）", "verified by a third party"),
)
_DECLARATION: Final = Message(
    "填报单位声明：所填数据真实，有凭证可查；未经核查的数据已如实标明。",
    "The company declares that the data are true and can be proven, and that what was not verified is marked so.",
)
_SIGNING_HEIGHT: Final = 34.0
_DATE_COLUMN: Final = 3


def signatures_sheet(setting: Setting, verdict: Cell | None) -> Sheet:
    """The sheet; ``verdict`` is what the signatures stand below."""
    cells = [*heading(setting, TITLE, _HOW)]
    widths = tuple(width for _, width, _ in _COLUMNS)
    if verdict is not None:
        cells.append(Content(4, 0, formula=verdict_words(verdict, setting), style="banner"))
        cells.extend(Content(4, column, None, style="banner") for column in range(1, len(_COLUMNS)))
    band = Area(SIGNATURES, 4, 0, 4, len(_COLUMNS) - 1)
    heights = [(0, 26.0), (4, 26.0), (_HEADER, 24.0)]
    for column, (label, _, _) in enumerate(_COLUMNS):
        cells.append(Content(_HEADER, column, setting.stacked(label).replace("\n", " "), style="heading"))
    for row, role in enumerate(_ROLES, _HEADER + 1):
        cells.append(Content(row, 0, setting.say(role), style="label"))
        cells.extend(Content(row, column, None, style=style) for column, (_, _, style) in enumerate(_COLUMNS) if column)
        heights.append((row, max(_SIGNING_HEIGHT, height_of(setting.say(role), widths[0]))))
    last = _HEADER + len(_ROLES)
    cells.append(Content(last + 2, 0, setting.say(_DECLARATION), style="subtitle"))
    return Sheet(
        SIGNATURES,
        setting.tab(TITLE),
        tuple(cells),
        widths,
        colourings=() if verdict is None else verdict_colours(band, setting),
        ranges=(NumberRange(Area(SIGNATURES, _HEADER + 1, _DATE_COLUMN, last, _DATE_COLUMN), "date"),),
        print=Print((Area(SIGNATURES, 0, 0, last + 2, len(_COLUMNS) - 1),)),
        tab="result",
        heights=tuple(heights),
    )
