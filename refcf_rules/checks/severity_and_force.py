"""What is called impossible is required; what is called unusual is only recommended against."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.model.requirement import Modality, Requirement, Severity
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "severity-and-force",
    Message("严重程度与约束力不相配", "the severity does not go with the force"),
    Message(
        "违反物理规律的数（不可能）不能只是建议；少见但可能正确的数（异常）不能判为不符合。",
        "Numbers against physics (impossible) are no mere advice; numbers that are rare but may be right (unusual) "
        "cannot make an inventory violate the standard.",
    ),
    "rule yield zh “成品率” en “yield” shall unusual {\n    require output.accepted at least 50 % * output.charged\n"
    "    because zh “少见” en “rare”\n}\n",
    "rule yield zh “成品率” en “yield” should unusual {\n    require output.accepted at least 50 % * output.charged\n"
    "    because zh “少见” en “rare”\n}\n",
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every rule that is called impossible without *shall*, or unusual with it."""
    return tuple(
        Diagnostic(
            KIND,
            rule.span,
            Message("“{severity}”与“{verb}”不相配。", "{severity} does not go with {verb}.").filled(
                severity=rule.severity.words, verb=rule.modality.words
            ),
            _hint(rule.severity),
        )
        for rule in standard.requirements
        if rule.severity is not None and _clash(rule, rule.severity)
    )


def _clash(rule: Requirement, severity: Severity) -> bool:
    match severity:
        case Severity.IMPOSSIBLE:
            return rule.modality is not Modality.SHALL
        case Severity.UNUSUAL:
            return rule.modality is Modality.SHALL
        case Severity.IMPLAUSIBLE:
            return False


def _hint(severity: Severity) -> Message:
    if severity is Severity.IMPOSSIBLE:
        return Message("写“应 不可能”，或改为“不可信”。", "Write shall impossible, or call it implausible.")
    return Message("写“宜 异常”，或改为“不可信”。", "Write should unusual, or call it implausible.")


CHECK: Final = Check(KIND, run)
