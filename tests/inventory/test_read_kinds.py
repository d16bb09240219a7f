"""Every kind of fault: its wrong text gives it, its right text reads, and the page is complete."""

from __future__ import annotations

import re
from typing import Final

import pytest

from refcf_rules.inventory import waivers
from refcf_rules.inventory.document import KINDS as DOCUMENT_KINDS
from refcf_rules.inventory.read import KINDS, read_inventory
from refcf_rules.inventory.read_kinds import MOST_ROWS, NOT_AN_INVENTORY, TOO_MANY_ROWS
from refcf_rules.inventory.waivers import read_waivers
from refcf_rules.source.diagnostic import Kind
from tests.inventory.standard_by_hand import BY_HAND

SECTIONS: Final = {
    "refcf": "refcf: 1\n",
    "product": "product: {id: P1, name: 镁碳砖, class: magnesia-carbon-brick}\n",
    "period": "period: {start: 2025-01-01, end: 2025-12-31}\n",
}
KEY: Final = re.compile(r"^(\w+):", re.MULTILINE)
TOO_MANY: Final = (
    "activities:\n- id: T1\n  process: mixing\n  kind: 运输\n  direction: 输入\n  legs:\n"
    + "  - {}\n" * (MOST_ROWS + 1)
)


def inventory_with(snippet: str, kind: Kind) -> bytes:
    """The snippet within a small inventory, in place of the sections of the same name."""
    if kind is NOT_AN_INVENTORY and not snippet.startswith("refcf"):
        return snippet.encode()
    written = set(KEY.findall(snippet))
    return ("".join(text for key, text in SECTIONS.items() if key not in written) + snippet).encode()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_wrong_text_is_refused_and_the_right_one_read(kind: Kind) -> None:
    wrong = TOO_MANY if kind is TOO_MANY_ROWS else kind.wrong
    inventory, faults = read_inventory("清单.yaml", inventory_with(wrong, kind), BY_HAND)
    assert inventory is None
    assert kind in {fault.kind for fault in faults}
    inventory, faults = read_inventory("清单.yaml", inventory_with(kind.right, kind), BY_HAND)
    assert not faults
    assert inventory is not None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_wrong_text_has_no_other_fault(kind: Kind) -> None:
    if kind.code in {"more-faults", "too-many-rows"}:
        pytest.skip("made of many")
    _, faults = read_inventory("清单.yaml", inventory_with(kind.wrong, kind), BY_HAND)
    assert [fault.kind.code for fault in faults] == [kind.code]


def test_waivers_have_a_kind_of_their_own() -> None:
    (kind,) = waivers.KINDS
    assert [fault.kind for fault in read_waivers("豁免.yaml", kind.wrong.encode())[1]] == [kind]
    assert not read_waivers("豁免.yaml", kind.right.encode())[1]


@pytest.mark.parametrize("kind", [*KINDS, *waivers.KINDS], ids=lambda kind: kind.code)
def test_a_kind_explains_itself_in_both_languages(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.code)
    for said in (kind.title, kind.why):
        assert re.search(r"[\u4e00-\u9fff]", said.zh)
        assert not re.search(r"[\u4e00-\u9fff]", said.en.replace("“数量”", ""))
    assert len(kind.title.en.split()) <= 8


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in (*KINDS, *waivers.KINDS, *DOCUMENT_KINDS)]
    assert len(codes) == len(set(codes))
