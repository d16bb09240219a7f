"""``as product.family``: a formula that gives an option of a choice, with bare options in its branches."""

from __future__ import annotations

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.parse import Branch
from refcf_rules.language.pieces import branches, names_of, span_of
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model import expression as core
from refcf_rules.model.choice import Choice
from refcf_rules.model.types import ChoiceType, type_words
from refcf_rules.source.message import Message, same


def lower_option(lowering: Lowering, option_of: Branch, written: Branch) -> core.Expression | None:
    """The value of the formula; each branch must be an option of the choice, or a value of it."""
    path = next(branches(option_of, "path"))
    wanted = _choice_of(lowering, names_of(path))
    if wanted is None:
        _report_no_choice(lowering, path)
        return None
    found = lowering.lower(written, wanted)
    if found is None:
        return None
    if found.type != wanted:
        lowering.wrong_type(found, type_words(wanted))
        return None
    return None if _has_group(lowering, found, lowering.scope.choice(wanted.choice)) else found


def _choice_of(lowering: Lowering, names: tuple[str, ...]) -> ChoiceType | None:
    """The choice of a field (``product.family``), or one that has a name of its own (``process``)."""
    if len(names) == 1:
        return ChoiceType(names[0]) if names[0] in lowering.scope.choices else None
    table = lowering.scope.table_named(lowering.scope.rows.get(names[0], names[0]))
    field = table.field(".".join(names[1:])) if table is not None else None
    return field.type if field is not None and isinstance(field.type, ChoiceType) else None


def _report_no_choice(lowering: Lowering, path: Branch) -> None:
    scope = lowering.scope
    known = [f"{table.id}.{field.id}" for table in scope.tables.values() for field, _ in scope.choice_fields(table)]
    name = ".".join(names_of(path))
    lowering.problems.add(
        kinds.UNKNOWN_OPTION,
        span_of(lowering.declaration, path),
        Message("“{name}”不是选项字段。", "“{name}” is no field with options.").filled(name=same(name)),
        hint=did_you_mean(name, known),
        about=name,
    )


def _has_group(lowering: Lowering, found: core.Expression, choice: Choice) -> bool:
    """A word for several options, such as energy, is no option itself."""
    groups = {option.id for option in choice.options if option.group}
    for value in _values(found):
        if isinstance(value, core.TextLiteral) and value.value in groups:
            lowering.problems.add(
                kinds.UNKNOWN_OPTION,
                value.span,
                Message("“{name}”统称几个选项，本身不是选项。", "“{name}” covers several options and is none.").filled(
                    name=same(value.value)
                ),
                hint=Message("写其中一个选项。", "Write one of them."),
            )
            return True
    return False


def _values(of: core.Expression) -> tuple[core.Expression, ...]:
    """What a conditional can give."""
    if isinstance(of, core.Conditional):
        return (*_values(of.then), *_values(of.otherwise))
    return (of,)
