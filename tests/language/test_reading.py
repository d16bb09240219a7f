"""What is read quickly is what lark reads, and parts that share what was read come out the same."""

from __future__ import annotations

import random
import re
from functools import partial
from pathlib import Path
from typing import Final

import lark
import pytest
from hypothesis import given, settings
from lark import Token

from docs import generate_tables
from refcf_rules.api import rule_files
from refcf_rules.language import parse
from refcf_rules.language.problems import Problems
from refcf_rules.language.reading import tables
from refcf_rules.language.reading.reader import Reader
from refcf_rules.language.readings import Readings
from refcf_rules.language.split import Chunk, split
from refcf_rules.model.codec import encode
from refcf_rules.pipeline import Compiled, compile_standard
from refcf_rules.source.text import SourceFile
from tests.architecture.checkout import ROOT
from tests.cases import cases_in
from tests.language.compiling import compile_files, whole
from tests.properties.texts import mutated

SERIES: Final = ROOT / "standards" / "refractories"
FILES: Final = (
    *sorted(SERIES.glob("*.pcr")),
    ROOT / "grammar" / "prelude.pcr",
    Path(__file__).with_name("everything.pcr"),
)
CASES: Final = [(case.id, whole(case.text("refcf"))[0]) for case in cases_in(Path(__file__).parent)]


def by_lark(text: str, chunk: Chunk) -> parse.Branch | None:
    try:
        return parse.parser().parse(lark.TextSlice(text, chunk.start, chunk.end), start=chunk.rule)
    except lark.UnexpectedInput:
        return None


def shape(node: parse.Branch | Token) -> object:
    """All that later passes can see of a tree."""
    if isinstance(node, Token):
        return (node.type, str(node), node.start_pos, node.end_pos)
    place = None if node.meta.empty else (node.meta.start_pos, node.meta.end_pos)
    return (str(node.data), place, [shape(child) for child in node.children])


def assert_read_as_lark_does(text: str) -> None:
    for chunk in split(SourceFile("text.pcr", text), Problems()):
        if chunk.rule != "unknown":
            quick, plain = parse.reader().read(text, chunk.rule, chunk.start, chunk.end), by_lark(text, chunk)
            assert (quick and shape(quick)) == (plain and shape(plain))


def test_the_tables_beside_the_grammar_are_up_to_date() -> None:
    made = tables.tables_of(parse.parser())
    digest = tables.digest_of(parse.grammar_text())
    assert generate_tables.SHIPPED.read_text("utf-8") == tables.written(made, digest), "run: make docs"
    assert tables.kept(parse.grammar_text()) == made


def test_tables_of_another_grammar_are_not_used() -> None:
    assert tables.kept(parse.grammar_text() + "\n") is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_are_read_as_lark_reads_them(file: Path) -> None:
    assert_read_as_lark_does(file.read_text("utf-8"))


@pytest.mark.parametrize("text", [text for _, text in CASES], ids=[name for name, _ in CASES])
def test_cases_are_read_as_lark_reads_them(text: str) -> None:
    assert_read_as_lark_does(text)


@settings(deadline=None, max_examples=40)
@given(mutated())
def test_broken_texts_are_read_as_lark_reads_them(text: str) -> None:
    assert_read_as_lark_does(text)


def test_a_terminal_is_tried_at_each_character_it_can_begin_with() -> None:
    everything = "".join(map(chr, (*range(0x20, 0x3100), *range(0x3100, 0xD800, 7), *range(0xFE00, 0x10000))))
    for terminal in tables.tables_of(parse.parser()).terminals:
        found = {char for char in everything if re.match(terminal.pattern, char)}
        assert not terminal.first or found <= set(terminal.first), terminal.name


# --- parts that share what was read -----------------------------------------------------------------


# One worker compiles the whole series alone, not each.
WHOLE_SERIES = pytest.mark.xdist_group("readings")


def result(compiled: Compiled) -> object:
    standard = compiled.standard
    return (encode(standard) if standard is not None else None, compiled.diagnostics)


@pytest.fixture(scope="module")
def plain() -> dict[str, object]:
    """Each part of the series compiled alone, with nothing kept."""
    files = rule_files(SERIES)
    return {file.name: result(compile_standard(file.name, file.read, Readings(keep=False))) for file in files}


@WHOLE_SERIES
@pytest.mark.parametrize("seed", range(2))
def test_parts_that_share_readings_come_out_as_each_alone(plain: dict[str, object], seed: int) -> None:
    order = random.Random(seed)  # noqa: S311 -- a shuffled order, no secret
    files = order.choices(rule_files(SERIES), k=6)
    readings = Readings()
    assert [result(compile_standard(file.name, file.read, readings)) for file in files] == [
        plain[file.name] for file in files
    ]


@pytest.mark.parametrize("text", [text for _, text in CASES[::6]], ids=[name for name, _ in CASES[::6]])
def test_faulty_texts_say_the_same_with_readings_of_their_own_and_shared(text: str) -> None:
    files = {"sample": text}

    def read(part: str) -> tuple[str, bytes] | None:
        return (f"{part}.pcr", files[part].encode()) if part in files else None

    readings = Readings()
    alone = result(compile_standard("sample", read, Readings(keep=False)))
    assert [result(compile_standard("sample", read, readings)) for _ in range(2)] == [alone, alone]


def _sample(data: bytes, _name: str) -> tuple[str, bytes]:
    return "sample.pcr", data


def test_readings_do_not_mix_up_texts_of_the_same_name() -> None:
    readings = Readings()
    for limit in ("5 %", "7 %"):
        text = whole(f'parameter p zh "限" en "limit" = {limit} source "A"\n')[0]
        compiled = compile_standard("sample", partial(_sample, text.encode()), readings)
        assert result(compiled) == result(compile_files({"sample": text}, "sample"))


def test_a_reader_remembers_nothing_of_what_it_read() -> None:
    made = tables.tables_of(parse.parser())
    fresh, used = Reader(made), Reader(made)
    assert used.read("a is b", "expression", 0, 6) is not None
    assert used.read("a is )", "expression", 0, 6) is None
    for text in ("a is b", "a + (b)", "a is )"):
        left, right = (one.read(text, "expression", 0, len(text)) for one in (fresh, used))
        assert (left and shape(left)) == (right and shape(right))
