"""The parts of the bundled series, compiled once for all processes of a run."""

from __future__ import annotations

from functools import cache

from refcf_rules.api import find_standard
from refcf_rules.cli.cache import standard_at
from refcf_rules.model.standard import Standard


@cache
def part(name: str) -> Standard:
    """A part, for whoever does not test how it is compiled."""
    return standard_at(find_standard(name))
