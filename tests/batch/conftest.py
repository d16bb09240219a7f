"""A cache of their own for these tests, and the starter project beside the inventories."""

from __future__ import annotations

from tests.cli.conftest import cache, starter

__all__ = ["cache", "starter"]
