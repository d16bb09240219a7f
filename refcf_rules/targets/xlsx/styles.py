"""How cells look: yellow is to be filled in, grey is locked, red fails. Fonts are those that Windows and WPS have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from refcf_rules.quantities.unit import Unit, from_canonical
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.xlsx.book import Colouring, Style, Tab, Tone

Properties = Mapping[str, str | int | bool]
"""What xlsxwriter calls the properties of a format."""

FONT: Final[Mapping[SheetLanguage, str]] = {"zh": "微软雅黑", "both": "微软雅黑", "en": "Arial"}
SIZE: Final = 10
_MOST_DECIMALS: Final = 9
PERCENT: Final = "0.0###%"
DATE: Final = "yyyy-mm-dd"
NUMBER: Final = "#,##0.00"

_DARK: Final = "#1F4E5F"
_YELLOW: Final = "#FFF8D6"
_YELLOW_EDGE: Final = "#D8C98A"
_GREY: Final = "#F1F3F4"
_EDGE: Final = "#C8CED3"
_FAINT: Final = "#6B7780"

CHART_COLOURS: Final = ("#1F4E5F", "#D97706", "#4D908E", "#9B2226", "#8AB17D", "#6D597A", "#CA9A3C", "#577590")
TABS: Final[Mapping[Tab, str]] = {
    "guide": _DARK,
    "input": "#F2C744",
    "calculation": "#9AA5AB",
    "result": "#2E8B57",
}
TONES: Final[Mapping[Tone, Properties]] = {
    "red": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "amber": {"bg_color": "#FFEB9C", "font_color": "#7A4B00"},
    "green": {"bg_color": "#D5EEDB", "font_color": "#0B5D2A"},
    "grey": {"bg_color": "#E5E8EA", "font_color": _FAINT},
}

_BOX: Final[Properties] = {"border": 1, "border_color": _EDGE}
_LOCKED: Final[Properties] = {**_BOX, "bg_color": _GREY, "valign": "top"}
_INPUT: Final[Properties] = {"border": 1, "border_color": _YELLOW_EDGE, "bg_color": _YELLOW, "locked": False}
_HEADING: Final[Properties] = {
    **_BOX,
    "bold": True,
    "font_color": "#FFFFFF",
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
}
_WRAPPED: Final[Properties] = {"text_wrap": True, "valign": "top"}

STYLES: Final[Mapping[Style, Properties]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _DARK, "valign": "vcenter"},
    "subtitle": {"font_color": _FAINT, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": _DARK, "valign": "vcenter"},
    "heading": {**_HEADING, "bg_color": _DARK},
    "heading required": {**_HEADING, "bg_color": "#9A3412"},
    "heading seldom": {**_HEADING, "bg_color": "#71838C"},
    "label": {**_LOCKED, "text_wrap": True},
    "label required": {**_LOCKED, "text_wrap": True, "font_color": "#9A3412", "bold": True},
    "note": {"font_size": 9, "font_color": _FAINT, **_WRAPPED},
    "text": {**_BOX, **_WRAPPED},
    "clause": {**_BOX, "valign": "top"},
    "words": {**_LOCKED, **_WRAPPED, "font_size": 9},
    "link": {**_BOX, "font_color": "#1B6CA8", "underline": 1, "valign": "top"},
    "unit": {**_LOCKED, "align": "center"},
    "preset": {**_LOCKED, "text_wrap": True},
    "input": {**_INPUT, "num_format": "@", "text_wrap": True, "valign": "vcenter"},
    "input unit": {**_INPUT, "num_format": "@", "align": "center", "valign": "vcenter"},
    "input number": {**_INPUT, "num_format": "General", "align": "right", "valign": "vcenter"},
    "input percent": {**_INPUT, "num_format": PERCENT, "align": "right", "valign": "vcenter"},
    "input date": {**_INPUT, "num_format": DATE, "align": "right", "valign": "vcenter"},
    "number": {**_LOCKED, "align": "right"},
    "integer": {**_LOCKED, "num_format": "0", "align": "right"},
    "percent": {**_LOCKED, "num_format": "0.0%", "align": "right"},
    "date": {**_LOCKED, "num_format": DATE, "align": "right"},
    "total": {**_LOCKED, "num_format": NUMBER, "align": "right", "bold": True},
    "verdict": {**_BOX, "bold": True, "align": "center", "valign": "top", "text_wrap": True},
    "banner": {"bold": True, "font_size": 14, "valign": "vcenter", "bg_color": _GREY},
    "failing": {**_BOX, **TONES["red"]},
    "open": {**_BOX, **TONES["amber"]},
    "passing": {**_BOX, **TONES["green"]},
    "warning": {"font_color": "#9C0006", "bold": True, **_WRAPPED},
    "hidden": {},
}


def tone_of(colouring: Colouring) -> Properties:
    """How the cells of a colouring look where its formula is true."""
    return TONES[colouring.colour]


def number_format(step: float, unit: Unit) -> str:
    """A format with as many decimals as the step of rounding has in the unit."""
    shown = Decimal(repr(from_canonical(step, unit))).normalize()
    decimals = max(0, -int(shown.as_tuple().exponent))
    return "#,##0" if decimals == 0 else f"#,##0.{'0' * min(decimals, _MOST_DECIMALS)}"
