"""What a report is about: an inventory with its standard and judgement, and whether the recipe is withheld."""

from __future__ import annotations

from refcf_rules.evaluate.judge import Judgement
from refcf_rules.inventory.inventory import Inventory, Value
from refcf_rules.model.standard import Standard
from refcf_rules.record import record


@record
class Case:
    """One judged inventory."""

    standard: Standard
    inventory: Inventory
    judgement: Judgement

    def cell(self, table: str, field: str) -> Value | None:
        """A single value of the inventory, if it is given."""
        rows = self.inventory.tables.get(table, ())
        return rows[0].cells.get(field) if rows else None
