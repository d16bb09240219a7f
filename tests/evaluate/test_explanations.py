"""What people read: formulas in words, the arithmetic of a requirement, the smallest fix."""

from __future__ import annotations

from refcf_rules.model.expression import Expression, Lookup, NumberLiteral, Rounded, YearOf
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.prose import Template
from refcf_rules.model.types import TEXT, ChoiceType
from refcf_rules.model.wording import formula_text, number_words, words
from refcf_rules.quantities.unit import parse_unit
from tests.evaluate.evaluating import EMPTY, finding
from tests.evaluate.standards_by_hand import (
    SPAN,
    Cells,
    among,
    both,
    calc,
    calculation,
    cell,
    choose,
    compared,
    either,
    given,
    inventory,
    minus,
    no,
    num,
    of_joined,
    over,
    product,
    requirement,
    scalar,
    standard,
    text,
)

NAMES: Names = names_of(standard())
MASS, CARBON, RETAINED = (cell("binder", "binder", field) for field in ("mass", "carbon", "retained"))
KIND = cell("activity", "activity", "kind", ChoiceType("kind"))
LOST = over("sum", "binder", product(MASS, CARBON, calc(num(1), "-", RETAINED)))


def said(of: Expression) -> tuple[str, str]:
    in_words = words(of, NAMES)
    return in_words.zh, in_words.en


def test_a_sum_in_words() -> None:
    assert said(LOST) == (
        "对各结合剂求和：质量 × 含碳量 × (1 − 残留率)",
        "sum of dry mass × carbon content × (1 − share retained) over binders",
    )


def test_a_filtered_sum_in_words() -> None:
    where = compared(MASS, ">=", num(1, "t"))
    assert said(over("sum", "binder", MASS, where)) == (
        "对质量 不小于 1 t 的各结合剂求和：质量",
        "sum of dry mass over binders where dry mass is at least 1 t",
    )


def test_a_formula() -> None:
    assert formula_text(LOST, NAMES).en == "Σ[binder] dry mass × carbon content × (1 − share retained)"


def test_brackets_stand_only_where_they_change_the_meaning() -> None:
    a, b, c = num(1), num(2), num(3)
    assert said(calc(a, "-", calc(b, "-", c)))[1] == "1 − (2 − 3)"
    assert said(calc(calc(a, "-", b), "-", c))[1] == "1 − 2 − 3"
    assert said(calc(a, "/", calc(b, "*", c)))[1] == "1 ÷ (2 × 3)"
    assert said(calc(calc(a, "+", b), "*", minus(c)))[1] == "(1 + 2) × −3"
    assert said(calc(a, "-", num(-2)))[1] == "1 − -2"
    assert said(minus(calc(a, "+", b)))[1] == "−(1 + 2)"
    assert said(calc(LOST, "/", a))[1].startswith("(sum of ")


def test_logic_in_words() -> None:
    light, rich = compared(MASS, "<", num(1, "t")), compared(CARBON, ">", num(20, "%"))
    assert said(both(either(light, rich), no(rich))) == (
        "(质量 小于 1 t 或 含碳量 大于 20 %) 且 并非 (含碳量 大于 20 %)",
        "(dry mass is below 1 t or carbon content is above 20 %) and not (carbon content is above 20 %)",
    )
    assert formula_text(both(light, rich), NAMES).en == "dry mass < 1 t ∧ carbon content > 20 %"


def test_options_go_by_their_labels_and_groups_by_theirs() -> None:
    assert said(compared(KIND, "=", text("fuel", ChoiceType("kind")))) == ("类别 为 燃料", "kind is fuel")
    assert said(among(KIND, "fuel", "electricity", "heat")) == ("类别 为 能源", "kind is energy")
    assert said(among(KIND, "fuel", "auxiliary")) == (
        "类别 为 燃料、辅料 之一",
        "kind is one of fuel, auxiliary material",
    )


def test_negations_are_said_shortly() -> None:
    assert said(no(among(KIND, "fuel"))) == ("类别 不为 燃料", "kind is not fuel")
    assert said(no(given(CARBON))) == ("含碳量 未填写", "carbon content is missing")
    assert said(both(no(given(CARBON)), no(among(KIND, "fuel"))))[1] == "carbon content is missing and kind is not fuel"


def test_of_a_conditional_only_the_branch_taken_is_put_in() -> None:
    rich = compared(CARBON, ">", num(20, "%"))
    picked = product(choose(rich, calc(MASS, "+", num(1, "t")), num(0)), num(2))
    row: Cells = {"id": "resin", "carbon": (30, "%"), "mass": (2, "t")}
    found = finding(requirement("r", compared(picked, "<=", num(1, "t")), "binder"), inventory(binder=[row]))
    arithmetic = found.rows[0].arithmetic
    assert arithmetic is not None
    assert arithmetic.en.endswith("= (2 t + 1 t) × 2 = 6 t; limit 1 t")


