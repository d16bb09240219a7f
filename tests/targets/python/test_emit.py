"""The file of a validator: it stands alone, comes out the same every time, and agrees with the reference."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import symtable
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from refcf_rules.api import load_inventory
from refcf_rules.evaluate.judge import judge
from refcf_rules.report.as_result import result_of
from refcf_rules.targets.program.data import Json
from refcf_rules.targets.python import bundle
from refcf_rules.targets.python.checker import checker_from
from refcf_rules.targets.python.emit import emit
from refcf_rules.targets.python.json_block import json_block
from tests.targets.python.standards import PARTS, compiled, in_chinese, plants

ROOT = Path(__file__).resolve().parents[3]


@cache
def text_of(part: str) -> str:
    standard, _ = compiled(part)
    return emit(standard).artifacts[0].data.decode()


@cache
def judge_of(part: str) -> Callable[[bytes], dict[str, object]]:
    return checker_from(text_of(part), part)  # type: ignore[return-value]  # a result is a mapping


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The validator in a Python without site packages, from an empty folder."""
    command = (sys.executable, "-I", "-S", "validator.py", *arguments)
    return subprocess.run(
        command, cwd=folder, env={"PATH": os.defpath, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "validator.py").write_text(text_of("magnesia_carbon"), encoding="utf-8")
    for name, document in plants("magnesia_carbon"):
        (tmp_path / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_it_runs_where_there_is_nothing_but_python(folder: Path) -> None:
    done = run(folder, "mt16a_complete.json", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("satisfied  mt16a_complete.json")
    assert run(folder, "careless.json").returncode == 1
    assert run(folder, "no-such-file.json").returncode == 2


def test_the_receipt_names_rules_input_and_tool(folder: Path) -> None:
    standard, _ = compiled("magnesia_carbon")
    result = json.loads(run(folder, "mt14a.json", "--json").stdout)
    receipt = result["receipt"]
    assert receipt["rules_digest"] == standard.digest
    assert receipt["edition"] == standard.part.edition_on_record
    assert len(receipt["input_digest"]) == 64


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(text_of("magnesia_carbon"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert imported <= sys.stdlib_module_names


def test_its_bytes_do_not_depend_on_chance() -> None:
    code = (
        "import hashlib; from refcf_rules.api import load_standard; from refcf_rules.targets.python.emit import emit; "
        "print(hashlib.sha256(emit(load_standard('castable')).artifacts[0].data).hexdigest())"
    )
    runs = [
        subprocess.run(
            (sys.executable, "-c", code),
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("part", PARTS)
def test_each_plant_has_the_outcomes_of_the_reference(part: str) -> None:
    standard, _ = compiled(part)
    for name, document in plants(part):
        data = json.dumps(document, ensure_ascii=False).encode()
        inventory = load_inventory(data, standard, name="plant.json")
        expected = result_of(judge(standard, inventory, tool_version="0"), standard)
        found = judge_of(part)(data)
        assert found["verdict"] == expected["verdict"], name
        assert found["outcomes"] == expected["outcomes"], name


def test_a_document_in_chinese_is_pointed_to_as_it_is_written() -> None:
    name, document = next(each for each in plants("magnesia_carbon") if each[0] == "careless")
    data = json.dumps(in_chinese(document, "magnesia_carbon"), ensure_ascii=False).encode()
    findings = json.loads(json.dumps(judge_of("magnesia_carbon")(data)["findings"]))
    pointers = [row["pointer"] for finding in findings for row in finding["rows"] if row["pointer"]]
    assert name
    assert pointers
    assert all(pointer.startswith("/活动/") or not pointer.startswith("/activities") for pointer in pointers)


def test_the_example_in_json_is_the_plant_in_yaml() -> None:
    written = json.loads((ROOT / "standards/refractories/examples/mc_ladle_a.json").read_text("utf-8"))
    assert written == next(document for name, document in plants("magnesia_carbon") if name == "mc_ladle_a")


def test_every_function_says_its_clause() -> None:
    tree = ast.parse(text_of("magnesia_carbon"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    rules = [node for node in functions if node.name.startswith(("rule_", "formula_"))]
    assert len(rules) > 50
    assert all(ast.get_docstring(node) for node in rules)


def test_no_variable_hides_a_function() -> None:
    """A rule called below must not take away the comparison of that name."""
    table = symtable.symtable(text_of("magnesia_carbon"), "validator", "exec")
    known = {name for name in table.get_identifiers() if table.lookup(name).is_assigned()}
    hidden = {
        (function.get_name(), name)
        for function in table.get_children()
        if isinstance(function, symtable.Function) and function.get_name().startswith(("pass_", "rule_", "formula_"))
        for name in function.get_locals()
        if name in known
    }
    assert not hidden


def test_two_modules_of_the_runtime_never_define_the_same_name() -> None:
    bundle.runtime_text.cache_clear()
    assert bundle.runtime_text()


@pytest.mark.parametrize("text", ["plain", "it's", "three '''", 'quote " and \\ back', "line\nbreak", "耐火"])
def test_data_survive_as_a_literal(text: str) -> None:
    data: dict[str, Json] = {"key": [text, {text: 1.5}], text: None}
    literal = json_block(data)
    assert json.loads(ast.literal_eval(literal)) == data
