"""A folder of CSV files as people fill it in: understood, or one clear finding by file and line."""

from __future__ import annotations

import time
from typing import Final

import pytest

from refcf_rules.inventory import limits
from refcf_rules.inventory.folder import packed, unpacked
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import claimed_standard, read_inventory
from refcf_rules.inventory.read_csv.kinds import KINDS
from refcf_rules.source.diagnostic import Fault, Kind
from tests.inventory.reading import standard_called

SINGLE: Final = """\
部分,项目,值,单位
,refcf,1,
,标准,magnesia_carbon,
企业,名称,示例企业,
产品信息,产品代号,P1,
产品信息,产品名称,镁碳砖 MT-14A,
产品信息,产品类别,magnesia_carbon_brick,
报告期,开始日期,2025-01-01,
报告期,结束日期,2025-12-31,
产出,合格品产量,6480,t
"""
ACTIVITIES: Final = """\
编号,名称,单元过程,类别,方向,数量,单位
A1,电熔镁砂,magnesia_supply,原料,输入,5000,t
A2,用电,mixing,电力,输入,260,万kWh
"""
ENGLISH: Final = """\
section,field,value,unit
,refcf,1,
,standard,magnesia_carbon,
product,id,P1,
product,name,brick,
product,class,magnesia_carbon_brick,
period,start,2025/1/1,
period,end,2025/12/31 0:00,
output,accepted,6480 t,
"""


def read(files: dict[str, str | bytes], *, single: str = SINGLE) -> tuple[Inventory | None, tuple[Fault, ...]]:
    texts = {"清单.csv": single, **files}
    data = packed({name: text.encode() if isinstance(text, str) else text for name, text in texts.items()})
    return read_inventory("plant", data, standard_called("magnesia_carbon"))


def understood(files: dict[str, str | bytes], *, single: str = SINGLE) -> Inventory:
    inventory, faults = read(files, single=single)
    assert inventory is not None, faults
    return inventory


def the_fault(files: dict[str, str | bytes], *, single: str = SINGLE) -> Fault:
    inventory, faults = read(files, single=single)
    assert inventory is None
    assert len(faults) == 1, faults
    return faults[0]


def cell(inventory: Inventory, table: str, field: str, row: int = 0) -> object:
    return inventory.tables[table][row].cells[field].value


def test_tables_and_columns_go_by_label_or_id_in_both_languages() -> None:
    chinese = understood({"活动.csv": ACTIVITIES})
    row = "magnesia_supply,material,input,5000,t"
    english = understood(
        {"Activities.CSV": f"id,name,unit process,kind,direction,amount,unit\nA1,x,{row}\n"},
        single=ENGLISH,
    )
    assert cell(chinese, "activity", "amount") == cell(english, "activity", "amount") == 5_000_000
    assert cell(chinese, "activity", "kind", 1) == "electricity"
    assert (cell(english, "period", "start"), cell(english, "period", "end")) == ("2025-01-01", "2025-12-31")
    assert chinese.standard == claimed_standard("plant", packed({"清单.csv": SINGLE.encode()})) == "magnesia_carbon"


@pytest.mark.parametrize(
    "header, value",
    [
        ("数量 (万kWh)", "260"),
        ("数量（万kWh）", "260"),
        ("数量/万kWh", "260"),
        ('"数量\n(万kWh) "', "260"),
        ("amount [10⁴kWh]", "260"),
        ("数量", "260 万kWh"),
        ("数量 (万kWh)", "260 万kWh"),
        ("数量 (kWh)", "２６０００００"),
        ("数量,单位", "260,万kWh"),
        ("数量,数量单位", "260,万kWh"),
        ("amount,amount unit", "260,万kWh"),
    ],
)
def test_the_unit_stands_in_the_label_beside_or_in_the_cell(header: str, value: str) -> None:
    text = f"编号,单元过程,类别,方向,{header}\nA1,mixing,电力,输入,{value}\n"
    assert cell(understood({"活动.csv": text}), "activity", "amount") == 9_360_000


