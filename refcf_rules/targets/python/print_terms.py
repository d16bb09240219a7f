"""Terms as Python: plain operators where nothing can be missing, the runtime's Kleene functions elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, assert_never

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

_ANY, _OR, _AND, _NOT, _COMPARISON, _SUM, PRODUCT, _ATOM = range(8)
_LIMITS: Final[Mapping[str, str]] = {
    "<=": "at_most_limit",
    "<": "below_limit",
    ">=": "at_least_limit",
    ">": "above_limit",
}


class Terms:
    """Prints terms; ``variable`` says how a variable is written where the term stands.

    ``read`` are variables read from the inventory: their numbers are finite or missing, never infinite.
    """

    def __init__(
        self,
        variable: Callable[[str], str],
        options: Callable[[tuple[str, ...]], str],
        read: frozenset[str] = frozenset(),
    ) -> None:
        self.variable = variable
        self.options = options
        self.read = read

    def text(self, of: Term, at_least: int = _ANY) -> str:
        """The term, in brackets if it binds less than ``at_least``."""
        printed, level = self._printed(of)
        return printed if level >= at_least else f"({printed})"

    def _printed(self, of: Term) -> tuple[str, int]:
        match of:
            case Constant(value=value):
                return literal(value), _ATOM
            case Absent(kind=kind):
                return ("MISSING" if kind == "number" else "None"), _ATOM
            case Name(id=id_) | Reference(id=id_):
                return self.variable(id_), _ATOM
            case Operation(operator=operator, left=left, right=right):
                level = PRODUCT if operator in "*/" else _SUM
                return f"{self.text(left, level)} {operator} {self.text(right, level + 1)}", level
            case Limit() | Near():
                return self._limit(of)
            case SameText() | OneOf():
                return self._equality(of)
            case Logic() | Not() | Holds() | Given():
                return self._logic(of)
            case Choose():
                return self._choice(of)
            case Call(function=function, arguments=arguments):
                if function == "together":
                    return f"[{', '.join(f'*{self.text(each)}' for each in arguments)}]", _ATOM
                return f"{function}({', '.join(self.text(each) for each in arguments)})", _ATOM
            case Find(mapping=mapping, key=key, otherwise=otherwise):
                return f"{self.variable(mapping)}.get({self.text(key)}, {self.text(otherwise)})", _ATOM
            case Listed(items=items):
                comma = "," if len(items) == 1 else ""
                return f"({', '.join(self.text(each) for each in items)}{comma})", _ATOM
            case _:
                assert_never(of)

    def _limit(self, of: Limit | Near) -> tuple[str, int]:
        """A comparison with a threshold; of a number that may be missing only where it is there."""
        certain = is_certain(of.operand)
        operand = self.text(of.operand, _SUM if certain or isinstance(of.operand, Name) else _ANY)
        if isinstance(of, Near):
            between = f"{literal(of.low)} <= {operand} <= {literal(of.high)}"
            if of.low == of.high:
                between = f"{operand} == {literal(of.low)}"
            plain = (f"not {between}", _NOT) if of.negated else (between, _COMPARISON)
            if certain:
                return plain
            if isinstance(of.operand, Name):
                return f"{plain[0]} if {self._is_there(of.operand)} else None", _ANY
            call = f"near_limit({operand}, {literal(of.low)}, {literal(of.high)})"
            return (f"negated({call})" if of.negated else call), _ATOM
        plain_text = f"{operand} {of.operator} {literal(of.threshold)}"
        if certain:
            return plain_text, _COMPARISON
        if isinstance(of.operand, Name):
            return f"{plain_text} if {self._is_there(of.operand)} else None", _ANY
        return f"{_LIMITS[of.operator]}({operand}, {literal(of.threshold)})", _ATOM

    def _equality(self, of: SameText | OneOf) -> tuple[str, int]:
        if isinstance(of, OneOf):
            operand = self.text(of.operand, _SUM)
            plain = f"{operand} in {self.options(of.options)}"
            if len(of.options) == 1:
                plain = f"{operand} == {literal(of.options[0])}"
            if is_certain(of.operand):
                return plain, _COMPARISON
            if isinstance(of.operand, Name):
                return f"{plain} if {operand} is not None else None", _ANY
            return f"one_of({operand}, {self.options(of.options)})", _ATOM
        sign = "!=" if of.negated else "=="
        left, right = self.text(of.left, _SUM), self.text(of.right, _SUM)
        unsure = [each for each in (of.left, of.right) if not is_certain(each)]
        if not unsure:
            return f"{left} {sign} {right}", _COMPARISON
        if all(isinstance(each, Name) for each in unsure):
            tests = " and ".join(f"{self.text(each)} is not None" for each in unsure)
            return f"{left} {sign} {right} if {tests} else None", _ANY
        call = f"same({left}, {right})"
        return (f"negated({call})" if of.negated else call), _ATOM

    def _logic(self, of: Logic | Not | Holds | Given) -> tuple[str, int]:
        match of:
            case Holds(operand=operand):
                return self._certainly(operand)
            case Not(operand=Holds(operand=Name() as operand)) if not is_certain(operand):
                return f"{self.text(operand, _SUM)} is not True", _COMPARISON
            case Not(operand=Holds(operand=operand)):
                printed, level = self._certainly(operand)
                return f"not {printed if level >= _NOT else f'({printed})'}", _NOT
            case Not(operand=operand):
                if is_certain(operand):
                    return self._denied(operand)
                return f"negated({self.text(operand)})", _ATOM
            case Given(operand=operand):
                return self._given(operand)
            case Logic(operator=operator, operands=operands):
                # With at most one operand unknown, Python's own operator is Kleene's once it stands last.
                ordered = sorted(operands, key=lambda each: not is_certain(each))
                if sum(not is_certain(each) for each in operands) <= 1:
                    level = _AND if operator == "and" else _OR
                    return f" {operator} ".join(self.text(each, level + 1) for each in ordered), level
                function = "all_of" if operator == "and" else "any_of"
                return f"{function}({', '.join(self.text(each) for each in operands)})", _ATOM
            case _:
                assert_never(of)

    def _certainly(self, of: Term) -> tuple[str, int]:
        """A plain test that is true where the term is, and not where it is false or unknown.

        A comparison with a missing number is false in Python; what is beyond all doubles is missing too.
        """
        if is_certain(of):
            return self._printed(of)
        match of:
            case Logic(operator=operator, operands=operands):
                level = _AND if operator == "and" else _OR
                parts = (self._certainly(each) for each in operands)
                return f" {operator} ".join(text if own > level else f"({text})" for text, own in parts), level
            case Limit(operand=operand, operator=operator, threshold=threshold) if self._is_read(operand):
                return f"{self.text(operand, _SUM)} {operator} {literal(threshold)}", _COMPARISON
            case Limit(operand=operand, operator=operator, threshold=threshold):
                low, high = ("LEAST <=", operator) if operator[0] == "<" else ("LARGEST >=", operator)
                return f"{low} {self.text(operand, _SUM)} {high} {literal(threshold)}", _COMPARISON
            case Near(operand=operand, low=lowest, high=highest, negated=False):
                place = self.text(operand, _SUM)
                if lowest == highest:
                    return f"{place} == {literal(lowest)}", _COMPARISON
                return f"{literal(lowest)} <= {place} <= {literal(highest)}", _COMPARISON
            case OneOf(operand=operand, options=options):
                listed = f"in {self.options(options)}" if len(options) > 1 else f"== {literal(options[0])}"
                return f"{self.text(operand, _SUM)} {listed}", _COMPARISON
            case SameText(left=left, right=right, negated=False) if is_certain(left) or is_certain(right):
                return f"{self.text(left, _SUM)} == {self.text(right, _SUM)}", _COMPARISON
            case Call(function="at_most", arguments=(left, right)):
                first, second = self.text(left, _SUM), self.text(right, _SUM)
                plain = f"{first} <= {second}"
                if not (self._is_read(left) and self._is_read(right)):
                    plain = f"LEAST <= {plain} <= LARGEST"
                return f"{plain} or at_most({self.text(left)}, {self.text(right)}) is True", _OR
            case _:
                return f"{self.text(of, _SUM)} is True", _COMPARISON

    def certain_or_missing(self, of: Term) -> tuple[str, str] | None:
        """For a comparison of one variable with the standard: where it holds, and where the variable is missing."""
        match of:
            case (
                Limit(operand=Name() as name)
                | Near(operand=Name() as name, negated=False)
                | OneOf(operand=Name() as name)
            ):
                return self._certainly(of)[0], self._denied(Given(name))[0]
            case _:
                return None

    def _denied(self, of: Term) -> tuple[str, int]:
        match of:
            case OneOf(operand=operand, options=options) if len(options) > 1:
                return f"{self.text(operand, _SUM)} not in {self.options(options)}", _COMPARISON
            case SameText(left=left, right=right, negated=negated):
                return self._equality(SameText(left, right, negated=not negated))
            case Given(operand=operand) if kind_of(operand) != "number":
                return f"{self.text(operand, _SUM)} is None", _COMPARISON
            case Given(operand=Name() as number):
                return self._is_there(number).replace("==", "!="), _COMPARISON
            case _:
                return f"not {self.text(of, _NOT)}", _NOT

    def _given(self, operand: Term) -> tuple[str, int]:
        if kind_of(operand) != "number":
            return f"{self.text(operand, _SUM)} is not None", _COMPARISON
        if isinstance(operand, Name):
            return self._is_there(operand), _COMPARISON
        return f"is_finite({self.text(operand)})", _ATOM

    def _is_there(self, number: Name) -> str:
        """Whether a number is finite: a missing one is NaN, which is not itself; what was read is never infinite."""
        name = self.text(number)
        return f"{name} == {name}" if number.id in self.read else f"{name} - {name} == 0.0"

    def _is_read(self, of: Term) -> bool:
        return isinstance(of, Constant) or (isinstance(of, Name) and of.id in self.read)

    def _choice(self, of: Choose) -> tuple[str, int]:
        certain = is_certain(of.test)
        then, test, otherwise = (self.text(each, _OR if certain else _ANY) for each in (of.then, of.test, of.otherwise))
        if certain:
            return f"{then} if {test} else {otherwise}", _ANY
        function = "choose_number" if kind_of(of) == "number" else "choose"
        return f"{function}({test}, {then}, {otherwise})", _ATOM


def literal(value: float | str | bool) -> str:  # noqa: FBT001 -- a truth is a value
    """A value as Python writes it; texts in double quotes."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(each if each.isprintable() else repr(each)[1:-1] for each in escaped) + '"'
    return repr(value)
