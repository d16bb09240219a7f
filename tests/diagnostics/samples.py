"""How the wrong and right samples of a kind are run: in a small standard, a part with its general part, or a file."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.registry import CHECKS
from refcf_rules.language import override, standard
from refcf_rules.language.catalogue import KINDS as LANGUAGE_KINDS
from refcf_rules.pipeline import Compiled
from refcf_rules.source.diagnostic import Diagnostic, Kind
from tests.language.compiling import HEAD, compile_files, compile_snippet, compile_text

KINDS: Final = (*LANGUAGE_KINDS, *(check.kind for check in CHECKS))
# What the samples of the overrides change.
_GENERAL: Final = """\
standard general {
    title zh "通则" en "General"
}
clause limits {
    title zh "限值" en "Limits"
    cut-off {
        each at most 1 % of mass
    }
    rule data_age zh "数据年龄" en "age of data" should {
        for each input i when i.factor.year is given
        require year of period.end - i.factor.year is at most 10
        because zh "旧数据偏离实际" en "old data drift from the facts"
    }
}
"""
_PART: Final = (
    'standard sample with general {\n    title zh "样例" en "Sample"\n}\nclause body {\n    title zh "正文" en "Body"\n'
)
# A footprint needs a boundary and a unit; the check for what is missing has samples of its own.
_UNIT: Final = '    declared unit 1 t zh "出厂产品" en "product as delivered"\n'


def compiled(kind: Kind, sample: str) -> Compiled:
    """What a sample of a kind compiles to."""
    if kind in override.KINDS:
        return compile_files({"general": _GENERAL, "sample": f"{_PART}{sample}}}\n"}, "sample")
    if kind is standard.NO_STANDARD:
        return compile_text(sample)
    if "footprint CFP" in sample and "declared unit" not in sample:
        return compile_snippet(_UNIT + sample)
    return compile_snippet(sample)


def told(kind: Kind, sample: str) -> tuple[Diagnostic, ...]:
    """What is found in a sample; advice on style that its brevity earns is left out."""
    return tuple(one for one in compiled(kind, sample).diagnostics if one.kind is kind or one.kind not in ADVICE)


# Samples are as short as they can be: no reasons, no labels, nothing that uses what they declare.
ADVICE: Final = tuple(
    check.kind
    for check in CHECKS
    if check.kind.code in {"rule-without-reason", "missing-label", "unused", "incomplete-standard"}
)
__all__ = ["ADVICE", "HEAD", "KINDS", "compiled", "told"]
