"""Collects the faults of one file: all of them counted, the first fifty listed in the order of the file."""

from __future__ import annotations

from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.document.nodes import Mapping, Node, Scalar
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

__all__ = ["MORE_FAULTS", "FaultList", "UnreadableError", "beginning", "found_words", "is_null", "shown"]

MOST_LISTED: Final = 50
_MOST_KEPT: Final = 2_000

MORE_FAULTS: Final = Kind(
    code="more-faults",
    title=Message("还有更多问题", "There are more faults"),
    why=Message(
        "列出的问题有上限；同一个错常常重复许多次，改好前面的，后面的多半随之消失。",
        "The list has a limit; one slip is often repeated many times, and mending the first "
        "ones usually mends the rest.",
    ),
    wrong="output:\n" + "".join(f"  slip_{number}: 1\n" for number in range(MOST_LISTED + 1)),
    right="output:\n  accepted: 1000 t\n",
)
_MORE: Final = Message("另有 {count} 个问题没有列出。", "{count} more faults are not listed.")
_FULL: Final = Message("另有 {count} 个以上的问题没有列出。", "{count} and more faults are not listed.")
_AGAIN: Final = Message("先改以上各处，再检查一次。", "Mend those above and check again.")


class UnreadableError(Exception):
    """Carries the fault of one value; never leaves the readers."""

    def __init__(self, kind: Kind, node: Node, message: Message, hint: Message) -> None:
        super().__init__(message.en)
        self.fault = Fault(kind, beginning(node), node.pointer, message, hint)


class FaultList:
    """The faults found so far; ``count`` says how many."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.count = 0
        self._kept: list[Fault] = []

    @property
    def is_full(self) -> bool:
        """Whether so many were found that reading on is of no use."""
        return self.count >= _MOST_KEPT

    def add(self, fault: Fault) -> None:
        """Take a fault."""
        self.count += 1
        self._kept.append(fault)

    def listed(self) -> tuple[Fault, ...]:
        """The first faults in the order of the file, and how many more there are."""
        if not any(fault.span.cell for fault in self._kept):  # those of a workbook come sheet by sheet
            self._kept.sort(key=lambda fault: (fault.span.path, fault.span.line, fault.span.column))
        first = tuple(self._kept[:MOST_LISTED])
        if self.count <= MOST_LISTED:
            return first
        message = (_FULL if self.is_full else _MORE).filled(count=self.count - MOST_LISTED)
        return (*first, Fault(MORE_FAULTS, first[-1].span, "", message, _AGAIN))


def beginning(node: Node) -> Span:
    """The span to show for a node: a value itself, of a mapping its first key, of a list its first line."""
    match node:
        case Scalar():
            return node.span
        case Mapping(entries=(first, *_)):
            return first.key_span
        case _:
            start = node.span
            return Span(start.path, start.line, start.column, start.line, start.column + 1)


def is_null(node: Node) -> bool:
    """Whether nothing was written: the value is missing."""
    return isinstance(node, Scalar) and node.json_type == "null"


def found_words(node: Node) -> Message:
    """What stands in the file, for messages about its shape."""
    match node:
        case Scalar(json_type="null"):
            return Message("空的", "empty")
        case Scalar():
            return Message("一个值“{text}”", "the single value “{text}”").filled(text=shown(node.text))
        case Mapping():
            return Message("一组“键: 值”", "a group of “key: value” lines")
        case _:
            return Message("带“-”的列表", "a list with dashes")
