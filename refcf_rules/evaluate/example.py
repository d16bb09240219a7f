"""Runs the examples of a standard: what was expected of an inventory and what came out (item 36)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from refcf_rules.evaluate.example_edit import Plain, document_of, edited, plain
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.judge import Judgement, judged_with_state, without_missing
from refcf_rules.evaluate.margin import judgements_by
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.published import Distance, distances_of
from refcf_rules.evaluate.used import arising_in, footprint_found, formulas_with_values, used_by
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.document.nodes import Node
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory, read_tree
from refcf_rules.model.evidence import ExampleFootprint, Judged, Used
from refcf_rules.model.example import Edit, Example, ExpectedNumber
from refcf_rules.model.expression import Expression, Scalar, children
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.number import format_quantity
from refcf_rules.record import changed, record
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import whole_file

_DIGITS: Final = 10
_NO_FILE: Final = Message("找不到清单文件“{path}”。", "The inventory {path} was not found.")
_NO_BASE: Final = Message(
    "所依据的示例“{base}”不存在或互相依据。",
    "The example {base} it starts from does not exist, or is circular.",
)
_UNREADABLE: Final = Message("清单未能读懂（{place}）：{what}", "The inventory was not understood ({place}): {what}")
_NOT_SATISFIED: Final = Message("期望满足，结果是：{outcome}。", "Expected satisfied, but it is {outcome}.")
_NOT_VIOLATED: Final = Message("“{rule}”应被违反，结果是：{outcome}。", "{rule} should be violated; it is {outcome}.")
_ALSO_VIOLATED: Final = Message(
    "“{rule}”被违反，但示例未列出：{what}", "{rule} is violated, which the example does not list: {what}"
)
_NOT_UNDECIDED: Final = Message(
    "“{rule}”应无法判定，结果是：{outcome}。", "{rule} should not be decidable; it is {outcome}."
)
_ALSO_UNDECIDED: Final = Message(
    "“{rule}”无法判定，但示例未列出：{what}",
    "{rule} is not decidable, which the example does not list: {what}",
)
_MISSING: Final = Message("“{of}”应为 {value}，结果缺失。", "{of} should be {value}; it is missing.")
_OTHER_NUMBER: Final = Message(
    "“{of}”应为 {value}（允差 {within}），结果是 {found}。",
    "{of} should be {value} within {within}; it is {found}.",
)
_GIVEN: Final = Message("有值", "there")


@record
class ExampleResult:
    """An example that was run: what went against expectation, and the outcome of every requirement.

    ``distances`` are those to published values; they never fail an example. What follows them is there if margins
    were asked for.
    """

    example: Example
    problems: tuple[Message, ...]
    outcomes: Mapping[str, Outcome]
    distances: tuple[Distance, ...] = ()
    judged: tuple[Judged, ...] = ()
    inventory: Inventory | None = None
    formulas: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    arising: tuple[tuple[str, str], ...] = ()
    footprint: ExampleFootprint | None = None

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.problems


@record
class Coverage:
    """Whether some example satisfies a requirement, and whether some example violates it."""

    requirement: Requirement
    satisfied: bool
    violated: bool

    @property
    def is_full(self) -> bool:
        """Whether both are there."""
        return self.satisfied and self.violated


Read = Callable[[str], bytes | None]


def run_examples(
    standard: Standard, read: Read, *, tool_version: str, with_margins: bool = False
) -> Iterator[ExampleResult]:
    """Every example of the part itself, in order; ``read`` gives the bytes of an inventory by its path."""
    runner = _Runner(standard, read, tool_version, with_margins=with_margins)
    for example in standard.examples:
        if example.part == standard.id:
            yield runner.run(example)


def coverage_of(standard: Standard, results: Sequence[ExampleResult]) -> tuple[Coverage, ...]:
    """What the examples say about each requirement that the part declares or changes, in the order of the standard."""
    return tuple(
        Coverage(
            requirement,
            any(each.outcomes.get(requirement.id) is Outcome.SATISFIED for each in results),
            any(each.outcomes.get(requirement.id) is Outcome.VIOLATED for each in results),
        )
        for requirement in standard.requirements
        if is_own(requirement, standard)
    )


def is_own(requirement: Requirement, standard: Standard) -> bool:
    """Whether the part itself declares or changes a requirement; an inherited one is shown by the part it is from."""
    override = requirement.override
    if requirement.span.path == standard.part.span.path or (override is not None and override.part == standard.id):
        return True
    changed = {each.target for each in standard.overrides if each.part == standard.id}
    named = (part for part in (requirement.expression, requirement.filter, requirement.condition) if part is not None)
    return bool(changed) and any(scalars_in(part) & changed for part in named)


def scalars_in(of: Expression) -> set[str]:
    """The single values that an expression names itself."""
    inner: set[str] = set().union(*map(scalars_in, children(of)))
    return inner | {of.id} if isinstance(of, Scalar) else inner


class _Runner:
    """Runs the examples of one standard; an inventory that several start from is read once."""

    def __init__(self, standard: Standard, read: Read, tool_version: str, *, with_margins: bool) -> None:
        self._standard = standard
        self._read = read
        self._tool_version = tool_version
        self._with_margins = with_margins
        self._meanings = Meanings(standard.calculations)
        self._documents: dict[bytes, tuple[Node | None, tuple[Fault, ...]]] = {}

    def run(self, example: Example) -> ExampleResult:
        """The result of an example."""
        source = source_of(example, self._standard)
        if source is None:
            return _failed(example, _NO_BASE.filled(base=example.base or ""))
        path, edits = source
        data = self._read(path)
        if data is None:
            return _failed(example, _NO_FILE.filled(path=path))
        if data not in self._documents:
            self._documents[data] = read_document(path, data)
        node, faults = self._documents[data]
        if node is None:
            return _failed(example, *map(_unreadable, faults[:1] if edits else faults))
        if not edits:
            return self._judged(example, *read_tree(path, node, sha256(data).hexdigest(), self._standard))
        document = plain(node)
        problem = edited(document, edits, self._standard)
        if problem is not None:
            return _failed(example, problem)
        return self._judged(example, *_changed(f"{example.id}.json", document, self._standard))

    def _judged(self, example: Example, inventory: Inventory | None, faults: tuple[Fault, ...]) -> ExampleResult:
        if inventory is None:
            return _failed(example, *map(_unreadable, faults))
        standard = self._standard
        judgement, state = judged_with_state(
            standard, inventory, tool_version=self._tool_version, meanings=self._meanings
        )
        problems = (
            *_verdict_problems(example, judgement),
            *_value_problems(example, standard, state),
        )
        outcomes = {finding.requirement.id: finding.outcome for finding in judgement.findings}
        distances = distances_of(example, standard, inventory)
        if not self._with_margins:
            return ExampleResult(example, problems, outcomes, distances)
        judged = tuple(judgements_by(judgement.findings, state))
        worked_out = formulas_with_values(state)
        found = ExampleResult(example, problems, outcomes, distances, judged, inventory, worked_out, used_by(state))
        footprint = judgement.footprint
        if footprint is None:
            return found
        arising = arising_in(footprint, standard.emissions)
        return changed(found, arising=arising, footprint=footprint_found(footprint))


def _failed(example: Example, *problems: Message) -> ExampleResult:
    return ExampleResult(example, problems, {})


def source_of(example: Example, standard: Standard) -> tuple[str, tuple[Edit, ...]] | None:
    """The inventory file an example starts from, and all edits on the way, the first ones first."""
    by_id = {each.id: each for each in standard.examples}
    edits: tuple[Edit, ...] = ()
    current: Example | None = example
    for _ in range(len(by_id) + 1):
        if current is None:
            return None
        edits = (*current.edits, *edits)
        if current.path is not None:
            return current.path, edits
        current = by_id.get(current.base or "")
    return None


def _changed(path: str, document: Plain, standard: Standard) -> tuple[Inventory | None, tuple[Fault, ...]]:
    """An edited inventory, as if it had been written as JSON and read."""
    try:
        data = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:  # a number beyond the largest, half a character: the reader says what is wrong
        return read_inventory(path, json.dumps(document, indent=1).encode(), standard)
    return read_tree(path, document_of(document, whole_file(path)), sha256(data).hexdigest(), standard)


def _unreadable(fault: Fault) -> Message:
    return _UNREADABLE.filled(place=fault.pointer or fault.span, what=fault.message)


def _verdict_problems(example: Example, judgement: Judgement) -> Iterator[Message]:
    """What the outcomes of the requirements have against the example."""
    found = {finding.requirement.id: finding for finding in judgement.findings}
    if example.satisfied and judgement.verdict.outcome is not Outcome.SATISFIED:
        yield _NOT_SATISFIED.filled(outcome=judgement.verdict.outcome.words)
    for rule in example.violates:
        if found[rule].outcome is not Outcome.VIOLATED:
            yield _NOT_VIOLATED.filled(rule=rule, outcome=found[rule].outcome.words)
    for rule in example.not_decidable:
        if rule in found and found[rule].outcome is not Outcome.NOT_DECIDABLE:
            yield _NOT_UNDECIDED.filled(rule=rule, outcome=found[rule].outcome.words)
    exactly = example.violates_only or not example.violates
    for id_, finding in found.items():
        if finding.requirement.modality is not Modality.SHALL:
            continue
        what = finding.rows[0].message if finding.rows else finding.requirement.label
        if finding.outcome is Outcome.VIOLATED and exactly and id_ not in example.violates:
            yield _ALSO_VIOLATED.filled(rule=id_, what=what)
        if finding.outcome is Outcome.NOT_DECIDABLE and id_ not in example.not_decidable:
            yield _ALSO_UNDECIDED.filled(rule=id_, what=what)


def _value_problems(example: Example, standard: Standard, whole: Evaluation) -> Iterator[Message]:
    """What the results have against the example."""
    rules = {requirement.id for requirement in standard.requirements}
    unknown = [name for name in example.not_decidable if name not in rules]
    if not unknown and not example.numbers:
        return
    partial = without_missing(whole) if any(each.subtotal for each in example.numbers) else whole
    for name in unknown:
        if not isinstance(whole.scalar(name), Missing):
            yield _NOT_UNDECIDED.filled(rule=name, outcome=_GIVEN)
    for expected in example.numbers:
        if problem := _number_problem(expected, partial if expected.subtotal else whole):
            yield problem


def _number_problem(expected: ExpectedNumber, state: Evaluation) -> Message | None:
    found: Datum = state.scalar(expected.of)
    shown = format_quantity(expected.value, expected.unit, _DIGITS)
    if not isinstance(found, float):
        return _MISSING.filled(of=expected.of, value=shown)
    if abs(found - expected.value) <= expected.within * (1 + 1e-9):
        return None
    return _OTHER_NUMBER.filled(
        of=expected.of,
        value=shown,
        within=format_quantity(expected.within, expected.unit),
        found=format_quantity(found, expected.unit, _DIGITS),
    )
