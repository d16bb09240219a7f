"""The MT-14A plant by hand: 10 000 t of magnesia-carbon brick, illustrative, on published factors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.expression import TextLiteral
from refcf_rules.model.number import Factor
from refcf_rules.model.requirement import Calculation, ProcessEmission
from refcf_rules.model.standard import Footprint, Standard
from refcf_rules.model.types import TEXT, ChoiceType
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import Message
from tests.evaluate.standards_by_hand import (
    CO2E,
    MASS,
    PER_MASS,
    PLACEHOLDER,
    SPAN,
    STAGES,
    Cells,
    calc,
    calculation,
    cell,
    choose,
    compared,
    factor,
    given,
    inventory,
    no,
    num,
    of_joined,
    over,
    product,
    requirement,
    scalar,
    standard,
    text,
)

TRUCK: Final = factor("truck", 97.8, "gCO2e/tkm")
FACTORS: Final[tuple[Factor, ...]] = (
    TRUCK,
    replace(factor("fused-magnesia", 4.294, "tCO2e/t"), basis="dry"),
    replace(factor("dead-burned-magnesia", 2.304, "tCO2e/t"), basis="dry"),
    replace(factor("graphite", 5.48, "tCO2e/t"), basis="dry"),
    factor("corrugated", 1.6, "tCO2e/t"),
    factor("steel", 2.4, "tCO2e/t"),
    factor("electricity", 0.5777, "kgCO2e/kWh"),
    factor("gas", 2.162189 + 0.608, "kgCO2e/Nm3"),
    factor("diesel", 3.096 + 0.65086, "tCO2e/t"),
)
PLACEHOLDERS: Final[tuple[Factor, ...]] = (
    factor("aluminium", 10, "tCO2e/t", provenance=PLACEHOLDER),
    factor("resin", 3, "tCO2e/t", provenance=PLACEHOLDER),
    factor("hexamine", 3, "tCO2e/t", provenance=PLACEHOLDER),
)


def _allocation() -> list[Calculation]:
    mass, dwell = (
        cell("pool_user", "pool_user", "mass_charged", MASS),
        cell("pool_user", "pool_user", "dwell"),
    )
    process = of_joined(cell("pool_user", "pool_user", "pool", TEXT), "pool", "process", TEXT)
    key = choose(compared(process, "=", text("tempering")), product(mass, dwell), mass)
    mine = compared(cell("pool_user", "pool_user", "pool", TEXT), "=", cell("pool", "pool", "id", TEXT))
    ours = compared(cell("pool_user", "pool_user", "product", TEXT), "=", scalar("product.id", TEXT))
    used = cell("pool_user", "pool_user", "key")
    own = choose(ours, used, num(0))
    share = calc(over("sum", "pool_user", own, mine), "/", over("sum", "pool_user", used, mine))
    pool = cell("activity", "activity", "pool", TEXT)
    return [
        calculation("pool_user.key", key, "pool_user"),
        calculation("pool.share", share, "pool", "%"),
        calculation("activity.share", choose(given(pool), of_joined(pool, "pool", "share"), num(1)), "activity"),
    ]


def _emission(part: str) -> Calculation:
    amount, share = cell("activity", "activity", "factor_amount"), cell("activity", "activity", "share")
    value = product(amount, share, cell("activity", "activity", f"factor.{part}"), type_=CO2E)
    return calculation(f"activity.{part}", value, "activity", "tCO2e")


def _per_tonne(id_: str, total: str) -> Calculation:
    quotient = calc(scalar(total, CO2E), "/", scalar("output.accepted", MASS), PER_MASS)
    return calculation(id_, quotient, None, "kgCO2e/t", Message("产品碳足迹", "footprint"))


def calculations() -> tuple[Calculation, ...]:
    """What the compiler would add for a footprint over all stages."""
    parts = [_emission(part) for part in COMPONENTS]
    contributed = {part: cell("contribution", "contribution", part, CO2E) for part in (*COMPONENTS, "emission")}
    totals = [
        calculation(f"total.{part}", over("sum", "contribution", value), None, "tCO2e")
        for part, value in contributed.items()
    ]
    stages = [
        calculation(
            f"stage.{stage}",
            over(
                "sum",
                "contribution",
                contributed["emission"],
                compared(cell("contribution", "contribution", "stage", TEXT), "=", text(stage)),
            ),
            None,
            "tCO2e",
        )
        for stage in STAGES
    ]
    results = [_per_tonne("CFP", "total.emission")]
    results += [_per_tonne(f"CFP.{part}", f"total.{part}") for part in COMPONENTS]
    results += [_per_tonne(f"CFP.{stage}", f"stage.{stage}") for stage in STAGES]
    return (*_allocation(), *parts, *totals, *stages, *results)


def carbon_lost() -> ProcessEmission:
    """Carbon of the binders lost in tempering, all as CO2."""
    mass, carbon, retained = (cell("binder", "binder", field) for field in ("mass", "carbon", "retained"))
    lost = product(mass, carbon, calc(num(1), "-", retained), calc(num(44), "/", num(12)), type_=CO2E)
    label = Message("结合剂失碳", "carbon lost from binders")
    place = TextLiteral("tempering", ChoiceType("process"), SPAN)
    return ProcessEmission("binder-carbon", label, place, "fossil", "binder", "binder", None, lost, (), "c", SPAN)


def footprint() -> Footprint:
    return Footprint(
        "CFP",
        Message("产品碳足迹", "carbon footprint"),
        STAGES,
        parse_unit("kgCO2e/t"),
        0.001,
        "c",
        SPAN,
    )


def magnesia_carbon_standard(extra: Sequence[Factor] = ()) -> Standard:
    declared = requirement("footprint-known", given(scalar("CFP", PER_MASS)))
    below = requirement("footprint-limit", compared(scalar("CFP", PER_MASS), "<=", num(5, "tCO2e/t")))
    rejects = requirement(
        "no-own-rejects",
        no(compared(cell("activity", "activity", "origin", TEXT), "=", text("own-reject"))),
        "activity",
        where=given(cell("activity", "activity", "origin", TEXT)),
    )
    return standard(
        declared,
        below,
        rejects,
        calculations=calculations(),
        factors=(*FACTORS, *extra),
        emissions=(carbon_lost(),),
        footprint=footprint(),
    )


def _material(id_: str, process: str, flow: str, tonnes: float, kind: str = "material") -> Cells:
    return {
        "id": id_,
        "process": process,
        "kind": kind,
        "flow": flow,
        "direction": "input",
        "amount": (tonnes, "t"),
        "basis": "dry",
    }


def _truck(id_: str, tonnes: float, kilometres: float) -> Cells:
    return {
        "id": id_,
        "process": "inbound",
        "kind": "transport",
        "flow": "truck",
        "amount": (tonnes * kilometres, "tkm"),
    }


def _energy(id_: str, process: str, flow: str, amount: tuple[float, str], pool: str = "") -> Cells:
    cells: Cells = {"id": id_, "process": process, "kind": "electricity", "flow": flow, "amount": amount}
    return {**cells, "pool": pool} if pool else cells


ACTIVITIES: Final[tuple[Cells, ...]] = (
    _material("fm97", "magnesia", "fused-magnesia", 6480),
    _material("sm97", "magnesia", "dead-burned-magnesia", 1780),
    _material("graphite", "graphite", "graphite", 1400),
    _material("al", "additives", "aluminium", 200),
    _material("resin", "additives", "resin", 320),
    _material("hexamine", "additives", "hexamine", 28),
    _material("corrugated", "packing", "corrugated", 20, "packaging"),
    _material("strap", "packing", "steel", 10, "packaging"),
    _material("moulds", "pressing", "steel", 15, "auxiliary"),
    _truck("truck-magnesia", 6480 + 1780, 700),
    _truck("truck-graphite", 1400, 1500),
    _truck("truck-al", 200, 500),
    _truck("truck-binder", 348, 300),
    _energy("line", "pressing", "electricity", (1300, "MWh")),
    _energy("compressors", "utilities", "electricity", (420, "MWh"), "site"),
    _energy("fans", "tempering", "electricity", (90, "MWh"), "ovens"),
    _energy("gas", "tempering", "gas", (360_000, "Nm3"), "ovens"),
    _energy("diesel", "utilities", "diesel", (14, "t"), "site"),
)
POOLS: Final[tuple[Cells, ...]] = (
    {"id": "ovens", "process": "tempering"},
    {"id": "site", "process": "utilities"},
)


def _user(pool: str, name: str, tonnes: float, hours: float) -> Cells:
    return {"parent": pool, "product": name, "mass_charged": (tonnes, "t"), "dwell": (hours, "h")}


USERS: Final[tuple[Cells, ...]] = (
    _user("ovens", "MT-14A", 10_000, 24),
    _user("ovens", "other", 4_000, 30),
    _user("site", "MT-14A", 10_000, 24),
    _user("site", "other", 4_000, 30),
)
LOST: Final = 1 - 30 / (198.4 + 14.392)
BINDERS: Final[tuple[Cells, ...]] = (
    {"id": "resin", "mass": (320, "t"), "carbon": (62, "%"), "retained": (LOST * 100, "%")},
    {"id": "hexamine", "mass": (28, "t"), "carbon": (51.4, "%"), "retained": (LOST * 100, "%")},
)


def magnesia_carbon_inventory(
    activities: Sequence[Cells] = ACTIVITIES,
    users: Sequence[Cells] = USERS,
    binders: Sequence[Cells] = BINDERS,
) -> Inventory:
    return inventory(
        product=[{"id": "MT-14A", "name": "MT-14A"}],
        output=[{"accepted": (10_000, "t")}],
        activity=activities,
        pool=POOLS,
        pool_user=users,
        binder=binders,
    )
