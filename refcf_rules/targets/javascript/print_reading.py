"""Reading rows as JavaScript: each field once and checked; anything unusual is left to the careful reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field, Table
from refcf_rules.model.measure import is_share, takes_bare
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, DateType, NumberType, ReferenceType, TruthType
from refcf_rules.targets.javascript.literals import laid_out, literal, member
from refcf_rules.targets.javascript.print_terms import camel
from refcf_rules.targets.javascript.scopes import Scope
from refcf_rules.targets.program.code import ReadRow
from refcf_rules.targets.program.data import dimension_texts
from refcf_rules.targets.program.kinds import kind_of_type

_STEP: Final = "  "
_PLACE: Final = {"stage": "stageOf", "order": "orderOf"}
_USES: Final = ("amount", "mass", "energy", "factor_amount")
_FACTOR: Final = "factor"
_AMOUNT: Final = ("activity", "amount")
_COMMON: Final = ("name", "amount", "origin", "basis", "moisture", "evidence")
_FEW: Final = 3
_QUICK_USES: Final = frozenset(
    (
        *_USES,
        *(f"{_FACTOR}.{name}" for name in ("value", "fossil", "biogenic", "land_use", "aircraft", "year", "source")),
    )
)


class Sets:
    """Fixed sets of texts, each under a name of its own."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, frozenset[str]], str] = {}
        self._members: dict[str, tuple[str, ...]] = {}

    def name(self, kind: str, members: tuple[str, ...]) -> str:
        """The name of a set, which is made when it is first asked for."""
        key = kind, frozenset(members)
        if key not in self._names:
            number = sum(kind == other for other, _ in self._names) + 1
            self._names[key] = f"{kind}_{number}"
            self._members[self._names[key]] = members
        return self._names[key]

    def lines(self) -> Iterator[str]:
        """The sets as constants."""
        for name, members in self._members.items():
            yield f"const {name} = new Set({laid_out(list(members))});"


