"""Rule text to lark trees, one declaration at a time. Everything lark hands over is narrowed here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import lark
import lark.lexer
from lark import Token, Tree

from refcf_rules import resources
from refcf_rules.language import split as splitting
from refcf_rules.language.bounds import is_within_bounds
from refcf_rules.language.heads import START_RULES
from refcf_rules.language.keyword import keyword_by_id, keywords, terminals
from refcf_rules.language.lean import lean
from refcf_rules.language.mistakes.explain import explain
from refcf_rules.language.problems import Problems
from refcf_rules.language.reading.reader import Reader
from refcf_rules.language.reading.tables import kept, tables_of
from refcf_rules.quantities.units import SPELLINGS
from refcf_rules.record import record
from refcf_rules.source.text import SourceFile, Span

# With the optional package interegular present, lark compares all terminals pairwise when it
# builds a contextual lexer; with Chinese character ranges that takes minutes. The grammar's
# own test looks for collisions instead.
lark.lexer.has_interegular = False

Leaf = Token
Branch = Tree[Token]
BLANKS = r"[ \t\u3000\u00a0]{0,2}"
DIGITS = "[0-9０-９]"
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = r"[A-Za-z_\u3400-\u9fff][\w-]*"
_SECOND_WORD = re.compile(rf"{_WORD}\s+({_WORD})")
_DECLARING = (
    *("PARAMETER", "TABLE", "FACTOR", "FORMULA", "EMISSION", "FOOTPRINT", "RULE", "BALANCE", "FUNCTIONAL_UNIT"),
    *("ADD_TABLE", "FIELD", "GIVEN", "ITEM", "STAGE", "PROCESS", "PRODUCT", "TERM", "EXAMPLE", "FLOW"),
    *("REPEAT", "START"),
)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A parsed declaration: its construct, its tree, its file and the clauses around it.

    What a construct expands to is a declaration too: ``origin`` is then the place of the
    author's own line, and ``substitutes`` are the author's expressions that its names stand for.
    """

    construct: str
    tree: Branch
    source: SourceFile
    part: str
    clauses: tuple[str, ...]
    origin: Span | None = None
    substitutes: Mapping[str, Substitute] = field(default_factory=dict)

    @property
    def clause(self) -> str:
        """The id of the innermost clause within the series, empty at top level."""
        return f"{self.part}.{self.clauses[-1]}" if self.clauses else ""

    @property
    def trail(self) -> tuple[str, ...]:
        """The ids of the clauses around it, outermost first."""
        return tuple(f"{self.part}.{name}" for name in self.clauses)


@record
class Substitute:
    """An author's expression, with the declaration it stands in.

    Bare names in it are fields of the row ``variable``, or of the one-row table ``table``.
    """

    tree: Branch
    declaration: Declaration
    variable: str = ""
    table: str = ""


def grammar_text() -> str:
    """The whole grammar: the file, the keyword terminals and the terminals made of units."""
    text = (resources.folder("grammar") / "refcf.lark").read_text(encoding="utf-8")
    unit = _unit_terminal()
    made = (
        f"QUANTITY.30: /{DIGITS}+(?:[.．]{DIGITS}+)?(?:[eE][+-]?[0-9]+)?{BLANKS}(?:{unit})/",
        f"UNIT.200: /(?:{unit})/",
    )
    rules, mark, written = text.partition("// ---- terminals")
    return "\n".join((rules, mark + lean(written), lean(terminals(text)), *map(lean, made), ""))


def _unit_terminal() -> str:
    """Units as the lexer sees them: the spellings of the table, with one slash and brackets below it.

    Leaner than ``quantities.units.unit_pattern``, which also folds full-width letters: lark
    compiles the terminal into more than a hundred scanners.
    """
    spellings = sorted((text for text in SPELLINGS if text != "1"), key=lambda text: (-len(text), text))
    spellings = [*spellings, "％"]
    han = [re.escape(text) for text in spellings if _HAN.search(text[-1])]
    other = [re.escape(text) for text in spellings if not _HAN.search(text[-1])]
    atom = f"(?:{'|'.join(other)}|{'|'.join(han)})(?:[2-4²³]|\\^[2-9])?".replace("/", r"\/")
    end = r"(?![A-Za-z0-9_\u3400-\u9fff])|(?<=[%％‰])(?![A-Za-z])|(?=的)"
    return f"{atom}(?:[·*]{atom})*(?:[\\/／](?:{atom}|[(（]{atom}(?:[·*]{atom})*[)）]))?(?:{end})"


@cache
def parser() -> lark.Lark:
    """The LALR parser of the language; it makes the tables, and explains what cannot be read."""
    return lark.Lark(
        grammar_text(),
        parser="lalr",
        start=list(START_RULES),
        propagate_positions=True,
        maybe_placeholders=False,
    )


@cache
def reader() -> Reader:
    """Reads what can be read, by the tables kept beside the grammar or made now."""
    return Reader(kept(grammar_text()) or tables_of(parser()))


