"""The examples of a standard, run: what failed, and which requirements no example proves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from refcf_rules.evaluate.example import Coverage, ExampleResult
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.report.layout import section, table
from refcf_rules.report.published import distances_text
from refcf_rules.report.wording import standard_title
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, headline, safe

_PASSED: Final = Message("通过", "passed")
_FAILED: Final = Message("未通过", "failed")
_COUNT: Final = Message("{total} 个示例中 {failed} 个未通过。", "{failed} of {total} examples failed.")
_ALL: Final = Message("{total} 个示例全部通过。", "All {total} examples passed.")
_NONE: Final = Message("没有示例。", "There are no examples.")
_COVERAGE: Final = Message(
    "本部分声明或修改的规则中，{full}/{all} 条既有满足的示例，也有违反的示例；以下还缺：",
    "Of the rules that this part declares or changes, {full} of {all} have an example that satisfies and one that "
    "violates them; lacking:",
)
_COVERED: Final = Message(
    "本部分声明或修改的 {all} 条规则都有满足的和违反的示例。",
    "Each of the {all} rules that this part declares or changes has an example that satisfies it and one that "
    "violates it.",
)
_INHERITED: Final = Message(
    "另有 {count} 条规则未经修改，由声明它们的部分举例。",
    "{count} more rules are inherited unchanged; the parts that declare them show them by examples.",
)
_LACKS: Final = {
    (False, False): Message("满足、违反", "satisfied, violated"),
    (False, True): Message("满足", "satisfied"),
    (True, False): Message("违反", "violated"),
}


def examples_text(
    results: Sequence[ExampleResult], coverage: Sequence[Coverage], standard: Standard, style: Style
) -> str:
    """The report of a test. Its first line says whether everything passed."""
    failed = [result for result in results if not result.passed]
    word = style.say(_FAILED if failed else _PASSED)
    painted = style.paint(word, "31;1" if failed else "32;1")
    lines = [f"{painted}  {standard.id}", f"   {style.say(standard_title(standard))}"]
    text = _COUNT if failed else _ALL if results else _NONE
    lines.append(f"   {style.say(text.filled(failed=len(failed), total=len(results)))}")
    for result in failed:
        lines += ["", *_failure(result, style)]
    lines += distances_text(results, standard, style)
    inherited = _binding(standard.requirements) - _binding(each.requirement for each in coverage)
    lines += _coverage_text(coverage, style)
    return "\n".join((*lines, *([style.say(_INHERITED.filled(count=inherited))] if inherited else [])))


def _binding(requirements: Iterable[Requirement]) -> int:
    return sum(each.modality is not Modality.MAY for each in requirements)


def _failure(result: ExampleResult, style: Style) -> list[str]:
    example = result.example
    word = style.say(_FAILED)
    rest = f"  {safe(example.id)}  {style.say(example.label)}"
    head = headline(word + rest, safe(str(example.span)), style.paint(word, "31;1") + rest)
    return [head, *(f"   {style.say(problem)}" for problem in result.problems)]


def _coverage_text(coverage: Sequence[Coverage], style: Style) -> list[str]:
    binding = [each for each in coverage if each.requirement.modality is not Modality.MAY]
    lacking = [each for each in binding if not each.is_full]
    if not lacking:
        return section(_COVERED.filled(all=len(binding)), [""], style)[:2] if binding else []
    title = _COVERAGE.filled(full=len(binding) - len(lacking), all=len(binding))
    rows = [
        [each.requirement.id, style.say(_LACKS[each.satisfied, each.violated]), style.say(each.requirement.label)]
        for each in lacking
    ]
    return section(title, table(rows, "<<<"), style)
