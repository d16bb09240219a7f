"""The order of work: single values when what they need is there, and as few passes over each table as that allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from refcf_rules.record import record
from refcf_rules.targets.program.plan import Piece


@record
class Step:
    """One single value, or one pass over a table with the pieces worked out in it, in order."""

    table: str | None
    pieces: tuple[Piece, ...]


def schedule(pieces: Mapping[str, Piece], done: frozenset[str] = frozenset()) -> tuple[Step, ...]:
    """The pieces in steps. ``done`` are those worked out elsewhere."""
    left = {id_: piece for id_, piece in pieces.items() if id_ not in done}
    finished = set(done)
    steps: list[Step] = []
    while left:
        singles = list(_ready_singles(left, finished))
        if singles:
            for piece in singles:
                finished.add(piece.id)
                del left[piece.id]
                steps.append(Step(None, (piece,)))
            continue
        together = _best_pass(left, finished)
        steps.append(Step(together[0].table, tuple(together)))
        for piece in together:
            finished.add(piece.id)
            del left[piece.id]
    return tuple(steps)


def _ready_singles(left: Mapping[str, Piece], finished: set[str]) -> Iterator[Piece]:
    ready = set(finished)
    for piece in left.values():
        if piece.table is None and all(need in ready for need in piece.needs):
            ready.add(piece.id)
            yield piece


def _best_pass(left: Mapping[str, Piece], finished: set[str]) -> list[Piece]:
    """The pass after which least is left of its table; of equals the first."""
    tables = dict.fromkeys(piece.table for piece in left.values() if piece.table is not None)
    choices = [(_fits(table, left, finished), table) for table in tables]
    possible = [(fits, table) for fits, table in choices if fits]
    if not possible:
        raise ValueError(f"pieces that need each other: {sorted(left)[:5]}")
    sizes = Counter(piece.table for piece in left.values())
    return min(possible, key=lambda choice: sizes[choice[1]] - len(choice[0]))[0]


def _fits(table: str, left: Mapping[str, Piece], finished: set[str]) -> list[Piece]:
    """The pieces of a table that one pass can work out now, each after those of the same row that it needs."""
    fits: dict[str, Piece] = {}
    waiting = [piece for piece in left.values() if piece.table == table]
    while True:
        more = [
            piece
            for piece in waiting
            if piece.id not in fits
            and all(need in finished or (need in fits and not whole) for need, whole in piece.needs.items())
        ]
        if not more:
            return list(fits.values())
        for piece in more:
            if all(need in finished or need in fits for need in piece.needs):
                fits[piece.id] = piece
