"""What the checker page knows of a part beside its validator: names to choose it by, words of results, its workbook.

Everything is plain JSON; labels are ``[Chinese, English]``. The workbook is described by what the layout says of its
columns and lists, so that the browser reads a filled one as ``inventory/read_workbook`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import COMPANY, EDITION, STANDARD
from refcf_rules.quantities.number import format_quantity
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.layout import Column, Layout
from refcf_rules.sheets.lists import lists_of
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.source.message import Message

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Object = dict[str, Json]

_PROCESS: Final = "process"


def part_entry(standard: Standard) -> Object:
    """How a part is called, and the names under which an inventory may claim it."""
    part = standard.part
    return {
        "id": standard.id,
        "number": part.number,
        "edition": _label(part.edition),
        "title": _label(part.title),
        "digest": standard.digest,
        "names": sorted({folded(text) for text in (standard.id, part.id, part.number) if text}),
    }


def part_data(standard: Standard) -> Object:
    """All that the page needs of a part once a file claims it."""
    return {"words": _words(standard), "book": _book(standard)}


# --- words --------------------------------------------------------------------------------------------


def _words(standard: Standard) -> Object:
    """What results call by an id."""
    footprint, declared, grading = standard.footprint, standard.declared_unit, standard.grading
    return {
        "stages": {stage.id: _label(stage.label) for stage in standard.boundary.stages},
        "components": {id_: _label(label) for id_, label in COMPONENT_LABELS.items()},
        "footprint": _label(footprint.label) if footprint else None,
        "declared": _label(declared.text) if declared else None,
        "functional": {each.id: _functional(each.id, standard) for each in standard.functional_units},
        "additional": {each.of: _label(each.label) for each in standard.reported},
        "grades": {str(each.number): _label(each.label) for each in grading.levels} if grading else {},
    }


def _functional(id_: str, standard: Standard) -> Object:
    """What a functional unit is called, what its result and its reference flow are given in."""
    of = next(each for each in standard.functional_units if each.id == id_)
    result = f"{standard.footprint.id}.{id_}" if standard.footprint else ""
    return {
        "label": _label(of.text),
        "per": [f"{format_quantity(of.per, of.per_unit)} {text}" for text in (of.per_text.zh, of.per_text.en)],
        "unit": _symbol(result, standard),
        "flow": _symbol(of.reference_flow, standard),
    }


def _symbol(calculation: str, standard: Standard) -> str | None:
    """The unit of a calculation as results give it."""
    found = next((each for each in standard.calculations if each.id == calculation), None)
    if found is None:
        return None
    unit: Unit | None = found.unit
    if unit is None and isinstance(found.type, NumberType) and found.type.dimension is not None:
        unit = canonical_unit(found.type.dimension)
    return None if unit is None else unit.symbol


# --- workbook -----------------------------------------------------------------------------------------


def _book(standard: Standard) -> Object:
    layout = layout_of(standard, 1)
    spellings = (text for each in standard.choice(_PROCESS).options for text in each.spellings)
    factors = (text for each in standard.factors for text in (each.id, each.label.zh, each.label.en))
    return {
        "heads": [STANDARD.en, EDITION.en],
        "tables": [
            [table.id, table.key or table.id, table.parent, table.single, *_label(table.label)]
            for table in (COMPANY, *standard.tables)
        ],
        "columns": {key: _column(column) for key, column in _columns(layout)},
        "lists": {language: _lists(standard, layout, language) for language in SHEET_LANGUAGES},
        "processes": sorted(set(map(folded, spellings))),
        "factors": sorted({folded(text).casefold() for text in factors}),
    }


def _columns(layout: Layout) -> Iterator[tuple[str, Column]]:
    """Columns by table and field; those of the stages are alike. A unit beside a number has a key of its own."""
    for sheet in layout.sheets:
        for single in sheet.singles:
            yield f"{single.table}|{single.input.field}", single.input
        for block in sheet.blocks:
            for column in block.columns:
                yield f"{block.table}|{column.field}{'|unit' if column.content == 'unit' else ''}", column


def _column(column: Column) -> Object:
    """What is said of a column; ``parent`` says which row of another table a row belongs to."""
    said: Object = {"label": _label(column.label)}
    if column.required:
        said["required"] = True
    if column.content == "reference" and column.of is None:
        said["parent"] = True
    if column.content == "unit":
        said["units"] = list(column.units)
    return said


def _lists(standard: Standard, layout: Layout, language: SheetLanguage) -> Object:
    """What drop-downs show beyond the labels that every reader knows, by the name of the list."""
    found: Object = {}
    for each in lists_of(standard, layout, language):
        shown: Object = {
            folded(offer.shown).casefold(): offer.id
            for offer in each.offers
            if language == "both" or offer.shown.endswith(f" {offer.id}")
        }
        if shown:
            found[each.name.casefold()] = shown
    return found


def _label(message: Message) -> list[Json]:
    return [message.zh, message.en]
