"""``factor``: an emission factor of the library, with kind, place, year and source."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.typing import promoted
from refcf_rules.language.keyword import spelled
from refcf_rules.language.parameter import check_source
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    first,
    label_of,
    message_of,
    name_of,
    number_of,
    provenance_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model.choice import CHOICES
from refcf_rules.model.number import Factor, NetCalorificValue
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.dimension import Base, Dimension, is_calorific
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same

INCOMPLETE: Final = Kind(
    "incomplete-factor",
    Message("因子不完整", "the factor is incomplete"),
    Message(
        "没有流、数值、类别和来源的因子无法匹配，也无法相信。",
        "A factor without flow, value, kind and source can be neither matched nor trusted.",
    ),
    "factor strap zh “钢带” en “strap” {\n    flow strap\n    value 2.4 tCO2e/t\n    source “CPCD”\n}\n",
    "factor strap zh “钢带” en “strap” {\n    flow strap\n    value 2.4 tCO2e/t\n    kind footprint\n"
    "    source “CPCD”\n}\n",
)
KINDS: Final = (INCOMPLETE,)
_CO2E: Final = Dimension.of(Base.CO2E)
_CORE_CHOICES: Final = {choice.id: choice for choice in CHOICES}
_OPTIONS: Final = {"kind": "factor-kind", "gwp_set": "gwp-set", "basis": "basis", "losses": "losses"}


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Read the factor into the library."""
    name = name_of(tokens(declaration.tree)[0])
    if assembly.take_name(f"factor {name}", span_of_head(declaration)):
        factor = _kept_factor(declaration, name, assembly)
        if factor is not None:
            assembly.factors.append(factor)


def _kept_factor(declaration: Declaration, name: str, assembly: Assembly) -> Factor | None:
    """The factor, read once for all parts as long as its options are those of the language."""
    if any(assembly.choices[id_] is not _CORE_CHOICES[id_] for id_ in ("component", *_OPTIONS.values())):
        return _factor(declaration, name, assembly)
    return assembly.once(Factor, declaration, lambda: _factor(declaration, name, assembly))


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""


def _factor(declaration: Declaration, name: str, assembly: Assembly) -> Factor | None:
    tree = declaration.tree
    words = {key: _word(declaration, tree, key, assembly) for key in ("flow", "place", *_OPTIONS)}
    components = _components(declaration, tree, assembly)
    if not (words["flow"] and words["kind"] and components):
        assembly.problems.broken.add(name)
        missing = [item.upper() for item in ("flow", "value", "kind") if first(tree, item) is None]
        if missing:
            _report(declaration, spelled(*missing), assembly)
        return None
    unit = components[0][2]
    provenance = provenance_of(declaration, tree, assembly.problems)
    check_source(provenance, declaration, tree, assembly)
    year, note = first(tree, "year"), first(tree, "note")
    return Factor(
        name,
        label_of(tree, name),
        words["flow"],
        tuple((component, value) for component, value, _ in components),
        NumberType(promoted(unit.dimension)),
        unit,
        words["kind"],
        words["basis"],
        words["gwp_set"] or "not-stated",
        words["place"],
        int(number_of(tokens(next(branches(year)), "NUM")[0])) if year is not None else None,
        words["losses"],
        _plausible(declaration, tree, unit, assembly),
        _ncv(declaration, tree, assembly),
        message_of(declaration, next(branches(note)), assembly.problems) if note is not None else None,
        provenance,
        declaration.clause,
        span_of_head(declaration),
    )


def _word(declaration: Declaration, tree: Branch, item: str, assembly: Assembly) -> str | None:
    node = first(tree, item)
    if node is None:
        return None
    word = name_of(tokens(node)[0])
    if item not in _OPTIONS:
        return word
    choice = assembly.choices[_OPTIONS[item]]
    option = choice.find(word)
    if option is not None:
        return option.id
    assembly.problems.add(
        kinds.UNKNOWN_OPTION,
        span_of(declaration, tokens(node)[0]),
        Message("{choice}没有“{name}”这一项。", "“{name}” is no {choice}.").filled(
            choice=choice.label, name=same(word)
        ),
        hint=did_you_mean(word, [spelling for one in choice.options for spelling in one.spellings]),
    )
    return None


def _components(declaration: Declaration, tree: Branch, assembly: Assembly) -> list[tuple[str, float, Unit]]:
    found: list[tuple[str, float, Unit]] = []
    for item in branches(tree, "value"):
        value, unit = amount_of(next(branches(item, "quantity")))
        names = tokens(item)
        component = assembly.choices["component"].find(name_of(names[0])) if names else None
        above = promoted(unit.dimension).sides()[0] if unit is not None else None
        if unit is None or above != _CO2E or (names and component is None):
            assembly.problems.add(
                kinds.UNIT_MISMATCH,
                span_of(declaration, item),
                Message("因子的单位是排放量除以某种量。", "A factor is an emission per amount of something."),
                hint=Message("例如 tCO2e/t 或 kgCO2e/kWh。", "For example tCO2e/t or kgCO2e/kWh."),
            )
            continue
        found.append((component.id if component else "fossil", value, unit))
    return found


def _plausible(declaration: Declaration, tree: Branch, unit: Unit, assembly: Assembly) -> tuple[float, float] | None:
    node = first(tree, "plausible")
    if node is None:
        return None
    (low, low_unit), (high, high_unit) = (amount_of(one) for one in branches(node, "quantity"))
    for bound in (low_unit, high_unit):
        if bound is None or promoted(bound.dimension) != promoted(unit.dimension):
            assembly.problems.add(
                kinds.UNIT_MISMATCH,
                span_of(declaration, node),
                Message("合理范围要与因子同单位。", "The plausible range needs the factor's unit."),
                hint=Message("写成 {unit}。", "Write it in {unit}.").filled(unit=unit.symbol),
            )
            return None
    return low, high


def _ncv(declaration: Declaration, tree: Branch, assembly: Assembly) -> NetCalorificValue | None:
    node = first(tree, "ncv")
    if node is None:
        return None
    value, unit = amount_of(next(branches(node, "quantity")))
    if unit is not None and is_calorific(unit.dimension):
        return NetCalorificValue(value, unit)
    assembly.problems.add(
        kinds.UNIT_MISMATCH,
        span_of(declaration, node),
        Message(
            "低位发热量的单位是能量除以燃料的质量或体积。",
            "A net calorific value is an energy per mass or volume of fuel.",
        ),
        hint=Message("例如 GJ/t 或 MJ/Nm3。", "For example GJ/t or MJ/Nm3."),
    )
    return None


def _report(declaration: Declaration, missing: Message, assembly: Assembly) -> None:
    assembly.problems.add(
        INCOMPLETE,
        span_of_head(declaration),
        Message("因子缺少：{what}。", "The factor lacks: {what}.").filled(what=missing),
        hint=Message("补上缺少的项。", "Add what is missing."),
    )
