"""How large a document may be before it is refused.

A real inventory has a few thousand rows and is four levels deep; these limits
are far above that and far below what would exhaust an office computer.
"""

from __future__ import annotations

from typing import Final

DOCUMENT_BYTES: Final = 20 * 1024 * 1024
DEPTH: Final = 64
NODES: Final = 200_000

POINTER_CHARACTERS: Final = 500
"""Every value carries its pointer: long keys above many values would multiply in memory."""

NUMBER_CHARACTERS: Final = 100
"""A double has at most 17 significant digits; nobody means the rest."""

FAULTS: Final = 20
"""How many faults of one file are listed; nobody mends more in one go."""

WORKBOOK_PARTS: Final = 2_000
WORKBOOK_SHEETS: Final = 120
WORKBOOK_BYTES: Final = 256 * 1024 * 1024
"""What the parts of a workbook may unfold to; a filled one has some tens of megabytes."""
WORKBOOK_PART_BYTES: Final = 96 * 1024 * 1024
WORKBOOK_CELLS: Final = 1_000_000
WORKBOOK_TAGS: Final = 6_000_000
"""Angle brackets of one part: a tree of elements takes thirty times the memory of its text."""
WORKBOOK_AREAS: Final = 20_000
"""Merged cells and areas of drop-downs of one sheet."""
WORKBOOK_ROWS: Final = 1_048_576
"""More rows than this no spreadsheet has."""
CSV_CELLS: Final = 1_000_000
"""Cells of one CSV file, the empty ones included: spreadsheets save many of those behind and below the data."""
CSV_COLUMNS: Final = 500
CSV_FILES: Final = 200
