"""What names stand for: tables of the standard, rows of other tables, computed rows (19, 20, 24)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.contributions import contribution_rows
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.expression import Lookup
from refcf_rules.model.number import Entry, LookupTable, Provenance, Status
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import TEXT
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import Message
from tests.evaluate.evaluating import EMPTY, evaluated, judged, reasons, value
from tests.evaluate.magnesia_carbon import calculations, carbon_lost
from tests.evaluate.standards_by_hand import (
    PER_MASS,
    SPAN,
    Cells,
    compared,
    factor,
    inventory,
    num,
    of_joined,
    scalar,
    standard,
    text,
)
from tests.evaluate.standards_by_hand import cell as cell_of


def entry(key: str, number: float, since: str | None = None, status: Status = Status.SOURCED) -> Entry:
    return Entry((key,), number, Provenance(status, since=since), SPAN)


def grid(*entries: Entry) -> Standard:
    unit = parse_unit("kgCO2e/kWh")
    table = LookupTable("grid", factor("x", 1, "kgCO2e/kWh").label, ("place",), entries, PER_MASS, unit, "c", SPAN)
    return replace(standard(), lookups=(table,))


def look_up(of: Standard, key: str | float) -> object:
    key_expression = text(key) if isinstance(key, str) else num(key)
    return value(Lookup("grid", (key_expression,), PER_MASS, SPAN), EMPTY, of)


def test_24_entries_are_found_by_equal_keys_never_near_ones() -> None:
    of = grid(entry("Liaoning", 0.6), entry("2024", 0.5))
    assert look_up(of, " Liaoning ") == 0.6
    assert look_up(of, 2024.0) == 0.5
    assert isinstance(look_up(of, "liaoning"), Missing)
    assert isinstance(look_up(of, 2025.0), Missing)


def test_24_two_entries_that_hold_are_an_error_said_by_name() -> None:
    of = grid(entry("a", 0.6), entry("a", 0.5))
    found = value(Lookup("grid", (text("a"),), PER_MASS, SPAN), EMPTY, of)
    assert reasons(found) == ["table “x” has several entries for a"]


def test_24_an_entry_holds_from_its_day_on() -> None:
    of = grid(entry("a", 0.6, since="2026-01-01"))
    assert isinstance(look_up(of, "a"), Missing)
    assert look_up(grid(entry("a", 0.6, since="2025-12-31")), "a") == 0.6


def test_a_placeholder_in_a_table_is_remembered() -> None:
    state = evaluated(grid(entry("a", 0.6, status=Status.PLACEHOLDER)))
    assert state.value(Lookup("grid", (text("a"),), PER_MASS, SPAN), {}) == 0.6
    assert list(state.placeholders) == ["grid"]


def test_a_field_of_a_row_that_is_not_there_is_missing_and_says_what_to_add() -> None:
    found = value(of_joined(text("pressing"), "process", "used"))
    assert isinstance(found, Missing)
    cause = found.causes[0]
    assert cause.what.en == "used of unit process “pressing” (there is no such row)"
    assert cause.fix is not None
    assert cause.fix.zh == "在 processes 中增加一行 id: pressing，填写是否采用。"


def test_a_row_knows_the_row_it_is_nested_in() -> None:
    rows: list[Cells] = [{"parent": "ovens", "product": "a"}]
    state = evaluated(standard(), inventory(pool=[{"id": "ovens"}], pool_user=rows))
    assert state.cell(state.rows("pool_user")[0], "pool") == "ovens"


HEAVY = compared(cell_of("binder", "binder", "carbon"), ">", num(20, "%"))


def test_19_a_process_emission_of_which_the_filter_is_unknown_is_a_missing_row() -> None:
    emission = replace(carbon_lost(), filter=HEAVY)
    rows: list[Cells] = [{"id": "a", "mass": (1, "t"), "retained": (0, "%")}]
    of = standard(calculations=calculations(), emissions=(emission,))
    state = evaluated(of, inventory(binder=rows))
    assert reasons(state.rows("contribution")[0].values["emission"]) == ["carbon content of binder “a”"]
    partial = contribution_rows(state.bound, state, partial=True)
    assert partial[0].values["emission"] == 0


def test_19_a_process_emission_that_is_filtered_out_is_no_row() -> None:
    emission = replace(carbon_lost(), filter=HEAVY)
    rows: list[Cells] = [{"id": "a", "carbon": (10, "%")}]
    of = standard(calculations=calculations(), emissions=(emission,))
    assert evaluated(of, inventory(binder=rows)).rows("contribution") == ()


def test_29_biogenic_contributions_stay_outside_the_headline() -> None:
    emission = replace(carbon_lost(), component="biogenic")
    rows: list[Cells] = [{"id": "a", "mass": (1, "t"), "carbon": (50, "%"), "retained": (0, "%")}]
    of = standard(calculations=calculations(), emissions=(emission,))
    row = evaluated(of, inventory(binder=rows)).rows("contribution")[0]
    assert row.values["biogenic"] == pytest.approx(500 * 44 / 12)
    assert row.values["emission"] == 0


def test_notes_name_older_and_unsplit_factors_and_another_standard() -> None:
    old = replace(factor("magnesia", 2, "tCO2e/t"), year=2023, components=(("total", 2.0),))
    given = replace(inventory(activity=[{"id": "a", "flow": "magnesia"}]), standard="other", edition="2020")
    assert [note.en for note in judged(standard(factors=(old,)), given).notes] == [
        "The inventory claims the standard “other”; it was judged by “T/XXX 1”.",
        "The inventory claims edition “2020”; it was judged by “2026”.",
        "The factors of 1 activities have no split and count as fossil: a.",
        "Factor “magnesia” is of 2023, the latest published that holds in the period.",
    ]


def test_the_edition_may_be_claimed_in_either_language() -> None:
    of = standard()
    both = replace(of, parts=(replace(of.part, edition=Message("第2版", "2nd edition")),))
    told = {
        claim: [note.en for note in judged(both, replace(inventory(), edition=claim)).notes]
        for claim in ("第2版", "2nd edition", "2020")
    }
    assert told["第2版"] == told["2nd edition"] == []
    assert told["2020"] == ["The inventory claims edition “2020”; it was judged by “2nd edition”."]


def test_the_period_is_bound_with_its_months() -> None:
    bound = bind(standard(), EMPTY)
    assert (bound.start, bound.end) == ("2025-01-01", "2025-12-31")
    assert value(scalar("period.months", TEXT)) == 12
