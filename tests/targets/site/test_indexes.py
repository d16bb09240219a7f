"""The indexes: exact content for a small series, and nothing of a real one left out or listed twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from refcf_rules.model.evidence import Certificate, ComparedOutput, Evidence, Executed, Judged, JudgingOutput, Used
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.emit import emit as emit_schema
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Code,
    Details,
    Facts,
    Heading,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Provision,
    Section,
    Table,
    Text,
    plain,
)
from refcf_rules.targets.site.index_pages import INDEXES
from refcf_rules.targets.site.indexes.subject import Subject
from refcf_rules.targets.site.series import Series, books_of, series_of
from tests.targets.prose.published import published
from tests.targets.prose.standards import HEADER, SMALL, compiled

SECOND: Final = """
standard second with small {
    number "T/X 9.2—2026"
    title zh "产品碳足迹 耐火材料 第2部分：镁砖" en "Carbon footprint — Refractories — Part 2: Magnesia bricks"
    status draft for comments
}
product magnesia_brick zh "镁砖" en "magnesia brick" { composition MgO at least 90 % }
clause own {
    title zh "本部分的规定" en "Provisions of this part"
    text zh "自产返回料应称量。" en "Own rejects shall be weighed."
    boundary cradle to gate { stage manufacturing { process firing zh "烧成" en "firing" required } }
    tighten cut_off.each.mass to 0.5 % because zh "主料少" en "few materials"
    rule stock zh "库存" en "stock" shall { require output.closing_stock at most 5 t }
}
"""


def _subject(series: Series, language: str = "en") -> Subject:
    return Subject(books_of(series, "zh" if language == "zh" else "en"))


@pytest.fixture(scope="module")
def pair() -> Subject:
    """A small general part and a part that extends it."""
    text = HEADER.format(name="small").replace("T/X 1", "T/X 9.1") + SMALL
    return _subject(series_of(compiled(text), compiled(SECOND, "second", {"small": text})))


@pytest.fixture(scope="module")
def ran(pair: Subject) -> Subject:
    """The same after its examples were run: one leaves a limit untouched, one lies on it, one lacks evidence."""
    judged = {
        "omission_documented": Judged("omission_documented", "satisfied"),
        "stock": Judged("stock", "satisfied", margin=0.0),
    }
    careless = {"omission_documented": Judged("omission_documented", "violated")}
    used = (Used("tempering", "electricity", ""), Used("tempering", "material", "glue"))
    executed = {
        ("small", "satisfying"): Executed("satisfying", True, judged, ("emission.binder_carbon",), used),
        ("small", "careless"): Executed("careless", False, careless),
        ("second", "on_it"): Executed("on_it", True, {"stock": judged["stock"]}),
    }
    certificate = Certificate("0.1.0", 2, 50, 7, (ComparedOutput("python", "Python 3.11", 52, 0),))
    evidence = Evidence(executed, {}, {}, {"second": certificate})
    return _subject(series_of(*(one.standard for one in pair.contexts), evidence=evidence))


@pytest.fixture(scope="module")
def real() -> Subject:
    """The general part of the series and one class part, with what both extend."""
    return _subject(series_of(published("general"), published("magnesia_carbon")))


def _blocks(id_: str, subject: Subject) -> tuple[Block, ...]:
    return next(one for one in INDEXES if one.id == id_).blocks(subject)


def _rows(id_: str, subject: Subject) -> list[dict[str, str]]:
    tables = (one for one in _blocks(id_, subject) if isinstance(one, Table))
    return [dict(zip(one.header, map(plain, row), strict=True)) for one in tables for row in one.rows]


def _first_codes(id_: str, subject: Subject) -> list[str]:
    """The first id in each row."""
    return [next(code for cell in row for code in _codes(cell)) for row in _tabled(id_, subject)]


def _codes(content: Inlines) -> Iterator[str]:
    for one in content:
        if isinstance(one, Code):
            yield one.text
        elif isinstance(one, Link):
            yield from _codes(one.content)


def _tabled(id_: str, subject: Subject) -> Iterator[tuple[Inlines, ...]]:
    for one in _blocks(id_, subject):
        if isinstance(one, Table):
            yield from one.rows


def _declared(subject: Subject, things: Callable[[Standard], Iterator[tuple[str, str]]]) -> Counter[str]:
    """The ids of things, each as often as parts declare it in their own files."""
    found = {one for context in subject.contexts for one in things(context.standard)}
    return Counter(id_ for id_, _ in found)


def test_every_rule_is_in_the_index_once(real: Subject) -> None:
    rules = _declared(real, lambda one: ((each.id, each.span.path) for each in one.requirements))
    assert Counter(_first_codes("rules", real)) == rules


def test_every_factor_is_in_the_ledger_once(real: Subject) -> None:
    factors = _declared(real, lambda one: ((each.id, each.span.path) for each in one.factors))
    assert len(factors) > 100
    assert Counter(_first_codes("factors", real)) == factors


def test_every_number_is_in_the_ledger_once_for_each_value(real: Subject) -> None:
    values = {
        (one.id, one.span.path, place)
        for context in real.contexts
        for one in context.standard.parameters
        for place, _ in enumerate(one.values)
    }
    tables = {(one.id, one.span.path, 0) for context in real.contexts for one in context.standard.lookups}
    assert Counter(_first_codes("numbers", real)) == Counter(id_ for id_, *_ in values | tables)


def test_every_field_is_in_the_index_with_its_place_in_a_file(real: Subject) -> None:
    paths = [row["Place in a file"] for row in _rows("inventory", real)]
    assert len(paths) == len(set(paths))
    assert {"activities[].amount", "activities[].legs[].distance", "activities[].factor.value", "product.id"} <= set(
        paths
    )
    written = {
        (table.id, field.id, field.span.path if field.span else "")
        for context in real.contexts
        for table in context.standard.tables
        for field in table.fields
        if not field.derived
    }
    head = ["refcf", "standard", "edition", "company.name", "company.site", "company.place"]
    assert len(paths) == len(written) + len(head)
    assert paths[: len(head)] == head


def test_every_section_of_the_inventory_schema_is_in_the_field_index(real: Subject) -> None:
    standard = real.contexts[-1].standard
    schema = next(one for one in emit_schema(standard).artifacts if one.path == f"{standard.id}.schema.json")
    properties = json.loads(schema.data)["properties"]
    sections = {row["Place in a file"].partition(".")[0].removesuffix("[]") for row in _rows("inventory", real)}
    keys = {spelling: table.key or table.id for table in standard.tables for spelling in table.spellings}
    assert {keys.get(name, name) for name in properties if name.isascii() and not name.startswith("$")} <= sections


def test_every_provision_for_people_and_every_example_is_listed_once(real: Subject) -> None:
    entries = _declared(real, lambda one: ((each.id, each.clause) for each in one.not_checkable))
    assert Counter(_first_codes("by-people", real)) == entries
    examples = _declared(real, lambda one: ((each.id, each.part) for each in one.examples))
    assert Counter(_first_codes("examples", real)) == examples


def test_a_field_names_its_cells_in_the_workbook(real: Subject) -> None:
    found = {row["Place in a file"]: row["Workbook: sheet and name of the cells"] for row in _rows("inventory", real)}
    assert found["output.accepted"] == "General in__output__accepted"
    assert found["activities[].amount"].endswith("in__activity__amount__*")
    assert found["activities[].factor.value"] == "Emission factors in__own_factor__value"


def test_a_rule_of_the_general_part_says_that_it_holds_in_the_others(pair: Subject) -> None:
    found = {row["Rule"]: row for row in _rows("rules", pair)}
    row = found["Evidence of an omission omission_documented"]
    assert row["Force"] == "shall"
    assert row["Clause"] == "5.2.1 Evidence"
    assert row["Part"] == "Part 1: General and all that extend it"
    assert row["Examples"] == "1 violated"
    assert row["Requirement"].startswith("For each exclusion, ")


def test_a_rule_says_which_outputs_check_it(pair: Subject) -> None:
    """All that were made in the build, or all but those that refuse the rule; without any, nothing is claimed."""
    schema = JudgingOutput(Message("模式", "schema"), frozenset({"cut_off.each"}))
    outputs = (JudgingOutput(Message("程序", "program"), frozenset()), schema)
    evidence = Evidence({}, {}, {}, outputs={"small": outputs, "second": outputs})
    subject = _subject(series_of(*(one.standard for one in pair.contexts), evidence=evidence))
    checked = {(row["Rule"].split()[-1], row["Checked by"]) for row in _rows("rules", subject)}
    assert ("omission_documented", "all outputs") in checked
    assert ("cut_off.each", "all but schema") in checked
    lead, table = _blocks("rules", subject)
    assert isinstance(lead, Paragraph)
    assert plain(lead.content).endswith("They are: program, schema.")
    assert isinstance(table, Table)
    assert table.facets[-1].name == "Checked by"
    assert "Checked by" not in _rows("rules", pair)[0]


def test_a_changed_rule_is_listed_as_each_part_has_it(pair: Subject) -> None:
    each = [row for row in _rows("rules", pair) if "cut_off.each" in row["Rule"]]
    assert [row["Part"] for row in each] == ["Part 1: General", "Part 2: Magnesia bricks"]
    assert "Tightened" in each[1]["Rule"]
    assert "0.5 %" in each[1]["Requirement"]


def test_the_page_of_a_rule_says_which_part_changes_it_and_why(pair: Subject) -> None:
    """The book of the general part keeps its own number, and points to the part that has another."""
    boxes = [one for section in _sections(pair.books[0].document.sections) for one in _boxes(section.blocks)]
    (box,) = (one for one in boxes if "Part 2" in one.title)
    assert "Tightened" in box.title
    (reason,) = box.blocks
    assert isinstance(reason, Paragraph)
    assert reason.content == (Link((Text("few materials"),), Place("page", "second")),)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _boxes(blocks: tuple[Block, ...]) -> Iterator[Admonition]:
    for block in blocks:
        match block:
            case Admonition(tone="plain"):
                yield block
            case Details(blocks=inner) | Provision(blocks=inner):
                yield from _boxes(inner)
            case _:
                pass


def test_numbers_not_settled_come_first_and_name_their_users(pair: Subject) -> None:
    rows = _rows("numbers", pair)
    states = [row["Status"] for row in rows]
    assert states[0] == "committee to set"
    assert states == sorted(states, key=lambda one: one != "committee to set")
    carbon = next(row for row in rows if "CO2_per_carbon" in row["Number"])
    assert carbon["Used by"] == "binder carbon"
    assert carbon["Source"] == "IPCC 2006"


def test_the_stages_list_processes_rules_and_emissions(pair: Subject) -> None:
    found = {row["Unit process"]: row for row in _rows("stages", pair)}
    assert found["Tempering tempering"]["Process emissions"] == "binder carbon"
    assert found["Tempering tempering"]["Presence"] == "required"
    assert found["Firing firing"]["Presence"] == "required Part 2: Magnesia bricks"
    assert "allocation: tempering" in found["Tempering tempering"]["Rules"]


def test_the_classes_stand_under_their_part(pair: Subject) -> None:
    blocks = _blocks("classes", pair)
    assert [one.text for one in blocks if isinstance(one, Heading)] == ["Part 1: General", "Part 2: Magnesia bricks"]
    facts = [dict(one.rows) for one in blocks if isinstance(one, Facts)]
    assert plain(facts[1]["Unit processes added by the part"]) == "firing"
    assert [row["Product class"] for row in _rows("classes", pair)] == [
        "magnesia-carbon brick brick",
        "magnesia brick magnesia_brick",
    ]


def test_parts_stand_side_by_side(pair: Subject) -> None:
    found = {row["What"]: row for row in _rows("compare", pair)}
    one, two = "Part 1: General", "Part 2: Magnesia bricks"
    firing = found["Manufacturing · firing"]
    assert (firing[one], firing[two]) == ("—", "required")
    limit = next(
        row for what, row in found.items() if what.endswith("single flow: share of the mass of material inputs")
    )
    assert (limit[one], limit[two]) == ("1 %", "0.5 %")
    assert found["Declared unit"][one] == found["Declared unit"][two] == "1 t product as delivered"
    assert found["Product classes"][two] == "magnesia-carbon brick, magnesia brick"


def test_a_single_part_has_nothing_beside_it() -> None:
    (block,) = _blocks("compare", _subject(series_of(compiled(HEADER.format(name="small") + SMALL))))
    assert isinstance(block, Paragraph)


def test_what_a_machine_cannot_check_has_its_reason(pair: Subject) -> None:
    (row,) = _rows("by-people", pair)
    assert row["Clause"] == "7 Data representativeness"
    assert row["Why no program can check it, and who judges"] == "for the verifier to judge"
    assert row["Rules of the clause that the program checks"] == "electricity factor"


def test_the_change_list_gives_the_reason_and_the_editions(pair: Subject) -> None:
    change, *editions = _rows("changes", pair)
    assert (change["Change"], change["Why"]) == ("Tightened", "few materials")
    assert [row["Number"] for row in editions] == ["T/X 9.1—2026", "T/X 9.2—2026"]
    assert editions[1]["Extends"] == "Part 1: General"


def test_the_quality_page_says_what_no_example_proves(pair: Subject) -> None:
    rows = _rows("quality", pair)
    lacking = [row for row in rows if row.get("Lacking") and "footprint_electricity" in row["Rule"]]
    assert lacking
    words = " ".join(plain(one.content) for one in _blocks("quality", pair) if isinstance(one, Paragraph))
    assert "The examples were not run when this site was made" in words
    listed = [plain(item) for one in _blocks("quality", pair) if isinstance(one, Items) for item in one.items]
    assert any("1 provisions for people" in one for one in listed)


def test_the_index_counts_what_the_examples_showed(ran: Subject) -> None:
    found = {row["Rule"].rpartition(" ")[2]: row["Examples"] for row in _rows("rules", ran)}
    assert found["omission_documented"] == "1 satisfied, 1 violated"
    assert found["stock"] == "1 satisfied, 1 on the limit"
    assert found["footprint_electricity"] == "no example"


def test_the_quality_page_counts_what_was_run_and_what_was_compared(ran: Subject) -> None:
    rows = _rows("quality", ran)
    small, second = rows[0], rows[1]
    assert (small["Examples"], small["Passed"]) == ("2", "1")
    assert small["With an example that satisfies and one that violates"] == "1"
    assert (second["Rules that set a limit"], second["With an example on the limit"]) == ("3", "1")
    compared = next(row for row in rows if "Output" in row)
    assert (compared["Output"], compared["Inventories compared"], compared["Differing"]) == ("python", "52", "0")
    links = [one for block in _blocks("quality", ran) if isinstance(block, Paragraph) for one in block.content]
    assert [one.to.id for one in links if isinstance(one, Link) and one.to.kind == "example"] == ["careless"]


def test_a_stage_lists_the_activities_of_the_examples(ran: Subject) -> None:
    found = {row["Unit process"]: row for row in _rows("stages", ran)}
    assert found["Tempering tempering"]["Activities in the example inventories"] == "electricity, material"


def test_links_of_a_part_say_whose_thing_they_mean(pair: Subject) -> None:
    links = {
        one.to for row in _tabled("rules", pair) for one in row[0] if isinstance(one, Link) and one.to.kind == "rule"
    }
    assert {one.part for one in links if one.id == "cut_off.each"} == {"small", "second"}


@pytest.mark.parametrize("index", INDEXES, ids=lambda one: one.id)
def test_facets_have_values_for_each_row_and_the_count_is_a_number(index: object, pair: Subject) -> None:
    page = next(one for one in INDEXES if one is index)
    assert page.count(pair.books) >= 0
    for table in (one for one in page.blocks(pair) if isinstance(one, Table)):
        assert all(len(facet.values) == len(table.rows) for facet in table.facets)
