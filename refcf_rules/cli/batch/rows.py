"""Judges the inventories of a chunk, one row each. Whatever happens to one, it has its row."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Final

from refcf_rules.api import UNKNOWN_STANDARD, RuleFile, StandardError, bundled_standards, find_named, find_standard
from refcf_rules.cli.batch.engine import Checkers, Terms
from refcf_rules.cli.batch.forms import Form, Result, writer_of
from refcf_rules.cli.batch.kinds import INTERNAL_ERROR
from refcf_rules.cli.batch.places import Place, Reader
from refcf_rules.cli.batch.tally import Tally
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.files import holds_lines, source_of
from refcf_rules.cli.judging import claimed, why_no_claim
from refcf_rules.inventory.folder import is_packed
from refcf_rules.inventory.read import claimed_standard
from refcf_rules.report.as_result import unreadable_result
from refcf_rules.source.decode import is_workbook
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Language, Message
from refcf_rules.source.text import whole_file
from refcf_rules.version import __version__

Chunk = tuple[Place, ...]

_STANDARDS_KEPT: Final = 64
_NAMES_KEPT: Final = 1_024
# The claim at the head of a JSON inventory: the first members are plain, and none of them is the claim spelt otherwise.
_CLAIM: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+\{\s*+"
    rb'(?:"(?!(?i:standard")|' + "标准".encode() + rb'")[^"\\]*+"\s*+:\s*+(?:"[^"\\]*+"|[\w.+-]++)\s*+,\s*+){0,8}'
    rb'"(?:standard|' + "标准".encode() + rb')"\s*+:\s*+"([\w-]++)"'
)
_BEGINS_LIKE_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
_FAILED: Final = Message(
    "判定这份清单时 refcf 自身出错：{what}。请把该清单交给 refcf 的维护者。",
    "refcf itself failed on this inventory: {what}. Please send the inventory to the maintainers of refcf.",
)
_DIED: Final = Message("进程意外结束（可能是内存不足）", "the process ended unexpectedly, perhaps for want of memory")


@dataclass(frozen=True, slots=True)
class Order:
    """What every process of a run is told: by which terms to judge, and what rows to make."""

    terms: Terms
    form: Form
    language: Language


@dataclass(slots=True)
class Done:
    """The rows of a chunk in order, what they come to, and how long they took."""

    rows: bytes = b""
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0


class Judges:
    """Judges chunks; each standard is loaded once."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._row = writer_of(order.form, order.language)
        self._reader = Reader()
        self._standards: dict[RuleFile, Checkers | StandardError] = {}

    def prepare(self, place: Place) -> None:
        """Make what judges JSON by the standard of the run, or by the one that an inventory claims at its head.

        Copies of this process need not do so. What fails here fails again for each inventory, whose row says so.
        """
        with suppress(Exception):
            standard = self.order.terms.standard or self._claimed_at_head(place)
            checkers = None if standard is None else self._checkers(standard, place)
            if isinstance(checkers, Checkers):
                checkers.json  # noqa: B018 -- is made when asked for

    def _claimed_at_head(self, place: Place) -> str | None:
        data = self._reader.read(place)
        self._reader.close()  # copies of an open file have one position in it
        found = None if isinstance(data, Fault) else _CLAIM.match(data)
        return None if found is None else found[1].decode()

    def judged(self, chunk: Chunk) -> Done:
        """The rows of a chunk."""
        began = perf_counter()
        done, rows = Done(), []
        for place in chunk:
            row, result = self._made(place)
            done.tally.add_result(result)
            rows.append(row)
        done.rows, done.seconds = b"".join(rows), perf_counter() - began
        return done

    def died(self, place: Place) -> Done:
        """The row of an inventory that no process survives."""
        done, result = Done(), _internal(_DIED)
        done.tally.add_result(result)
        done.rows = self._row(place.shown, result)
        return done

    def _made(self, place: Place) -> tuple[bytes, Result]:
        try:
            result = self._result(place)
            return self._row(place.shown, result), result
        except Exception as error:  # noqa: BLE001 -- one inventory must not cost the others their verdict
            said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            result = _internal(Message(said, said))
            return self._row(place.shown, result), result

    def _result(self, place: Place) -> Result:
        data = self._reader.read(place)
        if isinstance(data, Fault):
            return unreadable_result((data,), None, __version__, None)
        name = "inventory.json" if holds_lines(place.path) else place.path
        standard = self.order.terms.standard or _claimed(name, data)
        if standard is None:
            return unreadable_result(why_no_claim(name, data), None, __version__, _digest(data))
        checkers = self._checkers(standard, place)
        if isinstance(checkers, StandardError):
            return unreadable_result(_unusable(checkers), None, __version__, _digest(data))
        return (checkers.json if _is_json(name, data) else checkers.yaml).judge(data)

    def _checkers(self, standard: str, place: Place) -> Checkers | StandardError:
        """Those of a standard by its name or path, or why it cannot be used; neither is tried again."""
        file = _rule_file(standard, self._beside(standard, place))
        if isinstance(file, StandardError):
            return file
        found = self._standards.get(file)
        if found is None:
            if len(self._standards) >= _STANDARDS_KEPT:
                del self._standards[next(iter(self._standards))]
            found = self._standards[file] = self._loaded(file)
        return found

    def _loaded(self, file: RuleFile) -> Checkers | StandardError:
        try:
            return Checkers(standard_at(file), self.order.terms)
        except StandardError as error:
            return error

    def _beside(self, standard: str, place: Place) -> str | None:
        """The folder where the rule file of a claimed standard may lie; none where that does not matter."""
        return None if self.order.terms.standard or standard in _bundled() else os.path.dirname(place.path)  # noqa: PTH120 -- once per inventory, of many


def _unusable(error: StandardError) -> tuple[Fault, ...]:
    """A claim that names nothing is a fault of the inventory; the errors of a standard are told as they are."""
    pointer = "/standard" if error.diagnostics[0].kind is UNKNOWN_STANDARD else ""
    return tuple(Fault(each.kind, each.span, pointer, each.message, each.hint) for each in error.diagnostics)


@lru_cache(maxsize=1)
def _bundled() -> frozenset[str]:
    return frozenset(bundled_standards())


@lru_cache(maxsize=_NAMES_KEPT)
def _rule_file(standard: str, beside: str | None) -> RuleFile | StandardError:
    """The rule file of a name or path; with ``beside`` of a name alone, in that folder or one up."""
    try:
        if beside is None:
            return find_standard(standard)
        folder = Path(beside)
        return find_named(standard, (folder, Path(os.path.normpath(folder / ".."))))
    except StandardError as error:
        return error


def _claimed(name: str, data: bytes) -> str | None:
    """The standard an inventory claims; without reading all of it where it says so at its head."""
    if is_workbook(data):
        return claimed_standard(name, data)
    found = _CLAIM.match(data) if _is_json(name, data) else None
    return claimed(name, data, source_of(name, data).text) if found is None else found[1].decode()


def _is_json(name: str, data: bytes) -> bool:
    """The same as the reader of documents decides."""
    if is_workbook(data) or is_packed(data):
        return False
    ending = name.casefold()
    if ending.endswith(".json"):
        return True
    return not ending.endswith((".yaml", ".yml")) and _BEGINS_LIKE_JSON.match(data) is not None


def _internal(what: Message) -> Result:
    fault = Fault(INTERNAL_ERROR, whole_file(""), "", _FAILED.filled(what=what))
    return unreadable_result((fault,), None, __version__, None)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
