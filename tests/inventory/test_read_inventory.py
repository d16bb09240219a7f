"""A good inventory: typed cells in canonical units, each with the place where it was written."""

from __future__ import annotations

import hashlib
import json
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcf_rules.inventory.document import Mapping, Node, Scalar, read_document
from refcf_rules.inventory.inventory import Inventory, Value
from refcf_rules.inventory.read import claimed_standard, read_inventory
from refcf_rules.inventory.read_faults import MOST_LISTED
from refcf_rules.source.diagnostic import Fault
from tests.inventory.standard_by_hand import BY_HAND, CHINESE, ENGLISH, standard_by_hand

MINIMAL: Final = """\
refcf: 1
product: {id: P1, name: brick, class: 镁碳砖}
period: {start: 2025-01-01, end: 2025-12-31}
"""


def read(text: str, path: str = "清单.yaml") -> Inventory:
    inventory, faults = read_inventory(path, text.encode(), BY_HAND)
    assert not faults, [str(fault.span) + fault.message.zh for fault in faults]
    assert inventory is not None
    return inventory


def faults_of(text: str) -> tuple[Fault, ...]:
    inventory, faults = read_inventory("清单.yaml", text.encode(), BY_HAND)
    assert inventory is None
    return faults


def cell(inventory: Inventory, table: str, row: str, field: str) -> Value:
    return next(one for one in inventory.tables[table] if one.id == row).cells[field]


def as_python(node: Node) -> object:
    if isinstance(node, Mapping):
        return {entry.key: as_python(entry.value) for entry in node.entries}
    if isinstance(node, Scalar):
        plain = node.json_type in {"number", "boolean", "null"}
        return json.loads(node.text.lower() or "null") if plain else node.text
    return [as_python(item) for item in node.items]


# --- layout --------------------------------------------------------------------------------------


def test_every_table_of_the_standard_is_there() -> None:
    inventory = read(MINIMAL)
    assert list(inventory.tables) == [table.id for table in BY_HAND.tables]
    for table in BY_HAND.tables:
        assert len(inventory.tables[table.id]) == (1 if table.single else 0)
    assert not inventory.tables["report"][0].cells


def test_what_the_file_says_of_itself() -> None:
    inventory = read(CHINESE)
    assert (inventory.standard, inventory.edition) == ("by_hand", "2026 草案")
    assert inventory.company["site"].value == "一厂"
    assert inventory.digest == hashlib.sha256(CHINESE.encode()).hexdigest()
    assert read(MINIMAL).standard is None


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
def test_json_and_yaml_read_alike(text: str) -> None:
    node, _ = read_document("清单.yaml", text.encode())
    assert node is not None
    inventory = read(json.dumps(as_python(node), ensure_ascii=False), "清单.json")
    from_yaml = read(text)
    for id_, rows in from_yaml.tables.items():
        others = inventory.tables[id_]
        assert [(row.id, row.parent, row.pointer) for row in rows] == [
            (row.id, row.parent, row.pointer) for row in others
        ]
        for row, other in zip(rows, others, strict=True):
            values = {key: (one.value, one.pointer) for key, one in row.cells.items()}
            assert values == {key: (one.value, one.pointer) for key, one in other.cells.items()}


def test_nested_rows_know_their_parent() -> None:
    inventory = read(CHINESE)
    assert [row.parent for row in inventory.tables["leg"]] == ["T1", "T1"]
    assert [row.parent for row in inventory.tables["pool_user"]] == ["窑1", "窑1"]
    assert inventory.tables["leg"][1].pointer == "/活动/1/运输段/1"


def test_missing_values_are_absent_and_no_fault() -> None:
    inventory = read(ENGLISH)
    assert "rejected" not in inventory.tables["output"][0].cells
    assert "amount" not in inventory.tables["activity"][2].cells
    assert inventory.tables["exclusion"] == ()


