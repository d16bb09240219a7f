"""Types of values. Units vanish at lowering: a number's type is what it measures and on what basis."""

from __future__ import annotations

from enum import Enum

from refcf_rules.quantities.dimension import NONE, Dimension
from refcf_rules.record import record
from refcf_rules.source.message import Message


class Basis(Enum):
    """The state in which a mass is counted (收到基, 干基, 出厂态, 烧后, 灼烧基)."""

    DRY = "dry"
    AS_RECEIVED = "as-received"
    AS_DELIVERED = "as-delivered"
    FIRED = "fired"
    IGNITED = "ignited"

    @property
    def words(self) -> Message:
        """The basis as people say it."""
        return _BASIS_WORDS[self]


_BASIS_WORDS = {
    Basis.DRY: Message("干基", "dry"),
    Basis.AS_RECEIVED: Message("收到基", "as received"),
    Basis.AS_DELIVERED: Message("出厂态", "as delivered"),
    Basis.FIRED: Message("烧后", "fired"),
    Basis.IGNITED: Message("灼烧基", "ignited"),
}


@record
class NumberType:
    """A number that measures ``dimension``; ``None`` means: differs from row to row (an activity's amount)."""

    dimension: Dimension | None
    basis: Basis | None = None


@record
class TextType:
    """Text compared by NFKC-normalised, trimmed equality."""


@record
class DateType:
    """A calendar date."""


@record
class TruthType:
    """Yes or no; with missing values a Kleene truth."""


@record
class ChoiceType:
    """One option of a named choice (see ``model.choice``)."""

    choice: str


@record
class ReferenceType:
    """The id of a row of another table."""

    table: str


@record
class RowType:
    """A whole row of a table, as a row variable stands for."""

    table: str


Type = NumberType | TextType | DateType | TruthType | ChoiceType | ReferenceType | RowType

SHARE = NumberType(NONE)
TEXT = TextType()
DATE = DateType()
TRUTH = TruthType()


def type_words(of: Type) -> Message:
    """The type as people say it, for messages."""
    match of:
        case NumberType():
            return _number_words(of)
        case TextType():
            return Message("文字", "text")
        case DateType():
            return Message("日期", "date")
        case TruthType():
            return Message("是非", "yes or no")
        case ChoiceType(choice=choice):
            return Message(f"选项（{choice}）", f"choice ({choice})")
        case ReferenceType(table=table):
            return Message(f"对 {table} 的引用", f"reference to {table}")
        case RowType(table=table):
            return Message(f"{table} 的一行", f"a row of {table}")


def _number_words(of: NumberType) -> Message:
    if of.dimension is None:
        return Message("因行而异的数量", "a quantity that differs from row to row")
    words = of.dimension.words()
    if of.basis is None:
        return words
    basis = of.basis.words
    return Message(f"{words.zh}（{basis.zh}）", f"{words.en} ({basis.en})")
