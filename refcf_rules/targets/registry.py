"""All targets, in the order the command line lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.javascript.emit import TARGET as JAVASCRIPT
from refcf_rules.targets.json_schema.emit import TARGET as JSON_SCHEMA
from refcf_rules.targets.python.emit import TARGET as PYTHON
from refcf_rules.targets.site.emit import TARGET as SITE_ALONE
from refcf_rules.targets.site.emit import emit_with
from refcf_rules.targets.site.series import series_of
from refcf_rules.targets.target import Artifact, Emitted, Target
from refcf_rules.targets.xlsx.emit import TARGET as WORKBOOK
from refcf_rules.targets.xlsx.emit import emit_in


def site_with(
    standard: Standard, made: Mapping[str, Emitted] | None = None, published: tuple[Artifact, ...] = ()
) -> Emitted:
    """The site, offering what the other targets make, and what is ``published`` beside it.

    ``made`` holds by name what was emitted before; the rest of the downloads is emitted here.
    """
    known = made or {}
    emitted = [known.get(target.name) or target.emit(standard) for target in _DOWNLOADS]
    return emit_with(series_of(standard), (*(artifact for each in emitted for artifact in each.artifacts), *published))


_DOWNLOADS: Final = (JSON_SCHEMA, PYTHON, JAVASCRIPT)
SITE: Final = replace(SITE_ALONE, emit=site_with)
TARGETS: Final[tuple[Target, ...]] = (JSON_SCHEMA, PYTHON, JAVASCRIPT, WORKBOOK, SITE)


def targets_in(language: SheetLanguage | None) -> tuple[Target, ...]:
    """All targets, with the workbook in one language or in both at once; by default in each of the two."""
    if language is None:
        return TARGETS
    chosen = replace(WORKBOOK, emit=lambda standard: emit_in(standard, (language,)))
    return tuple(chosen if target is WORKBOOK else target for target in TARGETS)
