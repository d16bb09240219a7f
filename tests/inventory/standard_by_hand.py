"""A small standard put together by hand, and a good inventory for it in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from refcf_rules.model.choice import CHOICES, Choice, choice, option
from refcf_rules.model.core_tables import CORE_TABLES, SERVICE, measured
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import Factor, Provenance, Status
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Boundary, Part, Stage, Standard, UnitProcess
from refcf_rules.model.types import SHARE, TEXT, TRUTH, NumberType
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

HERE: Final = Span("by_hand.pcr", 1, 1, 1, 1)
PROCESSES: Final = (
    ("magnesia_supply", "镁砂生产", "magnesia production", "raw_materials"),
    ("inbound_transport", "原料运输", "inbound transport", "raw_materials"),
    ("mixing", "混练", "mixing", "manufacturing"),
    ("tempering", "热处理", "tempering", "manufacturing"),
)
STAGES: Final = (("raw_materials", "原料获取", "raw materials"), ("manufacturing", "生产", "manufacturing"))
_KGC_PER_KG, _CARBON_UNIT = measured("kgC/kg")
_MASS, _TONNE = measured("t")

BINDER: Final = Table(
    "binder",
    Message("结合剂", "binder"),
    (
        Field("id", Message("编号", "id"), TEXT, required=True),
        Field("mass", Message("质量", "mass"), _MASS, _TONNE),
        Field("carbon", Message("含碳量", "carbon content"), _KGC_PER_KG, _CARBON_UNIT),
        Field("retained", Message("残碳率", "retained"), SHARE, parse_unit("%")),
        Field("open_flame", Message("明火加热", "open flame"), TRUTH),
    ),
    span=HERE,
)
_TAPPED: Final = Field("tapped", Message("累计出钢量", "steel tapped"), _MASS, _TONNE, span=HERE)
TABLES: Final = (
    *(replace(table, fields=(_TAPPED,)) if table is SERVICE else table for table in CORE_TABLES),
    BINDER,
)
ADDED_CHOICES: Final[tuple[Choice, ...]] = (
    choice("process", "单元过程", "unit process", *(option(id_, zh, en) for id_, zh, en, _ in PROCESSES)),
    choice("stage", "阶段", "stage", *(option(id_, zh, en) for id_, zh, en in STAGES)),
    choice(
        "product-class",
        "产品类别",
        "product class",
        option("magnesia-carbon-brick", "镁碳砖", "magnesia-carbon brick"),
    ),
)
GRID: Final = Factor(
    id="grid-2023",
    label=Message("全国电力平均因子", "national grid average"),
    flow="electricity",
    components=(("fossil", 0.1726),),
    type=NumberType(parse_unit("kgCO2e/MJ").dimension),
    unit=parse_unit("kgCO2e/kWh"),
    kind="footprint",
    basis=None,
    gwp_set="AR6",
    place="CN",
    year=2023,
    losses="included",
    plausible=None,
    ncv=None,
    note=None,
    provenance=Provenance(Status.SOURCED, ("by hand",)),
    clause="factors",
    span=HERE,
)


def standard_by_hand(requirements: tuple[Requirement, ...] = (), *, process_open: bool = False) -> Standard:
    """A part with one added table, four unit processes and one factor."""
    choices = [replace(one, open=process_open and one.id == "process") for one in ADDED_CHOICES]
    return Standard(
        id="by_hand",
        parts=(
            Part(
                "by_hand",
                "T/XXX 0101—2026",
                same("2026 草案"),
                Message("手工标准", "by hand"),
                "draft",
                same("refcf"),
                (),
                None,
                HERE,
            ),
        ),
        digest="0" * 64,
        clauses=(),
        terms=(),
        not_checkable=(),
        tables=TABLES,
        choices=(*CHOICES, *choices),
        products=(),
        declared_unit=None,
        functional_units=(),
        boundary=Boundary(
            "cradle to gate",
            tuple(Stage(id_, Message(zh, en), "boundary", HERE) for id_, zh, en in STAGES),
            tuple(
                UnitProcess(id_, Message(zh, en), stage, "required", "boundary", HERE)
                for id_, zh, en, stage in PROCESSES
            ),
            (),
        ),
        parameters=(),
        lookups=(),
        factors=(GRID,),
        calculations=(),
        repetitions=(),
        emissions=(),
        requirements=requirements,
        balances=(),
        indicators=(),
        footprint=None,
        reported=(),
        grading=None,
        overrides=(),
        examples=(),
    )


BY_HAND: Final = standard_by_hand()

CHINESE: Final = """\
refcf: 1
标准: by_hand
版本: 2026 草案
企业: {名称: 某耐火材料厂, 厂区: 一厂, 地域: 辽宁}
产品信息:
  产品代号: MT-14A
  产品名称: 镁碳砖（钢包渣线）
  产品类别: 镁碳砖
  产品状态: 热处理
  计量方式: 按吨
  含水率: 0.3 %
  体积密度: 3.0 g/cm3
  含碳量: 14 %
