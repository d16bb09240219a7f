"""The index by inventory field: what a company writes, where in a file and in the workbook, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from refcf_rules.model import written
from refcf_rules.model.field import Field
from refcf_rules.model.field import Table as InventoryTable
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import TEXT
from refcf_rules.record import record
from refcf_rules.sheets.arrange import OWN_FACTOR, layout_of
from refcf_rules.sheets.layout import InputSheet
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Heading,
    Inlines,
    Items,
    Place,
    Tag,
    Target,
    Text,
    joined,
    text,
)
from refcf_rules.targets.prose.ledgers import choice_label
from refcf_rules.targets.prose.members.fields import content_of
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import Declared, declared, part_at
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.parts import PART, names_of_holders, where_it_holds
from refcf_rules.targets.site.indexes.subject import Subject
from refcf_rules.targets.site.indexes.usage import UserKind, Users, user_link, users_of

_FIELD: Final = Message("字段", "Field")
_WRITTEN: Final = Message("在文件中的位置", "Place in a file")
_CONTENT: Final = Message("内容", "Content")
_WORKBOOK: Final = Message("计算表：工作表和单元格名称", "Workbook: sheet and name of the cells")
_READ_BY: Final = Message("读取它的规则和公式", "Read by rules and formulas")
_FORMULAS: Final = Message("公式：", "Formulas: ")
_NEEDED: Final = Message("填写", "To be given")
_REQUIRED: Final = Message("必填", "required")
_OPTIONAL: Final = Message("按需", "as needed")
_HEAD: Final = Message("文件开头", "Head of the file")
_FORMAT: Final = Message("清单格式的版本", "version of the inventory format")
_COMMA: Final = Message("、", ", ")
_SEMICOLON: Final = Message("；", "; ")

DeclaredField = Declared[tuple[InventoryTable, Field]]


@record
class _Reading:
    """What is looked up for each standard once: where each field stands in its workbook, and who reads it."""

    sheets: Mapping[tuple[str, str], tuple[tuple[Message, str], ...]]
    users: Mapping[str, Users]


def fields(subject: Subject) -> tuple[Block, ...]:
    """A table of fields for each table of the inventory, then the long lists of options."""
    readings = {
        one.standard.id: _Reading(_cells_by_field(one.standard), users_of(one.standard)) for one in subject.contexts
    }
    blocks: list[Block] = [Heading(1, subject.say(_HEAD)), _table(_heads(subject), readings, subject)]
    for table, found in by_table(subject.contexts):
        blocks.append(Heading(1, subject.contexts[0].title(table.label), Place("table", table.id)))
        blocks.append(_table(found, readings, subject))
    return (*blocks, *_choices(subject))


def by_table(contexts: tuple[Context, ...]) -> Iterator[tuple[InventoryTable, tuple[DeclaredField, ...]]]:
    """The tables that companies fill in, each with its fields as the parts declare them."""
    found = declared(contexts, _written_fields, lambda one: f"{one[0].id}.{one[1].id}", _origin)
    tables = {one.id: one for context in contexts for one in context.standard.tables}
    for table in tables.values():
        mine = tuple(one for one in found if one.thing[0].id == table.id)
        if mine:
            yield table, mine


def _written_fields(standard: Standard) -> Iterator[tuple[InventoryTable, Field]]:
    for table in standard.tables:
        yield from ((table, field) for field in table.fields if not field.derived)


def _origin(standard: Standard, one: tuple[InventoryTable, Field]) -> str:
    return part_at(standard, one[1].span)


def _heads(subject: Subject) -> tuple[DeclaredField, ...]:
    """What stands at the head of every file: which format, which standard, which company."""
    context = subject.contexts[0]
    head = InventoryTable("", Message("", ""), (), single=True)
    version = Field("refcf", _FORMAT, TEXT, required=True)
    names = (Field("standard", written.STANDARD, TEXT, required=True), Field("edition", written.EDITION, TEXT))
    pairs = [*((head, one) for one in (version, *names)), *((written.COMPANY, one) for one in written.COMPANY.fields)]
    return tuple(Declared(pair, context, "", subject.contexts) for pair in pairs)


def _table(found: tuple[DeclaredField, ...], readings: Mapping[str, _Reading], subject: Subject) -> Block:
    header = (_FIELD, _WRITTEN, _CONTENT, _NEEDED, PART, _WORKBOOK, _READ_BY)
    ids = [one.thing[1].id for one in found]
    entries = (_entry(one, readings, subject, shared=ids.count(one.thing[1].id) > 1) for one in found)
    return listing(subject, header, (_NEEDED, PART), entries)


def _entry(one: DeclaredField, readings: Mapping[str, _Reading], subject: Subject, *, shared: bool) -> Entry:
    """A field; where parts declare different fields of one name, each is the place of its own part."""
    context, (table, field) = one.context, one.thing
    name = f"{table.id}.{field.id}" if table.id else field.id
    place = Place("field", name, context.standard.id if shared else "")
    other = field.label.en if context.language == "zh" else field.label.zh
    label: Inlines = (
        Target(place),
        Text(context.say(field.label)),
        *text(f" {other}" if other != context.say(field.label) else ""),
    )
    holders = tuple(readings[holder.standard.id] for holder in one.holds_in)
    sheets = dict.fromkeys(cell for reading in holders for cell in reading.sheets.get((table.id, field.id), ()))
    needed = subject.say(_REQUIRED if field.required else _OPTIONAL)
    cells = (
        label,
        (Code(path_in_file(table, field, context.standard)),),
        inlines_of(context.standard.id, content_of(context, field)),
        (Tag(needed, "good" if field.required else "plain"),),
        where_it_holds(one, subject.contexts),
        _cells(tuple(sheets), subject),
        _read_by(one.holds_in, readings, name),
    )
    return Entry(cells, ((needed,), names_of_holders(one)))


def path_in_file(table: InventoryTable, field: Field, standard: Standard) -> str:
    """Where a field stands in YAML and JSON: ``activities[].legs[].mass``."""
    path = field.id
    while table.id:
        path = f"{table.key or table.id}{'' if table.single else '[]'}.{path}"
        if table.parent is None:
            break
        table = standard.table(table.parent)
    return path


# --- the workbook ----------------------------------------------------------------------------------------


def _cells_by_field(standard: Standard) -> Mapping[tuple[str, str], tuple[tuple[Message, str], ...]]:
    """The sheet and the defined name of each field's cells; a field of activities has them on a sheet of each stage."""
    if not any(one.id == "activity" for one in standard.tables):
        return {}
    found: dict[tuple[str, str], list[tuple[Message, str]]] = {}
    for sheet in layout_of(standard).sheets:
        for table, field, name in _inputs(sheet):
            found.setdefault((table, field), []).append((sheet.title, name))
    return {key: tuple(cells) for key, cells in found.items()}


