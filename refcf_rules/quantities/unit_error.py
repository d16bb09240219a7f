"""Why a unit could not be read, and what was probably meant: suggested, never guessed."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import Final

from refcf_rules.quantities.units import SPELLINGS
from refcf_rules.source.message import Message

_MOST_SUGGESTIONS: Final = 3
_SHORTEST_COMPARED: Final = 3  # two letters resemble too much


class UnitError(Exception):
    """A text that is no unit: the text, near texts that are, and what is wrong."""

    def __init__(self, text: str, near: tuple[str, ...], message: Message) -> None:
        super().__init__(text, near, message)
        self.text = text
        self.near = near
        self.message = message

    @property
    def hint(self) -> Message | None:
        """The near texts as a question, if there are any."""
        if not self.near:
            return None
        return Message("是否想写：{zh}？", "did you mean {en}?").filled(
            zh="、".join(self.near), en=" or ".join(self.near)
        )

    def __str__(self) -> str:
        return self.message.en


UNKNOWN: Final = Message("不认识的单位“{unit}”。", "Unknown unit “{unit}”.")
MISSING: Final = Message("数值后面缺少单位。", "The unit is missing.")
BLANKS: Final = Message("单位“{unit}”中间不能有空格。", "The unit “{unit}” has blanks inside; write it in one piece.")
AMBIGUOUS: Final = Message(
    "单位“{unit}”斜线后面的写法有歧义：只用一条斜线，分母有多个单位时加括号。",
    "The unit “{unit}” is ambiguous after the slash: write one slash, and brackets around what stands below it.",
)
JOINERS: Final = Message("单位“{unit}”中间的乘号请写“·”。", "Join the parts of the unit “{unit}” with “·”.")
OFFSET: Final = Message(
    "复合单位“{unit}”中不能用摄氏度，请写 K。",
    "The unit “{unit}” combines degrees Celsius with other units; write K there.",
)
TOO_LARGE: Final = Message(
    "单位“{unit}”太大或太小，无法计算。", "The unit “{unit}” is too large or too small to compute with."
)
_COAL_EQUIVALENT: Final = Message(
    "标准煤单位“{unit}”有当量值和等价值两种折算：当量值（29.3076 MJ/kg）写 tce(当量)，否则用 GJ 或 kWh。",
    "Coal equivalent “{unit}” has two conventions: write tce(calorific) for 29.3076 MJ/kg (当量), else GJ or kWh.",
)
_PRIMARY_COAL: Final = Message(
    "“{unit}”是等价值，含发电的转换损失，不是所用的能量：电力写 kWh，燃料写 GJ 或 tce(当量)。",
    "“{unit}” contains the losses of making electricity (等价) and is not the energy used:"
    " write kWh for electricity, GJ or tce(calorific) for fuel.",
)
_CALORIE: Final = Message(
    "“{unit}”所用的卡有多种定义：按 GB/T 2589 的 4.1868 kJ 写 kcal(IT)，否则用 kJ 或 MJ。",
    "The calorie in “{unit}” has several definitions: write kcal(IT) for 4.1868 kJ (GB/T 2589), else kJ or MJ.",
)
_GAS_STATE: Final = Message(
    "“{unit}”没有写明气体状态。0 °C 用 Nm3，20 °C 用 m3(20°C)，其他状态请先换算。",
    "“{unit}” does not state a gas condition known here: use Nm3 at 0 °C or m3(20°C) at 20 °C, or convert first.",
)
_DEGREE: Final = Message(
    "“{unit}”看不出是温度还是电量，请写 °C 或 kWh。",
    "“{unit}” may be a temperature or electricity; write °C or kWh.",
)
_COLLOQUIAL_VOLUME: Final = Message(
    "“{unit}”没有写明是哪种体积：液体、固体用 m3，气体用 Nm3（0 °C）或 m3(20°C)。",
    "“{unit}” may be any volume: m3 for liquids and solids, Nm3 (0 °C) or m3(20°C) for gases.",
)
_NEGATIVE_EXPONENT: Final = Message(
    "“{unit}”中的负指数请改用斜线，如 kg/m3。",
    "Write a slash for the negative exponent in “{unit}”, such as kg/m3.",
)
# Patterns as texts, compiled for the first unit that is none.
_REFUSED: Final = (
    (r".*[-−][1-9]", _NEGATIVE_EXPONENT, ()),
    (r".*(?:等价|equivalent).*", _PRIMARY_COAL, ()),
    (r"(?:kg|g|万?t)ce|.*标准?煤", _COAL_EQUIVALENT, ()),
    (r"(?i)[kMG]?cal|.*卡", _CALORIE, ()),
    (r"(?i)Sm3|scm", _GAS_STATE, ("Nm3", "m3(20°C)")),
    (r"[立万]?方", _COLLOQUIAL_VOLUME, ("m3", "Nm3", "m3(20°C)")),
    (r"°", _DEGREE, ("°C", "kWh")),
)
_SLIPS: Final = {
    "kgs": ("kg",),
    "kilogram": ("kg",),
    "kilograms": ("kg",),
    "ton": ("t",),
    "tons": ("t",),
    "Mg": ("t", "mg"),
    "hr": ("h",),
    "hrs": ("h",),
    "yr": ("a",),
    "pcs": ("piece",),
    "pc": ("piece",),
    "percent": ("%",),
    "百分点": ("%",),
    "RMB": ("CNY",),
    "¥": ("CNY",),
    "个": ("piece",),
    "度电": ("kWh",),
    "CO2e": ("kgCO2e", "tCO2e"),
    "CO2": ("kgCO2", "tCO2"),
    "C": ("°C", "kgC"),
    "oC": ("°C",),  # the folded form of ºC
}


def unknown(text: str, atoms: tuple[str, ...]) -> UnitError:
    """The error for a unit text in which ``atoms`` (at least one) are not in the table."""
    readings = [_reading(atom) for atom in atoms]
    message = next((reading[0] for reading in readings if reading[0] != UNKNOWN), UNKNOWN)
    alone = atoms == (text,)
    nears = [near if alone else _without_offset(near) for _, near in readings]
    choices = islice(product(*nears), _MOST_SUGGESTIONS)
    near = tuple(_replaced(text, dict(zip(atoms, choice, strict=True))) for choice in choices)
    return UnitError(text, near, message.filled(unit=text))


def _without_offset(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Inside a compound unit K stands for °C."""
    return tuple(dict.fromkeys("K" if SPELLINGS[text].offset else text for text in spellings))


def refused(text: str, message: Message, near: tuple[str, ...] = ()) -> UnitError:
    """The error for a unit text of known parts in a form that is not allowed."""
    return UnitError(text, near, message.filled(unit=text))


def _reading(atom: str) -> tuple[Message, tuple[str, ...]]:
    for pattern, message, near in _REFUSED:
        if re.fullmatch(pattern, atom):
            return message, near
    return UNKNOWN, _near(atom)


def _near(atom: str) -> tuple[str, ...]:
    """Spellings close to ``atom``: known slips, else another case, else similar letters."""
    in_another_case = tuple(spelling for spelling in SPELLINGS if spelling.lower() == atom.lower())
    known = _SLIPS.get(atom) or _SLIPS.get(atom.lower()) or in_another_case
    if known or len(atom) < _SHORTEST_COMPARED:
        return known
    from difflib import get_close_matches  # noqa: PLC0415 -- only for what is misspelt

    return tuple(get_close_matches(atom, SPELLINGS, _MOST_SUGGESTIONS))


def _replaced(text: str, choices: dict[str, str]) -> str:
    for atom, spelling in choices.items():
        text = re.sub(rf"(?<!\w){re.escape(atom)}(?!\w)", spelling, text)
    return text
