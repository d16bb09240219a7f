"""Splits a rule file into declarations before anything is parsed.

Braces are matched outside strings and comments; a new declaration starts where a line
begins with a declaration's keyword. So a broken declaration does not hide the next one.
"""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.heads import CLAUSE, IN_CLAUSE, OUTSIDE_CLAUSES, TOP, TOP_LEVEL, heads
from refcf_rules.language.problems import Problems
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Kind, Label
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile

UNCLOSED_BRACE: Final = Kind(
    "unclosed-brace",
    Message("大括号没有闭合", "a brace is not closed"),
    Message(
        "每个 { 都要有对应的 }，否则无法知道声明到哪里结束。",
        "Every { needs its }; otherwise nobody can tell where the declaration ends.",
    ),
    'clause scope {\n    title zh "范围" en "Scope"\n',
    'clause scope {\n    title zh "范围" en "Scope"\n}\n',
)
EXTRA_BRACE: Final = Kind(
    "extra-brace",
    Message("多了一个右大括号", "a closing brace too many"),
    Message("这个 } 没有对应的 {。", "This } has no { before it."),
    'clause scope {\n    title zh "范围" en "Scope"\n}\n}\n',
    'clause scope {\n    title zh "范围" en "Scope"\n}\n',
)
TOO_DEEP: Final = Kind(
    "nested-too-deep",
    Message("括号嵌套过深", "brackets are nested too deeply"),
    Message(
        "标准的条文不需要这么深的嵌套；限制它使任何文件都能在有限时间内读完。",
        "No clause needs such nesting; the limit lets every file be read in bounded time.",
    ),
    "formula deep = " + "(" * 80 + "1" + ")" * 80 + "\n",
    "formula deep = (1)\n",
)
KINDS: Final = (UNCLOSED_BRACE, EXTRA_BRACE, TOO_DEEP)
DEEPEST: Final = 60

_SKIP: Final = re.compile(r'(?://|／／)[^\n]*|"(?:[^"\\\n]|\\["\\])*"|[“”＂][^“”＂\n]*[“”＂]|「[^」\n]*」')
_BRACES: Final = re.compile(f"{_SKIP.pattern}|(?P<open>[{{｛])|(?P<close>[}}｝])")
_PLAIN: Final = re.compile(r'[^\n{｛}｝(（\[［)）\]］"“”＂「/／]+')
_OPEN, _CLOSE = "{｛", "}｝"
_PAREN_OPEN, _PAREN_CLOSE = "(（[［", ")）]］"


@record
class Chunk:
    """One declaration: the start rule to parse it with and where its text lies.

    ``clauses`` are the offsets at which the surrounding clauses start, outermost first.
    An ``unknown`` chunk begins with no known keyword; in an ``unclosed`` one a brace is missing.
    """

    rule: str
    start: int
    end: int
    clauses: tuple[int, ...]
    unclosed: bool = False


def _is_brace_missing(text: str, start: int, depth: int = 0) -> bool:
    for found in _BRACES.finditer(text, start):
        match found.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth = max(0, depth - 1)
            case _:
                pass
    return depth > 0


def split(source: SourceFile, problems: Problems) -> tuple[Chunk, ...]:
    """The declarations of a file in their order; reports braces that do not match."""
    return _Splitter(source, problems).run()


