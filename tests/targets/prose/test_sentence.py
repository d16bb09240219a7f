"""The normative sentence says what the rule checks, in each language, with the modal verb of its force."""

from __future__ import annotations

from typing import Final

import pytest

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Bound, Inlines, Place, plain
from refcf_rules.targets.prose.sentence import sentence_of
from tests.targets.prose.standards import compiled

FIELDS: Final = """
clause c {{
    title zh "条" en "clause"
    boundary cradle to gate {{
        stage manufacturing zh "生产阶段" en "manufacturing" {{
            process kiln zh "烧成" en "firing" required
        }}
    }}
    parameter oldest zh "最大年差" en "greatest age" = 5 source "committee"
    parameter unset zh "限值" en "limit" = set by committee in %
    rule r zh "规则" en "rule" {force} {{ {body} }}
}}
"""

CASES: Final = {
    "a scope with adjectives": (
        "for each purchased electricity input e of manufacturing require e.factor.kind is footprint",
        "对每个生产阶段的外购电力输入，因子类别应为“产品碳足迹因子”。",
        "For each purchased electricity input of manufacturing, the factor kind shall be “footprint factor”.",
    ),
    "a wider option": (
        "for each energy input e require e is site-specific",
        "对每个能源输入，数据类型应为“现场数据”。",
        "For each energy input, the data class shall be “site-specific data”.",
    ),
    "a condition that says given and tests": (
        (
            "for each input i when i.supply is given and i.supply is one of (direct-line, certificate) "
            "require i.evidence is given"
        ),
        "对每个输入，当给出了供电方式且为“直供电”或“绿证电力”时，应给出证据。",
        (
            "For each input, if the supply is given and is “direct line” or “grid with certificates”, "
            "the evidence shall be given."
        ),
    ),
    "several values to be given": (
        "for each exclusion x require x.method is given and x.reason is given and x.evidence is given",
        "对每个舍去项，应给出估算方法、理由和证据。",
        "For each exclusion, the method of estimate, the reason and the evidence shall be given.",
    ),
    "a window": (
        "require output.accepted at least 1 t and output.accepted below 5 t",
        "合格品产量应不小于1 t且小于5 t。",
        "The accepted product shall be at least 1 t and below 5 t.",
    ),
    "a number from a parameter": (
        "for each input i require year of period.end - i.factor.year at most oldest",
        "对每个输入，报告期的结束日期的年份 − 因子年份应不大于5。",
        "For each input, the year of the end of the reporting period − the year of the factor shall be at most 5.",
    ),
    "a prohibition": (
        "for each activity a require a.factor.kind is not limit",
        "对每个活动，因子类别不应为“限额值”。",
        "For each activity, the factor kind shall not be “limit value”.",
    ),
    "rows of another table": (
        "for each transport activity t require any leg l where l.activity is t.id",
        "对每个运输活动，清单中应至少有一个该活动的运输段。",
        "For each transport activity, the inventory shall contain at least one transport leg of that activity.",
    ),
    "a premise": (
        "for each own-reject activity a require a.factor.value is missing or a.factor.value is 0",
        "对每个自产返回料活动，当给出了因子值时，因子值应为0。",
        "For each own reject activity, if the factor value is given, the factor value shall be 0.",
    ),
    "nothing at all": (
        "for each energy exclusion x require false",
        "清单中不应有能源舍去项。",
        "The inventory shall not contain any energy exclusions.",
    ),
    "either of two": (
        "for each activity a require a.evidence is given or a.place is given",
        "对每个活动，应满足下列条件之一：给出了证据；或给出了地域。",
        "For each activity, at least one of the following shall hold: the evidence is given; or the place is given.",
    ),
}


def sentence(body: str, language: Language, force: str = "shall") -> Inlines:
    standard = compiled(FIELDS.format(body=body, force=force))
    rule = next(one for one in standard.requirements if one.id == "r")
    return sentence_of(Context(standard, language), rule)


@pytest.mark.parametrize("body, zh, en", CASES.values(), ids=CASES.keys())
def test_the_sentence_says_the_rule(body: str, zh: str, en: str) -> None:
    assert plain(sentence(body, "zh")) == zh
    assert plain(sentence(body, "en")) == en


@pytest.mark.parametrize(
    "force, zh, en",
    [
        ("shall", "合格品产量应不大于5 t。", "The accepted product shall be at most 5 t."),
        ("should", "合格品产量宜不大于5 t。", "The accepted product should be at most 5 t."),
        ("may", "合格品产量可不大于5 t。", "The accepted product may be at most 5 t."),
    ],
)
def test_the_verb_is_that_of_the_force(force: str, zh: str, en: str) -> None:
    assert plain(sentence("require output.accepted at most 5 t", "zh", force)) == zh
    assert plain(sentence("require output.accepted at most 5 t", "en", force)) == en


def test_a_number_in_a_sentence_is_bound_to_its_parameter() -> None:
    found = sentence("for each input i require i.factor.year at least oldest", "en")
    assert Bound("5", Place("number", "oldest")) in found


def test_a_number_that_is_not_set_shows_a_gap() -> None:
    found = sentence("require output.rejected / output.accepted at most unset", "zh")
    gaps = [one for one in found if isinstance(one, Bound) and one.open]
    assert [one.text for one in gaps] == ["（待委员会确定）"]
