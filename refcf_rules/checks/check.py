"""What a check is: a kind of problem and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Diagnostic, Kind


@record
class Check:
    """One check. ``run`` gives every occurrence; it never raises on a standard that compiled."""

    kind: Kind
    run: Callable[[Standard], tuple[Diagnostic, ...]]
