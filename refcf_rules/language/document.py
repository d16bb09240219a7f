"""``document``: the title and address of a document that is cited or named as a source (文件)."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import branches, first, label_given, span_of, span_of_head, string_value
from refcf_rules.model.citation import id_of
from refcf_rules.model.standard import CitedDocument
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

WRONG_LINK: Final = Kind(
    "wrong-link",
    Message("链接不是 https 地址", "the link is no https address"),
    Message(
        "网站把链接印给读者点开；只收以 https:// 开头的完整地址，读者才知道去哪里。",
        "The site prints the link for readers to follow; only a whole https address tells where it leads.",
    ),
    "document “GB/T 8170” zh “数值修约” en “Rounding” link “http://example.org/8170”\n",
    "document “GB/T 8170” zh “数值修约” en “Rounding” link “https://example.org/8170”\n",
)
KINDS: Final = (WRONG_LINK,)
# No name of a user, no blanks, quotes, brackets or control characters: nothing that reads as another place.
_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+)?(?:[/?#][A-Za-z0-9/?#:@!$&()*+,;=._~%-]*)?")


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """A document is declared once in a series."""
    number = string_value(next(branches(declaration.tree, "string")))
    assembly.take_name(f"document {id_of(number)}", span_of_head(declaration), in_formulas=False)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Add the document; a link that is no https address is reported and left out."""
    tree = declaration.tree
    number = string_value(next(branches(tree, "string"))).strip()
    node = first(tree, "link")
    link = string_value(next(branches(node))) if node is not None else None
    if node is not None and not _ADDRESS.fullmatch(link or ""):
        link = None
        assembly.problems.add(
            WRONG_LINK,
            span_of(declaration, node),
            Message("这不是 https 地址。", "This is no https address."),
            hint=Message("写成 https://…，不含空格和引号。", "Write https://…, without blanks and quotes."),
        )
    assembly.documents.append(CitedDocument(number, label_given(tree), link, span_of_head(declaration)))
