"""``refcf build``: the outputs of a standard, written to a folder."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import click

from refcf_rules.api import RULE_FILE, StandardError
from refcf_rules.cli import options
from refcf_rules.cli.evidence import evidence_at
from refcf_rules.cli.files import read_input
from refcf_rules.cli.output import progress, say, say_aside
from refcf_rules.cli.pdf import browser_here, print_offered, promised
from refcf_rules.cli.produce import Named, compiled, jobs_of, named, produced
from refcf_rules.cli.publish import INSTALL, can_publish, publish, write_artifacts, write_site
from refcf_rules.cli.samples import sample_of
from refcf_rules.cli.session import Session
from refcf_rules.model.standard import Standard
from refcf_rules.parity.certificate import said_by, why_not_for
from refcf_rules.record import changed, record
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style
from refcf_rules.targets.registry import QUICK, SITE, TARGETS, downloads_of, outputs_of
from refcf_rules.targets.site.series import series_of
from refcf_rules.targets.target import Artifact, Emitted, Refusal
from refcf_rules.targets.xlsx.emit import TARGET as WORKBOOK

_HELP: Final = Message(
    "由标准生成成果，写入文件夹；列出写了什么、哪些内容该成果表达不了。"
    "写几个标准、一个规则文件夹或随附系列的名称（如 refractories）时，网站只有一个，其余成果每个部分一个子文件夹。",
    "Build the outputs of a standard into a folder; what was written is listed, and what an output cannot express. "
    "Of several standards, a folder of rule files or a bundled series (such as refractories) there is one website; "
    "of all else each part has a folder of its own.",
)
_STANDARD: Final = Message("标准…", "STANDARD...")
_TARGET: Final = Message("要生成的成果，可写多次；默认全部。", "Output to build, may be repeated; by default all.")
_LANGUAGE: Final = Message(
    "计算表（xlsx）的语言：中文、英文或双语；默认中文、英文各一份。",
    "Language of the workbook (xlsx): Chinese, English or both; by default one in Chinese and one in English.",
)
_FOLDER: Final = Message("写入的文件夹。", "Folder to write to.")
_DIRECTORY: Final = Message("文件夹", "DIR")
_WRITTEN: Final = Message("已写入", "written")
_COUNT: Final = Message("{name}（{title}）：{count} 个文件", "{name} ({title}): {count} files")
_REFUSED: Final = Message("{name} 表达不了的有 {count} 项：{why}", "{name} cannot express {count}: {why}")
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_CERTIFICATE: Final = Message(
    "refcf certify 写出的一致性证书，供网站下载。", "Parity certificate that refcf certify wrote, to offer on the site."
)
_FILE: Final = Message("文件", "FILE")
_NOT_PUBLISHED: Final = Message("{path}：{why}", "{path}: {why}")
_NO_WORKBOOK: Final = Message(
    "网站不附计算表（生成计算表用时最长）；页面上会写明。",
    "Leave the workbooks out of the website (they take longest); its pages say so.",
)
_WITHOUT: Final = Message("没有附计算表（--no-workbook）", "without workbooks (--no-workbook)")
_PDF: Final = Message(
    "网站附每个部分的全文 PDF（A4，中文和英文），由本机的 Chromium、Chrome 或 Edge 打印。",
    "Offer the whole text of each part as PDF on the website (A4, Chinese and English), printed by the Chromium, "
    "Chrome or Edge of this machine.",
)
_NO_BROWSER: Final = Message(
    "没有找到 Chromium、Chrome 或 Edge，不能打印 PDF。安装其中之一，或去掉 --pdf。",
    "No Chromium, Chrome or Edge was found to print the PDFs. Install one, or leave out --pdf.",
)
_NOTHING: Final = Message("没有写任何文件：先改正以上错误。", "Nothing was written: correct what stands above first.")
_NOT_OF_THESE: Final = Message(
    "不是这些标准现行规则的证书", "this is no certificate of the present rules of any of these standards"
)
_NAMES: Final = tuple(target.name for target in TARGETS)
_SHOWN: Final = 12
_MORE: Final = Message("… 另有 {count} 个", "... and {count} more")


class _TargetName(click.Choice[str]):
    """The name of a target; ``json_schema``, as Python would write it, is taken as well."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(value.replace("_", "-"), param, ctx)


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def run(
        standards: tuple[str, ...],
        *,
        target: tuple[str, ...],
        language: SheetLanguage | None,
        output: str,
        certificate: tuple[str, ...],
        no_workbook: bool,
        pdf: bool,
    ) -> int:
        browser = browser_here() if pdf else None
        if pdf and (browser is None or not can_publish()):
            options.refuse(session, _NO_BROWSER if browser is None else INSTALL)
        targets = target or tuple(_NAMES)
        asked = _Asked(targets, Path(output), certificate, language, offers_workbook=not no_workbook, browser=browser)
        return _build(standards, asked, session)

    return options.command(
        session,
        "build",
        _HELP,
        run,
        options.argument(session, "standards", _STANDARD, nargs=-1, required=True),
        options.option(session, "--target", _TARGET, multiple=True, type=_TargetName(_NAMES)),
        options.option(session, "--language", _LANGUAGE, type=click.Choice(SHEET_LANGUAGES)),
        click.Option(["-o", "--output"], required=True, metavar=session.say(_DIRECTORY), help=session.say(_FOLDER)),
        options.option(session, "--certificate", _CERTIFICATE, multiple=True, metavar=session.say(_FILE)),
        options.option(session, "--no-workbook", _NO_WORKBOOK, is_flag=True),
        options.option(session, "--pdf", _PDF, is_flag=True),
    )


