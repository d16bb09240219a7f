"""The examples of a rule as they ran: satisfied, on the limit, violated, with what was put in and how far it is."""

from __future__ import annotations

from functools import cache
from typing import Final

from refcf_rules.evaluate.example import run_examples
from refcf_rules.model.evidence import Evidence, Executed
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Details, Facts, Paragraph, Provision, Table, plain
from refcf_rules.targets.prose.provision import provision_of
from refcf_rules.targets.prose.worked import worked_examples
from tests.language.compiling import compile_files

RULES: Final = """
standard part { title zh "部分" en "Part" }
clause rules { title zh "规则" en "Rules"
    rule stock zh "库存" en "stock" shall {
        require output.closing_stock at most 5 t
        fix zh "核对 output.closing_stock" en "check output.closing_stock"
    }
    rule analysed zh "分析" en "analysis" shall { require product.carbon is given }
}
product brick zh "砖" en "brick" { }
example plant "plant.yaml" zh "工厂" en "plant" { violates only analysed }
example full from plant zh "库存恰为上限" en "stock on the limit" {
    set output.closing_stock = 5 t
    violates only analysed
}
example over from plant zh "库存过多" en "too much stock" {
    set output.closing_stock = 5.5 t
    violates only stock, analysed
}
"""
PLANT: Final = b"""
refcf: 1
product: {id: P, name: P, class: brick}
period: {start: 2025-01-01, end: 2025-12-31}
output: {charged: 100 t, accepted: 96 t, rejected: 4 t, closing_stock: 4 t}
"""


@cache
def ran(stated: str = RULES) -> Context:
    standard = compiled(stated)
    results = run_examples(standard, lambda _: PLANT, tool_version="0", with_margins=True)
    executed = {
        (standard.id, one.example.id): Executed(one.example.id, one.passed, {each.rule: each for each in one.judged})
        for one in results
    }
    return Context(standard, "zh", Evidence(executed, {"part.pcr": stated}, {}))


def compiled(text: str) -> Standard:
    standard = compile_files({"part": text}, "part").standard
    assert standard is not None
    return standard


def shown(context: Context, rule: str) -> tuple[str, list[list[str]], list[str]]:
    (details,) = worked_examples(context, context.requirements[rule])
    (table,) = (one for one in details.blocks if isinstance(one, Table))
    said = [plain(one.content) for one in details.blocks if isinstance(one, Paragraph)]
    return plain(details.summary), [[plain(cell) for cell in row] for row in table.rows], said


def test_each_kind_of_example_shows_what_was_put_in_the_numbers_and_the_distance() -> None:
    summary, rows, said = shown(ran(), "stock")
    assert summary == "示例（已在本次生成中执行） 满足 1 临界 1 不满足 1"
    assert rows == [
        ["工厂", "原样", "期末库存 = 4 t；限值 5 t", "满足", "距限值 20 %"],
        ["库存恰为上限", "期末库存改为 5 t", "期末库存 = 5 t；限值 5 t", "满足", "恰在限值上"],
        [
            "库存过多",
            "期末库存改为 5.5 t",
            "期末库存 = 5.5 t；限值 5 t",
            "不满足",
            "越过限值 9.09 %（改动使其越过）",
        ],
    ]
    assert said == []


def test_a_kind_that_is_missing_is_said_to_be_missing() -> None:
    first = RULES[: RULES.index("example full")]
    summary, _, said = shown(ran(first), "stock")
    assert summary == "示例（已在本次生成中执行） 满足 1 临界 0 不满足 0"
    assert said == ["尚无恰在限值上的示例。 尚无不满足的示例。"]


def test_a_rule_without_a_limit_has_no_boundary() -> None:
    summary, _, said = shown(ran(), "analysed")
    assert summary == "示例（已在本次生成中执行） 满足 0 不满足 3"
    assert said == ["尚无满足的示例。"]


def test_an_example_that_comes_out_otherwise_is_marked() -> None:
    wrong = RULES.replace("violates only stock, analysed", "violates only analysed")
    _, rows, _ = shown(ran(wrong), "stock")
    assert rows[-1][3] == "不满足 与示例所写不一致"


def test_without_a_run_nothing_is_claimed() -> None:
    context = Context(ran().standard, "zh")
    (details,) = worked_examples(context, context.requirements["stock"])
    assert plain(details.summary) == "示例（本次生成没有执行） 不满足 1"


def test_the_text_of_a_rule_is_cut_out_of_its_file() -> None:
    context = ran()
    source = context.evidence.source(context.requirements["stock"].span)
    assert source.splitlines()[0] == 'rule stock zh "库存" en "stock" shall {'
    assert source.splitlines()[1] == "    require output.closing_stock at most 5 t"
    assert source.splitlines()[-1] == "}"
    assert Evidence({}, {}, {}).source(context.requirements["stock"].span) == ""


def test_fields_in_a_sentence_go_by_their_labels() -> None:
    languages: tuple[tuple[Language, str], ...] = (("zh", "核对期末库存"), ("en", "check closing stock"))
    for language, wanted in languages:
        context = Context(ran().standard, language, ran().evidence)
        assert any(_has_fix(one, wanted) for one in provision(context).blocks if isinstance(one, Details))


def provision(context: Context) -> Provision:
    return provision_of(context, context.requirements["stock"])


def _has_fix(details: Details, wanted: str) -> bool:
    facts = (one for one in details.blocks if isinstance(one, Facts))
    return any(wanted in plain(content) for one in facts for _, content in one.rows)
