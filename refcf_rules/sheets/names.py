"""Names of cells: letters, digits and the low line only, so that Excel, WPS and LibreOffice all keep them."""

from __future__ import annotations

import re
from typing import Final

PREFIX: Final = "in"
_OTHER: Final = re.compile(r"\W")


def column_name(table: str, field: str, part: str = "", *, is_unit: bool = False) -> str:
    """The defined name of an input: ``in__activity__amount__manufacturing``, its unit ``…__amount__unit__…``."""
    pieces = (PREFIX, table, field, *(("unit",) if is_unit else ()), *((part,) if part else ()))
    return "__".join(_OTHER.sub("_", piece) for piece in pieces)
