"""The parts of the series in the repository."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.pipeline import compile_standard
from tests.architecture.checkout import ROOT

FOLDER: Final = ROOT / "standards" / "refractories"
EVERY_PART: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.pcr")))
PUBLISHED: Final = tuple(name for name in EVERY_PART if name == "magnesia_carbon")


def published(name: str) -> Standard:
    """A part, with what it extends."""

    def read(part: str) -> tuple[str, bytes] | None:
        path = FOLDER / f"{part}.pcr"
        return (path.name, path.read_bytes()) if path.is_file() else None

    standard = compile_standard(name, read).standard
    assert standard is not None
    return standard
