"""Which rows of a workbook are taken for totals that people wrote below their data, and not for data."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

_TOTAL: Final = re.compile(
    r"(?:合计|总计|小计|共计|总和|累计|本年合计|全年合计|(?:grand|sub)?totals?|sum|∑|Σ)[:：]?", re.IGNORECASE
)
_BLANK: Final = re.compile(r"\s+")
_ID: Final = "id"


def is_total(texts: Iterable[tuple[str, str]], required: Collection[str], given: Collection[str]) -> bool:
    """Whether a row is taken for a total by its texts, each with its field.

    ``required`` are the fields that each row must have, ``given`` those that this one has. An id may be such a word if
    the row has everything else that it must have: nobody fills that in for a total.
    """
    words = {field for field, text in texts if _TOTAL.fullmatch(_BLANK.sub("", text))}
    others = set(required) - {_ID}
    return bool(words - {_ID}) or (bool(words) and not (others and others <= set(given)))
