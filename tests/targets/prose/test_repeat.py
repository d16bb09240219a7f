"""A repeat and an interpolation as readers see them; additional information under a heading of its own."""

from __future__ import annotations

from typing import Final

import pytest

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Badge, Formula, Heading, Inlines, Paragraph, Table, plain
from refcf_rules.targets.prose.mathematics import Letter, Line, Of, Sign
from refcf_rules.targets.prose.members.repetition import repetition_blocks
from refcf_rules.targets.prose.members.reported import reported_blocks
from refcf_rules.targets.prose.typeset import Typesetter
from refcf_rules.targets.site.mathml import displayed
from tests.evaluate.walls import wall_standard
from tests.targets.prose.standards import compiled

APART: Final = """
clause c {
    title zh "条" en "clause"
    formula lost zh "损失" en "loss" = output.rejected / output.accepted in %
    report lost in %, rounded to 0.1 %, apart
}
"""


def told(language: Language) -> list[str]:
    """The sentences and headings of the wall."""
    blocks = repetition_blocks(Context(wall_standard(), language), wall_standard().repetitions[0])
    return [
        one.text if isinstance(one, Heading) else plain(one.content)
        for one in blocks
        if isinstance(one, Heading | Paragraph)
    ]


def test_a_repeat_is_told_in_the_order_of_its_work() -> None:
    assert told("en") == [
        "Heat through the wall",
        "The calculation begins with:",
        "Then 40 passes are made, always all of them. Each pass works out:",
        "Thermal resistance (for each layer)",
        "Heat flux",
        "Resistance before the layer (for each layer)",
        "Mean temperature (for each layer)",
        "After each pass the new value takes the place of the old one:",
        "Conductivity of the layer",
        (
            "If the last pass still changes a value by more than 1 × 10⁻⁷ % of itself, there is no result, "
            "and what uses it cannot be decided."
        ),
    ]
    assert told("zh")[-1] == (
        "最后一次计算使数值变化大于其自身的 1 × 10⁻⁷ % 时，不给出结果，用到该结果的要求无法判定。"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_formula_is_mathematics(language: Language) -> None:
    blocks = repetition_blocks(Context(wall_standard(), language), wall_standard().repetitions[0])
    formulas = [one for one in blocks if isinstance(one, Formula)]
    assert len(formulas) == 6
    assert all(displayed(one.math).startswith("<math") and one.where for one in formulas)


def test_an_interpolation_is_a_function_that_the_list_explains() -> None:
    standard = compiled(
        'clause c {\n title zh "条" en "clause"\n add table point zh "点" en "point" {\n'
        ' field place zh "位置" en "place" : in ℃\n field height zh "高度" en "height" : in mm\n}\n'
        ' formula f zh "甲" en "f" = interpolated p.height by p.place to 500 ℃, for each point p in mm\n}'
    )
    setter = Typesetter(Context(standard, "en"))
    calculation = next(one for one in standard.calculations if one.id == "f")
    found = setter.math(calculation.expression)
    assert isinstance(found, Of)
    assert found.name == Letter("interp", "", ("p",))
    assert isinstance(found.arguments[1], Line)
    assert found.arguments[1].items[1] == Sign("=")
    assert [plain(one.meaning) for one in setter.where.values()][:2] == [
        "each point",
        "the linear interpolation between two neighbouring p, without a value beyond them",
    ]


def test_additional_information_says_that_it_is_not_part_of_the_footprint() -> None:
    standard = compiled(APART)
    heading, rule, table = reported_blocks(Context(standard, "en"), "small.c")
    assert isinstance(heading, Heading)
    assert heading.text == "Additional information, not part of the footprint"
    assert isinstance(rule, Paragraph)
    assert isinstance(rule.content[0], Badge)
    assert isinstance(table, Table)
    assert [_said(cell) for cell in table.rows[0]] == ["loss", "%", "0.1 %"]
    assert reported_blocks(Context(standard, "en"), "small.other") == ()


def _said(cell: Inlines) -> str:
    return plain(cell)
