"""The prose of a part as checks read it: its own paragraphs, and the verbs of GB/T 1.1—2020, annex C."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcf_rules.model.expression import Expression
from refcf_rules.model.prose import Clause, Template
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

SLOT: Final = "□"
# 应, 宜 and 可 as verbs of a provision, not as part of 反应, 适宜, 可能 …
_VERBS: Final[dict[Modality, tuple[re.Pattern[str], re.Pattern[str]]]] = {
    Modality.SHALL: (
        re.compile(r"不应|必须|不得|(?<![反相供响效对适感])应(?![用力急答变对收])"),
        re.compile(r"\b(?:shall|must)\b", re.IGNORECASE),
    ),
    Modality.SHOULD: (re.compile(r"不宜|(?<![适便])宜"), re.compile(r"\bshould\b", re.IGNORECASE)),
    Modality.MAY: (
        re.compile(r"(?<![许认不])可(?![能靠比追行得用燃见持再核信控变逆视知溶塑焊回])"),
        re.compile(r"\bmay\b", re.IGNORECASE),
    ),
}


@record
class Words:
    """A text without its slots, the clause it stands in, and whether it is a note or a definition."""

    zh: str
    en: str
    clause: str
    span: Span
    informative: bool = False

    @property
    def zh_verbs(self) -> frozenset[Modality]:
        """The verbs of provisions in the Chinese text."""
        return frozenset(verb for verb, (chinese, _) in _VERBS.items() if chinese.search(self.zh))

    @property
    def en_verbs(self) -> frozenset[Modality]:
        """The verbs of provisions in the English text."""
        return frozenset(verb for verb, (_, english) in _VERBS.items() if english.search(self.en))

    @property
    def requires(self) -> bool:
        """Whether the text says 应 or shall."""
        return Modality.SHALL in self.zh_verbs | self.en_verbs


def own_clauses(standard: Standard) -> tuple[Clause, ...]:
    """The clauses of the part itself; those it extends are checked with their own part."""
    return tuple(clause for clause in standard.clauses if clause.part == standard.id)


def is_own(standard: Standard, clause_id: str) -> bool:
    """Whether something in this clause, or at top level, belongs to the part itself."""
    clause = standard.clause(clause_id)
    return clause is not None and clause.part == standard.id


def paragraphs(standard: Standard) -> Iterator[Words]:
    """The paragraphs and notes of the part itself, in order."""
    for clause in own_clauses(standard):
        for paragraph in clause.paragraphs:
            yield _words(paragraph.template, clause.id, informative=paragraph.note)


def introduction(standard: Standard) -> Iterator[Words]:
    """The paragraphs and notes of the introduction of the part itself; it stands in no clause."""
    for part in standard.parts[-1:]:
        for paragraph in part.introduction:
            yield _words(paragraph.template, "", informative=True)


def definitions(standard: Standard) -> Iterator[Words]:
    """The definitions of the part itself."""
    for term in standard.terms:
        if is_own(standard, term.clause):
            yield Words(term.meaning.zh, term.meaning.en, term.clause, term.span, informative=True)


def verbs(of: frozenset[Modality]) -> Message:
    """Verbs for a message: 应、宜."""
    listed = [verb.words for verb in Modality if verb in of]
    if not listed:
        return Message("（无）", "none")
    return Message("、".join(one.zh for one in listed), ", ".join(one.en for one in listed))


def _words(template: Template, clause: str, *, informative: bool) -> Words:
    return Words(_text(template.zh), _text(template.en), clause, template.span, informative)


def _text(parts: tuple[str | Expression, ...]) -> str:
    return "".join(part if isinstance(part, str) else SLOT for part in parts)
