"""The phrases of expressions: how each form is said in words and written as a formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.source.message import Message, same

_SIGNS: Final = {
    "+": same("{left} + {right}"),
    "-": same("{left} − {right}"),
    "*": same("{left} × {right}"),
    "/": same("{left} ÷ {right}"),
    "negative": same("−{operand}"),
}
WORDS: Final[Mapping[str, Message]] = {
    **_SIGNS,
    "<=": Message("{left} 不大于 {right}", "{left} is at most {right}"),
    "<": Message("{left} 小于 {right}", "{left} is below {right}"),
    ">=": Message("{left} 不小于 {right}", "{left} is at least {right}"),
    ">": Message("{left} 大于 {right}", "{left} is above {right}"),
    "=": Message("{left} 为 {right}", "{left} is {right}"),
    "!=": Message("{left} 不为 {right}", "{left} is not {right}"),
    "among": Message("{value} 为 {options} 之一", "{value} is one of {options}"),
    "one": Message("{value} 为 {options}", "{value} is {options}"),
    "not": Message("并非 {operand}", "not {operand}"),
    "and": Message(" 且 ", " and "),
    "or": Message(" 或 ", " or "),
    "not among": Message("{value} 不为 {options} 之一", "{value} is not one of {options}"),
    "not one": Message("{value} 不为 {options}", "{value} is not {options}"),
    "given": Message("{operand} 已填写", "{operand} is given"),
    "missing": Message("{operand} 未填写", "{operand} is missing"),
    "if": Message("若 {test}，则 {then}，否则 {otherwise}", "if {test}, then {then}, otherwise {otherwise}"),
    "lookup": Message("按 {keys} 查“{table}”", "{table} for {keys}"),
    "year": Message("{operand}的年份", "year of {operand}"),
    "rounded": Message("{operand} 修约至 {step}", "{operand} rounded to {step}"),
    "joined": Message("所属{table}的{field}", "{field} of its {table}"),
    "outer": Message("该{table}的{field}", "{field} of this {table}"),
    "where": Message("{filter} 的", " where {filter}"),
    "sum": Message("对{where}各{row}求和：{value}", "sum of {value} over {rows}{where}"),
    "count": Message("{where}{row}的个数", "number of {rows}{where}"),
    "any": Message("{where}{row}中至少有一个：{value}", "at least one of the {rows}{where}: {value}"),
    "any row": Message("至少有一个{where}{row}", "there is at least one of the {rows}{where}"),
    "every": Message("{where}每个{row}都：{value}", "each of the {rows}{where}: {value}"),
    "least": Message("{where}各{row}的最小值：{value}", "least of {value} over {rows}{where}"),
    "greatest": Message("{where}各{row}的最大值：{value}", "greatest of {value} over {rows}{where}"),
    "average": Message("{where}各{row}的平均值：{value}", "average of {value} over {rows}{where}"),
    "weighted": Message(
        "{where}各{row}的加权平均值：{value}，权重为 {weight}",
        "average of {value} weighted by {weight} over {rows}{where}",
    ),
    "interpolated": Message(
        "在{where}各{row}之间按{by}线性插值到 {at} 的{value}",
        "{value} interpolated by {by} to {at} between {rows}{where}",
    ),
    "repeated": Message("{following}（初值：{start}）", "{following} (beginning with {start})"),
}
FORMULA: Final[Mapping[str, Message]] = {
    **WORDS,
    "<=": same("{left} ≤ {right}"),
    "<": same("{left} < {right}"),
    ">=": same("{left} ≥ {right}"),
    ">": same("{left} > {right}"),
    "=": same("{left} = {right}"),
    "!=": same("{left} ≠ {right}"),
    "among": same("{value} ∈ {{options}}"),
    "one": same("{value} = {options}"),
    "not among": same("{value} ∉ {{options}}"),
    "not one": same("{value} ≠ {options}"),
    "not": same("¬{operand}"),
    "and": same(" ∧ "),
    "or": same(" ∨ "),
    "if": Message("若({test}; {then}; {otherwise})", "if({test}; {then}; {otherwise})"),
    "lookup": same("{table}[{keys}]"),
    "rounded": Message("修约({operand}; {step})", "round({operand}; {step})"),
    "where": same(" | {filter}"),
    "sum": same("Σ[{row}{where}] {value}"),
    "count": same("N[{row}{where}]"),
    "any": same("∃[{row}{where}] {value}"),
    "any row": same("∃[{row}{where}]"),
    "every": same("∀[{row}{where}] {value}"),
    "least": same("min[{row}{where}] {value}"),
    "greatest": same("max[{row}{where}] {value}"),
    "average": Message("平均[{row}{where}] {value}", "mean[{row}{where}] {value}"),
    "interpolated": Message(
        "插值[{row}{where}; {by} → {at}] {value}", "interpolated[{row}{where}; {by} → {at}] {value}"
    ),
    "weighted": Message("加权平均[{row}{where}; {weight}] {value}", "mean[{row}{where}; {weight}] {value}"),
}
