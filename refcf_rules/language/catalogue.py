"""Every sort of problem the language can report, in the order in which a file is read."""

from __future__ import annotations

from typing import Final

from refcf_rules.language import (
    assembly,
    balance,
    bounds,
    clause,
    document,
    example,
    factor,
    footprint,
    formula,
    functional_unit,
    limit,
    override,
    parameter,
    pieces,
    problems,
    repeat,
    repeated,
    report_value,
    rule,
    split,
    standard,
    template,
)
from refcf_rules.language.expression import kinds as expression
from refcf_rules.language.expression import select
from refcf_rules.language.mistakes import kinds as mistakes
from refcf_rules.source.diagnostic import Kind

KINDS: Final[tuple[Kind, ...]] = (
    *problems.KINDS,
    *split.KINDS,
    *mistakes.KINDS,
    *bounds.KINDS,
    *standard.KINDS,
    *pieces.KINDS,
    *assembly.KINDS,
    *document.KINDS,
    *clause.KINDS,
    *template.KINDS,
    *expression.KINDS,
    *select.KINDS,
    *parameter.KINDS,
    *limit.KINDS,
    *factor.KINDS,
    *formula.KINDS,
    *repeat.KINDS,
    *functional_unit.KINDS,
    *footprint.KINDS,
    *report_value.KINDS,
    *repeated.KINDS,
    *rule.KINDS,
    *balance.KINDS,
    *override.KINDS,
    *example.KINDS,
)
