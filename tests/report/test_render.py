"""Framed lines: marks stand under what they mean, in both scripts, and no file speaks to the terminal."""

from __future__ import annotations

import pytest

from refcf_rules.source.diagnostic import Diagnostic, Fault, Kind, Label
from refcf_rules.source.message import Message, same
from refcf_rules.source.render import Style, diagnostic_text, fault_text, padded, safe, width
from refcf_rules.source.text import SourceFile, Span, whole_file

KIND = Kind("a-kind", Message("标题", "a title"), Message("原因。", "The reason."), "", "")
SOURCE = SourceFile("rules/a.pcr", "第一行 alpha\n\t要求 乙 ≤ 丙 1 %\nlast line\n")
ENGLISH = Style("en")


def diagnostic(span: Span, *also: Label) -> Diagnostic:
    return Diagnostic(KIND, span, same("What."), same("Do this."), also, (same("6 A"), same("6.3 B")))


def framed(found: Diagnostic, source: SourceFile = SOURCE) -> list[str]:
    return diagnostic_text(found, {source.path: source}, ENGLISH).splitlines()


def test_a_whole_diagnostic() -> None:
    lines = framed(diagnostic(Span("rules/a.pcr", 3, 6, 3, 10)))
    assert lines == [
        "error a-kind  a title                                           rules/a.pcr:3:6",
        "   6 A > 6.3 B",
        "   3 | last line",
        "     |      ^^^^",
        "   What.",
        "   The reason.",
        "   Do this.",
        "   More: refcf explain a-kind",
    ]


def test_marks_stand_under_wide_characters_and_tabs() -> None:
    _, _, line, mark, *_ = framed(diagnostic(Span("rules/a.pcr", 2, 5, 2, 6)))
    assert line == "   2 |     要求 乙 ≤ 丙 1 %"
    before = line[: line.index("乙")]
    assert mark.index("^") == width(before)
    assert mark.count("^") == 2


def test_two_places_on_one_line_and_on_another() -> None:
    same_line = Label(Span("rules/a.pcr", 2, 9, 2, 10), same("in t"))
    other_line = Label(Span("rules/a.pcr", 1, 5, 1, 10), same("declared here"))
    lines = framed(diagnostic(Span("rules/a.pcr", 2, 5, 2, 6), same_line, other_line))
    assert lines[4].endswith("-- in t")
    assert lines[5:7] == ["   1 | 第一行 alpha", "     |        ----- declared here"]


def test_a_place_in_another_file_is_named() -> None:
    other = SourceFile("general.pcr", "number one\n")
    label = Label(Span("general.pcr", 1, 1, 1, 7), same("first here"))
    found = diagnostic(Span("rules/a.pcr", 3, 1, 3, 5), label)
    text = diagnostic_text(found, {SOURCE.path: SOURCE, other.path: other}, ENGLISH)
    assert "     : general.pcr\n   1 | number one\n     | ------ first here" in text
    assert "   general.pcr:1:1: first here" in diagnostic_text(found, {SOURCE.path: SOURCE}, ENGLISH)


@pytest.mark.parametrize("column", [1, 5_000, 100_000, 100_001])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    source = SourceFile("long.yaml", "x" * (column - 1) + "HERE" + "y" * (100_000 - column))
    lines = framed(diagnostic(Span("long.yaml", 1, column, 1, column + 4)), source)
    line, mark = lines[2:4]
    assert len(line) < 120
    assert line[mark.index("^") : mark.index("^") + 4] == "HERE"


def test_a_span_over_lines_is_marked_to_the_end_of_the_first() -> None:
    lines = framed(diagnostic(Span("rules/a.pcr", 1, 5, 3, 2)))
    assert lines[3].count("^") == 5


def test_a_place_outside_the_text_is_no_trouble() -> None:
    for span in (Span("rules/a.pcr", 99, 1, 99, 2), Span("rules/a.pcr", 1, 99, 1, 120), Span("nowhere", 1, 1, 1, 2)):
        assert framed(diagnostic(span))


def test_the_whole_file_has_no_line_number() -> None:
    fault = Fault(KIND, whole_file("a.yaml"), "", same("What."))
    assert fault_text(fault, {}, ENGLISH).splitlines()[0].endswith(" a.yaml")


def test_json_pointers_are_shown_where_lines_say_little() -> None:
    for path, shown in (("a.json", True), ("a.yaml", False)):
        fault = Fault(KIND, Span(path, 2, 1, 2, 2), "/activities/3/amount", same("What."))
        assert ("/activities/3/amount" in fault_text(fault, {}, ENGLISH)) is shown


@pytest.mark.parametrize("nasty", ["\x1b[2J", "\x07", "\u202e", "\x9b31m", "\r", "\n", "\x00", "\u200b"])
def test_no_file_speaks_to_the_terminal(nasty: str) -> None:
    source = SourceFile("a.yaml", f"name: {nasty}x\n" if nasty != "\n" else "name: x\n")
    fault = Fault(KIND, Span("a.yaml", 1, 1, 1, 4), f"/{nasty}", same(f"Found {nasty}."), same(nasty))
    shown = fault_text(fault, {source.path: source}, ENGLISH)
    assert nasty == "\n" or nasty not in shown
    assert nasty not in safe(nasty)


def test_colours_only_when_asked_for() -> None:
    found = diagnostic(Span("rules/a.pcr", 3, 6, 3, 10))
    assert "\x1b[" not in diagnostic_text(found, {SOURCE.path: SOURCE}, Style("en"))
    coloured = diagnostic_text(found, {SOURCE.path: SOURCE}, Style("en", colour=True))
    assert "\x1b[31;1merror\x1b[0m" in coloured


def test_what_is_added_exists_in_gbk() -> None:
    for language in ("zh", "en"):
        text = diagnostic_text(diagnostic(Span("rules/a.pcr", 2, 5, 2, 6)), {SOURCE.path: SOURCE}, Style(language))
        text.encode("gbk")


def test_an_author_who_wrote_one_language_is_still_heard() -> None:
    assert Style("en").say(Message("只有中文", "")) == "只有中文"
    assert Style("zh").say(Message("", "English only")) == "English only"


def test_width_counts_columns() -> None:
    assert [width(text) for text in ("abc", "镁碳砖", "（）", "é", "e\u0301")] == [3, 6, 4, 1, 1]
    assert padded("镁", 4) == "镁  "
