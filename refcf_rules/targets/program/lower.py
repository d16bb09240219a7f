"""Lowers a standard to its program: schedule, functions, kept columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from refcf_rules.model.field import Table
from refcf_rules.model.requirement import Calculation, Repetition, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message, same
from refcf_rules.targets.program import accumulate
from refcf_rules.targets.program.build import Building
from refcf_rules.targets.program.code import Append, Assign, Name, Put, ReadRow, Start
from refcf_rules.targets.program.facts import known_in_order
from refcf_rules.targets.program.fuse import fused
from refcf_rules.targets.program.merge import merged
from refcf_rules.targets.program.pieces import PLACE, ROW_NAMES, Pass, Pieces
from refcf_rules.targets.program.plan import Piece
from refcf_rules.targets.program.program import Function, Program
from refcf_rules.targets.program.repeats import Repeating
from refcf_rules.targets.program.schedule import Step, schedule
from refcf_rules.targets.program.site import RowAccess, Site
from refcf_rules.targets.program.variables import read_in, set_in


def lower(standard: Standard, reserved: frozenset[str] = frozenset()) -> Program:
    """The program of a standard; its names are none of the ``reserved`` ones, those of the runtime."""
    return _Lowering(standard, reserved).program()


class _Lowering:
    def __init__(self, standard: Standard, reserved: frozenset[str]) -> None:
        self.standard = standard
        self.tables = {table.id: table for table in standard.tables}
        self.building = Building(standard, reserved)
        self.pieces = Pieces(self.building)
        self.passes: list[tuple[Pass, Step]] = []
        self.grades: list[str | None] = []

    def program(self) -> Program:
        for step in schedule(self.building.plan.pieces):
            self.passes.append((self._pass(step), step))
        self._grades()
        for into, _ in self.passes:
            if into.access is not None and not into.is_first:
                self.building.count_by_a_column(into.access)
            self._index(into)
        for table, name in sorted(self.building.kept):
            self._keep(table, name)
        functions = tuple(replace(each, body=merged(each.body)) for each in fused(tuple(self._functions())))
        names = self.building.names
        order = {rule.id: index for index, rule in enumerate(self.standard.requirements)}
        rules = sorted(self.pieces.rules.values(), key=lambda rule: order[rule.requirement.id])
        variables = tuple(dict.fromkeys(name for function in functions for name in (*function.gives, *function.takes)))
        known = ((table.id, names.known(f"table {table.id}")) for table in self.standard.lookups)
        lookups = {id_: name for id_, name in known if name is not None}
        return Program(
            self.standard,
            functions,
            tuple(rules),
            tuple(names.singles.items()),
            tuple(name for name in variables if name not in lookups.values()),
            lookups,
            tuple(self.grades),
            names.lists.get(("contribution", PLACE)),
        )

    def _grades(self) -> None:
        """The limits of the grades, after everything else."""
        grading = self.standard.grading
        if grading is None:
            return
        into = Pass(None, None, is_first=False)
        for level in grading.levels:
            if level.limit is None:
                self.grades.append(None)
                continue
            site = Site({})
            term = self.building.lower(level.limit, site)
            name = self.building.names.fixed(f"grade {level.number}", "limit_of_grade", str(level.number))
            into.before += [*accumulate.taken(site), Assign(name, term)]
            self.grades.append(name)
        self.passes.append((into, Step(None, (Piece("grades:grading", None, "grades"),))))

    # --- passes ---------------------------------------------------------------------------------------

    def _pass(self, step: Step) -> Pass:
        if step.table is None:
            return self._alone(step.pieces[0])
        first = any(piece.id == f"read:{step.table}" for piece in step.pieces)
        here = self._fields(step.table) if first else frozenset()
        into = Pass(step.table, RowAccess(step.table, "", here), first)
        for piece in step.pieces:
            if piece.id != f"read:{step.table}":
                self.pieces.put(piece, into)
            if isinstance(piece.work, Calculation) and into.access is not None:
                into.access.here |= {piece.work.id.removeprefix(f"{step.table}.")}
        return into

    def _alone(self, piece: Piece) -> Pass:
        into = Pass(None, None, is_first=False)
        if isinstance(piece.work, Repetition):
            into.before += Repeating(piece.work, self.building).statements()
        elif piece.id.startswith("read:"):
            table = self.tables[piece.id.removeprefix("read:")]
            variables = tuple(
                (each.id, self.building.names.singles[f"{table.id}.{each.id}"].id) for each in table.fields
            )
            into.before.append(ReadRow(table.id, variables))
        else:
            self.pieces.put(piece, into)
        return into

    def _fields(self, table: str) -> frozenset[str]:
        found = self.tables[table]
        names = {each.id for each in found.fields}
        return frozenset({*names, found.parent} if found.parent else names)

    def _index(self, into: Pass) -> None:
        """The place of each row by its id, for tables that others refer to."""
        if into.table not in self.building.indexes or not into.is_first or into.access is None:
            return
        by_id = self.building.names.fixed(f"index {into.table}", into.table, "by_id")
        name = next(each for each in ROW_NAMES if self.tables[into.table].field(each) is not None)
        into.access.used.add(name)
        key = self.building.names.cell(into.table, name, self.building.names.local(name))
        into.before.append(Start(by_id, "mapping"))
        into.body.append(Put(by_id, key, Name("index", "number", certain=True), first=True))

    def _keep(self, table: str, name: str) -> None:
        """The pass that works a column out puts it into a list."""
        for into, _ in self.passes:
            access = into.access
            if into.table == table and access is not None and name in access.here:
                access.used.add(name)
                list_ = self.building.names.column(table, name)
                into.before.append(Start(list_, "list"))
                into.body.append(Append(list_, self.building.names.cell(table, name, self.building.names.local(name))))
                return

    # --- functions ------------------------------------------------------------------------------------

    def _functions(self) -> Iterator[Function]:
        kept = self.building.names.kept()
        numbers: dict[str, int] = {}
        for into, step in self.passes:
            name, heading = self._title(step, numbers)
            body = tuple(into.body)
            loads: tuple[tuple[str, str], ...] = ()
            if into.access is not None:
                loads = tuple(
                    (variable, self.building.names.column(into.access.table, field))
                    for field, variable in into.access.loads.items()
                )
                if into.is_first:
                    body = (self._reading(into.access), *body)
            before, body, after = known_in_order(tuple(into.before), body, tuple(into.after))
            statements = (*before, *body, *after)
            gives = frozenset(set_in(statements)) & kept
            takes = (frozenset(read_in(statements)) | {list_ for _, list_ in loads}) & kept - gives
            yield Function(
                name,
                heading,
                into.table,
                into.is_first,
                loads,
                before,
                body,
                after,
                tuple(sorted(takes)),
                tuple(sorted(gives)),
                self._section(step),
            )

    def _section(self, step: Step) -> str:
        """The key of the section that a function reads."""
        found = next((piece.id for piece in step.pieces if piece.id.startswith("read:")), None)
        if found is None:
            return ""
        table = self.tables[found.removeprefix("read:")]
        return table.id if table.single else table.key or table.id

    def _reading(self, access: RowAccess) -> ReadRow:
        table = self.tables[access.table]
        names = [each.id for each in table.fields if each.id in access.used]
        if table.parent is not None and table.parent in access.used:
            names.append(table.parent)
        calculated = self.building.plan.calculations
        typed = [name for name in names if f"{table.id}.{name}" not in calculated]
        return ReadRow(table.id, tuple((name, self.building.names.local(name)) for name in typed))

    def _title(self, step: Step, numbers: dict[str, int]) -> tuple[str, Message]:
        ids = self.building.names.ids
        piece = step.pieces[0]
        if step.table is not None:
            numbers[step.table] = numbers.get(step.table, 0) + 1
            label = self.tables[step.table].label
            text = Message("{table}：第 {number} 遍", "{table}: pass {number}")
            return ids.fresh("pass", step.table, str(numbers[step.table])), text.filled(
                table=label, number=numbers[step.table]
            )
        match piece.work:
            case Calculation() | Repetition():
                return ids.fresh("formula", piece.work.id), self.pieces.heading(piece.work.clause, piece.work.label)
            case Requirement():
                return ids.fresh("rule", piece.work.id), self.pieces.heading(piece.work.clause, piece.work.label)
            case _:
                kind, _, id_ = piece.id.partition(":")
                return ids.fresh(*self._kind_of_piece(kind, id_)), self._label(kind, id_)

    def _kind_of_piece(self, kind: str, id_: str) -> tuple[str, ...]:
        names = {
            "read": ("read", id_),
            "param": ("parameter", id_),
            "part": ("emission", id_),
            "rows": ("contributions",),
        }
        return names.get(kind, ("rank",))

    def _label(self, kind: str, id_: str) -> Message:
        if kind == "param":
            parameter = next(each for each in self.standard.parameters if each.id == id_)
            return self.pieces.heading(parameter.clause, parameter.label)
        return self._table(id_).label if kind == "read" else same(id_ if kind == "part" else kind)

    def _table(self, id_: str) -> Table:
        return self.tables[id_]
