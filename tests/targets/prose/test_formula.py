"""Formulas are typeset with a list that explains every symbol, in the order of appearance."""

from __future__ import annotations

from refcf_rules.targets.prose.clauses import blocks_of
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Formula, Heading, plain
from refcf_rules.targets.prose.linear import linear
from refcf_rules.targets.prose.mathematics import Cases, Figure, Fraction, Letter, Line, Over, Sign
from refcf_rules.targets.prose.members.formulas import calculation_blocks, emission_blocks
from refcf_rules.targets.prose.unit_text import pretty_unit, without_exponent
from tests.targets.prose.standards import compiled, small


def formula_of(text: str, id_: str = "f") -> Formula:
    context = Context(compiled(f'clause c {{\n title zh "条" en "clause"\n {text}\n}}'), "en")
    found = calculation_blocks(context, id_)[0]
    assert isinstance(found, Formula)
    return found


def test_a_quotient_is_a_fraction_and_brackets_stay() -> None:
    found = formula_of('formula f zh "甲" en "f" = output.rejected / (output.accepted + output.rejected) in %')
    rejected, accepted = Letter("m", "rejected"), Letter("m", "accepted")
    total = Line((accepted, Sign("+"), rejected))
    assert found.math == Line((Letter("w", "f"), Sign("="), Fraction(rejected, total)))


def test_a_sum_names_its_rows() -> None:
    found = formula_of('formula f zh "甲" en "f" = sum of x.mass for each goods exclusion x in t')
    assert found.math == Line((Letter("m", "f"), Sign("="), Over("∑", "x", Letter("m", "", ("x",)))))
    assert [plain(one.meaning) for one in found.where] == [
        "the f",
        "each goods exclusion",
        "the dry mass of exclusion x",
    ]


def test_a_condition_makes_cases() -> None:
    found = formula_of(
        'formula f zh "甲" en "f" for each activity a = if a.origin is own-reject then 0 t else a.mass in t',
        "activity.f",
    )
    assert isinstance(found.math, Line)
    cases = found.math.items[2]
    assert cases == Cases(((Figure("0", "t"), "if the origin is “own reject”"), (Letter("m", "", ("a",)), "otherwise")))


def test_a_process_emission_explains_symbols_units_and_numbers() -> None:
    standard = small()
    blocks = emission_blocks(Context(standard, "zh"), standard.emissions[0])
    formula = next(one for one in blocks if isinstance(one, Formula))
    listed = [(plain(one.meaning), one.unit) for one in formula.where]
    assert listed == [
        ("结合剂失碳", "kg\u00a0CO₂e"),
        ("结合剂 b 的质量", "t"),
        ("结合剂 b 的含碳量", "kg\u00a0C/kg"),
        ("结合剂 b 的留存率", "%"),
        ("碳换算，取44/12 kg\u00a0CO₂/kg\u00a0C", ""),
    ]


def test_units_are_set_for_reading() -> None:
    shown = {
        symbol: pretty_unit(symbol) for symbol in ("kgCO2e/t", "m3", "Nm3", "tkm", "kgC/kg", "CNY/t", "t", "kg/m3")
    }
    assert shown == {
        "kgCO2e/t": "kg\u00a0CO₂e/t",
        "m3": "m³",
        "Nm3": "Nm³",
        "tkm": "t·km",
        "kgC/kg": "kg\u00a0C/kg",
        "CNY/t": "CNY/t",
        "t": "t",
        "kg/m3": "kg/m³",
    }


def test_two_sums_over_different_rows_have_different_letters() -> None:
    found = formula_of(
        'formula f zh "甲" en "f" = (sum of c.share for each composition c where c.component is "MgO")'
        ' + (sum of c.share for each composition c where c.component is "C") in %'
    )
    rows = [one for one in found.where if isinstance(one.symbol, Letter) and one.symbol.letter in {"c", "c′"}]
    assert [plain(one.meaning) for one in rows] == [
        "each composition where the component is “MgO”",
        "each composition where the component is “C”",
    ]


def test_a_number_in_a_formula_over_rows_keeps_its_rows() -> None:
    found = formula_of('formula f zh "甲" en "f" = sum of x.mass for each exclusion x in t')
    assert Letter("m", "", ("x",)) in [one.symbol for one in found.where]


def test_columns_of_one_name_in_two_tables_are_each_written_once() -> None:
    column = 'formula doubled zh "甲" en "doubled" for each {} x = 2 * x.mass\n'
    rule = 'rule r zh "规则" en "rule" shall { require output.accepted is given because zh "例" en "example" }\n'
    body = column.format("exclusion") + rule + column.format("coproduct")
    standard = compiled(f'clause c {{\n title zh "条" en "clause"\n {body}\n}}')
    (clause,) = (one for one in standard.clauses if one.id.endswith("c"))
    headings = [block for block in blocks_of(Context(standard, "en"), clause) if isinstance(block, Heading)]
    assert [block.place.id for block in headings if block.place is not None] == [
        "exclusion.doubled",
        "coproduct.doubled",
    ]


def test_small_numbers_are_printed_as_in_a_book() -> None:
    assert [without_exponent(one) for one in ("0.5", "1e-5", "2.5e-9", "1e+20")] == [
        "0.5",
        "0.00001",
        "2.5 × 10⁻⁹",
        "1 × 10²⁰",
    ]


def test_a_formula_can_be_read_as_one_line() -> None:
    found = formula_of('formula f zh "甲" en "f" = output.rejected / (output.accepted + output.rejected) in %')
    assert linear(found.math) == "w_f = m_rejected / (m_accepted + m_rejected)"
    found = formula_of('formula f zh "甲" en "f" = sum of x.mass for each goods exclusion x in t')
    assert linear(found.math) == "m_f = ∑_x m_x"
