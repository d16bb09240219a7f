"""Product-carbon-footprint rules of the refractories industry: one source that people read and machines run.

The public face, each name documented where it is defined::

    import refcf_rules

    standard = refcf_rules.load_standard("magnesia_carbon")
    inventory = refcf_rules.load_inventory("plant.yaml", standard)
    judgement = refcf_rules.validate(inventory, standard, today="2026-01-31")
    print(judgement.verdict.words.en, [finding.requirement.id for finding in judgement.findings])

Everything is loaded when it is first asked for, so that ``refcf --help`` need not load the compiler.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from refcf_rules.version import __version__

if TYPE_CHECKING:
    from refcf_rules.api import (
        InventoryError,
        StandardError,
        build,
        bundled_standards,
        calculate,
        check,
        explain,
        load_inventory,
        load_standard,
        load_waivers,
        trace,
        validate,
    )
    from refcf_rules.evaluate.finding import Finding
    from refcf_rules.evaluate.footprint import FootprintResult
    from refcf_rules.evaluate.judge import Judgement
    from refcf_rules.evaluate.outcome import Outcome
    from refcf_rules.evaluate.waiver import Waiver
    from refcf_rules.inventory.inventory import Inventory
    from refcf_rules.model.standard import Standard
    from refcf_rules.source.diagnostic import Diagnostic, Fault
    from refcf_rules.source.message import Message


__all__ = [
    "Diagnostic",
    "Fault",
    "Finding",
    "FootprintResult",
    "Inventory",
    "InventoryError",
    "Judgement",
    "Message",
    "Outcome",
    "Standard",
    "StandardError",
    "Waiver",
    "__version__",
    "build",
    "bundled_standards",
    "calculate",
    "check",
    "explain",
    "load_inventory",
    "load_standard",
    "load_waivers",
    "trace",
    "validate",
]

_ELSEWHERE: Final = {
    "Diagnostic": "source.diagnostic",
    "Fault": "source.diagnostic",
    "Finding": "evaluate.finding",
    "FootprintResult": "evaluate.footprint",
    "Inventory": "inventory.inventory",
    "Judgement": "evaluate.judge",
    "Message": "source.message",
    "Outcome": "evaluate.outcome",
    "Standard": "model.standard",
    "Waiver": "evaluate.waiver",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A public name, loaded now and kept."""
        if name not in __all__:
            raise AttributeError(f"module 'refcf_rules' has no attribute {name!r}")
        found = getattr(import_module(f"refcf_rules.{_ELSEWHERE.get(name, 'api')}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted(__all__)
