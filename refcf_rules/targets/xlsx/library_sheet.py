"""The sheet of the standard's factor library: locked, with all that decides whether a factor fits."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.number import Factor
from refcf_rules.quantities.shortest import shortest_in
from refcf_rules.sheets.library import headline
from refcf_rules.sheets.names import library_name
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.targets.prose.document import Inlines, plain
from refcf_rules.targets.prose.numbers import source_words, status_tag, validity
from refcf_rules.targets.xlsx.book import Content, Name, Print, Sheet, Style
from refcf_rules.targets.xlsx.formula import Area
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import height_of
from refcf_rules.targets.xlsx.setting import Setting

LIBRARY: Final = "standard_factors"
TITLE: Final = Message("标准因子库", "Factor library")
_HOW: Final = Message(
    "标准给出的因子，锁定。活动的“因子代号”从这里选；因子值或来源不同的，登记到“排放因子”表。",
    "The factors of the standard, locked. Activities choose from them; enter factors of your own on their sheet.",
)
_HEADER: Final = 4
_VALUE: Final = 3
_COLUMNS: Final[tuple[tuple[str, Message, float, Style], ...]] = (
    ("label", Message("因子", "factor"), 40.0, "text"),
    ("id", Message("代号", "id"), 26.0, "text"),
    ("flow", Message("流", "flow"), 22.0, "text"),
    ("value", Message("值", "value"), 12.0, "number"),
    ("unit", Message("单位", "unit"), 13.0, "unit"),
    ("apart", Message("其中及另计", "components"), 22.0, "text"),
    ("kind", Message("类别", "kind"), 20.0, "text"),
    ("gwp", Message("潜势值版本", "GWP set"), 18.0, "text"),
    ("basis", Message("质量基准", "mass basis"), 11.0, "text"),
    ("place", Message("地域", "place"), 9.0, "text"),
    ("year", Message("年份", "year"), 8.0, "integer"),
    ("losses", Message("线损", "losses"), 10.0, "text"),
    ("ncv", Message("低位发热量", "net calorific value"), 18.0, "text"),
    ("status", Message("状态", "status"), 14.0, "text"),
    ("valid", Message("有效期", "valid"), 20.0, "text"),
    ("source", Message("来源", "source"), 52.0, "text"),
    ("clause", Message("条款", "clause"), 26.0, "text"),
)


def library_sheet(setting: Setting) -> tuple[Sheet, tuple[Name, ...]]:
    """The sheet, and the names of the columns that enter its digest."""
    cells = [*heading(setting, TITLE, _HOW)]
    for column, (_, label, _, _) in enumerate(_COLUMNS):
        cells.append(Content(_HEADER, column, setting.stacked(label), style="heading"))
    heights = [(0, 26.0), (_HEADER, 32.0)]
    first, last = _HEADER + 1, _HEADER + len(setting.standard.factors)
    for row, factor in enumerate(setting.standard.factors, first):
        found = _row(factor, setting)
        cells.extend(_cells(row, found))
        heights.append((row, max(height_of(str(found[id_] or ""), width) for id_, _, width, _ in _COLUMNS)))
    ids = [id_ for id_, _, _, _ in _COLUMNS]
    names = tuple(
        Name(library_name(id_), Area(LIBRARY, first, ids.index(id_), max(first, last), ids.index(id_)))
        for id_ in ("id", "value", "unit")
    )
    sheet = Sheet(
        LIBRARY,
        setting.tab(TITLE),
        tuple(cells),
        tuple(width for _, _, width, _ in _COLUMNS),
        frozen_rows=first,
        frozen_columns=1,
        print=Print((Area(LIBRARY, 0, 0, last, len(_COLUMNS) - 1),), pages_wide=2, repeated_rows=(_HEADER, _HEADER)),
        tab="calculation",
        filtered=Area(LIBRARY, _HEADER, 0, max(first, last), len(_COLUMNS) - 1),
        heights=tuple(heights),
    )
    return sheet, names


def _cells(row: int, found: dict[str, float | str | None]) -> list[Content]:
    return [Content(row, column, found[id_] or None, style=style) for column, (id_, _, _, style) in enumerate(_COLUMNS)]


def _row(factor: Factor, setting: Setting) -> dict[str, float | str | None]:
    option, provenance, ncv = setting.option, factor.provenance, factor.ncv
    return {
        "label": setting.say(factor.label),
        "id": factor.id,
        "flow": factor.flow,
        "value": headline(factor),
        "unit": factor.unit.symbol,
        "apart": _components(factor, setting),
        "kind": option("factor-kind", factor.kind),
        "gwp": option("gwp-set", factor.gwp_set),
        "basis": option("basis", factor.basis),
        "place": factor.place,
        "year": factor.year,
        "losses": option("losses", factor.losses),
        "ncv": "" if ncv is None else f"{shortest_in(ncv.value, ncv.unit):.10g} {ncv.unit.symbol}",
        "status": _said(setting, [(status_tag(setting.contexts[language], provenance),) for language in LANGUAGES]),
        "valid": _said(setting, [validity(setting.contexts[language], provenance) for language in LANGUAGES]),
        "source": _said(setting, [source_words(setting.contexts[language], provenance) for language in LANGUAGES]),
        "clause": setting.say(setting.clause(factor.clause)),
    }


def _components(factor: Factor, setting: Setting) -> str:
    """The parts of a factor that states them; nothing for one that counts as fossil as a whole."""
    if [component for component, _ in factor.components] in ([], ["fossil"]):
        return ""
    parts = (
        f"{setting.say(COMPONENT_LABELS[component.replace('-', '_')])} {shortest_in(value, factor.unit):.10g}"
        for component, value in factor.components
    )
    return "；".join(parts) if setting.language == "zh" else "; ".join(parts)


def _said(setting: Setting, both: list[Inlines]) -> str:
    zh, en = (plain(each).strip() for each in both)
    return setting.say(Message(zh, en))
