"""Several processes judge; rows come back in the order of the inputs, and few chunks are under way at a time.

Where that is sound they are copies of this one (*fork*), made once the standard is loaded; elsewhere each is started
anew (*spawn*) and loads for itself. One that dies is replaced: the chunk it was at is tried again one inventory at a
time, and what kills a process alone has a row that says so.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from refcf_rules.cli.batch.rows import Chunk, Done, Judges, Order

_AHEAD: Final = 2
_WINDOW: Final = 4
_READY: Final = "ready"
_SECONDS_TO_END: Final = 5
_OBJECTS_BEFORE_COLLECTING: Final = 50_000


class NoProcessError(Exception):
    """A process ended before it could begin: the system lets no others start, or refcf is damaged."""


def judged(chunks: Iterator[Chunk], order: Order, jobs: int) -> Iterator[Done]:
    """What the chunks come to, in their order; with one job, or one chunk, without another process."""
    first = list(_at_most(chunks, 2))
    judges = Judges(order)
    if jobs <= 1 or len(first) <= 1:
        yield from map(judges.judged, chain(first, chunks))
        return
    pool = _Pool(judges, jobs)
    if pool.copies:
        judges.prepare(first[0][0])
    try:
        yield from pool.run(chain(first, chunks))
    finally:
        pool.close()


def _at_most(chunks: Iterator[Chunk], number: int) -> Iterator[Chunk]:
    for _, chunk in zip(range(number), chunks, strict=False):
        yield chunk


@dataclass(slots=True, eq=False)
class _Job:
    chunk: Chunk
    done: Done | None = None


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    jobs: deque[_Job] = field(default_factory=deque)


class _Pool:
    """``_window`` holds the jobs in order until their rows are delivered, ``_waiting`` those nobody works on.

    ``copies`` says whether processes are copies of this one.
    """

    def __init__(self, judges: Judges, size: int) -> None:
        self.copies = _may_be_copied()
        self._judges = judges
        self._size = size
        self._workers: list[_Worker] = []
        self._window: list[_Job] = []
        self._waiting: deque[_Job] = deque()

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Done]:
        """Deliver what the chunks come to, in their order."""
        while self._filled(chunks):
            self._hand_out()
            self._receive()
            while self._window and (done := self._window[0].done) is not None:
                self._window.pop(0)
                yield done

    def _filled(self, chunks: Iterator[Chunk]) -> bool:
        """Whether there is still something to do."""
        while len(self._window) < _WINDOW * self._size and (chunk := next(chunks, None)) is not None:
            job = _Job(chunk)
            self._window.append(job)
            self._waiting.append(job)
        return bool(self._window)

    def _hand_out(self) -> None:
        while self._waiting:
            free = [each for each in self._workers if len(each.jobs) < _AHEAD]
            worker = min(free, key=lambda each: len(each.jobs), default=None)
            if (worker is None or worker.jobs) and len(self._workers) < self._size:
                worker = self._started()
            if worker is None:
                return
            job = self._waiting.popleft()
            worker.jobs.append(job)
            _send(worker.connection, job.chunk)

    def _receive(self) -> None:
        """Take what the processes have ready."""
        by_connection = {each.connection: each for each in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]  # type: ignore[index]  # wait gives back what it was given
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if said == _READY:
                worker.ready = True
            else:
                worker.jobs.popleft().done = said

    def _replace(self, worker: _Worker) -> None:
        """A process died: its first job again, one inventory at a time, and the others as they are."""
        self._workers.remove(worker)
        _end(worker)
        if not worker.ready:
            raise NoProcessError
        jobs = list(worker.jobs)
        if jobs:
            jobs[:1] = self._again(jobs[0])
        self._waiting.extendleft(reversed(jobs))

    def _again(self, job: _Job) -> list[_Job]:
        if len(job.chunk) == 1:
            job.done = self._judges.died(job.chunk[0])
            return []
        single = [_Job((place,)) for place in job.chunk]
        at = self._window.index(job)
        self._window[at : at + 1] = single
        return single

    def _started(self) -> _Worker:
        mine, theirs = Pipe()
        process = self._process(mine, theirs)
        _without_interrupts(process.start)
        theirs.close()
        worker = _Worker(process, mine)
        self._workers.append(worker)
        return worker

    def _process(self, mine: Connection, theirs: Connection) -> BaseProcess:
        if not self.copies:
            anew = partial(Judges, self._judges.order)
            return get_context("spawn").Process(target=_work, args=(theirs, anew), daemon=True)
        gc.freeze()  # what is loaded stays where all share it
        return get_context("fork").Process(target=_work, args=(theirs, partial(self._inherited, mine)), daemon=True)

    def _inherited(self, mine: Connection) -> Judges:
        """In a copy: let go of the ends of the original, so that no copy holds open what the original closes."""
        for connection in (mine, *(each.connection for each in self._workers)):
            connection.close()
        return self._judges

    def close(self) -> None:
        """End all processes, also in the middle of a job."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()


def _send(connection: Connection, chunk: Chunk) -> None:
    """A process that is no more is found when its answer is awaited."""
    try:
        connection.send(chunk)
    except OSError:
        return


def _end(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.terminate()
    worker.process.join(_SECONDS_TO_END)


def _without_interrupts(start: Callable[[], None]) -> None:
    """Ctrl-C goes to every process of a terminal; the new one inherits that it is for its parent alone."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, where signals are not set
        start()
        return
    try:
        start()
    finally:
        signal.signal(signal.SIGINT, before)


def _may_be_copied() -> bool:
    """Whether a copy of this process is as good as a new one: on Linux, while it does one thing at a time."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 -- its size
    except OSError:
        return False


def _work(connection: Connection, make: Callable[[], Judges]) -> None:
    """The life of a process: it judges what it is sent until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    judges = make()
    try:
        connection.send(_READY)
        while True:
            connection.send(judges.judged(connection.recv()))
    except (EOFError, OSError):
        return
