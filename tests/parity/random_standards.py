"""Random standards that compile, each compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count, islice

from refcf_rules.model.standard import Standard
from tests.language.compiling import compile_files
from tests.parity.rule_files import RandomStandard, random_standard


@cache
def compiled(source: RandomStandard) -> Standard | None:
    """The standard, if it is sound."""
    found = compile_files(source.files(), source.name)
    return found.standard if found.is_sound else None


def sound_sources() -> Iterator[RandomStandard]:
    """Without end, in the order of their seeds."""
    return (source for seed in count() if compiled(source := random_standard(seed)) is not None)


def sound_standards(how_many: int) -> Iterator[Standard]:
    return (found for source in islice(sound_sources(), how_many) if (found := compiled(source)) is not None)
