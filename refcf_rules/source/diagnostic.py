"""What is wrong with a rule file, said to its author.

A ``Kind`` is the stable, documented sort of a problem (``refcf explain CODE``);
a ``Diagnostic`` is one occurrence. ``Fault`` is the same for an input file of a
company: it could not be understood. Neither is the verdict of a rule on an
inventory: that is ``evaluate.finding.Finding``.
"""

from __future__ import annotations

from enum import Enum

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


class Severity(Enum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@record
class Kind:
    """A sort of problem with a stable code and its page of explanation.

    ``code`` is never renamed or reused. ``wrong`` and ``right`` are a minimal
    pair in the language (or in YAML for inputs); the tests run both.
    """

    code: str
    title: Message
    why: Message
    wrong: str
    right: str
    severity: Severity = Severity.ERROR


@record
class Label:
    """A second place that matters, with what to see there."""

    span: Span
    text: Message


@record
class Diagnostic:
    """One problem in a rule file: what, where, and the one thing to do next."""

    kind: Kind
    span: Span
    message: Message
    hint: Message | None = None
    also: tuple[Label, ...] = ()
    trail: tuple[Message, ...] = ()

    @property
    def severity(self) -> Severity:
        """Taken from the kind: the same problem is never an error here and a warning there."""
        return self.kind.severity


@record
class Fault:
    """A company's input that could not be understood, at a place they can open.

    ``pointer`` is the JSON pointer of the value (also for YAML), empty for the whole file.
    """

    kind: Kind
    span: Span
    pointer: str
    message: Message
    hint: Message | None = None
