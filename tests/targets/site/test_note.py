"""The label of a note stands apart from its text in English, and is followed directly in Chinese."""

from __future__ import annotations

import pytest

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.document import Paragraph, text
from refcf_rules.targets.site.places import Places
from refcf_rules.targets.site.print_blocks import Printer


@pytest.mark.parametrize("language, printed", [("en", "NOTE</span> Dry mass."), ("zh", "注：</span>Dry mass.")])
def test_label_and_text_of_a_note(language: Language, printed: str) -> None:
    (line,) = Printer(language, Places(), "page.md").blocks((Paragraph(text("Dry mass."), note=True),), 2)
    assert printed in line
