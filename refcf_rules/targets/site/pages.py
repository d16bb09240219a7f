"""The pages of one language: the parts, clause by clause, then the indexes; with their place in the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Document, Place, Section, numbered_title
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.checker_page import CHECKER, TITLE, checker_lines
from refcf_rules.targets.site.cover import cover_lines, part_label
from refcf_rules.targets.site.downloads import Offered
from refcf_rules.targets.site.home import home_lines, series_name
from refcf_rules.targets.site.index_pages import INDEXES, IndexPage
from refcf_rules.targets.site.indexes.subject import Subject
from refcf_rules.targets.site.menu import Group, Item, Leaf
from refcf_rules.targets.site.names import file_name, own_page
from refcf_rules.targets.site.places import Places
from refcf_rules.targets.site.print_blocks import Printer
from refcf_rules.targets.site.series import Book, Series, contexts_of, in_reading_order
from refcf_rules.targets.site.whole import whole_lines

_HOME: Final = Message("首页", "Home")
_INDEXES: Final = Message("索引和台账", "Indexes and ledgers")
_WHOLE: Final = Message("全文（打印）", "Whole text (for printing)")
_CONTAINS: Final = Message("本条包括", "In this clause")
HOME: Final = "index.md"


@record
class Page:
    """One page: where, its title, its Markdown lines; ``hide`` names what the theme leaves out."""

    path: str
    title: str
    lines: tuple[str, ...]
    hide: tuple[str, ...] = ()
    searched: bool = True

    def text(self) -> str:
        """The file as it is written."""
        head = [f"title: {escape.quoted(escape.html(escape.title(self.title)))}"]
        if self.hide:
            head.append(f"hide: [{', '.join(self.hide)}]")
        if not self.searched:
            head.append("search: {exclude: true}")
        return "\n".join(("---", *head, "---", "", "\n\n".join(self.lines), ""))


@record
class Site:
    """All pages of one language and the menu that leads to them."""

    pages: tuple[Page, ...]
    menu: tuple[Item, ...]
    places: Places


Indexes = tuple[tuple[IndexPage, tuple[Block, ...]], ...]


@record
class Plan:
    """Which pages there are, each made when it is asked for, and the menu that leads to them."""

    pages: Mapping[str, Callable[[], Page]]
    menu: tuple[Item, ...]
    places: Places


def site_of(series: Series, books: tuple[Book, ...], offered: Offered) -> Site:
    """The pages of a series in the language of its books."""
    plan = plan_of(series, books, indexes_of(books), offered)
    return Site(tuple(make() for make in plan.pages.values()), plan.menu, plan.places)


def indexes_of(books: tuple[Book, ...]) -> Indexes:
    """The indexes with what they list."""
    return tuple(each_index(books))


def each_index(books: tuple[Book, ...]) -> Iterator[tuple[IndexPage, tuple[Block, ...]]]:
    """One index after the other, with what it lists."""
    subject = Subject(books)
    return ((index, index.blocks(subject)) for index in INDEXES)


def plan_of(series: Series, books: tuple[Book, ...], indexes: Indexes, offered: Offered) -> Plan:
    """The pages without making any."""
    language = books[0].document.language
    places = _placed(books, indexes)
    pages: dict[str, Callable[[], Page]] = {HOME: partial(_home, series, books, places, offered)}
    menu: list[Item] = [Leaf(_HOME.text(language), HOME)]
    pages[CHECKER] = partial(_checker, language)
    menu.append(Leaf(TITLE.text(language), CHECKER))
    for book in in_reading_order(series, books):
        pages |= _part_pages(book, places, offered)
        menu.append(_part_menu(book))
    pages |= {index.path: partial(_index_page, language, index, blocks, places) for index, blocks in indexes}
    leaves = tuple(Leaf(index.title.text(language), index.path) for index, _ in indexes)
    menu.append(Group(_INDEXES.text(language), leaves))
    return Plan(pages, tuple(menu), places)


def chapter_path(document: Document, section: Section) -> str:
    """The page of a chapter (章)."""
    return f"parts/{file_name(document.part)}/{_own_name(document, section)}/index.md"


def clause_path(document: Document, section: Section) -> str:
    """The page of a clause in a chapter (条)."""
    return f"parts/{file_name(document.part)}/{_own_name(document, section)}.md"


def _own_name(document: Document, section: Section) -> str:
    own = section.place.id.removeprefix(f"{document.part}.")
    is_clause = section.place.kind == "clause" and own != section.place.id
    return file_name(own) if is_clause else own_page(own)


def _whole_path(document: Document) -> str:
    return f"parts/{file_name(document.part)}/{own_page('whole')}.md"


def _placed(books: tuple[Book, ...], indexes: Indexes) -> Places:
    contexts = contexts_of(books)
    shelves = {one.standard.id: tuple(part.id for part in reversed(one.standard.parts)) for one in contexts}
    places = Places(shelves)
    for book in books:
        _place_book(book, places)
    for index, blocks in indexes:
        places.page(Place("page", index.id), index.path)
        places.blocks(blocks, index.path)
        if len(contexts) == 1:
            places.read_as(index.path, contexts[0].standard.id)
    return places


def _place_book(book: Book, places: Places) -> None:
    document, standard = book.document, book.context.standard.id
    part = document.part
    for path in (_part_path(document), _whole_path(document)):
        places.read_as(path, standard)
    places.page(Place("page", part), _part_path(document), part)
    for chapter in document.sections:
        path = chapter_path(document, chapter)
        places.read_as(path, standard)
        places.page(chapter.place, path, part)
        places.section(chapter, path, part, deep=False)
        for clause in chapter.sections:
            path = clause_path(document, clause)
            places.read_as(path, standard)
            places.page(clause.place, path, part)
            places.section(clause, path, part, deep=True)


def _part_path(document: Document) -> str:
    return f"parts/{file_name(document.part)}/index.md"


def _home(series: Series, books: tuple[Book, ...], places: Places, offered: Offered) -> Page:
    printer = Printer(books[0].document.language, places, HOME)
    lines = home_lines(series, books, INDEXES, printer, offered)
    return Page(HOME, series_name(series, books), lines, ("navigation", "toc"))


def _checker(language: Language) -> Page:
    return Page(CHECKER, TITLE.text(language), checker_lines(language), ("navigation", "toc"))


def _part_pages(book: Book, places: Places, offered: Offered) -> dict[str, Callable[[], Page]]:
    document = book.document
    pages: dict[str, Callable[[], Page]] = {_part_path(document): partial(_cover, book, places, offered)}
    for chapter in document.sections:
        pages[chapter_path(document, chapter)] = partial(_chapter, book.context, document, chapter, places)
        pages |= {
            clause_path(document, clause): partial(_clause, book.context, document, clause, places)
            for clause in chapter.sections
        }
    pages[_whole_path(document)] = partial(_whole, book, places)
    return pages


def _cover(book: Book, places: Places, offered: Offered) -> Page:
    path = _part_path(book.document)
    lines = cover_lines(book, Printer(book.document.language, places, path), offered)
    return Page(path, part_label(book.document.cover.title), lines, ("toc",))


def _whole(book: Book, places: Places) -> Page:
    document = book.document
    name = document.cover.number or part_label(document.cover.title)
    path = _whole_path(document)
    printer = Printer(document.language, places, path, brief=True)
    return Page(path, f"{name} {book.context.say(_WHOLE)}", whole_lines(book, printer), ("navigation",), searched=False)


def _title(document: Document, section: Section) -> str:
    return escape.title(numbered_title(document.language, section))


def _chapter(context: Context, document: Document, chapter: Section, places: Places) -> Page:
    path = chapter_path(document, chapter)
    printer = Printer(context.language, places, path, trying=context)
    lines = [*_head(document, chapter, printer), *printer.blocks(chapter.blocks, 2)]
    if chapter.sections:
        lines.append(_contents(context, chapter, printer))
    return Page(path, _title(document, chapter), tuple(lines))


def _clause(context: Context, document: Document, clause: Section, places: Places) -> Page:
    path = clause_path(document, clause)
    printer = Printer(document.language, places, path, trying=context)
    lines = [*_head(document, clause, printer), *printer.blocks(clause.blocks, 2)]
    for inner in clause.sections:
        lines.extend(printer.section(inner, 2))
    return Page(path, _title(document, clause), tuple(lines))


def _head(document: Document, section: Section, printer: Printer) -> tuple[str, str]:
    cover = document.cover
    part = escape.html(f"{cover.number} {part_label(cover.title)}".strip())
    home = printer.places.href(Place("page", document.part), printer.here) or ""
    status = f'<span class="tag {"good" if cover.is_published else "open"}">{escape.html(cover.status)}</span>'
    id_ = f"<code>{escape.html(section.place.id)}</code>" if section.place.kind == "clause" else ""
    mark = f'<p class="page-mark" data-search-exclude><a href="{escape.html(home)}">{part}</a> {status} {id_}</p>'
    return printer.heading(1, numbered_title(document.language, section), section.place), mark


def _contents(context: Context, chapter: Section, printer: Printer) -> str:
    items = []
    for clause in chapter.sections:
        href = printer.places.href(clause.place, printer.here) or ""
        titles = (escape.html(numbered_title(context.language, one)) for one in clause.sections)
        inner = "".join(f"<li>{one}</li>" for one in titles)
        name = escape.html(numbered_title(context.language, clause))
        items.append(f'<li><a href="{escape.html(href)}">{name}</a>{f"<ul>{inner}</ul>" if inner else ""}</li>')
    label = escape.html(context.say(_CONTAINS))
    return f'<nav class="contents" data-search-exclude aria-label="{label}"><ul>{"".join(items)}</ul></nav>'


def _part_menu(book: Book) -> Group:
    document = book.document
    leaves: list[Item] = [Leaf(part_label(document.cover.title), _part_path(document))]
    for chapter in document.sections:
        inner = tuple(Leaf(_title(document, one), clause_path(document, one)) for one in chapter.sections)
        first = Leaf(_title(document, chapter), chapter_path(document, chapter))
        leaves.append(Group(_title(document, chapter), (first, *inner)) if inner else first)
    leaves.append(Leaf(book.context.say(_WHOLE), _whole_path(document)))
    return Group(escape.title(part_label(document.cover.title)), tuple(leaves))


def _index_page(language: Language, index: IndexPage, blocks: tuple[Block, ...], places: Places) -> Page:
    printer = Printer(language, places, index.path)
    head = f"# {escape.heading(index.title.text(language))}"
    lead = f'<p class="lead">{escape.html(index.lead.text(language))}</p>'
    script = f'<script src="assets/{index.script}"></script>'
    return Page(index.path, index.title.text(language), (head, lead, *printer.blocks(blocks, 2), script), index.hide)
