"""A clause that says 应 holds a rule, or says why a machine cannot check it."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import own_clauses, paragraphs
from refcf_rules.model.prose import Clause
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "clause-without-rule",
    Message("条款有要求而没有规则", "a clause requires, and no rule does"),
    Message(
        "没有规则的“应”无人检查；机器查不了的，要写明原因，列入清单。",
        "A “shall” without a rule is checked by nobody; what a machine cannot check says why, for the ledger.",
    ),
    "text zh “应提供产量。” en “The output shall be given.”\n",
    "text zh “应提供产量。” en “The output shall be given.”\n"
    "rule output_given zh “产量” en “output” shall {\n    require output.accepted is given\n"
    "    because zh “结果按产量计” en “the result is per output”\n}\n",
)
# What a machine checks or works out, and the ledger of what it does not.
_BINDING: Final = frozenset(
    (
        *("rule", "balance", "boundary", "cut_off", "allocation", "data_quality", "product", "grade"),
        *("declared_unit", "functional_unit", "footprint", "report_value", "report_items", "fields"),
        *("formula", "repeat", "emission", "factor", "table", "parameter", "not_checkable"),
    )
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every paragraph that says 应 in a clause where nothing binds."""
    bound = _bound_clauses(standard)
    return tuple(
        Diagnostic(
            KIND,
            words.span,
            Message("这里说“应”，条款里没有规则。", "This says “shall”, and the clause holds no rule."),
            Message(
                "补一条规则；查不了的写“不可机检 名称 理由 ……”。",
                "Add a rule; or write not checkable NAME because …",
            ),
        )
        for words in paragraphs(standard)
        if words.requires and not words.informative and words.clause not in bound
    )


def _bound_clauses(standard: Standard) -> set[str]:
    """Clauses in which, or in whose subclauses, something binds; also those in which a part changes something."""
    holding = [clause.id for clause in standard.clauses if any(one.construct in _BINDING for one in clause.members)]
    changing = [_around(standard, override.span.path, override.span.line) for override in standard.overrides]
    return {clause.id for id_ in (*holding, *changing) for clause in standard.trail(id_)}


def _around(standard: Standard, path: str, line: int) -> str:
    """The clause that a line stands in: the last one that begins before it."""
    before: Clause | None = None
    for clause in own_clauses(standard):
        if clause.span.path == path and clause.span.line <= line:
            before = clause
    return before.id if before is not None else ""


CHECK: Final = Check(KIND, run)
