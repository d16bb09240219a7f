"""The validators of the parts as scripts beside the pages, and the script that fetches one when it is asked for.

They lie once, in the tree of the language that stands at the root; the pages of the other refer to them there.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from refcf_rules.source.message import Language
from refcf_rules.targets.site.names import spelled
from refcf_rules.targets.target import Artifact

_SUFFIX: Final = ".js"
_LOADER: Final = "assets/validators.js"
_ROOT: Final = "docs/zh"


def is_script(artifact: Artifact) -> bool:
    """Whether a file of another target is a validator for pages; those are no downloads."""
    return artifact.path.endswith(_SUFFIX)


def validator_scripts(made: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """The scripts among what other targets made, where pages find them, and the loader that knows them all."""
    found = {_part(one): one for one in made if is_script(one)}
    known = {part: f"validators/{spelled(part)}{_SUFFIX}" for part in sorted(found)}
    scripts = tuple(Artifact(f"{_ROOT}/assets/{path}", found[part].data) for part, path in known.items())
    loader = files(__package__).joinpath("theme", "validators.js").read_text(encoding="utf-8")
    table = json.dumps(known, ensure_ascii=False, indent=2)
    return (*scripts, Artifact(f"{_ROOT}/{_LOADER}", loader.replace("VALIDATOR_FILES", table).encode()))


def shared_scripts(language: Language) -> tuple[str, ...]:
    """The scripts that every page of a language loads from the root, as its configuration names them."""
    return (_LOADER if language == "zh" else f"../{_LOADER}",)


def _part(artifact: Artifact) -> str:
    return artifact.path.rpartition("/")[2].removesuffix(_SUFFIX)
