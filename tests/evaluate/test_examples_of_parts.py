"""What examples prove, part by part, and what they show beside published values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from refcf_rules.evaluate.example import ExampleResult, coverage_of, run_examples
from refcf_rules.model.evidence import Used
from refcf_rules.model.standard import Standard
from refcf_rules.report.examples import examples_text
from refcf_rules.source.render import Style
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import plain
from refcf_rules.targets.prose.examples import examples_table
from tests.language.compiling import compile_files

GENERAL: Final = """
standard general { title zh "总则" en "General" }
clause rules { title zh "规则" en "Rules"
    parameter least zh "下限" en "least" = 50 % derived because zh "例" en "example"
    rule charged zh "投料" en "charged" shall {
        require output.charged at least output.accepted because zh "例" en "example"
    }
    rule rejected zh "废品" en "rejected" shall {
        require output.rejected at most 10 t because zh "例" en "example"
    }
    rule yield zh "成品率" en "yield" shall {
        require output.accepted at least least * output.charged because zh "例" en "example"
    }
    formula waste zh "废品率" en "waste" = output.rejected / output.accepted in %
}
product brick zh "砖" en "brick" { }
"""
PART: Final = """
standard part with general { title zh "部分" en "Part" }
clause more { title zh "更多" en "More"
    rule stock zh "库存" en "stock" shall {
        require output.closing_stock at most 5 t because zh "例" en "example"
    }
    tighten rejected { require output.rejected at most 5 t } because zh "例" en "example"
    replace parameter least zh "下限" en "least" = 60 % derived because zh "例" en "example"
        because zh "例" en "example"
}
example plant "plant.yaml" zh "工厂" en "plant" {
    result waste = 5 % within 0.1 %
    published waste = 4 % source "A", "B" because zh "另一年" en "another year"
    not decidable stock
}
example no_rejects from plant zh "缺废品" en "rejects are missing" {
    remove output.rejected
    not decidable stock, rejected, waste
    published waste = 4 % source "A" because zh "另一年" en "another year"
}
"""
PLANT: Final = b"""
refcf: 1
product: {id: P, name: P, class: brick}
period: {start: 2025-01-01, end: 2025-12-31}
output: {accepted: 60 t, charged: 65 t, rejected: 3 t}
"""
Part = Callable[[str], tuple[Standard, tuple[ExampleResult, ...]]]


@pytest.fixture(scope="module")
def run() -> Part:
    def of(name: str) -> tuple[Standard, tuple[ExampleResult, ...]]:
        compiled = compile_files({"general": GENERAL, "part": PART}, name)
        assert compiled.standard is not None
        return compiled.standard, tuple(run_examples(compiled.standard, lambda _: PLANT, tool_version="0"))

    return of


def test_a_part_proves_what_it_declares_tightens_and_moves_by_a_parameter(run: Part) -> None:
    standard, results = run("part")
    assert [one.requirement.id for one in coverage_of(standard, results)] == ["rejected", "yield", "stock"]


def test_what_is_extended_proves_its_own(run: Part) -> None:
    standard, results = run("general")
    assert [one.requirement.id for one in coverage_of(standard, results)] == ["charged", "rejected", "yield"]


def test_the_report_says_what_is_left_to_other_parts(run: Part) -> None:
    standard, results = run("part")
    text = examples_text(results, coverage_of(standard, results), standard, Style("en"))
    assert "Of the rules that this part declares or changes, 0 of 3 have an example" in text
    assert "3 more rules are inherited unchanged; the parts that declare them show them by examples." in text
    lacking = {line.split()[0] for line in text.splitlines() if line.startswith("   ") and "violated" in line}
    assert lacking == {"yield", "stock", "rejected"}


def test_a_published_value_is_shown_with_distance_and_reason_and_fails_nothing(run: Part) -> None:
    standard, results = run("part")
    assert [result.passed for result in results] == [True, True]
    english, chinese = (examples_text(results, (), standard, Style(language)) for language in ("en", "zh"))
    assert "plant  waste 5 %; published 4 %; distance +25 %" in english
    assert "Why: another year" in english
    assert "Source: A; B" in english
    assert "plant  废品率 5 %；已发布 4 %；相差 +25 %" in chinese


def test_a_missing_result_has_no_distance(run: Part) -> None:
    standard, results = run("part")
    (distance,) = results[1].distances
    assert distance.partial
    assert distance.share is None
    text = examples_text(results, (), standard, Style("en"))
    assert "no_rejects  waste (missing); published 4 %; distance (missing)" in text


def test_the_site_shows_the_distance_from_the_result_the_example_states(run: Part) -> None:
    standard, _ = run("part")
    table = examples_table(Context(standard, "en"), standard.examples)
    shown = [plain(row[3]) for row in table.rows]
    assert shown == [
        "waste = 5 %; published 4 %, distance +25 %: another year (A; B)",
        "published 4 %, not compared: another year (A)",
    ]


def test_a_run_for_a_site_tells_formulas_and_activities() -> None:
    standard = compile_files({"general": GENERAL, "part": PART}, "part").standard
    assert standard is not None
    plant = PLANT + b"activities: [{id: a, process: p, kind: fuel, direction: input, amount: 1 GJ}]\n"
    results = run_examples(standard, lambda _: plant, tool_version="0", with_margins=True)
    with_all, without_rejects = results
    assert "waste" in with_all.formulas
    assert "waste" not in without_rejects.formulas
    assert with_all.used == (Used("p", "fuel", ""),)
