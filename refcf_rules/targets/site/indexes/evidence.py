"""What the examples that a build has run show of rules, formulas and factors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from refcf_rules.model.evidence import Evidence, Executed
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.targets.prose.context import Context


@record
class Proof:
    """What the examples show of a rule: the ids of those that it was satisfied in, and so on."""

    satisfied: tuple[str, ...] = ()
    violated: tuple[str, ...] = ()
    not_decidable: tuple[str, ...] = ()
    on_the_limit: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether some example satisfies the rule and some other violates it."""
        return bool(self.satisfied and self.violated)


@record
class Shown:
    """The examples of all parts as they were run; ``runs`` are those of each part, by its id.

    ``proofs`` go by part and rule, ``takers`` are the examples that take a factor of the library, ``used`` the kinds
    of activity and the factors at a unit process.
    """

    runs: Mapping[str, tuple[Executed, ...]]
    proofs: Mapping[tuple[str, str], Proof]
    takers: Mapping[str, tuple[str, ...]]
    used: Mapping[str, frozenset[tuple[str, str]]]

    def proof(self, holders: Iterable[Context], rule: str) -> Proof:
        """What the examples of all standards show in which the rule holds; of one that was not run, what they state."""
        return _together(
            self.proofs.get((one.standard.id, rule), Proof())
            if one.standard.id in self.runs
            else _stated(one.standard, rule)
            for one in holders
        )

    def examples_with(self, factor: str) -> tuple[str, ...]:
        """The examples whose activities take a factor of the library."""
        return self.takers.get(factor, ())

    def kinds_at(self, process: str) -> tuple[str, ...]:
        """The kinds of activity that the examples have at a unit process, as options of ``kind``."""
        return tuple(sorted({kind for kind, _ in self.used.get(process, ())}))

    def factors_at(self, process: str) -> tuple[str, ...]:
        """The factors of the library that the examples take at a unit process."""
        return tuple(sorted({factor for _, factor in self.used.get(process, ())} - {""}))

    def had_value(self, formula: str, parts: Iterable[str]) -> bool:
        """Whether an example of one of the parts worked a formula out."""
        return any(formula in one.formulas for part in parts for one in self.runs.get(part, ()))


def shown_by(evidence: Evidence) -> Shown:
    """What a build found by running the examples, by part and by rule."""
    runs: dict[str, list[Executed]] = {}
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for (part, example), executed in evidence.executed.items():
        runs.setdefault(part, []).append(executed)
        for rule, judged in executed.judged.items():
            outcomes = found.setdefault((part, rule), {})
            outcomes.setdefault(judged.outcome, []).append(example)
            if judged.is_on_the_limit:
                outcomes.setdefault(_ON_THE_LIMIT, []).append(example)
    proofs = {key: Proof(*(tuple(outcomes.get(name, ())) for name in _OUTCOMES)) for key, outcomes in found.items()}
    every = [one for those in runs.values() for one in those]
    return Shown({part: tuple(those) for part, those in runs.items()}, proofs, _takers(every), _used(every))


def _takers(every: Iterable[Executed]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in every:
        for factor in dict.fromkeys(each.factor for each in one.used):
            found.setdefault(factor, []).append(one.example)
    return {factor: tuple(examples) for factor, examples in found.items()}


def _used(every: Iterable[Executed]) -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for one in every:
        for each in one.used:
            found.setdefault(each.process, set()).add((each.kind, each.factor))
    return {process: frozenset(pairs) for process, pairs in found.items()}


_ON_THE_LIMIT: Final = "on the limit"
_OUTCOMES: Final = ("satisfied", "violated", "not decidable", _ON_THE_LIMIT)


def _together(proofs: Iterable[Proof]) -> Proof:
    found = tuple(proofs)
    return Proof(
        tuple(id_ for one in found for id_ in one.satisfied),
        tuple(id_ for one in found for id_ in one.violated),
        tuple(id_ for one in found for id_ in one.not_decidable),
        tuple(id_ for one in found for id_ in one.on_the_limit),
    )


def _stated(standard: Standard, rule: str) -> Proof:
    """What the examples of a standard themselves say that they show of a rule."""
    own = [one for one in standard.examples if one.part == standard.id]
    return Proof(
        violated=tuple(one.id for one in own if rule in one.violates),
        not_decidable=tuple(one.id for one in own if rule in one.not_decidable),
    )
