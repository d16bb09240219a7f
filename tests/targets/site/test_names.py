"""File names work on every system, whatever the names in the standard."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.targets.registry import SITE
from refcf_rules.targets.site.names import anchor, file_name
from tests.targets.prose.standards import compiled

SAFE: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.IGNORECASE)
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
CHINESE: Final = """
条款 取舍准则 {
    标题 中文 “取舍准则” 英文 “Cut-off”
    规则 合格品 中文 “合格品” 英文 “accepted product” 应 {
        要求 output.accepted 已给出
        理由 中文 “产量是分母” 英文 “the output is the divisor”
    }
}
clause con {
    title zh "设备名" en "device name"
}
clause Con {
    title zh "大写" en "capital"
}
"""


def test_paths_are_safe_and_distinct_also_without_case() -> None:
    paths = [one.path for one in SITE.emit(compiled(CHINESE, "砖")).artifacts]
    assert len(paths) == len({path.lower() for path in paths})
    for path in paths:
        for part in path.split("/"):
            assert SAFE.fullmatch(part), path
            assert not RESERVED.fullmatch(part.split(".")[0]), path


def test_chinese_names_become_ascii_and_stay_apart() -> None:
    names = [file_name(one) for one in ("取舍准则", "取舍", "镁碳砖", "a取舍", "CO2", "co2", "nul")]
    assert len(set(names)) == len(names)
    assert all(one.isascii() and one == one.lower() for one in names)


def test_no_clause_takes_the_page_of_another() -> None:
    """A clause may be called foreword, index, whole or annex like a page that every part has."""
    clauses = "".join(
        f'clause {name} {{\n    title zh "甲" en "A"\n}}\n'
        for name in ("foreword", "whole", "annex", "index", "aB", "a-b")
    )
    nested = f'clause outer {{\n    title zh "外" en "outer"\n{clauses}}}\n'
    for text in (clauses, nested):
        paths = [one.path for one in SITE.emit(compiled(text)).artifacts]
        assert len(paths) == len(set(paths))


def test_anchors_of_plain_ids_are_the_ids() -> None:
    assert anchor("rule", "cut_off.each.mass") == "rule-cut_off.each.mass"
    assert anchor("rule", "取舍").isascii()
