"""What a page finds of a rule when its numbers are changed at random is what the reference finds, row by row."""

from __future__ import annotations

import json
import random
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest

from refcf_rules import api
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.model.standard import Standard
from refcf_rules.targets.javascript.emit import emit
from tests.conftest import NeedsProgram
from tests.targets.site.trying import PARTS, blocks, context

Document = dict[str, Any]
DOCUMENTS: Final = 8
SCALES: Final = (0, 0.5, 0.99, 0.999999, 1, 1.000001, 1.05, 2, 100)
SHOWN: Final = {Outcome.SATISFIED, Outcome.VIOLATED, Outcome.NOT_DECIDABLE}
_QUANTITY: Final = re.compile(r"([-\d.e]+)(.*)", re.DOTALL)


def boxes(part: str) -> dict[str, Any]:
    """What the pages hold of each box, by rule."""
    found = {rule: re.search(r'data-try="([^"]*)"', text) for rule, text in blocks(part).items()}
    return {rule: json.loads(unescape(data[1])) for rule, data in found.items() if data is not None}


def changed(document: Document, asked: list[Document], key: str, chance: random.Random) -> None:
    """Another value in some of the fields that a box asks for, in any row."""
    for one in chance.sample(asked, min(2, len(asked))):
        inside: Any = document
        rows = inside.get(key)
        if "at" in one:
            for step in one["at"].split("/")[1:]:
                inside = inside[int(step) if isinstance(inside, list) else step]
        elif isinstance(rows, list) and rows:
            inside = chance.choice(rows)
        else:
            continue
        name = one["path"][0]
        if name.startswith("factor."):
            inside, name = inside.get("factor"), name.removeprefix("factor.")
        if isinstance(inside, dict):
            put(inside, name, other(inside.get(name), one, chance))


def put(inside: Document, name: str, value: object) -> None:
    """Write a value, or take it out."""
    inside.pop(name, None)
    if value is not None:
        inside[name] = value


def other(value: object, one: Document, chance: random.Random) -> object:
    """Something else that may stand there."""
    if chance.random() < 0.25:  # now and then it is not given
        return None
    match one["kind"]:
        case "options":
            return str(chance.choice(one["options"])[0])
        case "truth":
            return chance.random() < 0.5
        case "date":
            return f"{chance.choice((2023, 2024, 2025))}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        case _:
            found = _QUANTITY.fullmatch(str(value)) if value is not None else None
            scale = chance.choice(SCALES)
            return f"{float(found[1]) * scale!r}{found[2]}" if found else f"{scale!r} {one['unit']}".strip()


@pytest.mark.parametrize("part", PARTS)
def test_random_numbers_come_to_what_the_reference_says(part: str, needs_program: NeedsProgram, tmp_path: Path) -> None:
    """Outcome of every rule that has a box, and the number of rows by outcome."""
    of, found, chance = context(part), boxes(part), random.Random(20241122)  # noqa: S311 -- the same every time
    tables = {one.id: one.key or one.id for one in of.standard.tables}
    documents = []
    for rule in chance.sample(sorted(found), DOCUMENTS):
        document = json.loads(of.evidence.inventories[part, found[rule]["example"]])
        for each in (rule, *chance.sample(sorted(found), 2)):
            if found[each]["example"] == found[rule]["example"]:
                changed(document, found[each]["inputs"], tables.get(of.requirements[each].table or "", ""), chance)
        documents.append(document)
    script = tmp_path / f"{part}.js"
    script.write_bytes(next(one.data for one in emit(of.standard).artifacts if one.path.endswith(".js")))
    question = {"script": str(script), "part": part, "rules": sorted(found), "documents": documents}
    run = Path(__file__).with_name("check_look.mjs")
    done = subprocess.run(
        [needs_program("node"), run], input=json.dumps(question).encode(), capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    seen: set[str] = set()
    for document, said in zip(documents, json.loads(done.stdout), strict=True):
        expected = by_reference(of.standard, document, sorted(found))
        assert said == expected
        seen |= {outcome for outcome, _ in (expected or {}).values()}
    assert seen >= {"satisfied", "violated", "not applicable", "not decidable"}


def by_reference(standard: Standard, document: Document, rules: list[str]) -> dict[str, Any] | None:
    """The same from the reference; nothing for a document that is not understood."""
    try:
        inventory = api.load_inventory(json.dumps(document, ensure_ascii=False).encode(), standard, name="it.json")
    except api.InventoryError:
        return None
    found = {one.requirement.id: one for one in api.validate(inventory, standard).findings}
    return {
        rule: [
            found[rule].outcome.value,
            {outcome.value: count for outcome, count in found[rule].counts.items() if outcome in SHOWN and count},
        ]
        for rule in rules
    }
