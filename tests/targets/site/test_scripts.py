"""The validators as scripts beside the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from refcf_rules.targets.site.scripts import shared_scripts, validator_scripts
from refcf_rules.targets.target import Artifact
from tests.targets.site.html_page import Page


def test_the_scripts_stand_once_for_both_languages_and_are_no_downloads(small_site: Path) -> None:
    """Every page of both trees reaches the one loader, which knows where the validator lies."""
    root = small_site / "site"
    loader = root / "assets" / "validators.js"
    for page in ("index.html", "en/index.html", "en/parts/small/cut_off.html"):
        found = [one for one in Page(root / page).loaded if one.endswith("assets/validators.js")]
        assert [((root / page).parent / one).resolve() for one in found] == [loader.resolve()]
    assert [path.name for path in root.rglob("small.js")] == ["small.js"]
    assert (root / "assets" / "validators" / "small.js").is_file()


def test_parts_with_chinese_names_lie_under_names_that_every_system_takes() -> None:
    """The loader maps the name of the part to its file."""
    made = (Artifact("镁碳砖.js", b"1"), Artifact("b.py", b""), Artifact("a.js", b"2"))
    *scripts, loader = validator_scripts(made)
    assert all(one.path.isascii() for one in scripts)
    table = re.search(r"FILES = (\{.*?\});", loader.data.decode(), re.DOTALL)
    assert table is not None
    files = json.loads(table[1])
    assert {f"docs/zh/assets/{path}" for path in files.values()} == {one.path for one in scripts}
    assert list(files) == ["a", "镁碳砖"]
    assert shared_scripts("en")[0].startswith("../")
