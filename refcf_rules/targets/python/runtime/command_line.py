"""The command line of a standalone validator."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from refcf_rules.targets.python.runtime.faults import Fault
from refcf_rules.targets.python.runtime.json_text import MOST_BYTES
from refcf_rules.targets.python.runtime.report_text import StageLabels, TextReport
from refcf_rules.targets.python.runtime.result import Result, to_json

SATISFIED, OPEN, UNREADABLE, INTERNAL = 0, 1, 2, 3
_STDIN = "-"
_USAGE = (
    "用法：python {name} 清单.json… [--json] [--lang zh|en]；“-”读标准输入。\n",
    "usage: python {name} inventory.json… [--json] [--lang zh|en]; “-” reads standard input.\n",
)
_FAILED = ("程序内部错误：{error}\n", "internal error: {error}\n")

Judge = Callable[[bytes], Result]


class UsageError(Exception):
    """The command line cannot be understood."""


class Options:
    """What a command line asks for."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        """Raises ``UsageError``."""
        self.files: list[str] = []
        self.as_json = False
        self.wants_help = False
        self.is_chinese = _speaks_chinese(environment)
        rest = list(arguments)
        while rest:
            self._take(rest.pop(0), rest)
        if not self.files and not self.wants_help:
            raise UsageError

    def _take(self, argument: str, rest: list[str]) -> None:
        name, has_value, value = argument.partition("=")
        if argument in ("-h", "--help"):
            self.wants_help = True
        elif argument == "--json":
            self.as_json = True
        elif name == "--lang":
            self._speak(value if has_value else "".join(rest[:1]))
            del rest[: 0 if has_value else 1]
        elif argument == "--":
            self.files += rest
            rest.clear()
        elif argument.startswith("-") and argument != _STDIN:
            raise UsageError
        else:
            self.files.append(argument)

    def _speak(self, language: str) -> None:
        if language not in ("zh", "en"):
            raise UsageError
        self.is_chinese = language == "zh"


def main(
    arguments: Sequence[str], judge: Judge, stages: StageLabels | None = None, editions: Sequence[str] = ()
) -> int:
    """Judge files and report on them; the exit code is 0 satisfied, 1 open, 2 unreadable or usage, 3 internal.

    ``stages`` are the labels of the stages, ``editions`` the edition in Chinese and English, for the text.
    Of several files the worst code counts.
    """
    language = 0 if _speaks_chinese(os.environ) else 1
    usage = _USAGE[language].format(name=os.path.basename(sys.argv[0]))  # noqa: PTH119 -- pathlib takes long to load
    try:
        options = Options(arguments, os.environ)
    except UsageError:
        _write(sys.stderr.fileno(), usage)
        return UNREADABLE
    if options.wants_help:
        _write(sys.stdout.fileno(), usage)
        return SATISFIED
    report = TextReport(is_chinese=options.is_chinese, stages=stages or {}, editions=editions)
    return max([_judged(name, judge, options, report) for name in options.files])


def _judged(name: str, judge: Judge, options: Options, report: TextReport) -> int:
    """Judge one file and write what was found; never a traceback."""
    try:
        result = _result_of(name, judge)
        if options.as_json:
            text = to_json(result, indent=2 if len(options.files) == 1 else None) + "\n"
        else:
            text = report.text(name, result)
    except Exception as error:  # noqa: BLE001 -- whatever it is, one line is said about it
        said = " ".join(f"{type(error).__name__}: {error}".split())
        _write(sys.stderr.fileno(), report.say(_FAILED).format(error=said))
        return INTERNAL
    _write(sys.stdout.fileno(), text if options.as_json or name == options.files[0] else f"\n{text}")
    return {"satisfied": SATISFIED, "unreadable": UNREADABLE}.get(result["verdict"], OPEN)


def _result_of(name: str, judge: Judge) -> Result:
    """The judgement of a file, or the result that says that it cannot be read."""
    try:
        return judge(_data_of(name))
    except OSError as error:
        fault = Fault(_code_of(error), "").as_json()
        empty = judge(b"")
        return {**empty, "faults": [fault], "receipt": {**empty["receipt"], "input_digest": None}}


def _data_of(name: str) -> bytes:
    """The bytes of a file, or of standard input; no more than can be judged, and one more."""
    if name == _STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with open(name, "rb") as file:  # noqa: PTH123 -- as above
        return file.read(MOST_BYTES + 1)


def _code_of(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "file-not-found"
    if isinstance(error, IsADirectoryError):
        return "is-a-folder"
    return "file-not-permitted" if isinstance(error, PermissionError) else "file-not-readable"


def _speaks_chinese(environment: Mapping[str, str]) -> bool:
    """Whether the system speaks Chinese."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "").startswith("zh")


def _write(descriptor: int, text: str) -> None:
    """Text in UTF-8, whatever the system is set to; a reader that went away is no error."""
    rest = text.encode("utf-8", "replace")
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except BrokenPipeError:
        return
