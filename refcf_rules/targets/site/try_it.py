"""“Try it” below a rule: a few numbers of an executed example to change, and what the rule then says.

A page only holds what is asked and where it stands in the example; the example itself and the validator are fetched
when the reader opens the box.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from refcf_rules.model.field import Field, Table
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.types import ChoiceType, DateType, TruthType
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.prose.context import Context, once
from refcf_rules.targets.prose.document import Place
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.try_inputs import Asked, asked_by

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | float | bool | None"

_TITLE: Final = Message("试一试", "Try it")
_LEAD: Final = Message("改几个数，看结论怎样变", "change a few numbers and see what the rule says")
_SEVERAL: Final = Message("上表的 {count} 条规则", "the {count} rules of the table above")
_ROW: Final = Message("{label}（{row}）", "{label} ({row})")
_OWN_FACTOR: Final = "factor."
_MOST_ROWS: Final = 3
_MOST_INPUTS: Final = 5


def block(
    context: Context, rule: str, href: Callable[[Place], str | None] = lambda _: None, *, named: bool = False
) -> str:
    """The closed box of a rule; empty where the rule has none. ``href`` gives the address of the example.

    ``named`` ones say which rule they are for: several stand below a table.
    """
    requirement = context.requirements.get(rule)
    example = None if requirement is None else example_for(context, requirement)
    asked = () if requirement is None else asked_by(context, requirement)
    if requirement is None or example is None or not asked:
        return ""
    document = _document(context, context.evidence.inventories[context.standard.id, example])
    inputs = [one for each in asked for one in _inputs(context, each, rule, document)][:_MOST_INPUTS]
    if not inputs:
        return ""
    shown = next(one for one in context.standard.examples if one.id == example)
    data: Json = {
        "part": context.standard.id,
        "rule": rule,
        "example": example,
        "label": context.say(shown.label),
        "href": href(Place("example", example)),
        "inputs": list(inputs),
    }
    text = escape.html(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    about = requirement.label if named else _LEAD
    title, lead = (escape.html(context.say(one)) for one in (_TITLE, about))
    return (
        f'<details class="try-it" data-search-exclude data-try="{text}" hidden>'
        f'<summary><strong>{title}</strong><span class="try-lead">{lead}</span></summary></details>'
    )


def together(boxes: list[str], language: Language) -> str:
    """The boxes of several rules, folded; without scripts there is none of them."""
    title, lead = (escape.html(one.text(language)) for one in (_TITLE, _SEVERAL.filled(count=len(boxes))))
    summary = f'<summary><strong>{title}</strong><span class="try-lead">{lead}</span></summary>'
    return f'<details class="try-several" data-search-exclude hidden>{summary}{"".join(boxes)}</details>'


@once
def example_for(context: Context, rule: Requirement) -> str | None:
    """The example that satisfies the rule; one that has what is asked and whose distance from the limit is known."""
    evidence, part = context.evidence, context.standard.id
    asked = asked_by(context, rule)
    satisfying = [
        (one.id, judged.margin is None)
        for one in context.standard.examples
        if (executed := evidence.executed.get((part, one.id))) is not None
        and executed.passed
        and (part, one.id) in evidence.inventories
        and (judged := executed.judged.get(rule.id)) is not None
        and judged.outcome == "satisfied"
        and _has_place(context, asked, evidence.inventories[part, one.id])
    ]
    return min(satisfying, key=lambda one: one[1])[0] if satisfying else None


def _has_place(context: Context, asked: tuple[Asked, ...], text: str) -> bool:
    """Whether the first that is asked can be changed; a factor of the library has nothing to change."""
    if not asked or not asked[0].field.startswith(_OWN_FACTOR):
        return bool(asked)
    table = context.standard.table(asked[0].table)
    rows = _document(context, text).get(table.key or table.id, [])
    listed = rows if isinstance(rows, list) else []
    return any(isinstance(row, Mapping) and isinstance(row.get("factor"), Mapping) for row in listed)


@once
def _document(_context: Context, text: str) -> Mapping[str, Json]:
    """The inventory of an example."""
    found: Mapping[str, Json] = json.loads(text)
    return found


def inventories_to_try(contexts: tuple[Context, ...]) -> Mapping[tuple[str, str], str]:
    """The inventories that the boxes start from, as JSON, by part and example."""
    wanted = {
        (context.standard.id, example): context.evidence.inventories[context.standard.id, example]
        for context in contexts
        for rule in context.standard.requirements
        if asked_by(context, rule) and (example := example_for(context, rule)) is not None
    }
    return dict(sorted(wanted.items()))


# --- inputs ---------------------------------------------------------------------------------------------


def _inputs(context: Context, asked: Asked, rule: str, document: Mapping[str, Json]) -> Iterator[Json]:
    """A field as the page needs it; of summed rows one for each, if they are few."""
    table = context.standard.table(asked.table)
    field = context.fields[asked.table, asked.field]
    label = context.say(field.label)
    if asked.every:
        yield from _of_rows(context, asked, table, field, document)
    elif asked.table == context.requirements[rule].table:
        yield {**_kind(context, field), "label": label, "path": [asked.field]}
    elif table.single and isinstance(document.get(table.id), Mapping):
        yield {**_kind(context, field), "label": label, "at": f"/{table.id}", "path": [asked.field]}


def _of_rows(
    context: Context, asked: Asked, table: Table, field: Field, document: Mapping[str, Json]
) -> Iterator[Json]:
    key = table.key or table.id
    rows = document.get(key)
    found = [
        (place, row)
        for place, row in enumerate(rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping) and all(row.get(name) == text for name, text in asked.where) and asked.field in row
    ]
    if len(found) > _MOST_ROWS:
        return
    for place, row in found:
        named = next((str(row[name]) for name in ("name", "component", "id") if name in row), str(place + 1))
        label = context.say(_ROW.filled(label=field.label, row=named))
        yield {**_kind(context, field), "label": label, "at": f"/{key}/{place}", "path": [asked.field]}


def _kind(context: Context, field: Field) -> Mapping[str, Json]:
    match field.type:
        case ChoiceType(choice=choice):
            options = (one for one in context.standard.choice(choice).options if not one.group)
            return {"kind": "options", "options": [[one.id, context.say(one.label)] for one in options]}
        case DateType():
            return {"kind": "date"}
        case TruthType():
            return {"kind": "truth"}
        case _:
            unit = field.unit.symbol if field.unit is not None and field.unit.symbol != "1" else ""
            return {"kind": "number", "unit": unit}
