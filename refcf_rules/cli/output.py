"""Writing: to the terminal in UTF-8 whatever the system's code page, and to files in one step."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from threading import Timer

_PATIENCE: Final = 1.0
_CLEAR: Final = "\r\x1b[K"


def prepare_streams() -> None:
    """UTF-8 on both streams; a character that does not fit is replaced and never ends the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Print a text."""
    _write(sys.stdout, text + "\n")


def say_aside(text: str) -> None:
    """Print a text to where it is not taken for output."""
    _write(sys.stderr, text + "\n")


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


@contextmanager
def patience(text: str) -> Iterator[None]:
    """Say on a terminal what takes more than a second, and take it back when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    timer = _when_patience_ends(lambda: _write(sys.stderr, text))
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        _write(sys.stderr, _CLEAR)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is being done, once that has taken more than a second in all."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    doing: list[str] = []

    def show() -> None:
        _write(sys.stderr, f"{_CLEAR}{doing[-1] if doing else ''}")

    def tell(text: str) -> None:
        doing.append(text)
        if not timer.is_alive():
            show()

    timer = _when_patience_ends(show)
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        _write(sys.stderr, _CLEAR)


def _when_patience_ends(act: Callable[[], None]) -> Timer:
    from threading import Timer  # noqa: PLC0415 -- for terminals only

    timer = Timer(_PATIENCE, act)
    timer.daemon = True
    timer.start()
    return timer


def write_file(path: Path, data: bytes) -> None:
    """Write a file at once: a reader sees the old one or the new one, never half of it."""
    import tempfile  # noqa: PLC0415 -- loads a dozen modules, and most runs write nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".refcf-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
