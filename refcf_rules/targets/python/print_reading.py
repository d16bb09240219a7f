"""Reading rows as Python: each field once, checked as it is read; anything unusual is left to the careful reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field, Table
from refcf_rules.model.measure import is_share, takes_bare
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import (
    ChoiceType,
    DateType,
    NumberType,
    ReferenceType,
    TruthType,
)
from refcf_rules.targets.program.code import ReadRow
from refcf_rules.targets.program.data import dimension_texts
from refcf_rules.targets.program.kinds import kind_of_type
from refcf_rules.targets.python.print_terms import literal
from refcf_rules.targets.python.runtime.plain import MOST_PLAIN

_STEP: Final = "    "
_PLACE: Final = {"stage": "place_stage", "order": "place_order"}
# ``strip`` hands back the very text where there is nothing to strip; elsewhere the careful look comes to the same.
_QUICK: Final = "type({0}) is not str or not {0}.isascii() or {0}.strip() is not {0} or not {0}"
_COMMON: Final = ("name", "evidence", "basis", "moisture")
_FEW: Final = 8


class Reading:
    """Prints how a row is read."""

    def __init__(
        self,
        standard: Standard,
        variable: Callable[[str], str],
        options: Callable[[tuple[str, ...]], str],
        dimensions: Callable[[tuple[str, ...]], str],
        compared: frozenset[str],
    ) -> None:
        self.compared = compared
        """The variables of a row that are more than asked for and shown: their texts have to be folded."""
        self.tables = {table.id: table for table in standard.tables}
        self.choices = {choice.id: choice for choice in standard.choices}
        self.variable = variable
        self.options = options
        self.dimensions = dimensions

    def lines(self, of: ReadRow) -> Iterator[str]:
        """The lines that read one row, which is called ``row``."""
        table = self.tables[of.table]
        wanted = dict(of.variables)
        read = self.fields(of, table)
        counted = [field for field in read if field.required]
        yield f"given = {len(counted)}"
        for field in read:
            yield from self._field(field, wanted.get(field.id), table)
        if table.id == "activity":
            yield from self._beside()
        yield "if given != len(row):"
        own = tuple(field.id for field in read)
        names = (*own, "unit", "factor") if table.id == "activity" else own
        yield f"{_STEP}for key in row:"
        yield f"{_STEP * 2}if key not in {self.options(names)}:"
        yield f"{_STEP * 3}check({literal(table.id)}, row, key)"
        if {"start", "end"} <= {field.id for field in table.fields if isinstance(field.type, DateType)}:
            yield "check_order(row)"
        yield from self._derived(table, wanted)

    def fields(self, of: ReadRow, table: Table) -> list[Field]:
        """The fields that are read here: those asked for and those that most rows have; the rest is looked at."""
        wanted = dict(of.variables)
        typed = {field.id: field for field in table.fields if not field.derived and "." not in field.id}
        read = {
            id_
            for id_, field in typed.items()
            if id_ in wanted or field.required or id_ == "id" or isinstance(field.type, ReferenceType)
        }
        own = {id_ for id_, field in typed.items() if field.span is not None} - read
        if table.id == "activity":
            read |= {"amount", "origin", *_COMMON}
        if len(own) <= _FEW:
            read |= own
        return [field for field in table.fields if field.id in read]

    def asked_as(self, field: Field, name: str | None) -> str:
        """The variable of a field; one for all that only have to be right."""
        return _UNASKED.get(field.id, "value") if name is None else self.variable(name)

    @staticmethod
    def known(wanted: dict[str, str]) -> dict[str, str]:
        """The variables of an activity that amount and factor rest on."""
        return {**_UNASKED, **wanted}

    @staticmethod
    def used(wanted: dict[str, str]) -> dict[str, str]:
        """What is asked for of amount and factor."""
        return {name: variable for name, variable in wanted.items() if name in USES or name.startswith("factor.")}

    @staticmethod
    def _beside() -> Iterator[str]:
        """The unit of the amount and the factor stand in most activities."""
        for name, key in (("beside", "unit"), ("factor", "factor")):
            yield f"{name} = row.get({literal(key)})"
            yield f"if {name} is not None:"
            yield f"{_STEP}given += 1"

    def _field(self, field: Field, name: str | None, table: Table) -> Iterator[str]:
        variable = self.asked_as(field, name)
        local = variable if "." not in variable else "value"
        place = f"row[{literal(field.id)}]" if field.required else f"row.get({literal(field.id)})"
        yield f"{local} = {place}"
        checks = list(self._checks(field, local, table))
        if field.required:
            yield from checks
        else:
            yield f"if {local} is not None:"
            yield f"{_STEP}given += 1"
            yield from (f"{_STEP}{line}" for line in checks)
            if checks and (name is not None or field.id in _UNASKED) and kind_of_type(field.type) == "number":
                yield "else:"
                yield f"{_STEP}{local} = MISSING"
        if local != variable:
            yield f"{variable} = {local}"

    def _checks(self, field: Field, name: str, table: Table) -> Iterator[str]:
        match field.type:
            case NumberType() as of if of.dimension is None and table.id == "activity" and field.id == "amount":
                return  # together with its unit and the factor
            case NumberType() as of if of.dimension is None:
                what = "calorific" if field.id == NCV else "total" if table.id == "activity" else "written_total"
                yield f"{name} = check_{what}(row, {name})"
            case NumberType() as of:
                yield from self._number(field, of, name)
            case TruthType():
                yield f"if {name} is not True and {name} is not False:"
                yield f"{_STEP}raise UnusualError"
            case DateType():
                yield f"if not is_date({name}):"
                yield f"{_STEP}raise UnusualError"
            case ChoiceType(choice=id_) if id_ in self.choices:
                yield from self._choice(self.choices[id_], name)
            case _ if table.single:
                yield f"if {_QUICK.format(name)}:"
                yield f"{_STEP}{name} = read_text({name})"
            case _:
                yield from self._text(name, is_compared=self.is_compared(field, name))
        if field.id == "id" and not table.single:
            yield f"ids_of_{table.id}.add({name})"
        if isinstance(field.type, ReferenceType):
            yield f"s.named.append(({literal(field.type.table)}, {name}))"

    def is_compared(self, field: Field, name: str) -> bool:
        """Whether a text has to be folded as it is read; others are where a finding shows them."""
        return name in self.compared or field.id == "id" or isinstance(field.type, ReferenceType)

    def _text(self, name: str, *, is_compared: bool) -> Iterator[str]:
        """A text that says something."""
        if is_compared:
            yield f"if {name} not in PLAIN_TEXTS:"
            yield f"{_STEP}{name} = read_text({name})"
        else:
            yield f"if type({name}) is not str or not {name}.strip():"
            yield f"{_STEP}raise UnusualError"

    def _number(self, field: Field, of: NumberType, name: str) -> Iterator[str]:
        dimensions = self.dimensions(dimension_texts(of))
        if takes_bare(of) and is_share(field):
            yield f"if type({name}) is not float:"
            yield f"{_STEP}{name} = {name} + 0.0 if type({name}) is int else read_number({name}, {dimensions})"
        elif takes_bare(of):  # a score or a count, mostly whole
            yield f"if type({name}) is int:"
            yield f"{_STEP}{name} += 0.0"
            yield f"elif type({name}) is not float:"
            yield f"{_STEP}{name} = read_number({name}, {dimensions})"
        else:
            yield f"{name} = read_quantity({name}, {dimensions})"
        low, high = ("-1.0", "1.0") if is_share(field) else ("LEAST", "LARGEST")
        below = {"any": f"{low} <=", "not negative": "0.0 <=", "positive": "0.0 <"}[field.sign]
        yield f"if not {below} {name} <= {high}:"
        yield f"{_STEP}raise UnusualError"

    def _choice(self, choice: Choice, name: str) -> Iterator[str]:
        ids = tuple(option.id for option in choice.options if not option.group)
        if not choice.open:
            yield f"if {name} not in {self.options(ids)}:"
            yield f"{_STEP}raise UnusualError"
            return
        yield f"if {name} not in {self.options(ids)}:"
        spelled = tuple(dict.fromkeys(text for each in choice.options for text in each.spellings if text not in ids))
        yield f"{_STEP}{name} = read_open({name}, {self.options(spelled)})"

    def _derived(self, table: Table, wanted: dict[str, str]) -> Iterator[str]:
        """What follows from a row before any formula."""
        if table.id == "period" and "months" in wanted:
            start, end = (self.variable(wanted[name]) for name in ("start", "end"))
            yield f"{self.variable(wanted['months'])} = whole_months({start}, {end})"
            return
        for name, variable in wanted.items():
            written = self.variable(variable)
            if name == table.parent:
                yield f"{written} = parent_id"
            elif name == "name" and not table.single:
                yield f"if {written} is None:"
                yield f"{_STEP}{written} = name_of(row, position)"
        if table.id == "activity":
            yield from self._activity(wanted)
        for name, variable in wanted.items():
            field = next((each for each in table.fields if each.id == name), None)
            if field is not None and field.derived and table.id != "activity" and name.rpartition(".")[2] in _PLACE:
                source = "process" if name == "order" else name.removesuffix(".order")
                yield f"{self.variable(variable)} = {_PLACE[name.rpartition('.')[2]]}(row.get({literal(source)}))"
            elif field is not None and field.derived and table.id not in ("activity", "period"):
                yield (
                    f"{self.variable(variable)} = MISSING"
                    if kind_of_type(field.type) == "number"
                    else f"{self.variable(variable)} = None"
                )

    def _activity(self, wanted: dict[str, str]) -> Iterator[str]:
        """Stage and origin, and everything about amount and factor."""
        known, used = self.known(wanted), self.used(wanted)
        yield from self._placed(wanted, known)
        if not QUICK_USES.issuperset(used):
            yield "if type(factor) is dict:"
            yield f"{_STEP}keys += len(factor)"
            yield from self._origin(wanted)
            yield from self._carefully(used)
            return
        # An amount and a factor as most are: a number beside its unit, and a factor per the same kind of quantity.
        alone = "UNPLAIN_ACTIVITY.isdisjoint(row)"
        if (wanted.keys() - used.keys()).isdisjoint(UNPLAIN_ACTIVITY):
            alone = f"(given == len(row) or {alone})"
        written = known["amount"]
        yield "conversion = None"
        yield "if type(factor) is dict:"
        yield f"{_STEP}keys += len(factor)"
        yield f'{_STEP}value, counted_per = factor.get("value"), factor.get("unit")'
        yield f'{_STEP}dated, cited = factor.get("year"), factor.get("source")'
        yield f"{_STEP}if ("
        yield f"{_STEP * 2}(type({written}) is float or type({written}) is int)"
        yield f"{_STEP * 2}and 0.0 <= {written} < {MOST_PLAIN}"
        yield f"{_STEP * 2}and (type(value) is float or type(value) is int)"
        yield f"{_STEP * 2}and -{MOST_PLAIN} < value < {MOST_PLAIN}"
        yield f"{_STEP * 2}and len(factor) == 2 + (dated is not None) + (cited is not None)"
        yield f'{_STEP * 2}and {known["origin"]} != "own-reject"'
        yield f"{_STEP * 2}and {alone}"
        yield f"{_STEP}):"
        yield f"{_STEP * 2}written, rate = {written}, value"
        yield f"{_STEP * 2}conversion = CONVERSIONS.get((beside, counted_per)) or conversion_of(beside, counted_per)"
        yield from self._origin(wanted)
        yield "if conversion is None:"
        yield from (f"{_STEP}{line}" for line in self._carefully(used))
        yield "else:"
        yield from (f"{_STEP}{line}" for line in self._quickly(used, known))
        for name in ("year", "source"):
            if f"factor.{name}" not in used:
                yield f'{_STEP}check("factor", factor, {literal(name)})'

    @staticmethod
    def _placed(wanted: dict[str, str], known: dict[str, str]) -> Iterator[str]:
        if "stage" in wanted:
            yield f"{wanted['stage']} = STAGE_OF.get({known['process']})"
        if "order" in wanted:
            yield f"{wanted['order']} = place_order({known['process']})"

    @staticmethod
    def _origin(wanted: dict[str, str]) -> Iterator[str]:
        if "origin" in wanted:
            yield f'if {wanted["origin"]} is None and {wanted.get("kind", _UNASKED["kind"])} != "material":'
            yield f'{_STEP}{wanted["origin"]} = "not-applicable"'

    def _carefully(self, used: dict[str, str]) -> Iterator[str]:
        """Whatever the amount and the factor are."""
        yield 'check("activity", row, "amount")'
        yield 'check("activity", row, "unit")'
        yield "if factor is not None:"
        yield f"{_STEP}check_factor(factor)"
        if used:
            yield 'use = activity_use(row, row.get("legs"), STANDARD, period_end)'
        for name, variable in used.items():
            found = f"use.{name.removeprefix('factor.')}"
            yield f"{variable} = finite({found})" if name in _CALCULATED else f"{variable} = {found}"

    def _quickly(self, used: dict[str, str], known: dict[str, str]) -> Iterator[str]:
        """Two units decide. A mass is dried only for what asks for dry mass; nothing but energy is energy."""
        yield "numerator, denominator, per_numerator, per_denominator, measure = conversion"
        if {"amount", "factor_amount", "mass", "energy"} & used.keys():
            amount = known["amount"]
            yield f"{amount} = written * numerator / denominator"
            if "factor_amount" in used:
                yield f"{used['factor_amount']} = {amount}"
            if "mass" in used:
                yield from self._dry(used["mass"], amount, known)
            if "energy" in used:
                yield f'{used["energy"]} = {amount} if measure == "MJ" else MISSING'
        for name, variable in used.items():
            match name.removeprefix("factor."):
                case "value" | "fossil":
                    yield f"{variable} = rate * per_numerator / per_denominator"
                case "biogenic" | "land_use" | "aircraft":
                    yield f"{variable} = 0.0"
                case "year":
                    yield "if type(dated) is int and dated >= 0:"
                    yield f"{_STEP}dated += 0.0"
                    yield "elif type(dated) is not float or dated < 0.0:"
                    yield f"{_STEP}dated = year_in(dated)"
                    yield f"{variable} = dated"
                case "source":
                    yield from self._cited(is_compared=variable in self.compared)
                    yield f"{variable} = cited"
                case _:
                    pass

    def _cited(self, *, is_compared: bool) -> Iterator[str]:
        """The source of the factor."""
        test, what = self._text("cited", is_compared=is_compared)
        yield f"if cited is not None and ({test.removeprefix('if ').removesuffix(':')}):"
        yield what

    @staticmethod
    def _dry(mass: str, amount: str, known: dict[str, str]) -> Iterator[str]:
        """The dry mass; missing where nothing says what state a material was weighed in."""
        yield 'if measure != "kg":'
        yield f"{_STEP}{mass} = MISSING"
        yield f'elif {known["basis"]} == "as-received":'
        yield f"{_STEP}{mass} = {amount} * (1.0 - {known['moisture']})"
        yield f"elif {known['basis']} is None and {known['kind']} not in TAKEN_AS_DRY:"
        yield f"{_STEP}{mass} = MISSING"
        yield "else:"
        yield f"{_STEP}{mass} = {amount}"


# What an activity is read into where no rule asks for it.
_UNASKED: Final = {
    "kind": "own_kind",
    "process": "own_process",
    "origin": "own_origin",
    "basis": "own_basis",
    "moisture": "own_moisture",
    "amount": "own_amount",
}
# With one of these, more than two units decide what an amount comes to.
UNPLAIN_ACTIVITY: Final = ("multiplier", "ncv", "ncv_basis", "flow", "factor.value")
USES: Final = ("amount", "mass", "energy", "factor_amount")
_CALCULATED: Final = frozenset((*USES, "factor.value", "factor.fossil", "factor.biogenic"))
QUICK_USES: Final = frozenset((*USES, *(f"factor.{name}" for name in ("value", *COMPONENTS, "year", "source"))))
