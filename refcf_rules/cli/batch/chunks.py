"""How much a process is given at a time: enough that handing it over costs little, little enough to see progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.cli.batch.places import Place
from refcf_rules.cli.batch.rows import Chunk, Done

_SECONDS: Final = 0.05
_BYTES: Final = 4 * 1024 * 1024
_FIRST: Final = 4
_MOST: Final = 512


class Pace:
    """The number of inventories in a chunk, learnt from how long they take. It has no part in the results."""

    def __init__(self) -> None:
        self.rows = _FIRST

    def learn(self, done: Done) -> None:
        """Aim at chunks of equal time."""
        each = done.seconds / max(done.tally.rows, 1)
        wanted = int(_SECONDS / each) if each > 0 else _MOST
        self.rows = max(1, min(wanted, 2 * self.rows, _MOST))

    def chunks(self, places: Iterator[Place]) -> Iterator[Chunk]:
        """The places in groups that follow each other."""
        chunk: list[Place] = []
        size = 0
        for place in places:
            chunk.append(place)
            size += place.size
            if len(chunk) >= self.rows or size >= _BYTES:
                yield tuple(chunk)
                chunk, size = [], 0
        if chunk:
            yield tuple(chunk)
