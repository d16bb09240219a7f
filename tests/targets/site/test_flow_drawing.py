"""The drawing of the life cycle: what crosses the boundary, what is left out and why, and the same in words."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import Final

import pytest

from refcf_rules.model.evidence import Evidence, Executed, Judged, Used
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Details,
    Paragraph,
    Place,
    Table,
    plain,
)
from refcf_rules.targets.prose.drawings import DiagramProcess, DiagramStage, FlowDiagram
from refcf_rules.targets.prose.members.flow import flow_blocks, flow_diagram
from refcf_rules.targets.site.flow_drawing import flow_drawn
from tests.targets.prose.published import PUBLISHED, published
from tests.targets.prose.standards import SMALL, compiled, small

RECT: Final = re.compile(r'<rect class="(\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"')
STYLES: Final = {"required", "optional", "conditional"}
USED: Final = (
    Used("tempering", "electricity", ""),
    Used("tempering", "fuel", "gas"),
    Used("reclaim", "waste", ""),
    Used("reclaim", "material", "", "output"),
)


def ran(language: Language = "en") -> Context:
    """A small standard whose examples were run: in one that violates nothing, binder loses carbon in tempering."""
    executed = Executed("satisfying", True, {}, (), USED, (("binder_carbon", "tempering"),))
    heat = (Used("magnesia_supply", "heat", ""),)
    broken = {"omission_documented": Judged("omission_documented", "violated")}
    runs = {
        ("small", "satisfying"): executed,
        ("small", "careless"): Executed("careless", True, broken, (), heat),
        ("other", "elsewhere"): Executed("elsewhere", True, {}, (), heat),
    }
    return Context(small(), language, Evidence(runs, {}, {}))


def svgs(diagram: FlowDiagram) -> list[str]:
    """The wide drawing and the narrow one."""
    return re.findall(r"<svg.*?</svg>", flow_drawn(diagram, lambda place: f"#{place.kind}-{place.id}"))


def test_flows_are_those_of_the_part_s_own_examples_that_violate_nothing() -> None:
    """Waste and outputs leave, all else enters; a computed emission leaves where it arises."""
    flows = {one.label: (one.comes_in, one.goes_out) for stage in flow_diagram(ran()).stages for one in stage.processes}
    assert flows == {
        "magnesia production": ("", ""),
        "treatment of reclaimed bricks": ("", "material, waste treatment"),
        "tempering": ("fuel*, electricity*", "binder carbon"),
    }


def test_a_rule_that_names_a_process_and_a_kind_shows_the_flow() -> None:
    first = flow_diagram(Context(compiled(SMALL + SUPPLY), "en")).stages[0].processes[0]
    assert (first.label, first.comes_in) == ("magnesia production", "material")


SUPPLY: Final = """
clause supply {
    title zh "原料" en "Supply"
    rule place_given zh "产地" en "place" shall {
        for each material input m of magnesia_supply
        require m.place is given
        because zh "产地决定因子" en "the place decides the factor"
    }
}
"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_drawing_says_all_in_words_and_the_line_says_it_again(language: Language) -> None:
    context = Context(published(PUBLISHED[0]), language)
    diagram = flow_diagram(context)
    processes = [one for stage in diagram.stages for one in stage.processes]
    for svg in svgs(diagram):
        boxes = [(kind, *map(float, numbers)) for kind, *numbers in RECT.findall(svg) if kind in STYLES]
        assert len(boxes) == len(processes)
        for (*_, y, _, height), (_, _, below, *_) in pairwise(boxes):
            assert y + height < below
        said = unescape(re.sub(r"<[^>]+>", "", svg.partition("</desc>")[2])).replace(" ", "")
        for one in processes:
            assert one.label.replace(" ", "") in said
            assert one.marks[0].replace(" ", "") in said


def test_what_is_left_out_stands_below_the_boundary_with_its_reason() -> None:
    said = "Outside the boundary: capital goods. Why: not tied to output."
    for svg in svgs(flow_diagram(ran())):
        frame, beyond = (next(one for one in RECT.findall(svg) if one[0] == kind) for kind in ("frame", "beyond"))
        assert float(beyond[2]) > float(frame[2]) + float(frame[4])
        assert said in " ".join(re.findall(r'<text class="outside"[^>]*>([^<]*)</text>', svg))
        assert '<a href="#clause-small.edges"><rect class="beyond"' in svg


def test_a_kind_that_may_nowhere_be_cut_off_is_marked_and_the_mark_explained() -> None:
    """The small standard lets nobody cut energy off: fuel and electricity are energy, material is none."""
    for svg in svgs(flow_diagram(ran())):
        assert "fuel*, electricity*" in svg
        assert "* Shall not be cut off in any unit process." in svg
        assert "material*" not in svg


def test_flows_cross_the_boundary_where_there_is_room() -> None:
    wide, narrow = svgs(flow_diagram(ran()))
    _, left, _, width, _ = next(one for one in RECT.findall(wide) if one[0] == "frame")
    arrows = [tuple(map(float, found)) for found in re.findall(r'd="M([\d.]+) [\d.]+h([\d.]+)m', wide)]
    assert len(arrows) == 3
    for edge in (float(left), float(left) + float(width)):
        assert any(start < edge < start + length for start, length in arrows)
    assert not re.search(r'd="M[\d.]+ [\d.]+h', narrow)
    assert '<tspan class="head">Comes in</tspan> fuel*, electricity*' in narrow


def test_a_list_beside_the_drawing_has_the_same_in_words() -> None:
    diagram, lead, details = flow_blocks(ran("zh"), "small.edges")
    assert isinstance(diagram, FlowDiagram)
    assert isinstance(lead, Paragraph)
    assert isinstance(details, Details)
    table, mark, note = details.blocks
    assert isinstance(mark, Paragraph)
    assert plain(mark.content) == "* 在任何单元过程都不应舍去。"
    assert isinstance(table, Table)
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["原材料获取阶段", "镁砂生产", "必选", "", ""],
        ["", "再生料处理", "满足条件时必选", "", "原料、废物"],
        ["生产阶段", "热处理", "必选 可共用，按依据分配", "燃料*、电力*", "结合剂失碳"],
    ]
    assert isinstance(note, Paragraph)
    assert plain(note.content) == "边界外：资本货物。理由：与产量无关。"


def test_a_part_without_a_product_has_no_flow_of_its_own() -> None:
    assert flow_blocks(Context(published("general"), "zh"), "general.stages") == ()


def test_hostile_labels_stay_text_and_inside() -> None:
    bad = '<script>alert("1")</script>' + "m" * 90
    process = DiagramProcess(bad, "required", (bad,), Place("rule", bad), bad, bad)
    diagram = FlowDiagram(bad, (bad, bad, bad), (DiagramStage(bad, (process,)),), bad, ((bad, Place("clause", bad)),))
    drawn = flow_drawn(diagram, lambda place: f"#{place.id}")
    assert "<script" not in drawn
    assert drawn == flow_drawn(diagram, lambda place: f"#{place.id}")
