"""``refcf upgrade`` between two editions that really differ: inputs, tables, factors, rows of the boundary."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from refcf_rules.source.message import LANGUAGES, Language
from tests.cli.running import refcf
from tests.targets.xlsx.starter_book import STARTER

FACTOR: Final = """
    factor {id} zh "{zh}" en "{en}" {{
        flow    {flow}
        value   {value}
        kind    footprint
        gwp set AR6
        year    2023
        source  "illustration"
    }}
"""
WEIGHING: Final = """
    add table weighing zh "称量" en "weighing" {{
        field scale zh "秤" en "scale" : text
        {field}
    }}
"""
OLD: Final = """
clause further {{
    title zh "补充数据" en "Further data"
    add to product {{
        field porosity zh "气孔率" en "porosity" : share
        field density  zh "体积密度" en "bulk density" : in kg/m3
    }}
{tables}
}}
clause factors_in_use {{
    title zh "因子" en "Factors"
{factors}
}}
"""
NEW: Final = """
clause further {{
    title zh "补充数据" en "Further data"
    add table sampling zh "取样" en "sampling" {{
        field place zh "地点" en "place" : text
    }}
    add to product {{
        field apparent_porosity zh "显气孔率" en "apparent porosity" : share
        field density  zh "体积密度" en "bulk density" : in kg/m3
    }}
{tables}
    rule porosity_given zh "显气孔率" en "apparent porosity given" shall {{
        require product.apparent_porosity is at most 30 %
        because zh "成分之外还看气孔率" en "porosity is looked at beside composition"
    }}
}}
clause factors_in_use {{
    title zh "因子" en "Factors"
{factors}
}}
"""
GAS: Final = {"id": "gas_supply", "zh": "天然气", "en": "natural gas supplied", "flow": "natural_gas"}
POWER: Final = {"flow": "grid_electricity", "value": "0.6 kgCO2e/kWh"}
DATA: Final = {
    "factor: {value: 2.4 kgCO2e/Nm3, kind: footprint, year: 2023, source: illustration}": "factor: gas_supply",
    "factor: {value: 0.6 kgCO2e/kWh, kind: footprint, year: 2023, source: illustration}": "factor: old_power",
    "  state: fired\n": "  state: fired\n  porosity: 16 %\n  density: 3000 kg/m3\n",
}
TOLD: Final[dict[Language, tuple[str, ...]]] = {
    "zh": (
        "2026 draft",
        "2027 draft",
        "没有移过去的数据",
        "16 %",
        "12 t",
        "old power",
        "不再有的填写项",
        "Porosity",
        "新增的填写项",
        "产品信息：显气孔率",
        "取样：地点",
        "改变了的标准因子",
        "2.4 kgCO2e/Nm3 → 2.6 kgCO2e/Nm3",
        "现在还要补充",
        "产品信息的显气孔率",
    ),
    "en": (
        "2026 draft",
        "2027 draft",
        "Data left out",
        "16 %",
        "12 t",
        "old power",
        "Inputs that are gone",
        "Porosity",
        "New inputs",
        "product: apparent porosity",
        "sampling: place",
        "Factors of the standard that changed",
        "2.4 kgCO2e/Nm3 → 2.6 kgCO2e/Nm3",
        "Now needed",
        "apparent porosity of the product",
    ),
}


def editions(folder: Path) -> tuple[str, str]:
    """The rules of the starter with more inputs and factors, as they were and as they are now."""
    assert refcf("init", folder).code == 0
    starter = (STARTER / "my_bricks.pcr").read_text("utf-8").partition("\nexample ")[0]
    old_power = FACTOR.format(id="old_power", zh="旧电力", en="old power", **POWER)
    new_power = FACTOR.format(id="new_power", zh="新电力", en="new power", **POWER)
    old = OLD.format(
        tables=WEIGHING.format(field='field mass zh "质量" en "mass weighed" : mass'),
        factors=FACTOR.format(value="2.4 kgCO2e/Nm3", **GAS) + old_power,
    )
    new = NEW.format(
        tables=WEIGHING.format(field='field when zh "日期" en "day" : date'),
        factors=FACTOR.format(value="2.6 kgCO2e/Nm3", **GAS) + new_power,
    )
    shaping = 'process shaping zh "成型" en "shaping" optional\n            process firing'
    later = starter.replace("2026 draft", "2027 draft").replace("process firing", shaping, 1)
    return starter + old, later + new


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Language, str]]:
    """The new workbook of a plant that filled in the old one, and what was said."""
    folder = tmp_path_factory.mktemp("editions") / "rules"
    old, new = editions(folder)
    rules, plant, book = folder / "my_bricks.pcr", folder / "examples/plant.yaml", folder / "book.xlsx"
    rules.write_text(old, "utf-8")
    text = plant.read_text("utf-8")
    for before, after in DATA.items():
        assert before in text
        text = text.replace(before, after)
    plant.write_text(text + "weighing:\n- {id: w1, scale: 地磅, mass: 12 t}\n", "utf-8")
    filled = refcf("fill", plant, "-o", book, "--standard", rules)
    assert filled.code == 0, filled.stdout
    rules.write_text(new, "utf-8")
    said: dict[Language, str] = {}
    for language in LANGUAGES:
        shown = refcf("--lang", language, "upgrade", book, "-o", folder / "new.xlsx")
        assert shown.code == 1, shown.stdout
        said[language] = shown.stdout
    return folder / "new.xlsx", said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_and_what_is_needed_is_listed(
    upgraded: tuple[Path, dict[Language, str]], language: Language
) -> None:
    said = upgraded[1][language]
    assert [each for each in TOLD[language] if each not in said] == [], said


def test_what_still_has_a_place_moved_there(upgraded: tuple[Path, dict[Language, str]]) -> None:
    path, _ = upgraded
    book = load_workbook(path)

    def value(name: str) -> object:
        title, area = next(iter(book.defined_names[name].destinations))
        return book[title][area.replace("$", "").partition(":")[0]].value

    assert value("in__product__density") == 3000
    assert value("in__product__apparent_porosity") is None
    assert value("in__weighing__scale") == "地磅"
    assert value("in__activity__amount__manufacturing") == 300000
    assert "in__product__porosity" not in book.defined_names
    exported = refcf("export", path, "--standard", path.parent / "my_bricks.pcr")
    assert exported.code == 0, exported.stdout
    assert "factor: gas_supply" in exported.stdout
    assert "old_power" not in exported.stdout
    assert "density: 3000 kg/m3" in exported.stdout
