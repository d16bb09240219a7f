"""What is worked out for an activity before any formula: its amounts, and what is said of its factor."""

from __future__ import annotations

from refcf_rules.targets.python.runtime.amounts import (
    DRY,
    ENERGY,
    MASS,
    Amount,
    Calorific,
    amount_of,
    calorific_value,
    energy_of,
    in_gas_state,
    on_basis,
    through_fuel,
)
from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER
from refcf_rules.targets.python.runtime.data_types import FactorData
from refcf_rules.targets.python.runtime.factors import (
    OwnFactor,
    PlainActivity,
    at_place,
    factor_cell,
    factor_of,
    holds_on_day,
    is_own_reject,
    plain_share,
    printed_kinds,
    quantity,
)
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import Unit, sides_of

_COUNTED = ("kgCO2e", "kgCO2")


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
        return on_basis(self._row, amount, DRY, self._standard).value if amount.dimension == MASS else NOT_A_NUMBER

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
            counted = through_fuel(self._row, amount, self._ncv(), per, self._standard)
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
        if found is not None:
            return found
        typed = factor_cell(self._row, name)
        return folded(typed) if isinstance(typed, str) else typed

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
        found = at_place(self._row, [each for each in same_flow if holds_on_day(each, self._day)])
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
