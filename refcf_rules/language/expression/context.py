"""What lowering an expression needs, and how one part of an expression asks for another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lark import Token

from refcf_rules.language.expression import kinds
from refcf_rules.language.parse import Branch, Declaration, Leaf
from refcf_rules.language.problems import Problems
from refcf_rules.language.scope import Scope
from refcf_rules.model import expression as core
from refcf_rules.model.types import TRUTH, ChoiceType, NumberType, Type, type_words
from refcf_rules.record import record
from refcf_rules.source.message import Message

Number = tuple[core.Expression, NumberType]


@record
class Lowering:
    """The names, the declaration an expression stands in, and the problems.

    ``lower_tree`` is the whole of ``expression.lower``: handed in, so that its rooms need not import it.
    """

    scope: Scope
    declaration: Declaration
    lower_tree: Callable[[Lowering, Branch, Type | None], core.Expression | None]
    in_filter: bool = False

    @property
    def problems(self) -> Problems:
        """Where problems go."""
        return self.scope.problems

    def inside(self, scope: Scope) -> Lowering:
        """The same with other names in scope."""
        return replace(self, scope=scope)

    def lower(self, tree: Branch | Leaf, expected: Type | None = None) -> core.Expression | None:
        """The core expression of a tree; ``expected`` lets a bare option name stand alone."""
        return None if isinstance(tree, Token) else self.lower_tree(self, tree, expected)

    def truth(self, tree: Branch | Leaf) -> core.Expression | None:
        """An expression that must be a truth."""
        lowered = self.lower(tree)
        if lowered is None:
            return None
        if lowered.type != TRUTH:
            self.wrong_type(lowered, Message("是非（一个条件）", "a condition that is true or false"))
            return None
        return lowered

    def number(self, tree: Branch | Leaf) -> tuple[core.Expression, NumberType] | None:
        """An expression that must be a number, with its type."""
        lowered = self.lower(tree)
        if lowered is None:
            return None
        if not isinstance(lowered.type, NumberType):
            self.wrong_type(lowered, Message("一个数", "a number"))
            return None
        return lowered, lowered.type

    def wrong_type(self, found: core.Expression, wanted: Message) -> None:
        """Report a value of another kind than is wanted here."""
        self.problems.add(
            kinds.TYPE_MISMATCH,
            found.span,
            Message("这里需要{wanted}，写的是{found}。", "Here {wanted} is needed; this is {found}.").filled(
                wanted=wanted, found=type_words(found.type)
            ),
            hint=Message("改成同一种值，或换一个名称。", "Write a value of that kind, or another name."),
        )

    def including(self, type_: Type, option_id: str) -> tuple[str, ...]:
        """The values for which ``is option`` holds: the option and the narrower ones."""
        if not isinstance(type_, ChoiceType):
            return (option_id,)
        option = next((one for one in self.scope.choice(type_.choice).options if one.id == option_id), None)
        if option is None:
            return (option_id,)
        return option.includes if option.group else (option.id, *option.includes)
