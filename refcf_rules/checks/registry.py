"""All checks, in the order their findings are made."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks import (
    bare_number,
    clause_without_rule,
    end_of_comments,
    impossible_limit,
    incomplete_standard,
    misplaced_requirement,
    missing_label,
    modal_mismatch,
    modal_word,
    published_without_dates,
    rule_and_text_differ,
    rule_without_reason,
    severity_and_force,
    unused,
)
from refcf_rules.checks.check import Check

CHECKS: Final[tuple[Check, ...]] = (
    incomplete_standard.CHECK,
    end_of_comments.CHECK,
    published_without_dates.CHECK,
    clause_without_rule.CHECK,
    modal_mismatch.CHECK,
    modal_word.CHECK,
    misplaced_requirement.CHECK,
    rule_and_text_differ.CHECK,
    bare_number.CHECK,
    impossible_limit.CHECK,
    rule_without_reason.CHECK,
    severity_and_force.CHECK,
    missing_label.CHECK,
    unused.CHECK,
)
