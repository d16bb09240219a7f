"""What is worked out for an activity before any formula: amounts, and the emission factor it uses.

It works on a row of the plain document. What is missing is NaN or ``None``; nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER, valid_on
from refcf_rules.targets.python.runtime.data_types import FactorData
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import Unit, sides_of

MASS = "kg"
ENERGY = "MJ"
_TRANSPORT_WORK = "kg·m"
_GAS_AT_0 = "Nm3"
_GASES = (_GAS_AT_0, "m3(20°C)")
# Ideal gas at equal pressure: a volume at 20 °C (293.15 K) shrinks so on its way to 0 °C (273.15 K).
_TO_NORMAL = 273.15 / 293.15
_DRY = "dry"
_AS_RECEIVED = "as-received"
_TAKEN_AS_DRY = ("packaging", "auxiliary", "waste")
_COUNTED = ("kgCO2e", "kgCO2")
_PARTS = ("fossil", "biogenic", "land_use", "aircraft")
# People round what they copy: 0.531 for 0.5306. A limit is compared as printed: there are many of them.
_SAME_VALUE = 1e-3
_SAME_LIMIT = 1e-6
_LIMIT = "limit"

PlainActivity = Mapping[str, object]
Calorific = tuple[float, str, str | None]
"""MJ per canonical amount, what the energy is per, and the state of a mass it is per."""


class Amount:
    """An amount in canonical units: what it measures, the state it is weighed in, the unit it was written in."""

    __slots__ = ("basis", "dimension", "unit", "value")

    def __init__(self, value: float, dimension: str, basis: str | None, unit: Unit | None = None) -> None:
        self.value = value
        self.dimension = dimension
        self.basis = basis
        self.unit = unit


class OwnFactor:
    """The factor an activity uses. ``library`` is that of the standard, if it is one; ``basis`` its mass basis."""

    __slots__ = ("basis", "dimension", "library", "parts", "split", "unit", "value")

    def __init__(self, value: float, parts: Sequence[float], unit: str, dimension: str) -> None:
        self.value = value
        self.parts = parts
        self.unit = unit
        self.dimension = dimension
        self.library: FactorData | None = None
        self.basis: str | None = None
        self.split = True


class Use:
    """The fields of an activity that are worked out, and those of its factor; most only when they are asked for.

    ``split`` says whether the components of the factor were stated; if not, all counts as fossil. The
    units are those to show the numbers in.
    """

    __slots__ = (
        "_amount",
        "_day",
        "_factor",
        "_row",
        "_standard",
        "aircraft",
        "amount",
        "biogenic",
        "fossil",
        "land_use",
        "split",
        "value",
    )

    def __init__(self, row: PlainActivity, legs: object, standard: Standard, day: str | None) -> None:
        self._row = row
        self._standard = standard
        self._day = day
        self._amount = amount_of(row, legs, standard)
        self.amount = self._amount.value
        factor = None if is_own_reject(row) else factor_of(row, standard, day)
        self._factor = factor
        if factor is None:
            self._take_nothing()
        else:
            self.value = factor.value
            self.fossil, self.biogenic, self.land_use, self.aircraft = factor.parts
            self.split = factor.split

    def _take_nothing(self) -> None:
        """Own rejects count as zero, whatever is typed in; else the factor is missing."""
        is_zero = is_own_reject(self._row)
        self.fossil = self.biogenic = self.land_use = self.aircraft = 0.0 if is_zero else NOT_A_NUMBER
        typed = self._typed_value() if is_zero else None
        self.value = NOT_A_NUMBER if typed is None else typed[0]
        self.split = True

    def _typed_value(self) -> tuple[float, Unit] | None:
        return quantity(factor_cell(self._row, "value"), factor_cell(self._row, "unit"), self._standard)

    # --- amounts --------------------------------------------------------------------------------------

    @property
    def mass(self) -> float:
        """The dry mass."""
        amount = self._amount
        return on_basis(self._row, amount, _DRY, self._standard).value if amount.dimension == MASS else NOT_A_NUMBER

    @property
    def energy(self) -> float:
        """The energy: the amount itself, or that of so much fuel."""
        found = self._energy()
        return NOT_A_NUMBER if found is None else found.value

    def _energy(self) -> Amount | None:
        if self._amount.dimension == ENERGY:
            return self._amount
        return energy_of(self._row, self._amount, self._ncv(), self._standard)

    @property
    def factor_amount(self) -> float:
        """The amount as the factor counts it."""
        if is_own_reject(self._row):
            return 0.0
        found = self._counted()
        return NOT_A_NUMBER if found is None else found.value

    def _counted(self) -> Amount | None:
        factor, amount = self._factor, self._amount
        if factor is None:
            return None
        emission, per = sides_of(factor.dimension)
        if emission not in _COUNTED:
            return None
        counted: Amount | None = in_gas_state(amount, per)
        if counted is None or counted.dimension != per:
            counted = _through(self._row, amount, self._ncv(), per, self._standard)
        return None if counted is None else on_basis(self._row, counted, factor.basis, self._standard)

    def _ncv(self) -> Calorific | None:
        return calorific_value(self._row, self._factor, self._standard, self._day)

    @property
    def amount_unit(self) -> str | None:
        """The unit of the amount, as written."""
        return None if self._amount.unit is None else self._amount.unit.symbol

    @property
    def energy_unit(self) -> str:
        """The unit of the amount if that is an energy."""
        found = self._energy()
        return "GJ" if found is None or found.unit is None else found.unit.symbol

    @property
    def factor_amount_unit(self) -> str | None:
        """The unit of the amount, else what stands below the stroke of the factor."""
        found = self._counted()
        if found is None or self._factor is None:
            return None
        return _below_stroke(self._factor, self._standard) if found.unit is None else found.unit.symbol

    # --- what is said of the factor -------------------------------------------------------------------

    def _said(self, name: str) -> object:
        """What the library says of its factor, else what was typed in."""
        factor = self._factor
        found = None if factor is None or factor.library is None else factor.library.get(name)
        return factor_cell(self._row, name) if found is None else found

    def _text(self, name: str) -> str | None:
        found = self._said(name)
        return found if isinstance(found, str) else None

    @property
    def kind(self) -> str | None:
        """The kind of the factor."""
        return self._text("kind")

    @property
    def basis(self) -> str | None:
        """The state of the mass it is per."""
        return self._text("basis")

    @property
    def gwp(self) -> str | None:
        """The set of global warming potentials."""
        return self._text("gwp")

    @property
    def place(self) -> str | None:
        """Where it holds."""
        return self._text("place")

    @property
    def source(self) -> str | None:
        """Where it is from."""
        return self._text("source")

    @property
    def status(self) -> str | None:
        """How well it is founded."""
        return self._text("status")

    @property
    def losses(self) -> str | None:
        """Whether losses of transmission are in it."""
        return self._text("losses")

    @property
    def year(self) -> float:
        """The year it is for."""
        return plain_share(self._said("year"), self._standard)

    @property
    def factor_unit(self) -> str | None:
        """The unit of the factor."""
        if self._factor is not None:
            return self._factor.unit
        typed = self._typed_value()
        return None if typed is None else typed[1].symbol

    # --- what the library knows of its value ----------------------------------------------------------

    @property
    def low(self) -> float:
        """The low end of the library's plausible range for the flow of the row, whatever factor it uses."""
        known = self._ranged()
        return NOT_A_NUMBER if known is None else known.get("low", NOT_A_NUMBER)

    @property
    def high(self) -> float:
        """The high end of that range."""
        known = self._ranged()
        return NOT_A_NUMBER if known is None else known.get("high", NOT_A_NUMBER)

    def _ranged(self) -> FactorData | None:
        factor = self._factor
        if factor is None:
            return None
        known = factor.library or self._of_flow()
        is_alike = known is not None and sides_of(known["dimension"])[1] == sides_of(factor.dimension)[1]
        return known if is_alike else None

    def _of_flow(self) -> FactorData | None:
        flow = self._row.get("flow")
        same_flow = self._standard.factors_of(flow) if isinstance(flow, str) else []
        found = at_place(self._row, [each for each in same_flow if _holds(each, self._day)])
        return found[0] if len(found) == 1 else None

    @property
    def printed_as(self) -> str | None:
        """The kind under which the library has the very value that a company typed in under another kind."""
        factor, claimed = self._factor, self.kind
        if factor is None or factor.library is not None or claimed is None:
            return None
        above, per = sides_of(factor.dimension)
        if above not in _COUNTED:
            return None
        kinds = printed_kinds(self._standard, factor.value, per)
        return kinds[0] if kinds and claimed not in kinds else None


