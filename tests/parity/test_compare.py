"""What counts as a difference between two results, and what does not."""

from __future__ import annotations

import copy

import pytest

from refcf_rules.parity.compare import differences
from refcf_rules.parity.trial import through_json
from refcf_rules.report.as_json import Json, Object
from tests.parity.comparing import reference_of
from tests.parity.seeded.plants import edges, standard

RESULT = through_json(reference_of(standard()).result(edges()[4].data))


def at(result: Json, *path: str | int) -> Object:
    found: object = result
    for key in path:
        assert isinstance(found, dict | list)
        found = found[key]  # type: ignore[index]  # a list by number, a mapping by name
    assert isinstance(found, dict)
    return found


def test_the_same_is_the_same() -> None:
    assert not differences(RESULT, copy.deepcopy(RESULT))


@pytest.mark.parametrize(
    "path, key, value",
    [
        ((), "verdict", "satisfied!"),
        (("outcomes",), "at_most", "not applicable"),
        (("findings", 0, "rows", 0), "row", "other"),
        (("findings", 0, "rows", 0), "pointer", "/lot/9"),
        (("findings", 0, "rows", 0), "outcome", "satisfied"),
        (("footprint",), "value", 1432.7139367),
        (("footprint",), "value", None),
        (("footprint", "by_stage"), "making", 738.96),
        ((), "grade", 1),
        (("receipt",), "input_digest", "0" * 64),
        ((), "surplus", 1),
    ],
)
def test_what_differs_is_found(path: tuple[str | int, ...], key: str, value: Json) -> None:
    other = copy.deepcopy(RESULT)
    at(other, *path)[key] = value
    (found,) = differences(RESULT, other)
    assert found.pointer == "/".join(map(str, ("", *path, key)))


def test_numbers_may_differ_by_one_part_in_a_million_million() -> None:
    other = copy.deepcopy(RESULT)
    value = at(RESULT, "footprint")["value"]
    assert isinstance(value, float)
    at(other, "footprint")["value"] = value * (1 + 4e-13)
    assert not differences(RESULT, other)
    at(other, "footprint")["value"] = value * (1 + 4e-12)
    assert differences(RESULT, other)


def test_a_part_that_cancels_is_measured_by_the_whole() -> None:
    other = copy.deepcopy(RESULT)
    at(other, "footprint", "by_component")["aircraft"] = 1e-11
    assert not differences(RESULT, other)


def test_what_a_program_says_of_itself_is_its_own() -> None:
    other = copy.deepcopy(RESULT)
    at(other, "receipt")["tool"] = "another"
    assert not differences(RESULT, other)
