"""Why a rule cannot be decided: the module names the causes that the Python file names, whatever is taken away."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.targets.javascript.emit import emit
from tests.conftest import NeedsProgram
from tests.targets.javascript.node import answers
from tests.targets.python.mutations import Json
from tests.targets.python.standards import as_bytes, compiled, plants
from tests.targets.python.test_lacking import places, undecided, validator, without

PARTS: Final = ("functional", "fused_cast", "magnesia_carbon")
REMOVALS: Final = 12


def documents_of(part: str) -> list[Json]:
    """The example plants, and some with things taken away."""
    chance = random.Random(f"{part} in JavaScript")
    found = [document for _, document in plants(part)]
    for _ in range(REMOVALS):
        document = chance.choice(plants(part))[1]
        for _ in range(chance.choice((1, 2, 4))):
            document = without(document, chance.choice([place for place in places(document) if len(place) > 1]))
        found.append(document)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_same_reasons_as_the_python_file(part: str, needs_program: NeedsProgram, tmp_path: Path) -> None:
    for artifact in emit(compiled(part)[0]).artifacts:
        (tmp_path / artifact.path).write_bytes(artifact.data)
    documents = [as_bytes(document) for document in documents_of(part)]
    question = {
        "validator": str(tmp_path / f"{part}.mjs"),
        "documents": [base64.b64encode(document).decode() for document in documents],
    }
    said = answers(needs_program("node"), "check_judging.mjs", question)
    compared = 0
    for document, result in zip(documents, said, strict=True):
        expected = undecided(validator(part)(document))
        assert undecided(result) == expected
        compared += sum(json.dumps(missing) != "[]" for missing, _ in expected.values())
    assert compared > len(documents)
