"""Writes the tables of the grammar, ``grammar/tables.json``; ``--check`` only compares.

Run it after a change to ``grammar/refcf.lark``, ``grammar/keywords.tsv`` or the units. Until then refcf
works out the tables at every start, which takes half a second.
"""

from __future__ import annotations

import sys

from refcf_rules import resources
from refcf_rules.language.parse import grammar_text, parser
from refcf_rules.language.reading.tables import FILE, digest_of, tables_of, written

SHIPPED = resources.folder("grammar") / FILE


def main() -> int:
    """Write the file, or say that it is out of date."""
    text = written(tables_of(parser()), digest_of(grammar_text()))
    if "--check" in sys.argv:
        return 0 if SHIPPED.is_file() and SHIPPED.read_text("utf-8") == text else 1
    SHIPPED.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
