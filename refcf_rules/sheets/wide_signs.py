"""What the formulas of a workbook take as meant of the signs that a Chinese keyboard types wide (item 37)."""

from __future__ import annotations

import unicodedata
from typing import Final

WIDE_SIGNS: Final = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，；：（）％＋－／＝！？　℃₂²³")
"""No spreadsheet function folds the rest of what Unicode calls compatible; reading the workbook does."""


def as_formulas_read(text: str) -> str:
    """A text as the live formulas compare it: the signs above in their plain form, trimmed."""
    for wide, plain in WIDE_SIGNS:
        text = text.replace(wide, plain)
    return text.strip(" ")
