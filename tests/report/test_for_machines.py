"""JSON, SARIF and JUnit: well formed after their schemas, complete, and safe whatever a file says."""

from __future__ import annotations

import json
from typing import Final
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from refcf_rules.report.as_json import results_json
from refcf_rules.report.as_junit import results_junit
from refcf_rules.report.as_sarif import results_sarif
from refcf_rules.report.result import Run
from refcf_rules.source.decode import EMPTY_FILE, empty
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import same
from refcf_rules.source.text import Span
from tests.architecture.checkout import PACKAGE
from tests.report.judged import (
    CHINESE,
    ENGLISH,
    NO_AMOUNT,
    PLACEHOLDER,
    WAIVER,
    WRONG_FACTOR,
    everything,
    result,
    unreadable,
)

SCHEMA: Final = json.loads((PACKAGE / "report/judgement.schema.json").read_text("utf-8"))
NASTY: Final = Fault(EMPTY_FILE, Span("a b#?.yaml", 3, 2, 3, 2), "/a", same('</x> & "\x1b[31m\x00\u202e'), None)
RUNS: Final = (ENGLISH, CHINESE)


@pytest.mark.parametrize("run", RUNS)
def test_json_follows_its_schema(run: Run) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for fault in (empty("bad.yaml"), NASTY):
        jsonschema.validate(json.loads(results_json(everything(fault), run)), SCHEMA)


def test_json_says_what_is_wrong_where_and_what_to_do() -> None:
    document = json.loads(results_json([result(WRONG_FACTOR)], ENGLISH))
    (inventory,) = document["inventories"]
    findings = {each["rule"]: each for each in inventory["judgement"]["findings"]}
    (row,) = findings["electricity_factor"]["rows"]
    assert inventory["verdict"] == "violated"
    assert (row["row"], row["outcome"]) == ("kiln_fans", "violated")
    assert row["place"]["line"] == 36
    assert row["place"]["pointer"] == "/activities/2"
    assert row["fix"] == "use a footprint factor of electricity"
    assert findings["electricity_factor"]["counts"] == {
        "satisfied": 0,
        "violated": 1,
        "not applicable": 0,
        "not decidable": 0,
    }


def test_json_keeps_results_and_subtotals_apart() -> None:
    documents = [json.loads(results_json([result(*changes)], ENGLISH)) for changes in ((), (NO_AMOUNT,))]
    whole, partial = (each["inventories"][0]["judgement"]["footprint"] for each in documents)
    assert whole["value"] == {"value": pytest.approx(1875.6), "unit": "kgCO2e/t"}
    assert whole["reported"]["value"] == 1876
    assert partial["value"] is None
    assert partial["subtotal"]["value"] == pytest.approx(1501.2)
    assert [each["field"] for each in partial["missing"]] == ["activity.amount"]


def test_json_names_placeholders() -> None:
    document = json.loads(results_json([result(PLACEHOLDER)], ENGLISH))
    assert document["inventories"][0]["judgement"]["footprint"]["placeholders"] == ["magnesia"]


# --- SARIF -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("run", RUNS)
def test_sarif_is_sound(run: Run) -> None:
    document = json.loads(results_sarif(everything(NASTY), run))
    assert document["version"] == "2.1.0"
    (shown,) = document["runs"]
    rules = shown["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    assert shown["results"]
    for each in shown["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["level"] in {"error", "warning", "note"}
        assert each["message"]["text"]
        assert each["partialFingerprints"]
        (location,) = each["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert " " not in uri
        assert "\x1b" not in each["message"]["text"]


def test_sarif_never_lets_missing_data_look_like_a_pass() -> None:
    document = json.loads(results_sarif([result(NO_AMOUNT)], ENGLISH))
    (found,) = document["runs"][0]["results"]
    assert (found["level"], found["properties"]["outcome"]) == ("error", "not decidable")


def test_sarif_suppresses_what_is_waived() -> None:
    document = json.loads(results_sarif([result(WRONG_FACTOR, waivers=(WAIVER,))], ENGLISH))
    (found,) = document["runs"][0]["results"]
    assert found["suppressions"][0]["kind"] == "external"
    assert WAIVER.reason in found["suppressions"][0]["justification"]


def test_sarif_gives_the_same_fingerprint_after_lines_moved() -> None:
    documents = [
        json.loads(results_sarif([result(WRONG_FACTOR, *moved)], ENGLISH))
        for moved in ((), (("refcf: 1\n", "\n\n# moved\nrefcf: 1\n"),))
    ]
    first, second = (each["runs"][0]["results"][0] for each in documents)
    assert first["locations"] != second["locations"]
    assert first["partialFingerprints"] == second["partialFingerprints"]


# --- JUnit -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("run", RUNS)
def test_junit_is_well_formed(run: Run) -> None:
    root = ET.fromstring(results_junit(everything(NASTY), run))  # noqa: S314 -- our own text
    assert root.tag == "testsuites"
    for suite in root:
        cases = list(suite)
        counted = {name: sum(case.find(name) is not None for case in cases) for name in ("failure", "error", "skipped")}
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == counted["failure"]
        assert int(suite.attrib["errors"]) == counted["error"]
        assert int(suite.attrib["skipped"]) == counted["skipped"]


@pytest.mark.parametrize(
    "changes, waivers, element",
    [
        ((WRONG_FACTOR,), (), "failure"),
        ((NO_AMOUNT,), (), "error"),
        ((WRONG_FACTOR,), (WAIVER,), "skipped"),
    ],
)
def test_junit_tells_outcomes_apart(changes: tuple[tuple[str, str], ...], waivers: tuple[()], element: str) -> None:
    rule = "boundary.zero_amount" if changes == (NO_AMOUNT,) else "electricity_factor"
    root = ET.fromstring(results_junit([result(*changes, waivers=waivers)], ENGLISH))  # noqa: S314 -- our own XML
    (case,) = [each for each in root.iter("testcase") if each.attrib["name"].startswith(f"{rule}:")]
    assert [child.tag for child in case] == [element]


def test_an_unreadable_input_is_an_error_in_each_form() -> None:
    only = [unreadable(empty("bad.yaml"))]
    assert json.loads(results_json(only, ENGLISH))["inventories"][0]["verdict"] == "unreadable"
    assert json.loads(results_sarif(only, ENGLISH))["runs"][0]["results"][0]["level"] == "error"
    assert 'errors="1"' in results_junit(only, ENGLISH)
