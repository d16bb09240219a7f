"""``refcf init``: a small standard with an inventory and examples, to begin from. It passes check and test."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.output import say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.source.message import Message

_HELP: Final = Message(
    "在文件夹中新建一个小标准（中英文）、一份清单和示例；已有的文件不会被覆盖。",
    "Begin a small standard in both languages, with an inventory and examples, in a folder. "
    "Files that exist are never overwritten.",
)
_DIRECTORY: Final = Message("文件夹", "DIR")
_EXISTS: Final = Message("“{path}”已存在，没有写入任何文件。", "{path} exists already; nothing was written.")
_CANNOT: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_WRITTEN: Final = Message("已写入", "written")
_NEXT: Final = Message("接着运行：", "Now try:")
_STARTER: Final = Path(__file__).with_name("starter")
_RULES: Final = "my_bricks.pcr"
_PLANT: Final = "examples/plant.yaml"


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def init(folder: str) -> int:
        return _init(Path(folder), session)

    return options.command(session, "init", _HELP, init, options.argument(session, "folder", _DIRECTORY))


def _init(folder: Path, session: Session) -> int:
    targets = {folder / name: _STARTER / name for name in (_RULES, _PLANT)}
    for path in targets:
        if path.exists():
            options.refuse(session, _EXISTS.filled(path=path))
    try:
        for path, source in targets.items():
            write_file(path, source.read_bytes())
    except OSError as error:
        options.refuse(session, _CANNOT.filled(reason=error.strerror or str(error), path=folder))
    say(f"{session.say(_WRITTEN)}  {folder}")
    for path in targets:
        say(f"   {path}")
    say(session.say(_NEXT))
    for line in (f"check {folder / _RULES}", f"test {folder / _RULES}", f"validate {folder / _PLANT}"):
        say(f"   refcf {line}")
    return options.FINE
