"""``refcf serve``: the site of a series in the browser while its rule files are edited."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Final

import click

from refcf_rules.api import RuleFile, StandardError
from refcf_rules.cli import options
from refcf_rules.cli.output import say
from refcf_rules.cli.produce import named
from refcf_rules.cli.publish import INSTALL, can_publish
from refcf_rules.cli.session import Session
from refcf_rules.report.diagnostics import diagnostics_text
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style

if TYPE_CHECKING:
    from refcf_rules.cli.live.site import LiveSite
    from refcf_rules.pipeline import Compiled

_HELP: Final = Message(
    "在浏览器里看网站，同时修改规则文件：保存后打开的页面自动更新；规则有错时显示错误，页面保持原样。"
    "只供本机访问，按 Ctrl-C 结束。",
    "Look at the site in the browser while you edit rule files: an open page follows when you save; errors are shown "
    "and the page stays. For this computer only; Ctrl-C ends it.",
)
_STANDARD: Final = Message("标准…", "STANDARD...")
_PORT: Final = Message(
    "端口；默认 {port}，已被占用时换一个。", "Port; by default {port}, or a free one if it is taken."
)
_BUILDING: Final = Message("正在编译和生成 …", "Compiling and building ...")
_OPEN: Final = Message("打开 {url}（按 Ctrl-C 结束）", "open {url} (Ctrl-C ends)")
_NO_FILES: Final = Message(
    "这里没有下载文件；refcf build 生成带下载文件的网站。",
    "There are no downloads here; refcf build makes the site with them.",
)
_NONE_SOUND: Final = Message(
    "没有一个部分能通过编译，还没有网页可看；改正后重新运行。",
    "No part compiles yet, so there is nothing to show; correct the errors and run it again.",
)
_SHOWN: Final = Message("{names}：已更新（{seconds} s）", "{names}: shown ({seconds} s)")
_STAYS: Final = Message("页面保持上一次正确的状态。", "The pages stay as they last were right.")
_ENDED: Final = Message("已结束。", "Ended.")
_TAKEN: Final = Message("端口 {port} 不能用：{reason}。", "Port {port} cannot be used: {reason}.")
_USUAL_PORT: Final = 8137
_LOOK_EVERY: Final = 0.1
_QUIET_BEFORE_INDEXES: Final = 2.0
_QUIET_BEFORE_BUILD: Final = 20.0
_LOW_PRIORITY: Final = 15


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def serve(standards: tuple[str, ...], *, port: int | None) -> int:
        return _serve(standards, port, session)

    return options.command(
        session,
        "serve",
        _HELP,
        serve,
        options.argument(session, "standards", _STANDARD, nargs=-1, required=True),
        options.option(session, "--port", _PORT.filled(port=_USUAL_PORT), type=click.IntRange(0, 65535)),
    )


def _serve(names: Sequence[str], port: int | None, session: Session) -> int:
    if not can_publish():
        options.refuse(session, INSTALL)
    try:
        files = named(names).files
    except StandardError as error:
        return options.report_standard_error(error, " ".join(names), session)
    from refcf_rules.cli.live.site import LiveSite  # noqa: PLC0415 -- mkdocs is loaded only where it is installed

    with TemporaryDirectory(prefix="refcf-") as folder:
        say(session.say(_BUILDING))
        site = LiveSite(Path(folder), files, lambda compiled, file: _report(compiled, file, session))
        site.begin()
        for text in site.faults.values():
            say(text)
        if site.is_empty:
            say(session.say(_NONE_SOUND))
            return options.UNREADABLE
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is under way ends as with Ctrl-C
        with _serving(site, port, session), _whole_build(site, names) as built:
            _follow(site, built, session)
    return options.FINE


@contextmanager
def _serving(site: LiveSite, port: int | None, session: Session) -> Iterator[None]:
    from refcf_rules.cli.live.server import Server  # noqa: PLC0415 -- only this command serves

    try:
        server = Server(site, _USUAL_PORT if port is None else port)
    except OSError as error:
        if port is not None:
            options.refuse(session, _TAKEN.filled(port=port, reason=error.strerror or str(error)))
        server = Server(site, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    say(session.say(_OPEN.filled(url=server.url)))
    say(session.say(_NO_FILES))
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _follow(site: LiveSite, built: _WholeBuild, session: Session) -> None:
    """Look for saved files until Ctrl-C."""
    states, last = _states(site), time.monotonic()
    try:
        while True:
            if not site.has_waiting:
                time.sleep(_LOOK_EVERY)
            if site.has_waiting or (site.is_behind and time.monotonic() > last + _QUIET_BEFORE_INDEXES):
                before = dict(site.faults)
                site.catch_up()
                _tell(site, {name: text for name, text in site.faults.items() if before.get(name) != text}, session)
            built.build_when_quiet()
            if built.is_done():
                site.take_examples()
            now = _states(site)
            changed = [name for name, state in now.items() if states.get(name) != state]
            if changed:
                states = now
                built.stop()
                _take_in(site, changed, session)
                last = time.monotonic()
                states |= {name: state for name, state in _states(site).items() if name not in states}
    except KeyboardInterrupt:
        say(session.say(_ENDED))


def _take_in(site: LiveSite, changed: Sequence[str], session: Session) -> None:
    begun = time.perf_counter()
    site.update(changed)
    _tell(site, site.faults, session)
    if not site.faults:
        seconds = f"{time.perf_counter() - begun:.1f}"
        say(session.say(_SHOWN.filled(names=", ".join(changed), seconds=seconds)))


def _tell(site: LiveSite, faults: Mapping[str, str], session: Session) -> None:
    for text in faults.values():
        say(text)
    if faults and not site.is_empty:
        say(session.say(_STAYS))


def _states(site: LiveSite) -> dict[str, tuple[int, int]]:
    """Time and size of each rule file; one that is being replaced at the moment counts as unchanged."""
    found: dict[str, tuple[int, int]] = {}
    for name, path in site.watched().items():
        try:
            status = path.stat()
        except OSError:
            continue
        found[name] = status.st_mtime_ns, status.st_size
    return found


def _report(compiled: Compiled, file: RuleFile, session: Session) -> str:
    sources = {source.path: source for source in compiled.sources}
    language = session.style(*(source.text for source in compiled.sources)).language
    return diagnostics_text(compiled.diagnostics, f"{file.name}.pcr", sources, Style(language))


class _WholeBuild:
    """Builds the whole site aside, for its search and its examples, at low priority when nobody edits."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._command = [sys.executable, "-m", "refcf_rules", "build", *names, "--target", "site", "--no-workbook"]
        self._command += ["-o", str(folder)]
        self._due: float | None = time.monotonic()
        self._running: subprocess.Popen[bytes] | None = None

    def build_when_quiet(self) -> None:
        if self._due is not None and time.monotonic() >= self._due:
            self._due = None
            nothing = subprocess.DEVNULL
            self._running = subprocess.Popen(  # noqa: S603 -- our own command line
                self._command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
            if sys.platform != "win32":
                os.setpriority(os.PRIO_PROCESS, self._running.pid, _LOW_PRIORITY)

    def is_done(self) -> bool:
        """Whether it ended well; said once."""
        if self._running is None or self._running.poll() != 0:
            return False
        self._running = None
        return True

    def stop(self) -> None:
        """Leave off what is under way; begin anew when it has been quiet."""
        self.end()
        self._due = time.monotonic() + _QUIET_BEFORE_BUILD

    def end(self) -> None:
        if self._running is not None and self._running.poll() is None:
            if sys.platform == "win32":
                self._running.terminate()
            else:
                os.killpg(self._running.pid, signal.SIGTERM)
            self._running.wait()


@contextmanager
def _whole_build(site: LiveSite, names: Sequence[str]) -> Iterator[_WholeBuild]:
    build = _WholeBuild(site.built, names)
    try:
        yield build
    finally:
        build.end()
