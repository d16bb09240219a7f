"""The footprints of executed examples: own inventories in the open, edited ones folded, none passed off as final."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.evidence import Evidence, ExampleFootprint, Executed, Judged
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Details, Table, plain
from refcf_rules.targets.prose.drawings import BarChart
from refcf_rules.targets.prose.example_footprints import example_footprints
from tests.targets.prose.standards import SMALL, compiled

MORE: Final = """
example open "open.yaml" zh "缺数据的工厂" en "a plant that lacks data" { not decidable CFP }
example rough from satisfying zh "占位值" en "placeholders" { set product.name = "x" violates omission_documented }
example renamed from satisfying zh "改名" en "renamed" { set product.name = "y" satisfied }
"""


def context() -> Context:
    """A standard whose examples came to something: one credit, one without a result, one changed, one unchanged."""
    stages = {"raw_materials": 2.5, "manufacturing": -0.5}
    plant = ExampleFootprint(2.0, stages, {"fossil": 2.0, "biogenic": 0.25})
    rough = ExampleFootprint(3.0, {**stages, "raw_materials": 3.5}, {"fossil": 3.0, "biogenic": 0.0}, True)
    judged = {"omission_documented": Judged("omission_documented", "violated")}
    found = {
        "satisfying": Executed("satisfying", True, {}, footprint=plant),
        "open": Executed("open", True, {}),
        "careless": Executed("careless", True, judged, footprint=plant),
        "rough": Executed("rough", True, judged, footprint=rough),
        "renamed": Executed("renamed", True, {}, footprint=plant),
    }
    evidence = Evidence({("small", id_): one for id_, one in found.items()}, {}, {})
    return Context(compiled(SMALL + MORE), "zh", evidence)


def test_chart_and_table_say_the_same_with_what_is_apart() -> None:
    shown = example_footprints(context(), context().standard.examples)
    _, chart, table, _ = shown
    assert isinstance(chart, BarChart)
    assert chart.title == "产品碳足迹（按阶段，kg\u00a0CO₂e/t）"
    assert [(bar.label, bar.parts, bar.shown, bar.apart) for bar in chart.bars] == [
        ("满足的工厂", (2500.0, -500.0), "2000", 250.0)
    ]
    assert isinstance(table, Table)
    assert table.header == ("示例", "原材料获取阶段", "生产阶段", "合计", "生物源（不计入合计）")
    assert [[plain(cell) for cell in row] for row in table.rows] == [["满足的工厂", "2500", "-500", "2000", "250"]]


def test_a_changed_result_is_folded_and_says_what_it_is_not() -> None:
    *_, details = example_footprints(context(), context().standard.examples)
    assert isinstance(details, Details)
    assert plain(details.summary) == "改动后结果不同的示例（1 个）"
    chart, table = details.blocks
    assert isinstance(chart, BarChart)
    assert chart.apart == ""
    assert isinstance(table, Table)
    name, *numbers = map(plain, table.rows[0])
    assert name == "占位值 不满足要求 含占位值，不得对外声明"
    assert numbers == ["3500", "-500", "3000"]


def test_nothing_is_drawn_where_nothing_was_run() -> None:
    bare = Context(context().standard, "en")
    assert example_footprints(bare, bare.standard.examples) == ()