def _inputs(sheet: InputSheet) -> Iterator[tuple[str, str, str]]:
    for single in sheet.singles:
        yield single.table, single.input.field, single.input.name
    for block in sheet.blocks:
        for column in block.columns:
            if column.content == "unit":
                continue
            if block.table == OWN_FACTOR:
                yield "activity", f"{written.FACTOR}.{column.field}", column.name
            else:
                yield block.table, column.field, column.name


def _cells(cells: tuple[tuple[Message, str], ...], subject: Subject) -> Inlines:
    """The sheets, and the name of the cells; the names on the sheets of several stages differ in their end only."""
    names = tuple(dict.fromkeys(name for _, name in cells))
    if not names:
        return ()
    name = names[0] if len(names) == 1 else f"{names[0].rpartition('__')[0]}__*"
    sheets = dict.fromkeys(subject.say(sheet) for sheet, _ in cells)
    return (Text(f"{subject.say(_COMMA).join(sheets)} "), Code(name))


# --- who reads a field ----------------------------------------------------------------------------------


def _read_by(holders: tuple[Context, ...], readings: Mapping[str, _Reading], name: str) -> Inlines:
    """The rules, then the formulas."""
    formulas = _links(holders, readings, name, "formula")
    named: Inlines = (*text(holders[0].say(_FORMULAS)), *formulas) if formulas else ()
    return joined(filter(None, (_links(holders, readings, name, "rule"), named)), holders[0].say(_SEMICOLON))


def _links(holders: tuple[Context, ...], readings: Mapping[str, _Reading], name: str, kind: UserKind) -> Inlines:
    """The rules or formulas of all standards that read a field, each once."""
    found: dict[str, Inlines] = {}
    for holder in holders:
        users = readings[holder.standard.id].users.get(name, Users())
        for id_ in users.rules if kind == "rule" else users.formulas:
            found.setdefault(id_, user_link(holder, id_, kind))
    return joined(found.values(), holders[0].say(_COMMA))


# --- long lists of options ------------------------------------------------------------------------------


def _choices(subject: Subject) -> tuple[Block, ...]:
    """The options that the tables only point to, with the standards that have each."""
    found = declared(subject.contexts, lambda one: one.choices, lambda one: one.id, lambda *_: "")
    blocks: list[Block] = []
    for one in found:
        options = _options(one.thing.id, one.holds_in)
        if options:
            label = choice_label(one.context, one.thing)
            blocks.append(Heading(1, one.context.title(label), Place("ledger", f"choice-{one.thing.id}")))
            blocks.append(Items(tuple((Text(f"{subject.say(label)} "), Code(id_)) for id_, label in options.items())))
    return tuple(blocks)


def _options(choice: str, holders: tuple[Context, ...]) -> dict[str, Message]:
    return {
        option.id: option.label
        for holder in holders
        for option in holder.standard.choice(choice).options
        if not option.group
    }
