"""Sorts of doubts about a workbook that was read: they change no verdict, and are told beside it."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind, Severity
from refcf_rules.source.message import Message

OLD_EDITION: Final = Kind(
    code="old-edition",
    title=Message("按旧版规则制作的工作簿", "A workbook made for other rules"),
    why=Message(
        "工作簿里的公式按另一版规则计算，与本次判定可能不同。",
        "The formulas of the workbook compute by other rules and may differ from this verdict.",
    ),
    wrong="# 去年的模板 / last year's template\n",
    right="# refcf upgrade 清单.xlsx -o 新清单.xlsx / refcf upgrade book.xlsx -o new.xlsx\n",
    severity=Severity.WARNING,
)
FORMULA_REPLACED: Final = Kind(
    code="formula-replaced",
    title=Message("公式被值覆盖", "A formula was pasted over"),
    why=Message(
        "本应由公式算出的格子里是一个固定的值，输入改变时它不再跟着变。",
        "Where a formula should stand there is a fixed value, which does not follow the inputs.",
    ),
    wrong="# 结果格里粘贴的数 / a number pasted over a result\n",
    right="# 模板原有的公式 / the formula of the template\n",
    severity=Severity.WARNING,
)
FORMULA_CHANGED: Final = Kind(
    code="formula-changed",
    title=Message("公式被改动", "A formula was changed"),
    why=Message(
        "公式与模板中的不同，这份工作簿算出的结果就不是标准规定的结果。",
        "With a formula other than that of the template the workbook no longer computes what the standard says.",
    ),
    wrong="# 把加号改成减号 / a plus turned into a minus\n",
    right="# 模板原有的公式 / the formula of the template\n",
    severity=Severity.WARNING,
)
TABLE_CHANGED: Final = Kind(
    code="table-changed",
    title=Message("标准的数值被改动", "A number of the standard was changed"),
    why=Message(
        "因子库和参数由标准规定；工作簿里的值被改动后，它算出的结果不再是标准的结果。",
        "The factor library and the parameters are set by the standard; with others the workbook computes "
        "something else.",
    ),
    wrong="# 把因子库里的 0.57 改成 0.5 / 0.57 of the library turned into 0.5\n",
    right="# 自有因子填在“企业自己的因子”里 / own factors among the company's own\n",
    severity=Severity.WARNING,
)
META_CHANGED: Final = Kind(
    code="hidden-sheet-changed",
    title=Message("隐藏的核对页被改动", "The hidden sheet of checks was changed"),
    why=Message(
        "核对页记着模板的版本和每个公式的指纹；它被改动后，其余核对都不可靠。",
        "It holds the edition and a fingerprint of each formula; once changed, no other check can be relied on.",
    ),
    wrong="# 改动 _meta 里的一格 / a cell of _meta changed\n",
    right="# 不动 _meta / _meta left alone\n",
    severity=Severity.WARNING,
)
DROP_DOWN_REMOVED: Final = Kind(
    code="drop-down-removed",
    title=Message("下拉选项被去掉", "A drop-down was removed"),
    why=Message(
        "从别处粘贴会带走格子的下拉选项，以后填写的字就可能不在选项之中。",
        "Pasting from elsewhere removes the list of a cell, and what is typed later may be none of its options.",
    ),
    wrong="# 整行粘贴 / whole rows pasted\n",
    right="# 选择性粘贴：数值 / pasted as values\n",
    severity=Severity.WARNING,
)
SHARE_FORMAT_LOST: Final = Kind(
    code="share-format-lost",
    title=Message("比例失去了百分比格式", "A share lost its percent format"),
    why=Message(
        "没有百分比格式时，0.5 可能是 50 %，也可能是想写 0.5 %。",
        "Without the percent format 0.5 may be 50 % or be meant as 0.5 %.",
    ),
    wrong="# 常规格式的 0.5 / 0.5 in the general format\n",
    right="# 百分比格式的 50% / 50% in the percent format\n",
    severity=Severity.WARNING,
)
EXTERNAL_VALUE: Final = Kind(
    code="external-value",
    title=Message("数值来自别的文件", "A value comes from another file"),
    why=Message(
        "公式引用别的文件；refcf 不去打开它，只读最后存下的结果，核查的人也看不到出处。",
        "The formula refers to another file; refcf does not open it and reads the value last kept, and a "
        "verifier cannot see where it comes from.",
    ),
    wrong="# =[台账.xlsx]1月!B2 / =[ledger.xlsx]January!B2\n",
    right="# 粘贴成数值 / pasted as a value\n",
    severity=Severity.WARNING,
)
ROWS_UNCOUNTED: Final = Kind(
    code="rows-uncounted",
    title=Message("工作簿的公式算不到的行", "Rows that the workbook does not count"),
    why=Message(
        "插入的行和表格下面的行不在模板的公式之内：refcf 读了，工作簿里的结果却没有算它们。",
        "Rows that were inserted, or stand below a table, are beyond the formulas of the template: refcf read "
        "them, but the results in the workbook leave them out.",
    ),
    wrong="# 在表格最后一行下面接着写 / going on below the last row of the table\n",
    right="# 行数不够时：refcf fill --rows 400 / where rows are lacking: refcf fill --rows 400\n",
    severity=Severity.WARNING,
)
LABEL_CHANGED: Final = Kind(
    code="label-changed",
    title=Message("标签被改动", "A label was changed"),
    why=Message(
        "数据按名称读取，不看标签；改了标签或单位，填的人和读的人想的就不是同一项。",
        "Data are read by name, not by label; with another label or unit people mean something else than is read.",
    ),
    wrong="# 把“数量”改成“用量，kg” / “amount” turned into “use, kg”\n",
    right="# 模板原有的标签 / the label of the template\n",
    severity=Severity.WARNING,
)
BESIDE_INPUTS: Final = Kind(
    code="beside-inputs",
    title=Message("数写在填写的格子以外", "A number beside the inputs"),
    why=Message(
        "填写的格子以外的数不属于任何一项，没有读入；它可能本是要填的数据。",
        "A number outside the inputs belongs to nothing and was not read; it may have been meant as data.",
    ),
    wrong="# 写在表格右边的数量 / an amount right of the table\n",
    right="# 写在黄色的格子里 / in the yellow cell\n",
    severity=Severity.WARNING,
)
REPEATED_ROW: Final = Kind(
    code="repeated-row",
    title=Message("两行完全相同", "Two rows are the same"),
    why=Message(
        "没有编号的两行逐格相同，多半是粘贴了两次：两行都已读入，就算了两次。",
        "Two rows without ids that agree cell by cell were most likely pasted twice: both were read, and count twice.",
    ),
    wrong="# 同一段运输粘贴了两次 / the same transport leg pasted twice\n",
    right="# 每段运输一行；确有两次的合成一行 / a row for each leg; of two that are real make one\n",
    severity=Severity.WARNING,
)
COPIED_SHEET: Final = Kind(
    code="copied-sheet",
    title=Message("复制出来的填报工作表", "A copy of a sheet of inputs"),
    why=Message(
        "数据按名称读取，名称只指向原来的工作表；填在复制件里的数据没有读入。",
        "Data are read by names, which lead to the original sheet alone; what was typed into a copy was not read.",
    ),
    wrong="# 复制“生产阶段”再填一遍 / “manufacturing” copied and filled in again\n",
    right="# 数据都填在原来的工作表里 / all data on the original sheet\n",
    severity=Severity.WARNING,
)
STRUCK_THROUGH: Final = Kind(
    code="struck-through",
    title=Message("加了删除线的数据", "Data that are struck through"),
    why=Message(
        "删除线只改变样子，格子里的值照样读入、照样计算。",
        "Striking out changes the look alone: the value in the cell was read and is computed with.",
    ),
    wrong="# 给作废的一行加删除线 / a row struck through because it is void\n",
    right="# 作废的一行清空 / the void row cleared\n",
    severity=Severity.WARNING,
)
WARNINGS: Final[tuple[Kind, ...]] = (
    OLD_EDITION,
    FORMULA_REPLACED,
    FORMULA_CHANGED,
    TABLE_CHANGED,
    META_CHANGED,
    DROP_DOWN_REMOVED,
    SHARE_FORMAT_LOST,
    EXTERNAL_VALUE,
    ROWS_UNCOUNTED,
    LABEL_CHANGED,
    BESIDE_INPUTS,
    REPEATED_ROW,
    COPIED_SHEET,
    STRUCK_THROUGH,
)
