"""The standalone files of the workload, built anew for each run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.data import STANDARD

if TYPE_CHECKING:
    from refcf_rules.model.standard import Standard


def built(python: Path, module: Path) -> tuple[str, ...]:
    """Build both; what cannot be built is said, and its rows with it."""
    from refcf_rules import api  # noqa: PLC0415 -- whoever measures only the hand-written sides needs no refcf

    standard = api.load_standard(STANDARD)
    return (*_emitted(standard, "python", python), *_emitted(standard, "javascript", module))


def _emitted(standard: Standard, target: str, path: Path) -> tuple[str, ...]:
    from refcf_rules import api  # noqa: PLC0415 -- only where targets are to be written anew

    path.unlink(missing_ok=True)
    try:
        emitted = api.build(standard, (target,))[target]
    except LookupError as error:
        return (f"{target}: {error}",)
    for artifact in emitted.artifacts:
        (path.parent / artifact.path).write_bytes(artifact.data)
    return ()
