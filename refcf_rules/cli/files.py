"""Files named on the command line: read within a limit, or a fault that says what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from refcf_rules.api import bounded, packed_folder
from refcf_rules.inventory.folder import is_single_values
from refcf_rules.inventory.limits import DOCUMENT_BYTES
from refcf_rules.source.decode import FILE_TOO_LARGE
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, whole_file

STDIN: Final = "-"
LINES_ENDINGS: Final = (".ndjson", ".jsonl")
_MEGABYTE: Final = 1024 * 1024

FILE_NOT_FOUND: Final = Kind(
    code="file-not-found",
    title=Message("找不到文件", "The file was not found"),
    why=Message("按所给的路径没有文件。", "There is no file at the path that was given."),
    wrong="refcf validate no_such_file.yaml\n",
    right="refcf validate inventory.yaml\n",
)
IS_A_FOLDER: Final = Kind(
    code="is-a-folder",
    title=Message("这是文件夹", "This is a folder"),
    why=Message(
        "一份清单是一个文件，或含有 inventory.csv（清单.csv）的文件夹；只有 refcf validate 逐份判定其他文件夹。",
        "An inventory is a file, or a folder with inventory.csv; only refcf validate judges all those of a folder.",
    ),
    wrong="refcf calc examples\n",
    right="refcf calc examples/plant.yaml\n",
)
FILE_NOT_PERMITTED: Final = Kind(
    code="file-not-permitted",
    title=Message("系统不允许读取", "The system does not permit reading"),
    why=Message(
        "文件的权限不够，或者正被别的程序（如 Excel、WPS）占用。",
        "Permissions are lacking, or another program such as Excel or WPS holds the file.",
    ),
    wrong="refcf validate locked.yaml\n",
    right="refcf validate inventory.yaml\n",
)
FILE_NOT_READABLE: Final = Kind(
    code="file-not-readable",
    title=Message("文件读不出来", "The file cannot be read"),
    why=Message("系统在读取时报告了错误。", "The system reported an error while reading."),
    wrong="refcf validate broken.yaml\n",
    right="refcf validate inventory.yaml\n",
)
KINDS: Final = (FILE_NOT_FOUND, IS_A_FOLDER, FILE_NOT_PERMITTED, FILE_NOT_READABLE)

_NOT_FOUND: Final = Message("没有“{path}”这个文件。", "There is no file {path}.")
_FOLDER: Final = Message("“{path}”是文件夹。", "{path} is a folder.")
_NOT_PERMITTED: Final = Message("不能读取“{path}”。", "{path} may not be read.")
_NOT_READABLE: Final = Message("读取“{path}”失败：{reason}。", "Reading {path} failed: {reason}.")
_CHECK_PATH: Final = Message("核对文件名和所在的文件夹。", "Check the name and the folder.")
_NAME_FILES: Final = Message("写出文件名，例如 {path}/plant.yaml。", "Name the file, for example {path}/plant.yaml.")
_CLOSE: Final = Message("先在别的程序中关闭它，或检查权限。", "Close it in other programs, or check its permissions.")
_COPY: Final = Message("复制到本机后再试。", "Copy it to this computer and try again.")
_TOO_LARGE: Final = Message("文件有 {size} MB，上限是 {limit} MB。", "The file has {size} MB; the limit is {limit} MB.")
_SPLIT: Final = Message("按现场或报告期拆成几个文件。", "Split it into one file per site or reporting period.")


def read_input(path: str) -> bytes | Fault:
    """The bytes of a file or of standard input, read no further than the limit of inventories."""
    if path == STDIN:
        return sys.stdin.buffer.read(DOCUMENT_BYTES + 1)
    try:
        return _read(Path(path))
    except (OSError, ValueError) as error:
        return refusal(path, error)


def is_csv_folder(path: Path) -> bool:
    """Whether a folder is one inventory: it holds the file of single values."""
    try:
        return path.is_dir() and any(map(is_single_values, os.listdir(path)))  # noqa: PTH208 -- names alone are asked for
    except OSError:
        return False


def holds_lines(path: str) -> bool:
    """Whether a file of this name holds one inventory a line."""
    return path.casefold().endswith(LINES_ENDINGS)


def shown_path(path: str) -> str:
    """The path as messages show it."""
    return "stdin" if path == STDIN else path


def source_of(path: str, data: bytes) -> SourceFile:
    """The text of an input as far as it is text, for framing its lines."""
    text = data.decode("utf-8", errors="replace").lstrip("\ufeff")
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _read(path: Path) -> bytes | Fault:
    status = path.stat()
    if path.is_dir():
        if not is_csv_folder(path):
            raise IsADirectoryError
        return packed_folder(path)
    if status.st_size > DOCUMENT_BYTES:
        size, limit = f"{status.st_size / _MEGABYTE:.1f}", f"{DOCUMENT_BYTES / _MEGABYTE:g}"
        message = _TOO_LARGE.filled(size=size, limit=limit)
        return Fault(FILE_TOO_LARGE, whole_file(str(path)), "", message, _SPLIT)
    return bounded(path, DOCUMENT_BYTES)


def refusal(path: str, error: Exception) -> Fault:
    """Why the system would not read a file."""
    reason = getattr(error, "strerror", None) or str(error)
    match error:
        case FileNotFoundError() | NotADirectoryError():
            kind, message, hint = FILE_NOT_FOUND, _NOT_FOUND, _CHECK_PATH
        case IsADirectoryError():
            kind, message, hint = IS_A_FOLDER, _FOLDER, _NAME_FILES
        case PermissionError():
            kind, message, hint = FILE_NOT_PERMITTED, _NOT_PERMITTED, _CLOSE
        case _:
            kind, message, hint = FILE_NOT_READABLE, _NOT_READABLE, _COPY
    said = message.filled(reason=reason, path=path)
    return Fault(kind, whole_file(path), "", said, hint.filled(path=path.rstrip("/\\")))
