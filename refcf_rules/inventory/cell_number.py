"""Reads a number with its unit: ``6480 t``, ``{value: 6480, unit: t}``, or the unit in a cell of its own."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final, NoReturn

from refcf_rules.inventory import cell_kinds as kinds
from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.cell_measure import accepts, expected_words, is_share, takes_bare, unit_examples
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar
from refcf_rules.inventory.names import NO_DATA, WRITE_NOTHING, Name, folded, offer
from refcf_rules.inventory.read_faults import UnreadableError, found_words, shown
from refcf_rules.model.field import Field
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import UNIT, VALUE, VALUE_ALSO
from refcf_rules.quantities.number import NumberError, format_number, parse_number, too_large
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import Unit, UnitError, parse_unit, to_canonical
from refcf_rules.quantities.unit_error import UNKNOWN
from refcf_rules.record import record
from refcf_rules.source.message import Message

VALUE_NAME: Final = Name("value", VALUE, (VALUE_ALSO,))
UNIT_NAME: Final = Name("unit", UNIT)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ ,，'’_][0-9]{3})+(?![0-9,])")
_TIMES: Final = {"千": 1e3, "k": 1e3, "万": 1e4, "w": 1e4, "百万": 1e6, "亿": 1e8}
"""Words for powers of ten that people write where a unit stands."""
_REMARK: Final = re.compile(r"[(（\[【*#]|[^\x00-\x7f]")
_PERCENT: Final = 100.0
_LARGEST: Final = 1.7976931348623157e308


@record
class Number:
    """A number as written: canonical value, unit (none if none was needed), text and place."""

    value: float
    unit: Unit | None
    text: str
    node: Scalar


def is_bare(node: Node) -> bool:
    """Whether a value is a number alone, so that a unit in a cell of its own may belong to it."""
    if not isinstance(node, Scalar) or not node.text.rstrip()[-1:].isnumeric():
        return False
    return _is_number(node.text)


def read_number(field: Field, of: NumberType, node: Node, unit: Node | None) -> Number | None:
    """The number, in canonical units; ``None`` where nothing was written.

    ``unit`` is the unit's own cell, if the row has one for this number. Raises ``UnreadableError``.
    """
    if isinstance(node, Mapping):
        node, unit = _parts(field, node, unit)
    if not isinstance(node, Scalar):
        _refuse_shape(field, node)
    if node.json_type == "null":
        return None
    value, written = _with_unit_cell(field, node, unit) if unit else _alone(field, of, node)
    _check_dimension(field, of, unit or node, value, written)
    number = Number(_canonical(node, value, written), written, _text(node, unit), node)
    _check_sign(field, number)
    if is_share(field):
        _check_share(field, number)
    return number


def _parts(field: Field, node: Mapping, unit: Node | None) -> tuple[Node, Node | None]:
    """The number and the unit of a mapping; what a row says about the unit is not for it."""
    found: dict[str, Entry] = {}
    for entry in node.entries:
        key = next((name.id for name in (VALUE_NAME, UNIT_NAME) if folded(entry.key) in name.all), None)
        if key is None:
            message = Message("“{key}”不属于一个带单位的数。", "“{key}” is no part of a number with its unit.")
            hint = offer(entry.key, (VALUE_NAME, UNIT_NAME))
            raise UnreadableError(row_kinds.UNKNOWN_FIELD, entry.value, message.filled(key=shown(entry.key)), hint)
        if key in found:
            message = Message("“{key}”写了两次。", "“{key}” is written twice.").filled(key=shown(entry.key))
            raise UnreadableError(row_kinds.DUPLICATE_FIELD, entry.value, message, _KEEP_ONE)
        found[key] = entry
    if "value" not in found:
        message = Message("“{field}”缺少“值”。", "“{field}” has no value.").filled(field=field.label)
        raise UnreadableError(row_kinds.MISSING_FIELD, node, message, _add_unit(field, "1", 1))
    own = found["unit"].value if "unit" in found else unit
    return found["value"].value, None if isinstance(own, Scalar) and own.json_type == "null" else own


def _with_unit_cell(field: Field, node: Scalar, unit: Node) -> tuple[float, Unit]:
    if not isinstance(unit, Scalar):
        _refuse_shape(field, unit)
    written = _unit(field, unit)
    if is_bare(node):
        return parse_number(node.text), written
    value, own = _quantity(field, node)
    if (own.dimension, own.factor, own.offset) != (written.dimension, written.factor, written.offset):
        message = Message(
            "“{field}”的数后面写 {own}，单位一格写 {unit}。",
            "“{field}” has {own} after the number and {unit} as its unit.",
        ).filled(field=field.label, own=own.symbol, unit=written.symbol)
        raise UnreadableError(kinds.TWO_UNITS, unit, message, _KEEP_ONE)
    return value, own


def _alone(field: Field, of: NumberType, node: Scalar) -> tuple[float, Unit | None]:
    if not is_bare(node):
        return _quantity(field, node)
    if takes_bare(of):
        return parse_number(node.text), None
    message = Message("“{field}”只写了 {text}，没有单位。", "“{field}” says {text} without a unit.")
    said = message.filled(field=field.label, text=shown(node.text))
    raise UnreadableError(
        kinds.MISSING_UNIT, node, said, _add_unit(field, shown(node.text.strip()), parse_number(node.text))
    )


def _quantity(field: Field, node: Scalar) -> tuple[float, Unit]:
    try:
        return parse_quantity(node.text)
    except NumberError as error:
        raise UnreadableError(kinds.BAD_NUMBER, node, _said(field, error.message), _number_hint(field, node)) from None
    except UnitError as error:
        hint = error.hint or _remark_hint(field, node, error) or _unit_hint(field, error)
        raise UnreadableError(kinds.UNKNOWN_UNIT, node, _said(field, error.message), hint) from None


def _remark_hint(field: Field, node: Scalar, error: UnitError) -> Message | None:
    """What stands after a number may be a power of ten, or a remark and no unit at all."""
    text = folded(node.text)
    written = text.removesuffix(error.text).strip()
    if error.message != UNKNOWN.filled(unit=error.text) or not _is_number(written):
        return None
    unit = unit_examples(field)[0]
    times = _TIMES.get(error.text.casefold())
    if times is not None:
        number = format_number(parse_number(written) * times, 12)
        return Message("写出整个数：{number}。", "Write the number out: {number}.").filled(number=number)
    if not _REMARK.match(error.text):
        return None
    if unit == "1":
        return Message("只写数：{number}。", "Write the number alone: {number}.").filled(number=written)
    pattern = Message(
        "若“{text}”是说明，移到别的格（如证据），这里只写 {number}；若是单位，改用 {unit} 这样的写法。",
        "If “{text}” is a remark, move it to another place (such as the evidence) and write {number} alone; "
        "if it is a unit, write one such as {unit}.",
    )
    return pattern.filled(text=shown(error.text), number=written, unit=unit)


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except NumberError:
        return False
    return True


def _unit(field: Field, node: Scalar) -> Unit:
    try:
        return parse_unit(node.text)
    except UnitError as error:
        hint = error.hint or _unit_hint(field, error)
        raise UnreadableError(kinds.UNKNOWN_UNIT, node, _said(field, error.message), hint) from None


def _check_dimension(field: Field, of: NumberType, node: Node, value: float, unit: Unit | None) -> None:
    if unit is None or accepts(field, of, unit):
        return
    message = Message(
        "“{field}”应是{expected}，单位 {unit} 是{found}。",
        "“{field}” takes {expected}; {unit} measures {found}.",
    )
    said = message.filled(
        field=field.label, expected=expected_words(field, of), unit=unit.symbol, found=unit.dimension.words()
    )
    number = format_number(value, 12)
    hint = _use_unit(field)
    if takes_bare(of):
        hint = Message("只写数：{number}。", "Write the number alone: {number}.").filled(number=number)
    raise UnreadableError(kinds.WRONG_DIMENSION, node, said, hint)


def _canonical(node: Scalar, value: float, unit: Unit | None) -> float:
    canonical = value if unit is None else to_canonical(value, unit)
    if not isfinite(canonical):
        raise UnreadableError(kinds.BAD_NUMBER, node, too_large(node.text).message, _CHECK)
    return canonical


def _check_sign(field: Field, number: Number) -> None:
    if field.sign == "positive" and number.value <= 0:
        message = Message("“{field}”应大于零，这里是 {text}。", "“{field}” must be above zero; it says {text}.")
        hint = _CHECK
    elif field.sign == "not negative" and number.value < 0:
        message = Message("“{field}”不应为负，这里是 {text}。", "“{field}” cannot be negative; it says {text}.")
        hint = _CHECK_SIGN
    else:
        return
    said = message.filled(field=field.label, text=shown(number.text))
    raise UnreadableError(kinds.WRONG_SIGN, number.node, said, hint)


def _check_share(field: Field, number: Number) -> None:
    if abs(number.value) <= 1:
        return
    percent = format_number(max(-_LARGEST, min(number.value * _PERCENT, _LARGEST)))
    if number.unit is None and abs(number.value) <= _PERCENT:
        message = Message("“{field}”写 {text} 就是 {percent} %。", "“{field}” of {text} means {percent} %.")
        hint = Message("写成 {text} %。", "Write {text} %.")
    else:
        message = Message("“{field}”是 {percent} %，超过 100 %。", "“{field}” is {percent} %, more than 100 %.")
        hint = _CHECK
    said = message.filled(field=field.label, text=shown(number.text), percent=percent)
    raise UnreadableError(kinds.SHARE_OUT_OF_RANGE, number.node, said, hint.filled(text=shown(number.text)))


def _text(node: Scalar, unit: Node | None) -> str:
    if unit is None or not isinstance(unit, Scalar) or not is_bare(node):
        return node.text.strip()
    return f"{node.text.strip()} {unit.text.strip()}"


def _said(field: Field, message: Message) -> Message:
    return Message("{field}：{message}", "{field}: {message}").filled(field=field.label, message=message)


def _number_hint(field: Field, node: Scalar) -> Message:
    """Without the separators the text may be a number; or it stands for no data at all."""
    text = folded(node.text)
    if text.casefold() in NO_DATA or text.startswith("#"):
        return WRITE_NOTHING
    if _GROUPED.match(text):
        plain = Message("若指 {text}，就这样写。", "If {text} is meant, write it so.")
        return plain.filled(text=shown(_GROUPED.sub(lambda found: re.sub("[^0-9]", "", found[0]), text)))
    unit = unit_examples(field)[0]
    if is_share(field):
        return Message("只写一个数加百分号，如 14 %。", "Write one number with the percent sign, such as 14 %.")
    if unit == "1":
        return Message("只写一个数，如 1234.5。", "Write one number, such as 1234.5.")
    return Message(
        "只写一个数加单位，如 1234.5 {unit}。", "Write one number with its unit, such as 1234.5 {unit}."
    ).filled(unit=unit)


def _add_unit(field: Field, number: str, value: float) -> Message:
    units = unit_examples(field)
    if is_share(field):  # 0.14 kgC/kg but 14 %
        units = ("%",) if value > 1 else units[:1]
    examples = [f"{number} {unit}" for unit in units]
    pattern = Message("写明单位，如 {zh}。", "Write the unit, such as {en}.")
    return pattern.filled(zh="、".join(examples), en=" or ".join(examples))


def _unit_hint(field: Field, error: UnitError) -> Message:
    """A unit that is refused for a reason of its own says itself what to write."""
    if folded(error.text).casefold() in NO_DATA:
        return WRITE_NOTHING
    if error.message == UNKNOWN.filled(unit=error.text):
        return _use_unit(field)
    return Message("照上面说的改写单位，数也随之换算。", "Write the unit as said, and convert the number to it.")


def _use_unit(field: Field) -> Message:
    units = unit_examples(field)
    return Message("改用这样的单位：{zh}。", "Use such a unit: {en}.").filled(zh="、".join(units), en=", ".join(units))


def _refuse_shape(field: Field, node: Node) -> NoReturn:
    message = Message("“{field}”应是一个数，这里是{found}。", "“{field}” takes one number; here is {found}.")
    said = message.filled(field=field.label, found=found_words(node))
    raise UnreadableError(row_kinds.WRONG_SHAPE, node, said, _add_unit(field, "1", 1))


_KEEP_ONE: Final = Message("保留正确的一个，删去另一个。", "Keep the one that is right and delete the other.")
_CHECK: Final = Message("核对数和单位。", "Check the number and its unit.")
_CHECK_SIGN: Final = Message(
    "核对数值；方向由“输入、输出”说明，不用负号。",
    "Check the number; direction is said by input and output, not by a minus.",
)
