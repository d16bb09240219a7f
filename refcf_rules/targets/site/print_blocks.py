"""Prints blocks of the document as the body of a page: Markdown headings, all else as HTML blocks."""

from __future__ import annotations

from typing import Final, assert_never

from refcf_rules.record import record
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.prose.document import (
    Admonition,
    Badge,
    Block,
    Bound,
    Code,
    Diagram,
    Facts,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
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
    Where,
    numbered_title,
    plain,
)
from refcf_rules.targets.site import escape, mathml
from refcf_rules.targets.site.drawing import drawn
from refcf_rules.targets.site.places import Places, anchor_of

_NOTE: Final = Message("注：", "NOTE")
_AFTER_NOTE: Final = {"zh": "", "en": " "}
_WHERE: Final = Message("式中：", "where")
_UNIT: Final = Message("，单位为 {unit}", ", in {unit}")
_DASH: Final = Message("——", " is ")
_EMPTY_HEADS: Final = 6
_LONG_CELL: Final = 24


@record
class Printer:
    """Prints for one page of one language."""

    language: Language
    places: Places
    here: str

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
            case Paragraph(content=content, note=note):
                label = f'<span class="note-label">{escape.html(self._say(_NOTE))}</span>' if note else ""
                label += _AFTER_NOTE[self.language] if note else ""
                kind = ' class="note"' if note else ""
                return [f"<p{kind}>{label}{self.inline(content)}</p>"]
            case Items(items=items, ordered=ordered):
                tag = "ol" if ordered else "ul"
                return [f"<{tag}>{''.join(f'<li>{self.inline(item)}</li>' for item in items)}</{tag}>"]
            case Table():
                return [self._table(block)]
            case Formula():
                return [self._formula(block)]
            case Facts(rows=rows):
                return [self._facts(rows)]
            case Admonition(tone=tone, title=title, blocks=inner):
                body = "".join(self.blocks(inner, level))
                return [f'<div class="box {tone}"><p class="box-title">{escape.html(title)}</p>{body}</div>']
            case Diagram():
                return [drawn(block)]
            case _:
                assert_never(block)

    def _say(self, message: Message) -> str:
        return message.text(self.language)

    def _provision(self, block: Provision, level: int) -> list[str]:
        mark = f'<p class="rule-mark">{self._inline(block.badge)}<code>{escape.html(block.number)}</code></p>'
        sentence = f'<p class="normative">{self.inline(block.sentence)}</p>'
        if block.items:
            items = "".join(f"<li>{self.inline(item)}</li>" for item in block.items)
            sentence += f'<ol class="normative">{items}</ol>'
        body = "".join(self.blocks(block.blocks, level))
        kind = block.badge.modality.value
        return [
            self.heading(level, block.title, block.place),
            f'<div class="provision {kind}">{mark}{sentence}{body}</div>',
        ]

    def _table(self, table: Table) -> str:
        caption = f"<caption>{escape.html(table.caption)}</caption>" if table.caption else ""
        head = "".join(f"<th>{escape.html(name)}</th>" for name in table.header)
        body = "\n".join(f"<tr>{self._cells(table.header, row)}</tr>" for row in table.rows)
        longest = max((len(plain(cell)) for row in table.rows for cell in row), default=0)
        kind = "stack" if longest > _LONG_CELL else "scroll"
        return (
            f'<div class="table {kind}"><table class="data">{caption}<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody></table></div>"
        )

    def _cells(self, header: tuple[str, ...], row: tuple[Inlines, ...]) -> str:
        cells = zip(header, row, strict=True)
        return "".join(
            f'<td data-label="{escape.html(name)}">{self.inline(cell)}</td>' if cell else "<td></td>"
            for name, cell in cells
        )

    def _formula(self, formula: Formula) -> str:
        shown = f'<div class="formula" data-search-exclude>{mathml.displayed(formula.math)}</div>'
        if not formula.where:
            return shown
        lines = "".join(self._where(one) for one in formula.where)
        label = escape.html(self._say(_WHERE))
        return f'{shown}<div class="where"><p>{label}</p><ul>{lines}</ul></div>'

    def _where(self, where: Where) -> str:
        unit = escape.html(self._say(_UNIT.filled(unit=where.unit))) if where.unit else ""
        dash = escape.html(self._say(_DASH))
        if self.language == "en":
            dash = f" {dash.strip()} "
        return f"<li>{mathml.inline(where.symbol)}{dash}{self.inline(where.meaning)}{unit}</li>"

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
            case Link(content=content, to=to):
                return self._linked(self.inline(content), to)
            case Target(place=place):
                return f'<span class="spot" id="{anchor_of(place)}"></span>' if self.is_home(place) else ""
            case Badge(modality=modality, text=text):
                return f'<span class="badge {modality.value}">{escape.html(text)}</span>'
            case Tag(text=text, tone=tone):
                return f'<span class="tag {tone}">{escape.html(text)}</span>'
            case Symbols(math=math):
                return mathml.inline(math)
            case _:
                assert_never(one)

    def _linked(self, shown: str, to: Place | None) -> str:
        href = self.places.href(to, self.here) if to is not None else None
        return f'<a href="{escape.html(href)}">{shown}</a>' if href is not None else shown