def activity_use(row: PlainActivity, legs: object, standard: Standard, day: str | None) -> Use:
    """Everything about the amount and the factor of a row; ``day`` is the last of the period."""
    return Use(row, legs, standard, day)


def _below_stroke(factor: OwnFactor, standard: Standard) -> str | None:
    """The unit below the stroke: TJ of kgCO2/TJ."""
    below = factor.unit.partition("/")[2]
    if "·" in below:
        below = below.removeprefix("(").removesuffix(")")
    found = standard.units.unit(below) if below else None
    return None if found is None else found.symbol


# --- cells --------------------------------------------------------------------------------------------


def quantity(value: object, unit: object, standard: Standard) -> tuple[float, Unit] | None:
    """A canonical number and its unit from a plain row, where it is a text or a number beside a ``unit``."""
    if isinstance(value, str):
        number, _, symbol = value.partition(" ")
        found = standard.units.unit(symbol)
        return None if found is None else (found.to_canonical(float(number)), found)
    found = standard.units.unit(unit) if isinstance(unit, str) else None
    if found is None or not isinstance(value, int | float):
        return None
    return found.to_canonical(float(value)), found


def plain_share(value: object, standard: Standard) -> float:
    """A number that needs no unit, or a share in a text."""
    if isinstance(value, str):
        found = quantity(value, None, standard)
        return NOT_A_NUMBER if found is None else found[0]
    return float(value) if isinstance(value, int | float) else NOT_A_NUMBER


