"""What the sheets of calculations are called."""

from __future__ import annotations

from typing import Final

from refcf_rules.sheets.titles import as_title
from refcf_rules.source.message import Message

SHEETS: Final = {
    "calculation": Message("计算", "Calculation"),
    "steps": Message("计算·步骤", "Calculation steps"),
    "inputs": Message("计算·单值", "Calculation inputs"),
    "library": Message("计算·因子库", "Calculation library"),
    "tables": Message("计算·数表", "Calculation tables"),
    "rules": Message("计算·判定", "Calculation rules"),
    "contribution": Message("计算·贡献", "Calculation contributions"),
}
_OF_TABLE: Final = Message("计算·{table}", "Calculation {table}")


def title_of(table: Message) -> Message:
    """The calculation sheet of a table."""
    return as_title(_OF_TABLE.filled(table=table))
