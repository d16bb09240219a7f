"""Paths to what they stand for: a row's field, a joined row, a scalar, or a bare option."""

from __future__ import annotations

from refcf_rules.language.expression import kinds
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import names_of, span_of
from refcf_rules.language.problems import did_you_mean
from refcf_rules.language.scope import Scope
from refcf_rules.model import expression as core
from refcf_rules.model.field import Table
from refcf_rules.model.types import ChoiceType, ReferenceType, RowType, Type
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span


def lower_path(tree: Branch, scope: Scope, declaration: Declaration, expected: Type | None) -> core.Expression | None:
    """What a path stands for; reports an undefined name with near ones."""
    names, span = names_of(tree), span_of(declaration, tree)
    if len(names) == 1 and isinstance(expected, ChoiceType):
        return _option(names[0], expected, scope, span)
    found = _resolve(names, scope, span)
    if found is None:
        _report(names, scope, span)
    return found


def _option(name: str, expected: ChoiceType, scope: Scope, span: Span) -> core.Expression | None:
    choice = scope.choice(expected.choice)
    option = choice.find(name)
    if option is not None:
        return core.TextLiteral(option.id, expected, span)
    found = _resolve((name,), scope, span)
    if found is not None:
        return found
    spellings = [spelling for one in choice.options for spelling in one.spellings]
    scope.problems.add(
        kinds.UNKNOWN_OPTION,
        span,
        Message("{choice}没有“{name}”这一项。", "“{name}” is no {choice}.").filled(
            choice=choice.label, name=same(name)
        ),
        hint=did_you_mean(name, spellings),
        about=name,
    )
    return None


def _resolve(names: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    if names[0] in scope.rows:
        return _of_row(names[0], names[1:], scope, span)
    if scope.implicit is not None and len(names) == 1:
        cell = _cell(scope.implicit, scope.rows[scope.implicit], names, scope, span)
        if cell is not None:
            return cell
    scalar = _scalar(names, scope, span) or _of_single(names, scope, span)
    if scalar is not None:
        return scalar
    table = scope.table_named(names[0])
    if table is None or not table.single or len(names) == 1:
        return None
    field = table.field(".".join(names[1:]))
    return core.Scalar(f"{table.id}.{field.id}", field.type, span) if field else None


def _scalar(names: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    scalar = scope.scalar_of(".".join(names))
    return core.Scalar(scalar.id, scalar.type, span) if scalar else None


def _of_single(names: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    if scope.single is None or len(names) > 1:
        return None
    field = scope.tables[scope.single].field(names[0])
    calculated = _scalar((scope.single, names[0]), scope, span)
    return calculated or (core.Scalar(f"{scope.single}.{field.id}", field.type, span) if field else None)


def _of_row(variable: str, rest: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    table = scope.rows[variable]
    if not rest:
        return core.Cell(variable, table, "id", RowType(table), span)
    return _cell(variable, table, rest, scope, span)


def _cell(variable: str, table_id: str, names: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    for length in range(len(names), 0, -1):
        head, rest = ".".join(names[:length]), names[length:]
        found = _column(table_id, head, scope)
        if found is None:
            continue
        field_id, type_ = found
        cell = core.Cell(variable, table_id, field_id, type_, span)
        return _joined(cell, rest, scope, span) if rest else cell
    return _parent(variable, table_id, names, scope, span)


def _parent(variable: str, table_id: str, names: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    """A nested row reaches the row it stands in under that table's name: ``u.pool.process``."""
    parent = scope.tables[table_id].parent
    if parent is None or names[0] not in scope.tables[parent].spellings:
        return None
    key = core.Cell(variable, table_id, parent, ReferenceType(parent), span)
    return _joined(key, names[1:], scope, span) if len(names) > 1 else key


def _joined(key: core.Expression, names: tuple[str, ...], scope: Scope, span: Span) -> core.Expression | None:
    if not isinstance(key.type, ReferenceType):
        return None
    found = _column(key.type.table, ".".join(names), scope)
    if found is None:
        return None
    return core.Joined(key, key.type.table, found[0], found[1], span)


def _column(table_id: str, name: str, scope: Scope) -> tuple[str, Type] | None:
    """A calculated column wins over a derived field of the same name: it says how it is worked out."""
    column = scope.column_of(table_id, name)
    if column is not None:
        return column.id.removeprefix(f"{table_id}."), column.type
    field = scope.tables[table_id].field(name)
    return (field.id, field.type) if field else None


def _report(names: tuple[str, ...], scope: Scope, span: Span) -> None:
    name = ".".join(names)
    if scope.problems.is_broken(name):
        return  # and near names are not looked for
    scope.problems.add(
        kinds.UNDEFINED_NAME,
        span,
        Message("没有“{name}”这个名称。", "Nothing is called “{name}”.").filled(name=same(name)),
        hint=did_you_mean(name, _known(names, scope)),
        about=name,
    )


def _known(names: tuple[str, ...], scope: Scope) -> list[str]:
    if names[0] in scope.rows:
        return [f"{names[0]}.{spelling}" for spelling in _spellings(scope.tables[scope.rows[names[0]]])]
    known = list(scope.scalar_names())
    if scope.implicit is not None:
        known.extend(_spellings(scope.tables[scope.rows[scope.implicit]]))
    if scope.single is not None:
        known.extend(_spellings(scope.tables[scope.single]))
    for table in scope.tables.values():
        if table.single:
            prefix = names[0] if names[0] in table.spellings else table.id
            known.extend(f"{prefix}.{spelling}" for spelling in _spellings(table))
    return known


def _spellings(table: Table) -> list[str]:
    return [spelling for field in table.fields for spelling in field.spellings if " " not in spelling]
