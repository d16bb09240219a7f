"""Numbers of an expression that are the same for every inventory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from operator import add, mul, sub, truediv
from typing import Final

from refcf_rules.model.expression import Arithmetic, Expression, Negative, NumberLiteral, Scalar
from refcf_rules.model.number import Parameter
from refcf_rules.model.standard import Standard

_OPERATIONS: Final[Mapping[str, Callable[[float, float], float]]] = {"+": add, "-": sub, "*": mul, "/": truediv}


class Constants:
    """The parameters of a standard that have one value at all times, and what is calculated from them."""

    def __init__(self, standard: Standard) -> None:
        self._parameters = {one.id: one for one in standard.parameters}

    def of(self, expression: Expression) -> float | None:
        """The number an expression always is; ``None`` if it depends on the inventory or on the period."""
        match expression:
            case NumberLiteral(value=value):
                return value
            case Scalar(id=id_) if id_ in self._parameters:
                return self._parameter(self._parameters[id_])
            case Negative(operand=operand):
                positive = self.of(operand)
                return None if positive is None else 0.0 - positive
            case Arithmetic():
                return self._calculated(expression)
            case _:
                return None

    def _parameter(self, parameter: Parameter) -> float | None:
        if len(parameter.values) != 1:
            return None
        only = parameter.values[0]
        dated = only.provenance.since is not None or only.provenance.until is not None
        return None if dated or only.value is None else self.of(only.value)

    def _calculated(self, of: Arithmetic) -> float | None:
        left, right = self.of(of.left), self.of(of.right)
        if left is None or right is None or (of.operator == "/" and right == 0):
            return None
        result = _OPERATIONS[of.operator](left, right)
        return result if isfinite(result) else None
