"""Opens a workbook's zip archive: nothing is unpacked to files, and no part beyond the limits to memory."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from posixpath import normpath
from typing import Final, NoReturn
from zipfile import BadZipFile, ZipFile, ZipInfo

from refcf_rules.inventory import limits
from refcf_rules.inventory.document.build import RefusedError, shown
from refcf_rules.inventory.read_workbook import kinds
from refcf_rules.source.decode import BINARY_FILE
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import whole_file

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK: Final = "xl/workbook.xml"
_ENTRY: Final = b"PK\x01\x02"
_MEGABYTE: Final = 1024 * 1024
_ENCRYPTED_FLAG: Final = 0x1
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_BROKEN: Final = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error, LookupError)
"""What the standard library raises for archives that are truncated, forged or packed in unknown ways."""
_DOCUMENTS: Final = {
    "word/document.xml": Message("Word 文档", "a Word document"),
    "ppt/presentation.xml": Message("PowerPoint 演示文稿", "a PowerPoint presentation"),
}


class Archive:
    """The parts of one workbook, read within the limits. Every method may raise ``RefusedError``."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        if len(data) > limits.DOCUMENT_BYTES:
            self.refuse(kinds.WORKBOOK_TOO_LARGE, _FILE_TOO_LARGE, _SHORTEN)
        if data.startswith(OLE):
            self._refuse_old(data)
        if data.count(_ENTRY) > limits.WORKBOOK_PARTS:
            self.refuse(kinds.WORKBOOK_TOO_LARGE, _TOO_MANY_PARTS, _SHORTEN)
        self._left = limits.WORKBOOK_BYTES
        try:
            self._zip = ZipFile(BytesIO(data))
            listed = self._zip.infolist()
        except _BROKEN:
            self.damaged(_NO_DIRECTORY)
        self.parts = self._checked(listed)

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        info = self.parts.get(name)
        if info is None:
            self.damaged(_NO_PART.filled(part=shown(name)))
        limit = min(limits.WORKBOOK_PART_BYTES, self._left)
        try:
            with self._zip.open(mode="r", name=info) as part:
                data = part.read(limit + 1)
        except _BROKEN:
            self.damaged(_BAD_PART.filled(part=shown(name)))
        if len(data) > limit:
            self.too_large()
        self._left -= len(data)
        return data

    def refuse(self, kind: Kind, message: Message, hint: Message) -> NoReturn:
        """Raise the fault that ends the reading."""
        raise RefusedError(Fault(kind, whole_file(self.path), "", message, hint))

    def damaged(self, message: Message) -> NoReturn:
        """Refuse a workbook that no spreadsheet wrote so."""
        self.refuse(kinds.WORKBOOK_DAMAGED, message, _SAVE_AGAIN)

    def too_large(self) -> NoReturn:
        """Refuse a workbook beyond the limits."""
        self.refuse(kinds.WORKBOOK_TOO_LARGE, _UNFOLDS, _SHORTEN)

    def _checked(self, listed: list[ZipInfo]) -> Mapping[str, ZipInfo]:
        parts: dict[str, ZipInfo] = {}
        for info in listed:
            name = info.filename
            if name.startswith("/") or "\\" in name or normpath(name).startswith("..") or ":" in name:
                self.damaged(_STRANGE_PART.filled(part=shown(name)))
            if info.flag_bits & _ENCRYPTED_FLAG:
                self.refuse(kinds.WORKBOOK_ENCRYPTED, _ENCRYPTED, _REMOVE_PASSWORD)
            if parts.setdefault(name, info) is not info:
                self.damaged(_TWICE.filled(part=shown(name)))
        if sum(info.file_size for info in listed) > limits.WORKBOOK_BYTES:
            self.too_large()
        self._refuse_others(parts)
        return parts

    def _refuse_others(self, parts: Mapping[str, ZipInfo]) -> None:
        """Archives that are no workbook of ours: macros, other formats, other documents."""
        if "xl/workbook.bin" in parts or "mimetype" in parts:
            self.refuse(kinds.WORKBOOK_FORMAT, _OTHER_FORMAT, _SAVE_AS_XLSX)
        if any(name.casefold().endswith(("vbaproject.bin", "macrosheets/sheet1.xml")) for name in parts):
            self.refuse(kinds.WORKBOOK_MACROS, _MACROS, _SAVE_AS_XLSX)
        if WORKBOOK not in parts and not any(name.startswith("xl/") for name in parts):
            what = next((words for name, words in _DOCUMENTS.items() if name in parts), _ARCHIVE)
            self.refuse(BINARY_FILE, _NO_WORKBOOK.filled(what=what), _HAND_IN)

    def _refuse_old(self, data: bytes) -> NoReturn:
        if _ENCRYPTED_STREAM in data:
            self.refuse(kinds.WORKBOOK_ENCRYPTED, _ENCRYPTED, _REMOVE_PASSWORD)
        self.refuse(kinds.WORKBOOK_FORMAT, _OLD_FORMAT, _SAVE_AS_XLSX)


