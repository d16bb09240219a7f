"""The validator of a standard in this process: the same program as in its file, ready to judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from refcf_rules.model.standard import Standard
from refcf_rules.targets.python.emit import program_of, program_text
from refcf_rules.targets.python.runtime.result import Result
from refcf_rules.targets.python.typed import typed_judge

Judge = Callable[[bytes], Result]
_DECODER = "_QUICK"
"""The decoder of ``runtime/json_text.py``."""


def checker_of(standard: Standard) -> Judge:
    """What judges the bytes of a JSON inventory by the standard."""
    program = program_of(standard)
    module = _module(program_text(program), standard.id)
    return typed_judge(program, module) or cast("Judge", module["judge"])


def checker_from(text: str, name: str) -> Judge:
    """The same from the text of a validator that was kept."""
    return cast("Judge", _module(text, name)["judge"])


def _module(text: str, name: str) -> dict[str, object]:
    module: dict[str, object] = {"__name__": f"validator_of_{name}"}
    exec(compile(text, f"<{name}>", "exec"), module)  # noqa: S102 -- the text is what refcf itself generates
    module[_DECODER] = quickest(cast("Decoder", module[_DECODER]))
    return module


class Decoder(Protocol):
    """What makes values of a JSON text."""

    def decode(self, text: str) -> object:
        """The document. Raises ``ValueError`` or ``RecursionError`` for what is none."""


def quickest(decoder: Decoder) -> Decoder:
    """A decoder that comes to the same in a third of the time, where msgspec is installed."""
    try:
        import msgspec  # noqa: PLC0415 -- the only one who knows it; most live without
    except ImportError:
        return decoder
    return _QuickDecoder(msgspec.json.Decoder().decode, (msgspec.MsgspecError, RecursionError), decoder)


class _QuickDecoder:
    """Whatever the quick one refuses the other one decides: half a character, a number beyond all doubles."""

    def __init__(self, quick: Callable[[str], object], refusals: tuple[type[Exception], ...], other: Decoder) -> None:
        self._quick = quick
        self._refusals = refusals
        self._other = other

    def decode(self, text: str) -> object:
        """The document."""
        try:
            return self._quick(text)
        except self._refusals:
            return self._other.decode(text)
