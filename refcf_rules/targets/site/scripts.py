"""The validators of the parts as scripts beside the pages, and the script that fetches one when it is asked for.

They lie once, in the tree of the language that stands at the root; the pages of the other refer to them there.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.site.names import spelled
from refcf_rules.targets.site.try_it import inventories_to_try
from refcf_rules.targets.target import Artifact

_SUFFIX: Final = ".js"
_LOADER: Final = "assets/validators.js"
_ROOT: Final = "docs/zh"


def is_script(artifact: Artifact) -> bool:
    """Whether a file of another target is a validator for pages; those are no downloads."""
    return artifact.path.endswith(_SUFFIX)


def validator_scripts(made: tuple[Artifact, ...], contexts: tuple[Context, ...] = ()) -> tuple[Artifact, ...]:
    """The scripts among what other targets made, where pages find them, and the loader that knows them all.

    ``contexts`` are the standards with their evidence: the inventories that “try it” starts from lie beside.
    """
    found = {_part(one): one for one in made if is_script(one)}
    known = {part: f"validators/{spelled(part)}{_SUFFIX}" for part in sorted(found)}
    scripts = tuple(Artifact(f"{_ROOT}/assets/{path}", found[part].data) for part, path in known.items())
    inventories = inventories_to_try(contexts)
    tried = {f"{part} {example}": inventory_path(part, example) for part, example in inventories}
    loader = files(__package__).joinpath("theme", "validators.js").read_text(encoding="utf-8")
    for name, table in (("VALIDATOR_FILES", known), ("INVENTORY_FILES", tried)):
        loader = loader.replace(name, json.dumps(table, ensure_ascii=False, indent=2))
    return (
        *scripts,
        *(_inventory(part, example, text) for (part, example), text in inventories.items()),
        Artifact(f"{_ROOT}/{_LOADER}", loader.encode()),
    )


def _inventory(part: str, example: str, text: str) -> Artifact:
    name = json.dumps(f"{part} {example}", ensure_ascii=False)
    said = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    line = f"((globalThis.refcf ??= {{}}).inventories ??= {{}})[{name}] = {said};\n"
    return Artifact(f"{_ROOT}/assets/{inventory_path(part, example)}", line.encode())


def inventory_path(part: str, example: str) -> str:
    """Where the inventory of an example lies, from the folder of the loader."""
    return f"inventories/{spelled(part)}.{spelled(example)}{_SUFFIX}"


def shared_scripts(language: Language) -> tuple[str, ...]:
    """The scripts that every page of a language loads from the root, as its configuration names them."""
    return (_LOADER if language == "zh" else f"../{_LOADER}",)


def _part(artifact: Artifact) -> str:
    return artifact.path.rpartition("/")[2].removesuffix(_SUFFIX)
