"""Writes the JSON Schema of the inventory that is shipped with refcf; ``--check`` only compares.

The schema of one part, with its own fields and conditions, is written by ``refcf build PART``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from refcf_rules.targets.json_schema.emit import core_schema

SHIPPED = Path(__file__).resolve().parent.parent / "standards" / "inventory.schema.json"


def main() -> int:
    """Write the file, or say that it is out of date."""
    schema = core_schema()
    if "--check" in sys.argv:
        return 0 if SHIPPED.is_file() and SHIPPED.read_bytes() == schema else 1
    SHIPPED.write_bytes(schema)
    return 0


if __name__ == "__main__":
    sys.exit(main())
