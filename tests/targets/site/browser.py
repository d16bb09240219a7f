"""A real Chromium on a built site, from its folder and over http, that complains of whatever a reader would suffer.

A test that opens a page through ``reader`` fails at its end when any page wrote an error to the console, threw,
failed to load something, or asked for something outside the site.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

if TYPE_CHECKING:  # that file hands these fixtures to every folder
    from tests.conftest import NeedsProgram

Way = Literal["file", "http"]
Scheme = Literal["light", "dark"]
WAYS: Final[tuple[Way, ...]] = ("file", "http")
DESK: Final = 1280
TABLET: Final = 820
PHONE: Final = 390
_HEIGHTS: Final = {DESK: 900, TABLET: 1180, PHONE: 844}
_PATIENCE: Final = 20_000  # milliseconds, on a machine that does much else
_BAD_STATUS: Final = 400
# Nothing but the machine itself can be reached, so that a page that asks the network fails at once.
_ARGUMENTS: Final = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does: without words, and with the site's own page for what is missing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name of the base class
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's 404 page, where it has one."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass
class Hosts:
    """Web servers on this machine, one for each folder that is asked for."""

    running: dict[Path, ThreadingHTTPServer] = field(default_factory=dict)

    def address(self, folder: Path) -> str:
        """Where the folder is served, without a slash at the end."""
        server = self.running.get(folder)
        if server is None:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            self.running[folder] = server
        return f"http://127.0.0.1:{server.server_port}"

    def close(self) -> None:
        """Stop them all."""
        for server in self.running.values():
            server.shutdown()
            server.server_close()


@dataclass
class Reader:
    """Opens pages of built sites and writes down what goes wrong on them.

    ``expected`` holds pieces of complaints that a test wants to see happen (a page that is missing on purpose).
    """

    browser: Browser
    hosts: Hosts
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        site: Path,
        path: str = "index.html",
        *,
        way: Way = "file",
        width: int = DESK,
        scheme: Scheme = "light",
    ) -> Page:
        """The page ``path`` (with ``?query#anchor``) of the built site in the folder ``site``, loaded."""
        context = self.browser.new_context(
            viewport={"width": width, "height": _HEIGHTS.get(width, 900)}, color_scheme=scheme, accept_downloads=True
        )
        context.set_default_timeout(_PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        self._watch(page, self.base(site, way))
        page.goto(self.address(site, path, way))
        return page

    def base(self, site: Path, way: Way) -> str:
        """What the address of everything on the site begins with."""
        return f"{site.resolve().as_uri()}/" if way == "file" else f"{self.hosts.address(site.resolve())}/"

    def address(self, site: Path, path: str, way: Way) -> str:
        """The address of a page of a site."""
        return self.base(site, way) + path

    def _watch(self, page: Page, base: str) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: thrown: {error.message}"))
        page.on("request", lambda request: self._request(request, base))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.type}: {message.text}")

    def _request(self, request: Request, base: str) -> None:
        if not request.url.startswith((base, "data:", f"blob:{base.partition('://')[0]}", "about:")):
            self.complaints.append(f"leaves the site: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left stops loading; a link that is a download is no page.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= _BAD_STATUS:
            self.complaints.append(f"{response.status}: {response.url}")

    def unexpected(self) -> list[str]:
        """The complaints nobody asked for."""
        return [one for one in self.complaints if not any(piece in one for piece in self.expected)]

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()


@pytest.fixture(scope="session")
def hosts() -> Generator[Hosts]:
    """Web servers for built sites."""
    running = Hosts()
    yield running
    running.close()


@pytest.fixture(scope="session")
def chromium(needs_program: NeedsProgram) -> Generator[Browser]:
    """The Chromium of this machine, started once."""
    program = needs_program("chromium")
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(_ARGUMENTS), chromium_sandbox=False, headless=True
        )
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium: Browser, hosts: Hosts) -> Generator[Reader]:
    """Opens pages; the test fails at its end if any of them complained."""
    person = Reader(chromium, hosts)
    yield person
    person.close()
    assert not person.unexpected(), "\n".join(person.unexpected()[:20])


def search_for(page: Page, words: str) -> None:
    """Type words into the search of a page; the last key is one of a keyboard, as with an input method."""
    field = page.locator("input.md-search__input")
    button = page.locator("label.md-header__button[for=__search]")
    if button.is_visible():  # on a phone the field comes when it is asked for
        button.click()
    field.click()
    field.press_sequentially(words)
    field.press("End")
