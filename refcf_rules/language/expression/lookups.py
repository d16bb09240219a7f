"""``gwp100[CH4, AR6]``: an entry of a table of the standard."""

from __future__ import annotations

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.parse import Branch
from refcf_rules.language.pieces import branches, name_of, span_of, tokens
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model import expression as core
from refcf_rules.model.types import TEXT
from refcf_rules.source.message import Message, same


def lookup(lowering: Lowering, tree: Branch) -> core.Expression | None:
    """The entry with these keys; the table and the number of keys are checked."""
    name = name_of(tokens(tree)[0])
    table = lowering.scope.lookups.get(name)
    if table is None:
        lowering.problems.add(
            kinds.UNDEFINED_NAME,
            span_of(lowering.declaration, tokens(tree)[0]),
            Message("没有名为“{name}”的数表。", "No table is named “{name}”.").filled(name=same(name)),
            hint=did_you_mean(name, lowering.scope.lookups),
            about=name,
        )
        return None
    keys = tuple(_key(lowering, child) for child in branches(tree))
    sound = tuple(key for key in keys if key is not None)
    if len(sound) != len(keys):
        return None
    if len(sound) != len(table.keys):
        lowering.problems.add(
            kinds.TYPE_MISMATCH,
            span_of(lowering.declaration, tree),
            Message("数表“{name}”有 {n} 个键。", "Table “{name}” has {n} keys.").filled(
                name=same(name), n=len(table.keys)
            ),
            hint=Message("按顺序写出：{keys}。", "Give in this order: {keys}.").filled(
                keys=same(", ".join(table.keys))
            ),
        )
        return None
    return core.Lookup(table.id, sound, table.type, span_of(lowering.declaration, tree))


def _key(lowering: Lowering, tree: Branch) -> core.Expression | None:
    """A bare name that nothing else bears is a key itself: ``gwp100[CH4, AR6]``."""
    names = tokens(tree) if tree.data == "path" else ()
    if len(names) == 1:
        name = name_of(names[0])
        known = name in lowering.scope.rows or lowering.scope.scalar_of(name) or lowering.scope.table_named(name)
        if not known:
            return core.TextLiteral(name, TEXT, span_of(lowering.declaration, tree))
    return lowering.lower(tree)
