"""``refcf check``: what is wrong with rule files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import click

from refcf_rules.api import RuleFile, StandardError, compile_rule_file, new_readings, rule_files
from refcf_rules.cli import options
from refcf_rules.cli.output import patience, say
from refcf_rules.cli.session import Session
from refcf_rules.report.diagnostics import diagnostics_text
from refcf_rules.source.diagnostic import Diagnostic, Severity
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile

_HELP: Final = Message(
    "检查规则文件（.pcr），或文件夹中的全部规则文件：语法、名称、单位、完整性。",
    "Check rule files (.pcr), or all in a folder: syntax, names, units, completeness.",
)
_PATHS: Final = Message("路径…", "PATH...")
_WAIT: Final = Message("正在检查 {name} …", "Checking {name} ...")


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
    readings = new_readings()
    for file in dict.fromkeys(files):
        with patience(session.say(_WAIT.filled(name=file.name))):
            compiled = compile_rule_file(file, readings)
        sources |= {source.path: source for source in compiled.sources}
        found |= {(one.kind.code, one.span): one for one in compiled.diagnostics}
    style = session.style(*(source.text for source in sources.values()))
    say(diagnostics_text(tuple(found.values()), " ".join(paths), sources, style))
    errors = any(one.severity is Severity.ERROR for one in found.values())
    return options.FINDINGS if errors else options.FINE
