"""What the named files and folders hold: which files are inventories, which are skipped, and their digest.

A folder is read to the bottom, in the order of names. A file counts as an inventory by its ending; what refcf
itself writes or reads beside inventories (results, waivers, schemas) does not. Whatever is skipped is counted.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from pathlib import Path, PurePath
from stat import S_ISDIR
from typing import Final

from refcf_rules import resources
from refcf_rules.api import RULE_FILE, RULE_FILE_BYTES, bounded
from refcf_rules.cli.files import LINES_ENDINGS, holds_lines, is_csv_folder
from refcf_rules.inventory.folder import is_single_values

_ENDINGS: Final = (".json", ".yaml", ".yml", ".xlsx", *LINES_ENDINGS)
_LOCK: Final = "~$"
"""What Excel and WPS put beside a workbook that is open."""
_HEAD: Final = 8_192
_OTHER_PAPERS: Final = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:#[^\n]*\n\s*|---\s+)*\{?\s*"?(?:waivers|' + "豁免".encode() + rb'|\$schema)"?\s*:'
)
_RESULTS: Final = re.compile(rb'\{"path":"(?:[^"\\]|\\.)*",(?:"format":"refcf-result/|"standard":[^,]*,"verdict":)')
_FOLDERS_KEPT: Final = 64


@dataclass(slots=True)
class Survey:
    """What a run will read: the number of files and bytes, digests to tell later whether they changed.

    ``skipped`` counts files of folders that are no inventories by their ending (else by their name), ``left_out``
    names those that only their content told apart; ``empty`` are named folders without an inventory.
    """

    files: int = 0
    size: int = 0
    has_lines: bool = False
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: set[str] = field(default_factory=set)
    empty: list[str] = field(default_factory=list)
    inputs_digest: str = ""
    rules_digest: str = ""


class Inputs:
    """The files that a command line names. ``own`` are the files the run itself writes."""

    def __init__(self, named: Sequence[str], own: Iterable[Path] = ()) -> None:
        self.named = named
        self.own = frozenset(os.path.realpath(path) for path in own)

    def survey(self, *, rules: Path | None = None) -> Survey:
        """Look at everything once. ``rules`` is the folder of the standard if it was named."""
        found = Survey()
        inputs, beside = sha256(), sha256()
        before: str | None = None
        for path in self._files(found):
            size, changed = _status(path)
            inputs.update(f"{path}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
            found.files += 1
            found.size += max(size, 0)
            found.has_lines = found.has_lines or holds_lines(path)
            folder = os.path.dirname(path)  # noqa: PTH120 -- once per file, of many
            if rules is None and folder != before:
                beside.update(_rules_beside(folder))
                before = folder
        found.inputs_digest = inputs.hexdigest()
        found.rules_digest = sha256(_published(rules) + beside.digest()).hexdigest()
        return found

    def files(self, survey: Survey) -> Iterator[tuple[str, int]]:
        """The inventories again, with their sizes, as they were surveyed."""
        seen = Survey(left_out=survey.left_out)
        for path in self._files(seen, looked_into=True):
            yield path, max(_status(path)[0], 0)

    def _files(self, found: Survey, *, looked_into: bool = False) -> Iterator[str]:
        for named in self.named:
            if not Path(named).is_dir() or is_csv_folder(Path(named)):
                yield named
                continue
            before = found.files
            yield from self._below(named, found, looked_into=looked_into)
            if found.files == before:
                found.empty.append(named)

    def _below(self, named: str, found: Survey, *, looked_into: bool) -> Iterator[str]:
        """The inventories below a folder; a folder that cannot be listed stands for itself."""
        waiting = [(PurePath(named).as_posix(), True)]
        while waiting:
            path, is_folder = waiting.pop()
            if not is_folder:
                if self._is_inventory(path, found, looked_into=looked_into):
                    yield path
                continue
            try:
                with os.scandir(path) as listed:
                    entries = sorted(((each.name, each.is_dir(follow_symlinks=False)) for each in listed), reverse=True)
            except OSError:
                yield path
                continue
            if any(is_single_values(name) for name, folder in entries if not folder):
                yield path
                continue
            inside = "" if path == "." else path.rstrip("/") + "/"
            waiting.extend((inside + name, folder) for name, folder in entries if self._is_seen(name, found))

    def _is_seen(self, name: str, found: Survey) -> bool:
        hidden = name.startswith((".", _LOCK))
        if hidden:
            found.skipped[name] += 1
        return not hidden

    def _is_inventory(self, path: str, found: Survey, *, looked_into: bool) -> bool:
        if os.path.realpath(path) in self.own:
            return False
        if not path.casefold().endswith(_ENDINGS) or os.path.isdir(path):  # noqa: PTH112 -- once per file, of many
            found.skipped[PurePath(path).suffix or PurePath(path).name] += 1
            return False
        if not looked_into and _is_other_paper(path):
            found.skipped[PurePath(path).name] += 1
            found.left_out.add(path)
        return path not in found.left_out


def _status(path: str) -> tuple[int, int]:
    """Size and time of change; -1 where there is nothing to ask."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- once per file, of many
        if S_ISDIR(status.st_mode):
            return _status_of_folder(path)
    except (OSError, ValueError):
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _status_of_folder(path: str) -> tuple[int, int]:
    """The size of all files, and a number that differs when one of them is changed, added or taken away."""
    found = sha256()
    size = 0
    with os.scandir(path) as listed:
        entries = sorted(((each.name, each.stat()) for each in listed), key=itemgetter(0))
    for name, status in entries:
        size += status.st_size
        found.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return size, int.from_bytes(found.digest()[:8], "big")


def _is_other_paper(path: str) -> bool:
    """Whether a file is one that stands beside inventories: results, waivers, a schema."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return (_RESULTS if holds_lines(path) else _OTHER_PAPERS).match(head) is not None


# --- rules -----------------------------------------------------------------------------------------


def _published(rules: Path | None) -> bytes:
    """The digest of the rules that come with refcf, or of those in the folder of the standard that was named."""
    folders = [rules] if rules is not None else sorted(resources.folder("standards").iterdir())
    return sha256(b"".join(map(_rules_in, folders))).digest()


@lru_cache(maxsize=_FOLDERS_KEPT)
def _rules_beside(folder: str) -> bytes:
    """An inventory may claim a standard whose rule file lies beside it or one folder up."""
    here = Path(folder or ".")
    return _rules_in(here) + _rules_in(Path(os.path.normpath(here / "..")))


def _rules_in(folder: Path) -> bytes:
    digest = sha256()
    for path in sorted(folder.glob(f"*{RULE_FILE}")):
        if path.is_file():
            text = bounded(path, RULE_FILE_BYTES)
            digest.update(f"{path.name}\0{len(text)}\0".encode("utf-8", "surrogateescape") + text)
    return digest.digest()
