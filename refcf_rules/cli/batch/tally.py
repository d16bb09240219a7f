"""What a run has come to so far: verdicts, violated rules, and the exit code that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from refcf_rules.cli.batch.kinds import INTERNAL_ERROR
from refcf_rules.cli.codes import DEFECT, FINDINGS, FINE, UNREADABLE
from refcf_rules.report.as_result import UNREADABLE as NOT_JUDGED

_SATISFIED: Final = "satisfied"
_LABELS_KEPT: Final = 2_000


@dataclass(slots=True)
class Tally:
    """Counts of inventories by verdict, and of those that violate each rule; labels of these rules."""

    verdicts: Counter[str] = field(default_factory=Counter)
    violated: Counter[str] = field(default_factory=Counter)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    defects: int = 0
    doubtful: int = 0

    @property
    def rows(self) -> int:
        """How many inventories."""
        return self.verdicts.total()

    @property
    def code(self) -> int:
        """The exit code: that of the worst inventory."""
        if self.defects:
            return DEFECT
        if self.verdicts[NOT_JUDGED]:
            return UNREADABLE
        return FINE if self.verdicts[_SATISFIED] == self.rows and not self.doubtful else FINDINGS

    def add_result(self, result: Mapping[str, object]) -> None:
        """Count a ``refcf-result/1``."""
        self.verdicts[str(result["verdict"])] += 1
        for finding in mappings(result["findings"]):
            if finding["outcome"] == "violated":
                self._add_violated(finding)
        self.defects += any(fault["code"] == INTERNAL_ERROR.code for fault in mappings(result["faults"]))
        self.doubtful += bool(result["faults"]) and result["verdict"] != NOT_JUDGED

    def _add_violated(self, finding: Mapping[str, object]) -> None:
        rule, label = str(finding["rule"]), finding["label"]
        self.violated[rule] += 1
        if rule not in self.labels and isinstance(label, Mapping) and len(self.labels) < _LABELS_KEPT:
            self.labels[rule] = str(label["zh"]), str(label["en"])

    def add_flat(self, row: Mapping[str, object]) -> None:
        """Count a flat row of an earlier run."""
        self.verdicts[str(row["verdict"])] += 1
        violated, faults = row["violated"], row["faults"]
        self.violated.update(map(str, violated) if isinstance(violated, list) else ())
        self.defects += isinstance(faults, list) and INTERNAL_ERROR.code in faults
        self.doubtful += bool(faults) and row["verdict"] != NOT_JUDGED

    def add(self, other: Tally) -> None:
        """Take in what was counted elsewhere."""
        self.verdicts.update(other.verdicts)
        self.violated.update(other.violated)
        self.labels = other.labels | self.labels
        self.defects += other.defects
        self.doubtful += other.doubtful


def mappings(value: object) -> Iterator[Mapping[str, object]]:
    """The mappings of a list in a result."""
    if isinstance(value, list | tuple):
        yield from (each for each in value if isinstance(each, Mapping))
