"""What a workbook says about itself on its hidden sheet ``_meta``: edition, inputs, fingerprints of its formulas.

Rows of texts, the first of each names its sort: a workbook that comes back is read by what it says here, also when
it was made for an earlier edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from refcf_rules.record import names_of, record

META: Final = "_meta"
"""The title of the sheet, in every language."""
FORMAT: Final = "refcf-workbook"
VERSION: Final = "1"
"""Rises when the layout of a workbook changes in a way that older readers would misread."""
MOST_ROWS: Final = 50_000
_SEAL: Final = "seal"
_PAIR: Final = 2


@record
class MadeFor:
    """For which rules and in which language a workbook was made.

    ``digest`` is that of the rules, ``factors`` that of the factor library, ``rows`` those of a stage.
    """

    standard: str
    number: str
    edition: str
    digest: str
    factors: str
    tool: str
    language: str
    rows: str


@record
class SheetMeta:
    """A sheet under its first title. Its defined name ``sheet__id`` follows it when people rename it."""

    id: str
    title: str


@record
class InputMeta:
    """An input or a column of inputs by its defined name; ``list`` is the defined name its drop-down shows."""

    name: str
    sheet: str
    table: str
    field: str
    part: str
    content: str
    unit: str
    list: str


@record
class FormulaRun:
    """A rectangle of formulas with one fingerprint (``fingerprint.canonical``); both ends included, from 0."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    fingerprint: str


@record
class ConstantRun:
    """Numbers and texts of the standard below each other, with a short mark of each (``fingerprint.constant_mark``)."""

    sheet: str
    first_row: int
    column: int
    marks: tuple[str, ...]


@record
class Meta:
    """All that stands on the sheet."""

    made_for: MadeFor
    sheets: tuple[SheetMeta, ...]
    inputs: tuple[InputMeta, ...]
    formulas: tuple[FormulaRun, ...]
    constants: tuple[ConstantRun, ...] = ()


def to_rows(meta: Meta) -> tuple[tuple[str, ...], ...]:
    """The rows of the sheet, each a tuple of texts; the last is a digest of all others."""
    rows: list[tuple[str, ...]] = [(FORMAT, VERSION)]
    rows.extend((name, str(getattr(meta.made_for, name))) for name in names_of(MadeFor))
    rows.extend(("sheet", each.id, each.title) for each in meta.sheets)
    rows.extend(("input", *_texts(each)) for each in meta.inputs)
    rows.extend(("formulas", *_texts(each)) for each in meta.formulas)
    rows.extend(
        ("constants", each.sheet, str(each.first_row), str(each.column), " ".join(each.marks))
        for each in meta.constants
    )
    return (*rows, (_SEAL, _seal(rows)))


def from_rows(rows: Iterable[Sequence[object]]) -> Meta | None:
    """What ``to_rows`` wrote, also with empty cells behind it; None for anything else."""
    read = _plain(rows)
    if not read or read[0] != (FORMAT, VERSION):
        return None
    head = {row[0]: row[1] for row in read if len(row) == _PAIR}
    try:
        return Meta(
            MadeFor(**{name: head[name] for name in names_of(MadeFor)}),
            tuple(SheetMeta(*row[1:]) for row in read if row[0] == "sheet"),
            tuple(InputMeta(*_padded(row[1:], len(names_of(InputMeta)))) for row in read if row[0] == "input"),
            tuple(_run(row[1:]) for row in read if row[0] == "formulas"),
            tuple(_constants(row[1:]) for row in read if row[0] == "constants"),
        )
    except (KeyError, TypeError, ValueError):
        return None


def is_sealed(rows: Iterable[Sequence[object]]) -> bool:
    """Whether the rows are as they were written."""
    read = _plain(rows)
    return bool(read) and read[-1] == (_SEAL, _seal(read[:-1]))


def _texts(of: InputMeta | FormulaRun) -> tuple[str, ...]:
    return tuple(str(getattr(of, name)) for name in names_of(type(of)))


def _plain(rows: Iterable[Sequence[object]]) -> list[tuple[str, ...]]:
    """Rows as texts without the empty cells at their end, and no empty rows."""
    read: list[tuple[str, ...]] = []
    for row in rows:
        texts = ["" if cell is None else str(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            read.append(tuple(texts))
        if len(read) > MOST_ROWS:
            return []
    return read


def _padded(texts: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (*texts, *[""] * (length - len(texts)))


def _run(texts: tuple[str, ...]) -> FormulaRun:
    sheet, first_row, first_column, last_row, last_column, fingerprint = texts
    return FormulaRun(sheet, int(first_row), int(first_column), int(last_row), int(last_column), fingerprint)


def _constants(texts: tuple[str, ...]) -> ConstantRun:
    sheet, first_row, column, marks = texts
    return ConstantRun(sheet, int(first_row), int(column), tuple(marks.split(" ")))


def _seal(rows: Iterable[tuple[str, ...]]) -> str:
    """Empty cells at the end of a row do not count, since no file keeps them."""
    lines = ("\t".join(row).rstrip("\t") for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
