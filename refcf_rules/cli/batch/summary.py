"""The last words of a run: how many came out how, which rules were violated most, where the results are."""

from __future__ import annotations

from collections import Counter
from typing import Final

from refcf_rules.cli.batch.forms import WORDS
from refcf_rules.cli.batch.tally import Tally
from refcf_rules.cli.session import Session
from refcf_rules.source.message import Message
from refcf_rules.source.render import safe

_MOST_RULES: Final = 10
_MOST_SKIPPED: Final = 8
_COUNT: Final = Message("共 {rows} 份清单：{counts}", "{rows} inventories: {counts}")
_MOST: Final = Message("最常不满足的规则：", "Most often violated:")
_MORE: Final = Message("另有 {count} 条规则。", "{count} more rules.")
_RESULTS: Final = Message("结果：{path}", "Results: {path}")
_SKIPPED: Final = Message(
    "文件夹中跳过 {count} 个不是清单的文件：{named}",
    "Skipped in folders, being no inventories: {count} files ({named})",
)


def summary_text(tally: Tally, skipped: Counter[str], output: str | None, session: Session) -> str:
    """The lines of the summary."""
    counts = [f"{session.say(WORDS[each])} {tally.verdicts[each]}" for each in WORDS if tally.verdicts[each]]
    listed = Message("，".join(counts), ", ".join(counts))
    lines = [session.say(_COUNT.filled(rows=tally.rows, counts=listed)), *_rules(tally, session)]
    lines += [skipped_text(skipped, session)] if skipped else []
    lines += [session.say(_RESULTS.filled(path=output))] if output is not None else []
    return "\n".join(lines)


def skipped_text(skipped: Counter[str], session: Session) -> str:
    """What was passed over in folders, by endings."""
    most = _ordered(skipped)
    named = [f"{safe(name)} {count}" for name, count in most[:_MOST_SKIPPED]]
    named += ["…"] if len(most) > _MOST_SKIPPED else []
    listed = Message("，".join(named), ", ".join(named))
    return session.say(_SKIPPED.filled(count=skipped.total(), named=listed))


def _rules(tally: Tally, session: Session) -> list[str]:
    most = _ordered(tally.violated)
    if not most:
        return []
    digits = len(str(most[0][1]))
    lines = [session.say(_MOST)]
    for rule, count in most[:_MOST_RULES]:
        label = tally.labels.get(rule, ("", ""))[session.language == "en"]
        lines.append(f"   {count:>{digits}}  {rule}  {label}".rstrip())
    rest = len(most) - _MOST_RULES
    return [*lines, f"   {session.say(_MORE.filled(count=rest))}"] if rest > 0 else lines


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """The greatest first, equal ones by name."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
