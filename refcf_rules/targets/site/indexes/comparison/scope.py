"""Products, units and system boundaries of parts side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Tag, text
from refcf_rules.targets.prose.members.boundary import KINDS, PRESENCE
from refcf_rules.targets.site.indexes.classes import declared_unit_words, functional_unit_words
from refcf_rules.targets.site.indexes.comparison.matrix import Row, label, row

_CLASSES: Final = Message("产品类别", "product classes")
_DECLARED: Final = Message("声明单位", "declared unit")
_FUNCTIONAL: Final = Message("功能单位", "functional units")
_ROUNDED: Final = Message("结果修约到", "result rounded to")
_KIND: Final = Message("边界类型", "kind of boundary")
_EXCLUDED: Final = Message("标准排除的项目", "left out by the standard")
_COMMA: Final = Message("、", ", ")


def unit_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """What is declared, and per what."""
    first = contexts[0]
    yield row(label(first, _CLASSES), contexts, _classes)
    yield row(label(first, _DECLARED), contexts, declared_unit_words)
    yield row(label(first, _FUNCTIONAL), contexts, functional_unit_words)
    yield row(label(first, _ROUNDED), contexts, _rounded)


def boundary_rows(contexts: tuple[Context, ...]) -> Iterator[Row]:
    """The kind of boundary, each unit process, and what is left out."""
    first = contexts[0]
    yield row(label(first, _KIND), contexts, lambda one: text(one.say(KINDS[one.standard.boundary.kind])))
    stages = {stage.id: stage for one in contexts for stage in one.standard.boundary.stages}
    for stage in stages.values():
        processes = {each.id: each for one in contexts for each in one.standard.boundary.processes}
        for process in processes.values():
            if process.stage == stage.id:
                name = text(f"{first.title(stage.label)} · {first.say(process.label)}")
                yield row(name, contexts, partial(_presence, process.id))
    yield row(label(first, _EXCLUDED), contexts, _excluded)


def _classes(context: Context) -> Inlines:
    return text(context.say(_COMMA).join(context.say(one.label) for one in context.standard.products))


def _rounded(context: Context) -> Inlines:
    footprint = context.standard.footprint
    if footprint is None or footprint.step is None:
        return ()
    return text(context.quantity(footprint.step, footprint.unit))


def _presence(process: str, context: Context) -> Inlines:
    found = next((one for one in context.standard.boundary.processes if one.id == process), None)
    if found is None:
        return ()
    return (Tag(context.say(PRESENCE[found.presence]), "good" if found.presence == "required" else "plain"),)


def _excluded(context: Context) -> Inlines:
    return text(context.say(_COMMA).join(context.say(one.label) for one in context.standard.boundary.excluded))
