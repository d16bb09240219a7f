"""A rule says why it is there: by the text of its clause, a reason or a source."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import own_clauses
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "rule-without-reason",
    Message("规则没有条文、理由和依据", "a rule without text, reason or source"),
    Message(
        "评审和企业会问“为什么”；条文、理由或依据会随判定结果一起给出。",
        "The review and the companies will ask why; the text, reason or source is shown with every verdict.",
    ),
    "rule output_given zh “产量” en “output” shall {\n    require output.accepted is given\n}\n",
    "rule output_given zh “产量” en “output” shall {\n    require output.accepted is given\n"
    "    because zh “结果按产量计” en “the result is per output”\n}\n",
    Severity.WARNING,
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every rule of the part itself that has none of them."""
    explained = {clause.id for clause in standard.clauses if clause.paragraphs}
    written = {member.id for clause in own_clauses(standard) for member in clause.members if member.construct == "rule"}
    return tuple(
        Diagnostic(
            KIND,
            rule.span,
            Message("这条规则没有条文、理由或依据。", "This rule has no text in its clause, no reason and no source."),
            Message("补上 理由 中文 “…” 英文 “…”，或 依据 “…”。", 'Add because zh "…" en "…", or source "…".'),
        )
        for rule in standard.requirements
        if rule.id in written and rule.reason is None and not rule.sources and rule.clause not in explained
    )


CHECK: Final = Check(KIND, run)
