"""Prints blocks of the document as the body of a page: Markdown headings, all else as HTML blocks."""

from __future__ import annotations

from collections import Counter
from typing import Final, assert_never

from refcf_rules.record import record
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Ahead,
    Badge,
    Block,
    Bound,
    Code,
    Details,
    Facts,
    File,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Listing,
    Paragraph,
    Place,
    Provision,
    Section,
    Strong,
    Symbols,
    Table,
    Tag,
    Target,
    Text,
    Web,
    Where,
    numbered_title,
    plain,
)
from refcf_rules.targets.prose.drawings import BarChart, Diagram, FlowDiagram
from refcf_rules.targets.site import escape, mathml, try_it
from refcf_rules.targets.site.chart_drawing import chart_drawn
from refcf_rules.targets.site.choosing import chosen_by
from refcf_rules.targets.site.drawing import drawn
from refcf_rules.targets.site.flow_drawing import flow_drawn
from refcf_rules.targets.site.names import spelled
from refcf_rules.targets.site.places import Places, anchor_of, relative

_NOTE: Final = Message("注：", "NOTE ")
_NOTE_NUMBERED: Final = Message("注{number}：", "NOTE {number} ")
_WHERE: Final = Message("式中：", "where")
_UNIT: Final = Message("，单位为 {unit}", ", in {unit}")
_DASH: Final = Message("——", " is ")
_BETWEEN: Final = Message("；", ";")
_LAST: Final = Message("。", ".")
_FORMULA: Final = Message("（{number}）", "({number})")
_EMPTY_HEADS: Final = 6
_FEW_BOXES: Final = 2
_LONG_CELL: Final = 24


