"""What every target hands over: files, and what it could not express.

Nothing is written here; whoever asked for the artifacts decides where they go.
"""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Artifact:
    """One file of a target; ``path`` is relative, with forward slashes."""

    path: str
    data: bytes


@record
class Refusal:
    """A declaration of the standard that the target cannot express, and why.

    ``construct`` names its page (rule, boundary, formula …), ``id`` the declaration.
    """

    construct: str
    id: str
    why: Message


@record
class Emitted:
    """The files of one standard in one target, with all it leaves out."""

    artifacts: tuple[Artifact, ...]
    refusals: tuple[Refusal, ...]


@record
class Target:
    """A target by its name on the command line. ``emit`` gives the same bytes for the same standard."""

    name: str
    title: Message
    emit: Callable[[Standard], Emitted]
