"""What the library knows about the value a row uses: its plausible range, and whether it is printed as another kind."""

from __future__ import annotations

from math import isclose
from typing import Final

from refcf_rules.evaluate.amount import label_of, text_of
from refcf_rules.evaluate.dated import valid_on
from refcf_rules.evaluate.factor import FactorUse, Library, at_place
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row
from refcf_rules.model.component import HEADLINE
from refcf_rules.model.number import Factor
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.spelling import folded
from refcf_rules.source.message import Message

# People round what they copy: 0.531 for 0.5306. A limit is compared as printed: there are many of them.
_SAME_VALUE: Final = 1e-3
_SAME_LIMIT: Final = 1e-6
_EMISSIONS: Final = (Dimension.of(Base.CO2E), Dimension.of(Base.CO2))
_NO_RANGE: Final = Message("活动“{row}”的因子在因子库中的合理范围", "plausible range of the factor of activity “{row}”")
_NOT_PRINTED: Final = Message(
    "与活动“{row}”的因子同值而类别不同的库中因子",
    "a factor of the library with the value of activity “{row}” and another kind",
)


def known_value_cells(row: Row, use: FactorUse | Missing | None, library: Library, day: str | None) -> dict[str, Datum]:
    """The fields ``factor.low``, ``factor.high`` and ``factor.printed_as``."""
    low, high = _range(row, use, library, day)
    return {"factor.low": low, "factor.high": high, "factor.printed_as": _printed_as(row, use, library)}


def _range(row: Row, use: FactorUse | Missing | None, library: Library, day: str | None) -> tuple[Datum, Datum]:
    """The plausible range of the library factor for the row's flow, whatever factor the row uses."""
    absent = _absent(row, _NO_RANGE)
    if not isinstance(use, FactorUse):
        return absent, absent
    factor = use.library or _of_flow(row, library, day)
    if factor is None or factor.plausible is None or _per(factor) != use.dimension.sides()[1]:
        return absent, absent
    return factor.plausible


def _of_flow(row: Row, library: Library, day: str | None) -> Factor | None:
    flow = text_of(row, "flow")
    same_flow = () if flow is None else library.by_flow.get(folded(flow), ())
    chosen = at_place(row, [each for each in same_flow if valid_on(each.provenance, day)])
    return chosen[0] if len(chosen) == 1 else None


def _printed_as(row: Row, use: FactorUse | Missing | None, library: Library) -> Datum:
    """The kind under which the library has the very value that a company typed in under another kind."""
    absent = _absent(row, _NOT_PRINTED)
    if not isinstance(use, FactorUse) or use.library is not None:
        return absent
    value, claimed = use.cells.get("factor.value"), use.cells.get("factor.kind")
    if not isinstance(value, float) or not isinstance(claimed, str) or use.dimension.sides()[0] not in _EMISSIONS:
        return absent
    per = use.dimension.sides()[1]
    kinds = [each.kind for each in library.factors if _per(each) == per and _equal(value, each)]
    return absent if not kinds or claimed in kinds else kinds[0]


def _per(factor: Factor) -> Dimension:
    return (factor.type.dimension or factor.unit.dimension).sides()[1]


def _equal(value: float, factor: Factor) -> bool:
    headline = sum(part for component, part in factor.components if component.replace("-", "_") in HEADLINE)
    return headline != 0 and isclose(value, headline, rel_tol=_SAME_LIMIT if factor.kind == "limit" else _SAME_VALUE)


def _absent(row: Row, what: Message) -> Missing:
    place = f"{row.pointer}/factor"
    return missing(Cause(what.filled(row=label_of(row)), "activity.factor.value", row.id, row.span, place))
