"""The receipt of a judgement: which edition of which rules judged which bytes."""

from __future__ import annotations

from refcf_rules.evaluate.waiver import Waiver, waivers_digest
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Receipt:
    """What is needed to judge again and get the same; digests are SHA-256 in hexadecimal.

    Files for machines hold the edition in Chinese, so that a receipt is the same in every language.
    """

    standard: str
    number: str
    edition: Message
    rules_digest: str
    tool_version: str
    input_path: str
    input_digest: str
    waivers_digest: str | None
    today: str | None


def receipt_of(
    standard: Standard,
    inventory: Inventory,
    waivers: tuple[Waiver, ...],
    tool_version: str,
    today: str | None,
) -> Receipt:
    """The receipt of judging this inventory by this standard."""
    part = standard.part
    return Receipt(
        standard=standard.id,
        number=part.number,
        edition=part.edition,
        rules_digest=standard.digest,
        tool_version=tool_version,
        input_path=inventory.path,
        input_digest=inventory.digest,
        waivers_digest=waivers_digest(waivers),
        today=today,
    )
