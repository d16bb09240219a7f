"""What the checker page makes of files: the same as the command line, for all that people hand in."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from refcf_rules.inventory.document import KINDS, read_document
from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.parity.compare import differences
from refcf_rules.sheets.wording import SheetLanguage
from tests.conftest import NeedsProgram
from tests.inventory.books import book_of, edited
from tests.inventory.test_workbook_slips import TOLD, UNDERSTOOD
from tests.inventory.test_workbook_slips import filled as small_book
from tests.targets.site.checking import EXAMPLES, Checked, Checker, checker_in
from tests.targets.xlsx import starter_book

pytestmark = pytest.mark.xdist_group("checker")  # no site and no browser: beside the tests that need them


@pytest.fixture(scope="session")
def checker(needs_program: NeedsProgram, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    return checker_in(tmp_path_factory.mktemp("checker"), needs_program("node"))


def differing(checker: Checker, name: str, data: bytes, checked: Checked) -> list[str]:
    """Where the page says something else than the command line. Of what is missing it may name a closer cell."""
    return differing_from(checker.reference(name, data)[0], checked)


def differing_from(reference: dict[str, Any], checked: Checked) -> list[str]:
    found = (each for each in differences(reference, checked.result) if not each.pointer.endswith("tool_version"))
    return [str(each) for each in found if not ("/missing/" in each.pointer and each.pointer.endswith("/cell"))]


def test_every_example_is_judged_as_on_the_command_line(checker: Checker) -> None:
    """Verdict, outcomes, findings, numbers, missing data, receipt, placeholders."""
    files = [(path.name, path.read_bytes()) for path in EXAMPLES]
    for (name, data), checked in zip(files, checker.of(files), strict=True):
        reference, placeholders = checker.reference(name, data)
        assert not differing_from(reference, checked), name
        assert checked.placeholders == list(placeholders), name
        assert all(place is not None and place["line"] for pointer, place in checked.places.items() if pointer), name


# --- workbooks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_filled_template_is_judged_as_on_the_command_line(checker: Checker, language: SheetLanguage) -> None:
    """The small standard's own workbook, as ``refcf fill`` writes it."""
    data = starter_book.data(language)
    (checked,) = checker.of([("book.xlsx", data)])
    assert checked.form == "workbook"
    assert checked.result["verdict"] == "satisfied"
    assert checked.result["faults"] == []
    assert not differing(checker, "book.xlsx", data, checked)


SLIPS = (
    *(f"understood: {name}" for name in tuple(UNDERSTOOD)[::9]),
    *(f"told: {name}" for name in tuple(TOLD)[::11]),
    *("told: a name deleted", "told: a stray value in an empty row", "told: a total below the table"),
)


def test_slips_in_workbooks_are_understood_or_told_as_on_the_command_line(checker: Checker) -> None:
    """Some of the slips that the reader of workbooks is tested with, with their cells."""
    edits = {f"understood: {name}": edit for name, edit in UNDERSTOOD.items()}
    edits |= {f"told: {name}": slip.edit for name, slip in TOLD.items()}
    files = [(f"{name}.xlsx", edited(small_book(), edits[name])) for name in dict.fromkeys(SLIPS)]
    for (name, data), checked in zip(files, checker.of(files), strict=True):
        assert not differing(checker, name, data, checked), name


def test_an_open_cell_is_named(checker: Checker) -> None:
    """What is missing is said by its sheet and cell."""
    path = next(each for each in EXAMPLES if each.name == "mt14a.yaml")
    standard = checker.standards["magnesia_carbon"]
    inventory, _ = read_inventory(path.name, path.read_bytes(), standard)
    assert inventory is not None
    (checked,) = checker.of([("book.xlsx", book_of(standard, inputs_of(inventory, standard), rows=30))])
    assert checked.result["verdict"] == "not decidable"
    cells = [
        each["cell"] for finding in checked.result["findings"] for row in finding["rows"] for each in row["missing"]
    ]
    assert cells
    assert all("!" in cell for cell in cells)


# --- files that are something else -------------------------------------------------------------------

