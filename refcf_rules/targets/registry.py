"""All targets, in the order the command line lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from refcf_rules.model.evidence import NO_EVIDENCE, Evidence, JudgingOutput
from refcf_rules.model.standard import Standard
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.javascript.emit import TARGET as JAVASCRIPT
from refcf_rules.targets.json_schema.emit import COMMON_SCHEMA
from refcf_rules.targets.json_schema.emit import TARGET as JSON_SCHEMA
from refcf_rules.targets.python.emit import TARGET as PYTHON
from refcf_rules.targets.site.emit import TARGET as SITE_ALONE
from refcf_rules.targets.site.emit import emit_with
from refcf_rules.targets.site.series import series_of
from refcf_rules.targets.target import Artifact, Emitted, Target
from refcf_rules.targets.xlsx.emit import TARGET as WORKBOOK
from refcf_rules.targets.xlsx.emit import emit_in


def site_with(
    standard: Standard,
    made: Mapping[str, Emitted] | None = None,
    published: tuple[Artifact, ...] = (),
    evidence: Evidence = NO_EVIDENCE,
) -> Emitted:
    """The site of a single part, offering what the other targets make, and what is ``published`` beside it.

    ``made`` holds by name what was emitted before; of the rest, what is quick to make is emitted here.
    """
    known = made or {}
    quick = {target.name: known.get(target.name) or target.emit(standard) for target in QUICK}
    downloads = downloads_of({standard.id: {**known, **quick}}, {standard.id: published})
    return emit_with(series_of(standard, evidence=evidence), downloads)


def downloads_of(
    made: Mapping[str, Mapping[str, Emitted]], published: Mapping[str, tuple[Artifact, ...]]
) -> dict[str, tuple[Artifact, ...]]:
    """What a site offers, by part: what the targets made of it, and what is published beside.

    A file that is the same for all parts is offered once, under no part.
    """
    found: dict[str, tuple[Artifact, ...]] = {}
    common: dict[str, Artifact] = {}
    for part, emitted in made.items():
        artifacts = [one for name in _OFFERED if name in emitted for one in emitted[name].artifacts]
        common |= {one.path: one for one in artifacts if one.path == COMMON_SCHEMA}
        own = (one for one in artifacts if one.path != COMMON_SCHEMA)
        found[part] = (*own, *published.get(part, ()))
    others = {part: files for part, files in published.items() if part not in found}
    return {"": tuple(common.values())} | found | others


def outputs_of(made: Mapping[str, Mapping[str, Emitted]]) -> dict[str, tuple[JudgingOutput, ...]]:
    """What judges inventories by each part, in the order of the targets, and the rules that it refuses."""
    return {
        part: tuple(
            JudgingOutput(one.title, frozenset(refusal.id for refusal in emitted[one.name].refusals))
            for one in TARGETS
            if one.name in emitted and one is not SITE
        )
        for part, emitted in made.items()
    }


QUICK: Final = (JSON_SCHEMA, PYTHON, JAVASCRIPT)
"""What the site offers of every part, always; the workbook takes longer and is offered when it was made."""
_OFFERED: Final = tuple(target.name for target in (*QUICK, WORKBOOK))
SITE: Final = replace(SITE_ALONE, emit=site_with)
TARGETS: Final[tuple[Target, ...]] = (JSON_SCHEMA, PYTHON, JAVASCRIPT, WORKBOOK, SITE)


def targets_in(language: SheetLanguage | None) -> tuple[Target, ...]:
    """All targets, with the workbook in one language or in both at once; by default in each of the two."""
    if language is None:
        return TARGETS
    chosen = replace(WORKBOOK, emit=lambda standard: emit_in(standard, (language,)))
    return tuple(chosen if target is WORKBOOK else target for target in TARGETS)
