"""The cases of this folder: what each snippet comes to, or what is said about it, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcf_rules.pipeline import Compiled
from refcf_rules.source.diagnostic import Severity
from tests.cases import Case, cases_in, rewrite
from tests.diagnostics.samples import ADVICE
from tests.language.compiling import compile_files, compile_snippet, line_of, whole
from tests.language.outline import outline
from tests.language.same import meaning
from tests.language.translation import translated

CASES = cases_in(Path(__file__).parent)
GOOD = [case for case in CASES if case.block("outline") and not case.block("diagnostics")]
SOURCES = ("refcf", "refcf general")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, *, update_golden: bool) -> None:
    results = _results(case)
    if update_golden:
        rewrite(case, results, SOURCES)
        return
    written = {block.info: block.text for block in case.blocks if block.info not in SOURCES}
    assert written == results


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.id)
def test_either_language_and_width_means_the_same(case: Case, language: str) -> None:
    text = whole(case.text("refcf"))[0]
    meant = meaning(_compiled(case, text).standard)
    for wide in (False, True):
        other = translated(text, "zh" if language == "zh" else "en", wide=wide)
        assert meaning(_compiled(case, other).standard) == meant


def test_every_construct_has_good_and_bad_cases() -> None:
    good = {case.page.parent.name for case in GOOD}
    bad = {case.page.parent.name for case in CASES if case.block("diagnostics")}
    assert good - {"mistakes"} == bad - {"mistakes"}


def _compiled(case: Case, text: str) -> Compiled:
    general = case.block("refcf general")
    if general is None:
        return compile_snippet(text)
    return compile_files({"general": general.text, "sample": whole(text)[0]}, "sample")


def _results(case: Case) -> dict[str, str]:
    compiled, shift = _compiled(case, case.text("refcf")), whole(case.text("refcf"))[1]
    told = [found for found in compiled.diagnostics if found.kind not in ADVICE]
    results = {
        "diagnostics": "".join(f"{line_of(found, shift)}\n" for found in told),
        "diagnostics zh": "".join(f"{line_of(found, shift, 'zh')}\n" for found in told),
    }
    if not any(found.severity is Severity.ERROR for found in compiled.diagnostics):
        results["outline"] = outline(compiled)
    return {info: text for info, text in results.items() if text}
