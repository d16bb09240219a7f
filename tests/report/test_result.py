"""``refcf-result/1``: complete, in both languages, and the same shape whether or not something was judged."""

from __future__ import annotations

import json
from typing import Any, Final

from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.report.as_result import FORMAT, result_of, unreadable_result
from refcf_rules.report.as_text import validate_text
from refcf_rules.source.decode import empty
from refcf_rules.source.render import Style
from tests.report.judged import NO_AMOUNT, WAIVER, WRONG_FACTOR, judgement, standard

RECEIPT: Final = ["standard", "number", "edition", "rules_digest", "tool", "tool_version", "input_digest"]


def result(*changes: tuple[str, str], waivers: tuple[Waiver, ...] = ()) -> dict[str, Any]:
    """The result as another program reads it."""
    found: dict[str, Any] = json.loads(
        json.dumps(result_of(judgement(*changes, waivers=waivers), standard()), allow_nan=False)
    )
    return found


def test_a_satisfied_inventory_has_outcomes_and_numbers_and_no_findings() -> None:
    found = result()
    assert (found["format"], found["verdict"], found["findings"]) == (FORMAT, "satisfied", [])
    assert list(found["outcomes"]) == [rule.id for rule in standard().requirements]
    footprint = found["footprint"]
    assert footprint["unit"] == "kgCO2e/t"
    assert footprint["value"] == footprint["subtotal"]
    assert (round(footprint["value"], 6), footprint["reported"]) == (1875.6, 1876.0)
    assert abs(sum(footprint["by_stage"].values()) - footprint["value"]) < 1e-9
    assert list(found["receipt"]) == RECEIPT


def test_a_violation_names_clause_row_and_values() -> None:
    (finding,) = [each for each in result(WRONG_FACTOR)["findings"] if each["rule"] == "electricity_factor"]
    assert finding["outcome"] == "violated"
    assert finding["clause_number"]
    assert set(finding["clause_title"]) == {"zh", "en"}
    row = finding["rows"][0]
    assert row["pointer"].startswith("/activities/")
    assert row["missing"] == []
    (number,) = row["numbers"]
    assert (number["name"], number["value"], number["unit"]) == ("activity.factor.kind", "grid-co2", None)


def test_what_is_missing_is_null_and_named() -> None:
    found = result(NO_AMOUNT)
    assert found["verdict"] == "not decidable"
    assert found["footprint"]["value"] is None
    assert isinstance(found["footprint"]["subtotal"], float)
    missing = [each for finding in found["findings"] for row in finding["rows"] for each in row["missing"]]
    assert {"activity.amount"} <= {each["field"] for each in missing}
    assert all(each["label"]["zh"] and each["label"]["en"] for each in missing)


def test_messages_are_those_of_the_report_for_people() -> None:
    text = validate_text(judgement(WRONG_FACTOR), standard(), Style("zh"))
    for finding in result(WRONG_FACTOR)["findings"]:
        assert finding["rule"] in text
        assert finding["rows"][0]["message"]["zh"] in text


def test_waivers_are_told_only_where_some_were_given() -> None:
    plain, waived = result(WRONG_FACTOR), result(WRONG_FACTOR, waivers=(WAIVER,))
    assert "waived" not in plain
    assert (plain["verdict"], waived["verdict"], waived["waived"]) == ("violated", "satisfied", True)
    assert waived["findings"][0]["waived"] is True
    assert waived["receipt"]["today"] == "2026-01-31"
    assert list(waived["receipt"]) == [*RECEIPT, "waivers_digest", "today"]


def test_what_was_not_judged_has_the_same_keys() -> None:
    found = unreadable_result([empty("a.yaml")] * 30, None, "0.0", None)
    assert list(found) == list(result())
    assert found["verdict"] == "unreadable"
    faults = found["faults"]
    assert isinstance(faults, list)
    assert len(faults) == 20
    assert faults[0] == {
        "code": "empty-file",
        "pointer": "",
        "message": {"zh": "文件里没有内容。", "en": "There is nothing in the file."},
        "fix": {
            "zh": "确认文件已保存，并从模板填写。",
            "en": "Make sure the file was saved, and fill in the template.",
        },
    }
