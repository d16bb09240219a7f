"""The same verdict everywhere: what each validator says of inventories of every sort, beside the reference.

Here is as much of it as every run can bear; ``refcf certify`` compares thousands.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from refcf_rules.api import RuleFile, bundled_standards, find_standard
from refcf_rules.cli.cache import standard_at
from refcf_rules.parity.inventories import Made, example_documents, examples_of, generated
from tests.conftest import NeedsProgram
from tests.parity.cases_of_constructs import constructs
from tests.parity.comparing import SUFFIXES, Task, failures, report
from tests.parity.random_standards import compiled, sound_sources

RANDOM_STANDARDS = 8
OF_EACH = 20
OF_A_CASE = 2
OF_A_PART = 6
IN_TURN = ("magnesia_carbon",)
"""Parts of the series that also judge generated inventories; ``refcf certify`` does it for all."""

TARGETS = list(SUFFIXES)
# Both targets of a test run in one worker, which asks the reference once.
SERIES = pytest.mark.xdist_group("parity-series")
CHANCE = pytest.mark.xdist_group("parity-chance")


@pytest.fixture
def target(request: pytest.FixtureRequest, needs_program: NeedsProgram) -> str:
    name = str(request.param)
    if name == "javascript":
        needs_program("node")
    return name


@cache
def cases() -> list[Task]:
    return [
        Task(
            f"construct-{index}",
            case.standard,
            [
                Made(f"{case.title}: holds", case.holds),
                Made(f"{case.title}: fails", case.fails),
                *generated(case.standard, {}, OF_A_CASE, seed=index, aimed=0),
            ],
        )
        for index, case in enumerate(constructs())
    ]


@cache
def random_ones() -> list[Task]:
    tasks = []
    for source in islice(sound_sources(), RANDOM_STANDARDS):
        standard = compiled(source)
        assert standard is not None
        made = list(generated(standard, {}, OF_EACH, seed=source.seed))
        tasks.append(Task(source.name, standard, made, tuple(source.files().items())))
    return tasks


@cache
def series() -> list[Task]:
    return [_part(find_standard(name)) for name in bundled_standards() if name != "factors"]


def _part(file: RuleFile) -> Task:
    standard = standard_at(file)

    def read(path: str) -> bytes | None:
        return (file.folder / path).read_bytes() if (file.folder / path).is_file() else None

    own = tuple(one for one in standard.examples if one.part == standard.id)
    made = list(examples_of(example_documents(replace(standard, examples=own), read)))
    if standard.id in IN_TURN:
        made += generated(standard, example_documents(standard, read), OF_A_PART, seed=1)
    return Task(standard.id, standard, made)


@CHANCE
@pytest.mark.parametrize("target", TARGETS, indirect=True)
def test_small_cases_of_every_construct(target: str, tmp_path: Path) -> None:
    """Every construct means the same in the validator as in the reference."""
    assert not (found := failures(target, cases(), tmp_path)), report(found)


@CHANCE
@pytest.mark.parametrize("target", TARGETS, indirect=True)
def test_rules_that_nobody_wrote(target: str, tmp_path: Path) -> None:
    """Random standards and random inventories are judged the same by validator and reference."""
    assert not (found := failures(target, random_ones(), tmp_path)), report(found)


@SERIES
@pytest.mark.parametrize("target", TARGETS, indirect=True)
def test_the_examples_of_the_series(target: str, tmp_path: Path) -> None:
    """Every example of the bundled standards comes out the same in the validator."""
    assert not (found := failures(target, series(), tmp_path)), report(found)
