"""Mathematics as MathML, which today's browsers draw without any script or download."""

from __future__ import annotations

from typing import Final, assert_never

from refcf_rules.targets.prose.linear import linear
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
from refcf_rules.targets.site.escape import html

_SPACE: Final = '<mspace width="0.2em"></mspace>'
_COMMA: Final = '<mo separator="true">,</mo>'


def displayed(math: Math) -> str:
    """A formula on a line of its own."""
    return f'<math display="block" alttext="{html(linear(math))}">{_row(_markup(math))}</math>'


def inline(math: Math) -> str:
    """A symbol within a text."""
    return f'<math alttext="{html(linear(math))}">{_row(_markup(math))}</math>'


def _row(content: str) -> str:
    return f"<mrow>{content}</mrow>"


def _text(text: str) -> str:
    return f"<mtext>{html(text)}</mtext>"


def _markup(math: Math) -> str:
    match math:
        case Letter():
            return _letter(math)
        case Figure(number=number, unit=unit):
            shown = f"<mn>{html(number)}</mn>"
            return f"{shown}{_SPACE}{_text(unit)}" if unit else shown
        case Sign(sign=sign):
            return f"<mo>{html(sign)}</mo>"
        case Words(text=text):
            return _text(text)
        case Line(items=items):
            return "".join(map(_markup, items))
        case Fraction(above=above, below=below):
            return f"<mfrac>{_row(_markup(above))}{_row(_markup(below))}</mfrac>"
        case Brackets(inner=inner):
            return f"<mrow><mo>(</mo>{_markup(inner)}<mo>)</mo></mrow>"
        case Over() | Mean() | Of() | Cases():
            return _structure(math)
        case _:
            assert_never(math)


def _letter(letter: Letter) -> str:
    base = f"<mi>{html(letter.letter)}</mi>"
    if len(letter.letter) > 1:
        base = f'<mi mathvariant="normal">{html(letter.letter)}</mi>'
    below = [_text(letter.subscript)] if letter.subscript else []
    below.extend(f"<mi>{html(row)}</mi>" for row in letter.rows)
    if not below:
        return base
    return f"<msub>{base}{_row(_COMMA.join(below))}</msub>"


def _structure(math: Over | Mean | Of | Cases) -> str:
    match math:
        case Over(operator=operator, row=row, inner=inner):
            return f"{_big(operator, row)}{_row(_markup(inner))}"
        case Mean(row=row, inner=inner, weight=None):
            return f"<mfrac>{_row(_big('∑', row) + _markup(inner))}<mi>N</mi></mfrac>"
        case Mean(row=row, inner=inner, weight=weight):
            weights = _markup(weight) if weight is not None else ""
            above = f"{_big('∑', row)}{weights}<mo>×</mo>{_markup(inner)}"
            return f"<mfrac>{_row(above)}{_row(_big('∑', row) + weights)}</mfrac>"
        case Of(name=name, arguments=arguments):
            listed = _COMMA.join(map(_markup, arguments))
            return f"{_markup(name)}<mrow><mo>(</mo>{listed}<mo>)</mo></mrow>"
        case Cases(cases=cases):
            rows = "".join(map(_case, cases))
            return f'<mrow><mo stretchy="true">{{</mo><mtable>{rows}</mtable></mrow>'
        case _:
            assert_never(math)


def _big(operator: str, row: str) -> str:
    """A big operator with the letter of its rows below."""
    if operator.isalpha():
        return f"<munder><mo>{html(operator)}</mo><mi>{html(row)}</mi></munder>"
    sign = f'<mo largeop="true" movablelimits="false">{html(operator)}</mo>'
    return f"<munder>{sign}<mi>{html(row)}</mi></munder>"


def _case(case: tuple[Math, str]) -> str:
    value, condition = case
    cell = '<mtd style="text-align:left">'
    return f"<mtr>{cell}{_row(_markup(value))}</mtd>{cell}{_text(condition)}</mtd></mtr>"
