"""Small standards compiled from their text, for the tests of prose and site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.pipeline import compile_standard

HEADER: Final = """
standard {name} {{
    number "T/X 1—2026"
    title zh "产品碳足迹 耐火材料 第1部分：通则" en "Carbon footprint — Refractories — Part 1: General"
    status draft for comments
    cites "GB/T 24067—2024", "GB/T 8170"
}}
"""
SMALL: Final = """
product brick zh "镁碳砖" en "magnesia-carbon brick" {
    state tempered
    composition MgO at least 70 %, C from 5 % to 50 %, Al2O3 set by committee
}
clause terms {
    title zh "术语和定义" en "Terms and definitions"
    term own_reject zh "自产返回料" en "own reject" means zh "在本厂返回使用的废品" en "rejects used again on the site"
}
clause units {
    title zh "声明单位" en "Declared unit"
    declared unit 1 t zh "出厂产品" en "product as delivered"
    functional unit lining {
        text zh "内衬" en "lining"
        per 1 t zh "出钢量" en "of tapped steel"
        given installed zh "砌筑量" en "mass installed" : mass
        given tapped zh "出钢量" en "steel tapped" : mass
        reference flow = installed / tapped
    }
}
clause scope_of_work {
    title zh "系统边界和取舍" en "Boundary and cut-off"
    clause edges {
        title zh "系统边界" en "System boundary"
        boundary cradle to gate {
            stage raw_materials zh "原材料获取阶段" en "raw material acquisition" {
                process magnesia_supply zh "镁砂生产" en "magnesia production" required
                process reclaim zh "再生料处理" en "treatment of reclaimed bricks" required when any reclaimed input i
            }
            stage manufacturing zh "生产阶段" en "manufacturing" {
                process tempering zh "热处理" en "tempering" required
            }
            exclude capital_goods zh "资本货物" en "capital goods" because zh "与产量无关" en "not tied to output"
        }
    }
    clause cut_off {
        title zh "取舍准则" en "Cut-off criteria"
        text zh "单项质量占比不应大于{cut_off.each.mass}。"
             en "A single flow shall be at most {cut_off.each.mass} of mass."
        cut-off {
            each at most 1 % of mass and 1 % of emissions
            together at most 5 % of mass and 3 % of emissions
            never any energy because zh "能源没有质量" en "energy has no mass"
        }
        clause evidence {
            title zh "依据" en "Evidence"
            rule omission_documented zh "舍去项的依据" en "evidence of an omission" shall {
                for each exclusion x
                require x.method is given and x.reason is given and x.evidence is given
                if not zh "“{x.id}”缺少依据" en "{x.id} lacks its evidence"
                because zh "取舍要能核查" en "an omission must be open to verification"
                source "GB/T 24067—2024"
            }
        }
    }
}
clause allocation {
    title zh "分配" en "Allocation"
    allocation { shared tempering by mass_charged * dwell not by revenue own rejects closed loop }
}
clause data {
    title zh "数据" en "Data"
    rule footprint_electricity zh "电力因子" en "electricity factor" shall {
        for each purchased electricity input e of manufacturing
        require e.factor.kind is footprint
    }
    not checkable representativeness because zh "由核查员判断" en "for the verifier to judge"
}
clause calculation {
    title zh "计算" en "Calculation"
    add table binder zh "结合剂" en "binder" {
        field mass zh "质量" en "mass" : mass
        field carbon zh "含碳量" en "carbon content" : carbon-content
        field retained zh "留存率" en "share retained" : share
    }
    parameter CO2_per_carbon zh "碳换算" en "carbon dioxide per carbon" = 44/12 in kgCO2/kgC source "IPCC 2006"
    emission binder_carbon zh "结合剂失碳" en "binder carbon" at tempering as fossil
        for each binder b = b.mass * b.carbon * (1 - b.retained) * CO2_per_carbon
    footprint CFP zh "产品碳足迹" en "carbon footprint" = sum of emissions over each stage / output
    report CFP in kgCO2e/t, rounded to 1 kgCO2e/t
    grade by CFP as reported { level 1 at most set by committee level 2 the rest }
    report items { item limitations zh "局限" en "limitations" }
}
example satisfying "plant.yaml" zh "满足的工厂" en "a plant that satisfies" { satisfied }
example careless from satisfying zh "没有依据" en "no evidence" {
    remove exclusion.grease.evidence
    violates only omission_documented
}
"""


def compiled(text: str, name: str = "small", extended: Mapping[str, str] | None = None) -> Standard:
    """The standard ``name`` with this text (a header is put before it); no errors allowed."""
    texts = {name: HEADER.format(name=name) + text if "standard " not in text else text, **(extended or {})}

    def read(part: str) -> tuple[str, bytes] | None:
        return (f"{part}.pcr", texts[part].encode()) if part in texts else None

    result = compile_standard(name, read)
    assert result.standard is not None
    assert result.is_sound, [found.message.en for found in result.diagnostics]
    return result.standard


def small() -> Standard:
    """A standard with one of nearly everything."""
    return compiled(SMALL)
