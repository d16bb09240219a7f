"""The codes of all diagnostics that an author of a standard can meet."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import refcf_rules.checks
import refcf_rules.language
from refcf_rules.checks.registry import CHECKS
from refcf_rules.source.diagnostic import Kind


@cache
def codes() -> frozenset[str]:
    """Every code of ``refcf_rules.language`` and of the checks."""
    found = {check.kind.code for check in CHECKS}
    for module in pkgutil.walk_packages(refcf_rules.language.__path__, "refcf_rules.language."):
        kinds = getattr(import_module(module.name), "KINDS", ())
        found |= {kind.code for kind in kinds if isinstance(kind, Kind)}
    return frozenset(found)
