"""Reads YAML into the tree: plain text, mappings and lists, nothing that refers or converts.

Limits are checked while the events arrive, so a hostile file is refused where it
becomes too large and not after it has been loaded.
"""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.inventory.document import kinds as shared
from refcf_rules.inventory.document.build import RefusedError, TreeBuilder, shown
from refcf_rules.inventory.document.nodes import Node, Scalar
from refcf_rules.inventory.read_yaml import kinds, wording
from refcf_rules.inventory.read_yaml.colons import ColonSlip, colon_slip, colon_slip_within
from refcf_rules.inventory.read_yaml.events import Event, TroubleError, events
from refcf_rules.inventory.read_yaml.plain import is_not_finite, json_type_of
from refcf_rules.inventory.read_yaml.syntax import syntax_fault
from refcf_rules.inventory.read_yaml.wording import Wording
from refcf_rules.record import changed
from refcf_rules.source.decode import empty
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.text import SourceFile

# Characters that may stand in a file, as ranges. \x85, \u2028 and \u2029 are none: YAML takes them for line
# ends, so they would break a line nobody sees broken.
_WANTED: Final = ("\t\n", " ~", "\xa0\u2027", "\u202a\ud7ff", "\ue000\ufefe", "\uff00\ufffd", "\U00010000\U0010ffff")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DIRECTIVES: Final = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n|%YAML[^\n]*+\n)*+(?=%)")
_NOTHING: Final = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n|\.\.\.(?=\s|\Z))*+[ \t]*+(?:#[^\n]*+)?")


def read_yaml(source: SourceFile) -> tuple[Node | None, tuple[Fault, ...]]:
    """The tree of a YAML text, or the faults that stand against it; never both, never raises."""
    reader = _Reader(source)
    try:
        reader.read()
    except RefusedError as refused:
        return None, (refused.fault,)
    except TroubleError as error:
        return None, (syntax_fault(source, reader.builder.pointer, error, reader.last),)
    return reader.builder.result()


def is_wanted(char: str) -> bool:
    """Whether a character may stand in a YAML file as it is."""
    return any(first <= char <= last for first, last in _WANTED)


class _Reader:
    """Walks the events of one document and reports them to the builder."""

    def __init__(self, source: SourceFile) -> None:
        self.text = source.text
        self.builder = TreeBuilder(source)
        self.last: Event | None = None
        self._content_end = 0
        self._key: Event | None = None

    def read(self) -> None:
        """Raises ``RefusedError`` or ``TroubleError`` at the first thing that cannot be read."""
        self._refuse_unwanted()
        for event in events(self.text):
            self._take(event)
            if event.sort == "document-end":
                # PyYAML is not asked for what follows: its check of directives is quadratic.
                self._refuse_rest(event.end)
                break
            self.last = event
        root = self.builder.root
        if root is None or (isinstance(root, Scalar) and not root.quoted and not root.text):
            raise RefusedError(empty(self.builder.source.path))

    def _refuse_unwanted(self) -> None:
        unwanted = (self.text.index(char) for char in set(self.text) if not is_wanted(char))
        at = min(unwanted, default=None)
        if at is not None:
            said = wording.CONTROL_CHARACTER
            filled = Wording(said.message.filled(char=f"U+{ord(self.text[at]):04X}"), said.hint)
            raise self._refusal(kinds.YAML_SYNTAX, at, at + 1, filled)
        if found := _DIRECTIVES.match(self.text):
            raise self._refusal(kinds.YAML_TAG, found.end(), found.end() + 1, wording.TAG)

    def _take(self, event: Event) -> None:
        if event.sort == "alias" or event.has_anchor:
            raise self._refusal(kinds.YAML_ALIAS, event.start, event.end, wording.ALIAS)
        if event.has_tag:
            raise self._refusal(kinds.YAML_TAG, event.start, event.end, wording.TAG)
        if event.in_quotes and _LONE_SURROGATE.search(event.text):
            raise self._refusal(kinds.YAML_SYNTAX, event.start, event.end, wording.ESCAPE)
        match event.sort:
            case "scalar":
                self._take_scalar(event)
            case "mapping" | "sequence":
                self._open(event)
            case "close":
                # A block ends where its last content ends; PyYAML says where the next begins.
                if event.end > event.start:
                    self._content_end = event.end
                self.builder.close(self._content_end)
            case _:
                pass

    def _open(self, event: Event) -> None:
        if self.builder.awaits_key:
            raise self._refusal(kinds.KEY_NOT_TEXT, event.start, event.end, wording.COMPOUND_KEY)
        self.builder.open(is_mapping=event.sort == "mapping", start=event.start)
        self._content_end = event.end

    def _take_scalar(self, event: Event) -> None:
        if event.start == event.end:
            event = self._drawn_back(event)
        end = event.start + len(self.text[event.start : event.end].rstrip())
        self._content_end = end
        if self.builder.awaits_key:
            self._take_key(event, end)
            return
        if not event.quoted:
            self._refuse_plain(event, end)
        json_type = "string" if event.quoted else json_type_of(event.text)
        self.builder.add_scalar(event.text, json_type, event.start, end, quoted=event.quoted)

    def _drawn_back(self, event: Event) -> Event:
        # Nothing is written here; PyYAML's parsers disagree on where, so it stands behind the text before.
        start = event.start
        while start and self.text[start - 1] in " \t\n":
            start -= 1
        return changed(event, start=start, end=start)

    def _take_key(self, event: Event, end: int) -> None:
        if not event.quoted and event.text == "<<":
            raise self._refusal(kinds.YAML_ALIAS, event.start, end, wording.ALIAS)
        if not event.quoted and json_type_of(event.text) != "string":
            said = wording.KEY_NOT_TEXT
            filled = Wording(said.message.filled(key=shown(event.text)), said.hint)
            raise self._refusal(kinds.KEY_NOT_TEXT, event.start, end, filled)
        self.builder.add_key(event.text, event.start, end)
        self._key = event

    def _refuse_plain(self, event: Event, end: int) -> None:
        if is_not_finite(event.text):
            said = wording.NOT_FINITE
            filled = Wording(said.message.filled(text=event.text), said.hint)
            raise self._refusal(shared.NOT_FINITE, event.start, end, filled)
        if slip := self._swallowed(event, end):
            raise self._slip_refusal(slip)

    def _swallowed(self, event: Event, end: int) -> ColonSlip | None:
        inner, key = self.builder.innermost, self._key
        if inner is None:
            return colon_slip_within(self.text, event.start, end)
        if not inner.is_mapping:
            is_long = "\n" in self.text[event.start : end]
            return colon_slip_within(self.text, event.start, end) if is_long else None
        if key is None or key.quoted:
            return None
        if event.start == event.end == key.end:
            # {amount:5} is a key without a value to YAML.
            return colon_slip_within(self.text, key.start, key.end)
        if "\n" in self.text[key.end : event.start]:
            return colon_slip_within(self.text, event.start, end)
        return None

    def _refuse_rest(self, end: int) -> None:
        rest = _NOTHING.match(self.text, end)
        start = rest.end() if rest else end
        if start == len(self.text):
            return
        if self.text.startswith(("---", "%"), start):
            raise self._refusal(kinds.SEVERAL_DOCUMENTS, start, start + 3, wording.SEVERAL_DOCUMENTS)
        if slip := colon_slip(self.text, start):
            raise self._slip_refusal(slip)
        raise self._refusal(kinds.YAML_SYNTAX, start, start + 1, wording.AFTER_END)

    def _slip_refusal(self, slip: ColonSlip) -> RefusedError:
        return self.builder.refusal(slip.kind, slip.start, slip.end, slip.message, slip.hint)

    def _refusal(self, kind: Kind, start: int, end: int, said: Wording) -> RefusedError:
        return self.builder.refusal(kind, start, end, said.message, said.hint)