def test_a_table_that_a_part_adds_is_read_like_any() -> None:
    inventory = read(CHINESE)
    assert cell(inventory, "binder", "B1", "carbon").value == 0.62
    assert cell(inventory, "binder", "B1", "open_flame").value is False


# --- values --------------------------------------------------------------------------------------


def test_a_value_knows_its_place_and_how_it_was_written() -> None:
    value = cell(read(CHINESE), "activity", "E1", "amount")
    assert value.value == 85 * 10_000 * 3.6
    assert value.unit is not None
    assert (value.unit.symbol, value.text, value.pointer) == ("万kWh", "85 万kWh", "/活动/2/数量")
    line = CHINESE.splitlines()[value.span.line - 1]
    assert line[value.span.column - 1 :].startswith("85")


def test_labels_become_ids() -> None:
    inventory = read(CHINESE)
    assert cell(inventory, "activity", "M1", "process").value == "magnesia_supply"
    assert cell(inventory, "activity", "M1", "basis").value == "as-received"
    assert cell(inventory, "process", "tempering", "used").value is True
    assert inventory.tables["period"][0].cells["end"].value == "2025-12-31"


def test_the_unit_of_a_factor_holds_for_its_parts() -> None:
    inventory = read(CHINESE)
    assert cell(inventory, "activity", "M1", "factor.fossil").text == "3.1 kgCO2e/kg"
    assert cell(inventory, "activity", "M1", "factor.biogenic").value == pytest.approx(0.1)
    assert cell(inventory, "activity", "M1", "factor.source").value == "供应商"


@pytest.mark.parametrize("name", ["grid-2023", "全国电力平均因子", "national grid average"])
def test_a_factor_of_the_library_is_kept_by_id(name: str) -> None:
    inventory = read(CHINESE.replace("grid-2023", name))
    assert cell(inventory, "activity", "E1", "factor").value == "grid-2023"


def test_factor_fields_may_stand_in_the_row() -> None:
    inventory = read(CHINESE.replace("因子: grid-2023", "因子值: 0.62 kgCO2e/kWh, factor.year: 2023"))
    assert cell(inventory, "activity", "E1", "factor.year").value == 2023
    (fault,) = faults_of(
        CHINESE.replace("    值: 3.2", "    值: 3.2").replace("  因子:\n", "  因子值: 1 kgCO2e/kg\n  因子:\n")
    )
    assert fault.kind.code == "duplicate-field"


def test_text_is_compared_in_nfkc_and_shown_as_written() -> None:
    inventory = read(MINIMAL.replace("id: P1", "id: ＭＴ－14Ａ"))
    value = inventory.tables["product"][0].cells["id"]
    assert (value.value, value.text) == ("MT-14A", "ＭＴ－14Ａ")


def test_long_text_is_shortened_only_where_it_is_shown() -> None:
    value = read(MINIMAL.replace("brick", "砖" * 100)).tables["product"][0].cells["name"]
    assert value.value == "砖" * 100
    assert len(value.text) == 60


def test_open_choices_keep_what_they_do_not_know() -> None:
    text = CHINESE.replace("单元过程: 混练", "单元过程: 自制料")
    assert [fault.kind.code for fault in faults_of(text)] == ["unknown-option"]
    inventory, faults = read_inventory("清单.yaml", text.encode(), standard_by_hand(process_open=True))
    assert not faults
    assert inventory is not None
    assert inventory.tables["exclusion"][0].cells["process"].value == "自制料"


# --- faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "- 1\n", "just text\n", "name: x\nversion: 2\n", "[]", "3"])
def test_what_is_no_inventory_is_said_once(text: str) -> None:
    assert len(faults_of(text)) == 1


