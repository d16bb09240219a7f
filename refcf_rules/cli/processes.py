"""Several processes at once, each with what all of their work needs.

Where processes are copies of the one that starts them, as on Linux, they have it at once; elsewhere it is sent to
each when it starts.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Generic, TypeVar, cast

_Common = TypeVar("_Common")
_Asked = TypeVar("_Asked")
_Result = TypeVar("_Result")
_held: list[object] = []


class Processes(Generic[_Common]):
    """Processes that have ``common``."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def submit(self, work: Callable[[_Common, _Asked], _Result], asked: _Asked) -> Future[_Result]:
        """Let one of them do a piece of work: a function of a module, of what is common and what is asked."""
        return self._pool.submit(_done, cast("Callable[[object, _Asked], _Result]", work), asked)


@contextmanager
def processes_with(common: _Common, jobs: int) -> Iterator[Processes[_Common]]:
    """As many processes as there are jobs or processors; what they have not begun at the end is left undone."""
    gc.freeze()  # what is there now stays where all share it
    pool = ProcessPoolExecutor(min(jobs, os.cpu_count() or 1), initializer=_begin, initargs=(common,))
    try:
        yield Processes(pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(common: object) -> None:
    """Ctrl-C is for the process that started this one. While it works nothing is collected: it keeps what it makes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _held.append(common)


def _done(work: Callable[[object, _Asked], _Result], asked: _Asked) -> _Result:
    result = work(_held[-1], asked)
    gc.collect()  # a workbook leaves half a gigabyte behind, and there are two of each part
    return result
