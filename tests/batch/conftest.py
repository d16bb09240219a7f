"""The starter project, beside the inventories."""

from __future__ import annotations

from tests.cli.conftest import starter

__all__ = ["starter"]
