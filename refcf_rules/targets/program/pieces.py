"""What each piece of the plan becomes: statements in a pass over its table, or on their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.model.expression import Aggregate, Cell
from refcf_rules.model.requirement import Calculation, ProcessEmission, Requirement
from refcf_rules.model.types import TEXT
from refcf_rules.source.message import Message
from refcf_rules.targets.program import accumulate
from refcf_rules.targets.program.build import Building
from refcf_rules.targets.program.code import (
    Absent,
    Append,
    Assign,
    Call,
    Choose,
    Constant,
    Given,
    Holds,
    IsUnknown,
    Listed,
    Name,
    Not,
    Operation,
    Record,
    Reference,
    Remark,
    Start,
    Statement,
    Term,
    When,
    is_certain,
)
from refcf_rules.targets.program.kinds import kind_of_type
from refcf_rules.targets.program.operands import operands_of, slots_of
from refcf_rules.targets.program.plan import Piece
from refcf_rules.targets.program.program import Rule
from refcf_rules.targets.program.site import RowAccess, Site

PARTIAL = Name("partial", "truth", certain=True)
ROW_NAMES = ("id", "product", "component")
PLACE = "place"
"""Where a contribution comes from, for findings: emission, table and row."""
PARTS = ("id", "name", "process", "stage", "computed", "activity", *COMPONENTS, "emission", PLACE)


@dataclass(slots=True)
class Pass:
    """A function under way: statements before its rows, for each row, and after. Without a table all stand before."""

    table: str | None
    access: RowAccess | None
    is_first: bool
    before: list[Statement] = field(default_factory=list)
    body: list[Statement] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)

    def site(self, row: str) -> Site:
        """The place of a row of this pass, or of no row."""
        return Site({}) if self.access is None else Site({row: self.access}, self.before)

    @property
    def place(self) -> list[Statement]:
        """Where the statements of a piece go."""
        return self.before if self.table is None else self.body


class Pieces:
    """Turns pieces into statements."""

    def __init__(self, building: Building) -> None:
        self.building = building
        self.names = building.names
        self.standard = building.standard
        self.rules: dict[str, Rule] = {}
        self.parts: list[str] = []

    def put(self, piece: Piece, into: Pass) -> None:
        """Put a piece into its function."""
        kind, _, id_ = piece.id.partition(":")
        match piece.work:
            case Calculation() as calculation:
                self._calculation(calculation, into)
            case Requirement() as requirement:
                self._rule(requirement, into)
            case Aggregate() as aggregate:
                self._aggregate(piece, aggregate, into)
            case ProcessEmission() as emission:
                self._emission(emission, into)
            case "activity" if kind == "part":
                self._activity_part(into)
            case "contribution" if kind == "rows":
                self._contributions(into)
            case str() if kind == "param":
                self._parameter(id_, into)
            case _:
                raise TypeError(piece.id)

    def heading(self, clause: str, what: Message) -> Message:
        """The clause that something stands in, with its number."""
        found = self.standard.clause(clause)
        if found is None or not found.number:
            return what
        return Message("{number} {what}", "{number} {what}").filled(number=found.number, what=what)

    # --- calculations ---------------------------------------------------------------------------------

    def _calculation(self, of: Calculation, into: Pass) -> None:
        site = into.site(of.row)
        term = self.building.lower(of.expression, site)
        if of.table is None:
            into.place.extend([*accumulate.taken(site), Assign(self.names.single(of.id, of.type).id, term)])
            return
        name = of.id.removeprefix(f"{of.table}.")
        heading = self.heading(of.clause, of.label)
        into.place.extend(
            [Remark(f"{heading.zh}　{of.label.en}"), *accumulate.taken(site), Assign(self.names.local(name), term)]
        )

    def _parameter(self, id_: str, into: Pass) -> None:
        """The value valid on the last day of the period; one that holds always needs no day."""
        parameter = next(each for each in self.standard.parameters if each.id == id_)
        kind = kind_of_type(parameter.type)
        name = self.names.single(id_, parameter.type).id
        term: Term = Absent(kind)
        day = self.names.singles["period.end"]
        ordered = sorted(parameter.values, key=lambda each: each.provenance.since or "")
        for dated in ordered:
            site = Site({})
            value = Absent(kind) if dated.value is None else self.building.lower(dated.value, site)
            since, until = dated.provenance.since, dated.provenance.until
            if since is None and until is None:
                term = value
                continue
            holds = Call("holds_on", (Constant(since or ""), Constant(until or ""), day), "truth", certain=True)
            term = Choose(holds, value, term)
        into.place.append(Assign(name, term))

    # --- aggregates -----------------------------------------------------------------------------------

    def _aggregate(self, piece: Piece, of: Aggregate, into: Pass) -> None:
        how = self.building.plan.totalling(of)
        hint = f"{of.kind}_of_{of.table}"
        if how.compared is not None and how.added is not None:
            columns = (how.compared.field, how.added.field)
            lists = tuple(Reference(self.building.column(of.table, each)) for each in columns)
            name = self.names.fixed(piece.id, "ranked", of.table)
            into.place.append(Assign(name, Call("ranked", lists, "number")))
            self.building.aggregates[piece.id] = Name(name, "number")
            return
        site = into.site(of.row)
        tests = tuple(self.building.lower(test, site) for test in how.inner)
        if how.key is not None:
            name = self.names.fixed(piece.id, hint, "by", getattr(how.key, "field", "key"))
            key = self.building.lower(how.key, site)
            total = accumulate.group(of, tests, key, site, self.building.lower, name)
        else:
            name = self.names.fixed(piece.id, hint)
            total = accumulate.accumulate(of, tests, site, self.building.lower, name, self.names.ids.fresh)
        into.before += total.before
        into.body += total.row
        into.after += total.after
        self.building.aggregates[piece.id] = total.value

    # --- rules ----------------------------------------------------------------------------------------

    def _rule(self, of: Requirement, into: Pass) -> None:
        applies = self.names.fixed(f"applies {of.id}", of.id, "applies")
        shown = (*operands_of(of), *slots_of(of))
        self.rules[of.id] = Rule(of, shown, len(operands_of(of)), applies)
        heading = self.heading(of.clause, of.label)
        remark = Remark(f"{heading.zh}　{of.label.en} · {of.id}（{of.modality.words.zh}，{of.modality.words.en}）")
        into.before.append(Assign(applies, Constant(value=False)))
        if into.table is not None:
            into.place.append(remark)
        into.place.extend(self._judged(of, into, applies))

    def _judged(self, of: Requirement, into: Pass, applies: str) -> Iterator[Statement]:
        """The filter, the condition and the requirement itself, each inside the one before."""
        site = into.site(of.row)
        inner = site.branch()
        statements = (Assign(applies, Constant(value=True)), *self._tested(of, inner, into))
        unknown = self._record(of, Absent("truth"), site.branch(), into)
        for guard in (of.condition, of.filter):
            if guard is not None:
                place = site.branch()
                test = self.building.lower(guard, place)
                statements = (*place.before, *accumulate.guarded(test, statements, unknown))
        yield from statements

    def _tested(self, of: Requirement, site: Site, into: Pass) -> Iterator[Statement]:
        term = self.building.lower(of.expression, site)
        yield from accumulate.taken(site)
        if is_certain(term):
            yield When(Not(term), tuple(self._record(of, Constant(value=False), site, into)))
            return
        truth = Name(
            self.names.fixed(f"truth {of.id}", of.id, "holds") if into.table is None else self.names.temporary("holds"),
            "truth",
        )
        yield Assign(truth.id, term)
        yield When(Not(Holds(truth)), tuple(self._record(of, truth, site, into)))

    def _record(self, of: Requirement, truth: Term, site: Site, into: Pass) -> tuple[Statement, ...]:
        place = site.branch()
        values = tuple(self.building.lower(each.expression, place) for each in self.rules[of.id].shown)
        return (*place.before, Record(of.id, None if into.table is None else "index", truth, values))

    # --- contributions --------------------------------------------------------------------------------

    def _list(self, part: str, name: str) -> str:
        return self.names.fixed(f"part {part} {name}", "part", part, name)

    def wanted_parts(self) -> tuple[str, ...]:
        """The columns of the contributions that anything asks for."""
        return tuple(name for name in PARTS if ("contribution", name) in self.building.wanted)

    def _activity_part(self, into: Pass) -> None:
        """One row per activity; without what is missing when only a subtotal is asked for."""
        self.parts.append("activity")
        into.body.append(Remark("贡献：每个活动一行　contributions: a row per activity"))
        terms: dict[str, Term] = {}
        for name in self.wanted_parts():
            if name == "computed":
                terms[name] = Constant(value=False)
            elif name == PLACE:
                terms[name] = Listed((Constant(""), Constant("activity"), Name("index", "number", certain=True)))
            elif name == "emission":
                parts = [self._own(into, part) for part in HEADLINE]
                terms[name] = Operation("+", Operation("+", parts[0], parts[1]), parts[2])
            else:
                terms[name] = self._own(into, {"activity": "id"}.get(name, name))
        self._append("activity", terms, into)

    def _own(self, into: Pass, name: str) -> Name:
        if into.access is None or name not in into.access.here:
            raise TypeError(f"activity.{name} is not worked out in this pass")
        into.access.used.add(name)
        return self.names.cell("activity", name, self.names.local(name))

    def _append(self, part: str, terms: dict[str, Term], into: Pass) -> None:
        """A row of contributions; for a subtotal, nothing in the place of what is missing."""
        lists = {name: self._list(part, name) for name in terms}
        into.before.extend(Start(list_, "list") for list_ in lists.values())
        whole = tuple(Append(lists[name], term) for name, term in terms.items())
        partial = tuple(Append(lists[name], _present(name, term)) for name, term in terms.items())
        into.place.append(When(PARTIAL, partial, whole))

    def _emission(self, of: ProcessEmission, into: Pass) -> None:
        """One row for each row of its table that passes its filter, or one in all."""
        self.parts.append(of.id)
        site = into.site(of.row)
        heading = self.heading(of.clause, of.label)
        into.place.append(Remark(f"{heading.zh}　{of.label.en} · {of.id}"))
        inner = Pass(into.table, into.access, into.is_first)
        self._emission_row(of, site, inner)
        into.before += [each for each in inner.before if isinstance(each, Start)]
        row = tuple(each for each in inner.place if not isinstance(each, Start))
        test = None if of.filter is None else self.building.lower(of.filter, site)
        value = self.names.temporary("released")
        term = self.building.lower(of.expression, site)
        known = (*accumulate.taken(site), Assign(value, term))
        if test is None:
            into.place.extend([*known, *row])
        elif is_certain(test):
            into.place.append(When(test, (*known, *row)))
        else:
            into.place.append(IsUnknown(test, (Assign(value, Absent("number")), *row), (*known, *row)))

    def _emission_row(self, of: ProcessEmission, site: Site, into: Pass) -> None:
        """What a computed row holds; ``released`` is its emission."""
        wanted = self.wanted_parts()
        released = Name(self.names.temporary("released"), "number")
        process = self.building.lower(of.process, site)
        terms: dict[str, Term] = {}
        if "process" in wanted:
            terms["process"] = process
        if "stage" in wanted:
            terms["stage"] = Call("stage_of", (process,), "text")
        if "computed" in wanted:
            terms["computed"] = Constant(value=True)
        if not is_certain(process):
            nothing = When(Not(Given(process)), (Assign(released.id, Absent("number")),))
            into.place.append(nothing)
        component = of.component.replace("-", "_")
        for name in wanted:
            if name in COMPONENTS:
                terms[name] = released if name == component else Constant(0.0)
            elif name == "emission":
                terms[name] = Constant(0.0) if component == "biogenic" else released
            elif name == PLACE:
                row: Term = Constant(-1.0) if of.table is None else Name("index", "number", certain=True)
                terms[name] = Listed((Constant(of.id), Constant(of.table or ""), row))
            elif name == "activity":
                terms[name] = Absent("text")
            elif name in ("id", "name"):
                terms[name] = self._said(of, name, into)
        self._append(of.id, terms, into)

    def _said(self, of: ProcessEmission, name: str, into: Pass) -> Term:
        """The id or name of a computed row: that of the emission, with that of the row it comes from."""
        own = of.id if name == "id" else of.label.zh or of.label.en or of.id
        if of.table is None or into.access is None:
            return Constant(own)
        table = next(each for each in self.standard.tables if each.id == of.table)
        fields = (*(("name",) if name == "name" else ()), *ROW_NAMES)
        field_ = next((each for each in fields if table.field(each) is not None), None)
        if field_ is None:
            number = Call("numbered", (Name("index", "number", certain=True),), "text", certain=True)
            return Call("row_id" if name == "id" else "row_name", (Constant(own), number), "text", certain=True)
        row = self._own_or_loaded(into, of.table, field_)
        return Call("row_id" if name == "id" else "row_name", (Constant(own), row), "text", certain=True)

    def _own_or_loaded(self, into: Pass, table: str, name: str) -> Term:
        return self.building.cell(Cell("", table, name, TEXT, self.standard.part.span), into.site(""))

    def _contributions(self, into: Pass) -> None:
        """All contributions: the activities, then the computed emissions in the order of the standard."""
        order = ["activity", *(each.id for each in self.standard.emissions)]
        into.place.append(Remark("贡献合在一起　all contributions together"))
        for name in self.wanted_parts():
            lists = tuple(Reference(self._list(part, name)) for part in order)
            term: Term = lists[0] if len(lists) == 1 else Call("together", lists, "number")
            into.place.append(Assign(self.names.column("contribution", name), term))


def _present(name: str, term: Term) -> Term:
    """What a subtotal takes: 0 for a missing number, no stage for a missing one, of a sum its parts one by one."""
    if isinstance(term, Listed) or is_certain(term):
        return term
    if isinstance(term, Operation):
        return Operation("+", _present(name, term.left), _present(name, term.right))
    if name in (*COMPONENTS, "emission"):
        return Call("number_or_nothing", (term,), "number")
    return Call("text_or_nothing", (term,), "text") if name in ("stage", "process") else term
