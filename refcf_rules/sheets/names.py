"""Names of cells: letters, digits and the low line only, so that Excel, WPS and LibreOffice all keep them."""

from __future__ import annotations

import re
from typing import Final

PREFIX: Final = "in"
_OTHER: Final = re.compile(r"\W")


def column_name(table: str, field: str, part: str = "", *, is_unit: bool = False) -> str:
    """The defined name of an input: ``in__activity__amount__manufacturing``, its unit ``…__amount__unit__…``."""
    return _joined(PREFIX, table, field, "unit" if is_unit else "", part)


def sheet_name(sheet: str) -> str:
    """The defined name of the first cell of a sheet, by which the sheet is found when it was renamed."""
    return _joined("sheet", sheet)


def list_name(kind: str, of: str = "", part: str = "") -> str:
    """The defined name of a list to choose from: ``list__choice__origin``, ``list__choice__process__use``."""
    return _joined("list", kind, of, part)


def library_name(column: str) -> str:
    """The defined name of a column of the factor library, without its header: ``library__value``."""
    return _joined("library", column)


def calculation_name(calculation: str) -> str:
    """The defined name of what a calculation or parameter comes to: ``calc__primary_share``."""
    return _joined("calc", calculation)


def result_name(*result: str) -> str:
    """The defined name of a result: ``result__footprint``, ``result__stage__manufacturing``."""
    return _joined("result", *result)


def check_name(requirement: str) -> str:
    """The defined name of the outcome of a rule: ``check__carbon_balance``."""
    return _joined("check", requirement)


def _joined(*pieces: str) -> str:
    return "__".join(_OTHER.sub("_", piece) for piece in pieces if piece)
