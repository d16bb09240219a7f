"""The checker takes a quicker decoder where there is one, and comes to the same."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Final

import pytest

from refcf_rules.targets.python.checker import quickest

TEXT: Final = '{"a": 1}'


class Slow:
    """A decoder that says who it is."""

    def decode(self, text: str) -> object:
        """Nothing but that."""
        return f"slow {text}"


class Refusal(Exception):  # noqa: N818 -- stands for msgspec's
    """What the quick one raises."""


def installed(monkeypatch: pytest.MonkeyPatch, *, refuses: bool) -> None:
    """Something that looks like msgspec is there."""

    def decode(text: str) -> object:
        if refuses:
            raise Refusal
        return f"quick {text}"

    module = ModuleType("msgspec")
    vars(module).update(json=SimpleNamespace(Decoder=lambda: SimpleNamespace(decode=decode)), MsgspecError=Refusal)
    monkeypatch.setitem(sys.modules, "msgspec", module)


def test_without_it_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    slow = Slow()
    assert quickest(slow) is slow


def test_it_is_taken_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, refuses=False)
    assert quickest(Slow()).decode(TEXT) == f"quick {TEXT}"


def test_what_it_refuses_the_other_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, refuses=True)
    assert quickest(Slow()).decode(TEXT) == f"slow {TEXT}"