class Reading:
    """Prints how a row is read; ``period_end`` is the variable of the last day of the period."""

    def __init__(self, standard: Standard, variable: Callable[[str], str], sets: Sets, period_end: str) -> None:
        self.tables = {table.id: table for table in standard.tables}
        self.choices = {choice.id: choice for choice in standard.choices}
        self.variable = variable
        self.sets = sets
        self.period_end = period_end

    def lines(self, of: ReadRow, scope: Scope) -> Iterator[str]:
        """The lines that read one row, which is called ``row``."""
        table = self.tables[of.table]
        wanted = dict(of.variables)
        typed = [field for field in table.fields if not field.derived and "." not in field.id]
        rare = [field for field in typed if self._is_rare(field, table, wanted)]
        usual = self.sets.name("KEYS", self._usual(table, rare))
        if len(rare) > _FEW:
            yield f"if (!hasOnly(row, {usual}, s)) {{"
            yield f"{_STEP}checkKeys(row, {self.sets.name('KEYS', self._known(table))});"
            for field in rare:
                yield from (f"{_STEP}{line}" for line in self._field(field, table, None, scope))
            yield "}"
        else:
            rare = []
            yield f"if (!hasOnly(row, {self.sets.name('KEYS', self._known(table))}, s)) unusual();"
        for field in typed:
            if field not in rare and (table.id, field.id) != _AMOUNT:
                name = None if self._is_worked_out(table, field.id) else wanted.get(field.id)
                yield from self._field(field, table, name, scope)
        if {"start", "end"} <= {field.id for field in typed if isinstance(field.type, DateType)}:
            yield "if (row.start > row.end) unusual();"
        if table.id == "activity":
            yield from self._activity(table, wanted)
        yield from self._derived(table, wanted, scope)

    @staticmethod
    def _is_rare(field: Field, table: Table, wanted: Mapping[str, str]) -> bool:
        """Whether few rows have a field: it is not the standard's own, and no rule asks for it."""
        is_common = table.id == "activity" and field.id in _COMMON
        return field.span is None and not (field.required or field.id in wanted or field.id == "id" or is_common)

    def _known(self, table: Table) -> tuple[str, ...]:
        """The keys of a plain row."""
        plain = [field.id for field in table.fields if not field.derived and "." not in field.id]
        plain += [child.key or child.id for child in self.tables.values() if child.parent == table.id]
        if table.id == "activity":
            beside = [field.id for field in table.fields if not field.derived and "." in field.id]
            plain += ["unit", _FACTOR, *beside]
        return tuple(plain)

    @staticmethod
    def _usual(table: Table, rare: Sequence[Field]) -> tuple[str, ...]:
        """The keys that most rows have."""
        fields = [field.id for field in table.fields if not field.derived and "." not in field.id and field not in rare]
        return (*fields, "unit", _FACTOR) if table.id == "activity" else tuple(fields)

    def _activity(self, table: Table, wanted: Mapping[str, str]) -> Iterator[str]:
        """The amount and the factor, and what rules ask of them."""
        amount = next(field for field in table.fields if field.id == _AMOUNT[1])
        check = f"if (row.amount !== undefined) {self.read(amount, 'row.amount', table)};"
        used = {name for name in wanted if self._of_use(table, name)}
        yield "const conversion = CONVERSIONS.of(row, s);"
        yield "if (conversion === null) {"
        yield f"{_STEP}{check}"
        yield f"{_STEP}checkFactor(row);"
        yield "}"
        if not used:
            return
        careful = f"activityUse(row, STANDARD, s.{self.period_end})"
        if used <= _QUICK_USES:
            quick = "new PlainUse(row, STANDARD, conversion)"
            yield f"const use = conversion === null ? {careful} : {quick};"
        else:
            yield f"const use = {careful};"

    @staticmethod
    def _is_worked_out(table: Table, name: str) -> bool:
        return table.id == "activity" and name in _USES

    def _given(self, name: str, value: str, scope: Scope) -> str:
        """A variable gets its value, once."""
        written = self.variable(name)
        scope.declared.add(name)
        return f"{written} = {value};" if "." in written else f"const {written} = {value};"

    # --- typed fields ---------------------------------------------------------------------------------

    def _field(self, field: Field, table: Table, name: str | None, scope: Scope) -> Iterator[str]:
        cell = member("row", field.id)
        is_id = field.id == "id" and not table.single
        read = f"readId({cell}, s.ids.{table.id})" if is_id else self.read(field, cell, table)
        if name is None:
            yield f"{read};" if field.required else f"if ({cell} !== undefined) {read};"
        elif field.required:
            yield self._given(name, read, scope)
        else:
            yield self._given(name, f"{cell} === undefined ? {self._otherwise(field, table)} : {read}", scope)

    @staticmethod
    def _otherwise(field: Field, table: Table) -> str:
        """What counts where nothing was written: nothing, but for a name the id, and an origin of materials only."""
        if field.id == "name" and not table.single:
            return "nameOf(row, index)" if table.parent is None else "nameOf(row, inner)"
        if (table.id, field.id) == ("activity", "origin"):
            return '(row.kind === "material" ? null : "not-applicable")'
        return "NaN" if kind_of_type(field.type) == "number" else "null"

    def read(self, field: Field, cell: str, table: Table) -> str:
        """The value of a cell, checked."""
        match field.type:
            case NumberType() as of if of.dimension is None:
                return self._open(field, cell, table)
            case NumberType() as of:
                return self._number(field, of, cell)
            case TruthType():
                return f"readTruth({cell})"
            case DateType():
                return f"readDate({cell})"
            case ReferenceType(table=target) if self.tables[target].field("id") is not None:
                return f"readReference({cell}, {literal(target)}, s)"
            case ChoiceType(choice=id_) if id_ in self.choices:
                return self._choice(self.choices[id_], cell)
            case _:
                return f"readText({cell})"

    def _open(self, field: Field, cell: str, table: Table) -> str:
        """A number whose unit differs from row to row."""
        beside = "" if field.id == NCV or table.id != "activity" else f", {cell.rpartition('.')[0]}.unit"
        kind = "factor" if field.id.startswith(f"{_FACTOR}.") else "ncv" if field.id == NCV else "total"
        return self._signed(field, f'QUANTITIES.open("{kind}", {cell}{beside})')

    def _number(self, field: Field, of: NumberType, cell: str) -> str:
        measures = self.sets.name("MEASURES", dimension_texts(of))
        read = f"QUANTITIES.{'number' if takes_bare(of) else 'quantity'}({cell}, {measures})"
        if not is_share(field):
            return self._signed(field, read)
        low = "-1" if field.sign == "any" else "0"
        inside = f"within({read}, {low}, 1)"
        return f"positive({inside})" if field.sign == "positive" else inside

    @staticmethod
    def _signed(field: Field, read: str) -> str:
        if field.sign == "any":
            return read
        return f"positive({read})" if field.sign == "positive" else f"notNegative({read})"

    def _choice(self, choice: Choice, cell: str) -> str:
        ids = tuple(option.id for option in choice.options if not option.group)
        if not choice.open:
            return f"readOption({cell}, {self.sets.name('OPTIONS', ids)})"
        others = tuple(dict.fromkeys(text for each in choice.options for text in each.spellings if text not in ids))
        return f"readOpen({cell}, {self.sets.name('LABELS', others)})"

    # --- what follows from a row ----------------------------------------------------------------------

    def _derived(self, table: Table, wanted: dict[str, str], scope: Scope) -> Iterator[str]:
        """What is worked out of a row before any formula."""
        for name, variable in wanted.items():
            value = self._worked_out(table, name)
            if value is not None and name != table.parent:
                yield self._given(variable, value, scope)
            elif name == table.parent:
                yield self._given(variable, "parent_id", scope)

    def _of_use(self, table: Table, name: str) -> bool:
        return table.id == "activity" and (name in _USES or name.startswith(f"{_FACTOR}."))

    def _worked_out(self, table: Table, name: str) -> str | None:
        """The value of a derived field; ``None`` for one that was typed in."""
        if self._of_use(table, name):
            return f"use.{camel(name.removeprefix(f'{_FACTOR}.'))}"
        field = next((each for each in table.fields if each.id == name), None)
        if field is None or not field.derived:
            return None
        if (table.id, name) == ("period", "months"):
            return "wholeMonths(row.start, row.end)"
        last = name.rpartition(".")[2]
        if last in _PLACE:
            source = "process" if name in _PLACE else name.removesuffix(f".{last}")
            return f"{_PLACE[last]}({member('row', source)} ?? null)"
        return "NaN" if kind_of_type(field.type) == "number" else "null"

    def factor(self) -> Iterator[str]:
        """The statements that check a factor of a company's own, which is called ``factor``."""
        table = self.tables["activity"]
        fields = [each for each in table.fields if each.id.startswith(f"{_FACTOR}.") and not each.derived]
        short = [field.id.removeprefix(f"{_FACTOR}.") for field in fields]
        yield f"checkKeys(factor, {self.sets.name('KEYS', (*short, 'unit'))});"
        for field, name in zip(fields, short, strict=True):
            cell = member("factor", name)
            yield f"if ({cell} !== undefined) {self.read(field, cell, table)};"
