"""The module of a validator: it stands alone, comes out the same every time, and says what the Python file says."""

from __future__ import annotations

import base64
import json
import math
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.targets.javascript.bundle import MODULES, runtime_names, runtime_text
from refcf_rules.targets.javascript.emit import emit
from refcf_rules.targets.python.checker import checker_from
from refcf_rules.targets.python.emit import emit as emit_python
from tests.conftest import NeedsProgram
from tests.targets.javascript.node import RUNTIME, answers
from tests.targets.python.mutations import Json, mutated
from tests.targets.python.standards import PARTS, as_bytes, compiled, in_chinese, labels_of, plants

TOLERANCE: Final = 1e-12


@cache
def texts_of(part: str) -> dict[str, str]:
    standard, _ = compiled(part)
    return {artifact.path: artifact.data.decode() for artifact in emit(standard).artifacts}


def written(part: str, folder: Path) -> Path:
    """The module in a folder of its own."""
    for name, text in texts_of(part).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / f"{part}.mjs"


def differences(expected: Json, said: Json, place: str = "") -> list[str]:
    """Where two results are not the same; numbers to a relative 1e-12."""
    if isinstance(expected, dict) and isinstance(said, dict):
        found = [] if list(expected) == list(said) else [f"{place}: {list(expected)} and {list(said)}"]
        return found + [
            each
            for key in expected.keys() & said.keys()
            for each in differences(expected[key], said[key], f"{place}/{key}")
        ]
    if isinstance(expected, list) and isinstance(said, list) and len(expected) == len(said):
        pairs = enumerate(zip(expected, said, strict=True))
        return [each for index, (a, b) in pairs for each in differences(a, b, f"{place}/{index}")]
    if type(expected) in (int, float) and type(said) in (int, float):
        assert isinstance(expected, int | float)
        assert isinstance(said, int | float)
        return [] if math.isclose(expected, said, rel_tol=TOLERANCE) else [f"{place}: {expected} and {said}"]
    return [] if expected == said else [f"{place}: {expected!r} and {said!r}"]


@pytest.mark.parametrize("part", PARTS)
def test_same_as_the_python_file(part: str, needs_program: NeedsProgram, tmp_path: Path) -> None:
    """On example plants and seeded changes both files give the same result, key by key."""
    documents: list[bytes] = []
    for _, plant in plants(part):
        documents += [as_bytes(plant), as_bytes(in_chinese(plant, part))]
        documents += [as_bytes(mutated(plant, labels_of(part), seed)) for seed in range(1000, 1025)]
    question = {
        "validator": str(written(part, tmp_path)),
        "documents": [base64.b64encode(d).decode() for d in documents],
    }
    standard, _ = compiled(part)
    judge = checker_from(emit_python(standard).artifacts[0].data.decode(), part)
    said = answers(needs_program("node"), "check_judging.mjs", question)
    verdicts = set()
    for document, result in zip(documents, said, strict=True):
        expected = json.loads(json.dumps(judge(document)))
        verdicts.add(expected["verdict"])
        assert not differences(expected, result), document[:2000]
    assert len(verdicts) > 2


def with_a_key_twice(document: Json, inside: Json) -> bytes:
    """The document with the first key of an object in it written once more."""
    assert isinstance(inside, dict)
    first = next(iter(inside))
    inside[f"@@{first}"] = inside[first]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace('"@@', '"')
    del inside[f"@@{first}"]
    return text.encode()


def objects_in(node: Json, place: str = "") -> Iterator[tuple[str, Json]]:
    """Every object with its place, without the numbers of rows."""
    if isinstance(node, list):
        for each in node:
            yield from objects_in(each, place)
    if isinstance(node, dict) and node:
        yield place, node
        for key, each in list(node.items()):
            yield from objects_in(each, f"{place}/{key}")


@pytest.mark.parametrize("part", PARTS)
def test_a_key_written_twice_is_seen_everywhere(part: str, needs_program: NeedsProgram, tmp_path: Path) -> None:
    """In the document and in every sort of row, also where all else is plain: none of the two values is taken."""
    documents: dict[str, bytes] = {}
    for _, plant in plants(part):
        document = json.loads(as_bytes(plant))
        for place, inside in objects_in(document):
            if place not in documents:
                documents[place] = with_a_key_twice(document, inside)
    question = {
        "validator": str(written(part, tmp_path)),
        "documents": [base64.b64encode(each).decode() for each in documents.values()],
    }
    said = answers(needs_program("node"), "check_judging.mjs", question)
    assert len(documents) > 5
    for place, result in zip(documents, said, strict=True):
        assert re.findall(r'"code": "([\w-]+)"', json.dumps(result)) == ["duplicate-key"], place


