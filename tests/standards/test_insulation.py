"""The insulation effect of Part 8: heat through layered walls against bisection, and the footprint left alone.

The conduction is worked out a second time here, by another method and from the physics alone: for an assumed flux the
cold side of each layer is found by bisection, and the flux itself by bisection on what leaves the outer surface.
Temperatures in °C, conductivities in W/(m·K), thicknesses in m, fluxes in W/m².
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, Final

import pytest
import yaml

import refcf_rules
from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import Evaluation, evaluation
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.model.standard import Standard
from tests import series
from tests.architecture.checkout import ROOT

PLANT: Final = ROOT / "standards" / "refractories" / "examples" / "in_clay.yaml"
WALLS: Final = 100
HALVINGS: Final = 120
CAMPAIGN: Final = 16_000.0  # hours, as in the plant
EFFICIENCY: Final = 0.45
FUEL: Final = 0.0712  # kgCO2e/MJ
Tree = dict[str, Any]


@dataclass(frozen=True)
class Layer:
    """A layer from the hot side on: its thickness and the points (temperature, conductivity) of its material."""

    thickness: float
    points: tuple[tuple[float, float], ...]

    def conductivity(self, temperature: float) -> float:
        """Linear between the points; beyond them the last value, which no solution used here needs."""
        (first, low), (last, high) = self.points[0], self.points[-1]
        if temperature <= first:
            return low
        if temperature >= last:
            return high
        for (left, below), (right, above) in pairwise(self.points):
            if temperature <= right:
                return below + (above - below) * (temperature - left) / (right - left)
        raise AssertionError(temperature)


@dataclass(frozen=True)
class Wall:
    """Layers between a hot face and the air of the hall."""

    layers: tuple[Layer, ...]
    hot: float
    ambient: float
    surface: float


def bisected(low: float, high: float, too_low: Callable[[float], bool]) -> float:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if too_low(middle) else (low, middle)
    return (low + high) / 2


def cold_side(layer: Layer, hot: float, flux: float) -> float:
    """The temperature behind a layer that carries ``flux``; far below zero where it cannot."""

    def carries_more(cold: float) -> bool:
        return (hot - cold) * layer.conductivity((hot + cold) / 2) > flux * layer.thickness

    return bisected(hot - 1e6, hot, carries_more)


def outer_surface(wall: Wall, flux: float) -> float:
    temperature = wall.hot
    for layer in wall.layers:
        temperature = cold_side(layer, temperature, flux)
    return temperature


def flux_through(wall: Wall) -> float:
    """What is conducted equals what the outer surface gives off."""
    return bisected(0.0, 1e7, lambda flux: outer_surface(wall, flux) - wall.ambient > flux / wall.surface)


@cache
def standard() -> Standard:
    return series.part("insulating")


@cache
def plant_text() -> str:
    return json.dumps(yaml.safe_load(PLANT.read_text(encoding="utf-8")), default=date.isoformat)


def plant_with(wall: Wall | None) -> Tree:
    """The plant of the examples with another wall, or with none."""
    plant: Tree = json.loads(plant_text())
    of_product = [point for point in plant["k_point"] if point["material"] == "ic80"]
    service = plant["service"]
    if wall is None:
        plant["k_point"] = of_product
        del plant["layer"]
        del service["surface_coefficient"]
        return plant
    product = len(wall.layers) - 1
    plant["layer"] = [
        {
            "id": f"layer{place}",
            "position": place,
            "material": "ic80" if place == product + 1 else f"material{place}",
            "thickness": f"{layer.thickness * 1000!r} mm",
            "conductivity_method": "calorimeter",
        }
        for place, layer in enumerate(wall.layers, start=1)
    ]
    plant["k_point"] = list(points_of(plant["layer"], wall))
    service |= {
        "thickness": f"{wall.layers[product].thickness * 1000!r} mm",
        "hot_face": f"{wall.hot!r} ℃",
        "ambient": f"{wall.ambient!r} ℃",
        "surface_coefficient": f"{wall.surface!r} W/(m2·K)",
    }
    return plant


def points_of(rows: list[Tree], wall: Wall) -> Iterator[Tree]:
    for row, layer in zip(rows, wall.layers, strict=True):
        for number, (temperature, conductivity) in enumerate(layer.points):
            yield {
                "id": f"{row['id']}-{number}",
                "material": row["material"],
                "temperature": f"{temperature!r} ℃",
                "conductivity": f"{conductivity!r} W/(m·K)",
            }


def evaluated(wall: Wall | None) -> Evaluation:
    """The plant with this wall, through the bytes a company would send."""
    data = json.dumps(plant_with(wall), ensure_ascii=False).encode()
    return evaluation(bind(standard(), refcf_rules.load_inventory(data, standard(), name="plant.json")))


def number(of: Evaluation, name: str) -> float:
    found = of.scalar(name)
    assert isinstance(found, float), f"{name}: {found}"
    return found


def outcomes(wall: Wall | None) -> dict[str, Outcome]:
    data = json.dumps(plant_with(wall), ensure_ascii=False).encode()
    judgement = refcf_rules.validate(refcf_rules.load_inventory(data, standard(), name="plant.json"), standard())
    return {finding.requirement.id: finding.outcome for finding in judgement.findings}


def random_layer(chance: random.Random, hot: float, ambient: float) -> Layer:
    """From boards to dense brick; conductivity falls, rises or, as radiation takes over, rises ever faster."""
    low, high = ambient - 40, hot + 40
    base, slope, bend = 10 ** chance.uniform(-1.3, 1.2), chance.uniform(-0.6, 1.2), chance.uniform(0, 1.2)
    count = chance.randint(2, 7)
    places = [step / (count - 1) for step in range(count)]
    points = tuple((low + (high - low) * x, base * (1 + slope * x + bend * x**3)) for x in places)
    return Layer(chance.uniform(0.02, 0.45), points)


def random_wall(seed: int) -> Wall:
    chance = random.Random(seed)  # noqa: S311 -- seeded walls, no secret
    hot, ambient = chance.uniform(500, 1750), chance.uniform(-15, 45)
    layers = tuple(random_layer(chance, hot, ambient) for _ in range(chance.randint(1, 6)))
    return Wall(layers, hot, ambient, chance.uniform(5, 40))


@pytest.mark.parametrize("seed", range(WALLS))
def test_heat_through_a_random_wall_is_what_bisection_finds(seed: int) -> None:
    wall = random_wall(seed)
    found, expected = evaluated(wall), flux_through(wall)
    assert number(found, "heat_flux") * 1e6 == pytest.approx(expected, rel=1e-9)  # held in MJ per second
    lost = expected * CAMPAIGN * 3600 / 1e6
    assert number(found, "energy_lost") == pytest.approx(lost, rel=1e-9)
    assert number(found, "energy_cost") == pytest.approx(lost / EFFICIENCY, rel=1e-9)
    assert number(found, "use_phase_emissions") == pytest.approx(lost / EFFICIENCY * FUEL, rel=1e-9)


def test_constant_conductivities_add_up_as_resistances() -> None:
    courses = ((0.23, 1.4), (0.114, 0.3), (0.05, 0.08))
    layers = tuple(Layer(thickness, ((0.0, k), (2000.0, k))) for thickness, k in courses)
    wall = Wall(layers, 1300, 20, 12)
    resistance = 0.23 / 1.4 + 0.114 / 0.3 + 0.05 / 0.08 + 1 / 12
    assert number(evaluated(wall), "heat_flux") * 1e6 == pytest.approx(1280 / resistance, rel=1e-12)


def test_for_a_straight_curve_the_flux_is_the_integral_of_the_conductivity() -> None:
    """With k = a + b·T the value at the mean temperature is the mean value, so that q·d = ∫ k dT exactly."""
    layer = Layer(0.2, ((0.0, 0.2), (1500.0, 0.8)))
    found = evaluated(Wall((layer,), 1200, 30, 15))
    flux = number(found, "heat_flux") * 1e6
    shell = number(found, "shell_temperature") - 273.15

    def primitive(temperature: float) -> float:
        return 0.2 * temperature + 0.6 / 1500 * temperature**2 / 2

    assert flux * 0.2 == pytest.approx(primitive(1200) - primitive(shell), rel=1e-9)
    assert flux == pytest.approx(15 * (shell - 30), rel=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_better_insulation_lowers_the_use_phase_and_leaves_the_footprint_alone(seed: int) -> None:
    wall = random_wall(seed)
    product = wall.layers[-1]
    poorer = replace(product, points=tuple((temperature, k * 1.5) for temperature, k in product.points))
    better = evaluated(wall)
    worse = evaluated(replace(wall, layers=(*wall.layers[:-1], poorer)))
    assert number(better, "use_phase_emissions") < number(worse, "use_phase_emissions")
    assert number(better, "CFP") == number(worse, "CFP")


@pytest.mark.parametrize("seed", range(WALLS, WALLS + 25))
def test_no_wall_changes_the_footprint(seed: int) -> None:
    without, found = evaluated(None), evaluated(random_wall(seed))
    for name in ("CFP", "total_emission", "total_biogenic"):
        assert number(found, name) == number(without, name)


def test_a_plant_without_a_wall_is_satisfied_and_has_no_insulation_result() -> None:
    found = outcomes(None)
    assert Outcome.VIOLATED not in found.values()
    assert found["wall_solved"] is Outcome.NOT_APPLICABLE
    assert not isinstance(evaluated(None).scalar("heat_flux"), float)


@pytest.mark.parametrize("end", ["cold", "hot"])
def test_outside_the_values_measured_the_effect_is_not_decidable_and_never_wrong(end: str) -> None:
    wall = random_wall(7)
    first = wall.layers[0]
    (low, below), (high, above) = first.points[0], first.points[-1]
    narrow = ((low, below), (low + 1, below)) if end == "hot" else ((high - 1, above), (high, above))
    outside = replace(wall, layers=(replace(first, points=narrow), *wall.layers[1:]))
    found = evaluated(outside)
    assert not isinstance(found.scalar("heat_flux"), float)
    assert number(found, "CFP") == number(evaluated(None), "CFP")
    assert outcomes(outside)["wall_solved"] is Outcome.NOT_DECIDABLE


def test_the_order_of_the_rows_does_not_matter_but_that_of_the_layers_does() -> None:
    """Rows are placed by their position; layers that change places change the temperatures each works at."""
    wall = random_wall(3)
    plant = plant_with(wall)
    plant["layer"].reverse()
    plant["k_point"].reverse()
    data = json.dumps(plant, ensure_ascii=False).encode()
    reversed_rows = evaluation(bind(standard(), refcf_rules.load_inventory(data, standard(), name="plant.json")))
    assert number(reversed_rows, "heat_flux") == pytest.approx(number(evaluated(wall), "heat_flux"), rel=1e-9)
    turned = replace(wall, layers=wall.layers[::-1])
    assert number(evaluated(turned), "heat_flux") * 1e6 == pytest.approx(flux_through(turned), rel=1e-9)
