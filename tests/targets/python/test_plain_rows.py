"""Rows that are plain already are taken as they are; the result is that of reading every row with care."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, cast

import pytest

from refcf_rules.targets.python.emit import program_of, program_text
from refcf_rules.targets.python.runtime.judging import Validator
from refcf_rules.targets.python.runtime.result import Result
from tests.targets.python.mutations import mutated
from tests.targets.python.standards import PARTS, compiled, labels_of, plants

Judge = Callable[[bytes], Result]
SEEDS: Final = range(3000, 3060)


def judges(part: str) -> tuple[Judge, Judge]:
    """A validator, and one that takes no row for plain."""
    text = program_text(program_of(compiled(part)[0]))
    found = []
    for _ in range(2):
        module: dict[str, object] = {"__name__": part}
        exec(compile(text, part, "exec"), module)  # noqa: S102 -- what refcf itself generates
        found.append(module)
    cast("Validator", found[1]["VALIDATOR"]).is_plain = lambda _table, _row: False
    return cast("Judge", found[0]["judge"]), cast("Judge", found[1]["judge"])


@pytest.mark.parametrize("part", PARTS)
def test_plain_rows_are_read_as_with_care(part: str) -> None:
    """The same result for plants with something changed."""
    quick, careful = judges(part)
    labels, documents = labels_of(part), [document for _, document in plants(part)]
    for seed in SEEDS:
        data = json.dumps(mutated(documents[seed % len(documents)], labels, seed), ensure_ascii=False).encode()
        assert quick(data) == careful(data), seed
