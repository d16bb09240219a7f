"""A fault to seed into emitted text: what to replace by what, and how it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """``old`` is a regular expression; every place is changed unless ``once``."""

    name: str
    old: str
    new: str
    once: bool = False

    def seeded(self, text: str) -> str:
        changed, places = re.subn(self.old, self.new, text, count=1 if self.once else 0)
        assert places, f"{self.name}: nothing in the emitted text looks like {self.old}"
        assert changed != text, f"{self.name} changes nothing"
        return changed
