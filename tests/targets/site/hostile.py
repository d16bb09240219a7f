"""A standard whose every text tries to get out of the page it is printed on."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Final, TypeVar

from refcf_rules.model.prose import Paragraph, Template
from refcf_rules.model.standard import CitedDocument, Classification, Drafting, Part, Replaced, Standard
from refcf_rules.source.message import Message, same
from tests.targets.prose.standards import small

T = TypeVar("T")
ATTACK: Final = (
    "</title></p><script>alert(1)</script><img src=x onerror=alert(1)>"
    " [x](javascript:alert(1)) ![y](http://evil.example/p.png) {: onclick=alert(1) } {{ config }} {% raw %}"
    " | * _z_ `q` <!-- \"quoted\" 'q' &lt;script&gt;alert(1)&lt;/script&gt; \\[ \\( $x$ # ]]> :::"
    "\n\n    code\n\n# heading\n\n- item\n\n<script>alert(2)</script>"
)


def hostile() -> Standard:
    """The small standard with the attack added to every text people can write."""
    attacked = poisoned(small())
    sources = tuple(replace(one, sources=(ATTACK,)) for one in attacked.requirements)
    documents = (CitedDocument(ATTACK, same(ATTACK), None, attacked.part.span),)
    return replace(attacked, requirements=sources, documents=documents, parts=(_part(attacked.part),))


def _part(part: Part) -> Part:
    """Cover, foreword, introduction and references of nothing but the attack."""
    names = (same(ATTACK),)
    return replace(
        part,
        classification=Classification((ATTACK,), (ATTACK,)),
        cites=(ATTACK,),
        replaces=(Replaced(ATTACK, same(ATTACK)),),
        drafting=Drafting(names, names, names, names),
        introduction=(Paragraph(Template((ATTACK,), (ATTACK,), part.span)),),
    )


def poisoned(value: T) -> T:
    """The same value with every ``Message`` in it attacked; ids stay."""
    if isinstance(value, Message):
        return replace(value, zh=f"{value.zh}{ATTACK}", en=f"{value.en}{ATTACK}")
    if isinstance(value, tuple):
        return type(value)(poisoned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        inner = {one.name: poisoned(getattr(value, one.name)) for one in fields(value) if one.init}
        return replace(value, **inner)
    return value