BROKEN = (
    *((kind.code, kind.wrong) for kind in KINDS if "json" not in kind.code and kind.code != "too-many-values"),
    *(
        ("", text)
        for text in ("名称：镁砂\nb: 1\n", "amount: 5\nx:1\n", "{amount:5}\n", "a: b: c\n", "a: @x\n", "a: - b\n")
    ),
    *(
        ("", text)
        for text in ("a: 1\n  b: 2\n", 'a: "\\q"\n', "a: *x\n", "<<: 1\n", "\ta: 1\n", "- a\n-b\n", "a: 'it's'\n")
    ),
    *(("", text) for text in ("a: [1, 2\nb: 3\n", "a: \x01\n", "%TAG ! x\n---\na: 1\n", "? [a]\n: 1\n", "a: .inf\n")),
)


def test_broken_yaml_is_told_by_its_line(checker: Checker) -> None:
    """The same sort of fault as on the command line; the page names the line in its words."""
    files = [("a.yaml", text.encode()) for _, text in BROKEN]
    for (_, text), checked in zip(BROKEN, checker.of(files), strict=True):
        _, faults = read_document("a.yaml", text.encode())
        (fault, *_) = checked.result["faults"]
        assert fault["code"] == faults[0].kind.code, text
        assert fault["place"]["line"] in (faults[0].span.line, faults[0].span.line + 1), text
        assert all(
            fault[part][language] and "{key}" not in fault[part][language]
            for part in ("message", "fix")
            for language in ("zh", "en")
        ), text


def hostile() -> Iterator[tuple[str, bytes, str]]:
    """Name, content, and the code that must come back."""
    yield "empty.yaml", b"", "empty-file"
    yield "gbk.yaml", "名称: 镁砂".encode("gbk"), "not-utf8"
    yield "big.yaml", b"a" * (20 * 1024 * 1024 + 1), "file-too-large"
    yield "deep.json", b"[" * 100_000, "too-deep"
    yield "commas.yaml", b"a: [" + b"," * 2_000_000, "too-many-values"
    yield "billion.yaml", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml-alias"
    yield "none.yaml", b"refcf: 1\n", "no-standard-claimed"
    yield "other.yaml", b"refcf: 1\nstandard: iron\n", "unknown-standard"
    yield "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-format"
    yield "text.xlsx", b"PK\x03\x04 and no more", "workbook-damaged"
    yield "word.xlsx", archive({"word/document.xml": b"<a/>"}), "binary-file"
    yield "macros.xlsx", archive({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b""}), "workbook-macros"
    yield (
        "entity.xlsx",
        archive({"[Content_Types].xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "xl/a": b""}),
        "workbook-damaged",
    )
    yield "up.xlsx", archive({"../xl/workbook.xml": b"<a/>"}), "workbook-damaged"
    yield (
        "bomb.xlsx",
        archive({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": bytes(80_000_000)}),
        "workbook-too-large",
    )
    yield "liar.xlsx", lying(), "workbook-damaged"


def archive(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return packed.getvalue()


def lying() -> bytes:
    """An archive whose part unfolds to far more than its directory promises."""
    bomb = zlib.compress(bytes(50_000_000), 9)[2:-4]
    packed = bytearray(archive({"[Content_Types].xml": bomb, "xl/workbook.xml": b"<a/>"}, ZIP_STORED))
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", packed, packed.index(sign) + place, 8)
    return bytes(packed)


def test_hostile_files_are_refused_in_words(checker: Checker) -> None:
    """Bombs and other documents: one fault each, in both languages, with what to do; never a failure."""
    cases = list(hostile())
    for (name, _, code), checked in zip(cases, checker.of((name, data) for name, data, _ in cases), strict=True):
        assert checked.result["verdict"] == "unreadable", name
        assert [fault["code"] for fault in checked.result["faults"]] == [code], name


def test_a_part_that_is_chosen_judges_what_claims_none(checker: Checker) -> None:
    path = next(each for each in EXAMPLES if each.name == "mt16a_complete.yaml")
    text = path.read_text("utf-8")
    without = text.replace("standard: magnesia_carbon\n", "").encode()
    other = text.replace("standard: magnesia_carbon\n", "standard: castable\n").encode()
    alone, doubted = checker.of([("a.yaml", without), ("b.yaml", other)], chosen="magnesia_carbon")
    assert (alone.result["verdict"], alone.result["faults"]) == ("satisfied", [])
    assert (doubted.result["verdict"], doubted.result["faults"][0]["code"]) == ("satisfied", "other-standard")
