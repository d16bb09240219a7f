"""What a build can show beside the standard itself: its examples as they were run, and the text of its rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Final

from refcf_rules.model.example import Example
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

_CLOSING: Final = ("}", "｝")
ON_THE_LIMIT: Final = 1e-9
"""The guard of every comparison with a limit (docs/semantics.md): a smaller distance is none."""


@record
class Judged:
    """What an example came to under one rule.

    ``outcome`` is satisfied, violated, not applicable or not decidable. ``shown`` is the arithmetic in words, ``row``
    the label of the row it is about (empty: the whole inventory). ``margin`` is the distance from the limit as a share
    of the larger of value and limit: positive on the permitted side, 0 on the limit, negative beyond it; ``None``
    where the rule compares no numbers.
    """

    rule: str
    outcome: str
    row: str = ""
    shown: Message | None = None
    margin: float | None = None

    @property
    def is_on_the_limit(self) -> bool:
        """Whether value and limit are equal."""
        return self.margin is not None and abs(self.margin) <= ON_THE_LIMIT


@record
class Used:
    """A kind of activity at a unit process; ``factor`` is that of the library, or empty. The others are options."""

    process: str
    kind: str
    factor: str
    direction: str = "input"


@record
class ExampleFootprint:
    """The footprint that an example came to, canonical (kg CO2e per declared unit), with its stages and components.

    ``has_placeholders`` says that it rests on values that must not be declared.
    """

    value: float
    by_stage: Mapping[str, float]
    by_component: Mapping[str, float]
    has_placeholders: bool = False


@record
class Executed:
    """An example that was run; ``passed`` if everything came out as it states. ``judged`` goes by the rule.

    ``formulas`` are the calculations that had a value, ``used`` what its activities are and which factors they take.
    ``arising`` are the computed process emissions that are not zero, each with the unit process where it arises.
    ``footprint`` is there where all data for it are.
    """

    example: str
    passed: bool
    judged: Mapping[str, Judged]
    formulas: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    arising: tuple[tuple[str, str], ...] = ()
    footprint: ExampleFootprint | None = None


@record
class Case:
    """An example with what it came to under one rule; ``before`` is that of the example it starts from."""

    example: Example
    judged: Judged
    before: Judged | None
    is_as_stated: bool

    @property
    def group(self) -> str:
        """Which kind of example it is for the rule."""
        return "boundary" if self.judged.is_on_the_limit else self.judged.outcome

    @property
    def is_made_for_it(self) -> bool:
        """Whether its edits changed what the rule sees."""
        before, now = self.before, self.judged
        return before is not None and (before.outcome, before.margin) != (now.outcome, now.margin)


@record
class ComparedOutput:
    """An output in a parity certificate: the program that ran it, on how many inventories, how often it differed."""

    target: str
    program: str | None
    compared: int
    differing: int


@record
class Certificate:
    """What a parity certificate says of a standard: how many inventories there were, and what was compared."""

    tool_version: str
    examples: int
    generated: int
    seed: int
    outputs: tuple[ComparedOutput, ...]


@record
class JudgingOutput:
    """An output of a standard that judges inventories: its name, and the rules it cannot judge wholly."""

    title: Message
    refused: frozenset[str]


_NO_CERTIFICATES: Final[Mapping[str, Certificate]] = {}
_NO_OUTPUTS: Final[Mapping[str, tuple[JudgingOutput, ...]]] = {}


@record
class Evidence:
    """``executed`` by the ids of part and example; ``texts`` are the rule files by the path their spans show.

    ``inventories`` are those of the examples that were understood, as JSON, also by part and example.
    ``certificates`` are those published with a site, ``outputs`` what was made in the same build, by the standard.
    ``outdated`` are the parts whose rules were edited since their examples were run.
    """

    executed: Mapping[tuple[str, str], Executed]
    texts: Mapping[str, str]
    inventories: Mapping[tuple[str, str], str]
    certificates: Mapping[str, Certificate] = _NO_CERTIFICATES
    outputs: Mapping[str, tuple[JudgingOutput, ...]] = _NO_OUTPUTS
    outdated: frozenset[str] = frozenset()

    def source(self, span: Span) -> str:
        """The declaration at a place as its rule file has it; empty where the text is not at hand.

        It is the line and what is set deeper below it; where it opens a block, with the line that closes it.
        """
        lines = _lines(self.texts.get(span.path, ""))[span.line - 1 :]
        if not lines:
            return ""
        margin = _indent(lines[0])
        deeper = [*takewhile(lambda one: not one.strip() or _indent(one) > margin, lines[1:])]
        closing = lines[len(deeper) + 1 : len(deeper) + 2]
        if not (closing and closing[0].lstrip().startswith(_CLOSING)):
            closing = ()
        return "\n".join(one[margin:].rstrip() for one in (lines[0], *deeper, *closing)).rstrip()


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


NO_EVIDENCE: Final = Evidence({}, {}, {})
