"""What every report says alike: values in units, places, clauses, the order of findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.model.prose import Clause
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.number import format_quantity
from refcf_rules.quantities.unit import Unit, canonical_unit, parse_unit
from refcf_rules.source.message import LANGUAGES, Language, Message, same
from refcf_rules.source.render import Style, said
from refcf_rules.source.text import Span

PERCENT: Final = parse_unit("%")
TONNES: Final = parse_unit("tCO2e")
MISSING: Final = Message("（缺）", "(missing)")
OPEN: Final = (Outcome.VIOLATED, Outcome.NOT_DECIDABLE)
_ORDER: Final = {
    (Modality.SHALL, Outcome.VIOLATED): 0,
    (Modality.SHALL, Outcome.NOT_DECIDABLE): 1,
    (Modality.SHOULD, Outcome.VIOLATED): 2,
    (Modality.SHOULD, Outcome.NOT_DECIDABLE): 3,
}
_WAIVED: Final = 8
_MAY: Final = 9


def value_text(value: Datum | None, unit: Unit | None, style: Style) -> str:
    """A canonical value in a unit; missing ones are called so."""
    match value:
        case None:
            return ""
        case Missing():
            return style.say(MISSING)
        case bool() | str():
            return str(value)
        case _:
            return format_quantity(value, unit)


def calculated_unit(id_: str, standard: Standard) -> Unit | None:
    """The unit of a calculation: the one stated, else the canonical one of what it measures."""
    found = next((each for each in standard.calculations if each.id == id_), None)
    if found is None or found.unit is not None:
        return found.unit if found else None
    measured = found.type.dimension if isinstance(found.type, NumberType) else None
    return None if measured is None else canonical_unit(measured)


def clause_trail(clause: str, standard: Standard) -> Message:
    """The headings a clause stands in, outermost first, after the number of its part of the series."""
    trail = standard.trail(clause)
    numbers = {part.id: part.number for part in standard.parts if len(standard.parts) > 1}
    number = numbers.get(trail[0].part, "") if trail else ""
    zh, en = (" > ".join(_titled(each, language) for each in trail) for language in LANGUAGES)
    return Message(f"{number}  {zh}", f"{number}  {en}") if number else Message(zh, en)


def _titled(clause: Clause, language: Language) -> str:
    """Number and title; a clause of the language itself has no number."""
    title = said(clause.title, language)
    return title if clause.part == "core" else f"{clause.number} {title}"


def place(span: Span | None, pointer: str, path: str) -> str:
    """Where in the inventory: file, line and column, or the JSON pointer within the file."""
    if span is not None:
        return str(span)
    return f"{path}#{pointer}" if pointer else path


def standard_title(standard: Standard) -> Message:
    """Number and title of the part, with its edition."""
    part = standard.part
    title = Message(said(part.title, "zh"), said(part.title, "en"))
    edition = Message(*(f" ({words})" if words else "" for words in (part.edition.zh, part.edition.en)))
    return Message("{number} {title}{edition}", "{number} {title}{edition}").filled(
        number=same(part.number), edition=edition, title=title
    )


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """What is violated or not decidable: the worst first, within that in the order of the standard."""
    return sorted((each for each in findings if each.outcome in OPEN), key=rank)


def rank(finding: Finding) -> int:
    """How much an open finding matters; waived ones come late, permissions last."""
    if finding.waived:
        return _WAIVED
    return _ORDER.get((finding.requirement.modality, finding.standing), _MAY)


def severity_words(finding: Finding) -> Message | None:
    """What the rule says of numbers that violate it, where they do."""
    severity = finding.requirement.severity
    return severity.words if severity is not None and finding.outcome is Outcome.VIOLATED else None


def with_severity(finding: Finding, row: RowResult) -> Message:
    """The message about a row, the severity first."""
    severity = severity_words(finding)
    if severity is None or row.outcome is not Outcome.VIOLATED:
        return row.message
    return Message("{severity}：{text}", "{severity}: {text}").filled(severity=severity, text=row.message)
