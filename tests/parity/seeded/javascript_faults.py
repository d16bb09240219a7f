"""Faults that somebody may make in the printer or the runtime of the JavaScript target."""

from __future__ import annotations

from typing import Final

from tests.parity.seeded.faults import Fault

FAULTS: Final = (
    # --- comparisons ------------------------------------------------------------------------------------
    Fault("at most without equality", r"= atMost\(s\.output_charged, s\.most\)", "= below(s.output_charged, s.most)"),
    Fault("sides exchanged", r"atMost\(s\.output_accepted, s\.output_charged\)", "atMost(s.output_charged, s.output_accepted)"),
    Fault("below with equality", r"s\.output_rejected < 2999\.99999\d*", "s.output_rejected <= 3000"),
    Fault("above becomes at least", r"s\.output_energy > 36000\.0000\d*", "s.output_energy >= 36000"),
    Fault("no guard in a comparison", r"return a - b <= GUARD \* Math\.max\(Math\.abs\(a\), Math\.abs\(b\)\)", "return a - b <= 0"),
    Fault("an absolute guard", r"GUARD \* Math\.max\(Math\.abs\(a\), Math\.abs\(b\)\)", "GUARD"),
    Fault("a wider guard", r"const GUARD = 1e-9", "const GUARD = 1e-6"),
    Fault("unlike becomes equal", r"negated\((nearLimit\(s\.mirrored)", r"(\1"),
    Fault("dates compared the wrong way", r"textBelow\(\"2024-06-30\", day\)", 'textBelow(day, "2024-06-30")'),
    # --- truths -----------------------------------------------------------------------------------------
    Fault("Kleene and as plain and", r"return truths\.includes\(null\) \? null : true", "return truths.every(Boolean)"),
    Fault("Kleene or as plain or", r"return truths\.includes\(null\) \? null : false", "return truths.some(Boolean)"),
    Fault("not of unknown is true", r"return truth === null \? null : !truth", "return !truth"),
    Fault("unknown counts as met", r"if \(s\.below_it_holds !== true\)", "if (s.below_it_holds === false)"),
    Fault("unknown condition counts as false", r"(?s)(function rule_conditional.*?)else if \(passes === null\)", r"\1else if (false)"),
    Fault("every starts with no", r"(every_of_lot = /\*\* @type \{Truth\} \*/ )\(true\)", r"\1(false)"),
    Fault("any forgets what is unknown", r"any_of_lot = anyOf\(any_of_lot, null\)", "any_of_lot = any_of_lot"),
    # --- missing values -----------------------------------------------------------------------------------
    Fault("missing as zero", r"row\.mass === undefined \? NaN", "row.mass === undefined ? 0"),
    Fault("missing energy as zero", r"row\.energy === undefined \? NaN", "row.energy === undefined ? 0"),
    Fault("divide by zero as infinity", r"return divisor === 0 \|\| divisor - divisor !== 0 \? NaN : dividend / divisor", "return dividend / (divisor || 1e-300)"),
    Fault("unknown filter leaves out the row", r"sum_of_lot_2 \+= NaN", "sum_of_lot_2 += 0"),
    Fault("is given is always true", r"if \(!\(s\.output_energy - s\.output_energy === 0\)\)", "if (false)"),
    Fault("unknown choice takes the else", r"return equal\(yes, no\) === true \? yes : NaN", "return no"),
    # --- rows and aggregates ------------------------------------------------------------------------------
    Fault("sum over the wrong rows", r"(\s)sum_of_lot \+= mass", r"\1sum_of_lot += index ? mass : 0"),
    Fault("dropped filter of a count", r"count_of_lot \+= NaN", "count_of_lot += 1"),
    Fault("dropped filter of a rule", r"passes = negated\(colour !== null \? colour === \"green\" : null\)", "passes = true"),
    Fault("average divides by one row more", r"let average_of_lot_weights = 0", "let average_of_lot_weights = 1"),
    Fault("weights left out", r"average_of_lot_2_weights \+= larger", "average_of_lot_2_weights += 1"),
    Fault("a filtered sum of other values", r"sum_of_lot_2 \+= mass\b", "sum_of_lot_2 += 1"),
    Fault("least of a filtered column takes all", r"if \(checked\)(\s*\{\s*least_of_lot_values)", r"if (true)\1"),
    Fault("larger with equality", r"if \(below\(limit, rank\.compared\[middle\]\) === true\)", "if (limit <= rank.compared[middle])"),
    Fault("nested rows counted anew in each parent", r"(for \(const \[inner, row\] of rowsOf\(parent, \"users\"\))", r"index = 0; \1"),
    Fault("off-by-one row", r"(const \{ plain, id, pointer \} = rows\.rows\(table\))\[index\]", r"\1.at(index - 1)"),
    Fault("a reference finds the row before", r"(?s)(function joinedNumber.*?)NaN : column\[index\]", r"\1NaN : column[index - 1]"),
    # --- numbers ------------------------------------------------------------------------------------------
    Fault("half-up rounding", r"return lower % 2 === 0 \? lower : lower \+ 1", "return lower + 1"),
    Fault("rounding without cleaning", r"halfToEven\(Number\(`\$\{negative[^;]*;", "halfToEven(quotient);"),
    Fault("a step left out", r"rounded\(s\.output_charged, 5000\)", "s.output_charged"),
    Fault("a unit factor left out", r"s\.lining_reference_flow \* 1000", "s.lining_reference_flow"),
    Fault("a unit without its denominator", r"\(value \* unit\.numerator\) / unit\.denominator", "value * unit.numerator"),
    Fault("minus as plus", r"0 - \(s\.output_rejected - s\.output_charged\)", "0 + (s.output_rejected - s.output_charged)"),
    Fault("quotient upside down", r"divide\(s\.output_accepted, s\.output_charged\)", "divide(s.output_charged, s.output_accepted)"),
    # --- dates, tables, factors -----------------------------------------------------------------------------
    Fault("the last day excluded", r"until === \"\" \|\| day <= until", 'until === "" || day < until'),
    Fault("the first day excluded", r"since <= day && \(until === \"\"", 'since < day && (until === ""'),
    Fault("an entry of the other year", r"isEntry\(wanted, keys\) && validOn\(since, until, day\)", "isEntry(wanted, keys)"),
    Fault("extrapolated instead of missing", r"if \(below\(at, sorted\[0\]\[0\]\) \|\| below\(last\[0\], at\)\)", "if (false)"),
    # --- repetition, allocation, footprint --------------------------------------------------------------------
    Fault("passes left out", r"pass < 30", "pass < 3"),
    Fault("not settled is taken as settled", r"is_settled = false", "is_settled = true"),
    Fault("the state replaced before it is used", r"s\.next_guess = s\.middle \+", "s.next_guess = s.guess +"),
    Fault("share of a pool left out", r"\(pool !== null \? joinedNumber\(all_pool_share, pool_by_id, pool\) : 1\)", "1"),
    Fault("share beside co-products left out", r": 1\) \* co_product_share", ": 1)"),
    Fault("biogenic in the headline", r"part_activity_emission\.push\(fossil \+", "part_activity_emission.push(fossil + biogenic +"),
    Fault("a stage counted twice", r"s\.stage_materials \+ s\.stage_making", "s.stage_materials + s.stage_making + s.stage_making"),
    Fault("a subtotal where the value is missing", r"value: inUnit\(value, of\.unit\),(\s+reported: inUnit\(of\.step)", r"value: inUnit(partial[of.value], of.unit),\1"),
    Fault("reported without rounding", r"of\.step === null \? value : rounded\(value, of\.step\)", "value"),
)  # fmt: skip
