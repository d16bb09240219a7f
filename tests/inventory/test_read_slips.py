"""Slips of a plant engineer: each gives exactly one fault, at its line, that says what to do."""

from __future__ import annotations

import re
from typing import Final

import pytest

from refcf_rules.inventory.read import read_inventory
from tests.inventory.standard_by_hand import BY_HAND, CHINESE

UNFILLED: Final = re.compile(r"\{[a-z]+\}")

LEGS: Final = CHINESE[CHINESE.index("  - {所运物料") : CHINESE.index("- {编号: E1")]

# what stands in the good inventory, what the engineer typed, the kind, words of the message or hint
SLIPS: Final = {
    "thousands separator": ("合格品产量: 6480 t", "合格品产量: 6,480 t", "bad-number", "若指 6480 t"),
    "thousands by blank": ("合格品产量: 6480 t", "合格品产量: 6 480 t", "bad-number", "若指 6480 t"),
    "about": ("合格品产量: 6480 t", "合格品产量: 约6480 t", "bad-number", "不是数值"),
    "a range": ("合格品产量: 6480 t", "合格品产量: 6400-6500 t", "bad-number", "范围"),
    "a dash for no data": ("投料量: 6790 吨", "投料量: —", "bad-number", "什么都不写"),
    "bare number": ("合格品产量: 6480 t", "合格品产量: 6480", "missing-unit", "如 6480 t"),
    "kgs": ("合格品产量: 6480 t", "合格品产量: 6480 kgs", "unknown-unit", "kg"),
    "coal equivalent": ("数量: 85, 单位: 万kWh", "数量: 85, 单位: 吨标煤", "unknown-unit", "当量值"),
    "cubic metres by habit": ("数量: 85, 单位: 万kWh", "数量: 85 立方", "unknown-unit", "Nm3"),
    "kg per tonne": ("碳足迹: 4225 kgCO2e/t", "碳足迹: 4225 公斤/吨", "wrong-dimension", "纯数"),
    "energy for mass": ("合格品产量: 6480 t", "合格品产量: 6480 kWh", "wrong-dimension", "能量"),
    "specific amount": ("数量: 5400 t", "数量: 85 kWh/t", "wrong-dimension", "总量"),
    "factor without CO2e": ("    单位: kgCO2e/kg", "    单位: kg/kg", "wrong-dimension", "CO2e"),
    "year with its word": ("年份: 2023", "年份: 2023年", "wrong-dimension", "只写数：2023"),
    "percent without its sign": ("质量分数: 76.5 %", "质量分数: 76.5", "share-out-of-range", "写成 76.5 %"),
    "moisture as 14": ("含水率: 0.3 %", "含水率: 14", "share-out-of-range", "1400 %"),
    "more than all": ("含碳量: 14 %", "含碳量: 140 %", "share-out-of-range", "超过 100 %"),
    "more than can be shown in percent": ("含水率: 0.3 %", "含水率: 1.7e308", "share-out-of-range", "超过 100 %"),
    "carbon content bare": ("含碳量: 14 %", "含碳量: 0.14", "missing-unit", "如 0.14 kgC/kg。"),
    "negative reject": ("投料量: 6790 吨", "投料量: -35 t", "wrong-sign", "不应为负"),
    "no output": ("合格品产量: 6480 t", "合格品产量: 0 t", "wrong-sign", "大于零"),
    "no such day": ("开始日期: 2025-01-01", "开始日期: 2025-02-30", "bad-date", "28 天"),
    "slashes": ("开始日期: 2025-01-01", "开始日期: 2025/1/1", "bad-date", "写成 2025-01-01"),
    "only the month": ("开始日期: 2025-01-01", "开始日期: 2025-01", "bad-date", "写到日"),
    "wrong year of end": ("结束日期: 2025年12月31日", "结束日期: 2024-12-31", "reversed-period", "早于"),
    "option in own words": ("类别: 电力", "类别: 用电", "unknown-option", "电力（electricity）"),
    "group of options": ("类别: 电力", "类别: 能源", "unknown-option", "燃料（fuel）"),
    "misspelt process": ("单元过程: 原料运输", "单元过程: 原材料运输", "unknown-option", "原料运输"),
    "misspelt field": ("  合格品产量: 6480 t", "  合格产量: 6480 t", "unknown-field", "产量（accepted）"),
    "field in own words": ("数量: 85, 单位", "用量: 85, 单位", "unknown-field", "数量（amount）"),
    "required field misspelt": ("  单元过程: 镁砂生产", "  单元工序: 镁砂生产", "unknown-field", "单元过程"),
    "section misspelt": ("报告期:", "报告期间:", "unknown-section", "报告期（period）"),
    "section nested elsewhere": ("使用数据:", "运输段: []\n使用数据:", "unknown-section", "“活动”"),
    "a field twice": ("  投料量: 67", "  charged: 1 t\n  投料量: 67", "duplicate-field", "同一项"),
    "a section twice": ("使用数据:", "output: {charged: 1 t}\n使用数据:", "duplicate-section", "同一部分"),
    "two products": ("使用数据:", "product: {id: A}\n使用数据:", "several-products", "一个产品"),
    "products as a list": ("使用数据:", "products: [{id: A}]\n使用数据:", "several-products", "各写一份"),
    "stage typed in": ("  类别: 运输", "  阶段: 生产\n  类别: 运输", "derived-value", "删去"),
    "id used twice": ("编号: T1", "编号: M1", "repeated-id", "第 28 行"),
    "no id": ("{编号: B1, 质量", "{质量", "missing-field", "编号"),
    "no process": ("{编号: X1, 单元过程: 混练, ", "{编号: X1, ", "missing-field", "单元过程"),
    "unknown meter": ("共用计量: 窑1", "共用计量: 窑2", "unknown-reference", "窑1"),
    "unknown factor": ("因子: grid-2023", "因子: grid-2032", "unknown-reference", "grid-2023"),
    "factor as a number": ("因子: grid-2023", "因子: 0.57 kgCO2e/kWh", "wrong-shape", "value:"),
    "leg without dash": (LEGS, "    {运距: 320 km}\n", "wrong-shape", "“- ”"),
    "one unit for two numbers": ("单位: t, 含碳量: 62 %", "单位: t, 含碳量: 0.62", "stray-unit", "每个数"),
    "two units": ("数量: 85, 单位: 万kWh", "数量: 85 kWh, 单位: 万kWh", "two-units", "保留"),
    "partly used": ("是否采用: 是", "是否采用: 部分", "bad-truth", "是"),
    "newer format": ("refcf: 1", "refcf: 2", "wrong-version", "refcf: 1"),
    "quoted nothing": ("  名称: 97 电熔镁砂", '  名称: ""', "empty-text", "什么都不写"),
    "not a number, quoted": ("投料量: 6790 吨", '投料量: "NaN"', "bad-number", "不是有限的数"),
    "not a number": ("投料量: 6790 吨", "投料量: nan", "not-finite", ""),
}  # fmt: skip


