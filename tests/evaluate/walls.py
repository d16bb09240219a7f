"""Layered walls: the standard that solves them, random ones, and a solution of another kind to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import Evaluation, evaluation
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.standard import Standard
from tests.evaluate.standards_by_hand import Cells, inventory
from tests.language.compiling import compile_text

RULES: Final = Path(__file__).with_name("wall.pcr")
Point = tuple[float, float]
_BISECTIONS: Final = 50


@dataclass(frozen=True)
class Layer:
    """Thickness in mm; points of temperature (°C) and conductivity (W/(m·K))."""

    thickness: float
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Wall:
    """Layers from the hot face outwards; temperatures in °C, the film in W/(m2·K)."""

    layers: tuple[Layer, ...]
    hot_face: float = 1600.0
    ambient: float = 30.0
    film: float = 15.0


@cache
def wall_standard(times: int = 40) -> Standard:
    """The standard of this folder, with another number of passes."""
    compiled = compile_text(RULES.read_text("utf-8").replace("40 times", f"{times} times"), "wall")
    assert compiled.standard is not None, compiled.diagnostics
    return compiled.standard


def wall_inventory(wall: Wall) -> Inventory:
    """A wall as a company would give it."""
    layers: list[Cells] = [
        {"id": f"l{index}", "order": (index, "1"), "thickness": (layer.thickness, "mm")}
        for index, layer in enumerate(wall.layers)
    ]
    points: list[Cells] = [
        {"id": f"l{index}-{at:g}", "layer": f"l{index}", "temperature": (at, "℃"), "conductivity": (value, "W/(m·K)")}
        for index, layer in enumerate(wall.layers)
        for at, value in layer.points
    ]
    service: Cells = {
        "hot_face": (wall.hot_face, "℃"),
        "ambient": (wall.ambient, "℃"),
        "film": (wall.film, "W/(m2·K)"),
    }
    return inventory(layer=layers, k_point=points, service=[service])


def solved(wall: Wall, times: int = 40) -> Evaluation:
    """The wall under the standard; nothing is computed yet."""
    return evaluation(bind(wall_standard(times), wall_inventory(wall)))


def random_wall(random: Random) -> Wall:
    """One to six layers from insulation to magnesia-carbon, with conductivities that rise or fall."""
    return Wall(
        tuple(_random_layer(random) for _ in range(random.randint(1, 6))),
        random.uniform(600, 1700),
        random.uniform(-10, 50),
        random.uniform(5, 40),
    )


def _random_layer(random: Random) -> Layer:
    base, slope = 10 ** random.uniform(-1, 1), random.uniform(-0.6, 1.5)
    places = [-50, *sorted(random.sample(range(100, 1900, 50), random.randint(1, 5))), 2000]
    points = tuple((float(at), base * (1 + slope * at / 2000) * random.uniform(0.97, 1.03)) for at in places)
    return Layer(random.uniform(10, 300), points)


def flux_by_bisection(wall: Wall) -> float:
    """The heat flux in W/m2 by nested bisection: of the flux, and in each layer of its mean temperature."""
    low, high = 0.0, (wall.hot_face - wall.ambient) * wall.film
    for _ in range(_BISECTIONS):
        flux = (low + high) / 2
        outer = _outer_face(wall, flux)
        low, high = (flux, high) if outer is not None and outer - wall.ambient > flux / wall.film else (low, flux)
    return (low + high) / 2


def _outer_face(wall: Wall, flux: float) -> float | None:
    """The temperature at the outer face, layer by layer from the hot one; None below all data."""
    temperature = wall.hot_face
    for layer in wall.layers:
        mean = _mean_temperature(layer, flux, temperature)
        if mean is None:
            return None
        temperature = 2 * mean - temperature
    return temperature


def _mean_temperature(layer: Layer, flux: float, hot: float) -> float | None:
    """Where the mean temperature equals the hot one less half the drop at that temperature's conductivity."""
    low, high = layer.points[0][0], hot

    def excess(mean: float) -> float:
        return hot - flux * layer.thickness / 1000 / (2 * conductivity(layer, mean)) - mean

    if low >= hot or excess(low) < 0:
        return None
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def conductivity(layer: Layer, at: float) -> float:
    """The conductivity at a temperature within the points."""
    for (left, low), (right, high) in pairwise(layer.points):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return layer.points[-1][1]
