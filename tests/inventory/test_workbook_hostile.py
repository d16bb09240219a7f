"""Workbooks nobody should hand in: refused or made harmless with one clear message, in bounded time and memory."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from time import process_time
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.workbook import Workbook

from refcf_rules.inventory.read import claimed_standard, read_inventory
from tests.architecture.checkout import ROOT
from tests.inventory.books import edited
from tests.inventory.parts import with_part
from tests.inventory.test_workbook_slips import filled, raw, read, standard

SECONDS: Final = 20
SHEET: Final = "xl/worksheets/sheet1.xml"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB: Final = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;">]>'


def zipped(parts: dict[str, bytes]) -> bytes:
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return saved.getvalue()


def with_zeros(size: int) -> bytes:
    return with_part(filled(), SHEET, lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b" " * size))


def rows(count: int, row: bytes) -> bytes:
    return with_part(filled(), SHEET, lambda part: part.replace(b"</sheetData>", row * count + b"</sheetData>"))


def many_sheets(part: bytes) -> bytes:
    more = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (at, at) for at in range(100, 700))
    return part.replace(b"</sheets>", more + b"</sheets>")


def forged_size() -> bytes:
    """A part that says it is small and unfolds to much more than the limits."""
    data = bytearray(with_zeros(150_000_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        name = data[at + 46 : at + 46 + struct.unpack_from("<H", data, at + 28)[0]]
        if bytes(name).decode() == SHEET:
            struct.pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def bytes_replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(old, new)


HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "a zip bomb": (lambda: with_zeros(300_000_000), "workbook-too-large"),
    "a zip bomb with a forged size": (forged_size, "workbook-damaged"),
    "ten million rows": (lambda: rows(10_000_000, b"<row/>"), "workbook-too-large"),
    "two million cells": (lambda: rows(200_000, b"<row>" + b"<c><v>1</v></c>" * 10 + b"</row>"), "workbook-too-large"),
    "a row far below": (
        lambda: rows(1, b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
        "workbook-too-large",
    ),
    "six hundred sheets": (lambda: with_part(filled(), "xl/workbook.xml", many_sheets), "workbook-too-large"),
    "entities that unfold": (
        lambda: with_part(filled(), "xl/sharedStrings.xml", lambda part: BOMB.encode() + part.partition(b"?>")[2]),
        "workbook-damaged",
    ),
    "a part in UTF-16": (
        lambda: with_part(filled(), SHEET, lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "workbook-damaged",
    ),
    "macros renamed": (lambda: with_part(filled(), "xl/vbaProject.bin", lambda _: b"x"), "workbook-macros"),
    "a type with macros": (
        lambda: with_part(
            filled(),
            "[Content_Types].xml",
            bytes_replaced(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            ),
        ),
        "workbook-macros",
    ),
    "a wrong type": (
        lambda: with_part(filled(), "[Content_Types].xml", bytes_replaced(b"spreadsheetml.sheet.main", b"word.main")),
        "workbook-damaged",
    ),
    "a path out of the archive": (
        lambda: with_part(filled(), "../../etc/passwd", lambda _: b"x"),
        "workbook-damaged",
    ),
    "an absolute path": (lambda: with_part(filled(), "/etc/passwd", lambda _: b"x"), "workbook-damaged"),
    "a truncated file": (lambda: filled()[: len(filled()) // 2], "workbook-damaged"),
    "a damaged part": (lambda: with_part(filled(), SHEET, lambda part: part[: len(part) // 2]), "workbook-damaged"),
    "no sheets": (lambda: with_part(filled(), "xl/workbook.xml", lambda _: b"<workbook/>"), "workbook-damaged"),
    "a text that is not there": (
        lambda: rows(1, b'<row r="900"><c r="A900" t="s"><v>999999</v></c></row>'),
        "workbook-damaged",
    ),
    "an old workbook": (lambda: OLE + bytes(600), "workbook-format"),
    "an encrypted workbook": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
    "a binary workbook": (lambda: zipped({"xl/workbook.bin": b"x"}), "workbook-format"),
    "an OpenDocument workbook": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "workbook-format",
    ),
    "a Word document": (lambda: zipped({"word/document.xml": b"<a/>"}), "binary-file"),
    "an archive": (lambda: zipped({"a.txt": b"a"}), "binary-file"),
    "another workbook": (
        lambda: edited(filled(), lambda book: book.remove(book["_meta"])),
        "not-a-template",
    ),
    "a file too large": (lambda: filled() + bytes(21_000_000), "workbook-too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_one_clear_message(name: str) -> None:
    made, code = HOSTILE[name]
    data = made()
    started = process_time()
    inventory, faults = read_inventory("清单.yaml", data, standard())
    assert process_time() - started < SECONDS
    assert inventory is None
    assert [fault.kind.code for fault in faults] == [code]
    assert faults[0].hint is not None
    assert claimed_standard("清单.yaml", data) in (None, "magnesia_carbon")


def test_any_cut_and_any_flip_of_a_byte_is_read_or_refused() -> None:
    data = filled()
    for at in range(0, len(data), max(len(data) // 40, 1)):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            inventory, faults = read(damaged)
            assert (inventory is None) == bool(faults)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    def type_it(book: Workbook) -> None:
        cell = raw("name")(book)
        cell.value = "=cmd|' /C calc'!A0"
        cell.data_type = "s"

    inventory, faults = read(edited(filled(), type_it))
    assert not faults
    assert inventory is not None
    assert inventory.tables["activity"][0].cells["name"].value == "=cmd|' /C calc'!A0"


def test_a_bomb_stays_within_memory() -> None:
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))\n"
        "from refcf_rules.inventory.read import claimed_standard\n"
        "from refcf_rules.inventory.read_workbook.read import read_meta\n"
        "data = sys.stdin.buffer.read()\n"
        "found = read_meta('a.xlsx', data)\n"
        "print(found[0].kind.code if isinstance(found, tuple) else 'read')\n"
    )
    command = [sys.executable, "-c", code]
    shown = subprocess.run(
        command, input=with_zeros(240_000_000), capture_output=True, check=True, cwd=ROOT, timeout=60
    )
    assert shown.stdout.decode().strip() in ("read", "workbook-too-large")