def test_faults_come_in_the_order_of_the_file_with_a_count_of_the_rest() -> None:
    rows = "".join(f"- {{id: X{number}, mass: {number}}}\n" for number in range(1, 71))
    faults = faults_of(MINIMAL + "binder:\n" + rows)
    assert len(faults) == MOST_LISTED + 1
    assert [fault.span.line for fault in faults[:-1]] == list(range(5, 5 + MOST_LISTED))
    assert faults[-1].kind.code == "more-faults"
    assert "20" in faults[-1].message.zh


def test_a_hostile_number_of_faults_is_cut_short() -> None:
    keys = "".join(f"  k{number}: 1\n" for number in range(30_000))
    faults = faults_of(MINIMAL + "output:\n" + keys)
    assert len(faults) == MOST_LISTED + 1


def test_a_refused_table_does_not_fault_those_that_refer_to_it() -> None:
    codes = [fault.kind.code for fault in faults_of(CHINESE.replace("共用计量:\n", "共用计量表:\n"))]
    assert codes == ["unknown-section"]
    codes = [fault.kind.code for fault in faults_of(CHINESE.replace("- 编号: 窑1\n", "- 编号:\n"))]
    assert codes == ["missing-field"]


def test_both_languages_offer_near_names() -> None:
    (fault,) = faults_of(MINIMAL + "output: {acepted: 1 t}\n")
    assert fault.hint is not None
    assert fault.hint.zh == "是否想写：合格品产量（accepted）？"
    assert fault.hint.en == "Did you mean accepted (合格品产量)?"


def test_a_very_long_number_is_refused_like_any() -> None:
    (fault,) = faults_of(CHINESE.replace("含碳量: 14 %", f"含碳量: 0.{'1' * 70}"))
    assert fault.kind.code == "missing-unit"


@pytest.mark.parametrize(
    "data, claimed",
    [
        (b"standard: magnesia_carbon\n", "magnesia_carbon"),
        ("标准: 镁碳砖\n".encode(), "镁碳砖"),
        (b"standard:\n", None),
        (b"standard: []\n", None),
        (b"edition: 1\n", None),
        (b"- 1\n", None),
        (b"\xff\xfe", None),
        (b"a: [", None),
    ],
)
def test_the_claimed_standard(data: bytes, claimed: str | None) -> None:
    assert claimed_standard("清单.yaml", data) == claimed


# --- no text makes the reader raise --------------------------------------------------------------

PIECES: Final = sorted(
    {piece for line in CHINESE.splitlines() for piece in line.split()}
    | {"", "-", "[", "{}", "null", "1e999", "2025-13-45", "−5 t", "？", "\t", "0/0", "5 m3/(h"}
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_mutated_inventory_never_raises(data: st.DataObject) -> None:
    lines = (CHINESE if data.draw(st.booleans()) else ENGLISH).splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        parts = lines[number].split(" ")
        place = data.draw(st.integers(0, len(parts) - 1))
        parts[place] = data.draw(st.sampled_from(PIECES) | st.text(max_size=6))
        lines[number] = " ".join(parts)
    inventory, faults = read_inventory("清单.yaml", "\n".join(lines).encode("utf-8", "replace"), BY_HAND)
    assert (inventory is None) is bool(faults)


SCALARS: Final = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(PIECES)
)
TREES: Final = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PIECES), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_tree_with_a_strange_branch_never_raises(data: st.DataObject) -> None:
    node, _ = read_document("清单.yaml", CHINESE.encode())
    assert node is not None
    tree = as_python(node)
    _graft(tree, data)
    text = json.dumps(tree, ensure_ascii=False)
    inventory, faults = read_inventory("清单.json", text.encode("utf-8", "replace"), BY_HAND)
    assert (inventory is None) is bool(faults)


def _graft(tree: object, data: st.DataObject) -> None:
    """Put something else in the place of one value."""
    while isinstance(tree, dict | list):
        keys = sorted(tree) if isinstance(tree, dict) else range(len(tree))
        key = data.draw(st.sampled_from(keys))
        inner = tree[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            tree[key] = data.draw(TREES)
            return
        tree = inner
