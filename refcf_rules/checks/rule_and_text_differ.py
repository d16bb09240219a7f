"""A rule binds as its clause says: 应 in the text, shall in the rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import own_clauses, paragraphs, verbs
from refcf_rules.model.prose import Clause
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "rule-and-text-differ",
    Message("规则与条文的约束力不同", "the rule binds differently from its clause"),
    Message(
        "读者看到的“应”“宜”“可”就是规则的约束力；两者不同，就有一个是错的。",
        "The shall, should or may that people read is the force of the rule; if they differ, one is wrong.",
    ),
    "text zh “应提供产量。” en “The output shall be given.”\n"
    "rule output_given zh “产量” en “output” should {\n    require output.accepted is given\n"
    "    because zh “结果按产量计” en “the result is per output”\n}\n",
    "text zh “宜提供产量。” en “The output should be given.”\n"
    "rule output_given zh “产量” en “output” should {\n    require output.accepted is given\n"
    "    because zh “结果按产量计” en “the result is per output”\n}\n",
    Severity.WARNING,
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every rule whose verb its own clause does not say, if the clause says any."""
    rules = {requirement.id: requirement for requirement in standard.requirements}
    found: list[Diagnostic] = []
    for clause in own_clauses(standard):
        said = _said(standard, clause)
        weaker = (rule for rule in _rules(clause, rules) if said and rule.modality not in said)
        found.extend(_differs(rule, said) for rule in weaker)
    return tuple(found)


def _said(standard: Standard, clause: Clause) -> frozenset[Modality]:
    texts = [words for words in paragraphs(standard) if words.clause == clause.id and not words.informative]
    return frozenset(verb for words in texts for verb in words.zh_verbs | words.en_verbs)


def _rules(clause: Clause, rules: dict[str, Requirement]) -> Iterator[Requirement]:
    for member in clause.members:
        if member.construct in {"rule", "balance"} and member.id in rules:
            yield rules[member.id]


def _differs(rule: Requirement, said: frozenset[Modality]) -> Diagnostic:
    return Diagnostic(
        KIND,
        rule.span,
        Message("规则是“{rule}”，条文是“{text}”。", "The rule says {rule}, the text {text}.").filled(
            rule=rule.modality.words, text=verbs(said)
        ),
        Message("改规则，或改条文。", "Change the rule or the text."),
    )


CHECK: Final = Check(KIND, run)
