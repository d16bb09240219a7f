"""Which keyword begins which declaration: the start rules of the grammar."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from refcf_rules.language.keyword import keyword_by_id
from refcf_rules.language.lean import lean

TOP_LEVEL: Final = {
    "STANDARD": "standard",
    "INTRODUCTION": "introduction",
    "DOCUMENT": "document",
    "PRODUCT": "product",
    "CLAUSE": "clause",
    "EXAMPLE": "example",
}
IN_CLAUSE: Final = {
    "CLAUSE": "clause",
    "TITLE": "title",
    "NORMATIVE_ANNEX": "annex",
    "INFORMATIVE_ANNEX": "annex",
    "TEXT": "text",
    "NOTE": "note",
    "TERM": "term",
    "NOT_CHECKABLE": "not_checkable",
    "DECLARED_UNIT": "declared_unit",
    "FUNCTIONAL_UNIT": "functional_unit",
    "BOUNDARY": "boundary",
    "CUT_OFF": "cut_off",
    "ALLOCATION": "allocation",
    "DATA_QUALITY": "data_quality",
    "PARAMETER": "parameter",
    "TABLE": "table",
    "FACTOR": "factor",
    "ADD_TO": "fields",
    "ADD_TABLE": "fields",
    "FORMULA": "formula",
    "REPEAT": "repeat",
    "EMISSION": "emission",
    "FOOTPRINT": "footprint",
    "REPORT_ITEMS": "report_items",
    "REPORT": "report_value",
    "RULE": "rule",
    "BALANCE": "balance",
    "GRADE_BY": "grade",
    "TIGHTEN": "tighten",
    "REPLACE": "replace",
    "DOCUMENT": "document",
    "PRODUCT": "product",
    "EXAMPLE": "example",
}
START_RULES: Final = tuple(sorted({*TOP_LEVEL.values(), *IN_CLAUSE.values(), "expression"}))
TOP, CLAUSE = tuple(TOP_LEVEL), tuple(IN_CLAUSE)
OUTSIDE_CLAUSES: Final = tuple(dict.fromkeys((*TOP, *CLAUSE)))


@cache
def heads(allowed: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that matches any of these keywords where it begins a declaration; its group is the id."""
    table = keyword_by_id()
    ordered = sorted(allowed, key=lambda id_: -len(table[id_].en))
    words = "|".join(f"(?P<{id_}>{table[id_].pattern})" for id_ in ordered)
    # ``product.moisture`` goes on with a formula.
    return re.compile(lean(rf"(?:{words})(?!\s*[.．=＝])"))
