"""Compiled standards kept in the user's cache folder, and which rule files were found free of problems.

A kept standard counts only if the rule texts, the language, the compiler and the version of refcf are
the same to the byte, its own digest holds, and the file belongs to the user. It is data and nothing in
it is executed. Where the folder cannot be written, nothing is kept and nothing is said.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refcf_rules import resources
from refcf_rules.api import RuleFile, bounded, compile_rule_file, sound
from refcf_rules.cli.output import write_file
from refcf_rules.version import __version__

if TYPE_CHECKING:
    from refcf_rules.language.readings import Readings
    from refcf_rules.model.standard import Standard
    from refcf_rules.pipeline import Compiled

_COMPILER: Final = ("language", "checks", "model", "quantities", "source", "pipeline.py", "record.py")
_LARGEST: Final = 50_000_000
_MOST_KEPT: Final = 100


def standard_at(file: RuleFile, readings: Readings | None = None) -> Standard:
    """The standard of a rule file, from the cache or compiled now. Raises ``StandardError``.

    Parts that are asked for with the same ``readings`` are read once where they extend the same ones.
    """
    place = _place(file, "standard")
    kept = None if place is None else _kept(place, file)
    if kept is not None:
        return kept
    compiled = compile_rule_file(file, readings)
    standard = sound(compiled)
    if place is not None:
        _keep(place, file, _parts(compiled), standard)
    return standard


def texts_if_clean(file: RuleFile) -> tuple[str, ...] | None:
    """The texts of a rule file and of what it extends, if they were compiled as they are and nothing was found."""
    place = _place(file, "checked")
    try:
        if place is None or not _is_own(place):
            return None
        said = json.loads(bounded(place, _LARGEST))
        if said["key"] != _key(file, said["parts"]):
            return None
        return tuple(piece.decode("utf-8", errors="replace") for piece in list(_texts(file, said["parts"]))[1::2])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def keep_clean(file: RuleFile, compiled: Compiled) -> None:
    """Remember that nothing was found, if nothing was."""
    place = _place(file, "checked")
    if place is not None and not compiled.diagnostics:
        with suppress(OSError):
            _write(place, _head(file, _parts(compiled)))


def _parts(compiled: Compiled) -> list[str]:
    return [Path(source.path).stem for source in compiled.sources]


def _head(file: RuleFile, parts: list[str]) -> str:
    return json.dumps({"parts": parts, "key": _key(file, parts)}, ensure_ascii=False)


def kept_text(what: str, name: str, key: str) -> str | None:
    """What was kept under a name, if it was kept under the same key."""
    place = _named(what, name)
    with suppress(OSError, ValueError):
        if place is not None and _is_own(place):
            head, _, body = bounded(place, _LARGEST).decode("utf-8").partition("\n")
            return body if head == _sealed(key, body) else None
    return None


def keep_text(what: str, name: str, key: str, text: str) -> None:
    """Keep a text under a name; where the folder cannot be written, nothing is kept."""
    place = _named(what, name)
    if place is not None:
        with suppress(OSError):
            _write(place, f"{_sealed(key, text)}\n{text}")


def _sealed(key: str, text: str) -> str:
    """What stands above a kept text: what it rests on, and the digest by which it is known to be whole."""
    return f"{key} {sha256(text.encode()).hexdigest()}"


def name_of(file: RuleFile) -> str:
    """The name under which texts about a rule file are kept."""
    return f"{file.path.resolve()}\0{file.shown}"


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_file(place, text.encode())
    _forget_oldest(place.parent)


def cache_folder() -> Path | None:
    """``REFCF_CACHE`` if it is set (empty: keep nothing), else where the system keeps such files."""
    if (own := os.environ.get("REFCF_CACHE")) is not None:
        return Path(own) if own else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local", "refcf", "cache")
    if sys.platform == "darwin":
        return home / "Library/Caches/refcf"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache", "refcf")


def _place(file: RuleFile, what: str) -> Path | None:
    with suppress(OSError):
        return _named(what, name_of(file))
    return None


def _named(what: str, name: str) -> Path | None:
    folder = cache_folder()
    digest = sha256(f"{what}\0{name}".encode("utf-8", "surrogateescape")).hexdigest()
    return None if folder is None else folder / f"{digest[:32]}.json"


def _kept(place: Path, file: RuleFile) -> Standard | None:
    from refcf_rules.model.codec import CodecError, decode  # noqa: PLC0415 -- a check of kept parts needs no model

    try:
        if not _is_own(place):
            return None
        head, _, body = bounded(place, _LARGEST).decode("utf-8").partition("\n")
        said = json.loads(head)
        if said["key"] != _key(file, said["parts"]):
            return None
        return decode(body)
    except (OSError, ValueError, LookupError, TypeError, RecursionError, CodecError):
        return None


def _is_own(place: Path) -> bool:
    """Whether nobody else wrote the file; where the system does not say, it is taken as own."""
    return sys.platform == "win32" or place.stat().st_uid == os.getuid()


def _keep(place: Path, file: RuleFile, parts: list[str], standard: Standard) -> None:
    from refcf_rules.model.codec import encode  # noqa: PLC0415 -- a check of kept parts needs no model

    with suppress(OSError, RecursionError, TypeError, ValueError):
        _write(place, f"{_head(file, parts)}\n{encode(standard)}")


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-_MOST_KEPT]:
        path.unlink()


def _key(file: RuleFile, parts: Iterable[str]) -> str:
    """The digest of everything the compiled standard depends on."""
    return digest_of((_compiler_digest(), *_texts(file, parts)))


def digest_of(pieces: Iterable[bytes]) -> str:
    """One digest of several texts, each with its length."""
    digest = sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


@cache
def _compiler_digest() -> bytes:
    """The same for every rule file of one run."""
    return digest_of(_compiler()).encode()


def _compiler() -> Iterator[bytes]:
    """The version, the grammar, and size and time of the compiler's own files (a checkout may change)."""
    for file in sorted(resources.folder("grammar").iterdir()):
        yield file.read_bytes()
    yield from code_state(_COMPILER)


def code_state(rooms: Iterable[str]) -> Iterator[bytes]:
    """The version, with size and time of the files of some rooms: code that is the same does the same."""
    yield __version__.encode()
    package = Path(__file__).resolve().parent.parent
    for room in rooms:
        place = package / room
        if place.is_dir():
            yield from _sources(place, f"{room}/")
        else:
            yield _state(room, place.stat())


def _sources(folder: os.PathLike[str], shown: str) -> Iterator[bytes]:
    """The state of each file in a folder, by ``scandir``, in a third of the time of ``Path.rglob``."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.is_dir():
            yield _state(f"{shown}{entry.name}", entry.stat())
        elif entry.name != "__pycache__":
            yield from _sources(entry, f"{shown}{entry.name}/")


def _state(name: str, status: os.stat_result) -> bytes:
    return f"{name} {status.st_size} {status.st_mtime_ns}".encode()


def _texts(file: RuleFile, parts: Iterable[str]) -> Iterator[bytes]:
    for part in parts:
        found = file.read(part)
        if found is None:
            raise LookupError(part)
        yield found[0].encode()
        yield found[1]