@record
class Printer:
    """Prints for one page of one language; ``brief`` leaves out what readers would have to open.

    ``trying`` is the standard whose rules can be tried on the page.
    """

    language: Language
    places: Places
    here: str
    brief: bool = False
    trying: Context | None = None

    def section(self, section: Section, level: int) -> list[str]:
        """A section that has no page of its own, with all in it."""
        title = numbered_title(self.language, section)
        lines = [self.heading(level, title, section.place), *self.blocks(section.blocks, level + 1)]
        for inner in section.sections:
            lines.extend(self.section(inner, level + 1))
        return lines

    def heading(self, level: int, title: str, place: Place | None) -> str:
        """A Markdown heading with its own anchor, so that the contents list and the search know it."""
        mark = f" {{#{anchor_of(place)}}}" if place is not None and self.is_home(place) else ""
        return f"{'#' * min(level, _EMPTY_HEADS)} {escape.heading(title)}{mark}"

    def is_home(self, place: Place) -> bool:
        """Whether this page is where the place stands."""
        return self.places.is_home(place, self.here)

    def blocks(self, blocks: tuple[Block, ...], level: int) -> list[str]:
        """Blocks, each in one line of its own."""
        return [line for block in blocks for line in self._block(block, level)]

    def _block(self, block: Block, level: int) -> list[str]:
        match block:
            case Heading(text=text, place=place):
                return [self.heading(level, text, place)]
            case Provision():
                return self._provision(block, level)
            case Paragraph():
                return [self._paragraph(block)]
            case Items(items=items, ordered=ordered, bare=bare):
                tag, kind = "ol" if ordered else "ul", ' class="bare"' if bare else ""
                return [f"<{tag}{kind}>{''.join(f'<li>{self.inline(item)}</li>' for item in items)}</{tag}>"]
            case Table():
                return [self._table(block), *self._trials(block)]
            case Formula():
                return [self._formula(block)]
            case Facts(rows=rows):
                return [self._facts(rows)]
            case Admonition(tone=tone, title=title, blocks=inner):
                body = "".join(self.blocks(inner, level))
                return [f'<div class="box {tone}"><p class="box-title">{escape.html(title)}</p>{body}</div>']
            case Details(summary=summary, blocks=inner):
                return self._details(summary, inner, level)
            case Listing(text=text):
                return [f'<div class="listing" data-search-exclude>{"".join(map(_listed, text.splitlines()))}</div>']
            case Diagram():
                return [drawn(block, self.address)]
            case FlowDiagram():
                return [flow_drawn(block, self.address)]
            case BarChart():
                return [chart_drawn(block, self.address)]
            case _:
                assert_never(block)

    def _say(self, message: Message) -> str:
        return message.text(self.language)

    def _paragraph(self, block: Paragraph) -> str:
        if not block.note:
            return f"<p>{self.inline(block.content)}</p>"
        said = _NOTE if block.number is None else _NOTE_NUMBERED.filled(number=block.number)
        label = f'<span class="note-label">{escape.html(self._say(said))}</span>'
        gap = " " if self.language == "en" else ""
        return f'<p class="note">{label}{gap}{self.inline(block.content)}</p>'

    def _details(self, summary: Inlines, blocks: tuple[Block, ...], level: int) -> list[str]:
        if self.brief:
            return []
        head = f"<summary>{self.inline(summary)}</summary>"
        body = "".join(self.blocks(blocks, level))
        if any(isinstance(one, Code) for one in summary):  # the search finds a rule by its id, not what is folded in it
            return [f'<details class="fold">{head}<div data-search-exclude>{body}</div></details>']
        hidden = "" if all(isinstance(one, Details) for one in blocks) else " data-search-exclude"
        return [f'<details class="fold"{hidden}>{head}{body}</details>']

    def _provision(self, block: Provision, level: int) -> list[str]:
        second = f'<span class="second-title">{escape.html(block.second_title)}</span>' if block.second_title else ""
        tags = "".join(map(self._inline, block.tags))
        id_ = f"<code>{escape.code(block.number)}</code>"
        mark = f'<p class="rule-mark">{self._inline(block.badge)}{tags}{second}{id_}</p>'
        sentence = f'<p class="normative">{self.inline(block.sentence)}</p>'
        if block.items:
            items = "".join(f"<li>{self.inline(item)}</li>" for item in block.items)
            sentence += f'<ol class="normative">{items}</ol>'
        body = "".join(self.blocks(block.blocks, level))
        kind = block.badge.modality.value
        return [
            self.heading(level, block.title, block.place),
            f'<div class="provision {kind}">{mark}{sentence}{body}{self._trial(block.place)}</div>',
        ]

    def _trial(self, rule: Place, *, named: bool = False) -> str:
        """The box to try a rule in; empty where there is none."""
        if self.trying is None or not self.is_home(rule):
            return ""
        return try_it.block(self.trying, rule.id, lambda place: self.places.href(place, self.here), named=named)

    def _trials(self, table: Table) -> list[str]:
        """The boxes of the rules that a table lists; many in one box, so that they do not push the text away."""
        targets = (one.place for row in table.rows for cell in row for one in cell if isinstance(one, Target))
        boxes = [box for place in targets if place.kind == "rule" and (box := self._trial(place, named=True))]
        return boxes if len(boxes) <= _FEW_BOXES else [try_it.together(boxes, self.language)]

    def _table(self, table: Table) -> str:
        caption = f"<caption>{escape.html(table.caption)}</caption>" if table.caption else ""
        head = "".join(f'<th scope="col">{escape.html(name)}</th>' for name in table.header)
        chosen = chosen_by(table.facets, len(table.rows))
        body = "\n".join(self._row(table, row, marks) for row, marks in zip(table.rows, chosen.rows, strict=True))
        kind = _kind(table)
        return (
            f'<div class="table {kind}"{chosen.table}><table class="data">'
            f"{caption}<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody></table></div>"
        )

    def _row(self, table: Table, row: tuple[Inlines, ...], chosen: str) -> str:
        """A row; one of an index that shows nothing of its own is not searched, as its clause is."""
        is_own = any(isinstance(one, Target) and self.is_home(one.place) for cell in row for one in cell)
        apart = "" if is_own or not (table.facets or table.compared) else " data-search-exclude"
        cells = self._compared(row) if table.compared else self._cells(table.header, row)
        return f"<tr{chosen}{apart}>{cells}</tr>"

    def _compared(self, row: tuple[Inlines, ...]) -> str:
        """A row of things side by side; what differs from most is marked."""
        what, *cells = row
        usual = Counter(map(plain, cells)).most_common(1)[0][0]
        marked = (("" if plain(cell) == usual else ' class="differs"', cell) for cell in cells)
        shown = "".join(f"<td{mark}>{self.inline(cell)}</td>" for mark, cell in marked)
        return f'<th scope="row">{self.inline(what)}</th>{shown}'

    def _cells(self, header: tuple[str, ...], row: tuple[Inlines, ...]) -> str:
        cells = zip(header, row, strict=True)
        return "".join(
            f'<td data-label="{escape.html(name)}">{self.inline(cell)}</td>' if cell else "<td></td>"
            for name, cell in cells
        )

    def _formula(self, formula: Formula) -> str:
        number = escape.html(self._say(_FORMULA.filled(number=formula.number))) if formula.number else ""
        shown = (
            f'<div class="equation" data-search-exclude><div class="formula">{mathml.displayed(formula.math)}</div>'
            f'<span class="equation-number">{number}</span></div>'
        )
        if not formula.where:
            return shown
        last = len(formula.where) - 1
        lines = "".join(self._where(one, _LAST if i == last else _BETWEEN) for i, one in enumerate(formula.where))
        label = escape.html(self._say(_WHERE))
        return f'{shown}<div class="where"><p>{label}</p><ul>{lines}</ul></div>'

    def _where(self, where: Where, end: Message) -> str:
        unit = escape.html(self._say(_UNIT.filled(unit=where.unit))) if where.unit else ""
        dash = escape.html(self._say(_DASH))
        if self.language == "en":
            dash = f" {dash.strip()} "
        return f"<li>{mathml.inline(where.symbol)}{dash}{self.inline(where.meaning)}{unit}{self._say(end)}</li>"

    def _facts(self, rows: tuple[tuple[str, Inlines], ...]) -> str:
        pairs = "".join(
            f"<div><dt>{escape.html(label)}</dt><dd>{self.inline(content)}</dd></div>" for label, content in rows
        )
        return f'<dl class="facts">{pairs}</dl>'

    def inline(self, content: Inlines) -> str:
        """Inlines as HTML."""
        return "".join(map(self._inline, content))

    def _inline(self, one: Inline) -> str:
        match one:
            case Text(text=text):
                return escape.html_inside(text)
            case Bound(text=text, to=to, open=is_open):
                kind = "bound open" if is_open else "bound"
                return self._linked(f'<span class="{kind}">{escape.html(text)}</span>', to)
            case Code(text=text):
                return f"<code>{escape.code(text)}</code>"
            case Strong(content=content):
                return f"<strong>{self.inline(content)}</strong>"
            case Link(content=content, to=to, meaning=meaning):
                return self._linked(self.inline(content), to, meaning)
            case Target(place=place):
                return f'<span class="spot" id="{anchor_of(place)}"></span>' if self.is_home(place) else ""
            case Badge(modality=modality, text=text):
                return f'<span class="badge {modality.value}">{escape.html(text)}</span>'
            case Tag(text=text, tone=tone):
                return f'<span class="tag {tone}">{escape.html(text)}</span>'
            case Symbols(math=math):
                return mathml.inline(math)
            case File(content=content, path=path):
                return f'<a href="{escape.html(self._file(path))}">{self.inline(content)}</a>'
            case Web(content=content, address=address):
                return f'<a href="{escape.html(address)}" rel="noopener">{self.inline(content)}</a>'
            case Ahead():
                return ""
            case _:
                assert_never(one)

    def _file(self, path: str) -> str:
        """The address of a file that stands once, in the Chinese tree, which is the root of the publication."""
        file = "/".join(map(spelled, path.split("/")))
        return relative(file if self.language == "zh" else f"../{file}", self.here)

    def address(self, to: Place) -> str | None:
        """Where a place stands, as this page links to it; ``None`` when nothing shows it."""
        return self.places.href(to, self.here)

    def _linked(self, shown: str, to: Place | None, meaning: str = "") -> str:
        href = self.places.href(to, self.here) if to is not None else None
        if href is None:
            return shown
        term = f' class="term" data-meaning="{escape.html(meaning)}"' if meaning else ""
        return f'<a{term} href="{escape.html(href)}">{shown}</a>'


def _listed(line: str) -> str:
    """A line of a rule file with its indentation; Markdown leaves the inside of a line of HTML alone."""
    indent = len(line) - len(line.lstrip())
    return f'<code style="--indent: {indent}">{escape.html(line)}</code>'


def _kind(table: Table) -> str:
    """How a table fits a narrow screen: rows become cards, or it moves sideways in a frame of its own."""
    if table.compared:
        return "compare"
    longest = max((len(plain(cell)) for row in table.rows for cell in row), default=0)
    return f"stack{' filter' if table.facets else ''}" if longest > _LONG_CELL or table.facets else "scroll"
