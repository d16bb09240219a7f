"""How far a run is, said on standard error once it takes more than a second."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Final

import click

from refcf_rules.cli.batch.forms import WORDS
from refcf_rules.cli.batch.tally import Tally
from refcf_rules.cli.session import Session
from refcf_rules.source.message import Message

_PATIENCE: Final = 1.0
_BETWEEN: Final = 0.5
_BETWEEN_LINES: Final = 10.0
_NO_FRACTION: Final = 10
_CLEAR: Final = "\r\x1b[K"
_OF_FILES: Final = Message("已判定 {rows}/{files} 份", "{rows} of {files} judged")
_OF_BYTES: Final = Message("已判定 {rows} 份（{percent}%）", "{rows} judged ({percent} %)")
_SPEED: Final = Message("每秒 {speed} 份", "{speed} a second")


class Progress:
    """On a terminal one line that changes, elsewhere a line now and then."""

    def __init__(self, session: Session, files: int | None, size: int) -> None:
        self.session = session
        self.files = files
        self.size = size
        self.read = 0
        self._live = sys.stderr.isatty()
        self._began = monotonic()
        self._next = self._began + _PATIENCE
        self._before: int | None = None
        self._since = self._began

    def show(self, tally: Tally) -> None:
        """Say how far it is, if it is time to."""
        if self._before is None:
            self._before = tally.rows  # rows of an earlier run, or of the first chunk, say nothing about speed
            self._since = monotonic()
        now = monotonic()
        if now < self._next:
            return
        self._next = now + (_BETWEEN if self._live else _BETWEEN_LINES)
        text = self._text(tally, now)
        click.echo(f"{_CLEAR}{text}" if self._live else text, nl=not self._live, err=True)

    def clear(self) -> None:
        """Take the line back."""
        if self._live:
            click.echo(_CLEAR, nl=False, err=True)

    def _text(self, tally: Tally, now: float) -> str:
        percent = min(100, 100 * self.read // max(self.size, 1))
        done = _OF_BYTES.filled(rows=tally.rows, percent=percent)
        if self.files is not None:
            done = _OF_FILES.filled(rows=tally.rows, files=self.files)
        judged = tally.rows - (self._before or 0)
        speed = judged / max(now - self._since, 1e-9)
        shown = _SPEED.filled(speed=f"{speed:.0f}" if speed >= _NO_FRACTION else f"{speed:.1f}")
        said = [done, shown] if judged else [done]
        counts = [f"{self.session.say(WORDS[each])} {tally.verdicts[each]}" for each in WORDS if tally.verdicts[each]]
        return "  ".join([*map(self.session.say, said), *counts])
