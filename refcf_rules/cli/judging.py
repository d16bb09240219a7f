"""An inventory named on the command line, judged; or why it could not be. Used by validate and calc."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from refcf_rules.api import KINDS as API_KINDS
from refcf_rules.api import (
    UNKNOWN_STANDARD,
    InventoryError,
    RuleFile,
    StandardError,
    find_named,
    find_standard,
    load_inventory,
)
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.files import STDIN, read_input, shown_path, source_of
from refcf_rules.cli.output import progress
from refcf_rules.cli.session import Session
from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.inventory.folder import is_packed
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import claimed_standard, why_unreadable, words_of
from refcf_rules.model.standard import Standard
from refcf_rules.record import changed, record
from refcf_rules.source.decode import is_workbook
from refcf_rules.source.diagnostic import Diagnostic, Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, whole_file
from refcf_rules.version import __version__

NO_STANDARD_CLAIMED: Final = Kind(
    code="no-standard-claimed",
    title=Message("不知道按哪个标准判定", "Which standard to judge by is not said"),
    why=Message(
        "同一份数据按不同标准得出不同的结论。", "The same data come to different verdicts by different standards."
    ),
    wrong="refcf: 1\nperiod: {start: 2024-01-01, end: 2024-12-31}\n",
    right="refcf: 1\nstandard: magnesia_carbon\nperiod: {start: 2024-01-01, end: 2024-12-31}\n",
)
KINDS: Final = (*API_KINDS, NO_STANDARD_CLAIMED)
_CLAIM: Final = re.compile(r"""(?m)^(?:standard|标准)[ \t]*:[ \t]*["']?([\w-]+)["']?[ \t]*(?:#.*)?\r?$""")
_NOT_CLAIMED: Final = Message("清单里没有 standard。", "The inventory does not say its standard.")
_SAY_STANDARD: Final = Message(
    "在清单开头写 standard: 名称，或加 --standard 名称。",
    "Begin the inventory with standard: NAME, or add --standard NAME.",
)
_SAY_STANDARD_IN_FOLDER: Final = Message(
    "在 inventory.csv（清单.csv）加一行：项目 standard，值为标准的名称；或加 --standard 名称。",
    "Add a row to inventory.csv: field standard, value its name; or add --standard NAME.",
)
_OTHER_CLAIM: Final = Message(
    "清单声明的标准是“{claimed}”，本次按“{found}”判定。",
    "The inventory claims the standard {claimed}; it was judged by {found}.",
)
_HEAD: Final = 2_000
NO_FILES: Final[Mapping[str, SourceFile]] = {}
_WAIT: Final = Message("正在读取标准 {name} …", "Reading the standard {name} ...")
_READING: Final = Message("正在读取“{path}” …", "Reading {path} ...")


@record
class Judged:
    """A judgement with its standard; else ``faults`` of the input or ``diagnostics`` of the standard.

    Beside a judgement ``faults`` are doubts about a workbook. ``source`` is the text of the input, if it is one;
    ``words`` are some of a workbook, to tell its language.
    """

    path: str
    source: SourceFile | None = None
    files: Mapping[str, SourceFile] = NO_FILES
    standard: Standard | None = None
    judgement: Judgement | None = None
    inventory: Inventory | None = None
    faults: tuple[Fault, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    rule_sources: tuple[SourceFile, ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        """Text of the input that shows its language."""
        return self.source.text if self.source else self.words

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """The texts that faults point into, by path."""
        return self.files or ({} if self.source is None else {self.source.path: self.source})


class Judge:
    """Judges inventories one after the other; a standard is loaded once."""

    def __init__(
        self,
        session: Session,
        standard_name: str | None,
        *,
        waivers: tuple[Waiver, ...] = (),
        today: str | None = None,
        with_trace: bool = False,
    ) -> None:
        self.session = session
        self.standard_name = standard_name
        self.waivers = waivers
        self.today = today
        self.with_trace = with_trace
        self._standards: dict[RuleFile, Standard] = {}

    def judged(self, path: str) -> Judged:
        """The judgement of the inventory at a path, or why there is none."""
        read = self.read(path)
        if read.inventory is None or read.standard is None:
            return read
        judgement = judge(
            read.standard,
            read.inventory,
            self.waivers,
            tool_version=__version__,
            today=self.today,
            with_trace=self.with_trace,
        )
        if read.inventory.standard not in (None, read.standard.id):
            note = _OTHER_CLAIM.filled(found=read.standard.id, claimed=read.inventory.standard)
            judgement = changed(judgement, notes=(note, *judgement.notes))
        judgement = changed(judgement, notes=(*judgement.notes, *read.inventory.notes))
        return changed(read, judgement=judgement, faults=read.inventory.warnings)

    def read(self, path: str) -> Judged:
        """The inventory at a path with the standard it claims, not yet judged; or why it could not be read."""
        shown = shown_path(path)
        data = read_input(path)
        if isinstance(data, Fault):
            return Judged(shown, faults=(data,))
        with progress() as tell:
            tell(self.session.say(_READING.filled(path=shown)))
            return self._read(_unread(shown, data), path, data, tell)

    def claim(self, path: str, data: bytes) -> Judged:
        """The standard that a workbook claims, without its inventory; or why there is none."""
        with progress() as tell:
            tell(self.session.say(_READING.filled(path=path)))
            return self._with_standard(Judged(path, words=words_of(path, data)), path, data, tell)

    def _read(self, found: Judged, path: str, data: bytes, tell: Callable[[str], None]) -> Judged:
        claim = self._with_standard(found, path, data, tell)
        if claim.standard is None:
            return claim
        tell(self.session.say(_READING.filled(path=found.path)))
        try:
            inventory = load_inventory(data, claim.standard, name=found.path)
        except InventoryError as error:
            return changed(found, faults=error.faults)
        return changed(claim, inventory=inventory)

    def _with_standard(self, found: Judged, path: str, data: bytes, tell: Callable[[str], None]) -> Judged:
        name = self.standard_name or claimed(found.path, data, found.text)
        if name is None:
            return changed(found, faults=why_no_claim(found.path, data))
        try:
            return changed(found, standard=self._standard(name, path, tell))
        except StandardError as error:
            return self._without_standard(found, name, error)

    def _standard(self, name: str, path: str, tell: Callable[[str], None]) -> Standard:
        """A bundled standard first: a rule file beside the inventory cannot take its place."""
        folder = Path(path).parent
        beside = () if path == STDIN else (folder, Path(os.path.normpath(folder / "..")))
        file = find_standard(name) if self.standard_name else find_named(name, beside)
        if file not in self._standards:
            tell(self.session.say(_WAIT.filled(name=file.name)))
            self._standards[file] = standard_at(file)
        return self._standards[file]

    def _without_standard(self, found: Judged, name: str, error: StandardError) -> Judged:
        """A claim that names nothing is a fault of the inventory, anything else one of the standard."""
        first = error.diagnostics[0]
        if first.kind is not UNKNOWN_STANDARD or self.standard_name is not None:
            return changed(found, diagnostics=error.diagnostics, rule_sources=error.sources)
        source = next((each for each in found.sources.values() if name in each.text), None)
        place = source.text.find(name) if source else -1
        span = source.span(place, place + len(name)) if source else whole_file(found.path)
        return changed(found, faults=(Fault(first.kind, span, "/standard", first.message, first.hint),))


def _unread(path: str, data: bytes) -> Judged:
    """An input of which only the text is known."""
    if is_workbook(data):
        return Judged(path, words=words_of(path, data))
    if not is_packed(data):
        return Judged(path, source_of(path, data))
    from refcf_rules.inventory.read_csv.read import sources_of  # noqa: PLC0415 -- for folders only

    files = sources_of(path, data)
    return Judged(path, files=files, words="\n".join(each.text for each in files.values()))


def today() -> str:
    """The date of the system, ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def claimed(path: str, data: bytes, text: str) -> str | None:
    """The standard an inventory claims; found in its first lines without reading all of it, if possible."""
    found = _CLAIM.search(text[:_HEAD])
    if found is not None and not text.lstrip().startswith(("{", "[")):
        return found.group(1)
    return claimed_standard(path, data)


def why_no_claim(path: str, data: bytes) -> tuple[Fault, ...]:
    """An input that cannot be read at all claims nothing for that reason."""
    if is_packed(data):
        return (Fault(NO_STANDARD_CLAIMED, whole_file(path), "", _NOT_CLAIMED, _SAY_STANDARD_IN_FOLDER),)
    faults = why_unreadable(path, data)
    claim = Fault(NO_STANDARD_CLAIMED, whole_file(path), "", _NOT_CLAIMED, _SAY_STANDARD)
    return faults or (claim,)
