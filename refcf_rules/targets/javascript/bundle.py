"""The runtime as one text: its modules in a fixed order, without the imports and exports between them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

MODULES: Final = (
    "texts",
    "numbers",
    "arithmetic",
    "columns",
    "matching",
    "units",
    "standard",
    "tree",
    "faults",
    "decode",
    "json",
    "quick",
    "names",
    "shapes",
    "cells",
    "rows",
    "careful",
    "factors",
    "amounts",
    "plain",
    "plain_use",
    "digest",
    "pointers",
    "lacks",
    "lacking_activity",
    "bound_rows",
    "contribution_rows",
    "lacking_points",
    "lacking_repetition",
    "lacking_aggregates",
    "lacking_formulas",
    "lacking",
    "written_units",
    "findings",
    "judging",
    "looking",
    "report",
    "command_line",
)
_FOLDER: Final = Path(__file__).resolve().parent / "runtime"
_HEAD: Final = re.compile(r"\A/\*\*([\s\S]*?)\*/\n")
_IMPORT: Final = re.compile(r"^import [^;]+;\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?function|class|const|let)", re.MULTILINE)
_DECLARED: Final = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
# Types that other modules define stand in the same file.
_TYPE_IMPORT: Final = re.compile(r"^/\*\* @typedef \{import\(\"\./[^}]*\} \w+ \*/\n", re.MULTILINE)
_TYPE_OF_OTHER: Final = re.compile(r"import\(\"\./\w+\.mjs\"\)\.")


@cache
def runtime_text(without: tuple[str, ...] = ()) -> str:
    """Module after module, each under its own heading; those ``without`` which the program runs are left out."""
    return "\n\n".join(_module(each) for each in MODULES if each not in without)


@cache
def runtime_names() -> frozenset[str]:
    """What the runtime calls its own; programs call nothing so."""
    return frozenset(_DECLARED.findall(runtime_text()))


def _module(name: str) -> str:
    text = (_FOLDER / f"{name}.mjs").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    words = name if head is None else head[1]
    body = text if head is None else text[head.end() :]
    body = _TYPE_IMPORT.sub("", _EXPORT.sub("", _IMPORT.sub("", body)))
    return f"{heading(words)}\n\n{_TYPE_OF_OTHER.sub('', body).strip()}"


def heading(words: str) -> str:
    """A rule and what stands below it."""
    lines = [line.strip().removeprefix("*").strip() for line in words.strip().splitlines()]
    return "\n".join(["// " + "=" * 97, *(f"// {line}".rstrip() for line in lines)])
