"""Waivers: a file of its own, read as strictly as an inventory."""

from __future__ import annotations

from typing import Final

import pytest

from refcf_rules.inventory.waivers import read_waivers

GOOD: Final = """\
waivers:
- {rule: cut_off.each, row: X1, reason: 供应商停产, who: 标准工作组, until: 2026-06-30}
- 规则: site_energy
  理由: 电表改造
  批准人: 标准工作组
  有效期至: 2026年3月31日
"""


def test_waivers_are_read_with_their_places() -> None:
    entries, faults = read_waivers("豁免.yaml", GOOD.encode())
    assert not faults
    first, second = entries
    assert (first.rule, first.row, first.until) == ("cut_off.each", "X1", "2026-06-30")
    assert (second.rule, second.row, second.until) == ("site_energy", None, "2026-03-31")
    assert (second.reason, second.who, second.span.line) == ("电表改造", "标准工作组", 3)


@pytest.mark.parametrize("text", ["waivers: []\n", "豁免:\n"])
def test_there_may_be_none(text: str) -> None:
    assert read_waivers("豁免.yaml", text.encode()) == ((), ())


@pytest.mark.parametrize(
    "good, typed, code, line",
    [
        ("until: 2026-06-30", "until: 2026/6/30", "bad-date", 2),
        (", until: 2026-06-30", "", "missing-field", 2),
        ("  批准人: 标准工作组\n", "", "missing-field", 3),
        ("reason:", "reasons:", "unknown-field", 2),
        ("  理由: 电表改造", '  理由: ""', "empty-text", 4),
        ("waivers:\n", "refcf: 1\nwaivers:\n", "unknown-field", 1),
        ("waivers:\n", "豁免: []\nwaivers:\n", "unknown-field", 2),
        ("waivers:", "waiver:", "not-waivers", 1),
        (GOOD, "- 1\n", "not-waivers", 1),
        (GOOD, "waivers: {rule: a}\n", "wrong-shape", 1),
        (GOOD, "waivers: [a]\n", "wrong-shape", 1),
        (GOOD, "", "empty-file", 1),
    ],
)
def test_what_is_not_understood_is_refused(good: str, typed: str, code: str, line: int) -> None:
    assert good in GOOD
    entries, faults = read_waivers("豁免.yaml", GOOD.replace(good, typed).encode())
    assert not entries
    assert [(fault.kind.code, fault.span.line) for fault in faults] == [(code, line)]
