"""Builds the tree from the outside in, without recursion, under the limits.

Both readers report what they see (a key, a value, an opening, a closing); here
pointers are made, keys are compared, and a document that grows too far is refused.
"""

from __future__ import annotations

from math import isinf
from typing import Final

from refcf_rules.inventory import limits
from refcf_rules.inventory.document import kinds
from refcf_rules.inventory.document.nodes import Entry, JsonType, Mapping, Node, Scalar, Sequence
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, Span

_SHOWN_CHARACTERS: Final = 40


class RefusedError(Exception):
    """Carries the fault that ends the reading; never leaves the readers."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault.span))
        self.fault = fault


def shown(text: str) -> str:
    """A person's own text, short enough and printable for one line of a message."""
    line = "".join(char if char.isprintable() else " " for char in text[: _SHOWN_CHARACTERS + 1])
    return line if len(line) <= _SHOWN_CHARACTERS else line[:_SHOWN_CHARACTERS] + "…"


class Opening:
    """A mapping or list that is not closed yet. ``start`` is a character offset."""

    __slots__ = ("entries", "is_mapping", "items", "key", "key_span", "pointer", "seen", "start")

    def __init__(self, *, is_mapping: bool, start: int, pointer: str) -> None:
        self.is_mapping = is_mapping
        self.start = start
        self.pointer = pointer
        self.entries: list[Entry] = []
        self.items: list[Node] = []
        self.seen: dict[str, Span] = {}
        self.key: str | None = None
        self.key_span: Span | None = None


