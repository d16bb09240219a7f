"""JSON: strict, with places, and the usual slips in plain words."""

from __future__ import annotations

import json
import re
import time
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.inventory.document import Mapping, Node, Scalar, Sequence, read_document
from refcf_rules.inventory.read_json.kinds import KINDS
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.text import Span

UNFILLED: Final = re.compile(r"\{[a-z]+\}")


def as_python(node: Node) -> object:
    """What ``json.loads`` would have returned for the same document."""
    match node:
        case Mapping():
            return {entry.key: as_python(entry.value) for entry in node.entries}
        case Sequence():
            return [as_python(item) for item in node.items]
        case Scalar(json_type="string"):
            return node.text
        case Scalar():
            return json.loads(node.text or "null")


def read(text: str | bytes) -> Node:
    data = text.encode() if isinstance(text, str) else text
    node, faults = read_document("清单.json", data)
    assert not faults
    assert node is not None
    return node


def fault_of(text: str) -> Fault:
    node, faults = read_document("清单.json", text.encode())
    assert node is None
    assert len(faults) == 1
    assert faults[0].hint is not None
    for said in (faults[0].message, faults[0].hint):
        assert not UNFILLED.search(said.zh + said.en)
    return faults[0]


def corners(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_wrong_gives_exactly_this_kind_and_right_none(kind: Kind) -> None:
    assert fault_of(kind.wrong).kind is kind
    read(kind.right)


def test_places_and_pointers() -> None:
    root = read('{"名称": "镁砂🎉",\n "a/b~c": [1.50, {"": null}]}')
    assert isinstance(root, Mapping)
    assert corners(root.span) == (1, 1, 2, 30)
    first, second = root.entries
    assert (corners(first.key_span), corners(first.value.span)) == ((1, 2, 1, 6), (1, 8, 1, 13))
    assert first.value == Scalar("镁砂🎉", True, "string", first.value.span, "/名称")
    items = second.value
    assert isinstance(items, Sequence)
    assert [item.pointer for item in items.items] == ["/a~1b~0c/0", "/a~1b~0c/1"]
    number = items.items[0]
    assert isinstance(number, Scalar)
    assert (number.text, number.quoted, number.json_type) == ("1.50", False, "number")
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    null = inner.get("")
    assert isinstance(null, Scalar)
    assert (null.json_type, null.pointer, corners(null.span)) == ("null", "/a~1b~0c/1/", (2, 23, 2, 27))
    assert root.get("absent") is None


SLIPS: Final[dict[str, tuple[str, str, str]]] = {
    "trailing comma in a mapping": ('{"a": 1,}', "1:8", "after the last item"),
    "trailing comma in a list": ("[1,\n]", "1:3", "after the last item"),
    "single quotes": ("{'a': 1}", "1:2", "double quotes"),
    "unquoted key": ("{a: 1}", "1:2", "has no quotes"),
    "unquoted text": ('{"a": abc}', "1:7", "has no quotes"),
    "line comment": ('{"a": 1 // x\n}', "1:9", "no comments"),
    "block comment": ("[/* x */ 1]", "1:2", "no comments"),
    "hash comment": ("# x\n[1]", "1:1", "no comments"),
    "full-width quotes": ("{“a”: 1}", "1:2", "full-width “"),
    "full-width colon": ('{"a"：1}', "1:5", "full-width ："),
    "full-width comma": ('{"a": 1，"b": 2}', "1:8", "full-width ，"),
    "full-width digits": ("[１２]", "1:2", "full-width digits"),
    "unclosed mapping": ('{\n "a": {\n "b": 1\n', "2:7", "“{” opened on line 2 is never closed"),
    "unclosed list": ("[1, 2", "1:1", "“[” opened on line 1 is never closed"),
    "mismatched bracket": ('{\n"a": [1}', "2:8", "opened on line 2"),
    "leading zero": ("[012]", "1:2", "no leading zero: 012"),
    "plus sign": ("[+1]", "1:2", "not a JSON number"),
    "no digit before the point": ("[.5]", "1:2", "not a JSON number"),
    "no digit after the point": ("[1.]", "1:2", "not a JSON number"),
    "number with unit": ("[12kg]", "1:2", "“12kg” is not a JSON number"),
    "python word": ("[True]", "1:2", "does not know “True”"),
    "lone surrogate": ('["\\ud800"]', "1:2", "half a character"),
    "tab in text": ('["a\tb"]', "1:4", "U+0009"),
    "unclosed quote": ('["a\n"]', "1:2", "not closed on its line"),
    "unclosed quote at the end": ('["a', "1:2", "not closed on its line"),
    "unknown escape": ('["C:\\x"]', "1:5", "\\x"),
    "short escape": ('["\\u12"]', "1:3", "\\u12"),
    "missing comma": ('{"a": 1\n"b": 2}', "2:1", "comma is missing"),
    "missing colon": ('{"a" 1}', "1:6", "colon is missing"),
    "missing value": ('{"a": }', "1:7", "value is expected"),
    "two commas": ("[1,,2]", "1:4", "before this comma"),
    "more after the end": ('{"a": 1}}', "1:9", "more here"),
    "YAML in a .json file": ("名称: 镁砂\n", "1:1", "looks like YAML"),
    "semicolon": ("[1;2]", "1:3", "comma or a closing bracket"),
}


@pytest.mark.parametrize("text, place, said", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_worded(text: str, place: str, said: str) -> None:
    fault = fault_of(text)
    assert (fault.kind.code, str(fault.span)) == ("json-syntax", f"清单.json:{place}")
    assert said in fault.message.en


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "nan", "-inf"])
def test_only_finite_numbers(text: str) -> None:
    fault = fault_of(f'{{"amount": {text}}}')
    assert (fault.kind.code, fault.pointer) == ("not-finite", "/amount")


