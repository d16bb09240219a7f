"""Terms as JavaScript: plain operators where nothing can be missing, the runtime's Kleene functions elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, assert_never

from refcf_rules.targets.javascript.literals import literal
from refcf_rules.targets.program.code import (
    Absent,
    Call,
    Choose,
    Constant,
    Find,
    Given,
    Holds,
    Limit,
    Listed,
    Logic,
    Name,
    Near,
    Not,
    OneOf,
    Operation,
    Reference,
    SameText,
    Term,
    is_certain,
    kind_of,
)

_ANY, _OR, _AND, _EQUALITY, _COMPARISON, _SUM, _PRODUCT, _UNARY, _ATOM = range(9)
_LIMITS: Final[Mapping[str, str]] = {
    "<=": "atMostLimit",
    "<": "belowLimit",
    ">=": "atLeastLimit",
    ">": "aboveLimit",
}
_AFTER_DASH: Final = re.compile(r"_([a-z])")


def camel(name: str) -> str:
    """The name of a function of the runtime as JavaScript calls it."""
    return _AFTER_DASH.sub(lambda found: found[1].upper(), name)


class Terms:
    """Prints terms; ``variable`` says how a variable is written where the term stands."""

    def __init__(self, variable: Callable[[str], str], options: Callable[[tuple[str, ...]], str]) -> None:
        self.variable = variable
        self.options = options

    def text(self, of: Term, at_least: int = _ANY) -> str:
        """The term, in brackets if it binds less than ``at_least``."""
        printed, level = self._printed(of)
        return printed if level >= at_least else f"({printed})"

    def _printed(self, of: Term) -> tuple[str, int]:
        match of:
            case Constant(value=value):
                return literal(value), _UNARY if literal(value).startswith("-") else _ATOM
            case Absent(kind=kind):
                return ("NaN" if kind == "number" else "null"), _ATOM
            case Name(id=id_) | Reference(id=id_):
                return self.variable(id_), _ATOM
            case Operation(operator=operator, left=left, right=right):
                level = _SUM if operator in ("+", "-") else _PRODUCT
                return f"{self.text(left, level)} {operator} {self.text(right, level + 1)}", level
            case Limit() | Near():
                return self._limit(of)
            case SameText() | OneOf():
                return self._equality(of)
            case Logic() | Not() | Holds() | Given():
                return self._logic(of)
            case Choose():
                return self._choice(of)
            case Call(function="together", arguments=arguments):
                return f"[{', '.join(f'...{self.text(each)}' for each in arguments)}]", _ATOM
            case Call(function=function, arguments=arguments):
                return f"{camel(function)}({', '.join(map(self.text, arguments))})", _ATOM
            case Find(mapping=mapping, key=key, otherwise=otherwise):
                return f"found({self.variable(mapping)}, {self.text(key)}, {self.text(otherwise)})", _ATOM
            case Listed(items=items):
                return f"[{', '.join(map(self.text, items))}]", _ATOM
            case _:
                assert_never(of)

    def _limit(self, of: Limit | Near) -> tuple[str, int]:
        """A comparison with a threshold; of a number that may be missing only where it is there."""
        if isinstance(of, Near):
            call = f"nearLimit({self.text(of.operand)}, {literal(of.low)}, {literal(of.high)})"
            return (f"negated({call})" if of.negated else call), _ATOM
        if is_certain(of.operand) or isinstance(of.operand, Name):
            operand = self.text(of.operand, _SUM)
            plain = f"{operand} {of.operator} {literal(of.threshold)}"
            return (
                (plain, _COMPARISON)
                if is_certain(of.operand)
                else (f"{operand} - {operand} === 0 ? {plain} : null", _ANY)
            )
        return f"{_LIMITS[of.operator]}({self.text(of.operand)}, {literal(of.threshold)})", _ATOM

    def _equality(self, of: SameText | OneOf) -> tuple[str, int]:
        if isinstance(of, OneOf):
            return self._membership(of)
        sign = "!==" if of.negated else "==="
        unsure = [each for each in (of.left, of.right) if not is_certain(each)]
        if all(isinstance(each, Name) for each in unsure):
            plain = f"{self.text(of.left, _COMPARISON)} {sign} {self.text(of.right, _COMPARISON)}"
            tests = " && ".join(f"{self.text(each)} !== null" for each in unsure)
            return (f"{tests} ? {plain} : null", _ANY) if unsure else (plain, _EQUALITY)
        call = f"same({self.text(of.left)}, {self.text(of.right)})"
        return (f"negated({call})" if of.negated else call), _ATOM

    def _membership(self, of: OneOf) -> tuple[str, int]:
        if is_certain(of.operand) or isinstance(of.operand, Name):
            operand, level = self.text(of.operand, _COMPARISON), _ATOM
            plain = f"{self.options(of.options)}.has({operand})"
            if len(of.options) == 1:
                plain, level = f"{operand} === {literal(of.options[0])}", _EQUALITY
            return (plain, level) if is_certain(of.operand) else (f"{operand} !== null ? {plain} : null", _ANY)
        return f"oneOf({self.text(of.operand)}, {self.options(of.options)})", _ATOM

    def _logic(self, of: Logic | Not | Holds | Given) -> tuple[str, int]:
        match of:
            case Holds(operand=operand):
                if is_certain(operand):
                    return self._printed(operand)
                return f"{self.text(operand, _COMPARISON)} === true", _EQUALITY
            case Not(operand=Holds(operand=operand)) if not is_certain(operand):
                return f"{self.text(operand, _COMPARISON)} !== true", _EQUALITY
            case Not(operand=operand):
                return self._denied(operand) if is_certain(operand) else (f"negated({self.text(operand)})", _ATOM)
            case Given(operand=operand):
                return self._given(operand)
            case Logic():
                return self._joined(of)
            case _:
                assert_never(of)

    def _joined(self, of: Logic) -> tuple[str, int]:
        """With at most one operand unknown, JavaScript's own operator is Kleene's once that one stands last."""
        if sum(not is_certain(each) for each in of.operands) <= 1:
            ordered = sorted(of.operands, key=lambda each: not is_certain(each))
            operator, level = ("&&", _AND) if of.operator == "and" else ("||", _OR)
            return f" {operator} ".join(self.text(each, level + 1) for each in ordered), level
        function = "allOf" if of.operator == "and" else "anyOf"
        return f"{function}({', '.join(map(self.text, of.operands))})", _ATOM

    def _denied(self, of: Term) -> tuple[str, int]:
        match of:
            case SameText(left=left, right=right, negated=negated):
                return self._equality(SameText(left, right, negated=not negated))
            case OneOf(operand=operand, options=(option,)):
                return f"{self.text(operand, _COMPARISON)} !== {literal(option)}", _EQUALITY
            case Given(operand=operand) if kind_of(operand) != "number":
                return f"{self.text(operand, _COMPARISON)} === null", _EQUALITY
            case _:
                return f"!{self.text(of, _UNARY)}", _UNARY

    def _given(self, operand: Term) -> tuple[str, int]:
        if kind_of(operand) != "number":
            return f"{self.text(operand, _COMPARISON)} !== null", _EQUALITY
        if isinstance(operand, Name):
            name = self.text(operand)
            return f"{name} - {name} === 0", _EQUALITY
        return f"isFinite_({self.text(operand)})", _ATOM

    def _choice(self, of: Choose) -> tuple[str, int]:
        # Each part is printed once: in a long chain twice would be twice to the power of its length.
        parts = (of.test, of.then, of.otherwise)
        if is_certain(of.test):
            test, then, otherwise = (self.text(each, _OR) for each in parts)
            return f"{test} ? {then} : {otherwise}", _ANY
        function = "chooseNumber" if kind_of(of) == "number" else "choose"
        return f"{function}({', '.join(map(self.text, parts))})", _ATOM
