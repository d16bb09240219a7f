"""Sorts of faults that only workbooks have. Samples are described, since no text is a workbook."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

WORKBOOK_FORMAT: Final = Kind(
    code="workbook-format",
    title=Message("不是 .xlsx 工作簿", "Not an .xlsx workbook"),
    why=Message(
        "旧格式（.xls、.et）、二进制和 OpenDocument 工作簿各有各的写法；模板是 .xlsx，交回来的也应是。",
        "Old (.xls, .et), binary and OpenDocument workbooks are written in other ways; the template is .xlsx.",
    ),
    wrong="# 另存成 .xls 的模板 / the template saved as .xls\n",
    right="# 模板.xlsx / template.xlsx\n",
)
WORKBOOK_ENCRYPTED: Final = Kind(
    code="workbook-encrypted",
    title=Message("工作簿有打开密码", "The workbook has a password to open"),
    why=Message(
        "加密的文件没有密码读不出来；refcf 不问密码。",
        "An encrypted file cannot be read without its password, and refcf asks for none.",
    ),
    wrong="# 设了打开密码的工作簿 / a workbook with a password to open\n",
    right="# 不设打开密码 / without a password to open\n",
)
WORKBOOK_MACROS: Final = Kind(
    code="workbook-macros",
    title=Message("工作簿含有宏", "The workbook holds macros"),
    why=Message(
        "模板没有宏；有宏的文件不是原来的模板，还可能伤害打开它的人。",
        "The template has no macros; a file with macros is not the template and may harm whoever opens it.",
    ),
    wrong="# 改名为 .xlsx 的 .xlsm / an .xlsm renamed to .xlsx\n",
    right="# 另存为 .xlsx，宏随之去掉 / saved as .xlsx, which drops the macros\n",
)
WORKBOOK_DAMAGED: Final = Kind(
    code="workbook-damaged",
    title=Message("工作簿已损坏", "The workbook is damaged"),
    why=Message(
        "文件不完整，或者不是由表格程序写出的；残缺的数据会得出错误的结论。",
        "The file is incomplete or was not written by a spreadsheet; half of the data would mislead.",
    ),
    wrong="# 没有传完的 .xlsx / an .xlsx that was not sent to its end\n",
    right="# 重新保存、重新发送 / saved and sent again\n",
)
WORKBOOK_TOO_LARGE: Final = Kind(
    code="workbook-too-large",
    title=Message("工作簿展开后太大", "The workbook unfolds too large"),
    why=Message(
        "压缩的小文件可以展开成几十亿个格子；上限使坏文件耗不尽内存。",
        "A small compressed file can unfold to billions of cells; the limit keeps it from using up memory.",
    ),
    wrong="# 一千万行的工作表 / a sheet of ten million rows\n",
    right="# 只填模板里的表 / the tables of the template filled in\n",
)
NOT_A_TEMPLATE: Final = Kind(
    code="not-a-template",
    title=Message("不是标准的填报工作簿", "Not a workbook of the template"),
    why=Message(
        "数据按模板里的名称读取；别的表格里没有这些名称，按位置去猜会读错。",
        "Data are read by the names in the template; another workbook has none, and guessing by place misreads.",
    ),
    wrong="# 企业自己的台账 / a ledger of the company\n",
    right="# 由 refcf build 或 refcf fill 得到的工作簿 / a workbook from refcf build or refcf fill\n",
)
LOST_INPUT: Final = Kind(
    code="lost-input",
    title=Message("填写的位置被删除", "A place to fill in was deleted"),
    why=Message(
        "列或名称删掉以后，里面的数据就读不到了；当作没有数据会得出错误的结论。",
        "With the column or its name gone its data cannot be read; taking them for absent would mislead.",
    ),
    wrong="# 删去“数量”一列 / the column “amount” deleted\n",
    right="# 不用的列可以隐藏 / columns that are not needed may be hidden\n",
)
CELL_ERROR: Final = Kind(
    code="cell-error",
    title=Message("格子里是错误值", "The cell holds an error"),
    why=Message(
        "#DIV/0!、#REF! 之类不是数据；当作空格会悄悄丢掉一个数。",
        "#DIV/0!, #REF! and the like are no data; taking them for empty would lose a number unnoticed.",
    ),
    wrong="# =B2/B3，而 B3 是空的 / =B2/B3, where B3 is empty\n",
    right="# 改好公式，或直接填数 / the formula mended, or the number typed\n",
)
FORMULA_WITHOUT_VALUE: Final = Kind(
    code="formula-without-value",
    title=Message("公式没有算出的值", "A formula without its value"),
    why=Message(
        "refcf 读公式的结果，不代为计算；文件里没有存下结果。",
        "refcf reads the result of a formula and does not compute it; the file holds no result.",
    ),
    wrong="# 由程序写入、未经表格程序计算的公式 / a formula written by a program and never computed\n",
    right="# 用 Excel、WPS 或 LibreOffice 打开并保存一次 / opened and saved once by a spreadsheet\n",
)
MERGED_INPUT: Final = Kind(
    code="merged-input",
    title=Message("填写的格子被合并", "Cells to fill in were merged"),
    why=Message(
        "一个数写在合并的几行里，说不清是每行都有还是合计；程序只看得到第一格。",
        "A number across merged rows may be meant for each or for all; programs see it in the first cell only.",
    ),
    wrong="# 三行共用一个合并的数量 / one merged amount for three rows\n",
    right="# 每行各填自己的数量 / an amount in each row\n",
)
STRAY_DATA: Final = Kind(
    code="stray-data",
    title=Message("数据写在表格之外", "Data outside the tables"),
    why=Message(
        "表格之外的数不属于任何一项；跳过它可能漏掉一行，算进去可能多算一次合计。",
        "A number outside the tables belongs to nothing: skipping it may lose a row, taking it may count a total.",
    ),
    wrong="# 表格下面另写的一行 / a row written below the table\n",
    right="# 写在表格之内 / written inside the table\n",
)
UNCLEAR_SHARE: Final = Kind(
    code="unclear-share",
    title=Message("比例没有百分号", "A share without the percent sign"),
    why=Message(
        "文本 0.5 可以是 0.5 %，也可以是 50 %，相差一百倍。",
        "The text 0.5 may be 0.5 % or 50 %, a factor of a hundred.",
    ),
    wrong="# 文本“0.5” / the text “0.5”\n",
    right="# 0.5%\n",
)
TURNED_INTO_DATE: Final = Kind(
    code="turned-into-date",
    title=Message("文字被变成了日期", "A text was turned into a date"),
    why=Message(
        "表格程序把 1-2 这样的编号自动改成日期，原来的字已经丢失。",
        "Spreadsheets turn ids such as 1-2 into dates by themselves, and what was typed is lost.",
    ),
    wrong="# 编号 1-2 变成 1月2日 / the id 1-2 become 2 January\n",
    right="# 先把格子设为文本再填 / the cell made text first\n",
)
FACTOR_NAMED_TWICE: Final = Kind(
    code="factor-named-twice",
    title=Message("自有因子与标准因子同名", "An own factor with a name of the library"),
    why=Message(
        "两个因子同名，就说不清活动用的是哪一个。",
        "With two factors of one name it is unclear which of them an activity uses.",
    ),
    wrong="# 自有因子的编号与因子库中的相同 / an own factor with the id of one of the library\n",
    right="# 自有因子编号为 F1 / an own factor with the id F1\n",
)
ROW_NOT_DATA: Final = Kind(
    code="row-not-data",
    title=Message("表格里的一行不是数据", "A row of the table is no data"),
    why=Message(
        "合计行算进去就多算一次，重复的表头和备注不是数据；不认得的行从不跳过，所以由填报的人移走。",
        "A total would be counted twice, a second header and a remark are no data; since no row is ever skipped, "
        "whoever fills in the workbook moves it away.",
    ),
    wrong="# 数据下面的“合计”一行 / a row “total” below the data\n",
    right="# 合计写在自己加的工作表 / totals on a sheet of one's own\n",
)
ROW_OUT_OF_PLACE: Final = Kind(
    code="row-out-of-place",
    title=Message("一行的内容与各列不符", "A row does not fit its columns"),
    why=Message(
        "整行贴错一列时，每一格都读不懂；逐格去改不如把整行移回原位。",
        "When a row is pasted one column off, every cell is refused; moving the row back mends them all at once.",
    ),
    wrong="# 整行向右错了一列 / a row pasted one column to the right\n",
    right="# 每个值在自己的列里 / each value in its column\n",
)
ERRORS: Final[tuple[Kind, ...]] = (
    WORKBOOK_FORMAT,
    WORKBOOK_ENCRYPTED,
    WORKBOOK_MACROS,
    WORKBOOK_DAMAGED,
    WORKBOOK_TOO_LARGE,
    NOT_A_TEMPLATE,
    LOST_INPUT,
    CELL_ERROR,
    FORMULA_WITHOUT_VALUE,
    MERGED_INPUT,
    STRAY_DATA,
    UNCLEAR_SHARE,
    TURNED_INTO_DATE,
    FACTOR_NAMED_TWICE,
    ROW_NOT_DATA,
    ROW_OUT_OF_PLACE,
)