@pytest.mark.parametrize("number", ["1e999", "-1e400", "1" * 101])
def test_numbers_beyond_a_double(number: str) -> None:
    assert fault_of(f"[{number}]").kind.code == "number-too-large"


def test_every_duplicate_key_is_named_with_both_lines() -> None:
    node, faults = read_document("x.json", b'{"a": 1,\n "a": {"b": 1,\n "b": 2}}')
    assert node is None
    assert [(fault.pointer, fault.span.line) for fault in faults] == [("", 2), ("/a", 3)]
    assert {fault.kind.code for fault in faults} == {"duplicate-key"}
    assert "line 1 and again on line 2" in faults[0].message.en


def test_surrogate_pairs_and_separators_are_text() -> None:
    assert as_python(read('["\\ud83d\\ude00", "\u2028"]')) == ["😀", "\u2028"]


@pytest.mark.parametrize("path", ["清单", "upload.txt"])
def test_the_first_character_decides_where_the_name_does_not(path: str) -> None:
    assert read_document(path, b' \n{"a": 1,}')[1][0].kind.code == "json-syntax"
    assert read_document(path, b"a: 1")[1] == ()
    assert read_document("x.YAML", b"{a: 1,}")[1] == ()


HOSTILE: Final[dict[str, tuple[bytes, str]]] = {
    "deep lists": (b"[" * 10_000, "too-deep"),
    "very deep lists": (b"[" * 15_000_000, "too-deep"),
    "deep mappings": (b'{"a":' * 10_000, "too-deep"),
    "100 MB": (b"[" * 100_000_000, "file-too-large"),
    "endless escapes": (b'["' + b"\\n" * 5_000_000, "json-syntax"),
    "long number": (b"[" + b"1" * 10_000_000 + b"]", "number-too-large"),
    "long key": (b'{"' + b"k" * 5_000_000 + b'": 1}', "key-too-long"),
    "long word": (b"[" + b"x" * 10_000_000, "json-syntax"),
}


@pytest.mark.parametrize("data, code", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_give_one_fault_within_two_seconds(data: bytes, code: str) -> None:
    started = time.process_time()
    node, faults = read_document("x.json", data)
    assert time.process_time() - started < 2
    assert node is None
    assert [fault.kind.code for fault in faults] == [code]


def test_too_many_values() -> None:
    assert fault_of("[" + "1," * 200_001 + "1]").kind.code == "too-many-values"


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    node, faults = read_document("x.json", data)
    assert (node is None) is bool(faults)


@given(st.text(alphabet="{}[]\",:\\u0123dDeE+-.nNaAtrufls \n\t/*#'：“１"))
def test_no_text_that_looks_like_json_raises_and_we_agree_with_the_library(text: str) -> None:
    node, faults = read_document("x.json", text.encode())
    assert (node is None) is bool(faults)
    if node is not None:
        assert as_python(node) == json.loads(text)


def values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    """Any JSON value made of these texts."""
    numbers = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
    single = st.none() | st.booleans() | numbers | texts
    return st.recursive(single, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


TEXTS: Final = st.text(st.characters(codec="utf-8"), max_size=40)


@given(value=values(TEXTS), indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_what_json_dumps_writes_is_read_as_it_was(*, value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert as_python(read(text)) == value
