"""Writes the parts of the documentation that are drawn from the code: keywords, tables, options, units.

    python docs/generate_reference.py           # write
    python docs/generate_reference.py --check   # exit code 1 if something is out of date

The pages on diagnostics are not written here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from refcf_rules import resources
from refcf_rules.language.constructs import CONSTRUCTS
from refcf_rules.language.keyword import keywords
from refcf_rules.model.choice import CHOICES, Choice
from refcf_rules.model.core_tables import CORE_TABLES
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import (
    Basis,
    ChoiceType,
    DateType,
    NumberType,
    ReferenceType,
    TextType,
    TruthType,
)
from refcf_rules.quantities.units import UNIT_ATOMS

DOCS: Final = Path(__file__).parent
KEYWORDS: Final = DOCS / "language" / "keywords.md"
INVENTORY: Final = DOCS / "inventory.md"
MOST_PAGES: Final = 3
# Several constructs of one page.
PAGES: Final[Mapping[str, str]] = {
    **{construct.name: construct.name for construct in CONSTRUCTS},
    **dict.fromkeys(("title", "annex", "text", "note", "term", "not_checkable"), "clause"),
    **dict.fromkeys(("tighten", "replace"), "override"),
}
_RULE: Final = re.compile(r"^[?!]?(?P<name>[a-z_]+):(?P<body>.*(?:\n[ ]+.*)*)", re.MULTILINE)
_SHARED: Final = "// ---- shared pieces"
_WORD: Final = re.compile(r"\b_([A-Z][A-Z0-9_]*)\b")
_REFERENCE: Final = re.compile(r"\b([a-z][a-z_]+)\b")
_NO_PAGE: Final = "[expression](expression.md)"
_PIECES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("SET_BY_COMMITTEE", "SET_BY_COMPANY", "SINCE", "UNTIL", "DERIVED_BECAUSE", "PLACEHOLDER"), "parameter"
    ),
    **dict.fromkeys(("ZH", "EN"), "clause"),
    "SOURCE": "rule",
}


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with ``--check`` only name it."""
    stale = [page for page, text in generated().items() if not page.exists() or page.read_text("utf-8") != text]
    for page in stale:
        if "--check" in arguments:
            sys.stderr.write(f"out of date: docs/{page.relative_to(DOCS).as_posix()}\n")
        else:
            page.write_text(generated()[page], "utf-8")
    return 1 if stale and "--check" in arguments else 0


def generated() -> dict[Path, str]:
    """The pages as they should be."""
    inventory = INVENTORY.read_text("utf-8")
    for name, text in (("tables", _tables()), ("choices", _choices()), ("units", _units())):
        inventory = _between(inventory, name, text)
    return {KEYWORDS: _keywords(), INVENTORY: inventory}


def _between(page: str, name: str, text: str) -> str:
    """The page with the text between its two marks replaced."""
    pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", page)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


# --- keywords --------------------------------------------------------------------------------------


def _keywords() -> str:
    uses = _uses()
    rows = ((f"`{word.en}`", word.zh, _links(word.id, uses)) for word in keywords())
    return (
        "# Keywords · 关键字\n\n"
        "Each keyword has one English and one Chinese spelling. A file may mix them. An English keyword ends at a\n"
        "blank or a punctuation mark. A Chinese one ends at a blank, a punctuation mark, 的, or a letter of another\n"
        "script.\n\n"
        "This page is generated from the keyword table of the language.\n\n" + _table(("English", "中文", "see"), rows)
    )


def _links(keyword: str, uses: Mapping[str, tuple[str, ...]]) -> str:
    pages = uses.get(keyword, ())[:MOST_PAGES]
    piece = _PIECES.get(keyword)
    pages = (piece,) if piece else pages
    return " · ".join(f"[{page}]({page}.md)" for page in pages) or _NO_PAGE


