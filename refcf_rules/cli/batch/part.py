"""The rows written so far, beside the file they are for, so that a run that was interrupted can go on.

``results.ndjson.part`` holds complete rows, ``results.ndjson.part.run`` says of what. Rows of other inputs,
rules, options or of another version of refcf are of no use and are dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Final

from refcf_rules.cli.batch.forms import Form
from refcf_rules.cli.batch.tally import Tally
from refcf_rules.cli.output import write_file

Key = Mapping[str, str]
_PIECE: Final = 1024 * 1024


class Part:
    """``tally`` and ``before`` tell of the rows of an earlier run; ``changed`` names what made them useless."""

    def __init__(self, output: Path, key: Key, form: Form) -> None:
        self.output = output
        self.form = form
        self.path, self._about = own_files(output)[1:]
        self.tally = Tally()
        self.changed: tuple[str, ...] = ()
        self._size = self._kept(key)
        self.before = self.tally.rows
        write_file(self._about, (json.dumps(dict(key), indent=1) + "\n").encode())
        self._file = FileIO(self.path, "r+" if self.path.exists() else "w+")
        self._file.truncate(self._size)
        self._file.seek(self._size)

    def _kept(self, key: Key) -> int:
        """The bytes of the complete rows that may stay; they are counted on the way."""
        if not self.path.exists() or not self.path.stat().st_size:
            return 0
        said = _said(self._about)
        self.changed = tuple(name for name, value in key.items() if said.get(name) != value)
        if self.changed:
            return 0
        size = 0
        for line in _complete_lines(self.path):
            try:
                row = json.loads(line)
                (self.tally.add_result if self.form == "ndjson" else self.tally.add_flat)(row)
            except (ValueError, LookupError, TypeError):
                break
            size += len(line)
        return size

    def write(self, rows: bytes) -> None:
        """Add complete rows; what a full disk cuts off is taken away again."""
        try:
            rest = memoryview(rows)
            while rest:
                rest = rest[self._file.write(rest) or 0 :]
        except BaseException:
            with suppress(OSError):
                self._file.truncate(self._size)
            raise
        self._size += len(rows)

    def close(self) -> None:
        """Keep the rows for another run."""
        self._file.close()

    def finish(self) -> None:
        """The rows are the results; nothing else is left. For tables, see ``tables``."""
        self.close()
        self.path.replace(self.output)
        self._about.unlink(missing_ok=True)

    def discard(self) -> None:
        """The results were made of the rows."""
        self.close()
        self.path.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)


def own_files(output: Path) -> tuple[Path, Path, Path]:
    """What a run writes: the results, the rows on the way, and what these are of."""
    part = output.with_name(f"{output.name}.part")
    return output, part, part.with_name(f"{part.name}.run")


def _said(about: Path) -> Mapping[str, object]:
    try:
        found = json.loads(about.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _complete_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line
