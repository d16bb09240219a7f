"""What running the examples showed, as it is published beside the site: by rule, by formula, by factor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.target import Artifact

FORMAT: Final = "refcf-examples/1"
ENDING: Final = ".examples.json"
CERTIFICATE: Final = ".parity.json"


@record
class Proof:
    """What the examples show of a rule: in how many it was satisfied, and which are the others."""

    satisfied: int = 0
    violated: tuple[str, ...] = ()
    not_decidable: tuple[str, ...] = ()
    on_the_limit: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether some example satisfies the rule and some other violates it."""
        return self.satisfied > 0 and bool(self.violated)


@record
class Executed:
    """The examples of one standard after they were run.

    ``formulas`` counts the examples in which each formula had a value; ``factors`` are the examples that use each
    factor; by unit process, ``activities`` are the kinds of activity there and ``factors_at`` the factors.
    """

    examples: tuple[str, ...]
    failed: tuple[str, ...]
    rules: Mapping[str, Proof]
    formulas: Mapping[str, int]
    factors: Mapping[str, tuple[str, ...]]
    activities: Mapping[str, tuple[str, ...]]
    factors_at: Mapping[str, tuple[str, ...]]


@record
class ComparedOutput:
    """One output in a certificate: the program that ran it, on how many inventories, how often it differed."""

    target: str
    program: str | None
    compared: int
    differing: int


@record
class Certificate:
    """What a parity certificate says of one standard."""

    tool_version: str
    examples: int
    generated: int
    seed: int
    targets: tuple[ComparedOutput, ...]


@record
class Evidence:
    """By standard: its examples as they were run in this build, and its parity certificate, where there is one."""

    executed: Mapping[str, Executed]
    certificates: Mapping[str, Certificate]

    def proof(self, holders: Iterable[Context], rule: str) -> Proof:
        """What the examples of all standards show in which the rule holds; without a run, what they state."""
        return _together(
            self.executed[one.standard.id].rules.get(rule, Proof())
            if one.standard.id in self.executed
            else _stated(one.standard, rule)
            for one in holders
        )

    def examples_with(self, factor: str) -> tuple[str, ...]:
        """The examples whose inventories use a factor of the library."""
        found = (id_ for one in self.executed.values() for id_ in one.factors.get(factor, ()))
        return tuple(dict.fromkeys(found))

    def kinds_at(self, process: str) -> tuple[str, ...]:
        """The kinds of activity that the examples have at a unit process, as options of ``kind``."""
        return tuple(sorted({kind for one in self.executed.values() for kind in one.activities.get(process, ())}))

    def factors_at(self, process: str) -> tuple[str, ...]:
        """The factors of the library that the examples use at a unit process."""
        return tuple(sorted({id_ for one in self.executed.values() for id_ in one.factors_at.get(process, ())}))


NO_EVIDENCE: Final = Evidence({}, {})


def evidence_of(standards: Iterable[Standard], published: Iterable[Artifact]) -> Evidence:
    """The evidence among the published files, as far as it is of these very rules."""
    digests = {one.id: one.digest for one in standards}
    executed: dict[str, Executed] = {}
    certificates: dict[str, Certificate] = {}
    for artifact in published:
        if not artifact.path.endswith((ENDING, CERTIFICATE)):
            continue
        said = json.loads(artifact.data)
        if digests.get(said["standard"]) != said["rules_digest"]:
            continue
        if artifact.path.endswith(CERTIFICATE):
            certificates[said["standard"]] = _certificate(artifact.data)
        elif said["format"] == FORMAT:
            executed[said["standard"]] = _executed(artifact.data)
    return Evidence(executed, certificates)


def _certificate(data: bytes) -> Certificate:
    said = json.loads(data)
    tried = said["inventories"]
    targets = (
        ComparedOutput(one["target"], one["program"], one["compared"], one["differing"]) for one in said["targets"]
    )
    return Certificate(said["tool_version"], tried["examples"], tried["generated"], tried["seed"], tuple(targets))


def _executed(data: bytes) -> Executed:
    said = json.loads(data)
    return Executed(
        tuple(said["examples"]),
        tuple(said["failed"]),
        {
            id_: Proof(
                len(one.get("satisfied", ())),
                tuple(one.get("violated", ())),
                tuple(one.get("not_decidable", ())),
                tuple(one.get("on_the_limit", ())),
            )
            for id_, one in said["rules"].items()
        },
        {id_: len(examples) for id_, examples in said["formulas"].items()},
        *(_lists(said[name]) for name in ("factors", "activities", "factors_at")),
    )


def _lists(said: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(listed) for name, listed in said.items()}


def _together(proofs: Iterable[Proof]) -> Proof:
    found = tuple(proofs)
    return Proof(
        sum(one.satisfied for one in found),
        tuple(id_ for one in found for id_ in one.violated),
        tuple(id_ for one in found for id_ in one.not_decidable),
        tuple(id_ for one in found for id_ in one.on_the_limit),
    )


def _stated(standard: Standard, rule: str) -> Proof:
    """What the examples of a standard itself say that they show of a rule."""
    own = [one for one in standard.examples if one.part == standard.id]
    return Proof(
        0,
        tuple(one.id for one in own if rule in one.violates),
        tuple(one.id for one in own if rule in one.not_decidable),
    )
