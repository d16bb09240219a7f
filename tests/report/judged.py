"""Judgements to report on: the starter's plant, as it is and with things wrong."""

from __future__ import annotations

from functools import cache
from typing import Final

from refcf_rules.api import load_inventory, load_standard, validate
from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.model.standard import Standard
from refcf_rules.report.result import Result, Run
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.render import Style
from tests.architecture.checkout import ROOT

STARTER: Final = ROOT / "refcf_rules/cli/starter"
ENGLISH: Final = Run(1, "0.0", Style("en"))
CHINESE: Final = Run(1, "0.0", Style("zh"))
WRONG_FACTOR: Final = ("kgCO2e/kWh, kind: footprint", "kgCO2e/kWh, kind: grid-co2")
NO_AMOUNT: Final = ("  amount: 300000 Nm3\n", "  amount:\n")
PLACEHOLDER: Final = ("{value: 1.4 tCO2e/t,", "{value: 1.4 tCO2e/t, status: placeholder,")
WAIVER: Final = Waiver("electricity_factor", '供应商 <停产> & "x"', "工作组", "2026-12-31")


@cache
def standard() -> Standard:
    return load_standard(STARTER / "my_bricks.pcr")


def judgement(*changes: tuple[str, str], waivers: tuple[Waiver, ...] = (), trace: bool = False) -> Judgement:
    text = (STARTER / "examples/plant.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    inventory = load_inventory(text.encode(), standard(), name="清单 1/plant.yaml")
    if trace:
        return judge(standard(), inventory, tool_version="0.0", with_trace=True)
    return validate(inventory, standard(), waivers, today="2026-01-31")


def result(*changes: tuple[str, str], waivers: tuple[Waiver, ...] = (), trace: bool = False) -> Result:
    return Result("清单 1/plant.yaml", standard(), judgement(*changes, waivers=waivers, trace=trace))


def unreadable(*faults: Fault) -> Result:
    return Result("bad.yaml", None, None, faults)


def everything(fault: Fault) -> list[Result]:
    """One result of each sort."""
    return [
        result(),
        result(WRONG_FACTOR, NO_AMOUNT),
        result(WRONG_FACTOR, waivers=(WAIVER,)),
        result(PLACEHOLDER, trace=True),
        unreadable(fault),
    ]
