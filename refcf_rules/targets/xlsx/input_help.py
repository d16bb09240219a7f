"""What appears beside an input when it is selected: what is meant, in which unit, and the clause that asks for it."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.types import type_words
from refcf_rules.sheets.layout import Column
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.unit_text import pretty_unit
from refcf_rules.targets.xlsx.setting import Setting

LONGEST: Final = 250
_REQUIRED: Final = Message("必填。", "Required.")
_UNIT: Final = Message("单位：{unit}。", "Unit: {unit}.")
_PERCENT: Final = Message("填百分数，如 14 或 14%。", "Enter a percentage, such as 14%.")
_OPEN_UNIT: Final = Message("单位在右边一列选取。", "Its unit is chosen in the column to the right.")
_TRUTH: Final = Message("选是或否。", "Choose yes or no.")
_DATE: Final = Message("日期，如 2025-12-31。", "A date such as 2025-12-31.")
_FACTOR: Final = Message(
    "标准因子库或“企业自己的因子”中的因子；没有就先在“排放因子”表登记。",
    "A factor of the library or of your own; enter a new one on the sheet of emission factors first.",
)
_REFERENCE: Final = Message("选取“{table}”表中的编号。", "Choose an id of the table “{table}”.")
_CLAUSE: Final = Message("见 {clause}。", "See {clause}.")


def title_of(column: Column, setting: Setting) -> str:
    """The label, for the title of the message."""
    return setting.say(column.label)


def help_of(column: Column, table: str, setting: Setting) -> str:
    """The message of an input; never longer than Excel shows."""
    pieces = [setting.say(_REQUIRED)] if column.required else []
    pieces.append(setting.say(_meant(column, setting)))
    found = setting.read_by.get((table, column.field), ())
    if found:
        clause = setting.clause(found[0].clause)
        pieces.append(setting.say(_CLAUSE.filled(clause=clause)))
        sentence = setting.say(setting.sentence(found[0]))
        if len("".join(pieces)) + len(sentence) < LONGEST:
            pieces.append(sentence)
    gap = "" if setting.language == "zh" else " "
    return gap.join(piece for piece in pieces if piece)


def note_of(column: Column, table: str, setting: Setting) -> str:
    """What stands beside a single value: how it is typed, and the clause that asks for it."""
    pieces = [setting.say(_meant(column, setting))] if not unit_of(column) or column.is_percent else []
    found = setting.read_by.get((table, column.field), ())
    pieces.extend(setting.say(setting.clause(each.clause)) for each in found[:1])
    return ("　" if setting.language == "zh" else "  ").join(piece for piece in pieces if piece)


def unit_of(column: Column) -> str:
    """The unit of a number as it is printed; empty where there is none or where it is chosen in each row."""
    if column.content != "number" or column.unit is None or column.unit.symbol == "1":
        return ""
    return pretty_unit(column.unit.symbol)


def _meant(column: Column, setting: Setting) -> Message:
    match column.content:
        case "number":
            return _number(column)
        case "truth":
            return _TRUTH
        case "date":
            return _DATE
        case "factor":
            return _FACTOR
        case "reference":
            table = setting.tables.get(column.choice)
            return _REFERENCE.filled(table=table.label if table else column.choice)
        case "text" | "choice" | "unit":
            return Message("", "")


def _number(column: Column) -> Message:
    if column.is_percent:
        return _PERCENT
    if column.unit is None:
        return _OPEN_UNIT
    unit = unit_of(column)
    if not unit or column.of is None:
        return Message("", "")
    words = type_words(column.of.type)
    said = _UNIT.filled(unit=unit)
    return Message(f"{words.zh}。{said.zh}", f"{words.en[:1].upper()}{words.en[1:]}. {said.en}")
