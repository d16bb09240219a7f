"""Choices: closed lists of options that inventories and rules use, with labels in both languages.

A label works as an alias of the id wherever the option is written. An option may be wider
than others: ``is energy`` is true of electricity, ``is primary`` is true of site-specific data.
"""

from __future__ import annotations

from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Option:
    """One option. ``includes`` names narrower options; ``group`` options are no values themselves."""

    id: str
    label: Message
    includes: tuple[str, ...] = ()
    group: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """All ways to write the option."""
        return (self.id, self.label.zh, self.label.en)


@record
class Choice:
    """A named list of options. ``open`` lists accept other texts (they are judged by a rule)."""

    id: str
    label: Message
    options: tuple[Option, ...]
    open: bool = False

    def find(self, text: str) -> Option | None:
        """The option written ``text``, by id or label."""
        for option in self.options:
            if text in option.spellings:
                return option
        return None


def option(id_: str, zh: str, en: str = "", includes: tuple[str, ...] = (), *, group: bool = False) -> Option:
    """Shorthand for the tables below; the English label defaults to the id with blanks."""
    return Option(id_, Message(zh, en or id_.replace("-", " ")), includes, group)


def choice(id_: str, zh: str, en: str, *options: Option) -> Choice:
    """Shorthand for the tables below."""
    return Choice(id_, Message(zh, en), options)


CHOICES: tuple[Choice, ...] = (
    choice(
        "kind",
        "类别",
        "kind",
        option("material", "原料"),
        option("fuel", "燃料"),
        option("electricity", "电力"),
        option("heat", "热力", "steam or heat"),
        option("transport", "运输"),
        option("packaging", "包装"),
        option("auxiliary", "辅料", "auxiliary material"),
        option("utility", "工质", "utility medium"),
        option("waste", "废物", "waste treatment"),
        option("energy", "能源", includes=("fuel", "electricity", "heat"), group=True),
        option("goods", "物料", "goods", ("material", "packaging", "auxiliary"), group=True),
    ),
    choice("direction", "方向", "direction", option("input", "输入"), option("output", "输出")),
    choice(
        "origin",
        "来源",
        "origin",
        option("virgin", "原生料"),
        option("by-product", "副产品"),
        option("reclaimed", "再生料"),
        option("returned", "退回料", "returned by customer"),
        option("own-reject", "自产返回料", "own reject"),
        option("not-applicable", "不适用"),
    ),
    choice(
        "data",
        "数据类型",
        "data class",
        option("primary", "初级数据", "primary data", ("site-specific",)),
        option("site-specific", "现场数据", "site-specific data"),
        option("secondary", "次级数据", "secondary data"),
    ),
    choice(
        "basis",
        "质量基准",
        "mass basis",
        option("dry", "干基"),
        option("as-received", "收到基"),
        option("as-delivered", "出厂态"),
        option("fired", "烧后"),
        option("ignited", "灼烧基"),
        option("coked", "焦化后"),
    ),
    choice(
        "ncv-basis",
        "发热量类型",
        "type of calorific value",
        option("net", "低位", "net calorific value"),
        option("gross", "高位", "gross calorific value"),
    ),
    choice(
        "factor-kind",
        "因子类别",
        "factor kind",
        option("footprint", "产品碳足迹因子", "footprint factor"),
        option("direct-combustion", "直接燃烧排放因子", "direct combustion factor"),
        option("grid-co2", "电力二氧化碳排放因子", "grid CO2 factor"),
        option("limit", "限额值", "limit value"),
    ),
    choice(
        "factor-status",
        "因子状态",
        "factor status",
        option("sourced", "有来源"),
        option("derived", "推导"),
        option("supplier", "供应商提供", "from the supplier"),
        option("supplier-verified", "供应商提供并经核查", "from the supplier, verified"),
        option("placeholder", "占位值"),
    ),
    choice(
        "gwp-set",
        "潜势值版本",
        "GWP set",
        option("AR5", "第五次评估报告", "IPCC AR5"),
        option("AR6", "第六次评估报告", "IPCC AR6"),
        option("not-stated", "未说明"),
    ),
    choice(
        "supply",
        "供电方式",
        "supply",
        option("grid", "电网购电", "purchased from the grid"),
        option("direct-line", "直供电", "direct line"),
        option("own", "自发电", "own generation"),
        option("certificate", "绿证电力", "grid with certificates"),
        option("purchased", "外购", "purchased", ("grid", "certificate"), group=True),
    ),
    choice(
        "losses",
        "线损",
        "losses",
        option("included", "已含"),
        option("not-included", "未含"),
        option("not-stated", "未说明"),
    ),
    choice(
        "state",
        "产品状态",
        "state of the product",
        option("fired", "烧成"),
        option("tempered", "热处理"),
        option("unfired", "不烧"),
        option("cast", "熔铸"),
        option("monolithic", "不定形"),
        option("grain", "颗粒料"),
    ),
    choice("sold-by", "计量方式", "unit of sale", option("tonne", "按吨"), option("piece", "按块")),
    choice(
        "component",
        "温室气体类别",
        "component",
        option("fossil", "化石"),
        option("biogenic", "生物源"),
        option("land-use", "土地利用变化", "land-use change"),
        option("aircraft", "航空运输", "aircraft transport"),
    ),
    choice(
        "allocation-method",
        "分配方法",
        "allocation method",
        option("mass", "质量"),
        option("mass-time", "质量乘停留时间", "mass and residence time"),
        option("volume-time", "容积乘停留时间", "setting volume and residence time"),
        option("energy-use", "能耗", "measured energy"),
        option("carbon-loss", "失碳量", "carbon lost"),
        option("batch-count", "批次", "batches"),
        option("revenue", "产值"),
        option("price", "价格"),
        option("other-method", "其他", "other"),
    ),
    choice(
        "done-by",
        "完成单位",
        "done by",
        option("own-site", "本厂"),
        option("toll-processor", "委外"),
    ),
    choice(
        "excluded-by",
        "舍去方",
        "excluded by",
        option("company", "企业"),
        option("standard", "标准"),
    ),
)
