"""``introduction``: why the document was written and what the series is about, before clause 1 (引言)."""

from __future__ import annotations

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import branches, span_of_head
from refcf_rules.language.template import template_of
from refcf_rules.model.prose import Paragraph
from refcf_rules.record import changed


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """A part has one introduction."""
    assembly.take_name(f"introduction {declaration.part}", span_of_head(declaration), in_formulas=False)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Give its paragraphs to the part."""
    lowering = assembly.lowering(declaration)
    paragraphs = tuple(
        Paragraph(template_of(lowering, next(branches(item))), item.data == "note")
        for item in branches(declaration.tree)
    )
    assembly.parts = [
        changed(part, introduction=paragraphs) if part.id == declaration.part else part for part in assembly.parts
    ]
