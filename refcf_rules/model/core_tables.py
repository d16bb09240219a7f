"""The built-in tables of every inventory (``docs/semantics.md``, section 6).

Amounts are the absolute totals of the meter or pool they name over the period; a company
never types an allocation share, and never a process emission that its composition gives.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.model.field import Field, Sign, Table
from refcf_rules.model.types import (
    DATE,
    SHARE,
    TEXT,
    TRUTH,
    Basis,
    ChoiceType,
    NumberType,
    ReferenceType,
    Type,
)
from refcf_rules.quantities.unit import Unit, parse_unit
from refcf_rules.source.message import Message

NCV: Final = "ncv"
"""The field for an energy per mass or volume of fuel, next to the amount: both differ from row to row."""


def measured(unit: str, basis: Basis | None = None) -> tuple[NumberType, Unit]:
    """The number type measured by a unit, with the unit to show."""
    parsed = parse_unit(unit)
    return NumberType(parsed.dimension, basis), parsed


def _field(
    id_: str, zh: str, en: str, of: Type | tuple[NumberType, Unit], *flags: str, sign: Sign = "not negative"
) -> Field:
    type_, unit = of if isinstance(of, tuple) else (of, None)
    return Field(id_, Message(zh, en), type_, unit, "required" in flags, sign, "derived" in flags)


_PERCENT = (SHARE, parse_unit("%"))
_MASS = measured("t")
_DRY_MASS = measured("t", Basis.DRY)
_PLAIN = (SHARE, parse_unit("1"))
_EMISSION = measured("kgCO2e")
_FACTOR_KIND = ChoiceType("factor-kind")

PRODUCT: Final = Table(
    "product",
    Message("产品信息", "product"),
    (
        _field("id", "产品代号", "id", TEXT, "required"),
        _field("name", "产品名称", "name", TEXT, "required"),
        _field("class", "产品类别", "class", ChoiceType("product-class"), "required"),
        _field("state", "产品状态", "state", ChoiceType("state")),
        _field("sold_by", "计量方式", "unit of sale", ChoiceType("sold-by")),
        _field("pieces", "块数", "pieces", measured("piece")),
        _field("piece_mass", "单块质量", "mass per piece", measured("kg/piece")),
        _field("moisture", "含水率", "moisture", _PERCENT),
        _field("bulk_density", "体积密度", "bulk density", measured("kg/m3")),
        _field("carbon", "含碳量", "carbon content", measured("kgC/kg")),
    ),
    single=True,
)

PERIOD: Final = Table(
    "period",
    Message("报告期", "reporting period"),
    (
        _field("start", "开始日期", "start", DATE, "required"),
        _field("end", "结束日期", "end", DATE, "required"),
        _field("months", "完整月数", "whole months", _PLAIN, "derived"),
    ),
    single=True,
)

OUTPUT: Final = Table(
    "output",
    Message("产出", "output"),
    (
        _field("accepted", "合格品产量", "accepted product", _MASS, sign="positive"),
        _field("charged", "投料量", "mass charged", _MASS),
        _field("rejected", "不合格品量", "rejected", _MASS),
        _field("opening_stock", "期初库存", "opening stock", _MASS),
        _field("closing_stock", "期末库存", "closing stock", _MASS),
        _field("price", "单价", "price", measured("CNY/t")),
    ),
    single=True,
)

DECLARED: Final = Table(
    "declared",
    Message("企业声明结果", "declared results"),
    (_field("footprint", "声明的产品碳足迹", "declared footprint", measured("kgCO2e/t"), sign="any"),),
    single=True,
)

REPORT: Final = Table("report", Message("报告信息", "report"), (), single=True)
SERVICE: Final = Table("service", Message("使用数据", "service data"), (), single=True)

COMPOSITION: Final = Table(
    "composition",
    Message("成分", "composition"),
    (
        _field("component", "组分", "component", TEXT, "required"),
        _field("share", "质量分数", "mass fraction", _PERCENT),
        _field("basis", "成分基准", "basis", ChoiceType("basis")),
    ),
)

PROCESS: Final = Table(
    "process",
    Message("过程情况", "unit process"),
    (
        _field("id", "过程", "process", ChoiceType("process"), "required"),
        _field("used", "是否采用", "used", TRUTH),
        _field("done_by", "完成单位", "done by", ChoiceType("done-by")),
        _field("reason", "说明", "reason", TEXT),
    ),
    key="processes",
)

ACTIVITY: Final = Table(
    "activity",
    Message("活动", "activity"),
    (
        _field("id", "编号", "id", TEXT, "required"),
        _field("name", "名称", "name", TEXT),
        _field("process", "单元过程", "unit process", ChoiceType("process"), "required"),
        _field("stage", "阶段", "stage", ChoiceType("stage"), "derived"),
        _field("order", "过程次序", "order of the process", _PLAIN, "derived"),
        _field("kind", "类别", "kind", ChoiceType("kind"), "required"),
        _field("flow", "流", "flow", TEXT),
        _field("direction", "方向", "direction", ChoiceType("direction"), "required"),
        _field("amount", "数量", "amount", NumberType(None)),
        _field("multiplier", "倍率", "meter multiplier", _PLAIN, sign="positive"),
        _field("basis", "质量基准", "basis", ChoiceType("basis")),
        _field("moisture", "含水率", "moisture", _PERCENT),
        _field("origin", "来源", "origin", ChoiceType("origin")),
        _field("pool", "共用计量", "pool", ReferenceType("pool")),
        _field("data", "数据类型", "data class", ChoiceType("data")),
        _field("year", "数据年份", "data year", _PLAIN),
        _field("place", "地域", "place", TEXT),
        _field("supply", "供电方式", "supply", ChoiceType("supply")),
        _field("carbon", "含碳量", "carbon content", measured("kgC/kg")),
        _field("loss_on_ignition", "灼减", "loss on ignition", _PERCENT),
        _field(NCV, "低位发热量", "net calorific value", NumberType(None), sign="positive"),
        _field("ncv_basis", "发热量类型", "type of calorific value", ChoiceType("ncv-basis")),
        _field("pressure", "压力", "pressure", measured("MPa")),
        _field("technology", "技术代表性", "technological representativeness", _PLAIN),
        _field("geography", "地理代表性", "geographical representativeness", _PLAIN),
        _field("time", "时间代表性", "temporal representativeness", _PLAIN),
        _field("completeness", "完整性", "completeness", _PLAIN),
        _field("reliability", "可靠性", "reliability", _PLAIN),
        _field("evidence", "证据", "evidence", TEXT),
        _field("zero_reason", "数量为零的说明", "reason for a zero amount", TEXT),
        _field("missing_reason", "缺失说明", "reason for a missing value", TEXT),
        _field("mass", "干基质量", "dry mass", _DRY_MASS, "derived"),
        _field("energy", "能量", "energy", measured("MWh"), "derived"),
        _field("factor_amount", "按因子单位的数量", "amount in the factor's unit", NumberType(None), "derived"),
        _field("factor.value", "因子值", "factor value", NumberType(None), sign="any"),
        _field("factor.kind", "因子类别", "factor kind", _FACTOR_KIND),
        _field("factor.basis", "因子的质量基准", "mass basis of the factor", ChoiceType("basis")),
        _field("factor.fossil", "因子的化石部分", "fossil part of the factor", NumberType(None), sign="any"),
        _field("factor.biogenic", "因子的生物源部分", "biogenic part of the factor", NumberType(None), sign="any"),
        _field(
            "factor.land_use",
            "因子的土地利用变化部分",
            "land-use part of the factor",
            NumberType(None),
            sign="any",
        ),
        _field(
            "factor.aircraft",
            "因子的航空运输部分",
            "aircraft part of the factor",
            NumberType(None),
            sign="any",
        ),
        _field("factor.gwp", "因子的潜势值版本", "GWP set of the factor", ChoiceType("gwp-set")),
        _field("factor.year", "因子年份", "year of the factor", _PLAIN),
        _field("factor.place", "因子的地域", "place of the factor", TEXT),
        _field("factor.source", "因子来源", "source of the factor", TEXT),
        _field("factor.status", "因子状态", "status of the factor", ChoiceType("factor-status")),
        _field("factor.losses", "因子的线损", "losses in the factor", ChoiceType("losses")),
        _field("factor.low", "因子库合理范围的下限", "low end of the library's range", NumberType(None), "derived"),
        _field("factor.high", "因子库合理范围的上限", "high end of the library's range", NumberType(None), "derived"),
        _field("factor.printed_as", "因子库中同值因子的类别", "kind printed with this value", _FACTOR_KIND, "derived"),
    ),
    key="activities",
)

LEG: Final = Table(
    "leg",
    Message("运输段", "transport leg"),
    (
        _field("goods", "所运物料", "goods", TEXT),
        _field("mode", "运输方式", "mode", TEXT),
        _field("mass", "发运质量", "mass as shipped", _MASS),
        _field("distance", "运距", "distance", measured("km")),
    ),
    parent="activity",
    key="legs",
)

POOL: Final = Table(
    "pool",
    Message("共用计量", "pool"),
    (
        _field("id", "编号", "id", TEXT, "required"),
        _field("name", "名称", "name", TEXT),
        _field("process", "单元过程", "unit process", ChoiceType("process"), "required"),
        _field("method", "企业采用的分配依据", "method the company used", ChoiceType("allocation-method")),
        _field("declared_share", "企业声明的份额", "declared share", _PERCENT),
        _field("clause_key", "条款规定的分配依据", "allocation key set by a clause", _PLAIN, "derived"),
    ),
    key="pools",
)

POOL_USER: Final = Table(
    "pool_user",
    Message("共用者", "pool user"),
    (
        _field("product", "产品代号", "product", TEXT, "required"),
        _field("mass_charged", "装入质量", "mass charged", _MASS),
        _field("dwell", "停留时间", "residence time", measured("h")),
        _field("temperature_class", "温度等级系数", "temperature class factor", _PLAIN),
        _field("volume", "装窑容积", "setting volume", measured("m3")),
        _field("carbon_lost", "失碳量", "carbon lost", measured("tC")),
        _field("batches", "批次", "batches", _PLAIN),
    ),
    parent="pool",
    key="users",
)

COPRODUCT: Final = Table(
    "coproduct",
    Message("共生产品", "co-product"),
    (
        _field("id", "编号", "id", TEXT, "required"),
        _field("name", "名称", "name", TEXT),
        _field("process", "单元过程", "unit process", ChoiceType("process"), "required"),
        _field("order", "过程次序", "order of the process", _PLAIN, "derived"),
        _field("mass", "质量", "mass", _MASS),
        _field("price", "单价", "price", measured("CNY/t")),
    ),
    key="coproducts",
)

EXCLUSION: Final = Table(
    "exclusion",
    Message("舍去项", "exclusion"),
    (
        _field("id", "编号", "id", TEXT, "required"),
        _field("name", "名称", "name", TEXT),
        _field("flow", "流", "flow", TEXT),
        _field("process", "单元过程", "unit process", ChoiceType("process"), "required"),
        _field("kind", "类别", "kind", ChoiceType("kind"), "required"),
        _field("mass", "质量", "dry mass", _DRY_MASS),
        _field("emissions", "估算排放", "estimated emissions", _EMISSION),
        _field("method", "估算方法", "method of estimate", TEXT),
        _field("reason", "理由", "reason", TEXT),
        _field("evidence", "证据", "evidence", TEXT),
    ),
    key="exclusions",
)

# One row per activity and per computed process emission: what the footprint sums.
CONTRIBUTION: Final = Table(
    "contribution",
    Message("贡献", "contribution"),
    (
        _field("id", "编号", "id", TEXT, "derived"),
        _field("name", "名称", "name", TEXT, "derived"),
        _field("process", "单元过程", "unit process", ChoiceType("process"), "derived"),
        _field("stage", "阶段", "stage", ChoiceType("stage"), "derived"),
        _field("computed", "由公式计算", "computed by a formula", TRUTH, "derived"),
        _field("activity", "活动", "activity", ReferenceType("activity"), "derived"),
        _field("fossil", "化石", "fossil", _EMISSION, "derived"),
        _field("biogenic", "生物源", "biogenic", _EMISSION, "derived"),
        _field("land_use", "土地利用变化", "land-use change", _EMISSION, "derived"),
        _field("aircraft", "航空运输", "aircraft transport", _EMISSION, "derived"),
        _field("emission", "排放量", "emission", _EMISSION, "derived"),
    ),
)

CORE_TABLES: Final[tuple[Table, ...]] = (
    PRODUCT,
    PERIOD,
    OUTPUT,
    COMPOSITION,
    PROCESS,
    ACTIVITY,
    LEG,
    POOL,
    POOL_USER,
    COPRODUCT,
    EXCLUSION,
    SERVICE,
    REPORT,
    DECLARED,
    CONTRIBUTION,
)
