"""What judges: a checker takes the bytes of one inventory and gives a ``refcf-result/1``.

JSON is judged by the program that the standard is compiled to, the same that its standalone validator runs;
YAML, and everything where there are waivers, by the reference meaning. The parity suite proves them equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final, Protocol

from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.inventory.read import read_inventory
from refcf_rules.model.standard import Standard
from refcf_rules.report.as_result import result_of, unreadable_result
from refcf_rules.targets.python.checker import checker_of
from refcf_rules.version import __version__

_JSON: Final = "inventory.json"
_YAML: Final = "inventory.yaml"


class Checker(Protocol):
    """Judges by one standard. Never raises for any bytes."""

    def judge(self, data: bytes) -> Mapping[str, object]:
        """The result as ``refcf-result/1``."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the judging of all inventories of a run; ``standard`` is the one named, if any."""

    standard: str | None
    waivers: tuple[Waiver, ...]
    today: str


class Checkers:
    """The checkers of one standard, each made when it is first asked for."""

    def __init__(self, standard: Standard, terms: Terms) -> None:
        self._standard = standard
        self._terms = terms

    @cached_property
    def json(self) -> Checker:
        """What judges JSON."""
        return json_checker(self._standard, self._terms)

    @cached_property
    def yaml(self) -> Checker:
        """What judges YAML."""
        return ReferenceChecker(self._standard, self._terms, _YAML)


def json_checker(standard: Standard, terms: Terms) -> Checker:
    """What judges JSON: the one place to change for another engine."""
    return ReferenceChecker(standard, terms, _JSON) if terms.waivers else ProgramChecker(standard)


class ProgramChecker:
    """The generated program of a standard, in this process."""

    def __init__(self, standard: Standard) -> None:
        self._judge = checker_of(standard)

    def judge(self, data: bytes) -> Mapping[str, object]:
        """The result as ``refcf-result/1``."""
        return self._judge(data)


class ReferenceChecker:
    """The reference meaning. The ending of ``name`` says whether a text is JSON or YAML."""

    def __init__(self, standard: Standard, terms: Terms, name: str) -> None:
        self.standard = standard
        self.terms = terms
        self.name = name
        self._meanings = Meanings(standard.calculations)

    def judge(self, data: bytes) -> Mapping[str, object]:
        """The result as ``refcf-result/1``."""
        inventory, faults = read_inventory(self.name, data, self.standard)
        if inventory is None:
            return unreadable_result(faults, self.standard, __version__, sha256(data).hexdigest())
        judgement = judge(
            self.standard,
            inventory,
            self.terms.waivers,
            tool_version=__version__,
            today=self.terms.today,
            meanings=self._meanings,
        )
        return result_of(judgement, self.standard, inventory.warnings)
