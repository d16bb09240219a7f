"""The guide to the checks of plant data names every graded rule of the general part, in both languages."""

from __future__ import annotations

import pytest

from tests import series
from tests.architecture.checkout import ROOT


@pytest.mark.parametrize("page", ["plant-data.md", "plant-data.zh.md"])
def test_every_graded_rule_is_named(page: str) -> None:
    text = (ROOT / "docs" / "guides" / page).read_text(encoding="utf-8")
    graded = [one.id for one in series.part("general").requirements if one.severity is not None]
    assert len(graded) > 20
    assert [id_ for id_ in graded if f"`{id_}`" not in text] == []
