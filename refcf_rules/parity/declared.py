"""Whether a JSON Schema keeps its word: it refuses nothing that is in order, and lets nothing pass that it names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.parity.compare import Difference
from refcf_rules.report.as_json import Object
from refcf_rules.targets.target import Emitted

Accepts = Callable[[object], bool]
"""Whether a document satisfies the schema."""

NOT_SAID: Final = frozenset(
    {
        "duplicate-key",
        "duplicate-field",
        "duplicate-section",
        "repeated-id",
        "unknown-reference",
        "bad-date",
        "reversed-period",
        "stray-unit",
        "two-units",
        "unknown-unit",
        "wrong-dimension",
        "share-out-of-range",
        "bad-number",
        "too-many-values",
        "too-many-rows",
        "key-too-long",
    }
)
"""Faults of a document that a schema says, in its ``$comment``, that it cannot see."""


_FULL_WIDTH: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
"""Letters that the readers fold; the schema says that it does not."""


def declared_rules(standard: Standard, emitted: Emitted) -> frozenset[str]:
    """The requirements that the schema expresses: those it does not refuse."""
    refused = {refusal.id for refusal in emitted.refusals}
    return frozenset(one.id for one in standard.requirements if one.id not in refused)


def broken_promises(
    data: bytes, reference: Object, declared: frozenset[str], accepts: Accepts
) -> tuple[Difference, ...] | None:
    """What the schema says that the reference does not; ``None`` where it says nothing."""
    document = _document(data)
    if document is None or _FULL_WIDTH.search(data.decode()):
        return None
    return tuple(_broken(reference, declared, accepted=accepts(document[0])))


def _broken(reference: Object, declared: frozenset[str], *, accepted: bool) -> Iterator[Difference]:
    faults, outcomes = reference["faults"], reference["outcomes"]
    codes = [str(one["code"]) for one in faults if isinstance(one, Mapping)] if isinstance(faults, list) else []
    violated = [
        rule for rule in (outcomes if isinstance(outcomes, Mapping) else {}) if _is_violated(outcomes, rule, declared)
    ]
    # A rule that is expressed in part may refuse as well: it never refuses what is not violated.
    if not accepted and not codes and reference["verdict"] != "violated":
        yield Difference("/schema", "in order", "refused")
    if accepted and any(code not in NOT_SAID for code in codes):
        yield Difference("/schema", f"faults {', '.join(dict.fromkeys(codes))}", "accepted")
    if accepted and violated:
        yield Difference("/schema", f"violates {', '.join(violated)}", "accepted")


def _is_violated(outcomes: object, rule: str, declared: frozenset[str]) -> bool:
    return rule in declared and isinstance(outcomes, Mapping) and outcomes[rule] == "violated"


def _document(data: bytes) -> tuple[object] | None:
    """The document, if these bytes are JSON in UTF-8 as every reader of JSON takes it."""
    try:
        return (json.loads(data.decode("utf-8"), parse_constant=_refuse),)
    except (ValueError, RecursionError):
        return None


def _refuse(name: str) -> float:
    raise ValueError(name)
