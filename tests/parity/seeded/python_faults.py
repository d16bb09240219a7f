"""Faults that somebody may make in the printer or the runtime of the Python target."""

from __future__ import annotations

from typing import Final

from tests.parity.seeded.faults import Fault

FAULTS: Final = (
    # --- comparisons ------------------------------------------------------------------------------------
    Fault(
        "at most without equality",
        r"(?s)if not \(LEAST <= s\.output_charged.*?s\.at_most_holds = at_most",
        "if True:\n        s.at_most_holds = below",
    ),
    Fault(
        "sides exchanged",
        r"at_most\(s\.output_accepted, s\.output_charged\)",
        "at_most(s.output_charged, s.output_accepted)",
    ),
    Fault("below with equality", r"(s\.output_rejected) < (2999\.99999)", r"\1 <= 3000.0 or \1 < \2"),
    Fault("above becomes at least", r"s\.output_energy > 36000\.0000\d*", "s.output_energy >= 36000.0"),
    Fault(
        "no guard in a comparison",
        r"return difference <= RELATIVE_GUARD \* max\(abs\(a\), abs\(b\)\)",
        "return difference <= 0",
    ),
    Fault("an absolute guard", r"RELATIVE_GUARD \* max\(abs\(a\), abs\(b\)\)", "RELATIVE_GUARD"),
    Fault("a wider guard", r"RELATIVE_GUARD = 1e-9", "RELATIVE_GUARD = 1e-6"),
    Fault("unlike becomes equal", r"not (18999\.999981 <= s\.mirrored)", r"\1"),
    Fault("dates compared the wrong way", r"text_below\(\"2024-06-30\", day\)", 'text_below(day, "2024-06-30")'),
    # --- truths -----------------------------------------------------------------------------------------
    Fault(
        "Kleene and as plain and",
        r"(?s)(def all_of.*?)return None if None in truths else True",
        r"\1return all(truths)",
    ),
    Fault(
        "Kleene or as plain or", r"(?s)(def any_of.*?)return None if None in truths else False", r"\1return any(truths)"
    ),
    Fault("not of unknown is true", r"return None if truth is None else not truth", "return not truth"),
    Fault("unknown counts as met", r"if (s\.below_it_holds) is not True:", r"if \1 is False:"),
    Fault(
        "unknown condition counts as false",
        r"(?s)(def rule_conditional.*?)elif s\.output_energy != s\.output_energy:",
        r"\1elif False:",
    ),
    Fault("every starts with no", r"(every_of_lot: bool \| None) = True", r"\1 = False"),
    Fault("any forgets what is unknown", r"any_of_lot = any_of\(any_of_lot, None\)", "any_of_lot = any_of_lot"),
    # --- missing values -----------------------------------------------------------------------------------
    Fault("missing as zero", r"(?m)^(\s+)mass = MISSING$", r"\1mass = 0.0"),
    Fault("missing energy as zero", r"value = MISSING(\n    s\.output_energy = value)", r"value = 0.0\1"),
    Fault("divide by zero as zero", r"(?s)(def divide.*?)return NOT_A_NUMBER", r"\1return 0.0"),
    Fault("unknown filter leaves out the row", r"sum_of_lot_2 \+= MISSING", "sum_of_lot_2 += 0.0"),
    Fault(
        "is given is always true",
        r'if s\.output_energy != s\.output_energy:(?=\n +found\.append\(\("given")',
        "if False:",
    ),
    Fault(
        "unknown choice takes the else",
        r"return then if equal\(then, otherwise\) else NOT_A_NUMBER",
        "return otherwise",
    ),
    # --- rows and aggregates ------------------------------------------------------------------------------
    Fault("sum over the wrong rows", r"(\s+)sum_of_lot \+= mass", r"\1sum_of_lot += mass if index else 0.0"),
    Fault("dropped filter of a count", r"(\s+)count_of_lot \+= MISSING", r"\1count_of_lot += 1.0"),
    Fault(
        "dropped filter of a rule",
        r"passes = negated\(colour == \"green\" if colour is not None else None\)",
        "passes = True",
    ),
    Fault(
        "average divides by the rows in all",
        r"average_of_lot_weights \+= 1\.0",
        "average_of_lot_weights = float(len(rows))+1",
    ),
    Fault("weights left out", r"sum_of_lot_2 \+= mass\b", "sum_of_lot_2 += 1.0"),
    Fault("least of a filtered column takes all", r"if checked:(\n\s+least_of_lot_values)", r"if True:\1"),
    Fault("no guard among the larger rows", r"and not below\(limit, rank\.compared\[start\]\)", "and False"),
    Fault(
        "nested rows pointed to by another",
        r"(?s)(def rows_within.*?)enumerate\(rows_of\(parent, inner\)\)",
        r"\1enumerate(rows_of(parent, inner)[::-1])",
    ),
    Fault("off-by-one pointer", r"f\"/\{data\['key'\]\}/\{index\}\"", "f\"/{data['key']}/{index + 1}\""),
    Fault(
        "a reference finds the next row", r"(?s)(def joined_number.*?)else column\[index\]", r"\1else column[index - 1]"
    ),
    # --- numbers ------------------------------------------------------------------------------------------
    Fault(
        "half-up rounding", r"round\(float\(f\"\{value / step:\.11e\}\"\)\)", 'int(float(f"{value / step:.11e}") + 0.5)'
    ),
    Fault("rounding without cleaning", r"float\(f\"\{value / step:\.11e\}\"\)", "(value / step)"),
    Fault("a step left out", r"rounded\(s\.output_charged, 5000\.0\)", "s.output_charged"),
    Fault("a unit factor left out", r"s\.lining_reference_flow \* 1000\.0", "s.lining_reference_flow"),
    Fault("a unit without its denominator", r"value \* self\.numerator / self\.denominator", "value * self.numerator"),
    Fault(
        "minus as plus",
        r"0\.0 - \(s\.output_rejected - s\.output_charged\)",
        "0.0 + (s.output_rejected - s.output_charged)",
    ),
    Fault(
        "quotient upside down",
        r"divide\(s\.output_accepted, s\.output_charged\)",
        "divide(s.output_charged, s.output_accepted)",
    ),
    # --- dates, tables, factors -----------------------------------------------------------------------------
    Fault("the last day excluded", r"not until or day <= until", "not until or day < until"),
    Fault("the first day excluded", r"since <= day and \(not until", "since < day and (not until"),
    Fault("an entry of the other year", r"valid_on\(since, until, day\) and is_entry", "is_entry"),
    Fault(
        "extrapolated instead of missing",
        r"if below\(at, found\[0\]\[0\]\) or below\(found\[-1\]\[0\], at\):",
        "if False:",
    ),
    # --- repetition, allocation, footprint --------------------------------------------------------------------
    Fault("one pass less", r"range\(30\)", "range(3)"),
    Fault("not settled is taken as settled", r"is_settled = False", "is_settled = True"),
    Fault("the state replaced before it is used", r"s\.next_guess = s\.middle \+", "s.next_guess = s.guess +"),
    Fault(
        "share of a pool left out",
        r"\(joined_number\(all_pool_share, pool_by_id, pool\) if pool is not None else 1\.0\)",
        "1.0",
    ),
    Fault("share beside co-products left out", r"else 1\.0\) \* co_product_share", "else 1.0)"),
    Fault(
        "biogenic in the headline",
        r"part_activity_emission\.append\(fossil \+",
        "part_activity_emission.append(fossil + biogenic +",
    ),
    Fault(
        "a stage counted twice",
        r"s\.stage_materials \+ s\.stage_making",
        "s.stage_materials + s.stage_making + s.stage_making",
    ),
    Fault(
        "a subtotal where the value is missing",
        r"\"value\": in_unit\(value, unit\),",
        '"value": in_unit(getattr(partial, of["value"]), unit),',
    ),
    Fault("grade by the calculated value", r"rounded\(value, of\[\"step\"\]\)", "value"),
)
