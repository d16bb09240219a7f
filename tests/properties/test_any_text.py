"""Any text gives diagnostics, never an exception; each at a place in the file, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refcf_rules.language.problems import MOST_PROBLEMS
from refcf_rules.pipeline import Compiled
from refcf_rules.source.render import Style, diagnostic_text
from tests.conftest import HUNTING
from tests.language.compiling import HEAD, compile_text
from tests.properties.texts import any_texts, mutated, word_salads

SLOW = settings(max_examples=60 if not HUNTING else 1000, deadline=5000, suppress_health_check=list(HealthCheck))


@SLOW
@given(mutated())
def test_a_file_with_slips(text: str) -> None:
    _check(compile_text(text), text)


@SLOW
@given(word_salads())
def test_words_in_any_order(text: str) -> None:
    _check(compile_text(HEAD + text), HEAD + text)


@SLOW
@given(any_texts())
def test_any_unicode(text: str) -> None:
    _check(compile_text(HEAD + text), HEAD + text)


@SLOW
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    compile_text(data)
    compile_text(HEAD.encode() + data)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_other_encodings_are_named_or_read(encoding: str) -> None:
    compiled = compile_text(HEAD.encode(encoding))
    expected = [] if encoding == "utf-8-sig" else ["not-utf8"]
    assert [found.kind.code for found in compiled.diagnostics] == expected


def _check(compiled: Compiled, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
    assert len(compiled.diagnostics) <= MOST_PROBLEMS + 1
    for found in compiled.diagnostics:
        assert found.span.path == "sample.pcr", found
        assert 1 <= found.span.line <= found.span.end_line <= lines
        assert found.message.zh.strip()
        assert found.message.en.strip()
        sources = {source.path: source for source in compiled.sources}
        assert diagnostic_text(found, sources, Style("zh"))
        assert diagnostic_text(found, sources, Style("en"))
