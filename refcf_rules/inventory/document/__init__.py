"""A document as a tree with positions, whether it was written in YAML or in JSON.

What the values mean (dates, units, numbers) is decided by whoever reads the tree.
"""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.inventory import limits
from refcf_rules.inventory.document import kinds
from refcf_rules.inventory.document.nodes import Entry, JsonType, Mapping, Node, Scalar, Sequence
from refcf_rules.inventory.read_json.kinds import KINDS as JSON_KINDS
from refcf_rules.inventory.read_yaml.kinds import KINDS as YAML_KINDS
from refcf_rules.source.decode import decode
from refcf_rules.source.diagnostic import Fault, Kind

__all__ = [
    "KINDS",
    "Entry",
    "JsonType",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "read_document",
]

KINDS: Final[tuple[Kind, ...]] = (*kinds.KINDS, *YAML_KINDS, *JSON_KINDS)

_BEGINS_LIKE_JSON: Final = re.compile(r"\s*+[\[{]")


def read_document(path: str, data: bytes) -> tuple[Node | None, tuple[Fault, ...]]:
    """The tree of a YAML or JSON file, or the faults that stand against it.

    Exactly one of the two is present. The name decides the format; without a name that
    does, a file beginning with a bracket is JSON. Never raises for any bytes.
    """
    source = decode(path, data, limits.DOCUMENT_BYTES)
    if isinstance(source, Fault):
        return None, (source,)
    if _is_json(path, source.text):
        from refcf_rules.inventory.read_json.read import read_json  # noqa: PLC0415 -- only the reader that is needed

        return read_json(source)
    from refcf_rules.inventory.read_yaml.read import read_yaml  # noqa: PLC0415 -- see above

    return read_yaml(source)


def _is_json(path: str, text: str) -> bool:
    name = path.casefold()
    if name.endswith(".json"):
        return True
    return not name.endswith((".yaml", ".yml")) and _BEGINS_LIKE_JSON.match(text) is not None