class TreeBuilder:
    """Collects one document; ``root`` is its tree once everything is closed."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.openings: list[Opening] = []
        self._nodes = 0

    @property
    def innermost(self) -> Opening | None:
        """The mapping or list being filled; ``None`` at the top."""
        return self.openings[-1] if self.openings else None

    @property
    def awaits_key(self) -> bool:
        """Whether the next thing in the document is a key."""
        inner = self.innermost
        return inner is not None and inner.is_mapping and inner.key is None

    @property
    def pointer(self) -> str:
        """The JSON pointer (RFC 6901) of the next value."""
        inner = self.innermost
        if inner is None:
            return ""
        if not inner.is_mapping:
            return f"{inner.pointer}/{len(inner.items)}"
        if inner.key is None:
            return inner.pointer
        return f"{inner.pointer}/{inner.key.replace('~', '~0').replace('/', '~1')}"

    def refusal(self, kind: Kind, start: int, end: int, message: Message, hint: Message) -> RefusedError:
        """The error to raise for a fault at these offsets, at the place reached so far."""
        span = self.source.span(start, end)
        return RefusedError(Fault(kind, span, self.pointer, message, hint))

    def open(self, *, is_mapping: bool, start: int) -> None:
        """Begin a mapping or a list. Raises ``RefusedError`` beyond the limits."""
        if len(self.openings) >= limits.DEPTH:
            raise self.refusal(kinds.TOO_DEEP, start, start + 1, _TOO_DEEP, _FLATTEN)
        self.openings.append(Opening(is_mapping=is_mapping, start=start, pointer=self._place(start)))

    def add_key(self, key: str, start: int, end: int) -> None:
        """Take the key of the next entry; a repeated key is noted and reading goes on."""
        inner = self.openings[-1]
        span = self.source.span(start, end)
        first = inner.seen.setdefault(key, span)
        if first is not span and len(self.faults) < limits.FAULTS:
            self.faults.append(_duplicate(key, first, span, inner.pointer))
        inner.key, inner.key_span = key, span

    def add_scalar(self, text: str, json_type: JsonType, start: int, end: int, *, quoted: bool) -> None:
        """Take a single value. Raises ``RefusedError`` beyond the limits."""
        pointer = self._place(start)
        if json_type == "number" and _overflows(text):
            message = _NUMBER_TOO_LARGE.filled(text=shown(text))
            raise self.refusal(kinds.NUMBER_TOO_LARGE, start, end, message, _SHORTER_NUMBER)
        span = self.source.span(start, end)
        self._attach(Scalar(text, quoted, json_type, span, pointer))

    def close(self, end: int) -> None:
        """End the innermost mapping or list at this offset."""
        inner = self.openings.pop()
        span = self.source.span(inner.start, end)
        if inner.is_mapping:
            self._attach(Mapping(tuple(inner.entries), span, inner.pointer))
        else:
            self._attach(Sequence(tuple(inner.items), span, inner.pointer))

    def result(self) -> tuple[Node | None, tuple[Fault, ...]]:
        """The tree, or the faults that stand against it; never both."""
        return (None, tuple(self.faults)) if self.faults else (self.root, ())

    def _place(self, start: int) -> str:
        self._nodes += 1
        if self._nodes > limits.NODES:
            raise self.refusal(kinds.TOO_MANY_VALUES, start, start + 1, _TOO_MANY, _SPLIT)
        pointer = self.pointer
        if len(pointer) > limits.POINTER_CHARACTERS:
            raise RefusedError(self._long_key(start))
        return pointer

    def _long_key(self, start: int) -> Fault:
        inner = self.innermost
        span = inner.key_span if inner else None
        return Fault(
            kinds.KEY_TOO_LONG,
            span or self.source.span(start, start + 1),
            inner.pointer if inner else "",
            _KEY_TOO_LONG.filled(limit=limits.POINTER_CHARACTERS),
            _SHORTEN_KEY,
        )

    def _attach(self, node: Node) -> None:
        inner = self.innermost
        if inner is None:
            self.root = node
        elif not inner.is_mapping:
            inner.items.append(node)
        elif inner.key is not None and inner.key_span is not None:
            inner.entries.append(Entry(inner.key, inner.key_span, node))
            inner.key = None


def _overflows(text: str) -> bool:
    # The length is asked first: float() of millions of digits takes its time.
    return len(text) > limits.NUMBER_CHARACTERS or isinf(float(text))


def _duplicate(key: str, first: Span, second: Span, pointer: str) -> Fault:
    message = _DUPLICATE.filled(first=first.line, second=second.line, key=shown(key))
    return Fault(kinds.DUPLICATE_KEY, second, pointer, message, _KEEP_ONE)


_DUPLICATE: Final = Message(
    zh="键“{key}”在第 {first} 行和第 {second} 行各写了一次。",
    en="The key “{key}” is on line {first} and again on line {second}.",
)
_KEEP_ONE: Final = Message(
    zh="保留正确的一个，删去或改名另一个。",
    en="Keep the one that is right; delete or rename the other.",
)
_TOO_DEEP: Final = Message(
    zh=f"从这里起嵌套超过 {limits.DEPTH} 层。",
    en=f"From here on the nesting is deeper than {limits.DEPTH} levels.",
)
_FLATTEN: Final = Message(
    zh="检查括号或缩进，照模板的层次写。",
    en="Check brackets and indentation, and follow the levels of the template.",
)
_TOO_MANY: Final = Message(
    zh=f"到这里已超过 {limits.NODES} 个值。",
    en=f"Here the file passes {limits.NODES} values.",
)
_SPLIT: Final = Message(
    zh="按现场或报告期拆成几个文件。",
    en="Split it into one file per site or reporting period.",
)
_KEY_TOO_LONG: Final = Message(
    zh="到这个键为止的键名合计超过 {limit} 个字符。",
    en="The keys down to this one have more than {limit} characters together.",
)
_SHORTEN_KEY: Final = Message(
    zh="缩短键名，并检查前面是否少了引号或冒号。",
    en="Shorten the key, and look for a missing quote or colon before it.",
)
_NUMBER_TOO_LARGE: Final = Message(
    zh="数 {text} 太大或太长，无法计算。",
    en="The number {text} is too large or too long to compute with.",
)
_SHORTER_NUMBER: Final = Message(
    zh="核对数值；如果是编号，请加引号。",
    en="Check the number; if it is an identifier, put it in quotes.",
)
