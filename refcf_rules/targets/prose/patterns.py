"""How each operator is put into words; ``{slots}`` are filled by the writer of expressions."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message, same

OPERATORS: Final = {
    "+": same("{left} + {right}"),
    "-": same("{left} − {right}"),
    "*": same("{left} × {right}"),
    "/": same("{left} ÷ {right}"),
    "<=": Message("{left}不大于{right}", "{left} is at most {right}"),
    "<": Message("{left}小于{right}", "{left} is below {right}"),
    ">=": Message("{left}不小于{right}", "{left} is at least {right}"),
    ">": Message("{left}大于{right}", "{left} is above {right}"),
    "=": Message("{left}为{right}", "{left} is {right}"),
    "!=": Message("{left}不为{right}", "{left} is not {right}"),
}
# The same with a modal verb: 应 / shall.
OBLIGED: Final = {
    "<=": Message("{left}{verb}不大于{right}", "{left} {verb} be at most {right}"),
    "<": Message("{left}{verb}小于{right}", "{left} {verb} be below {right}"),
    ">=": Message("{left}{verb}不小于{right}", "{left} {verb} be at least {right}"),
    ">": Message("{left}{verb}大于{right}", "{left} {verb} be above {right}"),
    "=": Message("{left}{verb}为{right}", "{left} {verb} be {right}"),
    "!=": Message("{left}{verb_not}为{right}", "{left} {verb_not} be {right}"),
    "one": Message("{value}{verb}为{options}", "{value} {verb} be {options}"),
    "not one": Message("{value}{verb_not}为{options}", "{value} {verb_not} be {options}"),
    "given": Message("{verb}给出{operand}", "{operand} {verb} be given"),
    "not given": Message("{verb_not}给出{operand}", "{operand} {verb_not} be given"),
    "any row": Message("清单中{verb}至少有一个{row}", "the inventory {verb} contain at least one {row}"),
    "no row": Message("清单中{verb_not}有{row}", "the inventory {verb_not} contain any {row}"),
    "any": Message("{verb}至少有一个{row}满足：{value}", "at least one {row} {verb} satisfy: {value}"),
    "every": Message("每个{row}，{value}", "for each {row}, {value}"),
    "if": Message("当{test}时，{then}；否则，{otherwise}", "if {test}, {then}; otherwise, {otherwise}"),
    "given that": Message("当{test}时，{then}", "if {test}, {then}"),
    "true": Message("“{operand}”{verb}成立", "“{operand}” {verb} hold"),
    "other": Message("{verb}满足：{operand}", "the following {verb} hold: {operand}"),
    "either": Message("{verb}满足下列条件之一：{operands}", "at least one of the following {verb} hold: {operands}"),
}
WORDS: Final = {
    "negative": same("−{operand}"),
    "brackets": Message("（{inner}）", "({inner})"),
    "one": Message("{value}为{options}", "{value} is {options}"),
    "not among": Message("{value}不为{options}", "{value} is not {options}"),
    "not": Message("并非{operand}", "it is not the case that {operand}"),
    "given": Message("给出了{operand}", "{operand} is given"),
    "missing": Message("没有给出{operand}", "{operand} is missing"),
    "if": Message("若{test}，则为{then}，否则为{otherwise}", "{then} if {test}, otherwise {otherwise}"),
    "lookup": Message("“{table}”中{keys}的值", "the value of {table} for {keys}"),
    "year": Message("{operand}的年份", "the year of {operand}"),
    "rounded": Message("{operand}修约至{step}", "{operand} rounded to {step}"),
    "joined": Message("所属{table}的{field}", "the {field} of its {table}"),
    "outer": Message("该{table}的{field}", "the {field} of that {table}"),
    "outer row": Message("该{table}", "that {table}"),
    "cell": Message("{field}", "the {field}"),
    "sum": Message("各{row}的{value}之和", "the sum of {value} over all {rows}"),
    "count": Message("{row}的个数", "the number of {rows}"),
    "any row": Message("有{row}", "there is any {row}"),
    "no row": Message("没有{row}", "there is no {row}"),
    "any": Message("至少有一个{row}满足“{value}”", "at least one of the {rows} satisfies: {value}"),
    "every": Message("每个{row}都满足“{value}”", "each of the {rows} satisfies: {value}"),
    "least": Message("各{row}的{value}的最小值", "the least of {value} over all {rows}"),
    "greatest": Message("各{row}的{value}的最大值", "the greatest of {value} over all {rows}"),
    "average": Message("各{row}的{value}的平均值", "the average of {value} over all {rows}"),
    "weighted": Message(
        "各{row}的{value}按{weight}加权的平均值", "the average of {value}, weighted by {weight}, over all {rows}"
    ),
    "interpolated": Message(
        "在{rows}之间按{by}线性插值到{at}的{value}",
        "{value} interpolated linearly by {by} to {at} between the {rows}",
    ),
    "true": Message("“{operand}”成立", "“{operand}” holds"),
    "false": Message("“{operand}”不成立", "“{operand}” does not hold"),
    "quoted": same("“{option}”"),
}
AND: Final = Message("且", " and ")
OR: Final = Message("或", " or ")
OR_LAST: Final = Message("或", " or ")
COMMA: Final = Message("、", ", ")
TRUTHS: Final = {True: Message("是", "yes"), False: Message("否", "no")}
TO_BE_SET: Final = Message("（待委员会确定）", "(to be set by the committee)")
TO_BE_SUPPLIED: Final = Message("（由企业提供）", "(to be supplied by the company)")
# A row: the stage and process it belongs to, its adjectives, its noun, and what else holds of it.
TWIN_OF_OUTER: Final = Message("与该{table}编号相同的", " with the id of that {table}")
OF_OUTER: Final = Message("该{table}的", " of that {table}")
OF_STAGE: Final = Message("{stage}阶段的", " of {stage}")
OF_STAGES: Final = Message("{stage}的", " of {stage}")
OF_PROCESS: Final = Message("“{process}”过程的", " of the process “{process}”")
WITH_DATA: Final = Message("采用{data}的", " with {data}")
WHOSE: Final = Message("{field}为{options}的", " whose {field} is {options}")
WHERE: Final = Message("（{rest}）", " where {rest}")
