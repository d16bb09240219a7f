"""Whether refcf finds exactly the seeded defects, and the same footprints, as the hand-written implementation.

    python benchmarks/truth.py [-n 200] [--all-defects] [--engine program|reference]

Both judge the same inventories, one in the form of the generator, the other converted. Compared are the set of
codes and the total. What the language does not say on purpose stands in ``EXPLAINED``; anything else is a
difference, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.convert import line as converted
from benchmarks.peers import gen_inventories, hand

HERE: Final = Path(__file__).resolve().parent
STANDARD: Final = HERE / "workload.pcr"
REPEATED_ID: Final = "repeated-id"
RELATIVE: Final = 1e-9
EXPLAINED: Final = {
    "d_aid": "a pattern of ids: the language knows no patterns, any text that is not empty is an id",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What one implementation says of one inventory: codes, and the total in kgCO2e per tonne if there is one."""

    codes: frozenset[str]
    total: float | None


Judge = Callable[[bytes], Found]


def code_of(rule: str) -> str:
    """The code of a rule: ``r08`` is R08; ``s4_scores`` and what every standard requires are structure."""
    return rule.upper() if rule.startswith("r") and rule[1:].isdigit() else "S"


def structure_first(codes: frozenset[str]) -> frozenset[str]:
    """If the structure fails, the workload reports that alone."""
    return frozenset({"S"}) if "S" in codes else codes


def by_hand() -> Judge:
    """The hand-written implementation, standard library only."""
    check = hand.hand_json()

    def judge(source: bytes) -> Found:
        _, codes, total = check(source)
        return Found(structure_first(frozenset(code for code, _ in codes)), total)

    return judge


def by_reference() -> Judge:
    """The reference meaning of refcf (slow)."""
    from refcf_rules import api  # noqa: PLC0415 -- the other engine runs where refcf is not installed
    from refcf_rules.evaluate.outcome import Outcome  # noqa: PLC0415 -- as above

    standard = api.load_standard(STANDARD)

    def judge(source: bytes) -> Found:
        try:
            inventory = api.load_inventory(source, standard, name="inventory.json")
        except api.InventoryError as error:
            faults = {"R26" if fault.kind.code == REPEATED_ID else "S" for fault in error.faults}
            return Found(structure_first(frozenset(faults)), None)
        judgement = api.validate(inventory, standard)
        codes = {code_of(each.requirement.id) for each in judgement.findings if each.outcome is Outcome.VIOLATED}
        open_ = {each.requirement.id for each in judgement.findings if each.outcome is Outcome.NOT_DECIDABLE}
        value = None if judgement.footprint is None else judgement.footprint.value
        total = value * 1000 if isinstance(value, float) else None
        return Found(structure_first(frozenset(codes)) or frozenset(f"{rule}?" for rule in open_), total)

    return judge


def by_program() -> Judge:
    """The program of the standard, which the standalone file and many inventories at once share."""
    from refcf_rules import api  # noqa: PLC0415 -- as above
    from refcf_rules.targets.python.checker import checker_of  # noqa: PLC0415 -- as above

    check = checker_of(api.load_standard(STANDARD))

    def judge(source: bytes) -> Found:
        result = check(source)
        if result["verdict"] == "unreadable":
            faults = {"R26" if fault["code"] == REPEATED_ID else "S" for fault in result["faults"]}
            return Found(structure_first(frozenset(faults)), None)
        outcomes = result["outcomes"]
        codes = {code_of(rule) for rule, outcome in outcomes.items() if outcome == "violated"}
        open_ = {rule for rule, outcome in outcomes.items() if outcome == "not decidable"}
        total = None if result["footprint"] is None else result["footprint"]["value"]
        return Found(structure_first(frozenset(codes)) or frozenset(f"{rule}?" for rule in open_), total)

    return judge


ENGINES: Final = {"program": by_program, "reference": by_reference}


@dataclass(frozen=True, slots=True)
class Case:
    """One inventory as generated, with its seeded defect."""

    number: int
    source: bytes
    defect: str | None


def cases(count: int, activities: int, seed: int, *, all_defects: bool) -> Iterator[Case]:
    """The inventories of the generator."""
    kinds = gen_inventories.DEFECTS + (gen_inventories.EXTRA if all_defects else [])
    for number in range(count):
        inventory, defect = gen_inventories.inventory(seed, number, activities, 0.05, kinds)
        yield Case(number, json.dumps(inventory, separators=(",", ":")).encode(), defect and defect[0])


def difference(mine: Found, theirs: Found) -> str | None:
    """What differs, in words. Where ids repeat, refcf reads no further and has no total."""
    if mine.codes != theirs.codes:
        return f"{', '.join(sorted(mine.codes)) or 'none'} instead of {', '.join(sorted(theirs.codes)) or 'none'}"
    if "S" in mine.codes or "R26" in mine.codes:
        return None
    if mine.total is None or theirs.total is None:
        return f"total {mine.total} instead of {theirs.total}"
    apart = abs(mine.total - theirs.total)
    return None if apart <= RELATIVE * abs(theirs.total) else f"total {mine.total} instead of {theirs.total}"


def main() -> int:
    """Compare, and print each difference and a summary."""
    parser = argparse.ArgumentParser(description="Compare refcf with the hand-written implementation.")
    parser.add_argument("-n", type=int, default=1000, help="inventories")
    parser.add_argument("-a", type=int, default=60, help="activities in each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-defects", action="store_true", help="also the rarer kinds of defects")
    parser.add_argument("--every", type=int, default=1, help="of the inventories without a defect, only every so many")
    parser.add_argument("--engine", choices=ENGINES, default="program")
    chosen = parser.parse_args()
    mine, theirs = ENGINES[chosen.engine](), by_hand()
    compared = defects = explained = 0
    wrong: list[str] = []
    for case in cases(chosen.n, chosen.a, chosen.seed, all_defects=chosen.all_defects):
        if case.defect is None and case.number % chosen.every:
            continue
        found = difference(mine(converted(case.source)), theirs(case.source))
        compared, defects = compared + 1, defects + (case.defect is not None)
        if found is not None and case.defect in EXPLAINED:
            explained += 1
        elif found is not None:
            wrong.append(f"INV-{case.number:06d} ({case.defect}): {found}")
    print("\n".join(wrong))
    print(f"{compared} inventories, {defects} with a seeded defect: {len(wrong)} differences, {explained} explained")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
