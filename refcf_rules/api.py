"""The public face: load a standard and an inventory, validate, calculate, explain, build.

Nothing here prints, writes or asks the clock. What cannot be had is said by two exceptions,
``StandardError`` and ``InventoryError``; a file that the system does not hand over is an ``OSError``.
"""

# ruff: noqa: PLC0415 -- each room is loaded by the function that needs it: a command waits for no other

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refcf_rules import resources
from refcf_rules.inventory.limits import CSV_FILES, DOCUMENT_BYTES
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Diagnostic, Fault, Kind, Severity
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import SourceFile, whole_file
from refcf_rules.version import __version__

if TYPE_CHECKING:
    from refcf_rules.evaluate import example
    from refcf_rules.evaluate.footprint import FootprintResult
    from refcf_rules.evaluate.judge import Judgement
    from refcf_rules.evaluate.trace import Step
    from refcf_rules.evaluate.waiver import Waiver
    from refcf_rules.inventory.inventory import Inventory
    from refcf_rules.language.readings import Readings
    from refcf_rules.model.evidence import Evidence
    from refcf_rules.model.standard import Standard
    from refcf_rules.pipeline import Compiled
    from refcf_rules.sheets.wording import SheetLanguage
    from refcf_rules.targets.target import Artifact, Emitted

RULE_FILE: Final = ".pcr"
RULE_FILE_BYTES: Final = 2_000_000
_NAME: Final = re.compile(r"[\w-]+")

UNKNOWN_STANDARD: Final = Kind(
    code="unknown-standard",
    title=Message("没有这个标准", "There is no such standard"),
    why=Message(
        "标准用名称（随 refcf 发布的）或规则文件的路径指定。",
        "A standard is named, if it comes with refcf, or given as the path of its rule file.",
    ),
    wrong="refcf: 1\nstandard: no_such_standard\n",
    right="refcf: 1\nstandard: magnesia_carbon\n",
)
KINDS: Final = (UNKNOWN_STANDARD,)


class StandardError(Exception):
    """The standard does not exist or has errors: ``diagnostics`` say which, ``sources`` are the texts read."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], sources: tuple[SourceFile, ...] = ()) -> None:
        first = next((one for one in diagnostics if one.severity is Severity.ERROR), diagnostics[0])
        super().__init__(f"{first.span}: {first.message.en}")
        self.diagnostics = diagnostics
        self.sources = sources


class InventoryError(Exception):
    """The inventory, or a file of waivers, was not understood: ``faults`` say what and where."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{faults[0].span}: {faults[0].message.en}")
        self.faults = faults


@record
class RuleFile:
    """Where a part lies. The parts it extends are read from the same folder; ``shown`` names it for people."""

    name: str
    folder: Path
    shown: str

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / f"{self.name}{RULE_FILE}"

    def read(self, name: str) -> tuple[str, bytes] | None:
        """A part by its name: the path to show and the bytes; names are names, never paths."""
        path = self.folder / f"{name}{RULE_FILE}"
        if _NAME.fullmatch(name) is None or not path.is_file():
            return None
        shown = f"{self.shown}/{path.name}" if self.shown else path.name
        return shown, bounded(path, RULE_FILE_BYTES)


def bundled_standards() -> tuple[str, ...]:
    """The names of the standards that come with refcf."""
    return tuple(sorted({path.stem for path in resources.folder("standards").glob(f"*/*{RULE_FILE}")}))


def bundled_series() -> tuple[str, ...]:
    """The names of the series that come with refcf; each holds several standards."""
    return tuple(sorted({path.parent.name for path in resources.folder("standards").glob(f"*/*{RULE_FILE}")}))


def find_standard(name_or_path: str | Path) -> RuleFile:
    """The rule file of a bundled standard, or at a path. Raises ``StandardError`` if there is none."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(RULE_FILE) or "/" in text or "\\" in text:
        return _at_path(Path(text))
    return find_named(text)


def find_named(name: str, beside: Sequence[Path] = ()) -> RuleFile:
    """The rule file of a bundled standard, else of that name in one of the folders ``beside``.

    A name is never read as a path. Raises ``StandardError`` if there is none.
    """
    if _NAME.fullmatch(name):
        content = resources.folder("standards")
        for path in sorted(content.glob(f"*/{name}{RULE_FILE}")):
            return RuleFile(name, path.parent, f"standards/{path.parent.name}")
        for folder in beside:
            if (folder / f"{name}{RULE_FILE}").is_file():
                return RuleFile(name, folder, _shown(folder))
    raise _unknown(name)


def load_standard(name_or_path: str | Path) -> Standard:
    """The standard called so among those bundled, or at a path. Raises ``StandardError``."""
    compiled = compile_rule_file(find_standard(name_or_path))
    return sound(compiled)


def sound(compiled: Compiled) -> Standard:
    """The standard, if it may be used. Raises ``StandardError``."""
    if compiled.standard is None or not compiled.is_sound:
        raise StandardError(compiled.diagnostics, compiled.sources)
    return compiled.standard


def check(path: str | Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a rule file, or with all rule files of a folder; each problem once."""
    readings = new_readings()
    found = [one for file in rule_files(path) for one in compile_rule_file(file, readings).diagnostics]
    return tuple({(one.kind.code, one.span): one for one in found}.values())


