"""Every part of the model knows the author's text it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import Expression, children
from refcf_rules.model.prose import Template
from refcf_rules.model.standard import Standard
from tests.language.compiling import EVERYTHING, compile_text


def test_every_node_has_a_place() -> None:
    compiled = compile_text(EVERYTHING)
    assert compiled.standard is not None
    lines = {"sample.pcr": EVERYTHING.count("\n") + 1, "prelude.pcr": 10_000}
    waiting = list(_expressions(compiled.standard))
    assert len(waiting) > 100
    while waiting:
        node = waiting.pop()
        assert node.span.path in lines, node
        assert 1 <= node.span.line <= node.span.end_line <= lines[node.span.path]
        assert (node.span.line, node.span.column) <= (node.span.end_line, node.span.end_column)
        waiting.extend(children(node))


def test_what_an_author_wrote_is_found_at_its_line() -> None:
    compiled = compile_text(EVERYTHING)
    assert compiled.standard is not None
    text = EVERYTHING.splitlines()
    for rule in compiled.standard.requirements:
        if rule.span.path == "sample.pcr" and rule.construct == "rule":
            assert rule.id in text[rule.span.line - 1]
    for parameter in compiled.standard.parameters:
        if parameter.span.path == "sample.pcr" and "." not in parameter.id:
            assert parameter.id in text[parameter.span.line - 1]


def _expressions(standard: Standard) -> Iterator[Expression]:
    yield from (one.expression for one in standard.calculations)
    yield from (one.expression for one in standard.emissions)
    for rule in standard.requirements:
        yield from (part for part in (rule.expression, rule.filter, rule.condition) if part is not None)
        yield from (slot for text in (rule.message, rule.fix) if text is not None for slot in _slots(text))
    for parameter in standard.parameters:
        yield from (dated.value for dated in parameter.values if dated.value is not None)
    for clause in standard.clauses:
        yield from (slot for paragraph in clause.paragraphs for slot in _slots(paragraph.template))


def _slots(template: Template) -> Iterator[Expression]:
    return (part for part in (*template.zh, *template.en) if not isinstance(part, str))
