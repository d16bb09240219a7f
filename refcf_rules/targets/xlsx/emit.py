"""The target ``xlsx``: the empty calculation template of a class part, one workbook for each language."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.arrange import ACTIVITY_ROWS, layout_of
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.totals import is_total
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.targets.target import Artifact, Emitted, Refusal, Target
from refcf_rules.targets.xlsx.assemble import assemble
from refcf_rules.targets.xlsx.typed_cells import longest_excess
from refcf_rules.targets.xlsx.write import write

MOST_ROWS: Final = 2000
"""So many rows may a sheet of activities have; with more, spreadsheet programs take minutes to compute."""
_STEP: Final = 100
_NO_STAGES: Final = Message(
    "该部分没有规定生命周期阶段，没有活动可填，因此没有计算表；各产品部分有自己的计算表。",
    "This part has no life cycle stages, so there are no activities to fill in and no workbook; "
    "each part for products has its own.",
)
_NO_ROOM: Final = Message(
    "“{table}”有 {rows} 行，计算表只有 {room} 行。请用 YAML、JSON 或 CSV 交这份清单。",
    "The table {table} has {rows} rows, the workbook only {room}. Hand this inventory in as YAML, JSON or CSV.",
)

_TOTAL: Final = Message(
    "“{table}”有一行叫“{text}”；在计算表里会被当作合计行。请在清单里换一个名称或编号。",
    "A row of the table {table} is called {text}, which a workbook takes for a total. "
    "Give it another name or id in the inventory.",
)


@record
class NoBook:
    """An inventory that fits no workbook, and why."""

    why: Message


def emit(standard: Standard) -> Emitted:
    """A workbook in Chinese and one in English."""
    return emit_in(standard, LANGUAGES)


def emit_in(standard: Standard, languages: Iterable[SheetLanguage]) -> Emitted:
    """A workbook in each of the languages, with what its formulas do not say; none for a part without stages."""
    if not standard.boundary.stages:
        return Emitted((), (Refusal("boundary", standard.id, _NO_STAGES),))
    artifacts: list[Artifact] = []
    refusals: dict[tuple[str, str], Refusal] = {}
    for language in languages:
        assembled = assemble(standard, language=language)
        artifacts.append(Artifact(f"{standard.id}.{language}.xlsx", write(assembled.book)))
        refusals |= {(each.construct, each.id): each for each in assembled.refusals}
    return Emitted(tuple(artifacts), tuple(refusals.values()))


def filled(standard: Standard, inputs: Inputs, language: SheetLanguage) -> bytes | NoBook:
    """The workbook with what a company handed in; its sheets have more rows where that asks for them."""
    if not standard.boundary.stages:
        return NoBook(_NO_STAGES)
    rows = ACTIVITY_ROWS
    excess = _excess(standard, inputs, rows)
    while excess is not None and excess[2] == rows < MOST_ROWS:
        rows = min(MOST_ROWS, ceil(excess[1] / _STEP) * _STEP)
        excess = _excess(standard, inputs, rows)
    if excess is not None:
        return NoBook(_NO_ROOM.filled(table=excess[0], rows=excess[1], room=excess[2]))
    named = _named_like_a_total(standard, inputs)
    if named is not None:
        return NoBook(_TOTAL.filled(table=named[0], text=named[1]))
    return write(assemble(standard, inputs, language, rows).book)


def _excess(standard: Standard, inputs: Inputs, rows: int) -> tuple[Message, int, int] | None:
    """The title of a table with more rows than room, its rows and its room."""
    blocks = (block for sheet in layout_of(standard, rows).sheets for block in sheet.blocks)
    found = longest_excess(blocks, inputs)
    return None if found is None else (found[0].title, found[1], found[0].rows)


def _named_like_a_total(standard: Standard, inputs: Inputs) -> tuple[Message, str] | None:
    """The title of a table with a row that would be taken for a total when the workbook comes back, and its text."""
    for block in (block for sheet in layout_of(standard).sheets for block in sheet.blocks):
        required = {column.field for column in block.columns if column.required}
        free = {column.field for column in block.columns if column.content in ("text", "reference", "factor")}
        for row in (row for row in inputs.rows.get(block.table, ()) if row.part == block.part):
            own = {field: typed.value for field, typed in row.cells.items()}
            cells = own if row.parent is None else {block.columns[0].field: row.parent, **own}
            texts = [(field, text) for field, text in cells.items() if isinstance(text, str) and field in free]
            if is_total(texts, required, cells):
                return block.title, next(text for each, text in texts if is_total([(each, text)], (), ()))
    return None


TARGET: Final = Target("xlsx", Message("计算表（Excel、WPS）", "calculation workbook for Excel and WPS"), emit)
