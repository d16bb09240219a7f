"""The exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FINE: Final = 0
FINDINGS: Final = 1
UNREADABLE: Final = 2
DEFECT: Final = 3
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141


def worst(codes: Sequence[int]) -> int:
    """The exit code of several inputs: unreadable before findings before fine."""
    return max(codes, default=FINE)
