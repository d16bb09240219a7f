"""What an edit of an example names when several things have that name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from refcf_rules.evaluate.example_edit import edited
from refcf_rules.model.example import Edit
from refcf_rules.source.text import whole_file
from tests import series

FOLDER = Path(__file__).resolve().parents[2] / "standards" / "refractories"


def test_a_unit_process_with_facts_of_its_own_stands_for_its_activities() -> None:
    tree = yaml.safe_load((FOLDER / "examples" / "general_brick.yaml").read_text("utf-8"))
    document: dict[str, Any] = json.loads(json.dumps(tree, default=date.isoformat))
    assert any(row["id"] == "utilities" for row in document["processes"])
    edit = Edit("remove", ("utilities",), "", whole_file("example"))
    assert edited(document, (edit,), series.part("general")) is None
    assert not any(row["process"] == "utilities" for row in document["activities"])
    assert any(row["id"] == "utilities" for row in document["processes"])
