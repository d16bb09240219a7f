"""Rule text to the model, read as prose. The only file that knows the order.

    text ─decode→ source ─split, parse→ declarations ─override, declare, expand, lower→ standard ─checks→ ✓

A part names the part it extends; the prelude of the language stands before all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from refcf_rules import resources
from refcf_rules.checks.registry import CHECKS
from refcf_rules.language.compile import compile_declarations
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import names_of, span_of_head
from refcf_rules.language.problems import Problems, did_you_mean
from refcf_rules.language.readings import Readings
from refcf_rules.language.split import split
from refcf_rules.language.standard import NO_STANDARD, UNKNOWN_PART
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.decode import decode
from refcf_rules.source.diagnostic import Diagnostic, Fault, Severity
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import SourceFile, whole_file

RULE_FILE_BYTES: Final = 2_000_000
MOST_PARTS: Final = 8
Files = Mapping[str, tuple[str, bytes]]


@record
class Compiled:
    """A standard, or None when errors leave nothing to work with, and what was found on the way."""

    standard: Standard | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[SourceFile, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the standard may be used: no errors."""
        errors = any(found.severity is Severity.ERROR for found in self.diagnostics)
        return self.standard is not None and not errors


def compile_standard(
    name: str, read: Callable[[str], tuple[str, bytes] | None], readings: Readings | None = None
) -> Compiled:
    """Compile the part ``name``; ``read`` gives (path shown, bytes) of a part, or None if there is none.

    Parts that are compiled with the same ``readings`` share what was read; the result is the same without.
    """
    problems, readings = Problems(), readings or Readings()
    sources: list[SourceFile] = []
    chain: list[tuple[Declaration, ...]] = []
    wanted: str | None = name
    seen: list[str] = []
    while wanted is not None:
        part = _read_part(wanted, seen, read, problems, sources, readings)
        if part is None:
            break
        seen.append(wanted)
        declarations, wanted = part
        chain.insert(0, declarations)
    if not chain:
        return Compiled(None, problems.all(), tuple(sources))
    declarations = (*_prelude(problems, readings), *(one for part_ in chain for one in part_))
    standard = compile_declarations(name, declarations, digest_of(sources), problems, readings)
    for check in CHECKS:
        for found in check.run(standard):
            problems.add(found.kind, found.span, found.message, hint=found.hint, also=found.also)
    return Compiled(standard, problems.all(), tuple(sources))


def digest_of(sources: list[SourceFile]) -> str:
    """SHA-256 over the language and the texts of all parts, general first: the hash of the rules."""
    grammar = resources.folder("grammar")
    texts = [(grammar / file).read_text(encoding="utf-8") for file in ("refcf.lark", "keywords.tsv", "prelude.pcr")]
    texts.extend(source.text for source in reversed(sources))
    return hashlib.sha256("\f".join(texts).encode()).hexdigest()


def _prelude(problems: Problems, readings: Readings) -> tuple[Declaration, ...]:
    text = (resources.folder("grammar") / "prelude.pcr").read_text(encoding="utf-8")
    return readings.declarations(SourceFile("prelude.pcr", text), "core", problems)


def _read_part(
    name: str,
    seen: list[str],
    read: Callable[[str], tuple[str, bytes] | None],
    problems: Problems,
    sources: list[SourceFile],
    readings: Readings,
) -> tuple[tuple[Declaration, ...], str | None] | None:
    found = read(name)
    if found is None or name in seen or len(seen) >= MOST_PARTS:
        place = whole_file(sources[-1].path if sources else f"{name}.pcr")
        problems.add(
            UNKNOWN_PART,
            place,
            Message("找不到规则文件 {name}.pcr。", "There is no rule file {name}.pcr.").filled(name=same(name)),
            hint=Message("检查“配合”后的名称和文件所在的文件夹。", "Check the name after with, and the folder."),
        )
        return None
    source = decode(found[0], found[1], RULE_FILE_BYTES)
    if isinstance(source, Fault):
        problems.add(source.kind, source.span, source.message, hint=source.hint)
        return None
    sources.append(source)
    declarations = readings.declarations(source, name, problems)
    header = next((one for one in declarations if one.construct == "standard"), None)
    if header is None and any(one.rule == "standard" for one in split(source, Problems())):
        return declarations, None  # it is there, and what is wrong in it is told
    if header is None:
        problems.add(
            NO_STANDARD,
            whole_file(source.path),
            Message("文件里没有 standard 声明。", "The file has no standard declaration."),
            hint=Message("在第一行写 standard 名称 { … }。", "Begin the file with: standard name { … }."),
        )
        return declarations, None
    names = names_of(header.tree)
    if names[0] != name:
        problems.add(
            UNKNOWN_PART,
            span_of_head(header),
            Message(
                "标准名称是“{found}”，文件名是“{name}”。", "The standard is called {found}, the file {name}."
            ).filled(found=same(names[0]), name=same(name)),
            hint=did_you_mean(names[0], [name]),
        )
    return declarations, names[1] if len(names) > 1 else None