def test_the_script_for_pages_says_what_the_module_says(needs_program: NeedsProgram, tmp_path: Path) -> None:
    """Also when a page has it twice; it brings one name into the page, and no module."""
    module = written("castable", tmp_path)
    documents = [as_bytes(plant) for _, plant in plants("castable")]
    texts = {"script": str(module.with_suffix(".js")), "part": "castable"}
    *found, names = answers(
        needs_program("node"), "check_script.mjs", {**texts, "documents": [one.decode() for one in documents]}
    )
    question = {"validator": str(module), "documents": [base64.b64encode(one).decode() for one in documents]}
    assert found == answers(needs_program("node"), "check_judging.mjs", question)
    assert names == ["refcf"]
    assert not re.search(
        r"^export |^import |import\.meta|await import", texts_of("castable")["castable.js"], re.MULTILINE
    )


def test_the_same_bytes_every_time() -> None:
    standard, _ = compiled("castable")
    assert {artifact.path: artifact.data.decode() for artifact in emit(standard).artifacts} == texts_of("castable")


def test_it_needs_nothing_else() -> None:
    """No import but those of node itself, at the command line; no eval."""
    text = texts_of("castable")["castable.mjs"]
    assert re.findall(r"^import .*", text, re.MULTILINE) == []
    assert set(re.findall(r"\bimport\(\"([^\"]+)\"\)", text)) == {"node:fs", "node:url"}
    assert not re.search(r"\beval\(|new Function\(", text)


def test_every_function_is_headed_by_its_clause() -> None:
    standard, _ = compiled("castable")
    text = texts_of("castable")["castable.mjs"]
    assert standard.digest in text
    assert standard.part.edition_on_record in text
    for rule in standard.requirements:
        clause = standard.clause(rule.clause)
        assert (
            clause is None
            or not clause.number
            or re.search(rf"{re.escape(clause.number)} {re.escape(rule.label.zh)}", text)
        )


def test_every_module_is_in_the_file_and_no_name_twice() -> None:
    assert {path.stem for path in RUNTIME.glob("*.mjs")} == set(MODULES)
    declared = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", runtime_text(), re.MULTILINE)
    assert len(declared) == len(set(declared)) == len(runtime_names())
    types = re.findall(r"@typedef \{.*\} (\w+)", runtime_text())
    assert len(types) == len(set(types))
    texts = [path.read_text("utf-8") for path in RUNTIME.glob("*.mjs")]
    taken = [found for text in texts for found in re.findall(r"@typedef \{import\(.*\)\.(\w+)\} (\w+) \*/", text)]
    assert all(there == here for there, here in taken), "a type under another name is lost when modules become one file"


def test_command_line(needs_program: NeedsProgram, tmp_path: Path) -> None:
    """Exit codes and words of the module under node."""
    module = written("castable", tmp_path)
    good = tmp_path / "good.json"
    bad = tmp_path / "bad.json"
    by_verdict = dict(plants("castable"))
    good.write_bytes(as_bytes(by_verdict["ca_low_cement"]))
    bad.write_bytes(as_bytes(by_verdict["ca_mistakes"]))

    def run(*arguments: str, said: bytes = b"") -> tuple[int, str]:
        command = [str(needs_program("node")), str(module), *arguments]
        done = subprocess.run(command, input=said, capture_output=True, check=False, cwd=tmp_path, timeout=60)
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    code, text = run("good.json", "--lang", "en")
    assert code == 0
    assert "T/XXX 0101.9—202X Draft for comments 1" in text
    assert run("bad.json", "--lang=zh")[1].startswith("不满足")
    assert [run(*arguments)[0] for arguments in (("bad.json",), ("good.json", "bad.json"), ("none.json",), ())] == [
        1,
        1,
        2,
        2,
    ]
    code, text = run("-", "--json", said=b"{")
    assert code == 2
    assert json.loads(text)["faults"][0]["code"] == "json-syntax"
    assert run("--lang", "fr", "good.json")[0] == 2
    assert "usage" in run("--help", "--lang", "en")[1] or "用法" in run("--help")[1]


BROKEN: Final = {
    "a closing bracket is missing": (b'{"refcf": 1,\n "x": [1, 2}', "第 2 行第 12 个字符"),
    "a key is misspelt": (b'{"refcf": 1, "prodcut": {"id": "a"}}', "product"),
    "an option is misspelt": ('{"refcf": 1, "product": {"id": "a", "state": "烧城"}}'.encode(), "fired"),
    "another quantity": (b'{"refcf": 1, "output": {"accepted": "5 kWh"}}', "t"),
}


@pytest.mark.parametrize("data, expected", BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_read_is_said_alike_by_both_validators_with_what_to_do(
    data: bytes, expected: str, tmp_path: Path, needs_program: NeedsProgram
) -> None:
    """Whoever gets a validator without refcf is told where the fault is and what to write instead."""
    part = PARTS[0]
    standard, _ = compiled(part)
    file = tmp_path / "inventory.json"
    file.write_bytes(data)
    module = written(part, tmp_path)
    done = subprocess.run([needs_program("node"), module, file, "--json"], capture_output=True, check=False, timeout=60)
    in_python = json.loads(json.dumps(checker_from(emit_python(standard).artifacts[0].data.decode(), part)(data)))
    faults = json.loads(done.stdout)["faults"]
    assert faults == in_python["faults"]
    assert any(expected in fault["message"]["zh"] + fault["fix"]["zh"] for fault in faults)