def text_cell(row: PlainActivity, name: str) -> str | None:
    """A text or option of a row."""
    found = row.get(name)
    return found if isinstance(found, str) else None


def factor_cell(row: PlainActivity, name: str) -> object:
    """A cell of the factor: in its group, or beside the id of a library factor under its full id."""
    group = row.get("factor")
    found = group.get(name) if isinstance(group, dict) else None
    return row.get(f"factor.{name}") if found is None else found


def is_own_reject(row: PlainActivity) -> bool:
    """Whether the row is the product's own reject coming back: it enters with zero burden and needs no factor."""
    return row.get("origin") == "own-reject"


# --- amounts ------------------------------------------------------------------------------------------


def amount_of(row: PlainActivity, legs: object, standard: Standard) -> Amount:
    """As read, times the multiplier of the meter; a transport without an amount takes Σ mass × distance."""
    read = _reading_of(row, legs, standard)
    multiplier = row.get("multiplier")
    if multiplier is not None:
        read.value *= plain_share(multiplier, standard)
    return read


def _reading_of(row: PlainActivity, legs: object, standard: Standard) -> Amount:
    basis = text_cell(row, "basis")
    value = row.get("amount")
    if value is not None:
        found = quantity(value, row.get("unit"), standard)
        if found is not None:
            return Amount(found[0], found[1].dimension, basis, found[1])
    elif isinstance(legs, list) and legs and row.get("kind") == "transport":
        work = 0.0
        for leg in legs:
            work += _leg(leg, "mass", standard) * _leg(leg, "distance", standard)
        return Amount(work, _TRANSPORT_WORK, basis, standard.units.unit("tkm"))
    return Amount(NOT_A_NUMBER, "", basis)


def _leg(leg: Mapping[str, object], name: str, standard: Standard) -> float:
    found = quantity(leg.get(name), None, standard)
    return NOT_A_NUMBER if found is None else found[0]


