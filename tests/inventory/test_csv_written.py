"""A folder of CSV files that was exported reads back as the same inventory."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from random import Random
from typing import Final

import pytest

from refcf_rules.evaluate.example_edit import document_of as node_of
from refcf_rules.inventory.folder import packed
from refcf_rules.inventory.inventory import Inventory, Value
from refcf_rules.inventory.read import claimed_standard, read_inventory, read_tree
from refcf_rules.inventory.write.as_csv import csv_files
from refcf_rules.model.standard import Standard
from refcf_rules.parity.document import Frame
from refcf_rules.parity.synthesis import Synthesis
from refcf_rules.record import changed
from refcf_rules.source.message import LANGUAGES, Language
from tests.inventory.reading import EXAMPLES, HERE, PARTS, read, same_inventory, standard_called

ENCODINGS: Final = ("utf-8-sig", "utf-8", "gb18030")


def folder(inventory: Inventory, standard: Standard, language: Language, encoding: str = "utf-8-sig") -> bytes:
    files = csv_files(inventory, standard, language)
    return packed({name: text.encode(encoding) for name, text in files.items()})


def again(data: bytes, standard: Standard) -> Inventory:
    found, faults = read_inventory("plant", data, standard)
    assert found is not None, faults
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back_in_both_languages(path: Path) -> None:
    inventory, standard = read(path)
    for language in LANGUAGES:
        data = folder(inventory, standard, language)
        assert claimed_standard("plant", data) == standard.id
        found = again(data, standard)
        assert same_inventory(found, inventory)
        assert folder(found, standard, language) == data


@pytest.mark.parametrize("part", PARTS)
def test_inventories_of_every_sort_read_back(part: str) -> None:
    standard, tried = standard_called(part), 0
    synthesis = Synthesis(Frame(standard))
    for seed in range(12):
        document = synthesis.document(Random(seed))  # noqa: S311 -- test data
        inventory, _ = read_tree("made.yaml", node_of(document, HERE), "", standard)
        if inventory is not None:
            tried += 1
            for language in LANGUAGES:
                assert same_inventory(again(folder(inventory, standard, language), standard), inventory), seed
    assert tried > 5


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_excel_and_notepad_save_is_read_in_each_encoding(encoding: str, mark: str, language: Language) -> None:
    inventory, standard = read(next(path for path in EXAMPLES if path.stem == "mc_ladle_a"))
    files = csv_files(inventory, standard, language)
    found = again(packed({name: (mark + text).encode(encoding) for name, text in files.items()}), standard)
    assert same_inventory(found, inventory)
    assert bool(found.notes) == (encoding == "gb18030")
    assert all("GB18030" in note.zh for note in found.notes)


TEXTS: Final = (
    "=cmd|' /C calc'!A0",
    "+86 10",
    "-",
    "@x",
    "'quoted'",
    "'=x",
    "''",
    'a "b", c;\td',
    "第一行\n第二行",
    "＝1+1",
    "sep=;",
)


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_reads_back_and_starts_no_formula(text: str) -> None:
    inventory, standard = read(next(path for path in EXAMPLES if path.stem == "ca_low_cement"))
    cell = Value(text, None, "…", HERE, "")
    (activity, *others) = inventory.tables["activity"]
    activity = changed(activity, cells={**activity.cells, "name": cell, "factor.source": cell})
    mine = changed(inventory, company={"name": cell}, tables={**inventory.tables, "activity": (activity, *others)})
    data = folder(mine, standard, "zh")
    found = again(data, standard)
    folded = again(folder(found, standard, "en"), standard)
    assert same_inventory(folded, found)
    assert found.company["name"].value == found.tables["activity"][0].cells["factor.source"].value
    assert found.company["name"].value in (text, text.translate({ord("＝"): "="}))
    for name, written in csv_files(mine, standard, "zh").items():
        cells = [each for row in csv.reader(StringIO(written)) for each in row]
        assert not [each for each in cells if each[:1] in ("=", "+", "@", "＝") and not _is_number(each)], name


def _is_number(text: str) -> bool:
    return text.lstrip("+-")[:1].isdigit()


def test_the_files_are_those_of_a_table_each_with_readable_labels() -> None:
    inventory, standard = read(next(path for path in EXAMPLES if path.stem == "ca_low_cement"))
    files = csv_files(inventory, standard, "zh")
    assert {"清单.csv", "活动.csv", "运输段.csv", "共用计量.csv", "共用者.csv", "企业因子.csv"} <= set(files)
    assert "产出,合格品产量,5930,t\r\n" in files["清单.csv"]
    assert "产品信息,体积密度,,kg/m3\r\n" in files["清单.csv"]
    header, first, *_ = csv.reader(StringIO(files["活动.csv"]))
    assert header[:8] == ["编号", "名称", "单元过程", "类别", "流", "方向", "数量", "单位"]
    assert first[:8] == ["bauxite", "矾土熟料 88", "骨料和粉料生产", "原料", "", "输入", "3800", "t"]
    assert "含水率 (%)" in header
    assert first[header.index("因子代号")] == "F1"
    english = csv_files(inventory, standard, "en")
    assert english["legs.csv"].startswith(
        "activity,goods,mode,mass (t),distance (km)\r\ntruck,bauxite,公路,3800,420\r\n"
    )