class _Splitter:
    """One pass over the characters; small enough to hold its state in attributes."""

    def __init__(self, source: SourceFile, problems: Problems) -> None:
        self.source = source
        self.text = source.text
        self.problems = problems
        self.chunks: list[Chunk] = []
        self.clauses: list[int] = []
        self.braces: list[int] = []
        self.parens = 0
        self.start: int | None = None
        self.rule = ""
        self.too_deep = False
        self.extra_after = 0
        self.brace_missing = _is_brace_missing(self.text, 0)
        self.block_closed = False
        self.line_start = True

    def run(self) -> tuple[Chunk, ...]:
        position = 0
        while position < len(self.text) and not self.too_deep:
            char = self.text[position]
            if char == "\n":
                self.line_start = True
                position += 1
                continue
            if char.isspace() or char == "\ufeff":
                position += 1
                continue
            at_line_start, self.line_start = self.line_start, False
            if at_line_start and self._may_begin(position):
                position = self._begin(position)
                continue
            skipped = _SKIP.match(self.text, position)
            if skipped:
                position = self._skip(position, skipped.end())
                continue
            self._character(char, position)
            position = self._after_plain(position + 1)
        self._finish()
        return tuple(self.chunks)

    def _after_plain(self, position: int) -> int:
        """Inside a declaration, characters that neither open, close nor begin anything are passed over at once."""
        plain = _PLAIN.match(self.text, position) if self.start is not None and not self.line_start else None
        return plain.end() if plain else position

    def _skip(self, position: int, end: int) -> int:
        comment = self.text[position] in "/／"
        if self.start is None and not comment:
            self._open_unknown(position)
        return end

    def _depth_inside(self) -> int:
        return len(self.braces) - len(self.clauses)

    def _may_begin(self, position: int) -> bool:
        return self._depth_inside() == 0 or self._shows_missing_brace(position)

    def _shows_missing_brace(self, position: int) -> bool:
        """Some brace is not closed, and a declaration begins as far left as the one around it: here."""
        if not self.brace_missing or not self.braces:
            return False
        return self._is_top_at_margin(position) or self._is_beside_open_block(position)

    def _is_top_at_margin(self, position: int) -> bool:
        at_margin = position == 0 or self.text[position - 1] == "\n"
        return at_margin and heads(TOP).match(self.text, position) is not None

    def _is_beside_open_block(self, position: int) -> bool:
        if self.start is None or not self.clauses or self._depth_inside() == 0:
            return False
        is_beside = self._column(position) <= self._column(self.start)
        return is_beside and heads(CLAUSE).match(self.text, position) is not None

    def _column(self, position: int) -> int:
        return position - self.text.rfind("\n", 0, position)

    def _begin(self, position: int) -> int:
        if self._shows_missing_brace(position):
            self._report_unclosed(position)
        possible = CLAUSE if self.clauses else OUTSIDE_CLAUSES
        match = heads(possible).match(self.text, position)
        if match is None:
            if self._starts_unknown(position):
                self._close_chunk(position)
                self._open_unknown(position)
            return self._continue_at(position)
        self._close_chunk(position)
        keyword = match.lastgroup or ""
        self.start, self.rule = position, {**IN_CLAUSE, **TOP_LEVEL}[keyword]
        return match.end()

    def _starts_unknown(self, position: int) -> bool:
        """After a closed block only a reason may follow; anything else is a declaration nobody knows."""
        if self.text[position] in _CLOSE or _SKIP.match(self.text, position):
            return False
        if self.start is None:
            return True
        return self.block_closed and not heads(("BECAUSE",)).match(self.text, position)

    def _continue_at(self, position: int) -> int:
        skipped = _SKIP.match(self.text, position)
        if skipped:
            return self._skip(position, skipped.end())
        self._character(self.text[position], position)
        return position + 1

    def _open_unknown(self, position: int) -> None:
        self.start, self.rule = position, "unknown"

    def _character(self, char: str, position: int) -> None:
        if char in _OPEN:
            self._open(position)
        elif char in _CLOSE:
            self._close(position)
        elif char in _PAREN_OPEN:
            self.parens += 1
            self._check_depth(position)
        elif char in _PAREN_CLOSE:
            self.parens = max(0, self.parens - 1)
        elif self.start is None:
            self._open_unknown(position)

    def _open(self, position: int) -> None:
        self.braces.append(position)
        self._check_depth(position)
        if self.rule == "clause" and self.start is not None and self._depth_inside() == 1:
            self.chunks.append(Chunk("clause", self.start, position, tuple(self.clauses)))
            self.clauses.append(self.start)
            self.start, self.rule, self.line_start = None, "", True

    def _close(self, position: int) -> None:
        self.parens = 0
        if not self.braces:
            self._report_extra(position)
            self._close_chunk(position)
            return
        ends_clause = self._depth_inside() == 0 and bool(self.clauses)
        if ends_clause:
            self._close_chunk(position)
            self.clauses.pop()
        self.braces.pop()
        if not ends_clause and self._depth_inside() == 0:
            self.block_closed = True
            self._close_chunk_after(position + 1)

    def _close_chunk_after(self, position: int) -> None:
        """A brace closed the block of a declaration: only ``because`` lines may still follow it."""
        if self.rule in {"standard", "introduction", "product", "example"}:
            self._close_chunk(position)

    def _close_chunk(self, end: int, *, unclosed: bool = False) -> None:
        if self.start is not None and self.rule == "clause":
            self._report_no_brace(self.start, end)
        elif self.start is not None:
            self.chunks.append(Chunk(self.rule, self.start, end, tuple(self.clauses), unclosed))
        self.start, self.rule, self.block_closed = None, "", False

    def _check_depth(self, position: int) -> None:
        if len(self.braces) + self.parens > DEEPEST and not self.too_deep:
            self.too_deep = True
            self.problems.add(
                TOO_DEEP,
                self.source.span(position, position + 1),
                Message("括号嵌套超过 {n} 层。", "Brackets are nested more than {n} deep.").filled(n=DEEPEST),
                hint=Message("把内层写成单独的公式。", "Name the inner part as a formula of its own."),
            )

    def _report_no_brace(self, start: int, end: int) -> None:
        """A clause whose { was forgotten; what follows stands outside only because of that."""
        head = self.text[start:end].split("\n")[0].rstrip()
        self.problems.broken.add("outside")
        self.problems.add(
            UNCLOSED_BRACE,
            self.source.span(start, start + len(head)),
            Message("这个条款没有 {。", "This clause has no {."),
            hint=Message("在条款名称后面写 {。", "Write { after the name of the clause."),
        )

    def _report_extra(self, position: int) -> None:
        """Once for braces that follow each other: they have one cause."""
        if self.chunks and self.text[self.extra_after : position].strip(f"{_CLOSE} \t\n") == "":
            self.extra_after = position
            return
        self.extra_after = position
        self.problems.add(
            EXTRA_BRACE,
            self.source.span(position, position + 1),
            Message("这个 } 没有对应的 {。", "This } has no { before it."),
            hint=Message("删去它，或检查上面是否少写了 {。", "Delete it, or look above for a missing {."),
        )

    def _report_unclosed(self, position: int) -> None:
        opened = self.braces[-1]
        self.problems.add(
            UNCLOSED_BRACE,
            self.source.span(opened, opened + 1),
            Message("这个 { 没有闭合。", "This { is never closed."),
            hint=Message("在声明结束处补上 }。", "Add } where the declaration ends."),
            also=(
                Label(
                    self.source.span(position, position + 1),
                    Message("新的声明从这里开始", "a new declaration starts here"),
                ),
            ),
        )
        is_top = position == len(self.text) or self._is_top_at_margin(position)
        self._close_chunk(position, unclosed=True)
        if is_top:
            self.clauses.clear()
        del self.braces[len(self.clauses) :]
        self.parens = 0
        self.brace_missing = _is_brace_missing(self.text, position, len(self.braces))

    def _finish(self) -> None:
        if self.too_deep:  # what is open cannot be told apart; what was closed before can
            self.chunks = [chunk for chunk in self.chunks if chunk.start not in self.clauses]
            return
        if self.braces:
            self._report_unclosed(len(self.text))
        self._close_chunk(len(self.text))
