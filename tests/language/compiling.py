"""Compiles snippets of the language: whole standards as they are, anything else inside a small standard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from refcf_rules.language.readings import Readings
from refcf_rules.model.standard import Standard
from refcf_rules.pipeline import Compiled, compile_standard
from refcf_rules.source.diagnostic import Diagnostic

EVERYTHING: Final = Path(__file__).with_name("everything.pcr").read_text("utf-8")
"""A standard that uses every construct."""

HEAD: Final = 'standard sample {\n    title zh "样例" en "Sample"\n}\n'
CLAUSE: Final = 'clause body {\n    title zh "正文" en "Body"\n'
_IS_STANDARD: Final = re.compile(r"\s*(?:standard|标准)\b")
_STANDS_ALONE: Final = re.compile(r"\s*(?:introduction|document|product|clause|example|引言|文件|产品|条款|示例)\b")


def whole(snippet: str) -> tuple[str, int]:
    """A snippet as a whole standard, and how many lines were put before it."""
    if _IS_STANDARD.match(snippet):
        return snippet, 0
    if _STANDS_ALONE.match(snippet):
        return HEAD + snippet, HEAD.count("\n")
    return f"{HEAD}{CLAUSE}{snippet}}}\n", (HEAD + CLAUSE).count("\n")


def compile_text(text: str | bytes, name: str = "sample") -> Compiled:
    """Compile one file that is a whole standard."""
    return compile_files({name: text}, name)


def compile_files(files: Mapping[str, str | bytes], name: str, readings: Readings | None = None) -> Compiled:
    """Compile a part from texts by name; ``readings`` are shared with other parts of the same texts."""

    def read(part: str) -> tuple[str, bytes] | None:
        text = files.get(part)
        data = text.encode() if isinstance(text, str) else text
        return (f"{part}.pcr", data) if data is not None else None

    return compile_standard(name, read, readings)


@cache
def everything() -> Standard:
    """The standard that uses every construct, compiled."""
    standard = compile_text(EVERYTHING).standard
    assert standard is not None
    return standard


def compile_snippet(snippet: str) -> Compiled:
    """Compile a snippet inside a small standard."""
    return compile_text(whole(snippet)[0])


def codes(compiled: Compiled) -> list[str]:
    """The codes of everything found, in order."""
    return [found.kind.code for found in compiled.diagnostics]


def line_of(found: Diagnostic, shift: int = 0, language: str = "en") -> str:
    """A diagnostic on one line: code, place, message, hint."""
    message = found.message.zh if language == "zh" else found.message.en
    hint = "" if found.hint is None else f" | {found.hint.zh if language == 'zh' else found.hint.en}"
    return f"{found.kind.code} {found.span.line - shift}:{found.span.column} {message}{hint}"
