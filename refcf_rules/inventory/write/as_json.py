"""A document as JSON: indented, Chinese as it is, the same bytes for the same document."""

from __future__ import annotations

import json

from refcf_rules.inventory.write.document import Document


def json_text(document: Document) -> str:
    """JSON with a line end."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
