"""The drawing of the boundary: every process once, nothing over the edge, in words for those who do not see it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.drawings import Diagram, DiagramProcess, DiagramStage
from refcf_rules.targets.prose.members.boundary import boundary_diagram
from refcf_rules.targets.site.drawing import drawn
from tests.targets.prose.published import published
from tests.targets.prose.standards import small

BOX = re.compile(
    r'<rect class="(required|optional|conditional)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
)


LINK = re.compile(r'<a href="([^"]*)">')


def svgs(diagram: Diagram) -> list[str]:
    """The wide drawing and the narrow one."""
    return re.findall(r"<svg.*?</svg>", drawn(diagram, lambda place: f"#{place.id}"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_process_is_drawn_by_its_presence_and_boxes_keep_apart(language: Language) -> None:
    diagram = boundary_diagram(Context(published("magnesia_carbon"), language))
    processes = [one for stage in diagram.stages for one in stage.processes]
    for svg in svgs(diagram):
        boxes = [(kind, *map(float, numbers)) for kind, *numbers in BOX.findall(svg)]
        assert len(boxes) == len(processes)
        required = sum(one.presence == "required" for one in processes)
        assert sum(box[0] == "required" for box in boxes) == required
        for at, (_, x, y, width, height) in enumerate(boxes):
            for _, other_x, other_y, other_width, other_height in boxes[at + 1 :]:
                apart = x + width <= other_x or other_x + other_width <= x
                assert apart or y + height <= other_y or other_y + other_height <= y


def test_a_shared_meter_is_marked() -> None:
    """Where the standard gives a key of allocation, the drawing says that the process may be shared."""
    stages = boundary_diagram(Context(small(), "en")).stages
    marks = {one.label: one.marks for stage in stages for one in stage.processes}
    assert marks["tempering"] == ("may be shared, allocated by a key",)
    assert marks["magnesia production"] == ()
    assert marks["treatment of reclaimed bricks"] == ("required on a condition",)


def test_a_drawing_says_in_words_what_it_shows() -> None:
    for svg in svgs(boundary_diagram(Context(small(), "en"))):
        assert "<title>System boundary</title>" in svg
        described = unescape(re.findall(r"<desc>([^<]*)</desc>", svg)[0])
        assert "manufacturing (tempering [may be shared, allocated by a key])" in described


def test_a_box_leads_to_what_the_standard_says_of_its_process() -> None:
    """The rule that requires the unit process, else its clause; a place that no page shows is no link."""
    diagram = boundary_diagram(Context(small(), "en"))
    for svg in svgs(diagram):
        assert LINK.findall(svg) == ["#boundary.magnesia_supply", "#boundary.reclaim", "#boundary.tempering"]
    assert "<a " not in drawn(diagram, lambda _: None)


def test_a_long_word_stays_in_its_box() -> None:
    process = DiagramProcess("a" * 200 + "耐" * 40, "required", ())
    for svg in svgs(Diagram("t", (DiagramStage("s", (process,)),), "r", "")):
        width = float(BOX.findall(svg)[0][3])
        lines = re.findall(r'<text class="process"[^>]*>([^<]*)</text>', svg)
        assert "".join(lines) == process.label
        assert all(sum(14 if one == "耐" else 7.8 for one in line) <= width for line in lines)