def _uses() -> dict[str, tuple[str, ...]]:
    """The pages of the constructs that a keyword is written in; shared pieces aside."""
    grammar = (resources.folder("grammar") / "refcf.lark").read_text("utf-8").partition(_SHARED)[0]
    bodies = {found["name"]: found["body"] for found in _RULE.finditer(grammar)}
    found: dict[str, dict[str, None]] = {}
    for construct, page in PAGES.items():
        for keyword in _words_of(construct, bodies, set()):
            found.setdefault(keyword, {})[page] = None
    return {keyword: tuple(pages) for keyword, pages in found.items()}


def _words_of(rule: str, bodies: Mapping[str, str], seen: set[str]) -> Iterable[str]:
    if rule in seen or rule not in bodies:
        return
    seen.add(rule)
    body = re.sub(r"->\s*\w+", "", bodies[rule])
    yield from _WORD.findall(body)
    if rule != "replace":
        for other in _REFERENCE.findall(body):
            if other not in PAGES:
                yield from _words_of(other, bodies, seen)


# --- tables of the inventory -----------------------------------------------------------------------


def _tables() -> str:
    return "\n".join(_one_table(table) for table in CORE_TABLES if not _only_derived(table))


def _only_derived(table: Table) -> bool:
    return bool(table.fields) and all(field.derived for field in table.fields)


def _one_table(table: Table) -> str:
    head = f"### {table.key or table.id} · {table.label.zh}\n\n{_placing(table)}\n\n"
    if not table.fields:
        return head + "The standard says which fields there are.\n"
    typed = [field for field in table.fields if not field.derived]
    worked_out = [field for field in table.fields if field.derived]
    text = head + _table(("field", "中文", "what to write", ""), (_row(field) for field in typed))
    if worked_out:
        names = ", ".join(f"`{field.id}` {field.label.zh}" for field in worked_out)
        text += f"\nWorked out, never typed in: {names}.\n"
    return text


def _placing(table: Table) -> str:
    if table.single:
        return f"One group of lines. In rules: `{table.id}`."
    if table.parent is not None:
        return f"A list inside each row of {table.parent}. In rules: `{table.id}`."
    return f"A list. In rules: `{table.id}`."


def _row(field: Field) -> tuple[str, str, str, str]:
    return (f"`{field.id}`", field.label.zh, _what(field), "required" if field.required else "")


def _what(field: Field) -> str:
    match field.type:
        case TextType():
            return "text"
        case DateType():
            return "date, such as `2025-12-31`"
        case TruthType():
            return "`yes` or `no`"
        case ChoiceType(choice=choice):
            return f"[{choice}](#choices)"
        case ReferenceType(table=table):
            return f"id of a {table}"
        case NumberType():
            return _number(field, field.type)
        case _:
            return ""


def _number(field: Field, of: NumberType) -> str:
    if of.dimension is None and field.id.startswith("factor."):
        return "emission per amount, such as `kgCO2e/kWh`"
    if of.dimension is None:
        return "number with a unit of mass, energy, volume …"
    if of.dimension.is_none:
        return "share, such as `14 %`" if field.unit is not None and field.unit.factor < 1 else "number"
    unit = field.unit.symbol if field.unit is not None else ""
    if unit == "kgC/kg":
        return "share, such as `62 %`, or `0.62 kgC/kg`"
    basis = f", {of.basis.words.en}" if isinstance(of.basis, Basis) else ""
    return f"number with a unit, such as `{unit}`{basis}"


# --- options and units -----------------------------------------------------------------------------


def _choices() -> str:
    used = {field.type.choice for table in CORE_TABLES for field in table.fields if isinstance(field.type, ChoiceType)}
    rows = ((f"`{one.id}`", one.label.zh, _options(one)) for one in CHOICES if one.id in used)
    return _table(("choice", "中文", "options"), rows)


def _options(choice: Choice) -> str:
    return ", ".join(f"`{one.id}` {one.label.zh}" for one in choice.options if not one.group)


def _units() -> str:
    kinds: dict[str, list[str]] = {}
    for atom in UNIT_ATOMS:
        words = atom.dimension.words()
        spelled = " ".join(f"`{text}`" for text in atom.spellings)
        kinds.setdefault(f"{words.en} · {words.zh}", []).append(spelled)
    return _table(
        ("quantity", "units, each with all its spellings"), ((kind, "; ".join(all_)) for kind, all_ in kinds.items())
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
