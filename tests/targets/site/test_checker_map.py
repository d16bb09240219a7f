"""What the page that checks inventories knows of a part beside its validator."""

from __future__ import annotations

from refcf_rules.targets.site.checker_map import part_data
from tests import series


def test_a_functional_unit_has_the_amount_that_the_standard_writes() -> None:
    """Per 1 t of tapped steel, as on the command line; not per 1000, which is what programs compute with."""
    words = part_data(series.part("magnesia_carbon"))["words"]
    assert isinstance(words, dict)
    assert words["functional"]["ladle_slag_line"]["per"] == ["1 t 出钢量", "1 t of tapped steel"]
