"""``rule``: something an inventory shall, should or may satisfy."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.select import Selection, lower_selection, selection_of
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    message_of,
    name_of,
    sources_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.template import template_of
from refcf_rules.model import expression as core
from refcf_rules.model.prose import Template
from refcf_rules.model.requirement import Modality, Requirement, Severity
from refcf_rules.model.types import TRUTH
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

NO_REQUIREMENT: Final = Kind(
    "rule-without-requirement",
    Message("规则没有要求", "the rule requires nothing"),
    Message("没有“要求”的规则永远成立。", "A rule without require would always hold."),
    "rule empty zh “空” en “empty” shall {\n    when output.accepted is given\n}\n",
    "rule full zh “全” en “full” shall {\n    require output.accepted is given\n}\n",
)
KINDS: Final = (NO_REQUIREMENT,)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Reserve the rule's name."""
    assembly.take_name(_name(declaration), span_of_head(declaration), in_formulas=False)


def _name(declaration: Declaration) -> str:
    return name_of(tokens(declaration.tree)[0])


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Add the requirement; one that cannot be understood was reported."""
    requirement = requirement_of(declaration, assembly)
    if requirement is None:
        assembly.problems.broken.add(_name(declaration))
    else:
        assembly.requirements.append(requirement)


def modality_of(tree: Branch) -> Modality:
    """The force written on a rule or balance."""
    node = first(tree, "modality")
    type_ = getattr(node.children[0], "type", "_SHALL") if node is not None else "_SHALL"
    return {"_SHALL": Modality.SHALL, "_SHOULD": Modality.SHOULD, "_MAY": Modality.MAY}[type_]


def severity_of(tree: Branch) -> Severity | None:
    """What the author says of numbers that violate a rule or balance."""
    node = first(tree, "severity")
    if node is None:
        return None
    return Severity(getattr(node.children[0], "type", "_UNUSUAL").removeprefix("_").lower())


def requirement_of(declaration: Declaration, assembly: Assembly) -> Requirement | None:
    """The requirement of a rule."""
    tree = declaration.tree
    lowering = assembly.lowering(declaration)
    scope = first(tree, "scope")
    selection: Selection | None = None
    if scope is not None:
        found = selection_of(scope)
        selection = lower_selection(lowering, found) if found is not None else None
        if selection is None:
            return None
        lowering = lowering.inside(selection.scope)
    required = _conditions(lowering, tree, "require")
    if required is None:
        if first(tree, "require") is None:
            _report_missing(declaration, assembly)
        return None
    name = _name(declaration)
    because = first(tree, "because")
    return Requirement(
        name,
        label_of(tree, name),
        modality_of(tree),
        selection.table if selection else None,
        selection.row if selection else "",
        selection.filter if selection else None,
        _conditions(lowering, tree, "when"),
        required,
        _template(lowering, tree, "if_not"),
        _template(lowering, tree, "fix"),
        message_of(declaration, next(branches(because)), assembly.problems) if because is not None else None,
        sources_of(tree),
        declaration.clause,
        declaration.construct if declaration.origin is None else _expanded_construct(declaration),
        assembly.override_of.get(name),
        span_of_head(declaration),
        severity_of(tree),
    )


def _expanded_construct(declaration: Declaration) -> str:
    """An expansion's file is named after the construct it expands."""
    return declaration.source.path.rpartition("(")[2].removesuffix(")") or declaration.construct


def _conditions(lowering: Lowering, tree: Branch, item: str) -> core.Expression | None:
    parts = [lowering.truth(next(branches(found))) for found in branches(tree, item)]
    sound = tuple(part for part in parts if part is not None)
    if not sound or len(sound) != len(parts):
        return None
    return sound[0] if len(sound) == 1 else core.Logic("and", sound, TRUTH, sound[0].span)


def _template(lowering: Lowering, tree: Branch, item: str) -> Template | None:
    found = first(tree, item)
    return template_of(lowering, next(branches(found))) if found is not None else None


def _report_missing(declaration: Declaration, assembly: Assembly) -> None:
    assembly.problems.add(
        NO_REQUIREMENT,
        span_of_head(declaration),
        Message("这条规则没有“要求”。", "This rule has no “require”."),
        hint=Message("补上：要求 ……", "Add: require …"),
    )
