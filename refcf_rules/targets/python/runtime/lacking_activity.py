"""Why the amount of an activity, its mass, its energy or its factor is missing, in the words of the reference."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.targets.python.runtime.amounts import (
    AS_RECEIVED,
    DRY,
    ENERGY,
    MASS,
    TAKEN_AS_DRY,
    Amount,
    Calorific,
    amount_of,
    calorific_value,
    in_gas_state,
    known_fuels,
    through_fuel,
)
from refcf_rules.targets.python.runtime.data_types import FactorData
from refcf_rules.targets.python.runtime.factors import (
    OwnFactor,
    PlainActivity,
    at_place,
    factor_of,
    holds_on_day,
    is_own_reject,
)
from refcf_rules.targets.python.runtime.lacks import TOO_LARGE, Lack, Words, lack_of, merged
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import sides_of

PERIOD_END = lack_of(("报告期的结束日期", "end of the reporting period"), "period.end", None, "/period/end")
Leg = tuple[PlainActivity, str, str]
"""A leg, its id and its pointer."""
_COUNTED_AS = ("kgCO2e", "kgCO2")
_RANGE = ("活动“{row}”的因子在因子库中的合理范围", "plausible range of the factor of activity “{row}”")
_PRINTED = (
    "与活动“{row}”的因子同值而类别不同的库中因子",
    "a factor of the library with the value of activity “{row}” and another kind",
)
_OF_LIBRARY = {"factor.low": _RANGE, "factor.high": _RANGE, "factor.printed_as": _PRINTED}
_ALL_BUT_WATER = ("1 − 含水率", "1 − moisture")
_OF_LEG = {"mass": ("发运质量", "mass as shipped"), "distance": ("运距", "distance")}


class LackingActivity:
    """One activity: what it is called, where it stands, and what was worked out of it.

    ``legs`` are its legs as the reading takes them, ``day`` is the last of the period.
    """

    def __init__(
        self, row: PlainActivity, id_: str, pointer: str, legs: Sequence[Leg], standard: Standard, day: str | None
    ) -> None:
        self.row = row
        self.id = id_
        self.pointer = pointer
        self.legs = legs
        self.standard = standard
        self.day = day
        name = row.get("name")
        self.name = folded(name) if isinstance(name, str) else id_
        self.amount = amount_of(row, [leg for leg, _, _ in legs], standard)
        self.factor = None if is_own_reject(row) else factor_of(row, standard, day)

    def of(self, field: str) -> Lack:
        """Why a field that is worked out is missing."""
        if field in _OF_LIBRARY:
            return self._of_factor(*_OF_LIBRARY[field])
        if field.startswith("factor.") or (field == "factor_amount" and self.factor is None):
            return self._no_factor()
        amount = self._of_amount()
        if amount is not None or field == "amount":
            return amount or TOO_LARGE
        found = {"mass": self._mass, "energy": self._energy, "factor_amount": self._factor_amount}[field]()
        return found or TOO_LARGE

    # --- amounts --------------------------------------------------------------------------------------

    def _lacks(self, field: str, label: Words) -> Lack:
        return _lacks(("活动", "activity"), self.name, label, ("activity", field, self.id, self.pointer))

    def _of_amount(self) -> Lack | None:
        if self.row.get("amount") is not None:
            return None if self.amount.value - self.amount.value == 0 else TOO_LARGE
        if not self.legs or self.row.get("kind") != "transport":
            return self._lacks("amount", ("数量", "amount"))
        return merged(found for leg in self.legs for found in self._of_leg(*leg))

    def _of_leg(self, leg: PlainActivity, id_: str, pointer: str) -> list[Lack]:
        name = leg.get("name")
        label = folded(name) if isinstance(name, str) else id_
        return [
            _lacks(("运输段", "transport leg"), label, _OF_LEG[field], ("leg", field, id_, pointer))
            for field in ("mass", "distance")
            if leg.get(field) is None
        ]

    def _mass(self) -> Lack | None:
        amount = self.amount
        if amount.dimension != MASS:
            return self._not_measured(("质量", "mass"))
        return self._on_basis(amount, DRY)

    def _energy(self) -> Lack | None:
        ncv = self._calorific()
        if isinstance(ncv, Lack):
            return ncv
        fuel = None if ncv is None else in_gas_state(self.amount, ncv[1])
        if ncv is None or fuel is None or fuel.dimension != ncv[1]:
            return self._not_measured(("能量", "energy"))
        return self._on_basis(fuel, ncv[2])

    def _factor_amount(self) -> Lack | None:
        factor, amount = self.factor, self.amount
        if factor is None:
            return None
        emission, per = sides_of(factor.dimension)
        counted = in_gas_state(amount, per)
        if counted.dimension == per and emission in _COUNTED_AS:
            return self._on_basis(counted, factor.basis)
        ncv = self._calorific()
        if isinstance(ncv, Lack):
            return ncv
        through = through_fuel(self.row, amount, ncv, per, self.standard) if emission in _COUNTED_AS else None
        if ncv is None or through is None:
            return self._mismatch(amount, factor)
        if per == ENERGY:
            return self._on_basis(in_gas_state(amount, ncv[1]), ncv[2])
        return self._on_basis(through, factor.basis)

    def _on_basis(self, amount: Amount, wanted: str | None) -> Lack | None:
        """What the state of a mass leaves open: its basis or its moisture."""
        if wanted not in (DRY, AS_RECEIVED) or amount.dimension != MASS or amount.basis == wanted:
            return None
        if amount.basis is None and self.row.get("kind") not in TAKEN_AS_DRY:
            return self._lacks("basis", ("质量基准", "mass basis"))
        if self.row.get("moisture") is None:
            return self._lacks("moisture", ("含水率", "moisture"))
        zh, en = _ALL_BUT_WATER
        return None if wanted == DRY else lack_of((f"除数为零：{zh}为 0", f"division by zero: {en} is 0"))

    def _not_measured(self, wanted: Words) -> Lack:
        unit = "" if self.amount.unit is None else self.amount.unit.symbol
        zh = f"活动“{self.name}”的{wanted[0]}（数量以 {unit} 计，不是{wanted[0]}）"
        en = f"{wanted[1]} of activity “{self.name}” (its amount is in {unit}, which is no {wanted[1]})"
        return lack_of((zh, en), "activity.amount", self.id, f"{self.pointer}/amount")

    def _mismatch(self, amount: Amount, factor: OwnFactor) -> Lack:
        unit = "" if amount.unit is None else amount.unit.symbol
        zh = f"活动“{self.name}”：数量的单位 {unit} 与因子的单位 {factor.unit} 不相配"
        en = f"activity “{self.name}”: the amount in {unit} does not go with a factor in {factor.unit}"
        return lack_of((zh, en), "activity.amount", self.id, f"{self.pointer}/amount")

    # --- calorific values -----------------------------------------------------------------------------

    def _calorific(self) -> Calorific | Lack | None:
        """The net calorific value, or why none can be used: only a gross one is given, or the library has several."""
        found = calorific_value(self.row, self.factor, self.standard, self.day)
        if found is not None:
            return found
        if self.row.get("ncv") is not None:
            zh = f"活动“{self.name}”的低位发热量（所给为高位发热量）"
            en = f"net calorific value of activity “{self.name}” (the one given is gross)"
            return self._of_calorific(zh, en)
        known = known_fuels(self.row, self.factor, self.standard, self.day)
        by_value = {(each["ncv"]["value"], each["ncv"]["unit"]): each["id"] for each in known}
        if not by_value:
            return None
        listed = ", ".join(by_value.values())
        zh = f"活动“{self.name}”的低位发热量（因子库中有多个：{listed}）"
        return self._of_calorific(
            zh, f"net calorific value of activity “{self.name}” (the library has several: {listed})"
        )

    def _of_calorific(self, zh: str, en: str) -> Lack:
        return lack_of((zh, en), "activity.ncv", self.id, f"{self.pointer}/ncv")

    # --- factors --------------------------------------------------------------------------------------

    def _no_factor(self) -> Lack:
        named, flow = self.row.get("factor"), self.row.get("flow")
        if isinstance(named, str):
            found = self.standard.factor_named(named)
            if found is not None:
                return self._not_valid([found])
            return self._of_factor(
                f"活动“{{row}}”的因子“{named}”不在因子库中",
                f"factor “{named}” of activity “{{row}}” is not in the library",
            )
        if not isinstance(flow, str):
            return self._of_factor("活动“{row}”的排放因子（未写明流）", "factor of activity “{row}” (no flow is named)")
        same_flow = self.standard.factors_of(flow)
        if not same_flow:
            return self._of_factor(
                f"活动“{{row}}”的排放因子（库中没有“{folded(flow)}”）",
                f"factor of activity “{{row}}” (the library has none for “{folded(flow)}”)",
            )
        valid = [each for each in same_flow if holds_on_day(each, self.day)]
        return self._several(valid) if valid else self._not_valid(same_flow)

    def _several(self, valid: Sequence[FactorData]) -> Lack:
        chosen = at_place(self.row, valid)
        listed = ", ".join(each["id"] for each in chosen or valid)
        if chosen:
            return self._of_factor(
                f"活动“{{row}}”的因子有多个匹配：{listed}", f"several factors match activity “{{row}}”: {listed}"
            )
        return self._of_factor(
            f"活动“{{row}}”所在地域没有因子，现有：{listed}",
            f"no factor for the place of activity “{{row}}”, only {listed}",
        )

    def _not_valid(self, factors: Sequence[FactorData]) -> Lack:
        if self.day is None:
            return PERIOD_END
        listed = ", ".join(each["id"] for each in factors)
        return self._of_factor(
            f"活动“{{row}}”的因子在报告期最后一天无效：{listed}",
            f"the factor of activity “{{row}}” does not hold on the last day of the period: {listed}",
        )

    def _of_factor(self, zh: str, en: str) -> Lack:
        words = zh.replace("{row}", self.name), en.replace("{row}", self.name)
        return lack_of(words, "activity.factor.value", self.id, f"{self.pointer}/factor")


def _lacks(table: Words, row: str, label: Words, place: tuple[str, str, str, str]) -> Lack:
    table_id, field, id_, pointer = place
    words = f"{table[0]}“{row}”的{label[0]}", f"{label[1]} of {table[1]} “{row}”"
    return lack_of(words, f"{table_id}.{field}", id_, f"{pointer}/{field}")
