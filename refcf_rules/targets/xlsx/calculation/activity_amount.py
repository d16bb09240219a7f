"""What an activity amounts to: amount, dry mass, energy, and the amount that its factor counts (items 10, 20, 22)."""

from __future__ import annotations

from typing import Final, Protocol

from refcf_rules.model.core_tables import NCV
from refcf_rules.quantities.dimension import TRANSPORT_WORK, Base, Dimension
from refcf_rules.quantities.unit import canonical_unit
from refcf_rules.record import record
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.activity_factor import FROM_LIBRARY, NONE, OWN_REJECT, ActivityFactors
from refcf_rules.targets.xlsx.calculation.inputs import TypedRows
from refcf_rules.targets.xlsx.calculation.lists import UnitList
from refcf_rules.targets.xlsx.calculation.named_columns import NamedColumns
from refcf_rules.targets.xlsx.combine import MISSING, NOTHING, ONE, ZERO, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Cell, Formula, Number, Text

_TAKEN_AS_DRY: Final = ("packaging", "auxiliary", "waste")
_TO_NORMAL: Final = Number(273.15 / 293.15)
_FAR: Final = Number(1e9)


def _measure(*bases: Base) -> Text:
    dimension = Dimension()
    for base in bases:
        dimension = dimension * Dimension.of(base)
    return Text(canonical_unit(dimension).symbol)


_MASS, _ENERGY = _measure(Base.MASS), _measure(Base.ENERGY)
_NORMAL, _AT_20 = _measure(Base.GAS_NORMAL), _measure(Base.GAS_20)
_TRANSPORT: Final = Text(canonical_unit(TRANSPORT_WORK).symbol)


class Legs(Protocol):
    """The transport legs of an activity, summed."""

    def count(self, activity: Cell) -> Formula:
        """How many there are."""

    def work(self, activity: Cell) -> Formula:
        """Σ mass × distance; missing if one of them is."""


@record
class _Calorific:
    """The net calorific value of a row: MJ per ``fuel`` in the state ``basis``. ``state`` 0 none, 1 known, 2 unfit."""

    value: Cell
    fuel: Cell
    basis: Cell
    state: Cell


