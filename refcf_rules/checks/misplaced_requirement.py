"""Notes, definitions, the introduction, the scope and informative annexes require nothing."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import definitions, introduction, paragraphs
from refcf_rules.model.prose import Clause
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "misplaced-requirement",
    Message("要求写在说明里", "a requirement where only facts stand"),
    Message(
        "引言、范围、定义、注和资料性附录只作说明，读者不在那里找要求（GB/T 1.1—2020）。",
        "Introduction, scope, definitions, notes and informative annexes explain; nobody looks for requirements "
        "there (GB/T 1.1—2020).",
    ),
    "note zh “应提供产量。” en “The output shall be given.”\n",
    "note zh “产量是验收合格的量。” en “The output is what was accepted.”\n",
    Severity.WARNING,
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every note, definition and paragraph of the introduction, the scope or an informative annex that says 应."""
    informing = {f"{standard.id}.scope"} | {one.id for one in standard.clauses if _is_informative(standard, one)}
    return tuple(
        Diagnostic(
            KIND,
            words.span,
            Message("这里不能提要求。", "No requirement can stand here."),
            Message("移到条文，或改成陈述。", "Move it to the text of a clause, or state a fact."),
        )
        for words in (*introduction(standard), *paragraphs(standard), *definitions(standard))
        if words.requires and (words.informative or words.clause in informing)
    )


def _is_informative(standard: Standard, clause: Clause) -> bool:
    return any(one.annex == "informative" for one in standard.trail(clause.id))


CHECK: Final = Check(KIND, run)