def on_basis(row: PlainActivity, amount: Amount, wanted: str | None, standard: Standard) -> Amount:
    """A mass in the state that a factor or a calorific value is per; other quantities as they are."""
    if wanted not in (_DRY, _AS_RECEIVED) or amount.dimension != MASS or amount.basis == wanted:
        return amount
    if amount.basis is None and row.get("kind") not in _TAKEN_AS_DRY:
        return Amount(NOT_A_NUMBER, MASS, None, amount.unit)
    if wanted == _DRY:
        if amount.basis != _AS_RECEIVED:
            return amount
        return Amount(amount.value * _dry_part(row, standard), MASS, _DRY, amount.unit)
    if amount.basis not in (_DRY, None):
        return amount
    return Amount(_quotient(amount.value, _dry_part(row, standard)), MASS, _AS_RECEIVED, amount.unit)


def dry_mass(row: PlainActivity, mass: float, standard: Standard) -> float:
    """A mass as weighed without its water; missing where nothing says what state it was weighed in."""
    basis = row.get("basis")
    if basis == _AS_RECEIVED:
        return mass * _dry_part(row, standard)
    return NOT_A_NUMBER if basis is None and row.get("kind") not in _TAKEN_AS_DRY else mass


def _dry_part(row: PlainActivity, standard: Standard) -> float:
    return 1.0 - plain_share(row.get("moisture"), standard)


def _quotient(dividend: float, divisor: float) -> float:
    return NOT_A_NUMBER if divisor == 0 else dividend / divisor


def in_gas_state(amount: Amount, wanted: str) -> Amount:
    """A gas volume at the temperature asked for; other quantities as they are."""
    if amount.dimension == wanted or amount.dimension not in _GASES or wanted not in _GASES:
        return amount
    value = amount.value * _TO_NORMAL if wanted == _GAS_AT_0 else amount.value / _TO_NORMAL
    return Amount(value, wanted, amount.basis)


# --- fuels --------------------------------------------------------------------------------------------


def calorific_value(
    row: PlainActivity, factor: OwnFactor | None, standard: Standard, day: str | None
) -> Calorific | None:
    """The one of the row, else of the factor it names or of its flow; none if there are several, or a gross one."""
    typed = row.get("ncv")
    if typed is not None:
        found = quantity(typed, None, standard)
        if found is None or row.get("ncv_basis") == "gross":
            return None
        return found[0], sides_of(found[1].dimension)[1], text_cell(row, "basis")
    known: dict[tuple[float, str], Calorific] = {}
    for each in _known_fuels(row, factor, standard, day):
        ncv = each["ncv"]
        known[ncv["value"], ncv["unit"]] = ncv["value"], sides_of(ncv["dimension"])[1], each.get("basis")
    return next(iter(known.values())) if len(known) == 1 else None


def _known_fuels(
    row: PlainActivity, factor: OwnFactor | None, standard: Standard, day: str | None
) -> Sequence[FactorData]:
    if factor is not None and factor.library is not None and "ncv" in factor.library:
        return [factor.library]
    flow = row.get("flow")
    same_flow = standard.factors_of(flow) if isinstance(flow, str) else []
    return [each for each in same_flow if "ncv" in each and _holds(each, day)]


def energy_of(row: PlainActivity, amount: Amount, ncv: Calorific | None, standard: Standard) -> Amount | None:
    """The energy of so much fuel by its net calorific value."""
    if ncv is None:
        return None
    value, per, basis = ncv
    fuel = on_basis(row, in_gas_state(amount, per), basis, standard)
    return Amount(fuel.value * value, ENERGY, fuel.basis) if fuel.dimension == per else None


def _fuel_of(row: PlainActivity, energy: Amount, ncv: Calorific, wanted: str) -> Amount | None:
    """The amount of fuel that gives an energy."""
    value, per, basis = ncv
    state = basis or text_cell(row, "basis") or energy.basis
    fuel = in_gas_state(Amount(_quotient(energy.value, value), per, state), wanted)
    return fuel if fuel.dimension == wanted else None


def _through(row: PlainActivity, amount: Amount, ncv: Calorific | None, per: str, standard: Standard) -> Amount | None:
    """From fuel to energy, or from energy to fuel, by the net calorific value."""
    if ncv is None:
        return None
    if per == ENERGY:
        return energy_of(row, amount, ncv, standard)
    return _fuel_of(row, amount, ncv, per) if amount.dimension == ENERGY else None


