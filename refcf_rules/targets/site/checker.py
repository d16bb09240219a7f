"""The page that judges a reader's own inventory in the browser, with the scripts and the data it works with.

Scripts and data lie once, in the tree of the language that stands at the root; the pages of the other refer to them
there. Nothing of what the reader hands in leaves the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.model.written import EDITION, STANDARD
from refcf_rules.targets.prose.document import Place
from refcf_rules.targets.site.checker_map import Object, part_data, part_entry
from refcf_rules.targets.site.checker_page import CHECKER
from refcf_rules.targets.site.names import spelled
from refcf_rules.targets.site.places import Places
from refcf_rules.targets.site.series import Series
from refcf_rules.targets.target import Artifact
from refcf_rules.version import __version__

SAMPLE: Final = ".example.yaml"
"""How the name of an example inventory among the downloads ends, after that of its part."""
_ROOT: Final = "docs/zh/assets/checker"
_LIBRARY: Final = ("js-yaml.umd.min.js", "js-yaml.LICENSE")
_READING: Final = (
    "words",
    "yaml",
    "archive",
    "markup",
    "book",
    "cells",
    "places",
    "strays",
    "tree",
    "workbook",
    "judge",
)
_SHOWING: Final = ("labels", "placeholders", "chart", "show_findings", "show_footprint", "show", "report", "page")


def checker_scripts(series: Series, places: Places) -> tuple[Artifact, ...]:
    """The scripts of the page, the YAML library with its licence, and the data of every part."""
    found = [_artifact(name, _theme(f"vendor/{name}")) for name in _LIBRARY]
    found.append(_artifact("checker.js", "\n".join(_theme(f"{name}.js") for name in (*_READING, *_SHOWING))))
    found.append(_artifact("checker.css", _theme("checker.css")))
    found.append(_artifact("parts.js", _index(series)))
    found += [_artifact(_file(one), _part(one, places)) for one in series.standards]
    return tuple(found)


def sample_script(downloads: Iterable[Artifact]) -> Artifact:
    """The example inventories among the downloads, for the page to be tried on: one for each part that has some."""
    found: Object = {}
    for one in downloads:
        name = one.path.rpartition("/")[2]
        if name.endswith(SAMPLE):
            found.setdefault(name.removesuffix(SAMPLE), one.data.decode("utf-8"))
    return _artifact("samples.js", _assigned({"samples": found}))


def _index(series: Series) -> str:
    """The parts of the site, and the keys under which an inventory claims one."""
    known: Object = {
        "parts": [{**part_entry(one), "file": _file(one)} for one in series.standards],
        "keys": {"standard": ["standard", STANDARD.zh], "edition": ["edition", EDITION.zh]},
        "toolVersion": __version__,
    }
    return _assigned(known)


def _part(standard: Standard, places: Places) -> str:
    """What the page loads when a file claims the part."""
    data = {**part_data(standard), "links": _links(standard, places)}
    return f"((refcf.checker.partData ??= {{}})[{_literal(standard.id)}] = {_literal(data)});\n"


def _links(standard: Standard, places: Places) -> Object:
    """Where rules and clauses stand, from the page; both languages have the same paths."""
    shown = (
        *(Place("rule", one.id, standard.id) for one in standard.requirements),
        *(Place("clause", one.id, standard.id) for one in standard.clauses),
    )
    links: Object = {}
    for place in shown:
        href = places.href(place, CHECKER)
        if href is not None:
            links[f"{place.kind}:{place.id}"] = href
    return links


def _file(standard: Standard) -> str:
    return f"parts/{spelled(standard.id)}.part.js"


def _assigned(known: Object) -> str:
    """A script that makes these known to the page."""
    return f"Object.assign((globalThis.refcf ??= {{}}).checker ??= {{}}, {_literal(known)});\n"


def _literal(value: object) -> str:
    """JSON as a script may hold it, also inside a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _theme(name: str) -> str:
    return files(__package__).joinpath("theme", "checker", *name.split("/")).read_text(encoding="utf-8")


def _artifact(name: str, text: str) -> Artifact:
    return Artifact(f"{_ROOT}/{name}", text.encode("utf-8"))
