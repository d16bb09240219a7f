"""A standard survives being written and read; any other text is refused and nothing of it is executed."""

from __future__ import annotations

import json
import struct
from base64 import b64encode
from dataclasses import replace
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.api import bundled_standards, load_standard
from refcf_rules.model.codec import CodecError, decode, encode
from refcf_rules.model.expression import Arithmetic, Expression, NumberLiteral
from refcf_rules.model.requirement import Calculation
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import SHARE
from refcf_rules.quantities.dimension import NONE
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span
from tests.architecture.checkout import ROOT

STARTER: Final = ROOT / "refcf_rules/cli/starter/my_bricks.pcr"


@cache
def standard() -> Standard:
    return load_standard(STARTER)


@cache
def written() -> str:
    return encode(standard())


def test_a_standard_comes_back_equal() -> None:
    assert decode(written()) == standard()


@pytest.mark.parametrize("name", bundled_standards())
def test_the_bundled_standards_come_back_equal(name: str) -> None:
    found = load_standard(name)
    assert decode(encode(found)) == found


def test_the_text_is_the_same_every_time() -> None:
    assert encode(load_standard(STARTER)) == written()
    assert encode(decode(written())) == written()


texts = st.text(max_size=20)
messages = st.builds(Message, texts, texts)
spans = st.builds(Span, texts, *[st.integers(1, 10**6)] * 4)
floats = st.floats(allow_nan=False, allow_infinity=False)
units = st.builds(Unit, texts, st.just(NONE), st.fractions(), st.sampled_from([Fraction(0), Fraction(-5, 3)]))
numbers = st.builds(NumberLiteral, floats, st.none() | units, st.just(SHARE), spans)
expressions: st.SearchStrategy[Expression] = st.recursive(
    numbers,
    lambda inner: st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner, st.just(SHARE), spans),
    max_leaves=12,
)


@given(expressions, messages, st.lists(texts, max_size=3).map(tuple))
def test_any_values_come_back(expression: Expression, label: Message, sources: tuple[str, ...]) -> None:
    made = Calculation("x", label, None, "", expression, SHARE, None, sources, "c", "formula", expression.span)
    changed = replace(standard(), calculations=(made,))
    assert decode(encode(changed)) == changed


def test_numbers_keep_their_kind_and_their_sign() -> None:
    span = standard().part.span
    values = (1.0, 0.0, -0.0, 1e300, 0.1)
    literals = tuple(NumberLiteral(value, None, SHARE, span) for value in values)
    template = standard().calculations[0]
    changed = replace(standard(), calculations=tuple(replace(template, expression=each) for each in literals))
    found = [repr(each.expression.value) for each in decode(encode(changed)).calculations]  # type: ignore[union-attr]  # all are literals
    assert found == [repr(value) for value in values]


def test_the_one_of_another_version_is_refused() -> None:
    content = json.loads(body())
    content["classes"][0].append("a_field_of_tomorrow")
    with pytest.raises(CodecError):
        decode(signed(content))


MESSAGE: Final = ["Message", "zh", "en"]


@pytest.mark.parametrize(
    "plain, classes, groups, places",
    [
        (["ls"], [["Popen", "args"]], [[0, 1, 1]], [0]),
        ([], [["Path"]], [[0, 0, 1]], []),
        (["x"], [MESSAGE], [[0, 3, 1]], [0, 0, 0]),
        (["x"], [MESSAGE], [[0, 1, 1]], [0]),
        (["x"], [MESSAGE], [[0, 2, 1]], [0, 7]),
        (["x"], [MESSAGE], [[0, 2, 1]], [0, 1]),
        (["x"], [MESSAGE], [[0, 2, 2]], [0, 0]),
        (["x"], [MESSAGE], [[-1, 2, 1]], [0, 0]),
        (["x"], [MESSAGE], [[1, 2, 1]], [0, 0]),
        (["x"], [MESSAGE], [[0, 2, -1]], [0, 0]),
        (["x"], [MESSAGE], [[0, -2, 1]], [0, 0]),
        (["x"], [["tuple"]], [[0, 0, 10**12]], []),
        (["x"], [["tuple"]], [[0, 10**12, 0]], []),
        (["x"], [["tuple"]], [[0, 10**12, 1]], []),
        (["x"], [["tuple"]], [["0", 1, 1]], [0]),
        (["mustn't"], [["Modality"]], [[0, 1, 1]], [0]),
        ([1, 0], [["Fraction"]], [[0, 2, 1]], [0, 1]),
        ([1.5, 2], [["Fraction"]], [[0, 2, 1]], [0, 1]),
        ([["x"]], [], [], []),
        ([{"a": 1}], [], [], []),
        ([], [], [], []),
        (["x"], [], [], []),
        (None, None, None, []),
    ],
)
def test_what_is_no_standard_is_refused(plain: object, classes: object, groups: object, places: list[int]) -> None:
    packed = b64encode(struct.pack(f"<{len(places)}I", *places)).decode()
    with pytest.raises(CodecError):
        decode(signed({"plain": plain, "classes": classes, "groups": groups, "places": packed}))


@pytest.mark.parametrize("packed", ["", "A", "AAAA", "!!!!", "é", 7, None])
def test_places_that_are_none_are_refused(packed: object) -> None:
    with pytest.raises(CodecError):
        decode(signed({"plain": ["x"], "classes": [MESSAGE], "groups": [[0, 2, 1]], "places": packed}))


@pytest.mark.parametrize("text", ["", "\n", "refcf-standard 2 0\n{}\n", "[" * 100_000])
def test_what_is_no_text_of_ours_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        decode(text)


@given(st.data())
def test_a_changed_character_is_noticed(data: st.DataObject) -> None:
    text = written()
    place = data.draw(st.integers(0, len(text) - 2))
    other = "x" if text[place] != "x" else "y"
    with pytest.raises(CodecError):
        decode(text[:place] + other + text[place + 1 :])


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(CodecError):
        decode(signed_text('{"classes":[],"plain":' + "[" * 100_000))


def test_only_parts_of_a_standard_are_written() -> None:
    with pytest.raises(TypeError):
        encode(replace(standard(), id=object()))  # type: ignore[arg-type]  # what is wrong


def body() -> str:
    return written().partition("\n")[2].rstrip("\n")


def signed(content: object) -> str:
    return signed_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def signed_text(text: str) -> str:
    return f"refcf-standard 2 {sha256(text.encode()).hexdigest()}\n{text}\n"
