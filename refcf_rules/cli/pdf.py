"""``refcf pdf``: the whole text of each part of a built website as a PDF, by the browser of this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from refcf_rules.cli import options
from refcf_rules.cli.output import patience, say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.source.message import LANGUAGES, Message
from refcf_rules.targets.site.names import file_name, own_page
from refcf_rules.targets.target import Artifact

_HELP: Final = Message(
    "把 refcf build --target site 生成的网站中每个部分的全文打印成 PDF（A4，中文和英文各一份），"
    "用本机的 Chromium、Chrome 或 Edge。",
    "Print the whole text of each part of a website that refcf build --target site made as PDF (A4, one in Chinese and "
    "one in English), with the Chromium, Chrome or Edge of this machine.",
)
_SITE: Final = Message("网站文件夹", "SITE")
_FOLDER: Final = Message("写入的文件夹；默认为网站旁边的 pdf。", "Folder to write to; by default pdf beside the site.")
_DIRECTORY: Final = Message("文件夹", "DIR")
_WAIT: Final = Message("正在打印 …", "Printing ...")
_NO_SITE: Final = Message(
    "“{path}”中没有网站的网页。先运行：refcf build 标准 --target site -o {path}",
    "There are no pages of a website in {path}. First run: refcf build STANDARD --target site -o {path}",
)
_NO_BROWSER: Final = Message(
    "没有找到 Chromium、Chrome 或 Edge。安装其中之一，或在任一浏览器中打开 {path}，打印为 PDF。",
    "No Chromium, Chrome or Edge was found. Install one, or open {path} in any browser and print it to PDF.",
)
_FAILED: Final = Message("浏览器没有打印 {path}：{why}", "The browser did not print {path}: {why}")
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
_BELOW_PROGRAMS: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_MAC: Final = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_PATIENCE: Final = 300
# The browser writes when it printed; a date that is always the same makes the same text the same file.
_DATE: Final = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_NO_DATE: Final = rb"\g<1>20000101000000"


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def run(site: str, *, output: str | None) -> int:
        return _print(Path(site), Path(output) if output else None, session)

    folder = click.Option(["-o", "--output"], metavar=session.say(_DIRECTORY), help=session.say(_FOLDER))
    return options.command(session, "pdf", _HELP, run, options.argument(session, "site", _SITE), folder)


def _print(folder: Path, output: Path | None, session: Session) -> int:
    site = folder if (folder / "parts").is_dir() else folder / "site"
    pages = _whole_texts(site)
    if not pages:
        return options.refuse(session, _NO_SITE.filled(path=folder))
    browser = browser_here()
    if browser is None:
        return options.refuse(session, _NO_BROWSER.filled(path=next(iter(pages.values()))))
    with patience(session.say(_WAIT)):
        for file, page in pages.items():
            into = (output or site.parent / "pdf") / file
            why = _printed(browser, page, into)
            if why:
                return options.refuse(session, _FAILED.filled(path=page, why=why))
            say(str(into))
    return options.FINE


def promised(part: str) -> tuple[Artifact, ...]:
    """The PDFs of a part as the pages offer them; they can be printed only once there are pages."""
    return tuple(Artifact(f"{file_name(part)}.{language}.pdf", b"") for language in LANGUAGES)


def print_offered(project: Path, browser: str, tell: Callable[[Message], None]) -> Message | None:
    """Print the PDFs that the pages of a project offer, into the site and its sources; why not, if not."""
    tell(_WAIT)
    for file, page in _whole_texts(project / "site").items():
        place = Path("downloads", page.parent.name, file)
        made = project / "site" / place
        why = _printed(browser, page, made)
        if why:
            return _FAILED.filled(path=page, why=why)
        write_file(project / "docs" / "zh" / place, made.read_bytes())
    return None


def _whole_texts(site: Path) -> dict[str, Path]:
    """The pages to print, by the name of the PDF."""
    name = f"{own_page('whole')}.html"
    return {
        f"{page.parent.name}.{language}.pdf": page
        for language, tree in (("zh", site), ("en", site / "en"))
        for page in sorted((tree / "parts").glob(f"*/{name}"))
    }


def browser_here() -> str | None:
    """The browser of this machine that can print; ``None`` if there is none."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    homes = filter(None, (os.environ.get(one) for one in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")))
    installed = (Path(_MAC), *(Path(home) / one for home in homes for one in _BELOW_PROGRAMS))
    return found or next((str(one) for one in installed if one.is_file()), None)


def _printed(browser: str, page: Path, into: Path) -> str:
    """Print a page; why not, if not."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        made = Path(place) / "page.pdf"
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={place}/profile"]
        # Nothing is asked of the network; root, as in a container, has no sandbox to offer.
        command += ["--host-resolver-rules=MAP * ~NOTFOUND", *(["--no-sandbox"] if _is_root() else [])]
        command += ["--no-pdf-header-footer", "--generate-pdf-document-outline", "--virtual-time-budget=10000"]
        try:
            done = subprocess.run(  # noqa: S603 -- our own command line
                [*command, f"--print-to-pdf={made}", page.resolve().as_uri()],
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if not made.is_file():
            return done.stderr.decode("utf-8", errors="replace").strip()[-500:]
        write_file(into, _DATE.sub(_NO_DATE, made.read_bytes()))
    return ""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
