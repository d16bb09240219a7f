"""``standard``: the title page of a part, what it extends, and who made it (标准)."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    date_of,
    first,
    joined_strings,
    label_given,
    message_of,
    names_of,
    span_of,
    span_of_head,
    string_value,
)
from refcf_rules.model.standard import Classification, Dates, Drafting, Part, Replaced
from refcf_rules.source.diagnostic import Kind, Label
from refcf_rules.source.message import Message, same

NO_STANDARD: Final = Kind(
    "no-standard",
    Message("文件没有标准声明", "the file declares no standard"),
    Message(
        "规则文件以“标准”开头：名称、编号、标题、文件阶段。",
        "A rule file begins with standard: its name, number, title and status.",
    ),
    "clause scope {\n    title zh “范围” en “Scope”\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n}\nclause scope {\n    title zh “范围” en “Scope”\n}\n",
)
UNKNOWN_PART: Final = Kind(
    "unknown-part",
    Message("找不到所配合的部分", "the part that is extended cannot be found"),
    Message(
        "“配合”指同一文件夹里的另一个规则文件。",
        "with names another rule file in the same folder, without .pcr.",
    ),
    "standard sample with genral {\n    title zh “样例” en “Sample”\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n}\n",
)
WRONG_CLASSIFICATION: Final = Kind(
    "wrong-classification",
    Message("分类号的形式不对", "not the form of a classification code"),
    Message(
        "封面上的 ICS 号和 CCS 号供检索用，形式固定；写错就检索不到（GB/T 1.1—2020，8.1）。",
        "Catalogues find a document by the ICS and CCS codes on its cover; their form is fixed (GB/T 1.1—2020, 8.1).",
    ),
    "standard sample {\n    title zh “样例” en “Sample”\n    ics “13.20.10”\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n    ics “13.020.10”\n}\n",
)
EFFECTIVE_BEFORE_ISSUED: Final = Kind(
    "effective-before-issued",
    Message("实施日期早于发布日期", "effective before it is issued"),
    Message(
        "没有发布的文件不能实施；两个日期多半写反了。",
        "What is not issued cannot take effect; the two dates are likely swapped.",
    ),
    "standard sample {\n    title zh “样例” en “Sample”\n    issued 2026-09-01\n    effective 2026-06-01\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n    issued 2026-06-01\n    effective 2026-09-01\n}\n",
)
KINDS: Final = (NO_STANDARD, UNKNOWN_PART, WRONG_CLASSIFICATION, EFFECTIVE_BEFORE_ISSUED)
# ICS: field, group, sub-group. CCS: class (no I, no O), group; two groups with a slash, as in Q 40/49.
_FORMS: Final = {
    "ics": (re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?"), same("13.020.10")),
    "ccs": (re.compile(r"[A-HJ-NP-Z] ?\d{2}(?:/\d{2})?"), same("Z 04")),
}


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Add the title page."""
    tree = declaration.tree
    names = names_of(tree)
    number, title, publisher, status, cites = (
        first(tree, key) for key in ("number", "title", "publisher", "status", "cites")
    )
    assembly.parts.append(
        Part(
            names[0],
            string_value(next(branches(number))) if number is not None else "",
            _edition(declaration, assembly),
            message_of(declaration, next(branches(title)), assembly.problems) if title else same(names[0]),
            _status(status.children[0]) if status is not None else "working draft",
            message_of(declaration, next(branches(publisher)), assembly.problems) if publisher else same(""),
            tuple(string_value(one) for one in branches(cites, "string")) if cites is not None else (),
            names[1] if len(names) > 1 else None,
            span_of_head(declaration),
            Classification(*(_codes(declaration, key, assembly) for key in ("ics", "ccs"))),
            _dates(declaration, assembly),
            tuple(_replaced(one) for one in branches(tree, "replaces")),
            Drafting(
                *(
                    _people(declaration, key, assembly)
                    for key in ("proposed_by", "administered_by", "drafted_by", "drafters")
                )
            ),
        )
    )


def _edition(declaration: Declaration, assembly: Assembly) -> Message:
    """The edition; one text, such as a year, stands for both languages."""
    node = first(declaration.tree, "edition")
    if node is None:
        return same("")
    words = next(branches(node))
    if words.data == "one_language":
        return same(joined_strings(branches(words, "string")))
    return message_of(declaration, words, assembly.problems)


def _status(node: object) -> str:
    token = node.children[0] if hasattr(node, "children") else node
    return str(getattr(token, "type", "_WORKING_DRAFT")).removeprefix("_").replace("_", " ").lower()


def _codes(declaration: Declaration, key: str, assembly: Assembly) -> tuple[str, ...]:
    """The codes of a scheme; one that has not its form is reported."""
    node = first(declaration.tree, key)
    form, sample = _FORMS[key]
    codes = []
    for string in branches(node, "string") if node is not None else ():
        code = string_value(string).strip()
        codes.append(code)
        if not form.fullmatch(code):
            assembly.problems.add(
                WRONG_CLASSIFICATION,
                span_of(declaration, string),
                Message("“{code}”不是 {scheme} 的形式。", "“{code}” has not the form of {scheme}.").filled(
                    code=same(code), scheme=same(key.upper())
                ),
                hint=Message("按目录书写，例如 {sample}。", "Write it as the catalogue does, such as {sample}.").filled(
                    sample=sample
                ),
            )
    return tuple(codes)


def _dates(declaration: Declaration, assembly: Assembly) -> Dates:
    """The dates of the cover; one that takes effect before it is issued is reported."""
    nodes = {key: first(declaration.tree, key) for key in ("comments_until", "issued", "effective")}
    dates = {
        key: date_of(declaration, next(branches(node)), assembly.problems)
        for key, node in nodes.items()
        if node is not None and node.children
    }
    issued, effective = dates.get("issued"), dates.get("effective")
    if issued and effective and effective < issued and nodes["effective"] and nodes["issued"]:
        _report_order(declaration, nodes["effective"], nodes["issued"], assembly)
    end = nodes["comments_until"]
    return Dates(dates.get("comments_until"), end is not None and not end.children, issued, effective)


def _report_order(declaration: Declaration, effective: Branch, issued: Branch, assembly: Assembly) -> None:
    assembly.problems.add(
        EFFECTIVE_BEFORE_ISSUED,
        span_of(declaration, effective),
        Message("实施日期早于发布日期。", "The date on which it takes effect is before the date of issue."),
        hint=Message("核对两个日期。", "Check the two dates."),
        also=(Label(span_of(declaration, issued), Message("发布日期在这里", "the date of issue")),),
    )


def _replaced(node: Branch) -> Replaced:
    return Replaced(string_value(next(branches(node, "string"))), label_given(node))


def _people(declaration: Declaration, key: str, assembly: Assembly) -> tuple[Message, ...]:
    """The bodies or people that one item names."""
    node = first(declaration.tree, key)
    return tuple(message_of(declaration, one, assembly.problems) for one in branches(node)) if node else ()


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
