"""Each rule as a JSON file beside its page, so that other programs can read it; with a schema and a list of all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Final, TypeAlias

from refcf_rules.model.expression import Expression
from refcf_rules.model.number import DatedValue, Parameter
from refcf_rules.model.prose import Template
from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import LANGUAGES, Language, Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import plain
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.provision import origin_of, part_of, rule_path
from refcf_rules.targets.prose.reach import reach_of
from refcf_rules.targets.prose.sentence import sentence_of
from refcf_rules.targets.prose.touched import yaml_path
from refcf_rules.targets.prose.value import value_words
from refcf_rules.targets.prose.worked import cases_of, telling
from refcf_rules.targets.site.names import spelled
from refcf_rules.targets.site.series import Book, contexts_of
from refcf_rules.targets.target import Artifact

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
SCHEMA: Final = "rule.schema.json"
_FOLDER: Final = "rules"
_INDEX: Final = "index.json"


def rule_files(books: tuple[Book, ...]) -> tuple[Artifact, ...]:
    """The files by their path from the root of the publication."""
    shown = {one.document.part: one.context.standard.id for one in books}
    found: list[Artifact] = []
    listed: list[Json] = []
    for context in contexts_of(books):
        contexts = {each: context if each == context.language else context.in_language(each) for each in LANGUAGES}
        for requirement in context.standard.requirements:
            if shown.get(part_of(context, requirement)) == context.standard.id:
                content = _rule(contexts, requirement)
                path = "/".join(map(spelled, rule_path(context, requirement).split("/")))
                found.append(_file(path, content))
                listed.append({name: content[name] for name in ("id", "part", "modality", "digest")} | {"file": path})
    found.append(_file(f"{_FOLDER}/{_INDEX}", {"rules": listed}))
    schema = files(__package__).joinpath(SCHEMA).read_bytes()
    return (*found, Artifact(f"{_FOLDER}/{SCHEMA}", schema))


def _file(path: str, content: Json) -> Artifact:
    return Artifact(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def _rule(contexts: dict[Language, Context], one: Requirement) -> dict[str, Json]:
    context = contexts["zh"]
    content: dict[str, Json] = {
        "$schema": f"../{SCHEMA}",
        "id": one.id,
        "part": part_of(context, one),
        **_place(context, one),
        "modality": one.modality.value,
        "severity": None if one.severity is None else one.severity.value,
        "construct": one.construct,
        "title": _both(one.label),
        "sentence": {name: plain(sentence_of(each, one)) for name, each in contexts.items()},
        "message": _template(contexts, one.message),
        "fix": _template(contexts, one.fix),
        "reason": None if one.reason is None else _both(one.reason),
        "sources": list(one.sources),
        "condition": context.evidence.source(one.span) or None,
        "origin": plain(origin_of(contexts["en"], one.span)),
        "fields": list(_fields(context, one)),
        "numbers": list(_numbers(context, one)),
        "changed": _changed(one),
        "examples": list(_examples(context, one)),
        "exercised": {name: len(cases) for name, cases in cases_of(context, one).items()},
    }
    digest = sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return {**content, "digest": digest, "standard_digest": context.standard.digest}


def _both(message: Message) -> Json:
    return {"zh": message.zh, "en": message.en}


def _place(context: Context, one: Requirement) -> dict[str, Json]:
    """The part as its title page names it, and the clause."""
    clause = context.standard.clause(one.clause)
    part = next(each for each in context.standard.parts if each.id == part_of(context, one))
    return {
        "standard": {"number": part.number, "edition": part.edition_on_record, "status": part.status},
        "clause": None if clause is None else {"id": clause.id, "number": clause.number, "title": _both(clause.title)},
    }


def _template(contexts: dict[Language, Context], template: Template | None) -> Json:
    """A text with its slots in braces, by their labels."""
    if template is None:
        return None
    parts = {"zh": template.zh, "en": template.en}
    return {name: "".join(_said(Writer(each), part) for part in parts[name]) for name, each in contexts.items()}


def _said(writer: Writer, part: str | Expression) -> str:
    return part if isinstance(part, str) else f"{{{plain(writer.words(part))}}}"


def _fields(context: Context, one: Requirement) -> Iterator[Json]:
    reach = reach_of(context, one)
    for column in (*reach.direct, *reach.through):
        field = context.fields[column]
        yield {
            "path": yaml_path(context, column),
            "title": _both(field.label),
            "unit": None if field.unit is None else field.unit.symbol,
            "read": "directly" if column in reach.direct else "through formulas",
            "cells": [name for _, name in context.cells.get(column, ())],
        }


def _numbers(context: Context, one: Requirement) -> Iterator[Json]:
    """The parameters that the rule names itself."""
    parts = (one.filter, one.condition, one.expression)
    for id_ in dict.fromkeys(id_ for part in parts if part is not None for id_ in context.named(part)):
        parameter = context.parameters.get(id_)
        if parameter is not None:
            yield {
                "id": id_,
                "title": _both(parameter.label),
                "values": [_value(context, parameter, value) for value in parameter.values],
            }


def _value(context: Context, parameter: Parameter, value: DatedValue) -> Json:
    provenance = value.provenance
    return {
        "value": None if value.value is None else plain(value_words(context, parameter, value)).replace("\u00a0", " "),
        "status": provenance.status.value,
        "sources": list(provenance.sources),
        "derivation": None if provenance.derivation is None else _both(provenance.derivation),
    }


def _changed(one: Requirement) -> Json:
    override = one.override
    return None if override is None else {"kind": override.kind, "by": override.part, "reason": _both(override.reason)}


def _examples(context: Context, one: Requirement) -> Iterator[Json]:
    for case in telling(cases_of(context, one)):
        judged = case.judged
        yield {
            "id": case.example.id,
            "title": _both(case.example.label),
            "kind": case.group,
            "outcome": judged.outcome,
            "row": judged.row or None,
            "arithmetic": None if judged.shown is None else _both(judged.shown),
            "margin": judged.margin,
            "as_stated": case.is_as_stated,
        }
