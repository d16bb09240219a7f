"""``boundary``: stages, unit processes, and what the standard leaves out."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Branch, Declaration, Substitute
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    message_of,
    name_of,
    plain,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.model import expression as core
from refcf_rules.model.choice import Option
from refcf_rules.model.requirement import Calculation
from refcf_rules.model.standard import ExcludedByStandard, Presence, Stage, UnitProcess
from refcf_rules.model.types import TEXT, TRUTH
from refcf_rules.source.message import Message

_KINDS: Final = {
    "_CRADLE_TO_GATE": "cradle to gate",
    "_CRADLE_TO_GRAVE": "cradle to grave",
    "_GATE_TO_GATE": "gate to gate",
}
_PRESENCE: Final[dict[str, Presence]] = {
    "required": "required",
    "optional": "optional",
    "required_when_used": "required when used",
    "required_when": "required when",
}
_STAGE_WORD: Final = Message("阶段", "stage")
_PROCESS_WORD: Final = Message("单元过程", "unit process")


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Make stages and unit processes known as options that rules and inventories name."""
    tree = declaration.tree
    kind = first(tree, "boundary_kind")
    if kind is not None:
        match _KINDS[getattr(kind.children[0], "type", "_CRADLE_TO_GATE")]:
            case "cradle to grave":
                assembly.boundary_kind = "cradle to grave"
            case "gate to gate":
                assembly.boundary_kind = "gate to gate"
            case _:
                assembly.boundary_kind = "cradle to gate"
    for stage in branches(tree, "stage"):
        _declare_stage(declaration, stage, assembly)
    for item in branches(tree, "exclude"):
        reason = message_of(declaration, next(branches(next(branches(item, "because")))), assembly.problems)
        for excluded in branches(item, "excluded"):
            name = name_of(tokens(excluded)[0])
            label = label_of(excluded, name)
            span = span_of(declaration, excluded)
            assembly.excluded.append(ExcludedByStandard(name, label, reason, declaration.clause, span))


def _declare_stage(declaration: Declaration, node: Branch, assembly: Assembly) -> None:
    name = name_of(tokens(node)[0])
    span = span_of(declaration, tokens(node)[0])
    known = any(stage.id == name for stage in assembly.stages)
    written = first(node, "label")
    if not known or (written is not None and written.children):
        if not assembly.take_name(f"stage {name}", span):
            return
        label = label_of(node, name)
        assembly.stages.append(Stage(name, label, declaration.clause, span))
        assembly.add_option("stage", _STAGE_WORD, Option(name, label))
    body = first(node, "stage_body")
    for process in branches(body, "process") if body is not None else ():
        _declare_process(declaration, process, name, assembly)


def _declare_process(declaration: Declaration, node: Branch, stage: str, assembly: Assembly) -> None:
    name = name_of(tokens(node)[0])
    span = span_of(declaration, tokens(node)[0])
    if not assembly.take_name(f"process {name}", span):
        return
    label = label_of(node, name)
    presence = _PRESENCE[str(_presence(node).data)]
    assembly.processes.append(UnitProcess(name, label, stage, presence, declaration.clause, span))
    assembly.add_option("process", _PROCESS_WORD, Option(name, label))


def _presence(node: Branch) -> Branch:
    return next(branches(node, *_PRESENCE))


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """One rule for each required unit process and stage."""
    found: list[Declaration] = []
    for stage in branches(declaration.tree, "stage"):
        name = name_of(tokens(stage)[0])
        if first(stage, "required") is not None:
            label = next(one.label for one in assembly.stages if one.id == name)
            found.extend(_expand_presence(declaration, stage, (name, label, "stage"), assembly))
        body = first(stage, "stage_body")
        for process in branches(body, "process") if body is not None else ():
            id_ = name_of(tokens(process)[0])
            label = label_of(process, id_)
            found.extend(_expand_presence(declaration, process, (id_, label, "process"), assembly))
    return tuple(found)


def _expand_presence(
    declaration: Declaration, node: Branch, what: tuple[str, Message, str], assembly: Assembly
) -> tuple[Declaration, ...]:
    name, label, field = what[0], plain(what[1]), what[2]
    condition, trees = "", {}
    match node_presence := first(node, *_PRESENCE):
        case None:
            return ()
        case _ if node_presence.data == "optional":
            return ()
        case _ if node_presence.data == "required_when_used":
            _add_used(declaration, name, label, assembly)
            condition = f"when (any activity a where a.process is {name}) or process_used.{name}"
        case _ if node_presence.data == "required_when":
            condition = f"when (any activity a where a.process is {name}) or WHEN"
            trees = {"WHEN": Substitute(next(branches(node_presence)), declaration)}
        case _:
            pass
    word = _STAGE_WORD if field == "stage" else _PROCESS_WORD
    text = f"""
rule boundary__{name} zh "系统边界：{label.zh}" en "boundary: {label.en}" shall {{
    {condition}
    require any activity a where a.{field} is {name}
    if not zh "系统边界要求{word.zh}“{label.zh}”有活动数据，清单里没有"
           en "the boundary requires activity data for the {word.en} {label.en}; the inventory has none"
    fix zh "补入一条活动：process: {name}" en "add an activity with process: {name}"
}}"""
    expanded = assembly.expand(declaration, text, trees)
    origin = span_of(declaration, tokens(node)[0])
    return tuple(
        Declaration(one.construct, one.tree, one.source, one.part, one.clauses, origin, one.substitutes)
        for one in expanded
    )


def _add_used(declaration: Declaration, name: str, label: Message, assembly: Assembly) -> None:
    """Whether the company says that the process is used; missing while it says nothing."""
    span = span_of_head(declaration)
    key = core.TextLiteral(name, TEXT, span)
    id_ = f"process_used.{name}"
    assembly.calculations[id_] = Calculation(
        id_,
        Message(f"采用{label.zh}", f"{label.en} is used"),
        None,
        "",
        core.Joined(key, "process", "used", TRUTH, span),
        TRUTH,
        None,
        (),
        declaration.clause,
        "boundary",
        span,
    )


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
