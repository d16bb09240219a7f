"""A filled workbook as an inventory, with what stands against it and what makes doubt of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from refcf_rules.inventory.document.build import RefusedError
from refcf_rules.inventory.document.nodes import Mapping as MappingNode
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_faults import FaultList
from refcf_rules.inventory.read_workbook import kinds, warnings
from refcf_rules.inventory.read_workbook.archive import Archive
from refcf_rules.inventory.read_workbook.checks import tell_drop_downs, tell_library, tell_origin
from refcf_rules.inventory.read_workbook.constants import tell_constants
from refcf_rules.inventory.read_workbook.formulas import Formulas
from refcf_rules.inventory.read_workbook.one_a_row import one_a_row, sheet_of
from refcf_rules.inventory.read_workbook.places import BlockPlace, area_span, inputs_of
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawCell, RawSheet
from refcf_rules.inventory.read_workbook.read_book import read_book
from refcf_rules.inventory.read_workbook.read_parts import read_book_part
from refcf_rules.inventory.read_workbook.stray import Strays
from refcf_rules.inventory.read_workbook.struck import tell_struck
from refcf_rules.inventory.read_workbook.tree import TreeMaker
from refcf_rules.inventory.read_workbook.typed import CellReader, plain_text
from refcf_rules.inventory.read_workbook.wording import for_workbook
from refcf_rules.inventory.row_kinds import MISSING_FIELD
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.lists import lists_of
from refcf_rules.sheets.meta import META, Meta, from_rows, is_sealed
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.source.diagnostic import Fault, Severity
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span, whole_file


@record
class BookTree:
    """What was read of a workbook: its tree, faults, doubts and notes."""

    meta: Meta
    tree: MappingNode
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    notes: tuple[Message, ...]
    order: Mapping[str, int]
    """The sheets in the order of their tabs."""


def read_meta(path: str, data: bytes) -> Meta | tuple[Fault, ...]:
    """What a workbook says about itself, without reading the rest of it. Never raises for any bytes."""
    try:
        book = read_book(path, data, lambda place: place.title == META)
    except RefusedError as refused:
        return (refused.fault,)
    meta, _ = meta_in(book)
    return meta if meta is not None else (_no_template(path),)


def titles_text(path: str, data: bytes) -> str:
    """The titles of the sheets, one a line; empty if the workbook cannot be read."""
    try:
        return "\n".join(each.title for each in read_book_part(Archive(path, data)).sheets)
    except RefusedError:
        return ""


def read_workbook_tree(path: str, data: bytes, standard: Standard) -> BookTree | tuple[Fault, ...]:
    """The tree of a workbook, or why there is none. Never raises for any bytes."""
    try:
        book = read_book(path, data)
    except RefusedError as refused:
        return (refused.fault,)
    meta, sealed = meta_in(book)
    if meta is None:
        return (_no_template(path),)
    return _Reading(path, book, meta, standard).result(sealed=sealed)


class _Reading:
    """One workbook on its way to a tree."""

    def __init__(self, path: str, book: RawBook, meta: Meta, standard: Standard) -> None:
        self._path = path
        self._book = book
        self._meta = meta
        self._standard = standard
        self._told: list[Fault] = []

    def result(self, *, sealed: bool) -> BookTree:
        inputs = inputs_of(self._path, self._book, self._meta, self._standard)
        self._told.extend(inputs.lost)
        strays = Strays(self._path, self._book, inputs, self._told.append)
        tell_origin(self._path, self._meta, self._standard, self._told.append, sealed=sealed)
        blocks = strays.grown()
        strays.tell_others(blocks)
        cells = CellReader(self._path, self._book, self._options(), self._told.append)
        maker = TreeMaker(self._path, self._standard, cells, self._told.append)
        tree = maker.tree(self._meta, inputs.singles, blocks)
        tell_struck(self._path, self._book, inputs.singles, blocks, self._told.append)
        tell_drop_downs(self._path, self._book, inputs, inputs.blocks, self._told.append)
        if self._meta.made_for.digest == self._standard.digest:
            tell_library(self._path, self._book, self._standard, self._told.append)
        tell_constants(self._path, self._book, self._meta, self._tell_once)
        if not inputs.lost:  # formulas about inputs that are gone look changed for that reason
            Formulas(self._path, self._book, self._meta, inputs).tell(self._told.append)
        self._told.extend(self._uncounted(inputs.blocks))
        notes = strays.notes(self._meta, blocks)
        return self._sorted(tree, notes)

    def _tell_once(self, fault: Fault) -> None:
        """Tell of a cell that nothing was told of: of a factor the right value was."""
        if all(fault.span != other.span for other in self._told):
            self._told.append(fault)

    def _options(self) -> Mapping[str, Mapping[str, str]]:
        """What the drop-downs show, in whatever case it is typed, by the name of the list."""
        language: SheetLanguage = next(
            (each for each in SHEET_LANGUAGES if each == self._meta.made_for.language), "both"
        )
        lists = lists_of(self._standard, layout_of(self._standard, 1), language)
        return {
            each.name.casefold(): {
                folded(text).casefold(): offer.id for offer in each.offers for text in (offer.id, offer.shown)
            }
            for each in lists
            if each.kind != "unit"  # the case of a unit has a meaning: mWh is no MWh
        }

    def _uncounted(self, blocks: Iterable[BlockPlace]) -> Iterator[Fault]:
        for block in blocks:
            if block.inserted > 0:
                first = block.columns[0].area
                area = Area(block.first_row, first.first_column, block.last_row, block.columns[-1].area.last_column)
                span = area_span(self._path, block.sheet.title, area)
                yield Fault(warnings.ROWS_UNCOUNTED, span, "", _INSERTED.filled(count=block.inserted), _MOVE)

    def _sorted(self, tree: MappingNode, notes: tuple[Message, ...]) -> BookTree:
        told = tuple(dict.fromkeys(self._told))
        order = {sheet.title: number for number, sheet in enumerate(self._book.sheets)}
        faults = tuple(each for each in told if each.kind.severity is Severity.ERROR)
        doubts = tuple(each for each in told if each.kind.severity is not Severity.ERROR)
        return BookTree(self._meta, tree, faults, tuple(sorted(doubts, key=_place_in(order))), notes, order)


def joined_faults(path: str, found: BookTree, further: Iterable[Fault]) -> tuple[Fault, ...]:
    """All faults of a workbook in the order of its tabs, then what else makes doubt of it.

    A cell that was refused is not called empty as well, and of merged cells nothing else is said.
    """
    refused = {fault.span for fault in found.faults}
    later = [each for each in further if not (each.kind is MISSING_FIELD and each.span in refused)]
    merged = [each.span for each in found.faults if each.kind is kinds.MERGED_INPUT]
    heard = (each for each in (*found.faults, *map(for_workbook, later)) if not _is_within(each, merged))
    faults = FaultList(path)
    for each in one_a_row(sorted(dict.fromkeys(heard), key=_place_in(found.order))):
        faults.add(each)
    is_lost = any(each.kind is kinds.LOST_INPUT for each in found.faults)
    doubts = (each for each in found.warnings if not (is_lost and each.kind is warnings.BESIDE_INPUTS))
    return (*faults.listed(), *doubts)  # numbers of a column that lost its name only seem to stand beside the inputs


def _is_within(fault: Fault, merged: Iterable[Span]) -> bool:
    own = fault.span
    return fault.kind is not kinds.MERGED_INPUT and any(
        sheet_of(own) == sheet_of(each)
        and each.line <= own.line <= each.end_line
        and each.column <= own.column < each.end_column
        for each in merged
    )


def with_doubts(inventory: Inventory, found: BookTree) -> Inventory:
    """The inventory with what was doubted and noted on the way."""
    return Inventory(
        inventory.path,
        inventory.digest,
        inventory.standard,
        inventory.edition,
        inventory.company,
        inventory.tables,
        found.warnings,
        found.notes,
    )


def _place_in(order: Mapping[str, int]) -> Callable[[Fault], tuple[int, int, int, str]]:
    def key(fault: Fault) -> tuple[int, int, int, str]:
        sheet = sheet_of(fault.span)
        return order.get(sheet, -1), fault.span.line, fault.span.column, fault.kind.code

    return key


def meta_in(book: RawBook) -> tuple[Meta | None, bool]:
    """What the hidden sheet says, and whether it is as it was written."""
    sheet = book.sheet(META)
    if sheet is None:
        return None, False
    rows = _rows(sheet)
    return from_rows(rows), is_sealed(rows)


def _rows(sheet: RawSheet) -> tuple[tuple[str, ...], ...]:
    rows: dict[int, dict[int, RawCell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return tuple(
        tuple(plain_text(row[at]) if at in row else "" for at in range(max(row) + 1)) for _, row in sorted(rows.items())
    )


def _no_template(path: str) -> Fault:
    return Fault(kinds.NOT_A_TEMPLATE, whole_file(path), "", _NO_META, _FROM_TEMPLATE)


_NO_META: Final = Message(
    "工作簿里没有隐藏的工作表 _meta，或者读不懂它。", "The workbook has no hidden sheet _meta, or it cannot be read."
)
_FROM_TEMPLATE: Final = Message(
    "在 refcf build 生成的模板里填写；已有 YAML 或 CSV 时用 refcf fill。",
    "Fill in the template from refcf build; from YAML or CSV use refcf fill.",
)
_INSERTED: Final = Message(
    "表格里插入了 {count} 行：都已读入，但工作簿里的结果没有算它们。",
    "{count} rows were inserted into the table: all were read, but the results in the workbook leave them out.",
)
_MOVE: Final = Message(
    "用 refcf upgrade 把数据移到行数足够的模板。", "Move the data to a template with enough rows: refcf upgrade."
)
