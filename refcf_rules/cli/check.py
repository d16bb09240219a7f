"""``refcf check``: what is wrong with rule files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from refcf_rules.api import RuleFile, StandardError, compile_rule_file, new_readings, rule_files
from refcf_rules.cli import options
from refcf_rules.cli.cache import keep_clean, texts_if_clean
from refcf_rules.cli.output import progress, say
from refcf_rules.cli.session import Session
from refcf_rules.report.diagnostics import diagnostics_text
from refcf_rules.source.diagnostic import Diagnostic, Severity
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile

if TYPE_CHECKING:
    from refcf_rules.language.readings import Readings
    from refcf_rules.pipeline import Compiled

_HELP: Final = Message(
    "检查规则文件（.pcr），或文件夹中的全部规则文件：语法、名称、单位、完整性。",
    "Check rule files (.pcr), or all in a folder: syntax, names, units, completeness.",
)
_PATHS: Final = Message("路径…", "PATH...")
_WAIT: Final = Message("正在检查 {name}（{number}/{all}）…", "Checking {name} ({number}/{all}) ...")


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def check(paths: tuple[str, ...]) -> int:
        return _check(paths, session)

    paths = options.argument(session, "paths", _PATHS, nargs=-1, required=True)
    return options.command(session, "check", _HELP, check, paths)


def _check(paths: Iterable[str], session: Session) -> int:
    found: dict[tuple[str, object], Diagnostic] = {}
    sources: dict[str, SourceFile] = {}
    files: list[RuleFile] = []
    try:
        for path in paths:
            files += rule_files(path)
    except StandardError as error:
        return options.report_standard_error(error, " ".join(paths), session)
    texts: list[str] = []
    for compiled in _compiled(tuple(dict.fromkeys(files)), texts, session):
        sources |= {source.path: source for source in compiled.sources}
        found |= {(one.kind.code, one.span): one for one in compiled.diagnostics}
    style = session.style(*texts, *(source.text for source in sources.values()))
    say(diagnostics_text(tuple(found.values()), " ".join(paths), sources, style))
    errors = any(one.severity is Severity.ERROR for one in found.values())
    return options.FINDINGS if errors else options.FINE


def _compiled(files: Sequence[RuleFile], texts: list[str], session: Session) -> Iterator[Compiled]:
    """Those files compiled that were not found clean before; of the others the texts."""
    readings: Readings | None = None
    with progress() as tell:
        for number, file in enumerate(files, start=1):
            clean = texts_if_clean(file)
            if clean is not None:
                texts.extend(clean)
                continue
            tell(session.say(_WAIT.filled(name=file.name, number=number, all=len(files))))
            readings = readings or new_readings()
            compiled = compile_rule_file(file, readings)
            keep_clean(file, compiled)
            yield compiled
