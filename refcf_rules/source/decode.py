"""From bytes to text: UTF-8 only, LF line ends, and a limit on size.

Everything that can be wrong with a file before anyone looks at its content.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, Span, whole_file

EMPTY_FILE: Final = Kind(
    code="empty-file",
    title=Message(zh="文件是空的", en="The file is empty"),
    why=Message(
        zh="空文件多半是没有保存或导出失败；把它当作“没有数据”会得出错误的合格结论。",
        en="An empty file is most often one that was not saved; reading it as “no data” "
        "could let an inventory pass that nobody has seen.",
    ),
    wrong="",
    right="name: 镁碳砖\n",
)
NOT_UTF8: Final = Kind(
    code="not-utf8",
    title=Message(zh="文件不是 UTF-8 编码", en="The file is not UTF-8"),
    why=Message(
        zh="编码只能靠猜时，汉字会变成别的字而没有人发现，所以只读 UTF-8。",
        en="An encoding that must be guessed turns names into other names unnoticed, so only UTF-8 is read.",
    ),
    wrong="# 以 GBK 保存 / saved as GBK\nname: 镁碳砖\n",
    right="# 以 UTF-8 保存 / saved as UTF-8\nname: 镁碳砖\n",
)
BINARY_FILE: Final = Kind(
    code="binary-file",
    title=Message(zh="文件不是文本", en="The file is not text"),
    why=Message(
        zh="YAML 和 JSON 是文本；工作簿、压缩包、图片即使改了扩展名也不是。",
        en="YAML and JSON are text; a workbook, an archive or a picture is not, whatever its name ends in.",
    ),
    wrong="# 改名为 清单.yaml 的工作簿 / a workbook renamed to inventory.yaml\n",
    right="# 文本文件 / a text file\nname: 镁碳砖\n",
)
FILE_TOO_LARGE: Final = Kind(
    code="file-too-large",
    title=Message(zh="文件太大", en="The file is too large"),
    why=Message(
        zh="检查在填报人的电脑上进行；大小有上限，坏文件才不会耗尽内存。",
        en="Checking runs on the author's own computer; the limit keeps a broken file from using up its memory.",
    ),
    wrong="# 超过 20 MB 的文件 / a file of more than 20 MB\n",
    right="# 不超过 20 MB / at most 20 MB\nname: 镁碳砖\n",
)
KINDS: Final[tuple[Kind, ...]] = (EMPTY_FILE, NOT_UTF8, BINARY_FILE, FILE_TOO_LARGE)

_MEGABYTE: Final = 1024 * 1024
_BYTE_ORDER_MARK: Final = "\ufeff"
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Texts, compiled for the first file with such characters.
_CJK: Final = "[\u2e80-\uffef]"
_UNLIKELY: Final = "[\u0250-\u036f\u0530-\u07ff]"
_ZIP: Final = b"PK\x03\x04"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_UTF8: Final = Message(
    zh="用编辑器另存为 UTF-8，再检查一次。",
    en="Save the file as UTF-8 in your editor and check again.",
)
_FILL_IN: Final = Message(
    zh="确认文件已保存，并从模板填写。",
    en="Make sure the file was saved, and fill in the template.",
)


def decode(path: str, data: bytes, limit: int) -> SourceFile | Fault:
    """The text of a file: UTF-8, without byte order mark, with LF line ends.

    Returns a ``Fault`` when the file has more than ``limit`` bytes, is empty or
    blank, is binary, or is not UTF-8. Never raises for any bytes.
    """
    if len(data) > limit:
        return _too_large(path, len(data), limit)
    if data.startswith(_UTF16_MARKS):
        return _not_utf8(path, 1, _LOOKS_LIKE["UTF-16"])
    if data.startswith((_ZIP, _OLD_WORKBOOK)) or b"\0" in data:
        return _binary(path, data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _not_utf8(path, line, _LOOKS_LIKE["GBK" if _is_gbk(data) else "other"])
    if chance := _gbk_by_chance(text, data):
        line = text.count("\n", 0, chance.start()) + 1
        return _not_utf8(path, line, _LOOKS_LIKE["chance"])
    text = text.lstrip(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    return SourceFile(path, text) if text.strip() else empty(path)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are of a workbook, new or old, or of another zip archive: never of a text."""
    return data.startswith((_ZIP, _OLD_WORKBOOK))


