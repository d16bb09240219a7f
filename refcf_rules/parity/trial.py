"""The trial of the targets of one standard: what the reference says of each inventory, what differed, and the count."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.inventory.read import read_inventory
from refcf_rules.model.standard import Standard
from refcf_rules.parity.compare import Difference, differences
from refcf_rules.parity.inventories import Made
from refcf_rules.report.as_json import Json, Object
from refcf_rules.report.as_result import result_of, unreadable_result

_PATH: Final = "inventory.json"
_MOST_KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An inventory of which a target says something else."""

    target: str
    inventory: Made
    differences: tuple[Difference, ...]


class Reference:
    """The reference meaning of one standard, as results."""

    def __init__(self, standard: Standard, tool_version: str) -> None:
        self._standard = standard
        self._tool_version = tool_version
        self._meanings = Meanings(standard.calculations)

    def result(self, data: bytes) -> Object:
        """The result of an inventory in JSON."""
        inventory, faults = read_inventory(_PATH, data, self._standard)
        if inventory is None:
            digest = hashlib.sha256(data).hexdigest()
            return unreadable_result(faults, self._standard, self._tool_version, digest)
        judgement = judge(self._standard, inventory, tool_version=self._tool_version, meanings=self._meanings)
        return result_of(judgement, self._standard)


@dataclass(slots=True)
class Tally:
    """What came out so far; of the disagreements of a target the first twenty are kept, all are counted."""

    verdicts: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    disagreeing: Counter[str] = field(default_factory=Counter)
    kept: list[Disagreement] = field(default_factory=list)
    outcomes: dict[str, set[str]] = field(default_factory=dict)

    def judged(self, result: Object) -> None:
        """Count a result of the reference."""
        self.verdicts[str(result["verdict"])] += 1
        outcomes = result["outcomes"]
        for rule, outcome in (outcomes if isinstance(outcomes, dict) else {}).items():
            self.outcomes.setdefault(rule, set()).add(str(outcome))

    def compare(self, target: str, made: Made, reference: Object, other: Json) -> tuple[Difference, ...]:
        """Set the result of a target beside that of the reference."""
        return self.note(target, made, differences(through_json(reference), other))

    def note(self, target: str, made: Made, found: tuple[Difference, ...]) -> tuple[Difference, ...]:
        """Count a comparison with what it found."""
        self.compared[target] += 1
        if found:
            self.disagreeing[target] += 1
            if sum(each.target == target for each in self.kept) < _MOST_KEPT:
                self.kept.append(Disagreement(target, made, found))
        return found


def through_json(result: Object) -> Json:
    """A result as whoever reads its JSON gets it: lists for tuples, and numbers through their digits."""
    said: Json = json.loads(json.dumps(result, ensure_ascii=False))
    return said
