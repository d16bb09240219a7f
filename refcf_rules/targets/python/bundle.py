"""The runtime as one text: its modules in a fixed order, without the imports between them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

_MODULES: Final = (
    "calendar_days",
    "texts",
    "data_types",
    "units",
    "arithmetic",
    "columns",
    "matching",
    "faults",
    "json_scan",
    "json_text",
    "near_names",
    "standard",
    "cells",
    "rows",
    "reading",
    "factors",
    "amounts",
    "activity",
    "plain",
    "checks",
    "result",
    "written_units",
    "lacks",
    "lacking_activity",
    "bound_rows",
    "explainer",
    "contribution_rows",
    "lacking_points",
    "lacking_repetition",
    "lacking_aggregates",
    "lacking_formulas",
    "lacking",
    "messages",
    "judging",
    "report_text",
    "command_line",
)
_HEAD: Final = re.compile(r'\A("""[\s\S]*?""")\n', re.MULTILINE)
_OWN_IMPORT: Final = re.compile(r"^from refcf_rules\.[\w.]+ import (?:\([^)]*\)|[^\n]*)\n", re.MULTILINE)
DEFINED: Final = re.compile(r"^(?:def |class )?([A-Za-z_]\w*)(?:\(| =|: | ?:$)", re.MULTILINE)
_SILENCED: Final = re.compile(r"  # noqa: [^\n]*|  # type: ignore\[explicit-any\](?=  #)")
_FUTURE: Final = "from __future__ import annotations\n"
_IMPORT: Final = re.compile(r"^(?:import [^\n]+|from [\w.]+ import (?:\([^)]*\)|[^\n]+))\n", re.MULTILINE)


@cache
def runtime_text() -> str:
    """Imports, then module after module, each under its own heading."""
    folder = Path(__file__).resolve().parent / "runtime"
    imports: set[str] = set()
    parts: list[str] = []
    known: set[str] = set()
    for name in _MODULES:
        text = (folder / f"{name}.py").read_text(encoding="utf-8").replace(_FUTURE, "")
        text = _OWN_IMPORT.sub("", _SILENCED.sub("", text))
        imports.update(found.strip() for found in _IMPORT.findall(text))
        text = _IMPORT.sub("", text)
        head = _HEAD.match(text)
        body = text[head.end() :].strip("\n") if head else text.strip("\n")
        names = DEFINED.findall(body)
        twice = known.intersection(names)
        if twice:
            raise ValueError(f"defined in two modules of the runtime: {sorted(twice)}")
        known.update(names)
        words = head[1].strip('"').strip() if head else name
        parts.append(_heading(words) + "\n\n" + body)
    return _FUTURE + "\n" + "\n".join(_sorted(imports)) + "\n\n" + "\n\n\n".join(parts)


@cache
def runtime_names() -> frozenset[str]:
    """Everything that the runtime defines."""
    return frozenset(DEFINED.findall(runtime_text()))


def _sorted(imports: set[str]) -> list[str]:
    """One line per module, its names together."""
    names: dict[str, set[str]] = {}
    for line in imports:
        module, _, listed = line.partition(" import ")
        if listed:
            parts = listed.strip("() \n").replace("\n", " ").split(",")
            names.setdefault(module, set()).update(part.strip() for part in parts if part.strip())
    plain = sorted(line for line in imports if line.startswith("import "))
    return [*plain, *(f"{module} import {', '.join(sorted(names[module]))}" for module in sorted(names))]


def _heading(words: str) -> str:
    rule = "# " + "=" * 98
    lines = "\n".join(f"# {line}".rstrip() for line in words.splitlines())
    return f"{rule}\n{lines}\n{rule}"
