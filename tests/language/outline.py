"""A standard as short text: what an author's declarations come to, without the core and without places."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model import expression as core
from refcf_rules.model.standard import Standard
from refcf_rules.pipeline import Compiled
from refcf_rules.quantities.number import format_number
from tests.language.compiling import compile_text, whole


def outline(compiled: Compiled) -> str:
    """One line for each thing that the small standard around snippets does not have."""
    if compiled.standard is None:
        return ""
    empty = compile_text(whole("")[0]).standard
    assert empty is not None
    known = set(_lines(empty))
    return "".join(f"{line}\n" for line in _lines(compiled.standard) if line not in known)


def _lines(standard: Standard) -> Iterator[str]:
    part = standard.part
    yield f"part {part.id}, {part.status}; {', '.join((part.number, part.edition.en, *part.cites))}"
    yield from _cover(standard)
    if standard.declared_unit is not None:
        yield f"declared unit {format_number(standard.declared_unit.amount)} ({standard.declared_unit.unit.symbol})"
    yield from (f"stage {one.id}" for one in standard.boundary.stages)
    yield from (f"process {one.id} of {one.stage}, {one.presence}" for one in standard.boundary.processes)
    yield from (f"excluded {one.id}: {one.reason.en}" for one in standard.boundary.excluded)
    yield from (f"product {one.id}, state {one.state}" for one in standard.products)
    yield from (f"clause {one.number} {one.id}" for one in standard.clauses)
    yield from (f"term {one.id}: {one.meaning.en}" for one in standard.terms)
    yield from (f"not checkable {one.id}: {one.reason.en}" for one in standard.not_checkable)
    yield from _fields(standard)
    yield from _numbers(standard)
    yield from _calculations(standard)
    yield from _rules(standard)
    yield from (f"override {one.kind} {one.target}: {one.reason.en}" for one in standard.overrides)


def _cover(standard: Standard) -> Iterator[str]:
    part = standard.part
    codes, dates, drafting = part.classification, part.dates, part.drafting
    yield f"ICS {', '.join(codes.ics)}; CCS {', '.join(codes.ccs)}"
    end = "set by committee" if dates.is_end_open else dates.comments_until
    yield f"comments until {end}; issued {dates.issued}; effective {dates.effective}"
    yield from (f"replaces {one.number}: {one.changes.en if one.changes else '-'}" for one in part.replaces)
    bodies = (drafting.proposed_by, drafting.administered_by, drafting.organizations, drafting.drafters)
    yield from (f"introduction: {''.join(map(str, one.template.en))}" for one in part.introduction)
    for one in standard.documents:
        yield f"document {one.number}: {one.title.en if one.title else '-'}, {one.link}"
    yield f"made by {' | '.join('; '.join(name.en for name in names) for names in bodies)}"


def _fields(standard: Standard) -> Iterator[str]:
    for table in standard.tables:
        for field in table.fields:
            unit = f", {field.unit.symbol}" if field.unit is not None else ""
            yield f"field {table.id}.{field.id}{unit}{', required' if field.required else ''}"


def _numbers(standard: Standard) -> Iterator[str]:
    for parameter in standard.parameters:
        for dated in parameter.values:
            given = dated.provenance
            value = shown(dated.value) if dated.value is not None else given.status.value
            since = f" since {given.since}" if given.since else ""
            yield f"parameter {parameter.id} = {value}{since}"
    for table in standard.lookups:
        for entry in table.entries:
            yield f"table {table.id}[{', '.join(entry.keys)}] = {format_number(entry.value)}"
    for factor in standard.factors:
        parts = ", ".join(f"{name} {format_number(value)}" for name, value in factor.components)
        yield f"factor {factor.id} of {factor.flow}: {parts}; {factor.kind}"


def _calculations(standard: Standard) -> Iterator[str]:
    for one in standard.calculations:
        unit = f" in {one.unit.symbol}" if one.unit is not None else ""
        yield f"formula {one.id} = {shown(one.expression)}{unit}"
    for apart in standard.reported:
        service = f", service {', '.join(apart.service)}" if apart.service else ""
        yield f"reported apart {apart.of} in {apart.unit.symbol}, step {format_number(apart.step)}{service}"
    for repetition in standard.repetitions:
        within = format_number(repetition.tolerance) + (" of itself" if repetition.relative else "")
        inner = ", ".join(repetition.formulas)
        states = ", ".join(repetition.states)
        yield f"repeat {repetition.id} {repetition.times} times: {states}; {inner}; settled within {within}"
    for emission in standard.emissions:
        rows = f" for each {emission.table}{_where(emission.filter)}" if emission.table else ""
        value = shown(emission.expression)
        yield f"emission {emission.id} at {_process(emission.process)} as {emission.component}{rows} = {value}"
    if standard.footprint is not None:
        step = f", step {format_number(standard.footprint.step)}" if standard.footprint.step is not None else ""
        yield f"footprint {standard.footprint.id} of {', '.join(standard.footprint.stages)}{step}"


def _process(of: core.Expression) -> str:
    return of.value if isinstance(of, core.TextLiteral) else shown(of)


def _rules(standard: Standard) -> Iterator[str]:
    for one in standard.requirements:
        rows = f" for each {one.table} {one.row}{_where(one.filter)}" if one.table else ""
        when = f" when {shown(one.condition)}" if one.condition is not None else ""
        force = one.modality.value if one.severity is None else f"{one.modality.value} {one.severity.value}"
        yield f"rule {one.id} {force}{rows}{when}: {shown(one.expression)}"
    if standard.grading is not None:
        limits = "; ".join(f"{one.number} {_limit(one.limit)}" for one in standard.grading.levels)
        yield f"grades of {standard.grading.of}: {limits}"
    for example in standard.examples:
        expected = "satisfied" if example.satisfied else f"violates {', '.join(example.violates)}"
        published = "".join(f", published {one.of} = {format_number(one.value)}" for one in example.published)
        yield f"example {example.id}: {expected}, {len(example.edits)} edits{published}"


def _limit(limit: core.Expression | None) -> str:
    return shown(limit) if limit is not None else "-"


def _where(filter_: core.Expression | None) -> str:
    return f" where {shown(filter_)}" if filter_ is not None else ""


def shown(node: core.Expression) -> str:
    """An expression with all its brackets; units are canonical."""
    match node:
        case core.NumberLiteral(value=value):
            return format_number(value, 12)
        case core.TextLiteral(value=text):
            return f"'{text}'"
        case core.DateLiteral(value=text):
            return text
        case core.TruthLiteral(value=truth):
            return str(truth).lower()
        case core.Scalar(id=id_):
            return id_
        case core.Cell(row=row, field=field):
            return f"{row}.{field}"
        case core.Joined(key=key, table=table, field=field):
            return f"{table}[{shown(key)}].{field}"
        case core.Arithmetic(operator=sign, left=left, right=right):
            return f"({shown(left)} {sign} {shown(right)})"
        case core.Comparison(operator=sign, left=left, right=right):
            return f"{shown(left)} {sign} {shown(right)}"
        case core.Among(value=value, options=options):
            return f"{shown(value)} among ({', '.join(options)})"
        case core.Logic(operator=sign, operands=operands):
            return "(" + f" {sign} ".join(shown(one) for one in operands) + ")"
        case _:
            return _shown_other(node)


def _shown_other(node: core.Expression) -> str:
    match node:
        case core.Not(operand=operand):
            return f"not ({shown(operand)})"
        case core.IsGiven(operand=operand):
            return f"{shown(operand)} is given"
        case core.Conditional(test=test, then=then, otherwise=otherwise):
            return f"if {shown(test)} then {shown(then)} else {shown(otherwise)}"
        case core.Aggregate(kind=kind, table=table, row=row, filter=filter_, value=value):
            inner = f" {shown(value)}" if value is not None else ""
            return f"{kind}({table} {row}{_where(filter_)}:{inner})"
        case _:
            name = type(node).__name__.lower()
            return f"{name}({', '.join(shown(part) for part in core.children(node))})"
