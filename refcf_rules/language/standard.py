"""``standard``: the title page of a part, and what it extends (标准)."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import (
    branches,
    first,
    message_of,
    names_of,
    span_of_head,
    string_value,
)
from refcf_rules.model.standard import Part
from refcf_rules.source.diagnostic import Kind
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
KINDS: Final = (NO_STANDARD, UNKNOWN_PART)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Add the title page."""
    tree = declaration.tree
    names = names_of(tree)
    texts = {key: first(tree, key) for key in ("number", "edition", "title", "publisher", "status", "cites")}
    text = {
        key: string_value(next(branches(node))) if node is not None and key in {"number", "edition"} else ""
        for key, node in texts.items()
    }
    title, publisher, status, cites = (texts[key] for key in ("title", "publisher", "status", "cites"))
    assembly.parts.append(
        Part(
            names[0],
            text["number"],
            text["edition"],
            message_of(declaration, next(branches(title)), assembly.problems) if title else same(names[0]),
            _status(status.children[0]) if status is not None else "working draft",
            message_of(declaration, next(branches(publisher)), assembly.problems) if publisher else same(""),
            tuple(string_value(one) for one in branches(cites, "string")) if cites is not None else (),
            names[1] if len(names) > 1 else None,
            span_of_head(declaration),
        )
    )


def _status(node: object) -> str:
    token = node.children[0] if hasattr(node, "children") else node
    return str(getattr(token, "type", "_WORKING_DRAFT")).removeprefix("_").replace("_", " ").lower()


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
