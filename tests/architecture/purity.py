"""Finds, in Python source, what nothing below the command line may do: talk, look at the clock, write."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

TALKS: Final = frozenset({"print", "input", "breakpoint"})
MODULES: Final = frozenset({"logging", "time"})
CLOCK: Final = frozenset({"now", "utcnow", "today"})
WRITES: Final = frozenset(
    {"write_text", "write_bytes", "touch", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "rename"}
)


def impurities(source: str) -> list[str]:
    """Each forbidden act with its line."""
    nodes = ast.walk(ast.parse(source))
    return sorted(f"line {line}: {act}" for node in nodes for line, act in _acts(node))


def assertions(source: str) -> list[int]:
    """The lines of assert statements: a gate that ``python -O`` opens is none."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]


def _acts(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Import(names=names):
            modules = [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            modules = [module]
        case ast.Call():
            if act := _forbidden_call(node):
                yield node.lineno, act
            return
        case _:
            return
    yield from ((node.lineno, f"import {name}") for name in modules if name.split(".")[0] in MODULES)


def _forbidden_call(call: ast.Call) -> str | None:
    match call.func:
        case ast.Name(id="open"):
            return "opens to write" if _may_write(call, position=1) else None
        case ast.Attribute(attr="open"):
            return "opens to write" if _may_write(call, position=0) else None
        case ast.Name(id=name) if name in TALKS:
            return name
        case ast.Attribute(attr=name) if name in CLOCK | WRITES:
            return name
    return None


def _may_write(call: ast.Call, position: int) -> bool:
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or call.args[position:][:1]
    return any(not isinstance(mode, ast.Constant) or set("wax+") & set(str(mode.value)) for mode in modes)
