"""Hands out the pages of a live site, to this computer only, and tells open pages when they changed.

What can be had is what the site itself knows by name: addresses are never paths of the disk.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from mimetypes import guess_type
from typing import Final, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from refcf_rules.source.message import Language

ADDRESS: Final = "127.0.0.1"
_OWN: Final = "/-refcf-/"
_SCRIPT: Final = "live.js"
_HOSTS: Final = frozenset({ADDRESS, "localhost"})
_MARK: Final = '<script src="{own}{script}" data-state="{state}"></script></body>'


class Shown(Protocol):
    """What the server asks of a site."""

    faults: dict[str, str]
    looked_at: tuple[Language, str]

    def html(self, language: Language, path: str) -> str | None:
        """A page as browsers read it, by the path of its source; ``None`` if there is none."""

    def digest(self, language: Language, path: str) -> str | None:
        """What tells one state of a page from the next."""

    def static(self, language: Language, path: str) -> bytes | None:
        """A file that is no page."""


class Server(ThreadingHTTPServer):
    """Serves one site on a port of this computer; ``port`` 0 takes a free one."""

    daemon_threads = True

    def __init__(self, site: Shown, port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.site = site

    @property
    def url(self) -> str:
        """Where to look."""
        return f"http://{ADDRESS}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is nobody's business."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is that of the base class
        """The terminal is for what is wrong with the rules."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        host = (self.headers.get("Host") or "").rpartition(":")[0] or (self.headers.get("Host") or "")
        if host not in _HOSTS:  # a page from elsewhere that made its name point here
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        address = urlsplit(self.path)
        path = unquote(address.path)
        if path == f"{_OWN}state":
            self._send(HTTPStatus.OK, self._state(parse_qs(address.query).get("page", [""])[0]), "application/json")
        elif path == f"{_OWN}{_SCRIPT}":
            self._send(HTTPStatus.OK, files(__package__).joinpath(_SCRIPT).read_bytes(), "text/javascript")
        else:
            self._send_of_site(path)

    def _send_of_site(self, path: str) -> None:
        language, name = _within(path)
        html = self.server.site.html(language, f"{name.removesuffix('.html')}.md") if name.endswith(".html") else None
        if html is not None:
            self._send(HTTPStatus.OK, self._marked(html, path).encode("utf-8"), "text/html")
            return
        data = self.server.site.static(language, name)
        kind = guess_type(name)[0] or "application/octet-stream"
        if data is None:
            self._send(HTTPStatus.NOT_FOUND, b"404", "text/plain")
        else:
            self._send(HTTPStatus.OK, data, kind)

    def _marked(self, html: str, path: str) -> str:
        """The page with the script that asks whether it changed."""
        before, end, after = html.rpartition("</body>")
        language, name = _within(path)
        state = self.server.site.digest(language, f"{name.removesuffix('.html')}.md")
        return before + _MARK.format(own=_OWN, script=_SCRIPT, state=state) + after if end else html

    def _state(self, page: str) -> bytes:
        """What the open page compares: its digest, and what is wrong with the rules."""
        language, name = _within(unquote(page))
        site = self.server.site
        site.looked_at = language, f"/{name}"
        state = {
            "state": site.digest(language, f"{name.removesuffix('.html')}.md"),
            "faults": list(site.faults.values()),
        }
        return json.dumps(state, ensure_ascii=False).encode("utf-8")

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        text = kind.startswith("text/") or kind in {"application/json", "application/javascript"}
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _within(path: str) -> tuple[Language, str]:
    """The language of an address, and the rest of it; a folder is its index page."""
    name = path.removeprefix("/")
    language: Language = "zh"
    if name == "en" or name.startswith("en/"):
        language, name = "en", name[3:]
    return language, f"{name}index.html" if not name or name.endswith("/") else name
