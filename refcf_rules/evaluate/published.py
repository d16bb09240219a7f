"""How far the results of an example are from what others published. Shown, never judged."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import compute, evaluation
from refcf_rules.evaluate.value import Datum
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.example import Example, PublishedValue
from refcf_rules.model.standard import Standard
from refcf_rules.record import record


@record
class Distance:
    """A published value beside the result, canonical.

    ``partial`` says that the result is missing and ``found`` is the subtotal of what can be computed.
    ``share`` is the distance as a share of the published value, ``None`` where there is none.
    """

    published: PublishedValue
    found: Datum
    partial: bool

    @property
    def share(self) -> float | None:
        """Result minus published value, by the published value."""
        if not isinstance(self.found, float) or self.published.value == 0:
            return None
        return (self.found - self.published.value) / self.published.value


def distances_of(example: Example, standard: Standard, inventory: Inventory) -> tuple[Distance, ...]:
    """The distance of each result for which the example names a published value."""
    return tuple(_distances(example, standard, inventory)) if example.published else ()


def _distances(example: Example, standard: Standard, inventory: Inventory) -> Iterator[Distance]:
    bound = bind(standard, inventory)
    whole, partial = evaluation(bound), evaluation(bound, partial=True)
    compute(whole)
    compute(partial)
    for published in example.published:
        found = whole.scalar(published.of)
        known = isinstance(found, float)
        yield Distance(published, found if known else partial.scalar(published.of), partial=not known)
