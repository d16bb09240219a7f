"""All targets, in the order the command line lists them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.targets.javascript.emit import TARGET as JAVASCRIPT
from refcf_rules.targets.json_schema.emit import TARGET as JSON_SCHEMA
from refcf_rules.targets.python.emit import TARGET as PYTHON
from refcf_rules.targets.site.emit import TARGET as SITE_ALONE
from refcf_rules.targets.site.emit import emit_with
from refcf_rules.targets.target import Emitted, Target


def _with_downloads(standard: Standard) -> Emitted:
    """The site, offering what the other targets made."""
    return emit_with(standard, JSON_SCHEMA.emit(standard).artifacts)


SITE: Final = replace(SITE_ALONE, emit=_with_downloads)
TARGETS: Final[tuple[Target, ...]] = (JSON_SCHEMA, PYTHON, JAVASCRIPT, SITE)
