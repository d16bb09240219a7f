"""YAML: text stays text, nothing refers or converts, and slips are put in plain words."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.inventory import limits
from refcf_rules.inventory.document import KINDS, Mapping, Node, Scalar, Sequence, read_document
from refcf_rules.inventory.read_json.kinds import KINDS as JSON_KINDS
from refcf_rules.inventory.read_yaml.plain import is_not_finite, json_type_of
from refcf_rules.source.diagnostic import Fault, Kind
from tests.inventory.test_document_json import as_python, corners, values

UNFILLED: Final = re.compile(r"\{[a-z]+\}")
YAML_KINDS: Final = [kind for kind in KINDS if kind not in JSON_KINDS]
TOO_MANY: Final = "- 1\n" * (limits.NODES + 1)


@pytest.fixture(params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both of PyYAML's parsers: the one in C may be absent."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return str(request.param)


def read(text: str) -> Node:
    node, faults = read_document("清单.yaml", text.encode())
    assert not faults
    assert node is not None
    return node


def fault_of(text: str) -> Fault:
    node, faults = read_document("清单.yaml", text.encode())
    assert node is None
    assert len(faults) == 1
    fault = faults[0]
    assert fault.hint is not None
    for said in (fault.message, fault.hint):
        assert not UNFILLED.search(said.zh + said.en)
    return fault


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping():
            for entry in node.entries:
                yield from scalars(entry.value)
        case Sequence():
            for item in node.items:
                yield from scalars(item)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("kind", YAML_KINDS, ids=lambda kind: kind.code)
def test_wrong_gives_exactly_this_kind_and_right_none(kind: Kind) -> None:
    # A file of 200 000 values is described in the kind, not shown.
    wrong = TOO_MANY if kind.code == "too-many-values" else kind.wrong
    if len(wrong) > 10_000 and not hasattr(yaml, "CSafeLoader"):
        pytest.skip("slow without the parser in C")
    assert fault_of(wrong).kind is kind
    read(kind.right)


def test_every_kind_has_a_code_of_its_own() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


PLACES: Final = """\
# 清单
名称: 镁砂   # note
a: >
  x
  y

# c
list:
- 1
- k: |+
    t

  l: 'q
    r'