def parse_file(source: SourceFile, part: str, problems: Problems) -> tuple[Declaration, ...]:
    """All declarations of a file that can be parsed; the others are reported."""
    found: list[Declaration] = []
    clause_names: dict[int, str] = {}
    for chunk in splitting.split(source, problems):
        if problems.is_full:
            break
        clauses = tuple(clause_names.get(start, "") for start in chunk.clauses)
        problems.trail = tuple(f"{part}.{name}" for name in clauses)
        tree = _parse_chunk(source, chunk, problems)
        if chunk.rule == "clause":
            clause_names[chunk.start] = _clause_name(tree, chunk)
        if tree is not None:
            found.append(Declaration(chunk.rule, tree, source, part, clauses))
    return tuple(found)


def parse_expression(source: SourceFile, start: int, end: int, problems: Problems) -> Branch | Leaf | None:
    """An expression inside a larger text, such as a slot of a message."""
    return _parse_chunk(source, splitting.Chunk("expression", start, end, ()), problems)


@lru_cache(maxsize=4096)
def is_reserved(name: str) -> bool:
    """Whether a name could not be read as one where a formula goes on with a value."""
    return any(
        name == word or (name.startswith(word) and not _HAN.match(name[len(word)]) and _HAN.match(word) is not None)
        for word in _reserved_words()
    )


@cache
def _reserved_words() -> frozenset[str]:
    words = {spelling for keyword in keywords() for spelling in (keyword.en, keyword.zh)}
    return frozenset(word for word in words if word.isidentifier() and not _is_value(word))


def _is_value(word: str) -> bool:
    """Whether a word is read as a name both where an expression begins and where it goes on."""
    for text in (f"{word} is x", f"x is {word}"):
        tree = reader().read(text, "expression", 0, len(text))
        if tree is None or sorted(str(name) for path in tree.find_data("path") for name in path.children) != sorted(
            (word, "x")
        ):
            return False
    return True


def names_declared(text: str) -> frozenset[str]:
    """The names that a text which cannot be read seems to declare."""
    first = _SECOND_WORD.match(text)
    found = {match[1] for match in _declared_name().finditer(text)}
    return frozenset({*found, first[1]} if first else found)


@cache
def _declared_name() -> re.Pattern[str]:
    heads = "|".join(keyword_by_id()[id_].pattern for id_ in _DECLARING)
    return re.compile(rf"(?:{heads})\s*({_WORD})")


def _clause_name(tree: Branch | None, chunk: splitting.Chunk) -> str:
    if tree is None:
        return f"clause-at-{chunk.start}"
    return str(tree.children[0])


def _parse_chunk(source: SourceFile, chunk: splitting.Chunk, problems: Problems) -> Branch | None:
    if chunk.rule == "unknown":
        explain(source, chunk.start, chunk.end, None, problems)
        problems.broken.update(names_declared(source.text[chunk.start : chunk.end]))
        return None
    tree = _understood(source, chunk, problems)
    if tree is None or not is_within_bounds(source, tree, problems):
        where = " ".join((chunk.rule, *problems.trail[-1:])) if chunk.rule == "title" else chunk.rule
        problems.broken.update(names_declared(source.text[chunk.start : chunk.end]), {where})
        return None
    return tree


def _understood(source: SourceFile, chunk: splitting.Chunk, problems: Problems) -> Branch | None:
    try:
        return _parsed(source, chunk.rule, chunk.start, chunk.end)
    except lark.UnexpectedInput as error:
        tree = _before_unknown_line(source, chunk, error, problems)
        if tree is None and not (chunk.unclosed and _is_at_end(error)):
            explain(source, chunk.start, chunk.end, error, problems)
        return tree


def _is_at_end(error: lark.UnexpectedInput) -> bool:
    """The declaration stops in the middle: for one whose brace is missing, that was told."""
    return isinstance(error, lark.UnexpectedToken) and error.token.type == "$END"


def _parsed(source: SourceFile, rule: str, start: int, end: int) -> Branch:
    tree = reader().read(source.text, rule, start, end)
    return tree if tree is not None else parser().parse(lark.TextSlice(source.text, start, end), start=rule)


def _before_unknown_line(
    source: SourceFile, chunk: splitting.Chunk, error: lark.UnexpectedInput, problems: Problems
) -> Branch | None:
    """The declaration, if it is whole before the line that cannot be read: that line begins another one."""
    position: int = getattr(error, "pos_in_stream", None) or 0
    line_start = source.text.rfind("\n", 0, position) + 1
    is_line = not source.text[line_start:position].strip() and source.text[position : position + 1].isalpha()
    if not is_line or chunk.rule == "expression" or line_start <= chunk.start or _is_at_end(error):
        return None
    try:
        tree = _parsed(source, chunk.rule, chunk.start, position)
    except lark.UnexpectedInput:
        return None
    _parse_chunk(source, splitting.Chunk("unknown", position, chunk.end, ()), problems)
    return tree
