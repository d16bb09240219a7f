"""Every part of the series in the repository becomes a document in which nothing is lost."""

from __future__ import annotations

import pytest

from refcf_rules.source.message import LANGUAGES, Language
from refcf_rules.targets.prose.document import Section
from refcf_rules.targets.prose.write import documents_of
from refcf_rules.targets.site.places import places_in
from tests.targets.prose.published import EVERY_PART, published


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY_PART)
def test_every_rule_factor_and_term_stands_somewhere(name: str, language: Language) -> None:
    standard = published(name)
    shown = {
        (place.kind, place.id)
        for document in documents_of(standard, language)
        for section in document.sections
        for one in _all(section)
        for place in places_in(one.blocks)
    }
    declared = {
        *(("rule", one.id) for one in standard.requirements),
        *(("factor", one.id) for one in standard.factors),
        *(("term", one.id) for one in standard.terms),
    }
    assert declared <= shown


def _all(section: Section) -> list[Section]:
    return [section, *(one for inner in section.sections for one in _all(inner))]
