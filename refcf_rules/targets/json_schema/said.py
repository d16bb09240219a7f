"""What a schema can say of a truth, and why it cannot say more."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.schema import ALWAYS, NEVER, Schema, all_of, any_of


class Reason(Enum):
    """Why a truth is not said, or not in all cases."""

    NO_SHALL = Message("它不是“应”，不符合时仍可接受", "it is no *shall*: an inventory may fail it and be accepted")
    CALCULATES = Message("需要计算", "it calculates")
    SUMS = Message("需要对各行求和、计数或求最值", "it adds up, counts or ranks rows")
    OTHER_ROWS = Message("需要查看别的行", "it looks at other rows")
    COMPARES = Message("比较两个由企业填写的值", "it compares two values of the inventory")
    WORKED_OUT = Message("涉及程序得出的值（干基质量、能量等）", "it is about what is worked out (dry mass, energy …)")
    LIBRARY = Message("因子可能取自因子库", "the factor may come from the library")
    DATES = Message("涉及日期或随报告期变化的参数", "it depends on dates or on the period")

    @property
    def words(self) -> Message:
        """The reason as people read it."""
        return self.value


@record
class Said:
    """A schema that fits only where a truth is certain; without ``reasons`` it fits wherever it is."""

    schema: Schema
    reasons: tuple[Reason, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is left unsaid."""
        return not self.reasons


TRUE: Final = Said(ALWAYS)
FALSE: Final = Said(NEVER)


def unsaid(*reasons: Reason) -> Said:
    """Nothing can be said."""
    return Said(NEVER, reasons)


def every(parts: Iterable[Said]) -> Said:
    """All of the truths; one that is never certain decides."""
    listed = list(parts)
    if FALSE in listed:
        return FALSE
    return Said(all_of(part.schema for part in listed), _reasons(listed))


def some(parts: Iterable[Said]) -> Said:
    """One of the truths; one that always holds decides."""
    listed = list(parts)
    if any(part.schema == ALWAYS for part in listed):
        return TRUE
    return Said(any_of(part.schema for part in listed), _reasons(listed))


def _reasons(parts: list[Said]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for part in parts for reason in part.reasons))