def decode_table(path: str, data: bytes, limit: int) -> tuple[SourceFile, bool] | Fault:
    """As ``decode``, but also what Excel in Chinese saves as “CSV”: whether the text was read as GB18030.

    That is taken only for bytes that make no sense as UTF-8 and are GB18030 throughout.
    """
    found = decode(path, data, limit)
    if isinstance(found, SourceFile):
        return found, False
    if found.kind is not NOT_UTF8 or data.startswith(_UTF16_MARKS) or not (_is_gbk(data) or _is_utf8(data)):
        return found
    text = data.decode("gb18030", errors="replace").lstrip(_BYTE_ORDER_MARK)
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n")), True


def empty(path: str) -> Fault:
    """The fault of a file without content; a reader uses it when only comments are left."""
    message = Message(zh="文件里没有内容。", en="There is nothing in the file.")
    return Fault(EMPTY_FILE, whole_file(path), "", message, _FILL_IN)


_LOOKS_LIKE: Final[dict[str, Message]] = {
    "UTF-16": Message(
        zh="文件看起来是 UTF-16（记事本的“Unicode”）：请另存为 UTF-8。",
        en="The file looks like UTF-16 (Notepad's “Unicode”): save as UTF-8.",
    ),
    "GBK": Message(
        zh="第 {line} 行不是 UTF-8，文件看起来是 GBK：请另存为 UTF-8。",
        en="Line {line} is not UTF-8; the file looks like GBK: save as UTF-8.",
    ),
    "chance": Message(
        zh="第 {line} 行是乱码，文件看起来是 GBK：请另存为 UTF-8。",
        en="Line {line} is garbled; the file looks like GBK: save as UTF-8.",
    ),
    "other": Message(
        zh="第 {line} 行有不是 UTF-8 的字节。",
        en="Line {line} holds bytes that are not UTF-8.",
    ),
}


def _not_utf8(path: str, line: int, message: Message) -> Fault:
    span = Span(path, line, 1, line, 1)
    return Fault(NOT_UTF8, span, "", message.filled(line=line), _SAVE_AS_UTF8)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_gbk(data: bytes) -> bool:
    # A single damaged byte in a UTF-8 file often still decodes as GB18030, so the
    # file must also make little sense as UTF-8 before we blame its encoding.
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    guess = data.decode("utf-8", errors="replace")
    broken = guess.count("\ufffd")
    intact = sum(1 for char in guess if char > "\x7f") - broken
    return broken > intact


def _gbk_by_chance(text: str, data: bytes) -> re.Match[str] | None:
    # Some Chinese words in GBK are valid UTF-8 by accident; 镁碳砖, the magnesia-carbon brick, is
    # one and reads as “þ̼ש”. No CJK, but scripts nobody mixes, and GB 2312 throughout: that is GBK.
    if text.isascii() or (found := re.search(_UNLIKELY, text)) is None or re.search(_CJK, text):
        return None
    try:
        data.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return found


def _binary(path: str, data: bytes) -> Fault:
    if data.startswith(_OLD_WORKBOOK) or (data.startswith(_ZIP) and b"xl/" in data):
        message = Message(
            zh="这是 Excel 工作簿，不是 YAML 或 JSON 文本。",
            en="This is an Excel workbook, not YAML or JSON text.",
        )
        hint = Message(
            zh="把扩展名改回 .xlsx，再作为工作簿检查。",
            en="Give it back the name ending .xlsx and check it as a workbook.",
        )
    else:
        what = Message(zh="压缩包", en="a zip archive")
        if not data.startswith(_ZIP):
            what = Message(zh="二进制文件", en="a binary file")
        message = Message(zh="这是{what}，不是文本。", en="This is {what}, not text.").filled(what=what)
        hint = Message(
            zh="请交 YAML、JSON 或填好的工作簿。",
            en="Hand in YAML, JSON or the filled workbook.",
        )
    return Fault(BINARY_FILE, whole_file(path), "", message, hint)


def _too_large(path: str, size: int, limit: int) -> Fault:
    message = Message(
        zh="文件有 {size} MB，上限是 {limit} MB。",
        en="The file has {size} MB; the limit is {limit} MB.",
    ).filled(size=f"{size / _MEGABYTE:.1f}", limit=f"{limit / _MEGABYTE:g}")
    hint = Message(
        zh="按现场或报告期拆成几个文件。",
        en="Split it into one file per site or reporting period.",
    )
    return Fault(FILE_TOO_LARGE, whole_file(path), "", message, hint)
