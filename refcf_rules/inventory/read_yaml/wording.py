"""What is said about YAML: one message and the one thing to do next, in both languages."""

from __future__ import annotations

from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Wording:
    """A fault's message and its hint; slots are ``{line}`` (of the opening) and ``{char}``."""

    message: Message
    hint: Message


def _wording(zh: str, en: str, hint_zh: str, hint_en: str) -> Wording:
    return Wording(Message(zh, en), Message(hint_zh, hint_en))


TAB: Final = _wording(
    "这里用制表符（Tab）缩进，YAML 只认空格。",
    "A tab indents here; YAML takes only blanks.",
    "把制表符换成空格。",
    "Replace the tab by blanks.",
)
UNCLOSED_QUOTE: Final = _wording(
    "从这里开始的引号没有闭合。",
    "The quotation that begins here is not closed.",
    "在文字末尾补上同样的引号。",
    "Put the same quote at the end of the text.",
)
AFTER_QUOTE: Final = _wording(
    "引号闭合之后还有文字。",
    "There is text after the closing quote.",
    "把整段文字放进引号；引号里的单引号写两个。",
    "Put the whole text in quotes; a single quote inside single quotes is doubled.",
)
ESCAPE: Final = _wording(
    "双引号里的反斜杠“\\”后面不是 YAML 认识的转义。",
    "In double quotes a backslash begins an escape, and this is none that YAML knows.",
    "改用单引号，或把“\\”写成“\\\\”。",
    "Use single quotes, or write “\\\\” for “\\”.",
)
BRACKET: Final = _wording(
    "第 {line} 行打开的括号没有闭合，或者两项之间缺逗号。",
    "The bracket opened on line {line} is not closed, or a comma is missing between items.",
    "补上右括号或逗号。",
    "Add the closing bracket or the comma.",
)
SECOND_COLON: Final = _wording(
    "这一行已经有键，这里又出现了冒号加空格。",
    "This line has its key already, and here is another colon with a blank.",
    "给冒号后面的文字加引号。",
    "Put the text after the first colon in quotes.",
)
FIRST_CHARACTER: Final = _wording(
    "值不能以“{char}”开头。",
    "A value cannot begin with “{char}”.",
    "给这个值加引号。",
    "Put the value in quotes.",
)
DASH_IN_LINE: Final = _wording(
    "列表的“- ”不能跟在键的同一行。",
    "A list's “- ” cannot stand on the line of its key.",
    "把“- ”移到下一行；如果是文字，请加引号。",
    "Move “- ” to the next line, or put it in quotes if it is text.",
)
GLUED_DASH: Final = _wording(
    "“-”后面缺一个空格，这一行没有读成列表的一项。",
    "A blank is missing after “-”, so this line is not an item of the list.",
    "写成“- ”再接内容。",
    "Write “- ” and then the item.",
)
NO_COLON: Final = _wording(
    "这一行没有“键: 值”里的冒号。",
    "This line lacks the colon of “key: value”.",
    "写成“键: 值”；如果是上一行的续行，请加引号或加深缩进。",
    "Write “key: value”; if it goes on from the line above, indent it further.",
)
TOO_FAR_RIGHT: Final = _wording(
    "这一行比上面缩进更深，但上一行已经有值。",
    "This line is indented below one that has a value already.",
    "与上一行的键对齐，或删去上一行的值。",
    "Align it with the key above, or remove the value above.",
)
LONG_KEY: Final = _wording(
    "冒号前的文字太长，不能作键。",
    "The text before this colon is too long for a key.",
    "缩短键名；如果整行是文字，请加引号。",
    "Shorten the key, or put the line in quotes if it is text.",
)
OUT_OF_LINE: Final = _wording(
    "这里与第 {line} 行开始的内容没有对齐，或不是同一种写法（键和“- ”混用）。",
    "This does not line up with what began on line {line}, or mixes keys and “- ”.",
    "让同一层的各行缩进相同、写法相同。",
    "Give all lines of one level the same indentation and the same form.",
)
AFTER_END: Final = _wording(
    "文档到上面已经结束，这里还有内容。",
    "The document ended above, and there is more here.",
    "最外层的“键: 值”各行都顶格写，删去多余的部分。",
    "Begin every outer line “key: value” in the first column; delete what is left over.",
)
UNKNOWN: Final = _wording(
    "从这里起不是有效的 YAML。",
    "From here on this is not valid YAML.",
    "检查这一行和上一行的缩进、冒号和引号。",
    "Check indentation, colon and quotes of this line and the one above.",
)
CONTROL_CHARACTER: Final = _wording(
    "这里有看不见的控制字符 {char}。",
    "There is an invisible control character {char} here.",
    "删去它，常见于从网页或 PDF 粘贴的文字。",
    "Delete it; it often comes with text pasted from a web page or a PDF.",
)
ALIAS: Final = _wording(
    "这里使用了锚点、引用或合并键（&、*、<<）。",
    "An anchor, alias or merge key (&, *, <<) is used here.",
    "把内容照写一遍；如果是文字，请加引号。",
    "Write the content out, or put it in quotes if it is text.",
)
TAG: Final = _wording(
    "这里使用了 YAML 标签或指令（!、%TAG）。",
    "A YAML tag or directive (!, %TAG) is used here.",
    "删去标签；如果是文字，请加引号。",
    "Delete the tag, or put it in quotes if it is text.",
)
SEVERAL_DOCUMENTS: Final = _wording(
    "从这里开始是同一文件里的第二份文档。",
    "A second document begins here in the same file.",
    "每份清单一个文件；只有一份时删去这里的“---”。",
    "Use one file per inventory; if there is only one, delete this “---”.",
)
COMPOUND_KEY: Final = _wording(
    "这里用列表或映射作键。",
    "A list or mapping is used as a key here.",
    "用一段文字作键；以 { 或 [ 开头的文字要加引号。",
    "Use a text as key; put a text that begins with { or [ in quotes.",
)
KEY_NOT_TEXT: Final = _wording(
    "键“{key}”不是文字（是数、真假值或空值）。",
    "The key “{key}” is not text (it is a number, a boolean or null).",
    "给键加引号。",
    "Put the key in quotes.",
)
NOT_FINITE: Final = _wording(
    "“{text}”不是有限的数。",
    "“{text}” is not a finite number.",
    "填实际数值；没有数据就留空；如果是文字，请加引号。",
    "Give the number, leave it empty if there is none, or put it in quotes if it is text.",
)
