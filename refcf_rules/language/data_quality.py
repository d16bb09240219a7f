"""``data quality``: indicators, scores, weights, the share of primary data (数据质量)."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly, Limit
from refcf_rules.language.expression import kinds
from refcf_rules.language.limit import declare_limit
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import branches, first, label_of, name_of, number_of, plain, span_of, tokens
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model.standard import Indicator
from refcf_rules.source.message import Message, same

_LIMITS: Final = {
    "average_score": (
        "data_quality.average_score.limit",
        Message("平均得分限值", "limit of the average score"),
        Limit(True, "data_quality.average_score"),
        "1",
    ),
    "primary_share": (
        "data_quality.primary_share.limit",
        Message("初级数据占比下限", "lowest share of primary data"),
        Limit(False, "data_quality.primary_share"),
        "%",
    ),
    "contributors": (
        "data_quality.contributors",
        Message("主要贡献者的累计占比", "share that the main contributors make up"),
        Limit(False, "data_quality.average_score"),
        "%",
    ),
}


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Indicators are score fields of an activity; limits become parameters."""
    for item in branches(declaration.tree):
        match item.data:
            case "indicator":
                _indicator(declaration, item, assembly)
            case "contributors" | "average_score" | "primary_share":
                id_, label, strictness, unit = _LIMITS[str(item.data)]
                declare_limit(
                    assembly,
                    declaration,
                    next(branches(item, "limit")),
                    (id_, label),
                    strictness,
                    unit,
                    first(item, "origin"),
                )
            case _:
                pass


def _indicator(declaration: Declaration, item: Branch, assembly: Assembly) -> None:
    token = tokens(item)[0]
    name = name_of(token)
    field = assembly.tables["activity"].field(name)
    if field is None:
        assembly.problems.add(
            kinds.UNDEFINED_NAME,
            span_of(declaration, token),
            Message("活动没有“{name}”这个得分字段。", "An activity has no score field “{name}”.").filled(
                name=same(name)
            ),
            hint=did_you_mean(name, [one.id for one in assembly.tables["activity"].fields]),
        )
        return
    if assembly.take_name(f"indicator {field.id}", span_of(declaration, token)):
        weight = first(item, "number")
        value = number_of(tokens(weight, "NUM")[0]) if weight is not None else 1.0
        label = label_of(item, field.id)
        assembly.indicators.append(
            Indicator(field.id, label if label.zh != field.id else field.label, value, declaration.clause)
        )


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """Weighted scores of the main contributors, the primary share, and rules on both."""
    text = _scores(assembly) if first(declaration.tree, "indicator") is not None else ""
    score_range = first(declaration.tree, "scores")
    if score_range is not None:
        text += _range(score_range, assembly)
    for item in branches(declaration.tree, "average_score", "primary_share"):
        id_ = _LIMITS[str(item.data)][0]
        if assembly.parameters[id_].values[0].value is not None:
            text += _limit(str(item.data), _modality(item))
    return assembly.expand(declaration, text) if text else ()


def _modality(item: Branch) -> str:
    node = next(branches(item, "modality"))
    return {"_SHALL": "shall", "_SHOULD": "should", "_MAY": "may"}[getattr(node.children[0], "type", "_SHALL")]


def _scores(assembly: Assembly) -> str:
    if not assembly.indicators:
        return ""
    contributors = assembly.parameters.get("data_quality.contributors")
    known = contributors is not None and contributors.values[0].value is not None
    major = "a.larger below data_quality.contributors * activity_emission" if known else "true"
    text = f"""
formula major zh "主要贡献者" en "main contributor" for each activity a = {major}
"""
    for one in assembly.indicators:
        text += f"""
formula quality__{one.id} zh "数据质量：{plain(one.label).zh}" en "data quality: {plain(one.label).en}"
    = average of a.{one.id} weighted by a.emission for each activity a where a.major
"""
    weights = " + ".join(f"{one.weight:g}" for one in assembly.indicators)
    terms = " + ".join(f"{one.weight:g} * quality.{one.id}" for one in assembly.indicators)
    return (
        text
        + f"""
formula quality__score zh "数据质量平均得分" en "average data-quality score" = ({terms}) / ({weights})
"""
    )


def _range(item: Branch, assembly: Assembly) -> str:
    low, high = (format(number_of(tokens(one, "NUM")[0]), "g") for one in branches(item, "number"))
    rules = ""
    for one in assembly.indicators:
        rules += f"""
rule data_quality__{one.id} zh "数据质量得分：{plain(one.label).zh}" en "data-quality score: {plain(one.label).en}" shall {{
    for each activity a when a.{one.id} is given
    require a.{one.id} at least {low} and a.{one.id} at most {high}
    if not zh "“{{a.id}}”的{plain(one.label).zh}得分 {{a.{one.id}}} 不在 {low}～{high} 之间"
           en "the score {{a.{one.id}}} of {{a.id}} for {plain(one.label).en} is not between {low} and {high}"
}}
"""
    return rules


def _limit(which: str, modality: str) -> str:
    if which == "average_score":
        return f"""
rule data_quality__average_score zh "数据质量平均得分" en "average data-quality score" {modality} {{
    require quality.score at most data_quality.average_score.limit
    if not zh "主要贡献者的平均得分 {{quality.score}}，限值 {{data_quality.average_score.limit}}"
           en "the average score of the main contributors is {{quality.score}}; the limit is {{data_quality.average_score.limit}}"
}}
"""
    return f"""
rule data_quality__primary_share zh "初级数据占比" en "share of primary data" {modality} {{
    require primary_share at least data_quality.primary_share.limit
    if not zh "初级数据占比 {{primary_share}}，下限 {{data_quality.primary_share.limit}}"
           en "the share of primary data is {{primary_share}}; at least {{data_quality.primary_share.limit}} is required"
}}
"""


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
