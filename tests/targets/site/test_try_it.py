"""“Try it” below a rule, in a real browser: the verdict flips where the reference flips it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from refcf_rules import api
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.record import record
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.site.try_it import block, example_for, together
from tests.targets.site.browser import DESK, PHONE, WAYS, Reader, Way
from tests.targets.site.hostile import poisoned
from tests.targets.site.trying import PARTS, blocks, context, page_of, put_scripts, written_to

LEAST: Final = {"general": 80, "magnesia_carbon": 70}
WORDS: Final[dict[Language, dict[Outcome, str]]] = {
    "zh": {
        Outcome.SATISFIED: "满足",
        Outcome.VIOLATED: "不满足",
        Outcome.NOT_DECIDABLE: "无法判定",
        Outcome.NOT_APPLICABLE: "不适用",
    },
    "en": {each: each.value for each in Outcome},
}


@pytest.fixture(scope="session")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_to(tmp_path_factory.mktemp("trials"))


def opened(page: Page, rule: str) -> Locator:
    """The box of a rule, opened and ready."""
    box = page.locator(f"section[id='{rule}'] details")
    box.locator("summary").click()
    expect(box.locator(".try-outcome")).to_be_visible()
    return box


def judged(part: str, rule: str, at: str, typed: str) -> Outcome:
    """What the reference says of the example with another value at a place."""
    of = context(part)
    example = example_for(of, of.requirements[rule])
    assert example is not None
    document = json.loads(of.evidence.inventories[part, example])
    *path, last = at.split(".")
    inside = document
    for step in path:
        inside = inside[int(step) if step.isdigit() else step]
    if typed:
        inside[last] = typed
    else:
        del inside[last]
    inventory = api.load_inventory(json.dumps(document, ensure_ascii=False).encode(), of.standard, name="it.json")
    found = {one.requirement.id: one for one in api.validate(inventory, of.standard).findings}
    return found[rule].outcome


@record
class Flip:
    """A field of a rule and what to type there: on the limit, beyond it, nothing."""

    part: str
    rule: str
    label: Message
    at: str
    unit: str
    values: tuple[str, ...]


SHARE: Final = Message("质量分数（{of}）", "mass fraction ({of})")
FLIPS: Final = (
    Flip("general", "period_length", Message("结束日期", "end"), "period.end", "", ("2024-12-31", "2024-12-30")),
    Flip(
        *("general", "composition_possible", SHARE.filled(of="SiO2"), "composition.1.share", " %"),
        ("61", "61.0000001", "６１", "６１．１", ""),
    ),
    Flip(
        *("magnesia_carbon", "product.magnesia_carbon_brick.C", SHARE.filled(of="C"), "composition.1.share", " %"),
        ("5", "4.999999", "49.99", "50", ""),
    ),
    Flip("magnesia_carbon", "cut_off.each", Message("质量", "dry mass"), "exclusions.0.mass", " t", ("1", "1000", "")),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("flip", FLIPS, ids=lambda flip: flip.rule)
def test_the_verdict_flips_where_the_reference_flips_it(flip: Flip, way: Way, trials: Path, reader: Reader) -> None:
    """On the limit, just beyond it, with full-width digits and without a value; Chinese as files, English over http."""
    language: Language = "zh" if way == "file" else "en"
    box = opened(reader.open(trials, f"{flip.part}.{language}.html", way=way), flip.rule)
    verdict = box.locator(".try-outcome")
    expect(verdict).to_have_text(WORDS[language][Outcome.SATISFIED])
    field = box.get_by_label(flip.label.text(language)).first
    start, seen = field.input_value(), set()
    for typed in flip.values:
        expected = judged(flip.part, flip.rule, flip.at, f"{typed}{flip.unit}" if typed else "")
        field.fill(typed)
        expect(verdict).to_have_text(WORDS[language][expected])
        seen.add(expected)
    assert len(seen) > 1
    box.get_by_role("button").click()
    assert field.input_value() == start
    expect(verdict).to_have_text(WORDS[language][Outcome.SATISFIED])


def test_what_is_not_understood_is_said_in_words_at_its_field(trials: Path, reader: Reader) -> None:
    """Letters in the place of a number, and a day that no calendar has; the numbers are right again after that."""
    box = opened(reader.open(trials, "general.zh.html"), "composition_possible")
    field = box.locator("input").first
    field.fill("很多")
    expect(box.locator(".try-outcome")).to_have_text("看不懂")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "很多" in box.locator(".try-verdict").inner_text()
    field.fill("38")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_both_sides_and_the_margin_are_shown(trials: Path, reader: Reader) -> None:
    """A sum of shares in percent against its limit, as it changes."""
    box = opened(reader.open(trials, "general.zh.html"), "composition_possible")
    margins = box.locator(".try-margins")
    expect(margins).to_contain_text("97 % ≤ 质量分数之和的上限 101 %")
    expect(margins).to_contain_text("余量 4 %")
    box.get_by_label("质量分数（SiO2）").fill("61")
    expect(margins).to_contain_text("正好等于限值")
    box.get_by_label("质量分数（SiO2）").fill("62")
    expect(margins).to_contain_text("超出 1 %")


def test_nothing_is_loaded_before_a_box_is_opened_and_all_of_it_by_keyboard(trials: Path, reader: Reader) -> None:
    """One script and one inventory, when Enter opens the box; Tab leads from the summary into the fields."""
    page = reader.open(trials, "general.en.html", width=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.locator("section[id=period_length] summary").focus()
    assert not asked
    page.keyboard.press("Enter")
    expect(page.locator("section[id=period_length] .try-outcome")).to_have_text("satisfied")
    assert sorted(asked) == ["general.general_brick.js", "general.js"]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize("part", PARTS)
def test_every_box_opens_satisfied(part: str, trials: Path, reader: Reader) -> None:
    """Each starts from an example that satisfies its rule, with something to change."""
    page = reader.open(trials, f"{part}.zh.html", width=DESK)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    page.wait_for_function("[...document.querySelectorAll('details')].every((box) => box.dataset.state === 'ready')")
    found = page.locator("details").evaluate_all(
        "(boxes) => boxes.map((box) => [box.querySelector('.try-outcome'), box.querySelectorAll('label')])"
        ".map(([verdict, labels]) => [verdict.textContent, labels.length > 0])"
    )
    assert {tuple(one) for one in found} == {("满足", True)}
    assert len(found) == len(blocks(part)) >= LEAST[part]


def test_a_missing_validator_is_told_in_words(trials: Path, reader: Reader, tmp_path: Path) -> None:
    """Pages copied without their folder of scripts say what to copy, and try again when asked."""
    text = (trials / "general.en.html").read_text("utf-8")
    (tmp_path / "general.en.html").write_text(text, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    for name in ("validators.js", "try-it.js", "try-it.css", "refcf.css"):
        (tmp_path / "assets" / name).write_bytes((trials / "assets" / name).read_bytes())
    reader.expected.extend(("ERR_FILE_NOT_FOUND", "failed:"))
    page = reader.open(tmp_path, "general.en.html")
    page.locator("section[id=period_length] summary").click()
    expect(page.get_by_role("alert")).to_contain_text("copy the folder “assets” as well")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_hostile_labels_are_shown_and_not_run(reader: Reader, tmp_path: Path) -> None:
    """Labels of fields, options and examples, names of rows and messages, each with scripts in it."""
    clean = context("general")
    of = replace(clean, standard=poisoned(clean.standard))
    rules = ("organisation_reconciled", "composition_possible", "data_year")
    put_scripts(tmp_path, (of,))
    (tmp_path / "it.html").write_text(page_of("general", "zh", {rule: block(of, rule) for rule in rules}), "utf-8")
    page = reader.open(tmp_path, "it.html")
    page.on("dialog", lambda dialog: reader.complaints.append(f"ran: {dialog.message}"))
    for rule in rules:
        box = opened(page, rule)
        box.locator("input").first.fill("<img src=x onerror=alert(3)>")
        expect(box.locator(".try-outcome")).to_have_text("看不懂")
        assert "<script>alert(1)</script>" in box.inner_text()
    assert page.locator("main script, main img").count() == 0


def test_rules_it_does_not_serve_have_none() -> None:
    """Texts, required processes and reports; and no box without an example that ran."""
    found = blocks("magnesia_carbon")
    of = context("magnesia_carbon")
    assert not [rule for rule in found if of.requirements[rule].construct in {"boundary", "report_items"}]
    assert "evidence_given" not in found
    assert block(type(of)(of.standard, "zh"), "period_length") == ""


def test_the_boxes_of_many_rules_are_folded_so_that_the_text_stays_in_sight() -> None:
    """A table of three rules or more has one box, hidden where no script can open it."""
    boxes = [f'<details class="try-it">{number}</details>' for number in range(3)]
    said = together(boxes, "zh")
    assert said.startswith('<details class="try-several" data-search-exclude hidden><summary>')
    assert "上表的 3 条规则" in said
    assert all(box in said for box in boxes)
