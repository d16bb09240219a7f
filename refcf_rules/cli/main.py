"""``refcf``: runs a command line, and turns every ending into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from refcf_rules.cli.codes import DEFECT, INTERRUPTED, PIPE_CLOSED
from refcf_rules.cli.output import prepare_streams, say_aside
from refcf_rules.cli.session import Session, session_of
from refcf_rules.source.message import Message

_OBJECTS_BEFORE_COLLECTING: Final = 50_000
_INTERNAL: Final = Message(
    "refcf 出错（这是 refcf 的缺陷，不是您的文件的问题）：{what}。"
    "请设 REFCF_DEBUG=1 重新运行，并把输出交给 refcf 的维护者。",
    "refcf failed, and it is refcf's fault, not your file's: {what}. "
    "Please run again with REFCF_DEBUG=1 and send the output to the maintainers of refcf.",
)


def main() -> int:
    """Run the command line of this process."""
    return run(sys.argv[1:])


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code."""
    prepare_streams()
    # Compiling makes many objects that live to the end of the run: looking for garbage among them is in vain.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    session = session_of(arguments)
    try:
        return _run(arguments, session)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        if os.environ.get("REFCF_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        say_aside(session.say(_INTERNAL.filled(what=what)))
        return DEFECT


def _run(arguments: Sequence[str], session: Session) -> int:
    # ruff: noqa: PLC0415 -- click and what it loads take a tenth of a run, the rules of judging a third
    one = _one_inventory(arguments)
    if one is not None:
        from refcf_rules.cli.alone import validate

        return validate(*one, session)
    from refcf_rules.cli.commands import run_command

    return run_command(arguments, session)


def _one_inventory(arguments: Sequence[str]) -> tuple[str, str | None] | None:
    """The inventory of ``validate FILE`` and the standard, if one is named; ``None`` for what click has to read."""
    words = list(arguments)
    if words[:1] == ["--lang"] and words[1:2] in (["zh"], ["en"]):
        del words[:2]
    match words:
        case ["validate", path]:
            named: tuple[str, ...] = ()
        case ["validate", path, "--standard", name] | ["validate", "--standard", name, path]:
            named = (name,)
        case _:
            return None
    if any(word.startswith("-") for word in (path, *named)):
        return None
    is_plain = path.endswith((".yaml", ".yml", ".json")) and Path(path).is_file()
    return (path, named[0] if named else None) if is_plain else None