@pytest.mark.parametrize("good, typed, code, words", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_gives_one_clear_fault_at_its_line(good: str, typed: str, code: str, words: str) -> None:
    assert CHINESE.count(good) >= 1, good
    before, _, after = CHINESE.partition(good)
    changed = before + typed + after
    inventory, faults = read_inventory("清单.yaml", changed.encode(), BY_HAND)
    assert inventory is None
    assert [fault.kind.code for fault in faults] == [code], [fault.message.zh for fault in faults]
    (fault,) = faults
    assert fault.hint is not None
    assert words in fault.message.zh + fault.hint.zh
    first = before.count("\n") + 1
    assert first <= fault.span.line <= first + typed.rstrip().count("\n")
    for said in (fault.message, fault.hint):
        assert said.zh
        assert said.en
        assert not UNFILLED.search(said.zh + said.en)


@pytest.mark.parametrize(
    "good, typed",
    [
        ("合格品产量: 6480 t", "合格品产量: ６４８０ ｔ"),
        ("合格品产量: 6480 t", "合格品产量: 6480吨"),
        ("合格品产量: 6480 t", "合格品产量: 0.648 万t"),
        ("合格品产量: 6480 t", "合格品产量: {值: 6480, 单位: t}"),
        ("合格品产量: 6480 t\n  投料量: 6790 吨", "合格品产量: 6480\n  单位: t\n  投料量: 6790 吨"),
        ("合格品产量: 6480 t", "合格品产量: {数值: 6480 t, unit: 吨}"),
    ],
)
def test_other_ways_to_write_the_same_number(good: str, typed: str) -> None:
    assert good in CHINESE
    inventory, faults = read_inventory("清单.yaml", CHINESE.replace(good, typed).encode(), BY_HAND)
    assert not faults
    assert inventory is not None
    assert inventory.tables["output"][0].cells["accepted"].value == 6_480_000.0
