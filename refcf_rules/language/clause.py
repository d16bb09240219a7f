"""``clause`` with its title, text, notes, terms and what a machine cannot check (条款)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    message_of,
    name_of,
    sources_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.template import template_of
from refcf_rules.model.prose import Annex, Clause, Member, NotCheckable, Paragraph, Term
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

NO_TITLE: Final = Kind(
    "clause-without-title",
    Message("条款没有标题", "the clause has no title"),
    Message("目次和引用都用条款标题。", "The contents and every reference use the title of a clause."),
    "clause scope_of_data {\n    text zh “数据。” en “Data.”\n}\n",
    "clause scope_of_data {\n    title zh “数据” en “Data”\n    text zh “数据。” en “Data.”\n}\n",
)
OUTSIDE_CLAUSE: Final = Kind(
    "outside-clause",
    Message("声明不在任何条款里", "a declaration outside every clause"),
    Message(
        "每项规定都有条款编号；条款之外只有标准、产品、示例和条款本身。",
        "Every provision has the number of its clause; outside stand only standard, product, example, clause.",
    ),
    "standard sample {\n    title zh “样例” en “Sample”\n}\ntext zh “应提供数据。” en “Data shall be given.”\n",
    "standard sample {\n    title zh “样例” en “Sample”\n}\nclause data {\n    title zh “数据” en “Data”\n"
    "    text zh “数据见附录。” en “See the annex for data.”\n}\n",
)
INNER_ANNEX: Final = Kind(
    "annex-in-clause",
    Message("附录写在章内", "an annex inside a clause"),
    Message(
        "附录与章同级，用字母编号（GB/T 1.1—2020，9.6）。", "Annexes stand beside the clauses, numbered with letters."
    ),
    "clause outer {\n    title zh “外” en “Outer”\n    clause inner {\n        title zh “内” en “Inner”\n"
    "        informative annex\n        text zh “例。” en “An example.”\n    }\n}\n",
    "clause outer {\n    title zh “外” en “Outer”\n    informative annex\n    text zh “例。” en “An example.”\n}\n",
)
KINDS: Final = (NO_TITLE, OUTSIDE_CLAUSE, INNER_ANNEX)
_STANDS_ALONE: Final = frozenset({"standard", "introduction", "document", "clause", "product", "example"})
# GB/T 1.1—2020, 8.5 to 8.7: these three come first, in this order.
FIXED: Final = {"scope": 1, "references": 2, "terms": 3}
_NAMED_BY: Final = frozenset(
    (
        "rule",
        "parameter",
        "table",
        "factor",
        "formula",
        "repeat",
        "emission",
        "footprint",
        "balance",
        "functional_unit",
        "product",
    )
)


@dataclass
class _Draft:
    """A clause while its pieces are gathered."""

    id: str
    parent: str | None
    part: str
    span: Span
    title: Message | None = None
    annex: Annex | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Reserve the clause's id and the names of terms and ledger entries."""
    name = name_of(tokens(declaration.tree)[0])
    if declaration.construct == "clause":
        assembly.take_name(f"clause {declaration.part}.{name}", span_of_head(declaration), in_formulas=False)
    elif declaration.construct == "term":
        assembly.take_name(f"term {name}", span_of_head(declaration), in_formulas=False)
    else:
        assembly.take_name(f"not checkable {declaration.part}.{name}", span_of_head(declaration), in_formulas=False)


