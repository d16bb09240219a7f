"""The sorts of problems an expression can have."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

UNDEFINED_NAME: Final = Kind(
    "undefined-name",
    Message("没有这个名称", "nothing has this name"),
    Message(
        "名称要先在条款、通则或清单字段中出现。",
        "A name must be declared in a clause, in the general part, or as a field of the inventory.",
    ),
    "rule tonnes zh “产量” en “output” shall {\n    require output.acepted is given\n}\n",
    "rule tonnes zh “产量” en “output” shall {\n    require output.accepted is given\n}\n",
)
UNIT_MISMATCH: Final = Kind(
    "unit-mismatch",
    Message("单位不相符", "units do not match"),
    Message(
        "相加、相减和比较的两边要是同一种量；占比要求上下是同一种量。",
        "What is added or compared must measure the same; a share needs the same quantity above and below.",
    ),
    "rule light zh “质量” en “mass” shall {\n    require output.accepted at most 5 MJ\n}\n",
    "rule light zh “质量” en “mass” shall {\n    require output.accepted at most 5 t\n}\n",
)
BASIS_MISMATCH: Final = Kind(
    "basis-mismatch",
    Message("质量基准不相符", "mass bases do not match"),
    Message(
        "干基、收到基和烧后的质量不能直接相加或比较；先用含水率或灼减换算。",
        "Dry, as-received and fired masses are not added or compared; convert with moisture or loss on ignition.",
    ),
    "add to output {\n    field wet zh “湿重” en “wet mass” : mass as-received\n}\n"
    "rule mass zh “质量” en “mass” shall {\n    require (sum of a.mass for each activity a) at most output.wet\n}\n",
    "rule mass zh “质量” en “mass” shall {\n    require (sum of a.mass for each activity a) at most 5 t\n}\n",
)
TYPE_MISMATCH: Final = Kind(
    "type-mismatch",
    Message("值的类型不相符", "the kinds of value do not match"),
    Message("数、文字、日期、选项和是非各有自己的运算。", "Numbers, texts, dates, options and truths do not mix."),
    "rule name zh “名称” en “name” shall {\n    require product.name at most 5\n}\n",
    "rule name zh “名称” en “name” shall {\n    require product.name is given\n}\n",
)
UNKNOWN_OPTION: Final = Kind(
    "no-such-option",
    Message("没有这个选项", "no such option"),
    Message("选项来自一个封闭的列表。", "Options come from a closed list."),
    "rule power zh “电力” en “power” shall {\n    for each input e where e.kind is electricty\n"
    "    require e.amount is given\n}\n",
    "rule power zh “电力” en “power” shall {\n    for each input e where e.kind is electricity\n"
    "    require e.amount is given\n}\n",
)
AMBIGUOUS_WORD: Final = Kind(
    "ambiguous-word",
    Message("一个词有两种意思", "a word with two meanings"),
    Message(
        "修饰语要恰好是一个字段的选项；否则读者和机器会选不同的行。",
        "An adjective is an option of exactly one field; else reader and machine may pick different rows.",
    ),
    "boundary cradle to gate {\n    stage transport zh “运输阶段” en “transport stage” {\n"
    "        process haulage zh “拉运” en “haulage” optional\n    }\n}\n"
    "rule legs zh “运输段” en “legs” shall {\n    for each transport activity t\n    require t.amount is given\n}\n",
    "boundary cradle to gate {\n    stage transportation zh “运输阶段” en “transport stage” {\n"
    "        process haulage zh “拉运” en “haulage” optional\n    }\n}\n"
    "rule legs zh “运输段” en “legs” shall {\n    for each transport activity t\n    require t.amount is given\n}\n",
)
DIFFERENCE_WITH_ZERO: Final = Kind(
    "difference-with-zero",
    Message("差值不与 0 比较", "a difference is not compared with 0"),
    Message(
        "0.1 + 0.2 − 0.3 在表格里是 0，在程序里不是；写出两边，判定才处处相同。",
        "0.1 + 0.2 − 0.3 is 0 in a spreadsheet and not in a program; two written sides judge alike everywhere.",
    ),
    "rule stock zh “库存” en “stock” shall {\n    require output.charged - output.accepted at least 0 t\n}\n",
    "rule stock zh “库存” en “stock” shall {\n    require output.charged at least output.accepted\n}\n",
)
NESTED_AGGREGATE: Final = Kind(
    "nested-aggregate",
    Message("条件里不能再求和", "no sum inside a filter"),
    Message(
        "每个公式要能放进一列表格；先把里面的合计写成单独的公式。",
        "Each formula must fit one column of a sheet; name the inner sum as a formula of its own first.",
    ),
    "formula heavy zh “大项” en “large items” = count of activity a "
    "where a.mass above (sum of b.mass for each activity b)\n",
    "formula all_mass zh “总质量” en “all mass” = sum of b.mass for each activity b\n"
    "formula heavy zh “大项” en “large items” = count of activity a where a.mass above all_mass\n",
)
CIRCULAR: Final = Kind(
    "circular-definition",
    Message("定义成环", "the definition goes in a circle"),
    Message("一个数不能由它自己算出。", "A number cannot be worked out from itself."),
    "formula one zh “一” en “one” = two + 1\nformula two zh “二” en “two” = one + 1\n",
    "formula one zh “一” en “one” = 1\nformula two zh “二” en “two” = one + 1\n",
)
TOO_LONG: Final = Kind(
    "too-long",
    Message("表达式过长", "the expression is too long"),
    Message(
        "读者和单元格都放不下；限制它也使任何文件都能在有限时间内读完。",
        "Neither a reader nor a cell can hold it; the limit also lets every file be read in bounded time.",
    ),
    "formula long zh “长” en “long” = " + " + ".join("1" * 1 for _ in range(150)) + "\n",
    "formula long zh “长” en “long” = 1 + 1\n",
)
KINDS: Final = (
    UNDEFINED_NAME,
    UNIT_MISMATCH,
    BASIS_MISMATCH,
    TYPE_MISMATCH,
    UNKNOWN_OPTION,
    AMBIGUOUS_WORD,
    DIFFERENCE_WITH_ZERO,
    NESTED_AGGREGATE,
    CIRCULAR,
    TOO_LONG,
)
