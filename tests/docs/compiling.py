"""Compiles the blocks of the documentation: whole standards as they are, fragments inside a small standard.

A fragment is put into a clause of a part that extends a general part. The general part holds what
every standard has, except what the fragment declares itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.pipeline import Compiled, compile_standard
from refcf_rules.source.diagnostic import Severity

_HEAD: Final = re.compile(r"^[ \t]*(?:standard|标准)[ \t]+(?P<name>[\w-]+)", re.MULTILINE)
_ALWAYS: Final = """\
standard general {
    title zh "通则" en "General"
}
clause background {
    title zh "背景" en "Background"
"""
# What a fragment may take for granted, and the words at the start of a line that replace it.
_GRANTED: Final[tuple[tuple[str, str], ...]] = (
    (
        "product|产品",
        """
    product sample_brick zh "样砖" en "sample brick" {
        state fired
    }""",
    ),
    ("declared unit|声明单位", '\n    declared unit 1 t zh "出厂产品" en "of product as delivered"'),
    (
        "boundary|系统边界",
        """
    boundary cradle to gate {
        stage raw_materials zh "原材料获取" en "raw materials" {
            process magnesia_supply zh "镁砂生产" en "magnesia production" optional
            process binder_supply zh "结合剂生产" en "binder production" optional
        }
        stage manufacturing zh "生产" en "manufacturing" {
            process mixing zh "混练" en "mixing" optional
            process pressing zh "成型" en "pressing" optional
            process firing zh "烧成" en "firing" optional
        }
    }""",
    ),
    (
        "footprint|碳足迹",
        '\n    footprint CFP zh "产品碳足迹" en "carbon footprint" = sum of emissions over each stage / output',
    ),
)
_CHANGES: Final = re.compile(r"^[ \t]*(?:tighten|replace|加严|替换)", re.MULTILINE)
# What the page on changes by a part changes.
_CHANGEABLE: Final = """
    cut-off {
        each      at most 1 % of mass
        together  at most 5 % of mass
    }
    parameter oldest_factor zh "因子最大年龄" en "oldest factor" = 10 derived because zh "示例" en "example"
    rule data_age zh "因子年龄" en "age of factors" should {
        for each input i when i.factor.year is given
        require year of period.end - i.factor.year is at most oldest_factor
    }"""


def compile_block(text: str) -> Compiled:
    """What a block compiles to, whole or as a fragment."""
    head = _HEAD.search(text)
    if head is not None:
        return compile_files(head["name"], {"general": _general(text), head["name"]: text})
    return compile_files("page", {"general": _general(text), "page": _page(text)})


def compile_files(name: str, files: Mapping[str, str]) -> Compiled:
    """Compile a standard from texts by name."""
    return compile_standard(name, lambda part: (f"{part}.pcr", files[part].encode()) if part in files else None)


def errors(compiled: Compiled) -> list[str]:
    """The errors as one line each, for a readable failure."""
    return [
        f"{found.kind.code} {found.span.path}:{found.span.line}:{found.span.column} {found.message.en}"
        for found in compiled.diagnostics
        if found.severity is Severity.ERROR
    ]


def error_codes(compiled: Compiled) -> set[str]:
    """The codes of the errors."""
    return {found.kind.code for found in compiled.diagnostics if found.severity is Severity.ERROR}


def names_of(standard: Standard) -> set[str]:
    """Every id that a standard brings: rules, results, numbers, rows, fields; clauses also by their own name."""
    boundary = standard.boundary
    ids = (
        *(one.id for one in standard.requirements),
        *(one.id for one in standard.calculations),
        *(one.id for one in standard.parameters),
        *(one.id for one in standard.lookups),
        *(one.id for one in standard.factors),
        *(one.id for one in standard.emissions),
        *(one.id for one in standard.terms),
        *(one.id for one in standard.not_checkable),
        *(one.id for one in standard.products),
        *(one.id for one in standard.examples),
        *(one.id for one in boundary.stages),
        *(one.id for one in boundary.processes),
        *(one.id for one in boundary.excluded),
        *(one.id.partition(".")[2] for one in standard.clauses),
        *(one.id for one in standard.tables),
        *(f"{table.id}.{field.id}" for table in standard.tables for field in table.fields),
    )
    return set(ids)


@cache
def given() -> frozenset[str]:
    """The names that every standard has before a fragment adds any."""
    standard = compile_block("").standard
    return frozenset(names_of(standard)) if standard is not None else frozenset()


def _general(fragment: str) -> str:
    kept = [text for words, text in _GRANTED if not re.search(rf"^[ \t]*(?:{words})\b", fragment, re.MULTILINE)]
    return _ALWAYS + "".join(kept) + (_CHANGEABLE if _CHANGES.search(fragment) else "") + "\n}\n"


def _page(fragment: str) -> str:
    inside = "".join(f"    {line}" for line in fragment.splitlines(keepends=True))
    head = 'standard page with general {\n    title zh "页" en "Page"\n}\n'
    return f'{head}clause sample {{\n    title zh "例" en "Sample"\n{inside}}}\n'