def rule_files(path: str | Path) -> tuple[RuleFile, ...]:
    """The rule file of a path or name, or those of a series: in a folder and below it, or bundled under that name.

    Raises ``StandardError``.
    """
    folder = Path(path)
    if not folder.is_dir() and str(path) in bundled_series() and str(path) not in bundled_standards():
        return tuple(map(find_named, _names_in(str(path))))
    if not folder.is_dir():
        return (find_standard(path),)
    found = sorted(file for file in folder.rglob(f"*{RULE_FILE}") if file.is_file())
    if not found:
        raise _unknown(str(path))
    return tuple(RuleFile(file.stem, file.parent, _shown(file.parent)) for file in found)


def _names_in(series: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (resources.folder("standards") / series).glob(f"*{RULE_FILE}")))


def new_readings() -> Readings:
    """Something to hand to ``compile_rule_file`` for parts that extend the same ones: those are read once."""
    from refcf_rules.language.readings import Readings

    return Readings()


def compile_rule_file(file: RuleFile, readings: Readings | None = None) -> Compiled:
    """A part compiled with what it extends, and what was found on the way."""
    from refcf_rules.pipeline import compile_standard

    return compile_standard(file.name, file.read, readings)


def load_inventory(source: str | Path | bytes, standard: Standard, *, name: str = "inventory") -> Inventory:
    """An inventory from a file, a folder of CSV files, or bytes (then ``name`` is shown in messages).

    Raises ``InventoryError`` for what is not understood; missing data is no error.
    """
    from refcf_rules.inventory.read import read_inventory

    path, data = _source(source, name)
    inventory, faults = read_inventory(path, data, standard)
    if inventory is None:
        raise InventoryError(faults)
    return inventory


def load_waivers(source: str | Path | bytes, *, name: str = "waivers") -> tuple[Waiver, ...]:
    """The waivers of a file. Raises ``InventoryError`` for what is not understood."""
    from refcf_rules.evaluate import waiver
    from refcf_rules.inventory.waivers import read_waivers

    entries, faults = read_waivers(*_source(source, name))
    if faults:
        raise InventoryError(faults)
    return tuple(waiver.Waiver(each.rule, each.reason, each.who, each.until, each.row) for each in entries)


def validate(
    inventory: Inventory,
    standard: Standard,
    waivers: tuple[Waiver, ...] = (),
    today: str | None = None,
) -> Judgement:
    """The verdict with all findings, the footprint and a receipt.

    ``today`` (ISO 8601) decides which waivers still hold; without it none does.
    """
    from refcf_rules.evaluate.judge import judge

    return judge(standard, inventory, waivers, tool_version=__version__, today=today)


def calculate(inventory: Inventory, standard: Standard) -> FootprintResult | None:
    """The footprint; its ``value`` says what is missing if it cannot be had. ``None`` if the standard has none."""
    return validate(inventory, standard).footprint


def trace(inventory: Inventory, standard: Standard) -> tuple[Step, ...]:
    """Every calculation as a step: formula, numbers put in, result, clause."""
    from refcf_rules.evaluate.judge import judge

    traced = judge(standard, inventory, tool_version=__version__, with_trace=True)
    return traced.steps


def explain(code_or_rule: str, standard: Standard | None = None) -> Message:
    """What a code of a message means, or what a rule of the standard says, in both languages.

    Raises ``LookupError`` with near names if there is no such code or rule.
    """
    from refcf_rules.report.explain import explanation

    return explanation(code_or_rule, standard, KINDS)


