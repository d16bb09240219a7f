"""A formula as one line of text, for readers and machines that draw no mathematics."""

from __future__ import annotations

from typing import assert_never

from refcf_rules.targets.prose.mathematics import (
    Brackets,
    Cases,
    Figure,
    Fraction,
    Letter,
    Line,
    Math,
    Mean,
    Of,
    Over,
    Sign,
    Words,
)


def linear(math: Math) -> str:
    """``E_CFP = ∑_s (E_s) / m``: what the formula shows, in reading order."""
    match math:
        case Letter(letter=letter, subscript=subscript, rows=rows):
            below = ",".join(one for one in (subscript.replace(" ", "_"), *rows) if one)
            return f"{letter}_{below}" if below else letter
        case Figure(number=number, unit=unit):
            return f"{number} {unit}".strip()
        case Sign(sign=sign):
            return sign
        case Words(text=text):
            return text
        case Line(items=items):
            return " ".join(map(linear, items))
        case Fraction(above=above, below=below):
            return f"{_part(above)} / {_part(below)}"
        case Brackets(inner=inner):
            return f"({linear(inner)})"
        case Over(operator=operator, row=row, inner=inner):
            return f"{operator}_{row} {_part(inner)}"
        case Mean(row=row, inner=inner, weight=None):
            return f"∑_{row} {_part(inner)} / N"
        case Mean(row=row, inner=inner, weight=weight):
            weights = _part(weight) if weight is not None else ""
            return f"∑_{row} {weights} × {_part(inner)} / ∑_{row} {weights}"
        case Of(name=name, arguments=arguments):
            return f"{linear(name)}({', '.join(map(linear, arguments))})"
        case Cases(cases=cases):
            return "; ".join(f"{linear(value)} ({condition})" for value, condition in cases)
        case _:
            assert_never(math)


def _part(math: Math) -> str:
    """A part of a formula, in brackets where it is not a single symbol."""
    shown = linear(math)
    return shown if isinstance(math, Letter | Figure | Brackets) else f"({shown})"
