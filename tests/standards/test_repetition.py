"""Class parts share through the general part: what two parts say in the same words is measured and kept small."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest

from tests.architecture.checkout import ROOT

SERIES: Final = ROOT / "standards" / "refractories"
CLASS_PARTS: Final = tuple(
    sorted(path.stem for path in SERIES.glob("*.pcr") if path.stem not in {"general", "factors"})
)
# A sentence of a clause, a message or a way out; titles, labels and the reasons of single items may be equal.
_SENTENCE: Final = re.compile(
    r'(?:text|note|if not|fix|条文|注|不符合时提示|改正方法)\s+(?:zh|中文)\s*[“"]([^”"\n]{12,})[”"]'
)
_STATEMENT: Final = re.compile(r"^\s*(?:require|enters|leaves|formula|要求|进入|离开|公式).{40,}$", re.MULTILINE)
_ELSEWHERE_AT_MOST: Final = 0.15


def rules_of(part: str) -> str:
    """The text of a part without its header and its examples, which repeat by their nature."""
    text = (SERIES / f"{part}.pcr").read_text(encoding="utf-8")
    return re.sub(r"^example .*?^}\n", "", text, flags=re.MULTILINE | re.DOTALL).partition("\n}\n")[2]


def said_in(part: str) -> Counter[str]:
    text = rules_of(part)
    return Counter([*_SENTENCE.findall(text), *(one.strip() for one in _STATEMENT.findall(text))])


@pytest.mark.parametrize("part", CLASS_PARTS)
def test_little_is_said_in_the_words_of_another_part(part: str) -> None:
    own = said_in(part)
    others = Counter(one for other in (*CLASS_PARTS, "general") if other != part for one in said_in(other))
    copied = sorted(one for one in own if one in others)
    assert sum(own[one] for one in copied) <= _ELSEWHERE_AT_MOST * own.total(), copied
