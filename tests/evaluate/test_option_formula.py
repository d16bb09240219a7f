"""A formula that gives an option: its value, its label in messages, arithmetic and trace, its table on the site."""

from __future__ import annotations

from functools import cache
from typing import Final

from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.inventory.read import read_inventory
from refcf_rules.model.standard import Standard
from refcf_rules.report.trace import trace_text
from refcf_rules.source.render import Style
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Table, plain
from refcf_rules.targets.prose.members.formulas import calculation_blocks
from tests.language.compiling import CLAUSE, HEAD, compile_text

RULES: Final = (
    HEAD
    + CLAUSE
    + """
add to product {
    field family zh "类别" en "family" : choice of A1 zh "镁砖" en "magnesia brick", B1 zh "铝砖" en "alumina brick", R
    field magnesia zh "氧化镁" en "magnesia" : share
}
formula family_found zh "判定的类别" en "family found" as product.family
    = if product.magnesia at least 50 % then A1 else if product.state is fired then B1 else R
rule right_family zh "类别" en "family" shall impossible {
    require family_found is A1
    if not zh "判为{family_found}" en "this is {family_found}"
    because zh "例" en "example"
}
rule same_family zh "类别一致" en "the same family" shall {
    require product.family is family_found
    because zh "例" en "example"
}
}
product brick zh "砖" en "brick" { }
"""
)


@cache
def _standard() -> Standard:
    compiled = compile_text(RULES)
    assert compiled.standard is not None, compiled.diagnostics
    return compiled.standard


def _judged(product: str) -> Judgement:
    text = f"refcf: 1\nproduct: {{id: P, name: P, class: brick{product}}}\n"
    text += "period: {start: 2025-01-01, end: 2025-12-31}\noutput: {accepted: 60 t}\n"
    inventory, faults = read_inventory("i.yaml", text.encode(), _standard())
    assert inventory is not None, faults
    return judge(_standard(), inventory, tool_version="0", with_trace=True)


def _outcomes(product: str) -> tuple[Outcome, ...]:
    found = {each.requirement.id: each.outcome for each in _judged(product).findings}
    return found["right_family"], found["same_family"]


def test_the_first_condition_that_holds_gives_the_option() -> None:
    assert _outcomes(", magnesia: 60 %, state: fired, family: A1") == (Outcome.SATISFIED, Outcome.SATISFIED)
    assert _outcomes(", magnesia: 40 %, state: fired, family: A1") == (Outcome.VIOLATED, Outcome.VIOLATED)
    assert _outcomes(", magnesia: 40 %, state: unfired, family: R") == (Outcome.VIOLATED, Outcome.SATISFIED)


def test_what_cannot_be_told_is_not_decidable() -> None:
    assert _outcomes(", state: fired, family: A1") == (Outcome.NOT_DECIDABLE, Outcome.NOT_DECIDABLE)


def test_messages_and_arithmetic_say_the_label() -> None:
    judgement = _judged(", magnesia: 40 %, state: fired, family: A1")
    (right,), (same,) = (each.rows for each in judgement.findings if "family" in each.requirement.id)
    assert (right.message.zh, right.message.en) == ("判为铝砖", "this is alumina brick")
    assert right.arithmetic is not None
    assert right.arithmetic.zh == "判定的类别 = 铝砖（40 % ≥ 50 %：否；烧成 = 烧成：是）；要求 判定的类别 为 镁砖"
    assert same.arithmetic is not None
    assert same.arithmetic.en == "family of the product = magnesia brick; must be family found = alumina brick"


def test_the_trace_shows_conditions_and_the_option() -> None:
    lines = trace_text(_judged(", magnesia: 40 %, state: fired").steps, _standard(), Style("en"))
    step = lines.index(next(line for line in lines if line.strip().startswith("family_found")))
    assert [line.strip() for line in lines[step + 1 : step + 4]] == [
        "= if(magnesia ≥ 50 %; magnesia brick; if(state = fired; alumina brick; R))",
        "= 40 % ≥ 50 %: no; fired = fired: yes",
        "= alumina brick",
    ]


def test_the_site_lists_conditions_in_order() -> None:
    (table,) = calculation_blocks(Context(_standard(), "en"), "family_found")
    assert isinstance(table, Table)
    assert [tuple(plain(cell) for cell in row) for row in table.rows] == [
        ("the magnesia of the product is at least 50 %", "“magnesia brick”"),
        ("the state of the product is “fired”", "“alumina brick”"),
        ("otherwise", "“R”"),
    ]
