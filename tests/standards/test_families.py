"""A composition goes to exactly one family: the first of the list that fits, whatever the product."""

from __future__ import annotations

import itertools
import json
from typing import Final

import pytest

import refcf_rules
from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import evaluation
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType
from tests import series

FIRED: Final = {"form": "shaped", "state": "fired"}
TEMPERED: Final = {"form": "shaped", "state": "tempered"}
# Products of the trade with the family a refractory engineer gives them (ISO 10081-1 to -4, ISO 2245, ISO 1927-1).
PRODUCTS: Final[dict[str, tuple[str, dict[str, str], dict[str, float]]]] = {
    "fireclay": ("A1", FIRED, {"Al2O3": 38, "SiO2": 57, "Fe2O3": 2}),
    "high alumina 75": ("A2", FIRED, {"Al2O3": 75, "SiO2": 20, "Fe2O3": 2}),
    "exactly 45 % alumina": ("A2", FIRED, {"Al2O3": 45, "SiO2": 51}),
    "mullite": ("A2", FIRED, {"Al2O3": 72, "SiO2": 27}),
    "corundum": ("A2", FIRED, {"Al2O3": 99}),
    "silicon carbide in mullite": ("A2", FIRED, {"Al2O3": 55, "SiO2": 27, "SiC": 14}),
    "silica": ("A3", FIRED, {"SiO2": 95.5, "CaO": 2.5, "Al2O3": 0.8}),
    "magnesia": ("B1", FIRED, {"MgO": 96, "CaO": 1.6, "SiO2": 1.2}),
    "magnesia-chrome": ("B2", FIRED, {"MgO": 62, "Cr2O3": 20, "Al2O3": 7, "Fe2O3": 8}),
    "magnesia-spinel": ("B3", FIRED, {"MgO": 85, "Al2O3": 11, "CaO": 1}),
    "magnesia-hercynite": ("B3", FIRED, {"MgO": 87, "Fe2O3": 6, "Al2O3": 4}),
    "doloma": ("B4", FIRED, {"MgO": 40, "CaO": 57}),
    "forsterite": ("B5", FIRED, {"MgO": 56, "SiO2": 34, "Fe2O3": 6}),
    "magnesia-carbon": ("C1", TEMPERED, {"MgO": 78, "C": 14}),
    "alumina-magnesia-carbon": ("C1", TEMPERED, {"Al2O3": 62, "MgO": 20, "C": 8}),
    "torpedo brick": ("C2", TEMPERED, {"Al2O3": 65, "SiC": 10, "C": 12}),
    "carbon block": ("C3", FIRED, {"C": 85, "SiO2": 8}),
    "silicon carbide brick": ("C3", FIRED, {"SiC": 85, "SiO2": 10}),
    "fused-cast AZS": ("D1", {"form": "fused-block", "state": "cast"}, {"Al2O3": 51, "ZrO2": 33, "SiO2": 14}),
    "zircon": ("D2", FIRED, {"ZrO2": 65, "SiO2": 33}),
    "chrome oxide": ("D2", FIRED, {"Cr2O3": 92, "TiO2": 4}),
    "insulating": ("E1", FIRED | {"porosity": "65 %"}, {"Al2O3": 48, "SiO2": 45}),
    "45 % porosity": ("E1", FIRED | {"porosity": "45 %"}, {"Al2O3": 48, "SiO2": 45}),
    "dense brick with porosity": ("A2", FIRED | {"porosity": "19 %"}, {"Al2O3": 48, "SiO2": 45}),
    "fibre": ("E2", {"form": "fibre", "state": "unfired"}, {"Al2O3": 47, "SiO2": 52}),
    "castable": ("F1", {"form": "castable", "state": "monolithic"}, {"Al2O3": 85, "SiO2": 9}),
    "taphole clay": ("F3", {"form": "ramming", "state": "monolithic"}, {"SiC": 20, "C": 18, "Al2O3": 30}),
    "pre-cast shape": ("F5", {"form": "precast", "state": "fired"}, {"Al2O3": 85}),
    "slide gate": ("G1", {"form": "slide-gate", "state": "fired"}, {"Al2O3": 85, "C": 7}),
    "porous plug": ("G2", {"form": "purging", "state": "fired"}, {"Al2O3": 92}),
    "fused magnesia": ("R", {"form": "raw-material", "state": "grain"}, {"MgO": 97}),
}


@pytest.fixture(scope="module")
def general() -> Standard:
    return series.part("general")


def family_of(general: Standard, product: dict[str, str], composition: dict[str, float]) -> object:
    tree = {
        "refcf": 1,
        "standard": "general",
        "product": {"id": "p", "name": "p", "class": "any", **product},
        "period": {"start": "2024-01-01", "end": "2024-12-31"},
        "composition": [{"component": oxide, "share": f"{share} %"} for oxide, share in composition.items()],
    }
    inventory = refcf_rules.load_inventory(json.dumps(tree).encode(), general, name="product.json")
    return evaluation(bind(general, inventory)).scalar("family_found")


@pytest.mark.parametrize("name", PRODUCTS)
def test_a_product_goes_to_its_family(general: Standard, name: str) -> None:
    family, product, composition = PRODUCTS[name]
    assert family_of(general, product, composition) == family


def test_the_products_cover_the_families_of_the_series(general: Standard) -> None:
    families = next(one.type for one in general.calculations if one.id == "family_found")
    assert isinstance(families, ChoiceType)
    known = {option.id for option in general.choice(families.choice).options}
    assert known - {family for family, _, _ in PRODUCTS.values()} == {"F2", "F4"}


def test_every_composition_has_a_family(general: Standard) -> None:
    oxides = ("MgO", "Al2O3", "SiO2", "CaO", "Cr2O3", "C")
    for shares in itertools.product((0, 20, 60), repeat=len(oxides)):
        if 30 <= sum(shares) <= 100:
            found = family_of(general, FIRED, dict(zip(oxides, shares, strict=True)))
            assert isinstance(found, str), shares
