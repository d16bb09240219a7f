"""The first page: what this is, where it stands, where to go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.number import Status
from refcf_rules.model.requirement import Modality
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Cover, Place
from refcf_rules.targets.prose.members.boundary import boundary_diagram
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.checker_page import checker_call
from refcf_rules.targets.site.cover import (
    LEGAL_STATUS,
    call_lines,
    contents_of,
    cover_block,
    no_workbook,
    part_label,
    stage_of,
    title_pieces,
)
from refcf_rules.targets.site.downloads import Download, Offered, files_line, files_list
from refcf_rules.targets.site.drawing import drawn
from refcf_rules.targets.site.index_pages import IndexPage
from refcf_rules.targets.site.print_blocks import Printer
from refcf_rules.targets.site.series import Book, Series, contexts_of, in_reading_order, series_number

_READ: Final = Message("阅读标准", "Read the standard")
_FIND: Final = Message("按内容查找", "Find by content")
_BOUNDARY: Final = Message("系统边界", "System boundary")
_DOWNLOADS: Final = Message("下载", "Downloads")
_NO_WORKBOOKS: Final = Message(
    "本次生成没有计算表；refcf build 不加 --no-workbook 时附上。",
    "This build holds no workbooks; refcf build without --no-workbook adds them.",
)
_ALL_PARTS: Final = Message("各部分通用", "All parts")
_CONTENTS: Final = Message("目次", "Contents")
_AND: Final = Message("、", " and ")
_ORDER: Final = Message(
    "先读{parts}：其内容适用于各部分。再读您的产品所属的部分。",
    "Begin with {parts}: what they say holds for every part. Then read the part of your product.",
)
_HOW: Final = Message("怎样阅读", "How to read this")
_OPEN: Final = Message(
    "{status}，不是已发布的标准。{numbers} 个数值尚未确定，{people} 条规定由人判断。",
    "{status}, not a published standard. {numbers} numbers are not settled yet; "
    "{people} provisions are for people to judge.",
)
_KNOWN: Final = frozenset({Status.SOURCED, Status.DERIVED})
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
    "判定有四种：满足、不满足、不适用、无法判定（缺少数据）。缺少数据不等于满足。",
    "There are four outcomes: satisfied, violated, not applicable, not decidable (data missing). "
    "Missing data never counts as satisfied.",
)


def home_lines(
    series: Series, books: tuple[Book, ...], indexes: tuple[IndexPage, ...], printer: Printer, offered: Offered
) -> tuple[str, ...]:
    """The whole page."""
    ordered = in_reading_order(series, books)
    context, cover = ordered[0].context, series_cover(series, books)
    lines = [f"# {escape.heading(part_label(cover.title))} {{.unseen}}", cover_block(cover), _banner(books)]
    if series.is_single:
        lines.extend(call_lines(ordered[0]))
    lines.append(f'<p class="legal">{escape.html(context.say(LEGAL_STATUS))}</p>')
    lines.append(checker_call(printer.language, printer.here))
    lines.extend((_heading(context, _READ), *_reading_order(books), _parts(series, ordered, printer)))
    lines.extend((_heading(context, _FIND), _cards(books, indexes, printer)))
    if series.is_single and context.standard.boundary.stages:
        lines.extend((_heading(context, _BOUNDARY), drawn(boundary_diagram(context), printer.address)))
    lines.extend((_heading(context, _HOW), _legend(context)))
    lines.extend(_downloads(series, ordered, printer, offered))
    if series.is_single:
        digest = context.say(_DIGEST.filled(digest=context.standard.digest))
        lines.append(f'<p class="digest">{escape.html(digest)}</p>')
    return tuple(lines)


def _reading_order(books: tuple[Book, ...]) -> tuple[str, ...]:
    """What holds for every part is read first."""
    common = [one for one in books if len(books) > len(common_to(books)) > 0 and one.document.part in common_to(books)]
    if not common:
        return ()
    context = common[0].context
    names = context.say(_AND).join(part_label(one.document.cover.title) for one in common)
    return (f'<p class="lead">{escape.html(context.say(_ORDER.filled(parts=names)))}</p>',)


def common_to(books: tuple[Book, ...]) -> frozenset[str]:
    """The parts that some other part of the books extends."""
    chains = (context.standard.parts[:-1] for context in contexts_of(books))
    return frozenset(part.id for chain in chains for part in chain)


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
        covers[0].codes if len({one.codes for one in covers}) == 1 else (),
        "",
        covers[0].dates if len({one.dates for one in covers}) == 1 else (),
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
    context = books[0].context
    covers = tuple(one.document.cover for one in books)
    counts = {
        "status": _if_same(one.status for one in covers) or context.say(_DRAFTS),
        "numbers": str(sum(map(_open_numbers, books))),
        "people": str(sum(map(_unchecked, books))),
    }
    is_published = all(one.is_published for one in covers)
    return context.say((_SETTLED if is_published else _OPEN).filled(**counts))


def _open_numbers(book: Book) -> int:
    """How many numbers of a part nobody has set yet."""
    own = (one for one in book.context.standard.parameters if book.owns(one.clause))
    return sum(value.provenance.status not in _KNOWN for one in own for value in one.values)


def _unchecked(book: Book) -> int:
    """How many provisions of a part are for people to judge."""
    return sum(book.owns(one.clause) for one in book.context.standard.not_checkable)


def _banner(books: tuple[Book, ...]) -> str:
    kind = "good" if all(one.document.cover.is_published for one in books) else "warn"
    return f'<div class="box {kind} banner"><p>{escape.html(banner_text(books))}</p></div>'


def _parts(series: Series, books: tuple[Book, ...], printer: Printer) -> str:
    blocks = (_part(one, printer, folded=not series.is_single) for one in books)
    return f'<div class="parts">{"".join(blocks)}</div>'


def _part(book: Book, printer: Printer, *, folded: bool) -> str:
    """A part with its number, stage and contents, which are ``folded`` away where there are many parts."""
    document, cover = book.document, book.document.cover
    href = escape.html(printer.places.href(Place("page", document.part, document.part), printer.here) or "")
    kind = "good" if cover.is_published else "open"
    chapters = contents_of(document.part, document.sections, printer)
    label = escape.html(book.context.say(_CONTENTS))
    inner = f"<details><summary>{label}</summary>{chapters}</details>" if folded else chapters
    return (
        f'<section class="part"><h3><a href="{href}">{escape.html(part_label(cover.title))}</a></h3>'
        f'<p class="part-number">{escape.html(cover.number)} '
        f'<span class="tag {kind}">{escape.html(stage_of(cover))}</span></p>{inner}</section>'
    )


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


def _downloads(series: Series, books: tuple[Book, ...], printer: Printer, offered: Offered) -> tuple[str, ...]:
    """The files of a single part in a list; those of a series a line each part."""
    if not any(offered.values()):
        return ()
    context = books[0].context
    if series.is_single:
        everything = tuple(
            one for files in (offered.get(books[0].document.part, ()), *_others(books, offered)) for one in files
        )
        listed = files_list(everything, context.language, printer.here)
        return (_heading(context, _DOWNLOADS), listed, *no_workbook(books[0], offered))
    lines = "".join(_files_of(one, printer, offered) for one in books)
    common = offered.get("", ())
    if common:
        label = escape.html(context.say(_ALL_PARTS))
        lines += f"<dt>{label}</dt><dd>{files_line(common, context.language, printer.here)}</dd>"
    has_workbooks = any(one.is_workbook for files in offered.values() for one in files)
    hints = () if has_workbooks else (f'<p class="hint">{escape.html(context.say(_NO_WORKBOOKS))}</p>',)
    return (_heading(context, _DOWNLOADS), f'<dl class="files">{lines}</dl>', *hints)


def _others(books: tuple[Book, ...], offered: Offered) -> tuple[tuple[Download, ...], ...]:
    own = books[0].document.part
    return tuple(files for part, files in offered.items() if part != own)


def _files_of(book: Book, printer: Printer, offered: Offered) -> str:
    name = escape.html(part_label(book.document.cover.title))
    line = files_line(offered.get(book.document.part, ()), book.context.language, printer.here)
    return f"<dt>{name}</dt><dd>{line}</dd>" if line else ""
