"""Emits the JSON Schema of the inventory of a standard, and that of the core alone.

A schema says what can be said of one document without calculating. What it cannot say is
listed in its ``$comment`` and among the refusals.
"""

from __future__ import annotations

from functools import cache
from typing import Final
from urllib.parse import quote

from refcf_rules.model.choice import CHOICES
from refcf_rules.model.core_tables import CORE_TABLES
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.certain import Certain
from refcf_rules.targets.json_schema.comment import comment, refusals
from refcf_rules.targets.json_schema.conditions import conditions_of
from refcf_rules.targets.json_schema.content import Content
from refcf_rules.targets.json_schema.document import document_schema
from refcf_rules.targets.json_schema.factor_units import unit_demand
from refcf_rules.targets.json_schema.schema import encoded
from refcf_rules.targets.json_schema.vocabulary import Vocabulary
from refcf_rules.targets.target import Artifact, Emitted, Target

COMMON_SCHEMA: Final = "inventory.schema.json"
"""The schema of an inventory of which no part is known: the same, whatever the standard."""
_TITLE: Final = Message("{title}：清单", "{title}: inventory")
_CORE_TITLE: Final = Message("产品碳足迹清单", "Inventory of a product carbon footprint")


def emit(standard: Standard) -> Emitted:
    """The schema of the core inventory and that of this standard, with what neither can say."""
    vocabulary = Vocabulary()
    certain = Certain(standard, vocabulary)
    conditions = conditions_of(standard, certain)
    units = unit_demand(standard, certain)
    demands = [one.demand for one in conditions if one.demand is not None and one.demand.schema]
    part = standard.part
    content = Content(
        id=f"urn:refcf:inventory:1:{quote(standard.id, safe='')}:{quote(part.edition_on_record, safe='')}",
        title=_TITLE.filled(title=part.title),
        comment=comment(conditions),
        tables=standard.tables,
        choices={choice.id: choice for choice in standard.choices},
        factors=standard.factors,
        demands=(*demands, units) if units else tuple(demands),
        tests=vocabulary.definitions,
    )
    artifacts = (
        Artifact(COMMON_SCHEMA, core_schema()),
        Artifact(f"{standard.id}.schema.json", encoded(document_schema(content))),
    )
    return Emitted(artifacts, refusals(standard, conditions))


@cache
def core_schema() -> bytes:
    """The schema of an inventory when no part is known: processes and product classes are any text."""
    choices = {choice.id: choice for choice in CHOICES}
    content = Content("urn:refcf:inventory:1", _CORE_TITLE, comment(()), CORE_TABLES, choices, None)
    return encoded(document_schema(content))


TARGET: Final = Target("json-schema", Message("清单的 JSON Schema", "JSON Schema of the inventory"), emit)
