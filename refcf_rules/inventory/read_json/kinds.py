"""Sorts of faults that only JSON documents have."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

JSON_SYNTAX: Final = Kind(
    code="json-syntax",
    title=Message(zh="JSON 写法有误", en="The JSON cannot be read"),
    why=Message(
        zh="JSON 只有一种写法；放宽的写法各程序读出的结果不同，所以不猜。",
        en="JSON has one way of writing; programs disagree on looser ones, so nothing is guessed.",
    ),
    wrong='{"amount": 5,}\n',
    right='{"amount": 5}\n',
)
KINDS: Final[tuple[Kind, ...]] = (JSON_SYNTAX,)