-
- {"c": ~, d: }
g/h~: [🎉, x]
"""


@pytest.mark.usefixtures("loader")
def test_places_and_pointers() -> None:
    root = read(PLACES)
    assert (root.pointer, corners(root.span)) == ("", (2, 1, 17, 13))
    assert [(item.pointer, item.text, corners(item.span)) for item in scalars(root)] == [
        ("/名称", "镁砂", (2, 5, 2, 7)),
        ("/a", "x y\n", (3, 4, 5, 4)),
        ("/list/0", "1", (9, 3, 9, 4)),
        ("/list/1/k", "t\n\n", (10, 6, 11, 6)),
        ("/list/1/l", "q r", (13, 6, 14, 7)),
        ("/list/2", "", (15, 2, 15, 2)),
        ("/list/3/c", "~", (16, 9, 16, 10)),
        ("/list/3/d", "", (16, 14, 16, 14)),
        ("/g~1h~0/0", "🎉", (17, 8, 17, 9)),
        ("/g~1h~0/1", "x", (17, 11, 17, 12)),
    ]
    assert isinstance(root, Mapping)
    assert [str(entry.key_span) for entry in root.entries] == [f"清单.yaml:{line}:1" for line in (2, 3, 8, 17)]
    items = root.get("list")
    assert isinstance(items, Sequence)
    assert [corners(item.span) for item in items.items][1::2] == [(10, 3, 14, 7), (16, 3, 16, 16)]
    assert corners(items.span) == (9, 1, 16, 16)


@pytest.mark.parametrize(
    "text, json_type",
    [
        ("no", "string"),
        ("yes", "string"),
        ("2025-01-01", "string"),
        ("012", "string"),
        ("0x1F", "string"),
        ("1_000", "string"),
        ("12:30:45", "string"),
        ("１２", "string"),
        (".5", "string"),
        ("1.", "string"),
        ("Nan", "string"),
        ("1e3", "number"),
        ("+1.5E-3", "number"),
        ("-0", "number"),
        ("true", "boolean"),
        ("False", "boolean"),
        ("TRUE", "boolean"),
        ("null", "null"),
        ("~", "null"),
        ("", "null"),
    ],
)
def test_plain_text_is_kept_and_typed_like_json(text: str, json_type: str) -> None:
    root = read(f"a: {text}\nb: '{text}'\n")
    assert [(item.text, item.quoted, item.json_type) for item in scalars(root)] == [
        (text, False, json_type),
        (text, True, "string"),
    ]


SLIPS: Final[dict[str, tuple[str, str, str, str]]] = {
    "full-width colon, alone": ("名称：镁砂\n", "full-width-colon", "1:3", "名称"),
    "full-width colon, first": ("名称：镁砂\n牌号: x\n", "full-width-colon", "1:3", "名称"),
    "full-width colon, last": ("牌号: x\n名称：镁砂\n", "full-width-colon", "2:3", "名称"),
    "full-width colon, below a key": ("a:\n  名称：镁砂\n", "full-width-colon", "2:5", "名称"),
    "full-width colon, in a row": ("- 名称：镁砂\n  b: 1\n", "full-width-colon", "1:5", "名称"),
    "full-width colons, whole row": ("- 名称：镁砂\n  量：5\n", "full-width-colon", "1:5", "名称"),
    "full-width colon, in braces": ("{a: 1, 名称：镁砂}\n", "full-width-colon", "1:10", "名称"),
    "no blank, alone": ("amount:5\n", "yaml-syntax", "1:7", "blank is missing after the colon"),
    "no blank, first": ("amount:5\nx: 1\n", "yaml-syntax", "1:7", "blank is missing after the colon"),
    "no blank, last": ("x: 1\namount:5\n", "yaml-syntax", "2:7", "blank is missing after the colon"),
    "no blank, quoted key": ('"amount":5\n', "yaml-syntax", "1:9", "blank is missing after the colon"),
    "no blank, in airy braces": ("{amount:5 }", "yaml-syntax", "1:8", "blank is missing after the colon"),
    "no blank, in braces": ("{amount:5}", "yaml-syntax", "1:8", "blank is missing after the colon"),
    "unclosed single quote": ("a: 'x\nb: 1\n", "yaml-syntax", "1:4", "not closed"),
    "unclosed double quote": ('a: "x\nb: 1\n', "yaml-syntax", "1:4", "not closed"),
    "quote closed by the next": ("a: 'x\nb: 'y'\n", "yaml-syntax", "1:4", "not closed"),
    "text after a quote": ("a: 'it's'\n", "yaml-syntax", "1:8", "after the closing quote"),
    "unknown escape": ('a: "C:\\q"\n', "yaml-syntax", "1:7", "backslash"),
    "lone surrogate": ('a: "\\ud800"\n', "yaml-syntax", "1:4", "backslash"),
    "tab below a key": ("a:\n\tb: 2\n", "tab-indentation", "2:1", "tab"),
    "tab after a value": ("a: 1\n\tb: 2\n", "tab-indentation", "2:1", "tab"),
    "tab after a dash": ("-\tb\n", "tab-indentation", "1:2", "tab"),
    "unclosed bracket": ("a: [1, 2\nb: 3\n", "yaml-syntax", "1:4", "opened on line 1"),
    "unclosed brace at the end": ("b: 1\na: {b: 1\n", "yaml-syntax", "2:4", "opened on line 2"),
    "second colon": ("a: 1: 2\n", "yaml-syntax", "1:5", "another colon"),
    "percent": ("unit: %\n", "yaml-syntax", "1:7", "begin with “%”"),
    "list on the line of its key": ("a: - b\n", "yaml-syntax", "1:4", "“- ” cannot stand"),
    "dash without blank": ("a:\n- 1\n-2\n", "yaml-syntax", "3:1", "after “-”"),
    "key without colon": ("a: 1\nb\n", "yaml-syntax", "2:1", "lacks the colon"),
    "indented below a value": ("a: b\n  c: d\n", "yaml-syntax", "2:4", "has a value already"),
    "out of line": ("a:\n  - b\n c: 1\n", "yaml-syntax", "3:2", "line up"),
    "list and keys mixed": ("- a\nb: 1\n", "yaml-syntax", "2:1", "mixes keys"),
    "long key": ("x" * 2000 + ": 1\n", "yaml-syntax", "1:2001", "too long for a key"),
    "more after the end": ("a: 1\n...\nb\n", "yaml-syntax", "3:1", "more here"),
    "control character": ("a: \x07\n", "yaml-syntax", "1:4", "U+0007"),
    "line separator": ("a: x\u2028b: 1\n", "yaml-syntax", "1:5", "U+2028"),
    "anchor": ("a: &x 1\n", "yaml-alias", "1:4", "anchor"),
    "alias": ("a: *x\n", "yaml-alias", "1:4", "alias"),
    "star": ("unit: *\n", "yaml-alias", "1:7", "alias"),
    "merge key": ("<<: {a: 1}\n", "yaml-alias", "1:1", "merge key"),
    "tag": ("a: !!python/object:os.system x\n", "yaml-tag", "1:4", "tag"),
    "broken tag": ("!%: é]\n", "yaml-tag", "1:1", "tag"),
    "tag directive": ("%TAG ! x\n---\na: 1\n", "yaml-tag", "1:1", "directive"),
    "second document": ("---\na: 1\n---\nb: 2\n", "several-documents", "3:1", "second document"),
    "number as key": ("2024: 5\n", "key-not-text", "1:1", "2024"),
    "null as key": ("~: 5\n", "key-not-text", "1:1", "null"),
    "list as key": ("[a]: 5\n", "key-not-text", "1:1", "list or mapping"),
    "infinity": ("amount: -.inf\n", "not-finite", "1:9", "-.inf"),
    "only comments": ("# nothing\n---\n", "empty-file", "1:1", "nothing"),
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text, code, place, said", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_worded(text: str, code: str, place: str, said: str) -> None:
    fault = fault_of(text)
    assert fault.kind.code == code
    assert str(fault.span) in {f"清单.yaml:{place}", *_elsewhere(text)}
    assert said in fault.message.en


def _elsewhere(text: str) -> set[str]:
    # The parser in Python takes half a character for one; the reader sees it only afterwards.
    return {"清单.yaml:1:5"} if "\\ud800" in text else set()


@pytest.mark.parametrize(
    "text",
    [
        "note: 备注：含水率 5%\n",
        "notes:\n- 注意：只限镁砂\n",
        "link:\n  https://example.org\n",
        "note: 说明\n  含水率：5%\n",
        "time: 12:30\n",
        "a: 1\n# end\n...\n# after\n",
        "%YAML 1.2\n---\na: 1\n",
        "'2024': 1\nno: 2\n'<<': 3\n",
    ],
)
def test_no_false_alarm(text: str) -> None:
    read(text)


def test_every_duplicate_key_is_named_with_both_lines() -> None:
    node, faults = read_document("x.yaml", b"a: 1\nb: 2\na:\n  c: 1\n  c: 2\nb: 3\n")
    assert node is None
    assert [(fault.pointer, fault.span.line) for fault in faults] == [("", 3), ("/a", 5), ("", 6)]
    assert "line 2 and again on line 6" in faults[2].message.en
    assert "第 2 行和第 6 行" in faults[2].message.zh


LAUGHS: Final = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
STAIRS: Final = "".join(" " * depth + "a:\n" for depth in range(6000))
HOSTILE: Final[dict[str, tuple[str, str]]] = {
    "billion laughs": (LAUGHS, "yaml-alias"),
    "deep brackets": ("[" * 10_000, "too-deep"),
    "deep braces": ("{a: " * 10_000, "too-deep"),
    "deep dashes": ("- " * 10_000, "too-deep"),
    "deep indentation": (STAIRS, "too-deep"),
    "10 000 blanks deep": ("a:\n" * 2 + " " * 10_000 + "a: [\n", "yaml-syntax"),
    "100 MB": ("a" * 100_000_000, "file-too-large"),
    "quadratic directives": ("%TAG !a! x\n" * 500_000, "yaml-tag"),
    "quadratic directives below": ("a: 1\n...\n" + "%TAG !a! x\n" * 500_000, "several-documents"),
    "unclosed quote": ('"' + "a: \n" * 1_000_000, "yaml-syntax"),
    "slips on every line": ("a:5\n" * 1_000_000 + "b: 1", "yaml-syntax"),
    "swallowed lines": ("名称：\n" * 500_000, "full-width-colon"),
    "long number": ("a: " + "1" * 10_000_000, "number-too-large"),
    "long keys above many values": ("? " + "k" * 1_000_000 + "\n: [1, 2]\n", "key-too-long"),
}


@pytest.mark.parametrize("text, code", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_give_one_fault_within_two_seconds(text: str, code: str) -> None:
    data = text.encode()
    started = time.process_time()
    node, faults = read_document("x.yaml", data)
    assert time.process_time() - started < 2
    assert node is None
    assert code in {fault.kind.code for fault in faults}
    assert len(faults) == 1


def test_many_duplicates_are_listed_up_to_a_limit() -> None:
    _, faults = read_document("x.yaml", b"a: 1\n" * 1000)
    assert len(faults) == limits.FAULTS


def test_two_thousand_rows_are_read_in_a_second() -> None:
    names = ("id", "stage", "flow", "amount", "unit", "basis", "origin", "factor", "source", "year")
    row = "  - " + "    ".join(f"{name}: 电熔镁砂 12.5\n" for name in names)
    data = ("activities:\n" + row * 2000).encode()
    started = time.process_time()
    node, _ = read_document("x.yaml", data)
    assert time.process_time() - started < 1
    assert isinstance(node, Mapping)
    rows = node.get("activities")
    assert isinstance(rows, Sequence)
    assert (len(rows.items), rows.items[1999].pointer) == (2000, "/activities/1999")


def test_gbk_is_recognised() -> None:
    _, faults = read_document("x.yaml", "名称: 电熔镁砂\n牌号: 镁碳砖\n".encode("gbk"))
    assert "GBK" in faults[0].message.zh


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    node, faults = read_document("x.yaml", data)
    assert (node is None) is bool(faults)


SIGNS: Final = "ab1é🎉'\"{}[]:：#>~@`\\\n\t\x07"
WORDS: Final = ("b: ", "- ", "\n  ", ", ", "? ", "|\n", "&x", "*x", "!t ", "<<: ", ".nan")
RARITIES: Final = ("---\n", "...\n", "%TAG", "%YAML 1.1", "\\UFFFFFFFF", "\\ud800")
PIECES: Final = st.sampled_from([*SIGNS, *WORDS, *RARITIES])


@pytest.mark.parametrize("in_c", [True, False])
@given(text=st.lists(PIECES).map("".join))
def test_no_text_that_looks_like_yaml_raises(*, text: str, in_c: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if not in_c:
            patch.delattr(yaml, "CSafeLoader")
        node, faults = read_document("x.yaml", text.encode())
    assert (node is None) is bool(faults)


def _both_agree(text: str) -> bool:
    # To PyYAML "0E0" and "nan" are text, and it writes them without quotes.
    return not text or (json_type_of(text) == "string" and not is_not_finite(text))


# Line ends that only YAML knows are refused, and PyYAML writes them as they are.
TEXTS: Final = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff"), max_size=20).filter(
    _both_agree
)


@given(value=st.dictionaries(TEXTS, values(TEXTS), min_size=1), flow=st.booleans())
def test_what_pyyaml_dumps_is_read_as_it_was(*, value: dict[str, object], flow: bool) -> None:
    dumped = yaml.dump(value, allow_unicode=True, default_flow_style=flow, Dumper=_Literal)
    assert as_python(read(dumped)) == value


class _Literal(yaml.SafeDumper):
    """Writes equal values out instead of referring to the first."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True
