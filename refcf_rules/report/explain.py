"""The page of a code or of a rule: what it means, why, a wrong and a right line. Works offline."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import Final

from refcf_rules import checks, inventory, language, source
from refcf_rules.model.names import names_of
from refcf_rules.model.prose import Template
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.model.wording import words
from refcf_rules.report.wording import clause_trail
from refcf_rules.source.diagnostic import Kind, Severity
from refcf_rules.source.message import Message, same

_ROOMS: Final = (source, language, inventory, checks)
_LONGEST_SAMPLE: Final = 12
_WIDEST: Final = 100
_CUT: Final = 60
_ERROR: Final = Message("错误", "error")
_WARNING: Final = Message("警告", "warning")
_WRONG: Final = Message("错的写法", "Wrong")
_RIGHT: Final = Message("对的写法", "Right")
_CONDITION: Final = Message("适用条件：{text}", "Applies when: {text}")
_REQUIRES: Final = Message("要求：{text}", "Requires: {text}")
_SCOPE: Final = Message("对每个{table}", "For each {table}")
_WHERE: Final = Message("{scope}，其中 {filter}", "{scope} where {filter}")
_REASON: Final = Message("理由：{text}", "Why: {text}")
_FIX: Final = Message("改法：{text}", "Fix: {text}")
_SOURCE: Final = Message("依据：{text}", "Source: {text}")
_OVERRIDE: Final = Message("本部分的修改（{part}）：{text}", "Changed by {part}: {text}")


def kinds() -> dict[str, Kind]:
    """Every sort of problem by its code, from all rooms that report problems."""
    found = (value for module in _modules() for value in vars(module).values() if isinstance(value, Kind))
    by_code = {kind.code: kind for kind in found}
    return {code: by_code[code] for code in sorted(by_code)}


def explanation(wanted: str, standard: Standard | None, more: Iterable[Kind] = ()) -> Message:
    """The page of a code, or of a rule of the standard. Raises ``LookupError`` if there is neither."""
    known = kinds() | {kind.code: kind for kind in more}
    if wanted in known:
        return _kind_page(known[wanted])
    rules = {each.id: each for each in standard.requirements} if standard else {}
    if standard is not None and wanted in rules:
        return _rule_page(rules[wanted], standard)
    raise LookupError(", ".join(get_close_matches(wanted, [*known, *rules], n=3, cutoff=0.5)))


def _modules() -> Iterator[ModuleType]:
    for room in _ROOMS:
        yield room
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield import_module(found.name)


def _kind_page(kind: Kind) -> Message:
    severity = _ERROR if kind.severity is Severity.ERROR else _WARNING
    head = Message("{severity} {code}  {title}", "{severity} {code}  {title}").filled(
        severity=severity, code=kind.code, title=kind.title
    )
    parts = [head, _indented(kind.why)]
    if kind.wrong:
        parts += [same(""), _WRONG, _sample(kind.wrong)]
    if kind.right:
        parts += [same(""), _RIGHT, _sample(kind.right)]
    return _lines(parts)


def _sample(text: str) -> Message:
    """A sample as it is written; one that is long to make its point is cut."""
    lines = text.rstrip("\n").splitlines()
    shown = [line if len(line) <= _WIDEST else f"{line[:_CUT]} …" for line in lines[:_LONGEST_SAMPLE]]
    if len(lines) > _LONGEST_SAMPLE:
        shown.append("…")
    return same("\n".join(f"   {line}" for line in shown))


def _rule_page(rule: Requirement, standard: Standard) -> Message:
    names = names_of(standard)
    head = Message("{id}  {label}（{verb}）", "{id}  {label} ({verb})").filled(
        id=rule.id, verb=rule.force, label=rule.label
    )
    parts = [head, _indented(clause_trail(rule.clause, standard))]
    if rule.table is not None:
        scope = _SCOPE.filled(table=names.table(rule.table))
        if rule.filter is not None:
            scope = _WHERE.filled(scope=scope, filter=words(rule.filter, names))
        parts.append(_indented(scope))
    if rule.condition is not None:
        parts.append(_indented(_CONDITION.filled(text=words(rule.condition, names))))
    parts.append(_indented(_REQUIRES.filled(text=words(rule.expression, names))))
    return _lines([*parts, *_background(rule)])


def _background(rule: Requirement) -> Iterator[Message]:
    if rule.reason is not None:
        yield _indented(_REASON.filled(text=rule.reason))
    if rule.fix is not None:
        yield _indented(_FIX.filled(text=_template(rule.fix)))
    if rule.override is not None:
        yield _indented(_OVERRIDE.filled(part=rule.override.part, text=rule.override.reason))
    if rule.sources:
        yield _indented(_SOURCE.filled(text="; ".join(rule.sources)))


def _template(template: Template) -> Message:
    """A text of the standard with its slots left open."""
    return Message(
        "".join(part if isinstance(part, str) else "…" for part in template.zh),
        "".join(part if isinstance(part, str) else "…" for part in template.en),
    )


def _indented(message: Message) -> Message:
    return Message(f"   {message.zh}", f"   {message.en}")


def _lines(parts: Iterable[Message]) -> Message:
    listed = tuple(parts)
    return Message("\n".join(one.zh for one in listed), "\n".join(one.en for one in listed))
