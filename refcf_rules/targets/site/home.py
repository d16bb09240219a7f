"""The first page: what this is, where it stands, where to go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.requirement import Modality
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose import ledgers
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Cover, Place
from refcf_rules.targets.prose.members.boundary import boundary_diagram
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.cover import contents_of, cover_block, part_label, title_pieces
from refcf_rules.targets.site.drawing import drawn
from refcf_rules.targets.site.index_pages import IndexPage
from refcf_rules.targets.site.print_blocks import Printer
from refcf_rules.targets.site.series import Book, Series, contexts_of, in_reading_order, series_number

_READ: Final = Message("阅读标准", "Read the standard")
_FIND: Final = Message("按内容查找", "Find by content")
_BOUNDARY: Final = Message("系统边界", "System boundary")
_DOWNLOADS: Final = Message("下载", "Downloads")
_HOW: Final = Message("怎样阅读", "How to read this")
_OPEN: Final = Message(
    "{status}，不是已发布的标准。{numbers} 个数值尚未确定，{people} 条规定由人判断。",
    "{status}, not a published standard. {numbers} numbers are not settled yet; "
    "{people} provisions are for people to judge.",
)
_DRAFTS: Final = Message("草案", "Drafts")
_SETTLED: Final = Message("{people} 条规定由人判断。", "{people} provisions are for people to judge.")
_DIGEST: Final = Message("规则摘要 SHA-256：{digest}", "Digest of the rules, SHA-256: {digest}")
_LEGEND: Final = {
    Modality.SHALL: Message("要求：不满足即判为不符合。", "a requirement: not met means violated."),
    Modality.SHOULD: Message("推荐：不满足只提示。", "a recommendation: not met only warns."),
    Modality.MAY: Message("允许。", "a permission."),
}
_BOUND: Final = Message(
    "带底色的数值与规则绑定：条文、公式和程序用的是同一个数。",
    "A number on a tint is bound to the rule: text, formula and program use the same one.",
)
_GAP: Final = Message("虚线框表示尚待确定的数值。", "A dashed frame marks a number that is still to be set.")
_OUTCOMES: Final = Message(
    "判定有四种：满足、违反、不适用、不能判定（缺少数据）。缺少数据不等于满足。",
    "There are four outcomes: satisfied, violated, not applicable, not decidable (data missing). "
    "Missing data never counts as satisfied.",
)


@record
class Download:
    """A file that goes with the site."""

    path: str
    label: Message


def home_lines(
    series: Series,
    books: tuple[Book, ...],
    indexes: tuple[IndexPage, ...],
    printer: Printer,
    downloads: tuple[Download, ...],
) -> tuple[str, ...]:
    """The whole page."""
    first = in_reading_order(series, books)[0]
    context, cover = first.context, series_cover(series, books)
    lines = [f"# {escape.heading(part_label(cover.title))} {{.unseen}}", cover_block(cover), _banner(books)]
    lines.extend((_heading(context, _READ), _parts(in_reading_order(series, books), printer)))
    lines.extend((_heading(context, _FIND), _cards(books, indexes, printer)))
    if series.is_single and context.standard.boundary.stages:
        lines.extend((_heading(context, _BOUNDARY), drawn(boundary_diagram(context))))
    lines.extend((_heading(context, _HOW), _legend(context)))
    if downloads:
        lines.extend((_heading(context, _DOWNLOADS), _files(context, downloads)))
    if series.is_single:
        digest = context.say(_DIGEST.filled(digest=context.standard.digest))
        lines.append(f'<p class="digest">{escape.html(digest)}</p>')
    return tuple(lines)


def series_name(series: Series, books: tuple[Book, ...]) -> str:
    """Number and title by which people call the whole."""
    cover = series_cover(series, books)
    return f"{cover.number} {part_label(cover.title)}".strip()


def series_cover(series: Series, books: tuple[Book, ...]) -> Cover:
    """The cover of a single part, or what the covers of all parts have in common."""
    covers = tuple(one.document.cover for one in books)
    if series.is_single:
        return in_reading_order(series, books)[0].document.cover
    return Cover(
        series_number(tuple(one.part for one in books)),
        "",
        _common_title(tuple(one.title for one in covers)),
        _common_title(tuple(one.second_title for one in covers)),
        _if_same(one.status for one in covers),
        _if_same(one.publisher for one in covers),
        "",
        all(one.is_published for one in covers),
    )


def _common_title(titles: tuple[str, ...]) -> str:
    """The elements that titles begin with in common, written as the first title writes them."""
    pieces = [title_pieces(one) for one in titles]
    common = 0
    while len({one[common : common + 1] for one in pieces}) == 1 and common < len(pieces[0]):
        common += 1
    first = titles[0]
    if common == 0:
        return first
    last = pieces[0][common - 1]
    return first[: first.index(last, sum(map(len, pieces[0][: common - 1]))) + len(last)]


def _if_same(texts: Iterable[str]) -> str:
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


def _heading(context: Context, title: Message) -> str:
    return f"## {escape.heading(context.say(title))}"


def banner_text(books: tuple[Book, ...]) -> str:
    """Where the whole stands, in a sentence."""
    contexts = contexts_of(books)
    covers = tuple(one.document.cover for one in books)
    counts = {
        "status": _if_same(one.status for one in covers) or contexts[0].say(_DRAFTS),
        "numbers": str(sum(ledgers.open_numbers(one) for one in contexts)),
        "people": str(sum(len(one.standard.not_checkable) for one in contexts)),
    }
    is_published = all(one.is_published for one in covers)
    return contexts[0].say((_SETTLED if is_published else _OPEN).filled(**counts))


def _banner(books: tuple[Book, ...]) -> str:
    kind = "good" if all(one.document.cover.is_published for one in books) else "warn"
    return f'<div class="box {kind} banner"><p>{escape.html(banner_text(books))}</p></div>'


def _parts(books: tuple[Book, ...], printer: Printer) -> str:
    blocks = []
    for document in (one.document for one in books):
        href = escape.html(printer.places.href(Place("page", document.part), printer.here) or "")
        name = escape.html(part_label(document.cover.title))
        number = escape.html(document.cover.number)
        chapters = contents_of(document.sections, printer)
        blocks.append(
            f'<section class="part"><h3><a href="{href}">{name}</a></h3>'
            f'<p class="part-number">{number}</p>{chapters}</section>'
        )
    return f'<div class="parts">{"".join(blocks)}</div>'


def _cards(books: tuple[Book, ...], indexes: tuple[IndexPage, ...], printer: Printer) -> str:
    context, cards = books[0].context, []
    for index in indexes:
        href = escape.html(printer.places.href(Place("page", index.id), printer.here) or "")
        title, lead = escape.html(context.say(index.title)), escape.html(context.say(index.lead))
        cards.append(
            f'<a class="card" href="{href}"><span class="card-count">{index.count(books)}</span>'
            f'<span class="card-title">{title}</span><span class="card-lead">{lead}</span></a>'
        )
    return f'<div class="cards">{"".join(cards)}</div>'


def _legend(context: Context) -> str:
    rows = []
    for one, words in _LEGEND.items():
        badge = f'<span class="badge {one.value}">{escape.html(context.say(one.words))}</span>'
        rows.append(f"<li>{badge} {escape.html(context.say(words))}</li>")
    rows.append(f'<li><span class="bound">1 %</span> {escape.html(context.say(_BOUND))}</li>')
    rows.append(f'<li><span class="bound open">——</span> {escape.html(context.say(_GAP))}</li>')
    rows.append(f"<li>{escape.html(context.say(_OUTCOMES))}</li>")
    return f'<ul class="legend">{"".join(rows)}</ul>'


def _files(context: Context, downloads: tuple[Download, ...]) -> str:
    items = (
        f'<li><a href="{escape.html(one.path)}" download>{escape.html(context.say(one.label))}</a> '
        f"<code>{escape.html(one.path.rpartition('/')[2])}</code></li>"
        for one in downloads
    )
    return f'<ul class="downloads">{"".join(items)}</ul>'