def test_several_columns_of_units_belong_to_the_numbers_at_their_left() -> None:
    text = "编号,单元过程,类别,方向,数量,单位,低位发热量,单位\nG1,mixing,燃料,输入,5,万Nm3,38.9,MJ/Nm3\n"
    row = understood({"活动.csv": text}).tables["activity"][0]
    assert row.cells["ncv"].unit is not None
    assert (row.cells["amount"].text, row.cells["ncv"].text) == ("5 万Nm3", "38.9 MJ/Nm3")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_separators_quotes_and_what_excel_leaves_behind(separator: str, line_end: str) -> None:
    rows = [
        ["编号", "名称", "单元过程", "类别", "方向", "数量", "单位", "", ""],
        ["A1", '"镁砂, 第一行\n第二行; ""电熔"""', "magnesia_supply", "原料", "输入", "5000", "t", "", ""],
        ["", "", "", "", "", "", "", "", ""],
        [" ", "", "", "", "", "", "", "", ""],
    ]
    text = line_end.join(separator.join(row) for row in rows) + line_end * 3
    inventory = understood({"活动.csv": text})
    assert cell(inventory, "activity", "name") == '镁砂, 第一行\n第二行; "电熔"'
    assert len(inventory.tables["activity"]) == 1


def test_nested_rows_name_the_row_they_belong_to() -> None:
    legs = "活动,发运质量 (t),运距 (km)\nA2,10,5\nA1,5000,600\nA2,20,6\n"
    pools = "编号,单元过程\nkiln,mixing\n"
    users = "pool,product,mass_charged\nkiln,P1,100 t\nkiln,others,50 t\n"
    inventory = understood({"活动.csv": ACTIVITIES, "legs.csv": legs, "pools.csv": pools, "共用者.csv": users})
    assert [(row.parent, row.cells["mass"].value) for row in inventory.tables["leg"]] == [
        ("A1", 5_000_000),
        ("A2", 10_000),
        ("A2", 20_000),
    ]
    assert [row.parent for row in inventory.tables["pool_user"]] == ["kiln", "kiln"]


def test_own_factors_stand_in_a_file_or_in_the_row() -> None:
    head = "编号,单元过程,类别,方向,数量,单位,"
    row = "magnesia_supply,原料,输入,5,t,"
    named = head + "因子代号\n" + f"A1,{row}F1\nA2,{row}f1 \nA3,{row}\n"
    factors = "编号,值,单位,生物源部分,来源,年份\nF1,0.6,tCO2e/t,0.1,供应商,2024\nf1,0.7,kgCO2e/kg,,,\n"
    inventory = understood({"活动.csv": named, "企业因子.csv": factors})
    assert [
        row.cells.get("factor.value") and row.cells["factor.value"].value for row in inventory.tables["activity"]
    ] == [
        0.6,
        0.7,
        None,
    ]
    assert cell(inventory, "activity", "factor.biogenic") == 0.1
    inline = head + "factor.value,单位,因子来源\n" + f"A1,{row}0.6,tCO2e/t,供应商\n"
    assert cell(understood({"活动.csv": inline}), "activity", "factor.source") == "供应商"


def test_places_are_files_and_lines() -> None:
    inventory = understood({"活动.csv": ACTIVITIES})
    amount = inventory.tables["activity"][1].cells["amount"]
    assert str(amount.span) == "plant/活动.csv:3:20"
    assert amount.pointer == "/activities/1/amount"
    assert str(inventory.tables["output"][0].cells["accepted"].span) == "plant/清单.csv:10:10"


