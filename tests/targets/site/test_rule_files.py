"""Each rule is a JSON file beside its page, after a schema, with a digest that anyone can work out again."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

import jsonschema

from refcf_rules.targets.site.rule_files import rule_files
from refcf_rules.targets.site.series import books_of, series_of
from tests.targets.prose.standards import small
from tests.targets.prose.test_worked import ran

SERIES: Final = series_of(ran().standard, evidence=ran().evidence)


def files_of_part() -> dict[str, bytes]:
    return {one.path: one.data for one in rule_files(books_of(SERIES, "zh"))}


def test_every_rule_has_a_file_after_the_schema() -> None:
    series = series_of(small())
    found = {one.path: one.data for one in rule_files(books_of(series, "zh"))}
    schema = json.loads(found["rules/rule.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    listed = json.loads(found["rules/index.json"])["rules"]
    assert {one["id"] for one in listed} == {one.id for one in series.standards[0].requirements}
    for one in listed:
        jsonschema.validate(json.loads(found[one["file"]]), schema)


def test_a_file_says_what_the_page_says() -> None:
    rule = json.loads(files_of_part()["rules/part/stock.json"])
    assert (rule["id"], rule["modality"], rule["clause"]["number"]) == ("stock", "shall", "4")
    assert rule["sentence"]["zh"] == "期末库存应不大于5 t。"
    assert rule["condition"].splitlines()[1].strip() == "require output.closing_stock at most 5 t"
    assert rule["fields"][0]["path"] == "output.closing_stock"
    assert rule["fields"][0]["cells"] == ["in__output__closing_stock"]
    assert {one["kind"]: one["margin"] for one in rule["examples"]} == {
        "satisfied": 0.2,
        "boundary": 0.0,
        "violated": -0.5 / 5.5,
    }
    assert rule["exercised"] == {"satisfied": 1, "boundary": 1, "violated": 1, "not decidable": 0}


def test_the_digest_can_be_worked_out_again() -> None:
    found = files_of_part()
    rule = json.loads(found["rules/part/stock.json"])
    digest = rule.pop("digest")
    del rule["standard_digest"]
    assert sha256(json.dumps(rule, ensure_ascii=False, sort_keys=True).encode()).hexdigest() == digest
    assert found == files_of_part()
