"""Where a process emission happens: a unit process, or the one that a field of the row names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.names import lower_path
from refcf_rules.language.expression.select import Selection, selection_of, table_of
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import branches, names_of, plain, span_of
from refcf_rules.model import expression as core
from refcf_rules.model.field import Field
from refcf_rules.model.types import SHARE, ChoiceType
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

PROCESS: Final = ChoiceType("process")
_CLOSED: Final = "boundary.closed_emissions"
FindOption = Callable[[str, Branch], str | None]


@record
class RowPlace:
    """A field of a table that names a unit process."""

    table: str
    field: Field

    @property
    def order(self) -> str:
        """The field with the position of that unit process in the boundary."""
        core_column = self.table in {"activity", "coproduct"} and self.field.id == "process"
        return "order" if core_column else f"{self.field.id}.order"

    @property
    def share(self) -> str:
        """The column with the product's share beside the co-products that part from it later."""
        return f"{self.field.id}.share"


def path_of(declaration: Declaration) -> Branch:
    """The words after ``at``."""
    return next(branches(next(branches(declaration.tree, "happens_at")), "path"))


def row_place_of(declaration: Declaration, assembly: Assembly) -> RowPlace | None:
    """The field after ``at``, told from the words alone; None for a unit process, or if there is no such field."""
    names, selection = names_of(path_of(declaration)), selection_of(declaration.tree)
    table = assembly.tables.get(table_of(selection, assembly.scope())) if selection is not None else None
    field = table.field(".".join(names[1:])) if table is not None and len(names) > 1 else None
    return RowPlace(table.id, field) if table is not None and field is not None and field.type == PROCESS else None


def add_order(place: RowPlace, assembly: Assembly) -> None:
    """Let the table know the position of each row's unit process in the boundary."""
    if assembly.tables[place.table].field(place.order) is None:
        label = plain(place.field.label)
        words = Message(f"{label.zh}的次序", f"order of the {label.en}")
        unit = parse_unit("1")
        assembly.add_field(place.table, Field(place.order, words, SHARE, unit, derived=True))


def expand_place(place: RowPlace, declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """The share of the product beside co-products for each row, and the rule that the boundary knows each process."""
    text, label = "", plain(place.field.label)
    if assembly.co_product_key is not None and f"{place.table}.{place.share}" not in assembly.formulas:
        text = f"""
formula {place.share.replace(".", "__")} zh "{label.zh}：产品的份额" en "{label.en}: share of the product"
    for each {place.table} b
    = product_key / (product_key + (sum of c.key for each coproduct c where c.order at least b.{place.order}))
"""
    return assembly.expand(declaration, text + ("" if _CLOSED in assembly.names else _CLOSED_RULE))


_CLOSED_RULE: Final = """
rule boundary__closed_emissions zh "过程排放归属单元过程" en "every process emission belongs to a unit process" shall {
    for each contribution c where c.computed
    when c.process is given
    require c.stage is given
    if not zh "“{c.name}”的单元过程“{c.process}”不在系统边界内"
           en "the unit process {c.process} of {c.name} is not in the boundary"
    fix zh "改用标准列出的单元过程" en "use a unit process that the standard lists"
    because zh "未列出的过程无法归入阶段，也无法判断是否重复" en "an unlisted process fits no stage and may count twice"
    source "ISO 14067:2018"
}"""


def lower_place(
    declaration: Declaration, lowering: Lowering, selection: Selection | None, find: FindOption
) -> core.Expression | None:
    """The unit process as an expression; reports what is none."""
    path = path_of(declaration)
    names, span = names_of(path), span_of(declaration, path)
    if len(names) == 1:
        option = find(names[0], path)
        return core.TextLiteral(option, PROCESS, span) if option is not None else None
    found = lower_path(path, lowering.scope, declaration, None)
    if found is None or _is_field_of_row(found, selection, lowering):
        return found
    lowering.problems.add(
        kinds.TYPE_MISMATCH,
        span,
        Message(
            "“{name}”不是这一行的单元过程字段。", "“{name}” is no field of the row that holds a unit process."
        ).filled(name=same(".".join(names))),
        hint=Message(
            "写一个单元过程，或这一行里类型为“单元过程”的字段。",
            "Write a unit process, or a field of the row that is declared “: process”.",
        ),
    )
    return None


def _is_field_of_row(found: core.Expression, selection: Selection | None, lowering: Lowering) -> bool:
    own = selection is not None and isinstance(found, core.Cell) and found.row == selection.row
    return own and isinstance(found, core.Cell) and found.field in _process_fields(selection, lowering)


def _process_fields(selection: Selection | None, lowering: Lowering) -> tuple[str, ...]:
    if selection is None:
        return ()
    return tuple(field.id for field in lowering.scope.tables[selection.table].fields if field.type == PROCESS)
