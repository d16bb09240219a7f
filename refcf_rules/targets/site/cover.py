"""The title page of a part: cover, call for patents, contents."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Cover, Document, Section, numbered_title
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.print_blocks import Printer

_CONTENTS: Final = Message("目次", "Contents")


def title_pieces(title: str) -> tuple[str, ...]:
    """The elements of a title after GB/T 1.1—2020, 6.1: introductory, main, complementary."""
    for separator in (" — ", "　", " "):
        pieces = tuple(piece.strip() for piece in title.split(separator) if piece.strip())
        if len(pieces) > 1 and (separator != " " or not title.isascii()):
            return pieces
    return (title,)


def part_label(title: str) -> str:
    """The last element of the title, by which people call the part."""
    return title_pieces(title)[-1]


def cover_block(cover: Cover) -> str:
    """The title as a cover shows it."""
    *lead, last = title_pieces(cover.title)
    number = f'<p class="cover-number">{escape.html(cover.number)}</p>' if cover.number else ""
    before = f'<p class="cover-lead">{escape.html(" · ".join(lead))}</p>' if lead else ""
    second = f'<p class="cover-second">{escape.html(cover.second_title)}</p>' if cover.second_title else ""
    state = " · ".join(one for one in (cover.status, cover.edition, cover.publisher) if one)
    kind = "good" if cover.is_published else "open"
    return (
        f'<div class="cover">{number}{before}<p class="cover-title">{escape.html(last)}</p>{second}'
        f'<p class="cover-state"><span class="tag {kind}">{escape.html(state)}</span></p></div>'
    )


def cover_lines(context: Context, document: Document, printer: Printer) -> tuple[str, ...]:
    """The page of a part: cover and contents."""
    cover = document.cover
    call = (f'<p class="box warn">{escape.html(cover.call)}</p>',) if cover.call else ()
    heading = f"# {escape.heading(part_label(cover.title))} {{.unseen}}"
    label = escape.html(context.say(_CONTENTS))
    contents = f'<p class="contents-title">{label}</p>{contents_of(document.sections, printer)}'
    return (heading, cover_block(cover), *call, f'<div class="contents">{contents}</div>')


def contents_of(sections: tuple[Section, ...], printer: Printer) -> str:
    """Chapters and the clauses in them, as a list of links."""
    items = []
    for section in sections:
        href = printer.places.href(section.place, printer.here) or ""
        name = escape.html(numbered_title(printer.language, section))
        inner = contents_of(section.sections, printer) if section.sections else ""
        items.append(f'<li><a href="{escape.html(href)}">{name}</a>{inner}</li>')
    return f"<ul>{''.join(items)}</ul>"
