"""All checks, in the order their findings are made."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check

CHECKS: Final[tuple[Check, ...]] = ()