@record
class _Asked:
    """The command line; ``browser`` prints the PDFs of the site, if it shall have any."""

    targets: Sequence[str]
    folder: Path
    certificates: Sequence[str]
    language: SheetLanguage | None
    offers_workbook: bool
    browser: str | None = None

    @property
    def has_site(self) -> bool:
        return SITE.name in self.targets

    def made(self) -> tuple[str, ...]:
        """The targets to make: those asked for, and what the site offers."""
        offered = (*(one.name for one in QUICK), *((WORKBOOK.name,) if self.offers_workbook else ()))
        wanted = (*self.targets, *(offered if self.has_site else ()))
        return tuple(one for one in _NAMES if one in wanted and one != SITE.name)


def _build(names: Sequence[str], asked: _Asked, session: Session) -> int:
    with progress() as show:

        def tell(message: Message) -> None:
            show(session.say(message))

        try:
            found = named(names)
            standards = compiled(found.files, tell)
        except StandardError as error:
            code = options.report_standard_error(error, " ".join(names), session)
            say_aside(session.say(_NOTHING))
            return code
        gc.freeze()  # the standards stay to the end
        published = _published(asked, standards, session)
        made = produced(found.files, standards, jobs_of(standards, asked.made(), asked.language), tell)
        try:
            return _write(standards, made, published, _Place(asked, found), session, tell)
        except OSError as error:
            path = str(error.filename or asked.folder)
            options.refuse(session, _CANNOT_WRITE.filled(path=path, reason=error.strerror or str(error)))


@record
class _Place:
    """Where things go: of a series, each part of a target has a folder of its own."""

    asked: _Asked
    named: Named

    def of(self, target: str, part: str) -> Path:
        folder = self.asked.folder / target
        return folder / part if self.named.is_series else folder


def _write(
    standards: Sequence[Standard],
    made: dict[str, dict[str, Emitted]],
    published: dict[str, tuple[Artifact, ...]],
    place: _Place,
    session: Session,
    tell: Callable[[Message], None],
) -> int:
    asked, style = place.asked, session.style()
    for part, emitted in made.items():
        for target, found in emitted.items():
            if target in asked.targets:
                write_artifacts(place.of(target, part), found.artifacts)
    say(f"{style.say(_WRITTEN)}  {asked.folder}")
    for target in (one for one in _NAMES if one in asked.targets and one != SITE.name):
        _list(target, {part: emitted[target] for part, emitted in made.items()}, place, style)
    if not asked.has_site:
        return options.FINE
    files = (_rule_files(place.named, standards), published, _promised(asked, standards))
    parts = {part: None for each in files for part in each}
    offered = {part: tuple(file for each in files for file in each.get(part, ())) for part in parts}
    folder = asked.folder / SITE.name
    certificates = {part: said_by(one.data) for part, those in published.items() for one in those}
    ran = evidence_at(place.named.files, standards, tell)
    evidence = changed(ran, certificates=certificates, outputs=outputs_of(made))
    count = write_site(series_of(*standards, evidence=evidence), downloads_of(made, offered), folder, tell)
    say(f"   {style.say(_COUNT.filled(name=SITE.name, title=SITE.title, count=count))}")
    if not asked.offers_workbook:
        say(f"      {style.say(_WITHOUT)}")
    if not publish(folder, session, tell):
        return options.FINDINGS
    failed = print_offered(folder, asked.browser, tell) if asked.browser is not None else None
    return options.FINE if failed is None else options.refuse(session, failed)