_LIMIT: Final = limits.WORKBOOK_BYTES // _MEGABYTE
_FILE_TOO_LARGE: Final = Message(
    f"工作簿超过 {limits.DOCUMENT_BYTES // _MEGABYTE} MB。",
    f"The workbook has more than {limits.DOCUMENT_BYTES // _MEGABYTE} MB.",
)
_TOO_MANY_PARTS: Final = Message(
    f"工作簿里有 {limits.WORKBOOK_PARTS} 个以上的部件。",
    f"The workbook has more than {limits.WORKBOOK_PARTS} parts.",
)
_UNFOLDS: Final = Message(
    f"工作簿展开后超过 {_LIMIT} MB 或 {limits.WORKBOOK_CELLS} 个格子。",
    f"The workbook unfolds to more than {_LIMIT} MB or {limits.WORKBOOK_CELLS} cells.",
)
_SHORTEN: Final = Message("从空白模板重新填写，只粘贴数值。", "Fill in an empty template anew, and paste values only.")
_NO_DIRECTORY: Final = Message("文件不完整，读不出目录。", "The file is incomplete: its directory cannot be read.")
_NO_PART: Final = Message("工作簿缺少“{part}”。", "The workbook lacks {part}.")
_BAD_PART: Final = Message("工作簿里的“{part}”读不出来。", "{part} of the workbook cannot be read.")
_STRANGE_PART: Final = Message(
    "工作簿里有不该有的路径“{part}”。", "The workbook has a path that no spreadsheet writes: {part}."
)
_TWICE: Final = Message("工作簿里“{part}”出现两次。", "The workbook has {part} twice.")
_SAVE_AGAIN: Final = Message(
    "用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再交。",
    "Open it in Excel, WPS or LibreOffice, save it as .xlsx and hand it in again.",
)
_ENCRYPTED: Final = Message("工作簿需要密码才能打开。", "The workbook needs a password to open.")
_REMOVE_PASSWORD: Final = Message(
    "在“文件—信息—保护工作簿”里去掉密码，再保存。", "Remove the password under File, Info, Protect Workbook, and save."
)
_OLD_FORMAT: Final = Message("这是旧格式（.xls 或 .et）的文件。", "This is a file of the old format (.xls or .et).")
_OTHER_FORMAT: Final = Message("这是 .xlsb 或 .ods 格式的工作簿。", "This is a workbook of the format .xlsb or .ods.")
_MACROS: Final = Message("工作簿里有宏。", "There are macros in the workbook.")
_SAVE_AS_XLSX: Final = Message(
    "打开后另存为“Excel 工作簿（.xlsx）”。", "Open it and save it as “Excel Workbook (.xlsx)”."
)
_NO_WORKBOOK: Final = Message("这是{what}，不是工作簿。", "This is {what}, not a workbook.")
_ARCHIVE: Final = Message("压缩包", "a zip archive")
_HAND_IN: Final = Message("请交 YAML、JSON 或填好的工作簿。", "Hand in YAML, JSON or the filled workbook.")
