"""The defects that verifiers meet in practice, seeded one at a time into a clean plant.

Each takes a plant and a source of chance, changes the plant and returns true; or returns false if the plant has
nothing to which the defect applies. They know the inventory, not the rules.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Final

from tests.physics.plants import Tree, measure, rows_of_kind, times, typed

Defect = Callable[[Tree, random.Random], bool]


def _factor_of_row(plant: Tree, chance: random.Random, kinds: tuple[str, ...], factor: float) -> bool:
    rows = list(rows_of_kind(plant, *kinds))
    if not rows:
        return False
    times(chance.choice(rows), "amount", factor)
    return True


def kilowatt_hours_as_megawatt_hours(plant: Tree, chance: random.Random) -> bool:
    """A power meter read in kWh, typed as MWh."""
    return _factor_of_row(plant, chance, ("electricity",), 1000)


def megawatt_hours_as_kilowatt_hours(plant: Tree, chance: random.Random) -> bool:
    """A power meter read in MWh, typed as kWh."""
    return _factor_of_row(plant, chance, ("electricity",), 0.001)


def gas_short_of_ten_thousand(plant: Tree, chance: random.Random) -> bool:
    """Gas billed in 万Nm³, typed as Nm³."""
    rows = [row for row in rows_of_kind(plant, "fuel") if str(row["amount"]).endswith("m3")]
    if not rows:
        return False
    times(chance.choice(rows), "amount", 1e-4)
    return True


def gas_times_ten_thousand(plant: Tree, chance: random.Random) -> bool:
    """Gas metered in Nm³, typed as 万Nm³."""
    rows = [row for row in rows_of_kind(plant, "fuel") if str(row["amount"]).endswith("m3")]
    if not rows:
        return False
    times(chance.choice(rows), "amount", 1e4)
    return True


def _typed_for(plant: Tree, chance: random.Random, factor: float) -> bool:
    rows = [row for row in rows_of_kind(plant, "material") if row.get("origin") != "own-reject"]
    if not rows:
        return False
    times(chance.choice(rows), "amount", factor)
    return True


def kilograms_as_tonnes(plant: Tree, chance: random.Random) -> bool:
    """A material weighed in kg, typed as t."""
    return _typed_for(plant, chance, 1000)


def tonnes_as_kilograms(plant: Tree, chance: random.Random) -> bool:
    """A material weighed in t, typed as kg."""
    return _typed_for(plant, chance, 0.001)


def more_out_than_in(plant: Tree, chance: random.Random) -> bool:
    """Output counted before rejects and losses, or of another product too."""
    times(plant["output"], "accepted", chance.uniform(1.25, 1.6))
    return True


def main_material_forgotten(plant: Tree, chance: random.Random) -> bool:
    """A material of at least a quarter of the charge is left out."""
    rows = [row for row in rows_of_kind(plant, "material") if row.get("origin") != "own-reject"]
    whole = sum(_mass(row) for row in rows)
    large = [row for row in rows if _mass(row) >= 0.25 * whole]
    if not large:
        return False
    plant["activities"].remove(chance.choice(large))
    return True


def _mass(row: Tree) -> float:
    found = measure(row["amount"])
    return 0.0 if found is None else found[0] * {"t": 1000.0, "kg": 1.0}.get(found[1], 0.0)


def wet_called_dry(plant: Tree, chance: random.Random) -> bool:
    """A weighbridge mass with its moisture, marked as dry."""
    rows = [row for row in rows_of_kind(plant, "material") if row.get("origin") != "own-reject"]
    if not rows:
        return False
    row = chance.choice(rows)
    row["basis"] = "dry"
    row["moisture"] = f"{chance.uniform(2, 12):.2f} %"
    return True


def kiln_below_physics(plant: Tree, chance: random.Random) -> bool:
    """Most of the energy of a hot process is left out."""
    hot = {row["id"] for row in plant.get("processes", ()) if _celsius(row) >= 800}
    rows = [row for row in rows_of_kind(plant, "fuel", "electricity") if row["process"] in hot]
    if not rows:
        return False
    cut = chance.uniform(0.05, 0.15)
    for row in rows:
        times(row, "amount", cut)
    return True


def _celsius(row: Tree) -> float:
    found = measure(row.get("temperature"))
    return -1.0 if found is None else found[0]


def carbonate_too_rich(plant: Tree, chance: random.Random) -> bool:
    """A carbonate counted on more material than was used, or richer than its loss on ignition allows."""
    used = {row["id"] for row in rows_of_kind(plant, "material")}
    rows = [row for row in plant.get("carbonate", ()) if row["id"] in used]
    if not rows:
        return False
    times(chance.choice(rows), "mass", chance.uniform(1.3, 3))
    return True


def carbonate_declared_low(plant: Tree, chance: random.Random) -> bool:
    """The declared emission of carbonates is that of half of them."""
    if not plant.get("carbonate"):
        return False
    plant.setdefault("declared", {})["carbonate_CO2"] = f"{chance.uniform(0.00001, 0.0001):.9f} tCO2"
    return True


def carbonate_not_listed(plant: Tree, chance: random.Random) -> bool:
    """A material that is mostly carbonate, without its row in the table of carbonates."""
    rich = [row for row in rows_of_kind(plant, "material") if _share(row.get("loss_on_ignition")) > 38]
    rich = [row for row in rich if any(one["id"] == row["id"] for one in plant.get("carbonate", ()))]
    if not rich:
        return False
    id_ = chance.choice(rich)["id"]
    plant["carbonate"] = [row for row in plant["carbonate"] if row["id"] != id_]
    return True


def _share(text: object) -> float:
    found = measure(text)
    return 0.0 if found is None else found[0]


def carbon_from_nowhere(plant: Tree, chance: random.Random) -> bool:
    """The product holds, or the binder loses, far more carbon than was charged."""
    if "carbon" in plant["product"]:
        share = _share(plant["product"]["carbon"])
        plant["product"]["carbon"] = f"{max(share * chance.uniform(1.2, 1.6), share + 3):.3f} %"
        return True
    rows = [row for row in plant.get("binder", ()) if "carbon_lost" in row]
    if not rows:
        return False
    times(chance.choice(rows), "carbon_lost", 40)
    return True


def electrode_stock_wrong(plant: Tree, chance: random.Random) -> bool:
    """More electrode left and sold than bought and in stock."""
    if not plant.get("electrode"):
        return False
    row = chance.choice(plant["electrode"])
    bought = measure(row["purchased"]) or (1.0, "t")
    row["closing"] = typed(bought[0] * 5 + 1, bought[1])
    return True


def coke_bed_stock_wrong(plant: Tree, chance: random.Random) -> bool:
    """More coke recovered from the bed than charged."""
    if not plant.get("coke_bed"):
        return False
    row = chance.choice(plant["coke_bed"])
    charged = measure(row["charged"]) or (1.0, "t")
    row["recovered"] = typed(charged[0] * chance.uniform(1.1, 2), charged[1])
    return True


def lot_entered_twice(plant: Tree, chance: random.Random) -> bool:
    """One lot of material in two rows, under two names."""
    rows = [row for row in rows_of_kind(plant, "material") if "evidence" in row]
    if not rows:
        return False
    twin = copy.deepcopy(chance.choice(rows))
    twin["id"] = f"{twin['id']}_2"
    plant["activities"].append(twin)
    return True


def reclaimed_also_as_virgin(plant: Tree, chance: random.Random) -> bool:
    """Reclaimed material once as such and once among the virgin materials."""
    rows = [row for row in rows_of_kind(plant, "material") if row.get("origin") == "reclaimed"]
    if not rows:
        return False
    twin = copy.deepcopy(chance.choice(rows))
    twin |= {"id": f"{twin['id']}_2", "origin": "virgin", "evidence": "磅单汇总 X"}
    plant["activities"].append(twin)
    return True


def virgin_factor_on_reclaimed(plant: Tree, chance: random.Random) -> bool:
    """Reclaimed material with the factor of the virgin flow, beside its treatment."""
    rows = [row for row in rows_of_kind(plant, "material") if row.get("origin") == "reclaimed"]
    if not rows:
        return False
    row = chance.choice(rows)
    row.pop("factor", None)
    row["flow"] = "fused_magnesia_gas"
    return True


def energy_sold_as_credit(plant: Tree, chance: random.Random) -> bool:
    """Steam or power sold, entered with a negative factor."""
    plant["activities"].append(
        {
            "id": "sold_steam",
            "process": "utilities",
            "kind": "heat",
            "direction": "output",
            "amount": f"{chance.uniform(50, 500):.1f} GJ",
            "data": "secondary",
            "factor": {"value": "-0.11 tCO2e/GJ", "kind": "footprint", "status": "sourced", "source": "替代蒸汽"},
        }
    )
    return True


def _power_factor(plant: Tree, chance: random.Random, value: str, kind: str) -> bool:
    rows = [row for row in rows_of_kind(plant, "electricity") if row.get("supply") == "grid"]
    if not rows:
        return False
    row = chance.choice(rows)
    row["factor"] = {
        "value": value,
        "kind": kind,
        "status": "sourced",
        "year": 2023,
        "losses": "not-stated",
        "source": "公告",
    }
    return True


def grid_factor(plant: Tree, chance: random.Random) -> bool:
    """The grid CO2 factor instead of a footprint factor."""
    return _power_factor(plant, chance, "0.5306 kgCO2/kWh", "grid-co2")


def grid_factor_in_disguise(plant: Tree, chance: random.Random) -> bool:
    """A grid CO2 factor, national or of a province, called a footprint factor."""
    value = chance.choice(("0.5306", "0.6096", "0.5897", "0.4878", "0.6479"))
    return _power_factor(plant, chance, f"{value} kgCO2e/kWh", "footprint")


def power_factor_per_megawatt_hour(plant: Tree, chance: random.Random) -> bool:
    """A factor per MWh typed as one per kWh."""
    return _power_factor(plant, chance, "577.7 kgCO2e/kWh", "footprint")


def limit_as_factor(plant: Tree, chance: random.Random) -> bool:
    """The limit value of a quota standard in place of a footprint."""
    rows = [row for row in rows_of_kind(plant, "material") if row.get("origin") == "virgin"]
    if not rows:
        return False
    row = chance.choice(rows)
    row["factor"] = {"value": "1.39 tCO2e/t", "kind": "limit", "status": "sourced", "year": 2020, "source": "限额标准"}
    return True


def factor_out_of_range(plant: Tree, chance: random.Random) -> bool:
    """The factor of a known flow, off by a unit."""
    rows = [row for row in rows_of_kind(plant, "material") if "magnesia" in str(row.get("flow", ""))]
    if not rows:
        return False
    row = chance.choice(rows)
    value = chance.choice(("0.004294", "4294", "43", "0.9"))
    row["factor"] = {
        "value": f"{value} tCO2e/t",
        "kind": "footprint",
        "status": "sourced",
        "year": 2020,
        "source": "数据库",
    }
    return True


DEFECTS: Final[tuple[Defect, ...]] = (
    kilowatt_hours_as_megawatt_hours,
    megawatt_hours_as_kilowatt_hours,
    gas_short_of_ten_thousand,
    gas_times_ten_thousand,
    kilograms_as_tonnes,
    tonnes_as_kilograms,
    more_out_than_in,
    main_material_forgotten,
    wet_called_dry,
    kiln_below_physics,
    carbonate_too_rich,
    carbonate_declared_low,
    carbonate_not_listed,
    carbon_from_nowhere,
    electrode_stock_wrong,
    coke_bed_stock_wrong,
    lot_entered_twice,
    reclaimed_also_as_virgin,
    virgin_factor_on_reclaimed,
    energy_sold_as_credit,
    grid_factor,
    grid_factor_in_disguise,
    power_factor_per_megawatt_hour,
    limit_as_factor,
    factor_out_of_range,
)
