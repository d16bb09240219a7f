"""What could not be understood of an inventory: a code, a JSON pointer, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

MOST_FAULTS = 20
_SHOWN_CHARACTERS = 40


# The titles of the pages of these codes in the documentation.
TITLES = {
    "file-not-found": ("找不到文件", "The file was not found"),
    "is-a-folder": ("这是文件夹", "This is a folder"),
    "file-not-permitted": ("系统不允许读取", "The system does not permit reading"),
    "file-not-readable": ("文件读不出来", "The file cannot be read"),
    "empty-file": ("文件是空的", "The file is empty"),
    "not-utf8": ("文件不是 UTF-8 编码", "The file is not UTF-8"),
    "binary-file": ("文件不是文本", "The file is not text"),
    "file-too-large": ("文件太大", "The file is too large"),
    "duplicate-key": ("同一个键写了两次", "A key is written twice"),
    "not-finite": ("不是有限的数", "Not a finite number"),
    "number-too-large": ("数值太大或太长", "A number is too large or too long"),
    "too-deep": ("嵌套太深", "Nested too deeply"),
    "too-many-values": ("值太多", "Too many values"),
    "key-too-long": ("键名太长", "A key is too long"),
    "json-syntax": ("JSON 写法有误", "The JSON cannot be read"),
    "not-an-inventory": ("这不是清单", "This is not an inventory"),
    "wrong-version": ("清单格式的版本不对", "The version of the format is wrong"),
    "unknown-section": ("不认识的部分", "An unknown section"),
    "duplicate-section": ("同一部分写了两次", "One section is written twice"),
    "several-products": ("一份清单只写一个产品", "One inventory is for one product"),
    "missing-section": ("缺少必有的部分", "A section is missing"),
    "reversed-period": ("结束早于开始", "The end is before the start"),
    "too-many-rows": ("行数太多", "Too many rows"),
    "unknown-field": ("不认识的项目", "An unknown field"),
    "duplicate-field": ("同一项写了两次", "One field is written twice"),
    "derived-value": ("这一项由程序得出", "This is worked out, not typed in"),
    "wrong-shape": ("写成了别的形式", "Written in another form than expected"),
    "missing-field": ("缺少必填项", "A required field is missing"),
    "repeated-id": ("编号重复", "An id is used twice"),
    "unknown-reference": ("所指的行不存在", "It refers to something that is not there"),
    "bad-number": ("不是一个数", "Not a number"),
    "missing-unit": ("数没有单位", "A number without its unit"),
    "unknown-unit": ("不认识的单位", "An unknown unit"),
    "two-units": ("一个数写了两个单位", "Two units for one number"),
    "stray-unit": ("单位不知属于哪个数", "A unit without its number"),
    "wrong-dimension": ("单位的量不对", "The unit measures something else"),
    "wrong-sign": ("数不应为负或为零", "A number below or at zero"),
    "share-out-of-range": ("比例超出 0 到 100 %", "A share outside 0 to 100 %"),
    "bad-date": ("日期写法有误", "Not a date"),
    "bad-truth": ("应写“是”或“否”", "Neither yes nor no"),
    "unknown-option": ("不在选项之中", "Not one of the options"),
    "empty-text": ("写了空文字", "An empty text"),
}
# What to do about each, where nothing more is known.
FIXES = {
    "file-not-found": ("核对路径和文件名。", "Check the path and the name."),
    "is-a-folder": ("写出文件夹里的文件。", "Name a file in the folder."),
    "file-not-permitted": (
        "取得读取权限，或复制到自己的文件夹。",
        "Get permission to read it, or copy it to a folder of your own.",
    ),
    "file-not-readable": ("重新保存或复制文件。", "Save or copy the file again."),
    "empty-file": ("核对是否选错了文件。", "Check that it is the right file."),
    "not-utf8": ("另存为 UTF-8 编码。", "Save it as UTF-8."),
    "binary-file": ("交 JSON 文件，不是工作簿或压缩包。", "Hand in a JSON file, not a workbook or an archive."),
    "file-too-large": ("按产品或报告期拆开。", "Split it by product or reporting period."),
    "duplicate-key": ("保留正确的一个，删去另一个。", "Keep the one that is right and delete the other."),
    "not-finite": (
        "写出实际的数；没有数据就删去这一项。",
        "Write the actual number; delete the field if there is none.",
    ),
    "number-too-large": ("核对数值；编号要加引号。", "Check the number; put an id in quotes."),
    "too-deep": ("按模板的层次写。", "Follow the levels of the template."),
    "too-many-values": ("按产品或报告期拆开。", "Split it by product or reporting period."),
    "key-too-long": ("核对是否少了引号或冒号。", "Look for a missing quote or colon."),
    "json-syntax": (
        "检查这里的引号、逗号和括号；文件也可能没有存完整。",
        "Check quotes, commas and brackets here; the file may not be saved whole.",
    ),
    "not-an-inventory": (
        "最外层写成 {…}，含 refcf、product、period 等。",
        "Make the whole a {…} with refcf, product, period and so on.",
    ),
    "wrong-version": ('开头写 "refcf": 1。', 'Begin with "refcf": 1.'),
    "unknown-section": ("照模板改正名称，或删去。", "Correct the name by the template, or delete it."),
    "duplicate-section": ("合成一处。", "Put them together."),
    "several-products": ("每个产品写一份清单。", "Write an inventory for each product."),
    "missing-section": ("补上这一部分。", "Add the section."),
    "reversed-period": ("核对开始和结束日期。", "Check start and end."),
    "too-many-rows": ("按产品或报告期拆开。", "Split it by product or reporting period."),
    "unknown-field": ("照模板改正名称，或删去。", "Correct the name by the template, or delete it."),
    "duplicate-field": ("保留正确的一个，删去另一个。", "Keep the one that is right and delete the other."),
    "derived-value": ("删去这一项，由程序计算。", "Delete it; it is worked out."),
    "wrong-shape": ("照模板改为单个值、列表或 {…}。", "Make it a single value, a list or a {…} as in the template."),
    "missing-field": ("补上这一项。", "Add it."),
    "repeated-id": ("给每行一个不同的编号。", "Give each row an id of its own."),
    "unknown-reference": ("改为已有的编号，或补上那一行。", "Use an id that is there, or add that row."),
    "bad-number": ('写成数和单位，如 "12.5 t"。', 'Write a number and its unit, such as "12.5 t".'),
    "missing-unit": ('在数后写单位，如 "12.5 t"。', 'Write the unit after the number, such as "12.5 t".'),
    "unknown-unit": ("改用通用的单位，如 t、kWh、Nm3。", "Use a common unit, such as t, kWh or Nm3."),
    "two-units": ("只留一个单位。", "Leave one unit only."),
    "stray-unit": ("写上它所属的数，或删去单位。", "Add the number it belongs to, or delete the unit."),
    "wrong-dimension": ("改用这一项所计之量的单位。", "Use a unit of what the field measures."),
    "wrong-sign": ("写正数；方向由 direction 表示。", "Write it without the sign; direction says which way it goes."),
    "share-out-of-range": ('写成 0 到 100 % 之间，如 "12.5 %"。', 'Write it between 0 and 100 %, such as "12.5 %".'),
    "bad-date": ("写成 2024-12-31。", "Write it as 2024-12-31."),
    "bad-truth": ("写 true 或 false。", "Write true or false."),
    "unknown-option": ("改为列出的选项之一。", "Choose one of the options listed."),
    "empty-text": ("写上内容，或删去这一项。", "Write something, or delete the field."),
}


class Both(TypedDict):
    """A text in Chinese and in English."""

    zh: str
    en: str


class FaultJson(TypedDict):
    """What could not be understood, and where."""

    code: str
    pointer: str
    message: Both
    fix: Both


class Fault:
    """One fault. ``about`` is what it is about, in Chinese and English.

    ``at_key`` says that it is shown at the key, not at the value. ``fix`` is what to do, if more is known of it
    than what always helps with this code.
    """

    __slots__ = ("about", "at_key", "code", "fix", "pointer")

    def __init__(
        self,
        code: str,
        pointer: str,
        about: tuple[str, str] = ("", ""),
        *,
        at_key: bool = False,
        fix: tuple[str, str] | None = None,
    ) -> None:
        self.code = code
        self.pointer = pointer
        self.about = about
        self.at_key = at_key
        self.fix = fix

    def as_json(self) -> FaultJson:
        """The fault as a result holds it."""
        zh, en = TITLES[self.code]
        about_zh, about_en = self.about
        message: Both = {
            "zh": f"{zh}：{about_zh}" if about_zh else zh,
            "en": f"{en}: {about_en}" if about_en else en,
        }
        zh, en = self.fix or FIXES[self.code]
        return {"code": self.code, "pointer": self.pointer, "message": message, "fix": {"zh": zh, "en": en}}


def shown(text: str) -> str:
    """A person's own text, short enough and printable for one line of a message."""
    line = "".join(char if char.isprintable() else " " for char in text[: _SHOWN_CHARACTERS + 1])
    return line if len(line) <= _SHOWN_CHARACTERS else line[:_SHOWN_CHARACTERS] + "…"


def quoted(text: str) -> tuple[str, str]:
    """A person's own text as what a fault is about."""
    return (f"“{shown(text)}”",) * 2


def offered(names: Sequence[str]) -> tuple[str, str] | None:
    """The names that were perhaps meant, as a question; nothing if there are none."""
    if not names:
        return None
    return f"是否想写：{' 或 '.join(names)}？", f"Did you mean {' or '.join(names)}?"


def below_pointer(pointer: str, key: str) -> str:
    """The JSON pointer (RFC 6901) of what stands under a key."""
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
