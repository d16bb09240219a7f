"""Notes, definitions and informative annexes require nothing."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import definitions, paragraphs
from refcf_rules.model.prose import Clause
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "misplaced-requirement",
    Message("注或定义里有要求", "a requirement in a note or definition"),
    Message(
        "注、定义、范围和资料性附录只作说明，读者不在那里找要求（GB/T 1.1—2020）。",
        "Notes, definitions, the scope and informative annexes explain; nobody looks for requirements there "
        "(GB/T 1.1—2020).",
    ),
    "note zh “应提供产量。” en “The output shall be given.”\n",
    "note zh “产量是验收合格的量。” en “The output is what was accepted.”\n",
    Severity.WARNING,
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every note, definition and paragraph of the scope or an informative annex that says 应."""
    informing = {f"{standard.id}.scope"} | {one.id for one in standard.clauses if _is_informative(standard, one)}
    return tuple(
        Diagnostic(
            KIND,
            words.span,
            Message("这里不能提要求。", "No requirement can stand here."),
            Message("移到条文，或改成陈述。", "Move it to the text of a clause, or state a fact."),
        )
        for words in (*paragraphs(standard), *definitions(standard))
        if words.requires and (words.informative or words.clause in informing)
    )


def _is_informative(standard: Standard, clause: Clause) -> bool:
    return any(one.annex == "informative" for one in standard.trail(clause.id))


CHECK: Final = Check(KIND, run)
