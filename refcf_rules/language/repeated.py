"""What a declaration says once: a second time would silently stand for nothing."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import branches, span_of
from refcf_rules.language.problems import Problems
from refcf_rules.source.diagnostic import Kind, Label
from refcf_rules.source.message import Message

REPEATED: Final = Kind(
    "repeated-item",
    Message("同一项写了两次", "the same item twice"),
    Message(
        "每一项只有一个值，写两次就不知道哪一个算数；一条规则的多个条件用“且”连接。",
        "Each item has one value; of two nobody knows which one counts. Join the conditions of a rule with and.",
    ),
    "rule twice zh “二” en “twice” shall {\n    when output.accepted is given\n    when output.charged is given\n"
    "    require output.accepted above 0 t\n}\n",
    "rule once zh “一” en “once” shall {\n    when output.accepted is given and output.charged is given\n"
    "    require output.accepted above 0 t\n}\n",
)
KINDS: Final = (REPEATED,)
_ONCE: Final = {
    "standard": (
        *("number", "edition", "title", "status", "cites", "publisher", "ics", "ccs", "comments_until", "issued"),
        *("effective", "proposed_by", "administered_by", "drafted_by", "drafters"),
    ),
    "product": ("classified_by", "state", "composition"),
    "functional_unit": ("text", "per", "reference_flow"),
    "data_quality": ("scores", "contributors"),
    "factor": ("flow", "kind", "gwp_set", "place", "year", "basis", "losses", "plausible", "ncv", "note"),
    "rule": ("scope", "when", "if_not", "fix", "because"),
    "balance": ("when", "because"),
}


def report_repeated(declaration: Declaration, problems: Problems) -> bool:
    """Report what stands there a second time; whether nothing does."""
    written = (tuple(branches(declaration.tree, item)) for item in _ONCE.get(declaration.construct, ()))
    repeated = [nodes for nodes in written if len(nodes) > 1]
    for first, second, *_ in repeated:
        problems.add(
            REPEATED,
            span_of(declaration, second),
            Message("这一项已经写过。", "This item is there already."),
            hint=Message("只留一项，或合并成一项。", "Keep one of them, or merge them into one."),
            also=(Label(span_of(declaration, first), Message("已写在这里", "the first one")),),
        )
    return not repeated
