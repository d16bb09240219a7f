"""An example inventory of a standard, for people to begin with and for the site's own checker to be tried on."""

from __future__ import annotations

from refcf_rules.api import RuleFile, bounded
from refcf_rules.inventory.limits import DOCUMENT_BYTES
from refcf_rules.model.standard import Standard
from refcf_rules.targets.site.checker import SAMPLE
from refcf_rules.targets.target import Artifact


def sample_of(file: RuleFile, standard: Standard) -> tuple[Artifact, ...]:
    """The first example in a file of its own that satisfies everything; none if there is no such file."""
    for example in standard.examples:
        if example.path is None or not example.satisfied or example.part != standard.id:
            continue
        path = file.folder / example.path
        if path.suffix == ".yaml" and path.resolve().is_relative_to(file.folder.resolve()) and path.is_file():
            return (Artifact(f"{standard.id}{SAMPLE}", bounded(path, DOCUMENT_BYTES)),)
    return ()
