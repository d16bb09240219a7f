"""Sorts of faults of a single value; each pair is a section of an inventory."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

BAD_NUMBER: Final = Kind(
    code="bad-number",
    title=Message("不是一个数", "Not a number"),
    why=Message(
        "千位分隔符、范围和“约”字各国读法不同，猜错一次就差一千倍，所以不猜。",
        "Separators, ranges and “about” are read in different ways; one wrong guess is a "
        "factor of a thousand, so nothing is guessed.",
    ),
    wrong="output:\n  accepted: 6,480 t\n",
    right="output:\n  accepted: 6480 t\n",
)
MISSING_UNIT: Final = Kind(
    code="missing-unit",
    title=Message("数没有单位", "A number without its unit"),
    why=Message(
        "吨和千克差一千倍；单位不写在数旁边，看的人只能猜。",
        "Tonnes and kilograms differ by a thousand; without the unit beside it the reader must guess.",
    ),
    wrong="output:\n  accepted: 6480\n",
    right="output:\n  accepted: 6480 t\n",
)
UNKNOWN_UNIT: Final = Kind(
    code="unknown-unit",
    title=Message("不认识的单位", "An unknown unit"),
    why=Message(
        "只认写法唯一的单位；吨标煤、大卡、方各有几种折算，换算应由填报人作出。",
        "Only units with one meaning are read; coal equivalent and calories have several, and "
        "converting them is for the company to do.",
    ),
    wrong="output:\n  accepted: 6480 kgs\n",
    right="output:\n  accepted: 6480 kg\n",
)
TWO_UNITS: Final = Kind(
    code="two-units",
    title=Message("一个数写了两个单位", "Two units for one number"),
    why=Message(
        "两处单位不同，哪个都可能是对的；挑一个就会悄悄错一千倍。",
        "If the two differ either may be right, and choosing one may be wrong by a thousand.",
    ),
    wrong="output:\n  accepted: {value: 6480 t, unit: kg}\n",
    right="output:\n  accepted: {value: 6480, unit: t}\n",
)
STRAY_UNIT: Final = Kind(
    code="stray-unit",
    title=Message("单位不知属于哪个数", "A unit without its number"),
    why=Message(
        "单独一格“单位”只能配一个没有单位的数；多个或没有时说不清是谁的。",
        "A unit in a cell of its own goes with exactly one number that has none.",
    ),
    wrong="output:\n  accepted: 6480\n  charged: 7000\n  unit: t\n",
    right="output:\n  accepted: 6480 t\n  charged: 7000 t\n",
)
WRONG_DIMENSION: Final = Kind(
    code="wrong-dimension",
    title=Message("单位的量不对", "The unit measures something else"),
    why=Message(
        "质量不能当能量用；同名不同量的单位（如 Nm3 与 m3、kg/t 与 kgCO2e/t）最容易混。",
        "A mass is no energy; units that look alike (Nm3 and m3, kg/t and kgCO2e/t) are mixed up most often.",
    ),
    wrong="output:\n  accepted: 6480 kWh\n",
    right="output:\n  accepted: 6480 t\n",
)
WRONG_SIGN: Final = Kind(
    code="wrong-sign",
    title=Message("数不应为负或为零", "A number below or at zero"),
    why=Message(
        "方向由“输入、输出”说明，数量不带负号；产量为零时没有单位产品可言。",
        "Direction is said by input and output, never by a minus; without output there is no product.",
    ),
    wrong="output:\n  accepted: 1000 t\n  rejected: -35 t\n",
    right="output:\n  accepted: 1000 t\n  rejected: 35 t\n",
)
SHARE_OUT_OF_RANGE: Final = Kind(
    code="share-out-of-range",
    title=Message("比例超出 0 到 100 %", "A share outside 0 to 100 %"),
    why=Message(
        "14 与 14 % 差一百倍；不写百分号的 14 就是 1400 %。",
        "14 and 14 % differ by a hundred; without the sign 14 is 1400 %.",
    ),
    wrong="composition:\n- {component: MgO, share: 76.5}\n",
    right="composition:\n- {component: MgO, share: 76.5 %}\n",
)
BAD_DATE: Final = Kind(
    code="bad-date",
    title=Message("日期写法有误", "Not a date"),
    why=Message(
        "2025/1/2 有人读一月二日，有人读二月一日；日历上没有的日子也不猜。",
        "Some read 2025/1/2 as January, some as February; a day that no calendar has is not guessed either.",
    ),
    wrong="period: {start: 2025/1/1, end: 2025-12-31}\n",
    right="period: {start: 2025-01-01, end: 2025-12-31}\n",
)
BAD_TRUTH: Final = Kind(
    code="bad-truth",
    title=Message("应写“是”或“否”", "Neither yes nor no"),
    why=Message("“1”“√”“部分”可以有几种读法。", "“1”, “√” and “partly” can be read in several ways."),
    wrong="processes:\n- {id: mixing, used: 采用}\n",
    right="processes:\n- {id: mixing, used: 是}\n",
)
UNKNOWN_OPTION: Final = Kind(
    code="unknown-option",
    title=Message("不在选项之中", "Not one of the options"),
    why=Message(
        "规则按选项挑选数据行；写法不认识的行会悄悄漏出所有规则。",
        "Rules pick rows by their options; a row with an unknown word would escape every rule unnoticed.",
    ),
    wrong="activities:\n- {id: A1, process: mixing, kind: 用电, direction: input}\n",
    right="activities:\n- {id: A1, process: mixing, kind: 电力, direction: input}\n",
)
EMPTY_TEXT: Final = Kind(
    code="empty-text",
    title=Message("写了空文字", "An empty text"),
    why=Message(
        "没有数据与写了空白是两回事；没有数据时什么都不写。",
        "No data and a blank text are different things; where there is no data nothing is written.",
    ),
    wrong='output:\n  accepted: ""\n',
    right="output:\n  accepted:\n",
)
KINDS: Final[tuple[Kind, ...]] = (
    BAD_NUMBER,
    MISSING_UNIT,
    UNKNOWN_UNIT,
    TWO_UNITS,
    STRAY_UNIT,
    WRONG_DIMENSION,
    WRONG_SIGN,
    SHARE_OUT_OF_RANGE,
    BAD_DATE,
    BAD_TRUTH,
    UNKNOWN_OPTION,
    EMPTY_TEXT,
)
