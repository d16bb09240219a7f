"""The title page of a part: cover, call for comments, legal status, downloads, boundary, contents."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Cover, Section, numbered_title
from refcf_rules.targets.prose.members.boundary import boundary_diagram
from refcf_rules.targets.prose.side_by_side import place_of
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.checker_page import checker_call
from refcf_rules.targets.site.downloads import Offered, files_list
from refcf_rules.targets.site.drawing import drawn
from refcf_rules.targets.site.print_blocks import Printer
from refcf_rules.targets.site.series import Book

_CONTENTS: Final = Message("目次", "Contents")
_BOUNDARY: Final = Message("系统边界", "System boundary")
_DOWNLOADS: Final = Message("下载", "Downloads")
_COMMENT: Final = Message(
    "意见请送{publisher}，写明条款号和页首的编号（如 {example}）；编号在修订中不变，条款号会变。",
    "Please send comments to {publisher} with the clause number and the id at the top of the page, such as {example}: "
    "ids stay when clauses are renumbered.",
)
_COMMENT_NOBODY: Final = Message(
    "提意见时请写明条款号和页首的编号（如 {example}）；编号在修订中不变，条款号会变。",
    "When commenting, please give the clause number and the id at the top of the page, such as {example}: ids stay "
    "when clauses are renumbered.",
)
LEGAL_STATUS: Final = Message(
    "本文件的条文是规范性的。规则文件、计算表和判定程序是资料性的，附录另有规定的除外。",
    "The text of this document is normative. Rule files, workbook and validators are informative unless an annex says "
    "otherwise.",
)
NO_WORKBOOK: Final = Message(
    "本次生成没有计算表；refcf build {part} --target xlsx 生成它。",
    "This build holds no workbook; refcf build {part} --target xlsx makes it.",
)
_NO_INVENTORY: Final = Message(
    "本部分没有企业要填写的清单，因此没有计算表。", "Companies fill in nothing for this part, so it has no workbook."
)
_DIGEST: Final = Message("规则摘要 SHA-256：{digest}", "Digest of the rules, SHA-256: {digest}")


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
    """The title as a cover shows it, in the order of GB/T 1.1—2020, 8.1."""
    *lead, last = title_pieces(cover.title)
    state = " · ".join(one for one in (stage_of(cover), cover.publisher) if one)
    kind = "good" if cover.is_published else "open"
    lines = (
        _line("cover-codes", " · ".join(cover.codes)),
        _line("cover-number", cover.number),
        _line("cover-replaces", cover.replaces),
        _line("cover-lead", " · ".join(lead)),
        _line("cover-title", last),
        _line("cover-second", cover.second_title),
        f'<p class="cover-state"><span class="tag {kind}">{escape.html(state)}</span></p>' if state else "",
        _cover_dates(cover),
    )
    return f'<div class="cover">{"".join(lines)}</div>'


def _line(kind: str, words: str) -> str:
    return f'<p class="{kind}">{escape.html(words)}</p>' if words else ""


def _cover_dates(cover: Cover) -> str:
    """The dates; one that nobody has set yet stands out as open, and not as a date."""
    items = []
    for one in cover.dates:
        date = escape.html(one.date)
        shown = f'<span class="tag open">{date}</span>' if one.is_open else f'<time datetime="{date}">{date}</time>'
        items.append(f"<div><dt>{escape.html(one.name)}</dt><dd>{shown}</dd></div>")
    return f'<dl class="cover-dates">{"".join(items)}</dl>' if items else ""


def stage_of(cover: Cover) -> str:
    """Stage and edition; an edition such as “征求意见稿 1” says the stage itself."""
    said = cover.edition.startswith(cover.status)
    return cover.edition if said else " · ".join(one for one in (cover.status, cover.edition) if one)


def cover_lines(book: Book, printer: Printer, offered: Offered) -> tuple[str, ...]:
    """The page of a part, in the order of a cover and the contents that follow it."""
    context, document = book.context, book.document
    lines = [f"# {escape.heading(part_label(document.cover.title))} {{.unseen}}", cover_block(document.cover)]
    lines.extend((*call_lines(book), f'<p class="legal">{escape.html(context.say(LEGAL_STATUS))}</p>'))
    label = escape.heading(context.say(_CONTENTS))
    lines.extend(
        (
            f"## {label} {{.contents-title}}",
            f'<div class="contents" data-search-exclude>{contents_of(document.part, document.sections, printer)}</div>',
        )
    )
    if _is_own(book):
        lines.append(checker_call(printer.language, printer.here))
        if context.standard.boundary.stages:
            lines.extend(
                (f"## {escape.heading(context.say(_BOUNDARY))}", drawn(boundary_diagram(context), printer.address))
            )
        digest = context.say(_DIGEST.filled(digest=context.standard.digest))
        lines.extend((*download_lines(book, printer, offered), f'<p class="digest">{escape.html(digest)}</p>'))
    return tuple(lines)


def _is_own(book: Book) -> bool:
    """Whether the part is printed as a standard of its own, not as what another extends."""
    return book.context.standard.id == book.document.part


def call_lines(book: Book) -> tuple[str, ...]:
    """How to comment, and the call for patents of GB/T 1.1—2020, 8.1; nothing once it is published."""
    cover, context = book.document.cover, book.context
    if not cover.call:
        return ()
    example = next((one.place.id for one in book.document.sections if one.place.kind == "clause"), book.document.part)
    words = _COMMENT.filled(publisher=cover.publisher, example=example) if cover.publisher else _COMMENT_NOBODY
    said = context.say(words.filled(example=example))
    return (
        f'<div class="box warn call"><p>{escape.html(said)}</p><p><strong>{escape.html(cover.call)}</strong></p></div>',
    )


def download_lines(book: Book, printer: Printer, offered: Offered) -> tuple[str, ...]:
    """The files of a part; where there is no workbook, why."""
    context, part = book.context, book.document.part
    own = offered.get(part, ())
    if not own:
        return ()
    found = (f"## {escape.heading(context.say(_DOWNLOADS))}", files_list(own, context.language, printer.here))
    return (*found, *no_workbook(book, offered))


def no_workbook(book: Book, offered: Offered) -> tuple[str, ...]:
    """The sentence that says why there is no workbook; nothing where there is one."""
    context, part = book.context, book.document.part
    if any(one.is_workbook for one in offered.get(part, ())):
        return ()
    words = NO_WORKBOOK.filled(part=part) if fills_workbook(context) else _NO_INVENTORY
    return (f'<p class="hint">{escape.html(context.say(words))}</p>',)


def fills_workbook(context: Context) -> bool:
    """Whether companies fill something in for the standard, so that it has a workbook."""
    return context.standard.footprint is not None


def contents_of(part: str, sections: tuple[Section, ...], printer: Printer) -> str:
    """Chapters of a part and the clauses in them, as a list of links."""
    items = []
    for section in sections:
        href = printer.places.href(place_of(part, section.place), printer.here) or ""
        name = escape.html(numbered_title(printer.language, section))
        inner = contents_of(part, section.sections, printer) if section.sections else ""
        items.append(f'<li><a href="{escape.html(href)}">{name}</a>{inner}</li>')
    return f"<ul>{''.join(items)}</ul>"