# fmt: off
BAD: Final = {
    "an unknown file": ({"活动数据.csv": ACTIVITIES}, "unknown-file", "活动数据.csv:1:1", "活动"),
    "a workbook": ({"活动.xlsx": b"PK\x03\x04"}, "unknown-file", "活动.xlsx:1:1", "移出文件夹"),
    "a folder": ({"附件/": b""}, "unknown-file", "附件/:1:1", ""),
    "single values in a file of their own": ({"产出.csv": "a\n"}, "unknown-file", "产出.csv:1:1", "inventory.csv"),
    "the same table twice": (
        {"activities.csv": ACTIVITIES, "活动.csv": ACTIVITIES},
        "duplicate-section",
        "活动.csv:1:1",
        "合成一个",
    ),
    "an unknown column": (
        {"活动.csv": ACTIVITIES.replace("名称", "品名")},
        "unknown-field",
        "活动.csv:1:4",
        "name",
    ),
    "the same column twice": ({"活动.csv": ACTIVITIES.replace("名称", "id")}, "duplicate-field", "活动.csv:1:4", ""),
    "a column that is worked out": (
        {"活动.csv": ACTIVITIES.replace("名称", "干基质量")},
        "derived-value",
        "活动.csv:1:4",
        "",
    ),
    "a nested table as a column": (
        {"活动.csv": ACTIVITIES.replace("名称", "运输段")},
        "wrong-shape",
        "活动.csv:1:4",
        "legs",
    ),
    "a value without a label": (
        {"活动.csv": ACTIVITIES.replace("万kWh", "万kWh,多余")},
        "unknown-field",
        "活动.csv:3:29",
        "",
    ),
    "an unknown unit in a label": (
        {"活动.csv": "编号,单元过程,类别,方向,数量 (斤)\nA1,mixing,原料,输入,1\nA2,mixing,原料,输入,2\n"},
        "unknown-unit",
        "活动.csv:1:15",
        "",
    ),
    "a label with the unit of something else": (
        {"活动.csv": "编号,单元过程,类别,方向,含水率 (t)\nA1,mixing,原料,输入,1\nA2,mixing,原料,输入,2\n"},
        "wrong-dimension",
        "活动.csv:1:15",
        "",
    ),
    "a unit of a text": ({"活动.csv": ACTIVITIES.replace("名称", "名称 (t)")}, "stray-unit", "活动.csv:1:4", ""),
    "the unit twice": ({"活动.csv": ACTIVITIES.replace("数量", "数量 (t)")}, "two-units", "活动.csv:1:25", ""),
    "units of nothing": (
        {"舍去项.csv": "编号,单元过程,类别,单位\nX1,mixing,辅料,t\n"},
        "stray-unit",
        "舍去项.csv:1:12",
        "",
    ),
    "another unit than the label says": (
        {"活动.csv": "编号,单元过程,类别,方向,数量 (t)\nA1,mixing,原料,输入,5 kg\n"},
        "two-units",
        "活动.csv:1:15",
        "",
    ),
    "a number with separators": (
        {"活动.csv": ACTIVITIES.replace("5000", '"5,000"')},
        "bad-number",
        "活动.csv:2:31",
        "5000",
    ),
    "a number without unit": ({"活动.csv": ACTIVITIES.replace("万kWh", "")}, "missing-unit", "活动.csv:3:20", ""),
    "an option that is none": (
        {"活动.csv": ACTIVITIES.replace("电力", "用电")},
        "unknown-option",
        "活动.csv:3:14",
        "电力",
    ),
    "a missing cell": ({"活动.csv": ACTIVITIES.replace("电力", "")}, "missing-field", "活动.csv:3:1", "kind"),
    "an id used twice": ({"活动.csv": ACTIVITIES.replace("A2", "A1")}, "repeated-id", "活动.csv:3:1", ""),
    "a leg of nothing": (
        {"活动.csv": ACTIVITIES, "运输段.csv": "活动,goods\nA3,x\n"},
        "unknown-reference",
        "运输段.csv:2:1",
        "A1",
    ),
    "a leg without activity": (
        {"活动.csv": ACTIVITIES, "运输段.csv": "活动,goods\n,x\n"},
        "missing-field",
        "运输段.csv:2:2",
        "",
    ),
    "a factor of nothing": (
        {"活动.csv": ACTIVITIES.replace("名称", "因子代号").replace("用电", "").replace("电熔镁砂", "F9")},
        "unknown-reference",
        "活动.csv:2:4",
        "",
    ),
    "a factor that nobody uses and nobody can read": (
        {"企业因子.csv": "编号,值,单位\nF1,0.6,t\n"},
        "wrong-dimension",
        "企业因子.csv:2:8",
        "",
    ),
    "a factor twice": ({"企业因子.csv": "编号,来源\nF1,a\nF1,b\n"}, "repeated-id", "企业因子.csv:2:1", ""),
    "an open quotation mark": (
        {"活动.csv": ACTIVITIES.replace("用电", '"用电')},
        "unclosed-quote",
        "活动.csv:3:4",
        '""',
    ),
    "a quotation mark within": (
        {"活动.csv": ACTIVITIES.replace("用电", '"用"电')},
        "unclosed-quote",
        "活动.csv:3:4",
        "",
    ),
    "an empty file": ({"活动.csv": b"\xef\xbb\xbf"}, "empty-file", "活动.csv:1:1", ""),
    "a picture": ({"活动.csv": b"\x89PNG\0\0"}, "binary-file", "活动.csv:1:1", ""),
    "UTF-16": ({"活动.csv": ACTIVITIES.encode("utf-16")}, "not-utf8", "活动.csv:1:1", "UTF-8"),
    "a damaged byte": (
        {"活动.csv": ACTIVITIES.encode().replace("用".encode(), b"\xff")},
        "not-utf8",
        "活动.csv:3:1",
        "",
    ),
}
# fmt: on


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_understood_is_one_finding_at_its_place(name: str) -> None:
    files, code, place, hint = BAD[name]
    fault = the_fault(files)  # type: ignore[arg-type]  # the values of a table of literals
    assert (fault.kind.code, str(fault.span).removeprefix("plant/")) == (code, place)
    assert fault.hint is not None
    assert hint in fault.hint.zh + fault.hint.en
    for said in (fault.message, fault.hint):
        assert said.zh
        assert said.en