def _promised(asked: _Asked, standards: Sequence[Standard]) -> dict[str, tuple[Artifact, ...]]:
    """The PDFs that the site offers, by part."""
    parts = (part.id for standard in standards for part in standard.parts) if asked.browser is not None else ()
    return {part: promised(part) for part in parts}


def _rule_files(found: Named, standards: Sequence[Standard]) -> dict[str, tuple[Artifact, ...]]:
    """The source of each part, and of those that it extends from the same folder; with an example inventory."""
    sources: dict[str, tuple[Artifact, ...]] = {}
    for file, standard in zip(found.files, standards, strict=True):
        for part in standard.parts:
            read = file.read(part.id)
            if read is not None:
                sources[part.id] = (Artifact(f"{part.id}{RULE_FILE}", read[1]),)
    for file, standard in zip(found.files, standards, strict=True):
        sources[standard.id] = (*sources.get(standard.id, ()), *sample_of(file, standard))
    return sources


def _published(asked: _Asked, standards: Sequence[Standard], session: Session) -> dict[str, tuple[Artifact, ...]]:
    """The certificates to offer on the site, each with the standard whose rules it is of."""
    found: dict[str, tuple[Artifact, ...]] = {}
    for path in asked.certificates:
        data = read_input(path)
        if isinstance(data, Fault):
            options.refuse(session, data.message)
        reasons = {one.id: why_not_for(data, one) for one in standards}
        own = next((part for part, why in reasons.items() if why is None), None)
        if own is None:
            why = _NOT_OF_THESE if len(reasons) > 1 else next(iter(reasons.values())) or _NOT_OF_THESE
            options.refuse(session, _NOT_PUBLISHED.filled(path=path, why=why))
        found[own] = (Artifact(f"{own}.parity.json", data),)
    return found


def _list(target: str, by_part: dict[str, Emitted], place: _Place, style: Style) -> None:
    """What a target wrote, and what it cannot express."""
    title = next(each.title for each in TARGETS if each.name == target)
    count = sum(len(found.artifacts) for found in by_part.values())
    say(f"   {style.say(_COUNT.filled(name=target, title=title, count=count))}")
    paths = [place.of(target, part) / one.path for part, found in by_part.items() for one in found.artifacts]
    for path in paths[:_SHOWN]:
        say(f"      {path}")
    if len(paths) > _SHOWN:
        say(f"      {style.say(_MORE.filled(count=len(paths) - _SHOWN))}")
    for part, found in by_part.items():
        name = f"{part} {target}" if place.named.is_series else target
        _list_refusals(name, found.refusals, style, shown=4 if place.named.is_series else _SHOWN)


def _list_refusals(name: str, refusals: Iterable[Refusal], style: Style, shown: int) -> None:
    for why, refused in _by_reason(refusals).items():
        text = _REFUSED.filled(name=name, count=len(refused), why=why)
        say(f"      {style.say(text)}")
        first = ", ".join(each.id for each in refused[:shown])
        say(f"         {first}{' ...' if len(refused) > shown else ''}")


def _by_reason(refusals: Iterable[Refusal]) -> dict[Message, list[Refusal]]:
    """What cannot be expressed for the same reason, together."""
    groups: dict[Message, list[Refusal]] = {}
    for refusal in refusals:
        groups.setdefault(refusal.why, []).append(refusal)
    return groups
