"""The target ``xlsx``: the empty calculation template of a class part, one workbook for each language."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.arrange import ACTIVITY_ROWS, layout_of
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.targets.target import Artifact, Emitted, Refusal, Target
from refcf_rules.targets.xlsx.assemble import assemble
from refcf_rules.targets.xlsx.typed_cells import longest_excess
from refcf_rules.targets.xlsx.write import write

MOST_ROWS: Final = 2000
"""So many rows may a sheet of activities have; with more, spreadsheet programs take minutes to compute."""
_STEP: Final = 100


@record
class NoRoom:
    """A table with more rows than a workbook has room for."""

    table: Message
    rows: int
    room: int


def emit(standard: Standard) -> Emitted:
    """A workbook in Chinese and one in English."""
    return emit_in(standard, LANGUAGES)


def emit_in(standard: Standard, languages: Iterable[SheetLanguage]) -> Emitted:
    """A workbook in each of the languages, with what its formulas do not say."""
    artifacts: list[Artifact] = []
    refusals: dict[tuple[str, str], Refusal] = {}
    for language in languages:
        assembled = assemble(standard, language=language)
        artifacts.append(Artifact(f"{standard.id}.{language}.xlsx", write(assembled.book)))
        refusals |= {(each.construct, each.id): each for each in assembled.refusals}
    return Emitted(tuple(artifacts), tuple(refusals.values()))


def filled(standard: Standard, inputs: Inputs, language: SheetLanguage) -> bytes | NoRoom:
    """The workbook with what a company handed in; its sheets have more rows where that asks for them."""
    rows = ACTIVITY_ROWS
    excess = _excess(standard, inputs, rows)
    while excess is not None and excess.room == rows < MOST_ROWS:
        rows = min(MOST_ROWS, ceil(excess.rows / _STEP) * _STEP)
        excess = _excess(standard, inputs, rows)
    return excess if excess is not None else write(assemble(standard, inputs, language, rows).book)


def _excess(standard: Standard, inputs: Inputs, rows: int) -> NoRoom | None:
    blocks = (block for sheet in layout_of(standard, rows).sheets for block in sheet.blocks)
    found = longest_excess(blocks, inputs)
    return None if found is None else NoRoom(found[0].title, found[1], found[0].rows)


TARGET: Final = Target("xlsx", Message("计算表（Excel、WPS）", "calculation workbook for Excel and WPS"), emit)
