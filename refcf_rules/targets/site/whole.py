"""The whole text of a part on one page, as it is printed: cover, contents, then everything in order."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.document import Section, numbered_title
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.cover import cover_block, part_label
from refcf_rules.targets.site.print_blocks import Printer
from refcf_rules.targets.site.series import Book

_PRINT: Final = Message("打印，或存为 PDF", "Print, or save as PDF")
_CONTENTS: Final = Message("目次", "Contents")
# Only this page begins with a cover; a style sheet for all pages cannot say so.
_COVER: Final = (
    "<style>@page :first { @top-left { content: none } @top-right { content: none } "
    "@bottom-left { content: none } @bottom-right { content: none } }</style>"
)
_END: Final = '<hr class="end-of-text">'


def whole_lines(book: Book, printer: Printer) -> tuple[str, ...]:
    """Everything; what GB/T 1.1—2020 begins on a new page is marked for paper."""
    document = book.document
    label = escape.html(book.context.say(_CONTENTS))
    button = f'<button type="button" class="print-button" hidden>{escape.html(book.context.say(_PRINT))}</button>'
    outline = f'<p class="contents-title">{label}</p>{_outline(printer, document.sections)}'
    lines = [
        f"# {escape.heading(part_label(document.cover.title))} {{.unseen}}",
        f'{_COVER}<p class="screen-only">{button}</p>',
        f'<div class="book-cover">{cover_block(document.cover)}</div>',
        f'<div class="contents book-contents">{outline}</div>',
    ]
    before = ""
    for section in document.sections:
        first, *rest = printer.section(section, 2)
        lines.extend((f"{first} {{.book-break}}" if _begins_page(section, before) else first, *rest))
        before = section.number
    return (*lines, _END)


def _begins_page(section: Section, before: str) -> bool:
    """Foreword, introduction, annexes, bibliography, and clause 1 after them."""
    return not section.number[:1].isdigit() or not before[:1].isdigit()


def _outline(printer: Printer, sections: tuple[Section, ...]) -> str:
    items = (
        f"<li>{escape.html(numbered_title(printer.language, one))}"
        f"{_outline(printer, one.sections) if one.sections else ''}</li>"
        for one in sections
    )
    return f"<ul>{''.join(items)}</ul>"
