"""The titles and labels of a report in both languages."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message

REPORT: Final = Message("产品碳足迹报告", "Product carbon footprint report")
REDACTED_REPORT: Final = Message("产品碳足迹报告（公开版）", "Product carbon footprint report (redacted)")
SUMMARY: Final = Message("摘要", "Summary")
PRODUCT: Final = Message("产品和企业", "Product and company")
RESULT: Final = Message("结果", "Result")
STAGES: Final = Message("按阶段", "By stage")
COMPONENTS: Final = Message("按温室气体类别（生物源不计入结果）", "By component (biogenic is outside the result)")
FUNCTIONAL: Final = Message("按功能单位", "Per functional unit")
ADDITIONAL: Final = Message("附加信息（不计入产品碳足迹）", "Additional information (not part of the footprint)")
ACTIVITIES: Final = Message("按活动（报告期内，分配后）", "By activity (over the period, after allocation)")
BOUNDARY: Final = Message("系统边界", "System boundary")
CUT_OFF: Final = Message("取舍", "Cut-off")
ALLOCATION: Final = Message("分配", "Allocation")
QUALITY: Final = Message("数据质量", "Data quality")
SENSITIVITY: Final = Message("敏感性", "Sensitivity")
LIMITS: Final = Message("局限和说明", "Limits and notes")
ITEMS: Final = Message("标准要求的报告内容", "Contents that the standard requires")
CLAUSES: Final = Message("逐条结论", "Verdicts clause by clause")
BEFORE: Final = Message("与上一份清单相比", "Compared with the earlier inventory")
WITHHELD: Final = Message("本版隐去的内容", "What this version withholds")
RECEIPT: Final = Message("凭据", "Receipt")

NO_RESULT: Final = Message("无法判定：缺 {count} 项数据", "not decidable: {count} data are missing")
SUBTOTAL: Final = Message("可计算部分的小计（不是结果）", "subtotal of what can be computed (not a result)")
ITEM_MISSING: Final = Message(
    "缺少标准要求的报告内容：{names}", "Items that the standard requires are missing: {names}"
)
VERDICT: Final = Message("符合性：{words}", "Conformity: {words}")
WATERMARK: Final = Message("含占位值，不得对外声明", "PLACEHOLDERS: not to be declared")
PLACEHOLDERS: Final = Message(
    "结果含占位值，不得对外声明：{names}",
    "The result rests on placeholder values and must not be declared: {names}",
)
MISSING_DATA: Final = Message("缺少的数据", "what is missing")
PLACE: Final = Message("所在位置", "place")
NO_FOOTPRINT: Final = Message("此标准没有规定产品碳足迹。", "This standard defines no footprint.")
VALUE: Final = Message("值", "value")
ITEM: Final = Message("项目", "item")
STAGE: Final = Message("阶段", "stage")
COMPONENT: Final = Message("类别", "component")
SHARE: Final = Message("占比", "share")
ACTIVITY: Final = Message("活动", "activity")
PROCESS: Final = Message("单元过程", "unit process")
AMOUNT: Final = Message("数量", "amount")
PART: Final = Message("份额", "allocated")
FACTOR: Final = Message("因子", "factor")
EMISSION: Final = Message("排放", "emission")
SOURCE: Final = Message("来源", "source")
KEY: Final = Message("分配依据", "key")
USERS: Final = Message("共用者", "users")
OUTCOME: Final = Message("结论", "outcome")
CLAUSE: Final = Message("条款", "clause")
RULE: Final = Message("规则", "rule")
FORCE: Final = Message("要求程度", "force")
REMARK: Final = Message("算式或说明", "arithmetic or remark")
REASON: Final = Message("理由", "reason")
MASS: Final = Message("质量", "mass")
GIVEN: Final = Message("有无数据", "data")
ROWS: Final = Message("数据行数", "rows of data")
STATEMENT: Final = Message("内容", "statement")
LOWER: Final = Message("减少 10 %", "10 % lower")
HIGHER: Final = Message("增加 10 %", "10 % higher")
CHANGE: Final = Message("结果变化", "change of the result")
EARLIER: Final = Message("上一份", "earlier")
NOW: Final = Message("本份", "now")
OTHERS: Final = Message("其余 {count} 项", "{count} others")
OTHER_STAGES: Final = Message("其余阶段", "other stages")
MISSING_ITEM: Final = Message("（缺）", "(missing)")
NOT_APPLICABLE: Final = Message("不适用（未提供使用数据）", "not applicable (no service data)")
LARGEST: Final = Message("最大的贡献", "Largest contributions")
STEP: Final = Message(
    "最大的各项活动的数量和因子、分配所用的数据各增减 10 %，其余不变，重新计算全部公式；影响最大的列在前。",
    "Amounts and factors of the largest activities and the data of allocation are changed by 10 % either way, each by "
    "itself, and every formula is worked out anew; the largest effects stand first.",
)
INPUT: Final = Message("改变的数据", "input changed")
SORT: Final = Message("是什么", "what it is")
NOTHING_LARGE: Final = Message("没有可以改变的数据。", "There is no input to change.")
NONE: Final = Message("没有。", "None.")
GROUP: Final = Message("{stage}：{count} 项投入合计", "{stage}: {count} inputs together")
GROUP_ANY: Final = Message("其他投入 {count} 项合计", "{count} other inputs together")
TOO_FEW: Final = Message(
    "投入不足三项，任何一行都会透露配方，因此不列。",
    "There are fewer than three inputs: any line would tell the recipe, and none is shown.",
)
IN_FULL: Final = Message(
    "结果见完整版；一项投入的影响会透露它的份额。",
    "The results stand in the full report; the effect of one input would tell its share.",
)
WITHHELD_TEXT: Final = (
    Message(
        "为保护配方，{count} 项投入并为 {groups} 组，每组至少 3 项；不列名称、数量、因子和各自的排放。",
        "To protect the recipe, {count} inputs are shown in {groups} groups of at least three, without names, amounts, "
        "factors and emissions of each.",
    ),
    Message(
        "各活动和各阶段只给占比，取整到 1 %；不足 3 项的阶段并入“其余阶段”。",
        "Activities and stages are given as whole percents; stages of fewer than three are put together.",
    ),
    Message(
        "不列附加信息、共用者的数据、舍去项明细、各条规则的算式和逐行说明、各项投入的敏感性。",
        "Additional information, data of the users of pools, exclusions one by one, arithmetic and rows of the rules, "
        "and the sensitivity to each input are left out.",
    ),
    Message(
        "企业在“标准要求的报告内容”中自己写的文字未作改动，发布前请核对。",
        "What the company itself wrote under the required contents is unchanged; read it before publishing.",
    ),
    Message(
        "完整版与本版出自同一份清单，供核查方使用。",
        "The full report is of the same inventory and is for the verifier.",
    ),
)
