"""Activities decoded into a type: the same results as the ordinary validator, whatever is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

import pytest

from refcf_rules.api import InventoryError, load_inventory, load_standard
from refcf_rules.targets.python.checker import checker_from, checker_of
from refcf_rules.targets.python.emit import program_of, program_text
from refcf_rules.targets.python.runtime.result import Result
from refcf_rules.targets.python.typed import TypedPrinter
from tests.targets.python.mutations import mutated

BENCHMARKS: Final = Path(__file__).parents[3] / "benchmarks"
STANDARD: Final = load_standard(BENCHMARKS / "workload.pcr")
PLANT: Final = (BENCHMARKS / "examples" / "plant.json").read_text(encoding="utf-8")
Judge = Callable[[bytes], Result]
Row = dict[str, object]


def changed(**fields: object) -> bytes:
    """The plant with fields of its first activity changed."""
    document = json.loads(PLANT)
    document["activities"][0].update(fields)
    return json.dumps(document, ensure_ascii=False).encode()


def without(name: str) -> bytes:
    """The plant without a field of its first activity."""
    document = json.loads(PLANT)
    del document["activities"][0][name]
    return json.dumps(document, ensure_ascii=False).encode()


def texts() -> dict[str, bytes]:
    """Inventories as they are and as they should not be."""
    first = json.loads(PLANT)["activities"][0]
    repeated = json.dumps(json.loads(PLANT)).replace('"kind": ', '"kind": "fuel", "kind": ', 1)
    return {
        "plain": PLANT.encode(),
        "blank text": changed(evidence=" "),
        "blanks around": changed(id=" A0001 ", evidence="x "),
        "full width": changed(evidence="ｘ"),
        "label for an option": changed(kind="原料"),
        "unknown option": changed(kind="rocket"),
        "no text": changed(id=5),
        "null": changed(evidence=None, moisture=None),
        "truth for a number": changed(technology=True),
        "number for a truth": changed(included=1),
        "share beyond": changed(mass_share=1.5),
        "huge": changed(amount=1e300),
        "negative": changed(amount=-1),
        "whole": changed(amount=10**25),
        "amount as text": changed(amount="438 t"),
        "unit unknown": changed(unit="cup"),
        "unit that does not go": changed(unit="kWh"),
        "factor by id": changed(factor="x"),
        "factor with more": changed(factor={**cast("Row", first["factor"]), "kind": "measured"}),
        "factor without source": changed(factor={"value": 1.0, "unit": "kgCO2e/kg", "year": 2020}),
        "year with a fraction": changed(factor={**cast("Row", first["factor"]), "year": 2020.5}),
        "unknown field": changed(colour="red"),
        "legs": changed(legs=[{"mass": "1 t", "distance": "5 km"}]),
        "no end of the period": PLANT.replace('"end"', '"ending"', 1).encode(),
        "list for an option": PLANT.replace('"class": "', '"class": ["x"], "klass": "', 1).encode(),
        "no kind": without("kind"),
        "no amount": without("amount"),
        "key twice": repeated.encode(),
        "byte order mark": b"\xef\xbb\xbf" + PLANT.encode(),
        "damaged": PLANT.encode()[:-3],
        "tiny": PLANT.replace('"technology": ', '"technology": 1e-400, "x": ', 1).encode(),
        "half a character": PLANT.replace('"evidence": "', '"evidence": "\\ud800', 1).encode(),
        "no activities": json.dumps({**json.loads(PLANT), "activities": []}).encode(),
        "not a mapping": b"[]",
    }


TEXTS: Final = texts()
UNLIKE: Final = {"value": 1.8, "unit": "kgCO2e/kWh", "source": "GB/T 32151", "year": 2022}


@pytest.fixture(scope="module")
def judges() -> tuple[Judge, Judge]:
    """The one by types and the ordinary one."""
    pytest.importorskip("msgspec")
    return checker_of(STANDARD), checker_from(program_text(program_of(STANDARD)), "workload")


@pytest.mark.parametrize("seed", range(200))
def test_mutated_plants_come_to_the_same(seed: int, judges: tuple[Judge, Judge]) -> None:
    """What people and hostile files write; the reader of plain rows beside the one that reads all with care."""
    typed, ordinary = judges
    data = json.dumps(mutated(json.loads(PLANT), {}, seed), ensure_ascii=False).encode()
    assert typed(data) == ordinary(data)


@pytest.mark.parametrize("title", TEXTS)
def test_both_ways_come_to_the_same(title: str, judges: tuple[Judge, Judge]) -> None:
    """Every result is that of the ordinary validator."""
    typed, ordinary = judges
    assert typed(TEXTS[title]) == ordinary(TEXTS[title])


@pytest.mark.parametrize("blank", ["\u3000", "\u00a0 ", "\u2003", " "])
@pytest.mark.parametrize("field", ["name", "factor_id", "evidence", "id"])
def test_a_text_of_blanks_says_nothing(field: str, blank: str, judges: tuple[Judge, Judge]) -> None:
    """Also the wide blank of Chinese typing, and also where no rule asks for the text."""
    data = changed(**{field: blank})
    with pytest.raises(InventoryError):
        load_inventory(data, STANDARD)
    for judge in judges:
        assert [(each["code"], each["pointer"]) for each in judge(data)["faults"]] == [
            ("empty-text", f"/activities/0/{field}")
        ]


def test_a_text_is_shown_as_it_is_compared(judges: tuple[Judge, Judge]) -> None:
    """Full-width letters and blanks around an id, in the numbers and words of a finding."""
    found = [judge(changed(id=" Ａ0001 ", factor=UNLIKE))["findings"][0]["rows"][0] for judge in judges]
    assert found[0] == found[1]
    assert found[0]["row"] == "A0001"
    assert "A0001, " in found[0]["message"]["en"]


def test_the_pass_by_types_is_printed_only_where_two_units_decide() -> None:
    """The workload asks for nothing that takes a library of factors."""
    assert TypedPrinter(program_of(STANDARD)).activities is not None
