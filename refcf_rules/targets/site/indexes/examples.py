"""The worked examples of the series, each once, under the part that has it."""

from __future__ import annotations

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.document import Block, Heading, Paragraph, Place, text
from refcf_rules.targets.prose.example_footprints import example_footprints
from refcf_rules.targets.prose.examples import examples_table
from refcf_rules.targets.prose.side_by_side import blocks_of
from refcf_rules.targets.site.indexes.parts import part_name
from refcf_rules.targets.site.indexes.subject import Subject

_NONE = Message("没有。", "None.")


def examples(subject: Subject) -> tuple[Block, ...]:
    """What they come to and a table, for each part; a single standard also shows those of the parts it extends."""
    blocks: list[Block] = []
    for context in subject.contexts:
        own = {context.standard.id} if len(subject.contexts) > 1 else {one.id for one in context.standard.parts}
        found = tuple(one for one in context.standard.examples if one.part in own)
        if found and len(subject.contexts) > 1:
            part = context.standard.id
            blocks.append(Heading(1, part_name(context, part), Place("ledger", f"examples-{part}")))
        if found:
            shown = (*example_footprints(context, found), examples_table(context, found))
            blocks.extend(blocks_of(context.standard.id, shown))
    return tuple(blocks) or (Paragraph(text(subject.say(_NONE))),)
