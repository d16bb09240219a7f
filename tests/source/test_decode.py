"""Bytes become text or one fault that says what the file is."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.source.decode import KINDS, decode
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.text import SourceFile

LIMIT: Final = 100
UNFILLED: Final = re.compile(r"\{[a-z]+\}")

WRONG: Final[dict[str, bytes]] = {
    "empty-file": b"",
    "not-utf8": "name: 镁碳砖\n".encode("gb18030"),
    "binary-file": b"PK\x03\x04 [Content_Types].xml xl/workbook.xml",
    "file-too-large": b"a" * (LIMIT + 1),
}


def fault_of(data: bytes) -> Fault:
    result = decode("清单.yaml", data, LIMIT)
    assert isinstance(result, Fault)
    return result


def text_of(data: bytes) -> str:
    result = decode("清单.yaml", data, LIMIT)
    assert isinstance(result, SourceFile)
    return result.text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_wrong_bytes_give_exactly_this_kind_and_right_ones_none(kind: Kind) -> None:
    fault = fault_of(WRONG[kind.code])
    assert fault.kind is kind
    assert fault.hint is not None
    for said in (fault.message, fault.hint):
        assert said.zh
        assert said.en
        assert not UNFILLED.search(said.zh + said.en)
    text_of(kind.right.encode())


def test_line_ends_and_byte_order_mark_vanish() -> None:
    assert text_of("\ufeffa\r\nb\rc\n".encode()) == "a\nb\nc\n"


def test_the_limit_itself_is_allowed() -> None:
    assert text_of(b"a" * LIMIT) == "a" * LIMIT


@pytest.mark.parametrize("blank", [b"", b" \n\t\r\n", "\ufeff".encode()])
def test_blank_is_empty(blank: bytes) -> None:
    assert fault_of(blank).kind.code == "empty-file"


def test_gbk_is_named_in_both_languages_with_its_line() -> None:
    fault = fault_of("a: 1\nname: 电熔镁砂\n".encode("gbk"))
    assert (fault.kind.code, fault.span.line) == ("not-utf8", 2)
    assert "GBK" in fault.message.zh
    assert "第 2 行" in fault.message.zh
    assert "looks like GBK: save as UTF-8" in fault.message.en


def test_gbk_that_is_utf8_by_accident_is_recognised() -> None:
    data = "stage: A1\nname: 镁碳砖\n".encode("gbk")
    assert "þ" in data.decode("utf-8")
    fault = fault_of(data)
    assert (fault.kind.code, fault.span.line) == ("not-utf8", 2)
    assert "GBK" in fault.message.en


@pytest.mark.parametrize("text", ["Müller, 25 °C ± 2 µm", "Ge\u0301rard", "Магнезит", "μ = 5", "镁碳砖 שלום"])
def test_other_languages_are_not_taken_for_gbk(text: str) -> None:
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_recognised_by_its_mark(encoding: str) -> None:
    fault = fault_of("\ufeff名称: 镁砂\n".encode(encoding))
    assert fault.kind.code == "not-utf8"
    assert "UTF-16" in fault.message.zh
    assert "UTF-16" in fault.message.en


def test_one_damaged_byte_does_not_make_a_file_gbk() -> None:
    data = bytearray("名称: 电熔镁砂\n牌号: 镁碳砖\n".encode())
    data[2] = 0x41
    fault = fault_of(bytes(data))
    assert fault.kind.code == "not-utf8"
    assert "GBK" not in fault.message.zh


@pytest.mark.parametrize(
    "data, said",
    [
        (b"PK\x03\x04 xl/workbook.xml", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "workbook"),
        (b"PK\x03\x04 photo.jpg", "zip archive"),
        (b"\x89PNG\0", "binary file"),
    ],
)
def test_binary_files_are_named(data: bytes, said: str) -> None:
    fault = fault_of(data)
    assert fault.kind.code == "binary-file"
    assert said in fault.message.en


@given(st.binary(max_size=LIMIT * 2))
def test_any_bytes_give_text_or_a_fault(data: bytes) -> None:
    result = decode("x", data, LIMIT)
    assert isinstance(result, Fault) or "\r" not in result.text


@given(st.text(st.characters(exclude_characters="\0\r\ufeff", codec="utf-8"), max_size=20))
def test_utf8_text_comes_back(text: str) -> None:
    assert text_of(f"名称: {text}".encode()) == f"名称: {text}"