BAD_SINGLE: Final = {
    "no version": (SINGLE.replace(",refcf,1,\n", ""), "wrong-version", 1),
    "another version": (SINGLE.replace(",refcf,1,", ",refcf,2,"), "wrong-version", 2),
    "no labels": (SINGLE.replace("部分,项目,值,单位", "a,b,c,d"), "unknown-field", 1),
    "an unknown section": (SINGLE.replace("产出,", "产量表,"), "wrong-shape", 10),
    "a table with rows": (SINGLE.replace("产出,", "活动,"), "wrong-shape", 10),
    "an unknown field": (SINGLE.replace("合格品产量", "产量"), "unknown-field", 10),
    "a field twice": (SINGLE + "output,accepted,1,t\n", "duplicate-field", 11),
    "a head twice": (SINGLE + ",standard,castable,\n", "duplicate-field", 11),
    "a value without field": (SINGLE + "产出,,5,t\n", "missing-field", 11),
    "a field without section": (SINGLE + ",投料量,5,t\n", "missing-field", 11),
    "a wrong unit": (SINGLE.replace("6480,t", "6480,kWh"), "wrong-dimension", 10),
    "a wrong date": (SINGLE.replace("2025-01-01", "1/2/2025"), "bad-date", 8),
    "a cell beyond the labels": (SINGLE.replace("6480,t", "6480,t,注"), "unknown-field", 10),
}


@pytest.mark.parametrize("name", BAD_SINGLE)
def test_single_values_that_are_not_understood(name: str) -> None:
    single, code, line = BAD_SINGLE[name]
    _, faults = read({}, single=single)
    assert (faults[0].kind.code, faults[0].span.line, faults[0].span.path) == (code, line, "plant/清单.csv")


def test_a_value_left_empty_is_missing_and_no_fault() -> None:
    inventory = understood({}, single=SINGLE + "产出,投料量,,t\n产品信息,含水率,,%\n")
    assert "charged" not in inventory.tables["output"][0].cells


def test_a_required_value_left_empty_is_said() -> None:
    fault = the_fault({}, single=SINGLE.replace("P1", ""))
    assert (fault.kind.code, fault.span.path) == ("missing-field", "plant/清单.csv")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_samples_of_the_kinds(kind: Kind) -> None:
    for sample, expected in ((kind.wrong, True), (kind.right, False)):
        name = sample.partition("\n")[0].removeprefix("# ") if sample.startswith("#") else "活动.csv"
        text = sample.partition("\n")[2] if sample.startswith("#") else sample
        codes = {fault.kind.code for fault in read({name: text})[1]}
        assert (kind.code in codes) == expected


@pytest.mark.parametrize(
    "text",
    [
        "编号" + "," * 3_000_000,
        "编号\n" + "\n".join(["A" + "," * 4_000] * 900),
        '"' * 4_000_000,
        '"a' * 1_000_000,
        "编号,名称\n" + "A,\n" * 1_000_000,
        "x," * 500_000,
        "活动\n" + "A\n" * 400_000,
    ],
    ids=["wide", "wide and long", "quotes", "half quotes", "rows", "labels", "one column"],
)
def test_a_hostile_table_is_refused_in_bounded_time(text: str) -> None:
    began = time.process_time()
    inventory, faults = read({"活动.csv": text})
    assert inventory is None
    assert faults
    assert time.process_time() - began < 20


def test_too_many_files_are_refused() -> None:
    fault = the_fault({f"{number}.csv": "" for number in range(limits.CSV_FILES)})
    assert fault.kind.code == "file-too-large"


@pytest.mark.parametrize("rest", [b"", b"99 a", b"9999999 \xc3\n", b"x y\n"])
def test_any_bytes_give_faults_and_never_an_exception(rest: bytes) -> None:
    data = b"\0refcf folder\n" + rest
    unpacked(data)
    assert claimed_standard("plant", data) is None
    inventory, faults = read_inventory("plant", data, standard_called("magnesia_carbon"))
    assert inventory is None
    assert faults
