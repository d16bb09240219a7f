"""``footprint``: what is added up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from refcf_rules.language.assembly import DUPLICATE_NAME, Assembly
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import (
    branches,
    label_of,
    name_of,
    names_of,
    plain,
    span_of_head,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.standard import Footprint
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.diagnostic import Kind, Label
from refcf_rules.source.message import Message, same

STAGES_DIFFER: Final = Kind(
    "stage-not-once",
    Message("有的阶段没有恰好计入一次", "a stage is not counted exactly once"),
    Message(
        "碳足迹是系统边界内各阶段之和，每个阶段恰好一次。",
        "The footprint adds up the stages of the boundary, each exactly once (ISO 14067, 6.3.4).",
    ),
    "boundary cradle to gate {\n    stage raw zh “原料” en “raw materials” {\n        process mining zh “采矿” en “mining” required\n"
    "    }\n    stage making zh “制造” en “manufacturing” {\n        process pressing zh “成型” en “pressing” required\n    }\n}\n"
    "footprint CFP zh “碳足迹” en “footprint” = sum of emissions of raw, raw / output\n",
    "boundary cradle to gate {\n    stage raw zh “原料” en “raw materials” {\n        process mining zh “采矿” en “mining” required\n"
    "    }\n    stage making zh “制造” en “manufacturing” {\n        process pressing zh “成型” en “pressing” required\n    }\n}\n"
    "footprint CFP zh “碳足迹” en “footprint” = sum of emissions over each stage / output\n",
)
KINDS: Final = (STAGES_DIFFER,)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Remember which value is the footprint."""
    name = name_of(tokens(declaration.tree)[0])
    if assembly.footprint is not None:
        assembly.problems.add(
            DUPLICATE_NAME,
            span_of_head(declaration),
            Message("碳足迹只能有一个。", "There is exactly one footprint."),
            hint=Message("删去其中一个。", "Delete one of them."),
            also=(Label(assembly.footprint.span, Message("第一次声明在这里", "first declared here")),),
        )
        return
    stages = names_of(next(branches(declaration.tree, "footprint_stages")))
    assembly.footprint = Footprint(
        name,
        label_of(declaration.tree, name),
        stages,
        parse_unit("kgCO2e/t"),
        None,
        declaration.clause,
        span_of_head(declaration),
    )


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """Stage totals, the footprint, and its stages and components per declared unit."""
    footprint = assembly.footprint
    if footprint is None or footprint.span != span_of_head(declaration):
        return ()
    known = tuple(stage.id for stage in assembly.stages)
    stages = footprint.stages or known
    if sorted(stages) != sorted(known):
        _report_stages(declaration, stages, known, assembly)
        stages = known
    assembly.footprint = footprint = replace(footprint, stages=stages)
    pieces = assembly.declared_unit is not None and assembly.declared_unit.type.dimension == Dimension.of(Base.PIECE)
    per, unit = ("product.pieces", "kgCO2e/piece") if pieces else ("output.accepted", "kgCO2e/t")
    if pieces:
        assembly.footprint = replace(footprint, unit=parse_unit(unit))
    text = ""
    for stage in assembly.stages:
        text += f"""
formula stage__{stage.id} zh "{plain(stage.label).zh}" en "{plain(stage.label).en}" = sum of c.emission for each contribution c where c.stage is {stage.id} in tCO2e
formula {footprint.id}__{stage.id} zh "{plain(stage.label).zh}" en "{plain(stage.label).en}" = stage.{stage.id} / {per} in {unit}
"""
    total = " + ".join(f"stage.{stage}" for stage in stages) or "0 kgCO2e"
    text += f"""
formula {footprint.id} zh "{plain(footprint.label).zh}" en "{plain(footprint.label).en}" = ({total}) / {per} in {unit}
"""
    for component, label in COMPONENT_LABELS.items():
        text += f"""
formula {footprint.id}__{component} zh "{label.zh}" en "{label.en}" = total_{component} / {per} in {unit}
"""
    return assembly.expand(declaration, text)


def _report_stages(
    declaration: Declaration, stages: tuple[str, ...], known: tuple[str, ...], assembly: Assembly
) -> None:
    unknown = [stage for stage in stages if stage not in known]
    wrong = unknown or [stage for stage in known if stages.count(stage) != 1]
    assembly.problems.add(
        STAGES_DIFFER,
        span_of_head(declaration),
        Message("没有恰好计入一次的阶段：{names}。", "Stages not counted exactly once: {names}.").filled(
            names=same(", ".join(wrong))
        ),
        hint=did_you_mean(unknown[0], known) if unknown else Message("写“遍及各阶段”。", "Write “over each stage”."),
        about=unknown[0] if unknown else "",
    )


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
