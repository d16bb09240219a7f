"""Terms are explained where a section first uses them, and listed at the end with the clauses that use them."""

from __future__ import annotations

from typing import Final

import pytest

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Bound,
    Document,
    Heading,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Provision,
    Section,
    Strong,
    Text,
    plain,
)
from refcf_rules.targets.prose.glossary import with_terms_explained
from refcf_rules.targets.prose.spelled_order import initial_of, letters_of
from refcf_rules.targets.prose.term_index import index_of
from refcf_rules.targets.prose.write import documents_of
from tests.targets.prose.standards import compiled

RULES: Final = """
clause terms {
    title zh "术语和定义" en "Terms and definitions"
    term reject zh "返回料" en "reject" means zh "在本厂返回使用的废品" en "scrap used again on the site"
    term own_reject zh "自产返回料" en "own reject" means zh "本厂产生的返回料" en "a reject of the site itself"
    term zircon zh "锆砂" en "zircon" means zh "锆的矿砂" en "a sand of zirconium"
}
clause use {
    title zh "使用" en "Use"
    parameter share zh "比例" en "share" = 5 % derived because zh "例" en "example"
    text zh "自产返回料不应大于{share}，返回料和自产返回料分别计量。" en "Own rejects shall be at most {share}; a reject and own rejects are metered apart."
    text zh "返回料的来源。" en "Where rejects come from; rejection is another thing."
    clause deeper {
        title zh "深处" en "Deeper"
        text zh "锆砂和返回料。" en "Zircon and rejects."
    }
}
"""  # noqa: E501 -- a sentence a line


def _document(language: Language) -> tuple[Context, Document]:
    standard = compiled(RULES)
    return Context(standard, language), documents_of(standard, language)[-1]


def _section(document: Document, title: str) -> Section:
    waiting = list(document.sections)
    while waiting:
        one = waiting.pop(0)
        if one.title == title:
            return one
        waiting.extend(one.sections)
    raise AssertionError(title)


def _links(content: Inlines) -> list[tuple[str, str, str]]:
    return [(plain(one.content), one.to.id, one.meaning) for one in content if isinstance(one, Link)]


def _paragraphs(section: Section) -> list[Inlines]:
    return [one.content for one in section.blocks if isinstance(one, Paragraph)]


def test_the_longest_term_counts_and_each_is_explained_once_in_a_section() -> None:
    context, document = _document("zh")
    explained = with_terms_explained(context, document)
    first, second = _paragraphs(_section(explained, "使用"))
    assert _links(first) == [
        ("自产返回料", "own_reject", "本厂产生的返回料"),
        ("返回料", "reject", "在本厂返回使用的废品"),
    ]
    assert _links(second) == []
    (inner,) = _paragraphs(_section(explained, "深处"))
    assert [name for name, _, _ in _links(inner)] == ["锆砂", "返回料"]


def test_english_terms_are_whole_words_and_may_be_plural() -> None:
    context, document = _document("en")
    first, second = _paragraphs(_section(with_terms_explained(context, document), "Use"))
    assert [(name, id_) for name, id_, _ in _links(first)] == [("Own rejects", "own_reject"), ("reject", "reject")]
    assert _links(second) == []


@pytest.mark.parametrize("language, title", [("zh", "使用"), ("en", "Use")])
def test_explaining_changes_no_word_and_no_number(language: Language, title: str) -> None:
    context, document = _document(language)
    before, after = (_paragraphs(_section(one, title)) for one in (document, with_terms_explained(context, document)))
    assert [plain(one) for one in before] == [plain(one) for one in after]
    assert [one for one in after[0] if isinstance(one, Bound)] == [one for one in before[0] if isinstance(one, Bound)]


def test_a_definition_explains_other_terms_but_not_its_own() -> None:
    context, document = _document("zh")
    section = _section(with_terms_explained(context, document), "术语和定义")
    found = [_links(one) for one in _paragraphs(section)]
    assert [("返回料", "reject", "在本厂返回使用的废品")] not in found  # defined above, so seen
    assert all("自产返回料" not in {name for name, _, _ in one} for one in found)


def test_the_index_is_in_the_order_of_sounds_with_letters_above() -> None:
    context, document = _document("zh")
    section = index_of(context, document)
    assert section is not None
    assert [one.text for one in section.blocks if isinstance(one, Heading)] == ["F", "G", "Z"]
    items = [item for one in section.blocks if isinstance(one, Items) for item in one.items]
    assert [plain(one) for one in items] == ["返回料　3.1，3，4，4.1", "锆砂　3.3，4.1", "自产返回料　3.2，4"]
    definition = next(one for one in items[1] if isinstance(one, Strong))
    assert definition.content == (Link((Text("3.3"),), Place("term", "zircon")),)


def test_the_index_in_english_is_alphabetical() -> None:
    context, document = _document("en")
    section = index_of(context, document)
    assert section is not None
    assert [one.text for one in section.blocks if isinstance(one, Heading)] == ["O", "R", "Z"]


def test_shorter_words_come_before_longer_ones_and_rare_characters_have_their_sound() -> None:
    words = ["残碳量", "锆砂", "残碳", "煅烧铝矾土", "电熔镁砂", "CO2"]
    assert sorted(words, key=lambda one: letters_of(one, "zh")) == [
        "残碳", "残碳量", "CO2", "电熔镁砂", "煅烧铝矾土", "锆砂",
    ]  # fmt: skip
    assert [initial_of(one, "zh") for one in ("煅烧", "锆砂", "3号", "CO2")] == ["D", "G", "#", "C"]


def test_a_rule_is_explained_too() -> None:
    text = (
        RULES
        + """
    clause ruled {
        title zh "规定" en "Ruled"
        add to output { field reject zh "返回料量" en "mass of reject" : mass }
        rule weighed zh "称量" en "weighed" shall { require output.reject is given }
    }
    """
    )
    standard = compiled(text)
    context = Context(standard, "zh")
    section = _section(with_terms_explained(context, documents_of(standard, "zh")[-1]), "规定")
    rule = next(one for one in section.blocks if isinstance(one, Provision))
    assert [name for name, _, _ in _links(rule.sentence)] == ["返回料"]