class ActivityAmounts:
    """The columns of the amount on the calculation sheet of the activities."""

    def __init__(self, typed: TypedRows, factors: ActivityFactors, units: UnitList, legs: Legs) -> None:
        self.typed = typed
        self.factors = factors
        self.units = units
        self.legs = legs
        self.columns = NamedColumns(typed.sheet)

    def text(self, field: str) -> Cell:
        """A typed text, empty where there is none."""
        return self.factors.text(field)

    # --- the reading ----------------------------------------------------------------------------------

    @property
    def _by_legs(self) -> Formula:
        """Whether the amount is that of the transport legs."""
        legs = self.columns.add("legs", self.legs.count(self.text("id")), "integer", absent=ZERO)
        is_transport = call("EXACT", self.text("kind"), Text("transport"))
        none = infix("=", self.typed.is_filled("amount"), ZERO)
        return call("AND", none, is_transport, infix(">", legs, ZERO))

    @property
    def measures(self) -> Cell:
        """What the amount measures; empty where there is none."""
        position = self.typed.unit_position("amount")
        typed = when(combine.is_missing(position), NOTHING, combine.entry(self.units.dimensions, position))
        filled = infix("=", self.typed.is_filled("amount"), ONE)
        found = when(filled, typed, when(self._by_legs, _TRANSPORT, NOTHING))
        return self.columns.add("measures", found, "text")

    @property
    def amount(self) -> Cell:
        """The reading times the multiplier of its meter."""
        filled = infix("=", self.typed.is_filled("amount"), ONE)
        work = when(self._by_legs, self.legs.work(self.text("id")), MISSING)
        reading = self.columns.add("reading", when(filled, self.typed.column("amount"), work))
        by = self.typed.column("multiplier")
        is_plain = infix("=", self.typed.is_filled("multiplier"), ZERO)
        return self.columns.add("amount", when(is_plain, reading, infix("*", reading, by)))

    # --- states of a mass, of a gas -------------------------------------------------------------------

    def _is(self, left: Formula, right: Formula) -> Formula:
        return call("EXACT", left, right)

    @property
    def _dry_part(self) -> Cell:
        return self.columns.add("1 − moisture", infix("-", ONE, self.typed.column("moisture")))

    def _to_dry(self, basis: Cell) -> Cell:
        """What a mass in a state is multiplied by to become dry."""
        return self._step(basis, "as-received", unstated=ONE)

    def _to_received(self, basis: Cell) -> Cell:
        """What a mass in a state is divided by to be as received."""
        return self._step(basis, "dry", unstated=self._dry_part)

    def _step(self, basis: Cell, changing: str, unstated: Formula) -> Cell:
        kinds = call("OR", *(self._is(self.text("kind"), Text(each)) for each in _TAKEN_AS_DRY))
        without = when(kinds, unstated, MISSING)
        stated = when(self._is(basis, Text(changing)), self._dry_part, ONE)
        return self.columns.add(f"from {changing}", when(infix("=", basis, NOTHING), without, stated))

    def _on_basis(self, value: Formula, measures: Formula, basis: Cell, wanted: Cell | Text) -> Formula:
        """A mass in the state that is wanted; every other quantity as it is."""
        to_received = self._to_received(basis)
        received = when(infix("=", to_received, ZERO), MISSING, infix("/", value, to_received))
        changed = when(
            self._is(wanted, Text("dry")),
            infix("*", value, self._to_dry(basis)),
            when(self._is(wanted, Text("as-received")), received, value),
        )
        as_is = call("OR", call("NOT", self._is(measures, _MASS)), self._is(basis, wanted))
        return when(as_is, value, changed)

    def _in_gas_state(self, value: Formula, measures: Formula, wanted: Formula) -> Formula:
        """A gas volume at the temperature that is wanted; every other quantity as it is."""
        to_normal = call("AND", self._is(measures, _AT_20), self._is(wanted, _NORMAL))
        to_20 = call("AND", self._is(measures, _NORMAL), self._is(wanted, _AT_20))
        return when(to_normal, infix("*", value, _TO_NORMAL), when(to_20, infix("/", value, _TO_NORMAL), value))

    def _measures_in_state(self, measures: Formula, wanted: Formula) -> Formula:
        gases = [call("OR", *(self._is(each, gas) for gas in (_NORMAL, _AT_20))) for each in (measures, wanted)]
        return when(call("AND", *gases), wanted, measures)

    @property
    def mass(self) -> Cell:
        """The dry mass."""
        basis = self.text("basis")
        dry = self._on_basis(self.amount, self.measures, basis, Text("dry"))
        return self.columns.add("dry mass", when(self._is(self.measures, _MASS), dry, MISSING))

    # --- energy ---------------------------------------------------------------------------------------

    def _calorific(self) -> _Calorific:
        """Measured for the row, else that of the factor it uses, else the only one of its flow."""
        library, add = self.factors.library, self.columns.add
        position = self.typed.unit_position(NCV)
        own = call("AND", infix("=", self.typed.is_filled(NCV), ONE), call("NOT", combine.is_missing(position)))
        is_own = add("own calorific value", when(own, ONE, ZERO), "integer")
        gross = self._is(self.text("ncv_basis"), Text("gross"))
        named = combine.entry(library.calorific, self.factors.library_position)
        used = when(infix("=", self.factors.use, FROM_LIBRARY), named, ZERO)
        by_factor = add("calorific value of the factor", used, "integer")
        flow = call("EXACT", library.flows, self.text("flow"))
        holding = infix("*", infix("*", flow, library.usable), infix(">", library.calorific, ZERO))
        most = add("calorific value of the flow", total(call("MAX", infix("*", holding, library.calorific))), "integer")
        others = infix("+", library.calorific, infix("*", infix("-", ONE, holding), _FAR))
        least = add("another of the flow", total(call("MIN", others)), "integer")
        by_flow = when(infix("=", most, ZERO), ZERO, when(infix("=", most, least), most, Number(-1.0)))
        number = add("calorific value", when(infix(">", by_factor, ZERO), by_factor, by_flow), "integer")
        library_state = when(infix(">", number, ZERO), ONE, when(infix("=", number, ZERO), ZERO, Number(2.0)))
        own_state = when(gross, Number(2.0), ONE)
        state = add("calorific value known", when(infix("=", is_own, ONE), own_state, library_state), "integer")
        here = infix("=", is_own, ONE)
        known = infix(">", number, ZERO)
        last = total(
            call("MAX", infix("*", holding, infix("*", infix("=", library.calorific, number), library.numbers)))
        )
        source = when(infix(">", by_factor, ZERO), self.factors.library_position, last)
        basis = combine.entry(library.details["basis"], add("factor with it", source, "integer"))
        value = when(
            here, self.typed.column(NCV), when(known, combine.entry(library.calorific_values, number), MISSING)
        )
        per = when(known, combine.entry(library.calorific_fuels, number), NOTHING)
        fuel = when(here, combine.entry(self.units.below, position), per)
        stated = when(infix("=", call("LEN", basis), ZERO), NOTHING, basis)
        return _Calorific(
            add("net calorific value", value),
            add("per fuel", fuel, "text"),
            add("fuel weighed", when(here, self.text("basis"), when(known, stated, NOTHING)), "text"),
            state,
        )

    def _energy_of_fuel(self, ncv: _Calorific) -> Formula:
        """The energy of the amount by the calorific value; missing if that is per something else."""
        counted = self.columns.add("fuel", self._in_gas_state(self.amount, self.measures, ncv.fuel))
        measured = self.columns.add("fuel measures", self._measures_in_state(self.measures, ncv.fuel), "text")
        fuel = self._on_basis(counted, measured, self.text("basis"), ncv.basis)
        return when(self._is(measured, ncv.fuel), infix("*", fuel, ncv.value), MISSING)

    @property
    def energy(self) -> Cell:
        """The energy of the amount: itself, or that of so much fuel."""
        ncv = self._calorific()
        burnt = when(infix("=", ncv.state, ONE), self._fuel_energy(ncv), MISSING)
        return self.columns.add("energy", when(self._is(self.measures, _ENERGY), self.amount, burnt))

    def _fuel_energy(self, ncv: _Calorific) -> Cell:
        return self.columns.add("energy of the fuel", self._energy_of_fuel(ncv))

    # --- what the factor counts -----------------------------------------------------------------------

    @property
    def factor_amount(self) -> Cell:
        """The amount on the basis and in the kind of quantity that the factor is per."""
        factors, add = self.factors, self.columns.add
        per, basis = factors.per, self.columns.clean_text("factor basis", factors.detail("basis"))
        counted = add("counted", self._in_gas_state(self.amount, self.measures, per))
        measured = add("counted measures", self._measures_in_state(self.measures, per), "text")
        direct = add("counted directly", self._on_basis(counted, measured, self.text("basis"), basis))
        through = add("counted through", self._through(per, basis))
        fits = call("AND", self._is(measured, per), factors.gives_emission)
        found = when(fits, direct, when(factors.gives_emission, through, MISSING))
        reject = infix("=", factors.use, OWN_REJECT)
        absent = infix("=", factors.use, NONE)
        return add("amount for the factor", when(reject, ZERO, when(absent, MISSING, found)))

    def _through(self, per: Cell, basis: Cell) -> Formula:
        """From fuel to energy, or from energy to fuel, by the net calorific value."""
        ncv = self._calorific()
        backwards = self._is(self.measures, _ENERGY)
        found = when(
            self._is(per, _ENERGY), self._fuel_energy(ncv), when(backwards, self._fuel(ncv, per, basis), MISSING)
        )
        return when(infix("=", ncv.state, ONE), found, MISSING)

    def _fuel(self, ncv: _Calorific, per: Cell, wanted: Cell) -> Formula:
        """The amount of fuel that gives the energy; missing if the calorific value is per something else."""
        burnt = self.columns.add("fuel burnt", combine.quotient(self.amount, ncv.value))
        counted = self.columns.add("fuel burnt in its state", self._in_gas_state(burnt, ncv.fuel, per))
        measured = self.columns.add("fuel burnt measures", self._measures_in_state(ncv.fuel, per), "text")
        stated = when(infix("=", ncv.basis, NOTHING), self.text("basis"), ncv.basis)
        basis = self.columns.add("fuel burnt weighed", stated, "text")
        return when(self._is(measured, per), self._on_basis(counted, measured, basis, wanted), MISSING)
