"""From the declarations of a chain of parts to the standard they mean."""

from __future__ import annotations

from typing import Final

from refcf_rules.language import allocation, override, repeat_order
from refcf_rules.language.assembly import Assembly
from refcf_rules.language.clause import clauses_of
from refcf_rules.language.constructs import BY_NAME, FIRST, LAST
from refcf_rules.language.formula import lower_formula
from refcf_rules.language.order import in_order_of_need
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import names_of, report_half_labels
from refcf_rules.language.problems import Problems
from refcf_rules.language.readings import Readings
from refcf_rules.language.repeated import report_repeated
from refcf_rules.model.choice import Choice
from refcf_rules.model.prose import Clause
from refcf_rules.model.standard import Boundary, Standard
from refcf_rules.source.message import Message

_FILLED_BY_PARTS: Final = {
    "process": Message("单元过程", "unit process"),
    "stage": Message("阶段", "stage"),
    "product-class": Message("产品类别", "product class"),
}


def compile_declarations(
    id_: str, declarations: tuple[Declaration, ...], digest: str, problems: Problems, readings: Readings
) -> Standard:
    """The standard that a chain of parts means, the part itself last; problems are collected."""
    assembly = Assembly(problems, lower_formula, readings)
    for declaration in declarations:
        _look_over(declaration, problems, readings)
    current = override.apply_overrides(declarations, assembly)
    problems.titles = _titles(current)
    _declare(current, assembly)
    override.tighten_limits(declarations, assembly)
    everything = (*current, *_expand(current, assembly))
    for formula in in_order_of_need(assembly.formulas, assembly.tables):
        _lower(assembly.formulas[formula], assembly)
    for name in (*FIRST, None, *LAST):
        for declaration in everything:
            if declaration.construct == name or (name is None and declaration.construct not in {*FIRST, *LAST}):
                _lower(declaration, assembly)
    repeat_order.put_in_order(assembly)
    problems.trail = ()
    return _standard(id_, digest, clauses_of(current, assembly), assembly)


def _look_over(declaration: Declaration, problems: Problems, readings: Readings) -> None:
    """Report what can be seen in a declaration by itself, whatever it declares."""
    if readings.result("looked over", declaration) is None:
        problems.trail = declaration.trail
        if all([report_half_labels(declaration, problems), report_repeated(declaration, problems)]):
            readings.keep("looked over", declaration, result=True)


def _titles(declarations: tuple[Declaration, ...]) -> dict[str, Message]:
    """The titles of clauses, for the trail under every message."""
    quiet = Problems()
    assembly = Assembly(quiet, lower_formula)
    return {clause.id: clause.title for clause in clauses_of(_prose_only(declarations), assembly)}


def _prose_only(declarations: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
    return tuple(one for one in declarations if one.construct in {"clause", "title"})


def _declare(declarations: tuple[Declaration, ...], assembly: Assembly) -> None:
    parameters = {names_of(one.tree)[0]: one for one in declarations if one.construct == "parameter"}
    need = {id_: place for place, id_ in enumerate(in_order_of_need(parameters, ()))}
    assembly.awaited = set(parameters)

    def rank(one: Declaration) -> tuple[int, int]:
        return BY_NAME[one.construct].rank, need[names_of(one.tree)[0]] if one.construct == "parameter" else 0

    for declaration in sorted(declarations, key=rank):
        assembly.problems.trail = declaration.trail
        BY_NAME[declaration.construct].declare(declaration, assembly)
    for choice_id, label in _FILLED_BY_PARTS.items():
        assembly.choices.setdefault(choice_id, Choice(choice_id, label, (), open=True))


def _expand(declarations: tuple[Declaration, ...], assembly: Assembly) -> tuple[Declaration, ...]:
    """What the constructs mean in the language itself; expansions hold only formulas and rules."""
    found: list[Declaration] = []
    ranked = sorted(declarations, key=lambda one: BY_NAME[one.construct].rank)
    for declaration in ranked:
        expand = BY_NAME[declaration.construct].expand
        if expand is not None:
            assembly.problems.trail = declaration.trail
            _declared(expand(declaration, assembly), found, assembly)
    core = next((one for one in declarations if one.construct == "standard"), None)
    if core is not None:
        _declared(allocation.expand_shares(core, assembly), found, assembly)
    return tuple(found)


def _declared(new: tuple[Declaration, ...], found: list[Declaration], assembly: Assembly) -> None:
    for declaration in new:
        BY_NAME[declaration.construct].declare(declaration, assembly)
    found.extend(new)


def _lower(declaration: Declaration, assembly: Assembly) -> None:
    if assembly.problems.is_full:
        return
    assembly.problems.trail = declaration.trail
    BY_NAME[declaration.construct].lower(declaration, assembly)


def _standard(id_: str, digest: str, clauses: tuple[Clause, ...], assembly: Assembly) -> Standard:
    return Standard(
        id=id_,
        parts=tuple(part for part in assembly.parts if part.id != "core"),
        digest=digest,
        clauses=clauses,
        terms=tuple(assembly.terms),
        not_checkable=tuple(assembly.not_checkable),
        tables=tuple(assembly.tables.values()),
        choices=tuple(assembly.choices.values()),
        products=tuple(assembly.products),
        declared_unit=assembly.declared_unit,
        functional_units=tuple(assembly.functional_units),
        boundary=Boundary(
            assembly.boundary_kind,
            tuple(assembly.stages),
            tuple(assembly.processes),
            tuple(assembly.excluded),
        ),
        parameters=tuple(assembly.parameters.values()),
        lookups=tuple(assembly.lookups.values()),
        factors=tuple(assembly.factors),
        calculations=tuple(assembly.calculations.values()),
        repetitions=tuple(assembly.repetitions),
        emissions=tuple(assembly.emissions),
        requirements=tuple(assembly.requirements),
        balances=tuple(assembly.balances),
        indicators=tuple(assembly.indicators),
        footprint=assembly.footprint,
        reported=tuple(assembly.reported),
        grading=assembly.grading,
        overrides=tuple(assembly.overrides),
        examples=tuple(assembly.examples),
        documents=tuple(assembly.documents),
    )