def test_the_other_forms_in_words() -> None:
    step = NumberLiteral(1, parse_unit("t"), num(1).type, SPAN)
    assert said(Rounded(MASS, step, MASS.type, SPAN))[1] == "dry mass rounded to 0.001 t"
    assert said(YearOf(scalar("period.end"), MASS.type, SPAN))[1] == "year of end"
    assert said(Lookup("grid", (text("x"),), MASS.type, SPAN))[1] == "grid for “x”"
    assert said(given(CARBON)) == ("含碳量 已填写", "carbon content is given")
    assert said(choose(given(CARBON), MASS, num(0)))[1] == "if carbon content is given, then dry mass, otherwise 0"
    assert said(of_joined(cell("activity", "activity", "pool"), "pool", "name"))[0] == "所属共用计量的名称"
    assert said(over("count", "binder"))[1] == "number of binders"
    assert said(over("any", "activity"))[1] == "there is at least one of the activities"
    assert said(over("average", "binder", CARBON, weight=MASS))[1] == (
        "average of carbon content weighted by dry mass over binders"
    )


def test_number_words_keep_the_unit_of_the_author() -> None:
    assert number_words(6_480_000, parse_unit("t")) == "6480 t"
    assert number_words(0.14, parse_unit("%")) == "14 %"


def row_result(of: Expression, **cells: tuple[float, str] | str) -> tuple[str, str]:
    """The arithmetic and the fix for one binder, in English."""
    row: Cells = {"id": "resin", **cells}
    result = finding(requirement("r", of, "binder"), inventory(binder=[row])).rows[0]
    return (
        "" if result.arithmetic is None else result.arithmetic.en,
        "" if result.fix is None else result.fix.en,
    )


def test_the_numbers_are_put_in_as_they_were_written() -> None:
    limit = compared(product(MASS, CARBON), "<=", num(100, "t"))
    assert row_result(limit, mass=(320, "t"), carbon=(0.62, "kgC/kg")) == (
        "dry mass × carbon content = 320 t × 0.62 kgC/kg = 198.4 t; limit 100 t",
        "Bring dry mass × carbon content down to at most 100 t (now 198.4 t).",
    )


def test_a_share_is_shown_in_the_unit_of_its_limit() -> None:
    share = compared(calc(MASS, "/", num(10, "t")), "<=", num(1, "%"))
    assert row_result(share, mass=(0.134, "t"))[0] == "dry mass ÷ 10 t = 0.134 t ÷ 10 t = 1.34 %; limit 1 %"


def test_a_missing_value_is_named_with_its_place() -> None:
    result = finding(
        requirement("r", compared(CARBON, "<=", num(1, "%")), "binder"), inventory(binder=[{"id": "resin"}])
    ).rows[0]
    assert result.message.zh == "无法判定，缺少：结合剂“resin”的含碳量"
    assert result.fix is not None
    assert result.fix.zh == "填写 结合剂“resin”的含碳量（plant.yaml:1:1）。"
    assert result.causes[0].field == "binder.carbon"
    assert result.causes[0].pointer == "/binder/0/carbon"


def test_a_missing_process_asks_for_an_activity() -> None:
    process = cell("activity", "activity", "process", ChoiceType("process"))
    wanted = compared(process, "=", text("pressing", ChoiceType("process")))
    counted = compared(over("count", "activity", where=wanted), ">=", num(1))
    for rule in (over("any", "activity", wanted), counted):
        result = finding(requirement("r", rule), EMPTY).rows[0]
        assert result.fix is not None
        assert result.fix.en == "Add an activity with process: pressing (pressing)."


def test_a_negation_turns_the_limit_round() -> None:
    result = row_result(no(compared(MASS, ">", num(1, "t"))), mass=(2, "t"))
    assert result == ("dry mass = 2 t; limit 1 t", "Bring dry mass down to at most 1 t (now 2 t).")


def test_only_what_is_open_is_explained() -> None:
    rule = both(compared(MASS, ">=", num(1, "t")), compared(CARBON, ">=", num(20, "%")))
    result = row_result(rule, mass=(2, "t"), carbon=(10, "%"))
    assert result == (
        "carbon content = 10 %; lower limit 20 %",
        "Raise carbon content to at least 20 % (now 10 %).",
    )


def test_each_names_the_row_that_fails() -> None:
    rule = requirement("r", over("every", "binder", compared(CARBON, ">=", num(20, "%"))))
    rows = inventory(binder=[{"id": "a", "carbon": (30, "%")}, {"id": "b", "carbon": (10, "%")}])
    found = finding(rule, rows).rows[0]
    assert found.arithmetic is not None
    assert found.arithmetic.en == "“b”: carbon content = 10 %; lower limit 20 %"
    assert found.fix is not None
    assert found.fix.en == "“b”: Raise carbon content to at least 20 % (now 10 %)."


def test_the_wording_of_the_standard_comes_first() -> None:
    template = Template(("含碳量为 ", CARBON), ("carbon is ", CARBON), SPAN)
    rule = requirement("r", compared(CARBON, ">=", num(20, "%")), "binder", message=template)
    found = finding(rule, inventory(binder=[{"id": "b", "carbon": (10, "%")}])).rows[0]
    assert found.message.zh == "含碳量为 10 %"


def test_a_calculation_is_shown_in_its_unit() -> None:
    under = standard(calculations=[calculation("total", LOST, None, "t")])
    limit = requirement("r", compared(scalar("total", TEXT), "<=", num(1, "kg")))
    rows = inventory(binder=[{"mass": (2, "t"), "carbon": (50, "%"), "retained": (50, "%")}])
    found = finding(limit, rows, under)
    assert found.arithmetic is not None
    assert found.arithmetic.en == "total = 0.5 t; limit 1 kg"