# --- factors ------------------------------------------------------------------------------------------


def factor_of(row: PlainActivity, standard: Standard, day: str | None) -> OwnFactor | None:
    """The factor of an activity: its own, else the one it names, else the one for its flow; ``None`` if not one."""
    own = _typed_factor(row, standard)
    if own is not None:
        return own
    named = row.get("factor")
    if isinstance(named, str):
        found = standard.factor_named(named)
        return library_use(found) if found is not None and _holds(found, day) else None
    flow = row.get("flow")
    if not isinstance(flow, str):
        return None
    chosen = at_place(row, [each for each in standard.factors_of(flow) if _holds(each, day)])
    return library_use(chosen[0]) if len(chosen) == 1 else None


def _typed_factor(row: PlainActivity, standard: Standard) -> OwnFactor | None:
    """The factor typed in: its value, its parts, or both; what the parts leave of the value is fossil."""
    group = row.get("factor")
    cells: Mapping[str, object] = group if isinstance(group, dict) else _cells_beside(row)
    if not cells:
        return None
    beside, typed = cells.get("unit"), cells.get("value")
    value = None if typed is None else quantity(typed, beside, standard)
    if value is not None and not any(name in cells for name in _PARTS):
        return _own(value[0], (value[0], 0.0, 0.0, 0.0), value[1], cells, is_split=False)
    parts = [quantity(cells.get(name), beside, standard) for name in _PARTS]
    first = next((found for found in (value, *parts) if found is not None), None)
    if first is None:
        return None
    fossil, biogenic, land_use, aircraft = (0.0 if found is None else found[0] for found in parts)
    if value is not None and parts[0] is None:
        fossil = value[0] - land_use - aircraft
    headline = 0.0 + fossil + land_use + aircraft if value is None else value[0]
    is_split = any(found is not None for found in parts)
    return _own(headline, (fossil, biogenic, land_use, aircraft), first[1], cells, is_split=is_split)


def _own(value: float, parts: Sequence[float], unit: Unit, cells: Mapping[str, object], *, is_split: bool) -> OwnFactor:
    own = OwnFactor(value, parts, unit.symbol, unit.dimension)
    basis = cells.get("basis")
    own.basis = basis if isinstance(basis, str) else None
    own.split = is_split
    return own


def _cells_beside(row: PlainActivity) -> dict[str, object]:
    """The cells of the factor that stand beside the id of a library factor, under their full ids."""
    return {name.removeprefix("factor."): value for name, value in row.items() if name.startswith("factor.")}


def library_use(factor: FactorData) -> OwnFactor:
    """A factor of the library as a row uses it."""
    use = OwnFactor(factor["value"], factor["parts"], factor["unit"], factor["dimension"])
    use.library = factor
    use.basis = factor.get("basis")
    use.split = factor.get("split", False)
    return use


def at_place(row: PlainActivity, factors: Sequence[FactorData]) -> Sequence[FactorData]:
    """Those of the row's place, when several fit and the row has a place; never a near one."""
    place = row.get("place")
    if len(factors) == 1 or not isinstance(place, str):
        return factors
    return [each for each in factors if "place" in each and folded(each["place"]) == place]


def _holds(factor: FactorData, day: str | None) -> bool:
    return valid_on(factor.get("since"), factor.get("until"), day)


def printed_kinds(standard: Standard, value: float, per: str) -> list[str]:
    """The kinds under which the library prints a value per some quantity, in the order of the library."""
    values, factors = standard.printed_per(per)
    # The values are sorted: only those near enough for the wider tolerance are looked at.
    reach = abs(value) * _SAME_VALUE * 2
    near = factors[bisect_left(values, value - reach) : bisect_right(values, value + reach)]
    return [each["kind"] for index, each in sorted(near, key=_first) if _is_printed(value, each)]


def _first(pair: tuple[int, FactorData]) -> int:
    return pair[0]


def _is_printed(value: float, factor: FactorData) -> bool:
    printed = factor["printed"]
    tolerance = _SAME_LIMIT if factor["kind"] == _LIMIT else _SAME_VALUE
    return printed != 0 and abs(value - printed) <= tolerance * max(abs(value), abs(printed))
