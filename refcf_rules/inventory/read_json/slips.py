"""The slips people make in JSON, recognised by what stands at the place of the trouble."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from refcf_rules.inventory.document.kinds import NOT_FINITE
from refcf_rules.inventory.read_json.kinds import JSON_SYNTAX
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message


class Expected(Enum):
    """What would have been right where the trouble is."""

    VALUE = "value"
    KEY = "key"
    COLON = "colon"
    COMMA = "comma"
    END = "end"


@record
class Slip:
    """A recognised slip. Slots: ``{found}`` is the text matched, ``{line}`` that of the opening bracket.

    ``pattern`` is compiled for the first file that is no JSON.
    """

    pattern: str
    expected: frozenset[Expected]
    message: Message
    hint: Message
    kind: Kind = JSON_SYNTAX


_ANYWHERE: Final = frozenset(Expected)
_VALUE: Final = frozenset({Expected.VALUE})
_KEY: Final = frozenset({Expected.KEY})
_KEY_OR_VALUE: Final = _KEY | _VALUE
_COMMA: Final = frozenset({Expected.COMMA})


def slip_at(text: str, offset: int, expected: Expected) -> tuple[Slip, str]:
    """The first slip in the list that fits what stands at the offset, and the text it matched."""
    for slip in SLIPS:
        if expected in slip.expected and (found := re.compile(slip.pattern).match(text, offset)):
            return slip, found[0]
    return OTHERWISE[expected], text[offset : offset + 1]


SLIPS: Final[tuple[Slip, ...]] = (
    Slip(
        r"//|/\*|#",
        _ANYWHERE,
        Message("JSON 里没有注释。", "JSON has no comments."),
        Message("删去注释，或改用 YAML。", "Delete the comment, or use YAML."),
    ),
    Slip(
        r"[：，；、“”‘’＂＇｛｝［］【】「」]",
        _ANYWHERE,
        Message(
            "这里是全角符号 {found} ，JSON 只认半角。",
            "Here is a full-width {found} ; JSON takes only ASCII marks.",
        ),
        Message('换成半角的 : , " { } [ ]。', 'Use the ASCII character: : , " { } [ ].'),
    ),
    Slip(
        r"[+-]?(?:NaN|nan|Infinity|inf)\b",
        _VALUE,
        Message("“{found}”不是有限的数。", "“{found}” is not a finite number."),
        Message("填实际数值；没有数据就写 null。", "Give the number, or null if there is none."),
        NOT_FINITE,
    ),
    Slip(
        r"'",
        _ANYWHERE,
        Message("JSON 的文字用双引号，不用单引号。", "JSON text takes double quotes, not single ones."),
        Message("把 ' 换成 \"。", "Replace ' by \"."),
    ),
    Slip(
        r"[^\W\d][\w-]{0,60}+(?=\s*:)",
        _KEY,
        Message("键“{found}”没有引号。", "The key “{found}” has no quotes."),
        Message('写成 "{found}"。', 'Write "{found}".'),
    ),
    Slip(
        r"[+-]?0[0-9]+",
        _VALUE,
        Message("JSON 的数不能以 0 开头：{found}。", "A JSON number has no leading zero: {found}."),
        Message("去掉前面的 0；如果是编号，请加双引号。", "Drop the zeros, or quote it if it is an identifier."),
    ),
    Slip(
        r"\+[0-9]+|[+-]?\.[0-9]+|[+-]?[0-9]+\.(?![0-9])",
        _VALUE,
        Message("“{found}”不是 JSON 的数。", "“{found}” is not a JSON number."),
        Message("小数点两边都要有数字，正数不写加号。", "Put digits on both sides of the point, and no plus sign."),
    ),
    Slip(
        r"[０-９－．]+",
        _VALUE,
        Message("这里是全角数字“{found}”。", "Here are full-width digits “{found}”."),
        Message("用半角重新输入这个数。", "Type the number again in ASCII digits."),
    ),
    Slip(
        r"[+-]?[0-9][\w.+-]{0,60}",
        _VALUE,
        Message("“{found}”不是 JSON 的数。", "“{found}” is not a JSON number."),
        Message(
            "只写数值，单位另填；如果是文字，请加双引号。",
            "Write the number alone, or quote it if it is text.",
        ),
    ),
    Slip(
        r"(?:True|TRUE|False|FALSE|None|NULL|Null|undefined|nil)\b",
        _VALUE,
        Message("JSON 里没有“{found}”这个写法。", "JSON does not know “{found}”."),
        Message("写成小写的 true、false 或 null。", "Write true, false or null."),
    ),
    Slip(
        r"[^\W\d][\w-]{0,60}+(?=[ \t]*[:：])",
        _VALUE,
        Message("这里像 YAML，不像 JSON。", "This looks like YAML, not JSON."),
        Message("让文件名以 .yaml 结尾，或改写成 JSON。", "Let the file name end in .yaml, or rewrite it as JSON."),
    ),
    Slip(
        r"\w[\w-]{0,60}",
        _KEY_OR_VALUE,
        Message("文字“{found}”没有引号。", "The text “{found}” has no quotes."),
        Message('写成 "{found}"。', 'Write "{found}".'),
    ),
    Slip(
        r",",
        _KEY_OR_VALUE,
        Message("逗号前面缺一个值。", "There is no value before this comma."),
        Message("补上值，或删去多余的逗号。", "Add the value, or delete the comma."),
    ),
    Slip(
        r"[}\]]",
        _COMMA,
        Message(
            "这里的“{found}”与第 {line} 行打开的括号不配对。",
            "This “{found}” does not match the bracket opened on line {line}.",
        ),
        Message("换成配对的括号。", "Use the bracket that matches."),
    ),
    Slip(
        r"[\"{\[\w-]",
        _COMMA,
        Message("这里前面缺逗号，或者文字没有引号。", "A comma is missing before this, or text has no quotes."),
        Message("在两项之间加逗号。", "Put a comma between the two items."),
    ),
)


def _otherwise(zh: str, en: str, hint_zh: str, hint_en: str) -> Slip:
    return Slip("", _ANYWHERE, Message(zh, en), Message(hint_zh, hint_en))


OTHERWISE: Final[dict[Expected, Slip]] = {
    Expected.VALUE: _otherwise(
        "这里应当是一个值。", "A value is expected here.", "填一个值或 null。", "Put a value or null."
    ),
    Expected.KEY: _otherwise(
        "这里应当是双引号里的键。",
        "A key in double quotes is expected here.",
        '写成 "键": 值。',
        'Write "key": value.',
    ),
    Expected.COLON: _otherwise(
        "键后面缺冒号。",
        "A colon is missing after the key.",
        '写成 "键": 值。',
        'Write "key": value.',
    ),
    Expected.COMMA: _otherwise(
        "这里应当是逗号或右括号。",
        "A comma or a closing bracket is expected here.",
        "补上逗号或右括号。",
        "Add the comma or the closing bracket.",
    ),
    Expected.END: _otherwise(
        "文档到上面已经结束，这里还有内容。",
        "The document ended above, and there is more here.",
        "一个文件只放一份清单，删去多余的部分。",
        "Keep one inventory per file; delete what is left over.",
    ),
}
UNCLOSED: Final = _otherwise(
    "第 {line} 行打开的“{found}”没有闭合，文件就结束了。",
    "The “{found}” opened on line {line} is never closed.",
    "补上右括号；文件也可能没有完整保存。",
    "Add the closing bracket; the file may also have been cut off.",
)
TRAILING_COMMA: Final = _otherwise(
    "最后一项后面多了逗号。", "There is a comma after the last item.", "删去这个逗号。", "Delete this comma."
)
UNCLOSED_QUOTE: Final = _otherwise(
    "从这里开始的引号在本行没有闭合。",
    "The quotation that begins here is not closed on its line.",
    "补上双引号；换行写成 \\n。",
    "Add the double quote; write a line end as \\n.",
)
CONTROL_CHARACTER: Final = _otherwise(
    "文字里有控制字符 {found}。",
    "The text holds a control character {found}.",
    "删去它；制表符写成 \\t。",
    "Delete it; write a tab as \\t.",
)
ESCAPE: Final = _otherwise(
    "反斜杠后面不是 JSON 认识的转义：{found}。",
    "The backslash begins an escape that JSON does not know: {found}.",
    "反斜杠本身写成 \\\\。",
    "Write a backslash itself as \\\\.",
)
SURROGATE: Final = _otherwise(
    "这段文字有半个字符（单独的代理项 \\ud800–\\udfff）。",
    "This text holds half a character (a lone surrogate \\ud800–\\udfff).",
    "直接写出这个字符。",
    "Write the character itself.",
)
