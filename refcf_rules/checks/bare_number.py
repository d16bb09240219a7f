"""A number of a provision stands in its clause as a slot, never typed a second time."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import Words, paragraphs
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.units import unit_pattern
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message, same

KIND: Final = Kind(
    "bare-number",
    Message("条文里直接写了数", "a number typed into the text"),
    Message(
        "规则改了而条文里的数没有改，读者就被骗了；用 {参数} 引用，两处永远相同。",
        "When the rule changes and the number in the text does not, the text lies; a {slot} always agrees.",
    ),
    "text zh “舍去的物料不多于 5 %。” en “Not more than 5 % is omitted.”\n",
    "text zh “舍去的物料不多于 {most_omitted}。” en “Not more than {most_omitted} is omitted.”\n"
    "parameter most_omitted zh “舍去限值” en “limit of omissions” = 5 % source “ISO 14067:2018”\n",
    Severity.WARNING,
)
_NUMBER: Final = r"(?<![\w.．/—:-])[0-9０-９]+(?:[.．][0-9０-９]+)?"
# Said by the way: 1 t as the declared unit, all and nothing, states of a gas, a year.
_HARMLESS: Final = re.compile(r"1 ?\D.*|1?00? ?[%％]|[12][0-9]{3} ?年|.* ?(?:°C|℃|K|kPa)|[0-9.]+ ?a", re.IGNORECASE)
_STANDARDS: Final = re.compile(r"(?:[A-Z]{2,}(?:/[A-Z]+)*|第)\s?[0-9][0-9.:—-]*")


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every paragraph in which a number with a unit is typed."""
    return tuple(
        Diagnostic(
            KIND,
            words.span,
            Message("条文里直接写了“{number}”。", "The text says “{number}”.").filled(number=same(number)),
            Message("设一个参数，写成 {名称}。", "Make it a parameter and write {name}."),
        )
        for words in paragraphs(standard)
        if not words.informative and (number := _typed(words))
    )


def _typed(words: Words) -> str:
    for text in (words.zh, words.en):
        for found in _quantity().finditer(_STANDARDS.sub("", text)):
            if not _HARMLESS.fullmatch(found.group()):
                return found.group()
    return ""


@cache
def _quantity() -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER}[ \u3000\u00a0]?(?:{unit_pattern()})")


CHECK: Final = Check(KIND, run)
