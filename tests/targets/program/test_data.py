"""The data of a standard: plain JSON, the same every time, and in step with what the reference reader knows."""

from __future__ import annotations

import json

from refcf_rules.inventory import row_wording
from refcf_rules.inventory.cell_number import UNIT_NAME
from refcf_rules.inventory.read_shape import COMPANY, HEADERS, shapes_of
from refcf_rules.targets.program.data import SLIPS, standard_data
from refcf_rules.targets.python.runtime.standard import UNIT_NAMES
from tests.targets.python.standards import PARTS, compiled


def test_it_is_json_and_always_the_same() -> None:
    standard, _ = compiled(PARTS[0])
    text = json.dumps(standard_data(standard), allow_nan=False)
    assert json.dumps(standard_data(standard), allow_nan=False) == text


def test_keys_stand_for_what_they_do_in_the_reference_reader() -> None:
    standard, runtime = compiled(PARTS[0])
    for id_, shape in shapes_of(standard.tables).items():
        found = runtime.shape(id_)
        assert found.slots.keys() == shape.slots.keys()
        assert [name for name, _ in found.names] == [name.id for name in shape.names]
        assert [set(spellings) for _, spellings in found.names] == [set(name.all) for name in shape.names]
        assert tuple(found.main) == shape.main_numbers


def test_small_lists_are_those_of_the_reference_reader() -> None:
    data = standard_data(compiled(PARTS[0])[0])
    assert SLIPS == row_wording._FIELD_SLIPS  # noqa: SLF001 -- two rooms that may not import each other
    assert data["headers"] == {name.id: list(name.all) for name in HEADERS}
    assert UNIT_NAME.all == UNIT_NAMES
    tables = data["tables"]
    assert isinstance(tables, dict)
    assert list(tables["company"]["fields"]) == [field.id for field in COMPANY.fields]
