"""What else tells that a workbook is not as it was made: edition, hidden sheet, drop-downs, the factor library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook import warnings
from refcf_rules.inventory.read_workbook.places import BlockPlace, InputPlace, Inputs, area_span, cell_span
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawCell, RawSheet
from refcf_rules.inventory.read_workbook.read_parts import area_of
from refcf_rules.inventory.read_workbook.typed import Told, number_text, plain_text
from refcf_rules.model.number import Factor
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.unit import from_canonical
from refcf_rules.sheets.meta import META, Meta
from refcf_rules.sheets.names import library_name
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import whole_file

_NOISE: Final = 1e-9


def tell_origin(path: str, meta: Meta, standard: Standard, tell: Told, *, sealed: bool) -> None:
    """Tell whether the workbook was made for these rules, and whether its hidden sheet is as it was written."""
    made = meta.made_for
    if made.standard == standard.id and made.digest != standard.digest:
        part = standard.part
        now = part.edition if part.edition_on_record else standard.digest[:8]
        before = part.edition if made.edition in (part.edition.zh, part.edition.en) else made.edition
        said = _OTHER_RULES.filled(made=before if made.edition else made.digest[:8], now=now)
        tell(Fault(warnings.OLD_EDITION, whole_file(path), "", said, _UPGRADE))
    if not sealed:
        tell(Fault(warnings.META_CHANGED, cell_span(path, META, 0, 0), "", _CHANGED_META, _UPGRADE))


def tell_drop_downs(path: str, book: RawBook, inputs: Inputs, blocks: Iterable[BlockPlace], tell: Told) -> None:
    """Tell of each input whose list to choose from is gone or shows something else."""
    for place in inputs.singles:
        _tell_list(path, book, place, place.area.first_row, place.area.last_row, tell)
    for block in blocks:
        for place in block.columns:
            _tell_list(path, book, place, place.area.first_row, place.area.last_row, tell)


def tell_library(path: str, book: RawBook, standard: Standard, tell: Told) -> None:
    """Tell of each number of the factor library that is not the standard's."""
    columns = {name: _column(book, library_name(name)) for name in ("id", "value")}
    ids, values = columns["id"], columns["value"]
    if ids is None or values is None:
        return
    factors = {factor.id: factor for factor in standard.factors}
    for row, cell in ids[1].items():
        factor = factors.get(plain_text(cell))
        value = values[1].get(row)
        if factor is None or value is None or _is_value_of(factor, number_text(value)):
            continue
        said = _OTHER_FACTOR.filled(
            id=factor.id, text=shown(value.text), value=f"{_value(factor):.6g} {factor.unit.symbol}"
        )
        tell(Fault(warnings.TABLE_CHANGED, cell_span(path, values[0].title, row, value.column), "", said, _OWN))


def _column(book: RawBook, name: str) -> tuple[RawSheet, Mapping[int, RawCell]] | None:
    found = book.names.get(name.casefold())
    sheet = book.sheet(found.sheet) if found is not None and found.area is not None else None
    if found is None or found.area is None or sheet is None:
        return None
    area = found.area
    return sheet, {cell.row: cell for cell in sheet.cells if area.holds(cell.row, cell.column)}


def _value(factor: Factor) -> float:
    return from_canonical(sum(value for _, value in factor.components), factor.unit)


def _is_value_of(factor: Factor, text: str) -> bool:
    try:
        found = float(text)
    except ValueError:
        return False
    value = _value(factor)
    return abs(found - value) <= _NOISE * max(abs(found), abs(value))


def _tell_list(path: str, book: RawBook, place: InputPlace, first: int, last: int, tell: Told) -> None:
    if not place.meta.list:
        return
    column = place.area.first_column
    areas = [area for each in place.sheet.lists if _shows(book, each.source, place.meta.list) for area in each.areas]
    for start, end in _uncovered(
        first, last, [area for area in areas if area.first_column <= column <= area.last_column]
    ):
        said = _NO_LIST.filled(field=place.label, count=end - start + 1)
        area = Area(start, column, end, column)
        tell(Fault(warnings.DROP_DOWN_REMOVED, area_span(path, place.sheet.title, area), "", said, _PASTE_VALUES))


def _shows(book: RawBook, source: str, wanted: str) -> bool:
    """Whether a drop-down shows a list: by its name, or by the cells that the name stands for."""
    if source.casefold() == wanted.casefold():
        return True
    name = book.names.get(wanted.casefold())
    place = area_of(source)
    return name is not None and place is not None and place == (name.sheet, name.area)


def _uncovered(first: int, last: int, areas: Sequence[Area]) -> Iterator[tuple[int, int]]:
    """The rows that no area has, as stretches."""
    row = first
    for area in sorted(areas):
        if area.first_row > row:
            yield row, min(area.first_row - 1, last)
        row = max(row, area.last_row + 1)
        if row > last:
            return
    if row <= last:
        yield row, last


_OTHER_RULES: Final = Message(
    "工作簿按 {made} 版的规则制作，本次按 {now} 版判定。",
    "The workbook was made for the rules of edition {made}; the verdict is by {now}.",
)
_UPGRADE: Final = Message(
    "用 refcf upgrade 清单.xlsx -o 新清单.xlsx 把数据移到现行的模板。",
    "Move the data to the present template: refcf upgrade book.xlsx -o new.xlsx.",
)
_CHANGED_META: Final = Message("隐藏工作表 _meta 与写入时不同。", "The hidden sheet _meta is not as it was written.")
_NO_LIST: Final = Message(
    "“{field}”有 {count} 格没有了下拉选项。", "{count} cells of “{field}” have lost their drop-down."
)
_PASTE_VALUES: Final = Message(
    "从旁边的行复制“有效性验证”；以后粘贴时选“数值”。", "Copy the validation from a row beside; paste values only."
)
_OTHER_FACTOR: Final = Message(
    "因子库里“{id}”写的是 {text}，标准规定 {value}。", "The library says {text} for {id}; the standard sets {value}."
)
_OWN: Final = Message(
    "判定用标准的值；自有因子请填在“企业自己的因子”里。",
    "The verdict uses the value of the standard; put a factor of your own among the company's own factors.",
)