报告期:
  开始日期: 2025-01-01
  结束日期: 2025年12月31日
产出:
  合格品产量: 6480 t
  投料量: 6790 吨
  单价: 8200 元/t
成分:
- {组分: MgO, 质量分数: 76.5 %, 成分基准: 灼烧基}
- {组分: C, 质量分数: 0.14}
过程情况:
- {过程: 热处理, 是否采用: 是, 完成单位: 本厂}
- {过程: 混练, 是否采用: yes}
活动:
- 编号: M1
  名称: 97 电熔镁砂
  单元过程: 镁砂生产
  类别: 原料
  方向: 输入
  数量: 5400 t
  质量基准: 收到基
  含水率: 0.5 %
  来源: 原生料
  数据类型: 次级数据
  因子:
    值: 3.2
    单位: kgCO2e/kg
    类别: 产品碳足迹因子
    化石部分: 3.1
    因子的生物源部分: 0.1 kgCO2e/kg
    年份: 2023
    来源: 供应商
    状态: 供应商提供
- 编号: T1
  单元过程: 原料运输
  类别: 运输
  方向: 输入
  运输段:
  - {所运物料: M1, 运输方式: 公路, 发运质量: 5400 t, 运距: 320 km}
  - {所运物料: M1, 运输方式: 铁路, 发运质量: 5.4 kt, 运距: 120 公里}
- {编号: E1, 单元过程: 热处理, 类别: 电力, 方向: 输入, 数量: 85, 单位: 万kWh, 共用计量: 窑1, 因子: grid-2023}
共用计量:
- 编号: 窑1
  单元过程: 热处理
  企业声明的份额: 62 %
  共用者:
  - {产品代号: MT-14A, 装入质量: 6790 t, 停留时间: 24 h}
  - {产品代号: 其他, 装入质量: 4100 t, 停留时间: 22 h, 批次: 12}
舍去项:
- {编号: X1, 单元过程: 混练, 类别: 辅料, 质量: 3 t, 估算排放: 6 tCO2e, 理由: 量小}
使用数据: {累计出钢量: 120 万t}
企业声明结果: {声明的产品碳足迹: 4225 kgCO2e/t}
结合剂:
- {编号: B1, 质量: 180, 单位: t, 含碳量: 62 %, 残碳率: 0.55, 明火加热: 否}
""".replace("5.4 kt", "5400 吨")

ENGLISH: Final = """\
refcf: 1
standard: by_hand
edition: 2026 草案
company: {name: A refractories plant, site: one, place: Liaoning}
product: {id: MT-14A, name: Magnesia-carbon brick, class: magnesia-carbon-brick, carbon: 0.14 kgC/kg}
period: {start: 2025-01-01, end: 2025-12-31}
output: {accepted: {value: 6480, unit: t}, rejected: }
composition:
- {component: MgO, share: {value: 76.5, unit: "%"}}
processes:
- {id: mixing, used: true}
activities:
- {id: M1, process: magnesia_supply, kind: material, direction: input, amount: 5400 t, year: 2025}
- id: E1
  process: tempering
  kind: electricity
  direction: input
  amount: {value: "85", unit: 万kWh}
  pool: kiln-1
  factor: {value: 0.62 kgCO2e/kWh, kind: footprint, gwp: AR6, year: 2023}
- {id: E2, process: mixing, kind: electricity, direction: input, unit: kWh}
pools:
- id: kiln-1
  process: tempering
  users: [{product: MT-14A, mass_charged: 6790 t}]
coproducts: []
exclusions:
binder: [{id: B1, mass: 180 t, carbon: 62 %}]
"""
