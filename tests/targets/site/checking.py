"""The scripts of the checker page with the validators of the series, and files judged by them under node."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from refcf_rules.api import compile_rule_file, find_standard, new_readings, rule_files, sound
from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.inventory.read import claimed_standard, read_inventory
from refcf_rules.model.standard import Standard
from refcf_rules.report.as_result import result_of, unreadable_result
from refcf_rules.targets.javascript.emit import TARGET as JAVASCRIPT
from refcf_rules.targets.site.checker import checker_scripts
from refcf_rules.targets.site.places import Places
from refcf_rules.targets.site.series import series_of
from refcf_rules.version import __version__
from tests.architecture.checkout import ROOT
from tests.targets.xlsx.starter_book import STARTER

SERIES: Final = ROOT / "standards" / "refractories"
EXAMPLES: Final = tuple(sorted((SERIES / "examples").iterdir()))
_SCRIPT: Final = Path(__file__).with_name("check_files.mjs")
_ROOT: Final = "docs/zh/assets/"


@dataclass(frozen=True)
class Checked:
    """What the page says of one file."""

    result: Mapping[str, Any]
    form: str
    part: str | None
    notes: list[dict[str, str]]
    places: Mapping[str, dict[str, str | int] | None]
    placeholders: list[str]


@dataclass
class Checker:
    """The assets of a site of these standards in a folder, and the reference beside them."""

    folder: Path
    node: Path
    standards: Mapping[str, Standard]
    _meanings: dict[str, Meanings] = field(default_factory=dict)

    def of(self, files: Iterable[tuple[str, bytes]], chosen: str = "") -> list[Checked]:
        """The files as the page judges them, by name and content."""
        handed = [{"name": name, "data": base64.b64encode(data).decode(), "chosen": chosen} for name, data in files]
        question = json.dumps({"folder": str(self.folder), "files": handed}).encode()
        done = subprocess.run([self.node, _SCRIPT], input=question, capture_output=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr.decode()
        return [Checked(**each) for each in json.loads(done.stdout)]

    def reference(self, name: str, data: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
        """The result as the command line gives it, and what rests on placeholders."""
        claimed = claimed_standard(name, data) or ""
        standard = self.standards[claimed]
        inventory, faults = read_inventory(name, data, standard)
        if inventory is None:
            digest = hashlib.sha256(data).hexdigest()
            return _plain(unreadable_result(faults, standard, __version__, digest)), ()
        meanings = self._meanings.setdefault(claimed, Meanings(standard.calculations))
        judged = judge(standard, inventory, tool_version=__version__, meanings=meanings)
        names = judged.footprint.placeholders if judged.footprint else ()
        return _plain(result_of(judged, standard, inventory.warnings)), names


def checker_in(folder: Path, node: Path) -> Checker:
    """The whole series, and the small standard that ``refcf init`` writes."""
    readings = new_readings()
    files = (*rule_files(SERIES), find_standard(STARTER / "my_bricks.pcr"))
    standards = [sound(compile_rule_file(file, readings)) for file in files]
    artifacts = {one.path.removeprefix(_ROOT): one.data for one in checker_scripts(series_of(*standards), Places())}
    for standard in standards:
        made = (one for one in JAVASCRIPT.emit(standard).artifacts if one.path.endswith(".js"))
        artifacts |= {f"validators/{one.path}": one.data for one in made}
    for path, data in artifacts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Checker(folder, node, {one.id: one for one in standards})


def _plain(result: Mapping[str, object]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(result))
    return plain
