"""Pages that hold nothing but the boxes of “try it” of two parts, with all they load; built once, without MkDocs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from refcf_rules import api
from refcf_rules.source.message import LANGUAGES, Language
from refcf_rules.targets.javascript.emit import emit
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.site.scripts import validator_scripts
from refcf_rules.targets.site.try_it import block
from tests import series
from tests.targets.prose.published import FOLDER

PARTS: Final = ("general", "magnesia_carbon")
_THEME: Final = ("refcf.css", "try-it.css", "try-it.js")


@cache
def context(part: str, language: Language = "zh") -> Context:
    """A part with its examples that are files of their own, as they ran."""
    file = api.find_standard(FOLDER / f"{part}.pcr")
    standard = series.part(part)
    own = tuple(one for one in standard.examples if one.path is not None)
    short = replace(standard, examples=own)
    if language != "zh":
        return context(part).in_language(language)
    return Context(short, language, api.evidence_of(short, file))


@cache
def blocks(part: str, language: Language = "zh") -> dict[str, str]:
    """The boxes of a part by rule."""
    of = context(part, language)
    found = {rule: block(of, rule, lambda place: f"examples.html#{place.id}") for rule in of.requirements}
    return {rule: text for rule, text in found.items() if text}


def written_to(folder: Path) -> Path:
    """The folder with a page of each part and language, and everything they load."""
    put_scripts(folder, tuple(context(part) for part in PARTS))
    for language in LANGUAGES:
        for part in PARTS:
            text = page_of(part, language, blocks(part, language))
            (folder / f"{part}.{language}.html").write_text(text, encoding="utf-8")
    return folder


def put_scripts(folder: Path, contexts: tuple[Context, ...]) -> None:
    """Everything that the pages load."""
    scripts = tuple(one for of in contexts for one in emit(of.standard).artifacts if one.path.endswith(".js"))
    for artifact in validator_scripts(scripts, contexts):
        path = folder / artifact.path.removeprefix("docs/zh/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    for name in _THEME:
        (folder / "assets" / name).write_bytes(files("refcf_rules.targets.site").joinpath("theme", name).read_bytes())


def page_of(part: str, language: Language, found: dict[str, str]) -> str:
    """A page with boxes."""
    boxes = "".join(f'<section id="{rule}">{text}</section>' for rule, text in found.items())
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{part}</title>'
        '<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="assets/refcf.css"><link rel="stylesheet" href="assets/try-it.css"></head>'
        f'<body class="md-typeset" data-md-color-scheme="default"><main><h1>{part}</h1>{boxes}</main>'
        '<script src="assets/validators.js"></script><script src="assets/try-it.js"></script></body></html>'
    )
