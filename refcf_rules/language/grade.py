"""``grade by``: graded management of like products (分级); unset limits give no grade."""

from __future__ import annotations

from refcf_rules.language.assembly import DUPLICATE_NAME, Assembly, Limit
from refcf_rules.language.expression import kinds
from refcf_rules.language.limit import declare_limit
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    name_of,
    number_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model import expression as core
from refcf_rules.model.number import Provenance, Status
from refcf_rules.model.requirement import GradeLevel, Grading
from refcf_rules.source.diagnostic import Label
from refcf_rules.source.message import Message, same


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing has a name yet."""


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Add the grading; its limits are parameters named ``grade.levelN``."""
    tree = declaration.tree
    of = name_of(tokens(tree)[0])
    if assembly.grading is not None:
        assembly.problems.add(
            DUPLICATE_NAME,
            span_of_head(declaration),
            Message("分级只能有一个。", "There is one grading."),
            hint=Message("删去其中一个。", "Delete one of them."),
            also=(Label(assembly.grading.span, Message("第一次声明在这里", "first declared here")),),
        )
        return
    if assembly.scalar_named(of) is None:
        assembly.problems.add(
            kinds.UNDEFINED_NAME,
            span_of(declaration, tokens(tree)[0]),
            Message("没有“{name}”这个结果。", "There is no result “{name}”.").filled(name=same(of)),
            hint=did_you_mean(of, assembly.calculations),
            about=of,
        )
        return
    basis = next(branches(tree, "grade_basis"))
    reported = getattr(basis.children[0], "type", "") == "_AS_REPORTED"
    levels = tuple(_level(declaration, node, of, assembly) for node in branches(tree, "level"))
    assembly.grading = Grading(of, reported, levels, declaration.clause, span_of_head(declaration))


def _level(declaration: Declaration, node: Branch, of: str, assembly: Assembly) -> GradeLevel:
    number = int(number_of(tokens(next(branches(node, "number")), "NUM")[0]))
    label = label_of(node, f"level {number}")
    if label.zh == label.en:
        label = Message(f"{number} 级", f"level {number}")
    span = span_of(declaration, node)
    limit = first(node, "limit")
    if limit is None:
        return GradeLevel(number, label, None, True, Provenance(Status.SOURCED), span)
    result = assembly.scalar_named(of)
    unit = result.unit.symbol if result is not None and result.unit is not None else "1"
    name = f"grade.level{number}"
    words = Message(f"{label.zh}限值", f"limit of {label.en}")
    declare_limit(assembly, declaration, limit, (name, words), Limit(True, name), unit, first(node, "origin"))
    parameter = assembly.parameters.get(name)
    value = parameter.values[0] if parameter is not None else None
    provenance = value.provenance if value is not None else Provenance(Status.COMMITTEE_TO_SET)
    is_set = parameter is not None and value is not None and value.value is not None
    limit_value = core.Scalar(name, parameter.type, span) if parameter is not None and is_set else None
    return GradeLevel(number, label, limit_value, False, provenance, span)
