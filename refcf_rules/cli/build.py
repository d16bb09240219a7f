"""``refcf build``: the outputs of a standard, written to a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import click

from refcf_rules.api import StandardError, build, find_standard
from refcf_rules.cli import options
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.files import read_input
from refcf_rules.cli.output import patience, say, write_file
from refcf_rules.cli.publish import publish
from refcf_rules.cli.session import Session
from refcf_rules.model.standard import Standard
from refcf_rules.parity.certificate import why_not_for
from refcf_rules.record import record
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style
from refcf_rules.targets.registry import TARGETS
from refcf_rules.targets.target import Artifact, Emitted, Refusal

_HELP: Final = Message(
    "由标准生成成果，写入文件夹；列出写了什么、哪些内容该成果表达不了。",
    "Build the outputs of a standard into a folder; what was written is listed, and what an output cannot express.",
)
_STANDARD: Final = Message("标准", "STANDARD")
_TARGET: Final = Message("要生成的成果，可写多次；默认全部。", "Output to build, may be repeated; by default all.")
_LANGUAGE: Final = Message(
    "计算表（xlsx）的语言：中文、英文或双语；默认中文、英文各一份。",
    "Language of the workbook (xlsx): Chinese, English or both; by default one in Chinese and one in English.",
)
_FOLDER: Final = Message("写入的文件夹。", "Folder to write to.")
_DIRECTORY: Final = Message("文件夹", "DIR")
_WAIT: Final = Message("正在生成 …", "Building ...")
_WRITTEN: Final = Message("已写入", "written")
_COUNT: Final = Message("{name}（{title}）：{count} 个文件", "{name} ({title}): {count} files")
_REFUSED: Final = Message("{name} 表达不了的有 {count} 项：{why}", "{name} cannot express {count}: {why}")
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_CERTIFICATE: Final = Message(
    "refcf certify 写出的一致性证书，供网站下载。", "Parity certificate that refcf certify wrote, to offer on the site."
)
_FILE: Final = Message("文件", "FILE")
_NOT_PUBLISHED: Final = Message("{path}：{why}", "{path}: {why}")
_SHOWN: Final = 12
_MORE: Final = Message("… 另有 {count} 个", "... and {count} more")


class _TargetName(click.Choice[str]):
    """The name of a target; ``json_schema``, as Python would write it, is taken as well."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(value.replace("_", "-"), param, ctx)


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def run(
        standard: str,
        *,
        target: tuple[str, ...],
        language: SheetLanguage | None,
        output: str,
        certificate: str | None,
    ) -> int:
        return _build(standard, _Asked(target, Path(output), certificate, language), session)

    names = [target.name for target in TARGETS]
    return options.command(
        session,
        "build",
        _HELP,
        run,
        options.argument(session, "standard", _STANDARD),
        options.option(session, "--target", _TARGET, multiple=True, type=_TargetName(names)),
        options.option(session, "--language", _LANGUAGE, type=click.Choice(SHEET_LANGUAGES)),
        click.Option(["-o", "--output"], required=True, metavar=session.say(_DIRECTORY), help=session.say(_FOLDER)),
        options.option(session, "--certificate", _CERTIFICATE, metavar=session.say(_FILE)),
    )


@record
class _Asked:
    """The command line."""

    targets: Sequence[str]
    folder: Path
    certificate: str | None
    language: SheetLanguage | None


def _build(name: str, asked: _Asked, session: Session) -> int:
    try:
        with patience(session.say(_WAIT)):
            standard = standard_at(find_standard(name))
            published = _published(asked, standard, session)
            emitted = build(standard, asked.targets or None, published, asked.language)
    except StandardError as error:
        return options.report_standard_error(error, name, session)
    folder, style = asked.folder, session.style()
    try:
        for target, found in emitted.items():
            _write(folder / target, found)
    except OSError as error:
        path = str(error.filename or folder)
        options.refuse(session, _CANNOT_WRITE.filled(path=path, reason=error.strerror or str(error)))
    say(f"{style.say(_WRITTEN)}  {folder}")
    for target, found in emitted.items():
        _list(target, found, folder / target, style)
    built = "site" not in emitted or publish(folder / "site", session)
    return options.FINE if built else options.FINDINGS


def _published(asked: _Asked, standard: Standard, session: Session) -> tuple[Artifact, ...]:
    """The certificate to offer on the site, if it is one of this standard."""
    if asked.certificate is None:
        return ()
    data = read_input(asked.certificate)
    if isinstance(data, Fault):
        options.refuse(session, data.message)
    if (why := why_not_for(data, standard)) is not None:
        options.refuse(session, _NOT_PUBLISHED.filled(path=asked.certificate, why=why))
    return (Artifact(f"{standard.id}.parity.json", data),)


def _write(folder: Path, found: Emitted) -> None:
    """Write the artifacts; their paths stay within the folder."""
    for artifact in found.artifacts:
        path = PurePosixPath(artifact.path)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"artifact outside its folder: {artifact.path}")
        write_file(folder / path, artifact.data)


def _list(target: str, found: Emitted, folder: Path, style: Style) -> None:
    title = next(each.title for each in TARGETS if each.name == target)
    say(f"   {style.say(_COUNT.filled(name=target, title=title, count=len(found.artifacts)))}")
    for artifact in found.artifacts[:_SHOWN]:
        say(f"      {folder / artifact.path}")
    if len(found.artifacts) > _SHOWN:
        say(f"      {style.say(_MORE.filled(count=len(found.artifacts) - _SHOWN))}")
    for why, refused in _by_reason(found.refusals).items():
        text = _REFUSED.filled(name=target, count=len(refused), why=why)
        say(f"      {style.say(text)}")
        shown = ", ".join(each.id for each in refused[:_SHOWN])
        say(f"         {shown}{' ...' if len(refused) > _SHOWN else ''}")


def _by_reason(refusals: Iterable[Refusal]) -> dict[Message, list[Refusal]]:
    """What cannot be expressed for the same reason, together."""
    groups: dict[Message, list[Refusal]] = {}
    for refusal in refusals:
        groups.setdefault(refusal.why, []).append(refusal)
    return groups
