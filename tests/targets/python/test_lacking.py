"""Why a rule cannot be decided: the standalone program names the causes that the reference names, word for word.

Everything that the reference says of an undecided row is compared: field, row, pointer and label of each cause, in
order, and the message. One difference is known and not met here: a unit process that the standard does not list is
quoted as it was typed by the reference, folded (℃ as °C) by the standalone program, whose document is folded.
"""

from __future__ import annotations

import copy
import json
import random
import sys
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Final

import pytest

from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.inventory.read import read_inventory
from refcf_rules.report.as_result import result_of
from refcf_rules.targets.python.emit import emit
from tests.targets.python.mutations import Json
from tests.targets.python.standards import SERIES, as_bytes, compiled, plants

ALL_PARTS: Final = sorted(path.stem for path in SERIES.glob("*.pcr") if plants(path.stem))
REMOVALS: Final = 20
MOST_SAID: Final = 5
Place = tuple[str | int, ...]
Said = dict[tuple[str, str], tuple[Json, Json]]


@cache
def validator(part: str) -> Callable[[bytes], Json]:
    """The ``judge`` of a generated file."""
    text = emit(compiled(part)[0]).artifacts[0].data
    module = ModuleType(f"standalone_{part}")
    sys.modules[module.__name__] = module
    exec(compile(text, f"{part}.py", "exec"), module.__dict__)  # noqa: S102 -- what the emitter wrote
    found: Callable[[bytes], Json] = module.__dict__["judge"]
    return found


@cache
def meanings(part: str) -> Meanings:
    """The meanings of the formulas, shared by all judgements."""
    return Meanings(compiled(part)[0].calculations)


def undecided(result: object) -> Said:
    """By rule and pointer of each undecided row what is missing and what is said."""
    assert isinstance(result, dict)
    plain = json.loads(json.dumps(result))
    return {
        (finding["rule"], row["pointer"]): (row["missing"], row["message"])
        for finding in plain["findings"]
        for row in finding["rows"]
        if row["outcome"] == "not decidable"
    }


def assert_same_reasons(part: str, document: Json) -> int:
    """The causes of both; how many rows they were compared for."""
    data = as_bytes(document)
    standard, _ = compiled(part)
    inventory, _ = read_inventory("inventory.json", data, standard)
    if inventory is None:
        return 0
    judgement = judge(standard, inventory, tool_version="test", meanings=meanings(part))
    expected = undecided(result_of(judgement, standard))
    assert undecided(validator(part)(data)) == expected
    return len(expected)


def places(node: Json, place: Place = ()) -> Iterator[Place]:
    """Every cell, row and section of a document."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, inner in items:
        yield (*place, key)
        yield from places(inner, (*place, key))


def without(document: Json, place: Place) -> Json:
    """The document with one thing less."""
    changed = copy.deepcopy(document)
    node: Json = changed
    for key in place[:-1]:
        node = node[key]  # type: ignore[index]  # the place is one of the document
    del node[place[-1]]  # type: ignore[union-attr, arg-type]  # as above
    return changed


@pytest.mark.parametrize("part", ALL_PARTS)
def test_example_plants_lack_what_the_reference_says(part: str) -> None:
    for _, document in plants(part):
        assert_same_reasons(part, document)


@pytest.mark.parametrize("part", ALL_PARTS)
def test_whatever_is_taken_away_the_reasons_are_those_of_the_reference(part: str) -> None:
    chance = random.Random(part)
    compared = 0
    for _ in range(REMOVALS):
        _, document = chance.choice(plants(part))
        for _ in range(chance.choice((1, 1, 2, 4))):
            document = without(document, chance.choice([place for place in places(document) if len(place) > 1]))
        compared += assert_same_reasons(part, document)
    assert compared > REMOVALS


def test_only_the_activities_without_a_factor_are_named() -> None:
    """Nothing that is merely read on the way, like the batches of the users of a pool."""
    document = dict(plants("magnesia_carbon"))["mt14a"]
    said = undecided(validator("magnesia_carbon")(as_bytes(document)))
    fields = {cause["field"] for missing, _ in said.values() for cause in missing}  # type: ignore[union-attr,index,call-overload]  # as above
    assert not any(str(field).startswith("pool_user.") for field in fields)


def test_five_are_said_and_how_many_there_are() -> None:
    document = copy.deepcopy(dict(plants("magnesia_carbon"))["mt14a"])
    assert isinstance(document, dict)
    rows = document["activities"]
    assert isinstance(rows, list)
    for row in rows:
        assert isinstance(row, dict)
        row.pop("amount", None)
    said = undecided(validator("magnesia_carbon")(as_bytes(document)))
    _, message = next(each for each in said.values() if isinstance(each[0], list) and len(each[0]) > MOST_SAID)
    assert isinstance(message, dict)
    assert str(message["en"]).startswith("Cannot be decided; missing: ")
    assert str(message["en"]).count("; ") == 1 + 4
    assert " and others, at least " in str(message["en"])
    assert " 等至少 " in str(message["zh"])
