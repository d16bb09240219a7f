"""The validator of a standard in this process: the same program as in its file, ready to judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from refcf_rules.model.standard import Standard
from refcf_rules.targets.python.emit import program_of, program_text
from refcf_rules.targets.python.runtime.result import Result

Judge = Callable[[bytes], Result]


def checker_of(standard: Standard) -> Judge:
    """What judges the bytes of a JSON inventory by the standard."""
    return checker_from(program_text(program_of(standard)), standard.id)


def checker_from(text: str, name: str) -> Judge:
    """The same from the text of a validator that was kept."""
    module: dict[str, object] = {"__name__": f"validator_of_{name}"}
    exec(compile(text, f"<{name}>", "exec"), module)  # noqa: S102 -- the text is what refcf itself generates
    return cast("Judge", module["judge"])