def lower_term(declaration: Declaration, assembly: Assembly) -> None:
    """Add a term with its definition."""
    tree = declaration.tree
    name, meaning = tuple(branches(tree, "both", "one_language"))
    assembly.terms.append(
        Term(
            name_of(tokens(tree)[0]),
            message_of(declaration, name, assembly.problems),
            message_of(declaration, meaning, assembly.problems),
            sources_of(tree),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def lower_not_checkable(declaration: Declaration, assembly: Assembly) -> None:
    """Add an entry to the ledger of what a machine cannot check."""
    tree = declaration.tree
    because = next(branches(tree, "because"))
    assembly.not_checkable.append(
        NotCheckable(
            name_of(tokens(tree)[0]),
            message_of(declaration, next(branches(because)), assembly.problems),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def clauses_of(declarations: tuple[Declaration, ...], assembly: Assembly) -> tuple[Clause, ...]:
    """All clauses of all parts, numbered in the order of GB/T 1.1."""
    drafts = _drafts(declarations, assembly)
    numbers = _numbers(drafts)
    found = []
    for draft in drafts.values():
        if draft.title is None:
            assembly.problems.add(
                NO_TITLE,
                draft.span,
                Message("这个条款没有标题。", "This clause has no title."),
                hint=Message("补上 标题 中文 “…” 英文 “…”。", 'Add title zh "…" en "…".'),
                about=f"title {draft.id}",
            )
        title = draft.title or same(draft.id)
        found.append(
            Clause(
                draft.id,
                numbers[draft.id],
                title,
                tuple(draft.paragraphs),
                tuple(draft.members),
                draft.parent,
                draft.part,
                draft.span,
                draft.annex,
            )
        )
    return tuple(found)


def _drafts(declarations: tuple[Declaration, ...], assembly: Assembly) -> dict[str, _Draft]:
    drafts: dict[str, _Draft] = {}
    for declaration in declarations:
        if declaration.construct == "clause":
            id_ = f"{declaration.part}.{name_of(tokens(declaration.tree)[0])}"
            drafts[id_] = _Draft(id_, declaration.clause or None, declaration.part, span_of_head(declaration))
            continue
        if not declaration.clauses and declaration.construct not in _STANDS_ALONE:
            _report_outside(declaration, assembly)
        draft = drafts.get(declaration.clause)
        if draft is not None:
            _gather(declaration, draft, assembly)
    return drafts


def _report_outside(declaration: Declaration, assembly: Assembly) -> None:
    assembly.problems.add(
        OUTSIDE_CLAUSE,
        span_of_head(declaration),
        Message("这里不在任何条款里。", "This stands in no clause."),
        hint=Message(
            "放进 条款 名称 { … }；检查前面的条款有没有 {。",
            "Put it into clause name { … }; see whether the clause before has its {.",
        ),
        about="outside",
    )


def _gather(declaration: Declaration, draft: _Draft, assembly: Assembly) -> None:
    tree = declaration.tree
    match declaration.construct:
        case "title":
            draft.title = message_of(declaration, next(branches(tree)), assembly.problems)
        case "annex":
            _make_annex(declaration, draft, assembly)
        case "text" | "note":
            template = template_of(assembly.lowering(declaration), next(branches(tree)))
            draft.paragraphs.append(Paragraph(template, declaration.construct == "note"))
        case construct:
            draft.members.append(Member(construct, _member_id(declaration, tree)))


def _make_annex(declaration: Declaration, draft: _Draft, assembly: Assembly) -> None:
    """An annex is a whole clause of the first level (GB/T 1.1—2020, 9.6)."""
    draft.annex = "normative" if tokens(declaration.tree, "_NORMATIVE_ANNEX") else "informative"
    if draft.parent is not None:
        assembly.problems.add(
            INNER_ANNEX,
            span_of_head(declaration),
            Message("附录是一整章，这里是章里的条。", "An annex is a whole clause; this one stands in another."),
            hint=Message("把它移到最外层。", "Move it to the outermost level."),
        )


def _member_id(declaration: Declaration, tree: Branch) -> str:
    names = tokens(tree)
    named = declaration.construct in _NAMED_BY or declaration.construct in {"term", "not_checkable"}
    return name_of(names[0]) if names and named else declaration.construct


def _numbers(drafts: dict[str, _Draft]) -> dict[str, str]:
    """Clauses from 4 on, annexes by letter; A of the part with the footprint is the language's own meaning."""
    numbers: dict[str, str] = {}
    counters: dict[tuple[str, str | None], int] = {}
    homes = {one.part for one in drafts.values() if any(member.construct == "footprint" for member in one.members)}
    letters: dict[str, int] = {}
    for draft in drafts.values():
        own = draft.id.removeprefix(f"{draft.part}.")
        if draft.parent is None and draft.annex is not None:
            letters[draft.part] = letters.get(draft.part, int(draft.part in homes)) + 1
            numbers[draft.id] = chr(ord("A") + letters[draft.part] - 1)
            continue
        key = (draft.part, draft.parent)
        if draft.parent is None and own in FIXED:
            numbers[draft.id] = str(FIXED[own])
            continue
        counters[key] = counters.get(key, len(FIXED) if draft.parent is None else 0) + 1
        prefix = f"{numbers.get(draft.parent, '?')}." if draft.parent is not None else ""
        numbers[draft.id] = f"{prefix}{counters[key]}"
    return numbers
