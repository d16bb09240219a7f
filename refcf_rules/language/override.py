"""``tighten`` and ``replace``: how a part changes what it extends, always by name and with a reason."""

from __future__ import annotations

from dataclasses import replace as changed
from typing import Final

from lark import Token, Tree

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.limit import limit_value
from refcf_rules.language.parse import Branch, Declaration, Substitute
from refcf_rules.language.pieces import (
    branches,
    dotted,
    first,
    message_of,
    name_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model import expression as core
from refcf_rules.model.number import DatedValue
from refcf_rules.model.requirement import Override
from refcf_rules.quantities.comparison import below
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same

NO_REASON: Final = Kind(
    "override-without-reason",
    Message("改动没有理由", "a change without a reason"),
    Message(
        "下级部分改变上级的规定，要写明理由，供评审和读者查看。",
        "A part that changes what it extends gives its reason, for the review and the reader.",
    ),
    "tighten cut_off.each.mass to 0.5 %\n",
    "tighten cut_off.each.mass to 0.5 % because zh “物料少而排放高” en “little mass, high emissions”\n",
)
NOTHING_TO_OVERRIDE: Final = Kind(
    "nothing-to-override",
    Message("没有可改的规定", "there is nothing to change"),
    Message("只能改动所配合的部分里已有的规定。", "Only a provision of the extended part can be changed."),
    "replace no_such_rule with none because zh “不适用” en “not applicable”\n",
    "replace data_age with none because zh “不适用” en “not applicable”\n",
)
NOT_STRICTER: Final = Kind(
    "not-stricter",
    Message("没有变严", "this is not stricter"),
    Message(
        "“加严”必须能证明更严：上限更低、下限更高或多一个条件；否则用“替换”。",
        "tighten must be provably stricter: a lower upper limit, a higher lower limit, an added condition; else replace.",
    ),
    "tighten cut_off.each.mass to 2 % because zh “例” en “example”\n",
    "tighten cut_off.each.mass to 0.5 % because zh “例” en “example”\n",
)
KINDS: Final = (NO_REASON, NOTHING_TO_OVERRIDE, NOT_STRICTER)


def apply_overrides(declarations: tuple[Declaration, ...], assembly: Assembly) -> tuple[Declaration, ...]:
    """The declarations after replacing and tightening; the overrides themselves are gone."""
    current = [one for one in declarations if one.construct not in {"replace", "tighten"}]
    for override in declarations:
        assembly.problems.trail = override.trail
        if override.construct == "replace":
            current = _replace(override, current, assembly)
        elif override.construct == "tighten" and override.tree.data == "tighten_rule":
            current = _tighten_rule(override, current, assembly)
    return tuple(current)


def _reason(override: Declaration, assembly: Assembly) -> Message | None:
    because = first(override.tree, "because")
    if because is not None:
        return message_of(override, next(branches(because)), assembly.problems)
    assembly.problems.add(
        NO_REASON,
        span_of_head(override),
        Message("这处改动没有写理由。", "This change gives no reason."),
        hint=Message("补上 理由 中文 “…” 英文 “…”。", 'Add because zh "…" en "…".'),
    )
    return None


def _name(declaration: Declaration) -> str:
    names = tokens(declaration.tree)
    return name_of(names[0]) if names else declaration.construct


def _find(name: str, current: list[Declaration], part: str) -> Declaration | None:
    return next((one for one in current if one.part != part and _name(one) == name), None)


def _target(override: Declaration, name: str, current: list[Declaration], assembly: Assembly) -> Declaration | None:
    found = _find(name, current, override.part)
    if found is None:
        assembly.problems.add(
            NOTHING_TO_OVERRIDE,
            span_of_head(override),
            Message("上级部分没有“{name}”。", "The extended part has no “{name}”.").filled(name=same(name)),
            hint=did_you_mean(name, [_name(one) for one in current if one.part != override.part]),
            about=name,
        )
    return found


def _replace(override: Declaration, current: list[Declaration], assembly: Assembly) -> list[Declaration]:
    reason = _reason(override, assembly)
    new_tree: Branch | None = None
    if override.tree.data == "replace_with_none":
        name = dotted(next(branches(override.tree, "path")))
    else:
        new_tree = next(branch for branch in branches(override.tree) if branch.data != "because")
        construct = str(new_tree.data)
        names = tokens(new_tree)
        name = name_of(names[0]) if names else construct
    target = _target(override, name, current, assembly)
    if target is None or reason is None:
        return current
    record = Override(
        "withdrawn" if new_tree is None else "replaced", name, reason, override.part, span_of_head(override)
    )
    assembly.overrides.append(record)
    assembly.override_of[name] = record
    rest = [one for one in current if one is not target]
    if new_tree is None:
        return rest
    new = Declaration(str(new_tree.data), new_tree, override.source, override.part, override.clauses)
    return [*rest, new]


def _tighten_rule(override: Declaration, current: list[Declaration], assembly: Assembly) -> list[Declaration]:
    reason = _reason(override, assembly)
    name = dotted(next(branches(override.tree, "path")))
    target = _target(override, name, current, assembly)
    if target is None or reason is None:
        return current
    record = Override("tightened", name, reason, override.part, span_of_head(override))
    assembly.overrides.append(record)
    assembly.override_of[name] = record
    extra: dict[str, Substitute] = {}
    items: list[Branch | Token] = list(target.tree.children)
    for index, item in enumerate(branches(override.tree, "tightening")):
        label = f"TIGHTENED{index}"
        extra[label] = Substitute(next(branches(item)), override)
        items.append(Tree("require", [Tree("path", [Token("NAME", label)])]))
    tree = Tree(target.tree.data, items, target.tree.meta)
    return [changed(one, tree=tree, substitutes=extra) if one is target else one for one in current]


def tighten_limits(declarations: tuple[Declaration, ...], assembly: Assembly) -> None:
    """Put stricter limits in the place of those the part extends."""
    for override in declarations:
        if override.construct == "tighten" and override.tree.data == "tighten_limit":
            assembly.problems.trail = override.trail
            _tighten_limit(override, assembly)


def _tighten_limit(override: Declaration, assembly: Assembly) -> None:
    reason = _reason(override, assembly)
    name = dotted(next(branches(override.tree, "path")))
    parameter, strictness = assembly.parameters.get(name), assembly.limits.get(name)
    if parameter is None or strictness is None:
        assembly.problems.add(
            NOTHING_TO_OVERRIDE,
            span_of_head(override),
            Message("没有名为“{name}”的限值。", "There is no limit “{name}”.").filled(name=same(name)),
            hint=did_you_mean(name, assembly.limits),
            about=name,
        )
        return
    limit = next(branches(override.tree, "limit"))
    unit = parameter.unit or parse_unit("1")
    value, provenance = limit_value(assembly, override, limit, unit)
    before = parameter.values[0].value
    if value is None or reason is None:
        return
    plain = (_literal(before, assembly), _literal(value, assembly))
    if before is not None and not _is_stricter(*plain, lower=strictness.lower_is_stricter):
        assembly.problems.add(
            NOT_STRICTER,
            span_of(override, limit),
            Message("新限值不比原限值更严。", "The new limit is not stricter than the old one."),
            hint=Message("确要放宽，写“替换”并说明理由。", "To relax it, use replace and give the reason."),
        )
        return
    assembly.parameters[name] = changed(parameter, values=(DatedValue(value, provenance, span_of(override, limit)),))
    record = Override("tightened", name, reason, override.part, span_of_head(override))
    assembly.overrides.append(record)
    assembly.override_of[strictness.rule] = record


def _literal(limit: core.Expression | None, assembly: Assembly) -> core.Expression | None:
    """A limit that names a parameter stands for that parameter's value."""
    if isinstance(limit, core.Scalar) and limit.id in assembly.parameters:
        return assembly.parameters[limit.id].values[0].value
    return limit


def _is_stricter(before: core.Expression | None, after: core.Expression | None, *, lower: bool) -> bool:
    if before is None:
        return True
    if not (isinstance(before, core.NumberLiteral) and isinstance(after, core.NumberLiteral)):
        return False
    return below(after.value, before.value) if lower else below(before.value, after.value)