def build(
    standard: Standard,
    targets: Iterable[str] | None = None,
    published: tuple[Artifact, ...] = (),
    language: SheetLanguage | None = None,
    evidence: Evidence | None = None,
) -> dict[str, Emitted]:
    """The artifacts of the targets named, or of all; raises ``LookupError`` for a target that is none.

    ``published`` are files that the site offers beside its own, such as the parity certificate. ``language`` is
    that of the workbook; without it there are one in Chinese and one in English. ``evidence`` is what the site
    shows of the examples as they ran.
    """
    from refcf_rules.model.evidence import NO_EVIDENCE
    from refcf_rules.targets.registry import SITE, site_with, targets_in

    known = {target.name: target for target in targets_in(language)}
    names = tuple(known) if targets is None else tuple(dict.fromkeys(targets))
    if unknown := [name for name in names if name not in known]:
        raise LookupError(f"no target {', '.join(unknown)}; there are {', '.join(known)}")
    made = {name: known[name].emit(standard) for name in names if name != SITE.name}
    if SITE.name in names:
        made[SITE.name] = site_with(standard, made, published, evidence or NO_EVIDENCE)
    return {name: made[name] for name in names}


def run_examples(standard: Standard, folder: Path, *, with_margins: bool = False) -> Iterator[example.ExampleResult]:
    """The examples of the standard, one after the other; ``folder`` is where its rule file lies."""
    from refcf_rules.evaluate import example

    def read(path: str) -> bytes | None:
        file = folder / path
        inside = file.resolve().is_relative_to(folder.resolve())
        return bounded(file, DOCUMENT_BYTES) if inside and file.is_file() else None

    return example.run_examples(standard, read, tool_version=__version__, with_margins=with_margins)


def evidence_of(standard: Standard, file: RuleFile) -> Evidence:
    """The examples of a standard as they ran, and the texts of its rule files: what a site shows beside the rules."""
    from refcf_rules.inventory.write.as_json import json_text
    from refcf_rules.inventory.write.document import document_of
    from refcf_rules.model.evidence import Evidence, Executed

    executed: dict[tuple[str, str], Executed] = {}
    inventories: dict[tuple[str, str], str] = {}
    for each in run_examples(standard, file.folder, with_margins=True):
        key = (standard.id, each.example.id)
        executed[key] = Executed(
            each.example.id,
            each.passed,
            {one.rule: one for one in each.judged},
            each.formulas,
            each.used,
            each.arising,
            each.footprint,
        )
        if each.inventory is not None:
            inventories[key] = json_text(document_of(each.inventory, standard))
    found = (file.read(part.id) for part in standard.parts)
    texts = {shown: data.decode("utf-8", errors="replace") for shown, data in (one for one in found if one is not None)}
    return Evidence(executed, texts, inventories)


# --- files -----------------------------------------------------------------------------------------


def bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file, one more than ``limit`` at most: enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(limit + 1)


def packed_folder(path: Path) -> bytes:
    """The files of a folder in one, within the limit of inventories.

    What is no file has a name that says so, and no content.
    """
    from refcf_rules.inventory import folder

    files: dict[str, bytes] = {}
    left = DOCUMENT_BYTES
    for entry in sorted(path.iterdir()):
        if folder.is_left_by_the_system(entry.name):
            continue
        if len(files) > CSV_FILES:
            break
        content = bounded(entry, left) if entry.is_file() and left >= 0 else b""
        files[entry.name if entry.is_file() else f"{entry.name}/"] = content
        left -= len(content)
    return folder.packed(files)


def _source(source: str | Path | bytes, name: str) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        return name, source
    if Path(source).is_dir():
        return str(source), packed_folder(Path(source))
    return str(source), bounded(Path(source), DOCUMENT_BYTES)


def _at_path(path: Path) -> RuleFile:
    if path.suffix != RULE_FILE or not path.is_file():
        raise _unknown(str(path))
    return RuleFile(path.stem, path.parent, _shown(path.parent))


def _shown(folder: Path) -> str:
    return "" if folder == Path() else folder.as_posix()


def _unknown(text: str) -> StandardError:
    from difflib import get_close_matches

    known = (*bundled_standards(), *bundled_series())
    near = get_close_matches(text, known, cutoff=0.5) or list(known)
    pattern = Message("随 refcf 发布的有：{names}。", "Those that come with refcf: {names}.")
    hint = pattern.filled(names=same(", ".join(near))) if near else None
    what = Message("找不到标准“{text}”。", "There is no standard “{text}”.").filled(text=text)
    return StandardError((Diagnostic(UNKNOWN_STANDARD, whole_file(text), what, hint),))
