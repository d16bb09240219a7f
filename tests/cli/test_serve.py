"""``refcf serve``: an edit shows, an error is told and the page stays, nothing else can be had, Ctrl-C ends it."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.architecture.checkout import ROOT

SECONDS = 60
PAGE = "/parts/my_bricks/declared_unit/index.html"


@dataclass(slots=True)
class Served:
    """A run of ``refcf serve`` and the rule file it shows."""

    process: subprocess.Popen[str]
    port: int
    rules: Path

    def ask(self, path: str, host: str = "", method: str = "GET") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found

    def state(self, page: str) -> dict[str, object]:
        found: object = json.loads(self.ask(f"/-refcf-/state?page={quote(page)}")[1])
        assert isinstance(found, dict)
        return found

    def wait(self, holds: Callable[[dict[str, object]], bool], page: str = PAGE) -> dict[str, object]:
        end = time.monotonic() + SECONDS
        while not holds(state := self.state(page)):
            assert time.monotonic() < end, state
            time.sleep(0.1)
        return state


@pytest.fixture(scope="module")
def served(starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    rules = shutil.copytree(starter, tmp_path_factory.mktemp("served") / "我的 标准") / "my_bricks.pcr"
    settings = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "refcf_rules", "serve", str(rules), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | settings)
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or not lines[-1].startswith("open "):
        lines.append(process.stdout.readline())
        assert lines[-1], lines
    port = urlsplit(lines[-1].split()[1]).port
    assert port is not None
    yield Served(process, port, rules)
    process.terminate()
    process.wait(SECONDS)
    process.stdout.close()


def test_an_edit_shows_on_the_open_page(served: Served) -> None:
    before, text = served.state(PAGE)["state"], served.rules.read_text("utf-8")
    served.rules.write_text(text.replace("声明单位为 1 t", "声明单位改为 1 t"), "utf-8")
    state = served.wait(lambda found: found["state"] != before)
    assert not state["faults"]
    assert "声明单位改为 1 t" in served.ask(PAGE)[1].decode()
    served.rules.write_text(text, "utf-8")
    served.wait(lambda found: found["state"] == before)


def test_an_error_is_told_and_the_page_stays(served: Served) -> None:
    before, text = served.state(PAGE)["state"], served.rules.read_text("utf-8")
    wrong = text.replace("declared unit 1 t", "declared unit 1 kWh")
    served.rules.write_text(wrong, "utf-8")
    state = served.wait(lambda found: bool(found["faults"]))
    assert "my_bricks.pcr" in str(state["faults"])
    assert served.state(PAGE)["state"] == before
    assert "1 t" in served.ask(PAGE)[1].decode()
    served.rules.write_text(text, "utf-8")
    served.wait(lambda found: not found["faults"])


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/en/../../mkdocs.yml",
        "/mkdocs.yml",
        "/search_index.py",
        "/assets/..\\..\\mkdocs.yml",
        "/%00",
        "/search/../../../site/mkdocs.yml",
    ],
)
def test_nothing_but_the_site_can_be_had(path: str, served: Served) -> None:
    status, body = served.ask(path)
    assert status == 404
    assert b"root:" not in body
    assert b"site_name" not in body


def test_other_names_of_this_computer_are_refused(served: Served) -> None:
    """A page of somebody else cannot read the draft by letting its own name point here."""
    assert served.ask("/", host=f"evil.example:{served.port}")[0] == 403
    assert served.ask("/", host=f"localhost:{served.port}")[0] == 200
    assert served.ask("/", method="HEAD") == (200, b"")
    assert served.ask("/", method="POST")[0] == 501


def test_both_languages_look_and_validator_are_served(served: Served) -> None:
    for path in ("/", "/en/", "/en/parts/my_bricks/", "/assets/refcf.css", "/en/assets/refcf.css"):
        assert served.ask(path)[0] == 200, path
    status, script = served.ask("/assets/validators/my_bricks.js")
    assert status == 200
    assert b"refcf" in script


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to consoles only")
def test_ctrl_c_ends_it_cleanly(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(SECONDS) == 0
    assert served.process.stdout is not None
    said = served.process.stdout.read()
    assert "Ended." in said
    assert "Traceback" not in said
