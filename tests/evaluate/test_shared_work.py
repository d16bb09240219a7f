"""What examples share gives what each alone would: documents made of values, and the meanings of expressions."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from typing import Final

import pytest

from refcf_rules.api import load_standard
from refcf_rules.evaluate import arithmetic
from refcf_rules.evaluate.example_edit import Plain, document_of, plain
from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.value import Cause, Datum, missing
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory, read_tree
from refcf_rules.model.expression import Comparison, TextLiteral
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import TEXT, TRUTH
from refcf_rules.source.message import same
from refcf_rules.source.text import whole_file
from tests.architecture.checkout import ROOT
from tests.evaluate.evaluating import evaluated
from tests.evaluate.standards_by_hand import SPAN, standard

STARTER: Final = ROOT / "refcf_rules/cli/starter"
PLANT: Final = (STARTER / "examples/plant.yaml").read_bytes()
ODD: Final[Plain] = {
    "refcf": 1,
    "a/b~c": [1, -2.5, 1e-9, "５ t", "", None, True, False, {"深": ['x\n\t"\\']}, []],
    "amount": "1e3",
}
DATA: Final[tuple[Datum, ...]] = ("a", " a ", "ａ", "b", 1.0, True, missing(Cause(same("it"))))


@cache
def rules() -> Standard:
    return load_standard(STARTER / "my_bricks.pcr")


def as_plain(data: bytes) -> Plain:
    node, _ = read_document("plant.yaml", data)
    assert node is not None
    return plain(node)


def shape(found: Inventory | None) -> object:
    """All of an inventory but places and bytes."""
    assert found is not None
    cells = {
        table: [{key: (one.value, one.unit, one.text, one.pointer) for key, one in row.cells.items()} for row in rows]
        for table, rows in found.tables.items()
    }
    return (found.standard, found.edition, cells, [row.pointer for rows in found.tables.values() for row in rows])


@pytest.mark.parametrize("document", [ODD, as_plain(PLANT)], ids=["odd", "plant"])
def test_a_document_of_values_is_what_its_json_reads_as(document: Plain) -> None:
    written, faults = read_document("x.json", json.dumps(document, ensure_ascii=False, indent=1).encode())
    assert faults == ()
    assert written is not None
    made = document_of(document, whole_file("x.json"))
    assert plain(made) == plain(written) == document
    assert _without_places(made) == _without_places(written)


def _without_places(node: object) -> object:
    if isinstance(node, tuple):
        return [_without_places(each) for each in node]
    names = getattr(node, "__slots__", None)
    if names is None:
        return node
    return {name: _without_places(getattr(node, name)) for name in names if not name.endswith("span")}


def test_an_inventory_made_of_values_is_the_one_read_from_json() -> None:
    document = as_plain(PLANT)
    data = json.dumps(document, ensure_ascii=False).encode()
    read, _ = read_inventory("x.json", data, rules())
    made, _ = read_tree("x.json", document_of(document, whole_file("x.json")), "0", rules())
    assert shape(made) == shape(read)


def test_inventories_that_share_meanings_are_judged_as_each_alone() -> None:
    texts = [PLANT, PLANT.replace(b"  amount: 300000 Nm3\n", b"  amount:\n"), PLANT.replace(b"1050 t", b"950 t"), PLANT]
    meanings = Meanings(rules().calculations)
    for text in texts:
        inventory, _ = read_inventory("x.yaml", text, rules())
        assert inventory is not None
        alone = judge(rules(), inventory, tool_version="0", with_trace=True)
        assert judge(rules(), inventory, tool_version="0", meanings=meanings, with_trace=True) == alone


@pytest.mark.parametrize("operator, left", [*product(("=", "!="), DATA)])
def test_a_text_compares_with_a_fixed_one_as_any_two_texts_do(operator: str, left: Datum) -> None:
    sign: arithmetic.Comparator = "=" if operator == "=" else "!="
    fixed = TextLiteral("a", TEXT, SPAN)
    of = Comparison(sign, fixed, fixed, TRUTH, SPAN)
    meaning = Meanings(()).of(of)
    state = evaluated(standard())
    assert meaning(state, {}) is arithmetic.compare(sign, "a", "a")
    other = Meanings(()).of(Comparison(sign, _Constant(left), fixed, TRUTH, SPAN))
    assert other(state, {}) == arithmetic.compare(sign, left, "a")


class _Constant(TextLiteral):
    """A literal of any value."""

    def __init__(self, value: Datum) -> None:
        super().__init__(value, TEXT, SPAN)  # type: ignore[arg-type]  # of any value
