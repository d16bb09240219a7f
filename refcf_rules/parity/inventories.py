"""Inventories for a comparison of targets: many, different, and the same ones for the same seed.

They start from the standard's own examples, edits included, and from documents made of its tables
alone; then a few things are made unusual. ``aim`` adds those that stand just on the limit of a rule.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from refcf_rules.evaluate.example import source_of
from refcf_rules.evaluate.example_edit import document_of, edited, plain
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.read import read_tree
from refcf_rules.model.standard import Standard
from refcf_rules.parity.aim import Aim
from refcf_rules.parity.changes import MISTAKES, USUAL, Material, material_of
from refcf_rules.parity.damage import DAMAGES
from refcf_rules.parity.document import Document, Frame, copied, encoded
from refcf_rules.parity.spelling import any_way, full_width, plainest, respelled
from refcf_rules.source.text import whole_file

Read = Callable[[str], bytes | None]
_HERE: Final = whole_file("base.json")
_CHANGES: Final = tuple(change for change, _ in USUAL)
_WEIGHTS: Final = tuple(weight for _, weight in USUAL)


@dataclass(frozen=True, slots=True)
class Made:
    """An inventory as bytes, and how it was made."""

    name: str
    data: bytes


Documents = Mapping[str, Document]
"""The examples of a standard by id, as their authors spelled them."""


def examples_of(documents: Documents) -> Iterator[Made]:
    """The examples as JSON."""
    for name, document in documents.items():
        yield Made(name, encoded(document))


def generated(standard: Standard, documents: Documents, count: int, seed: int, *, aimed: float = 0.1) -> Iterator[Made]:
    """So many inventories. ``aimed`` is the share of those that stand on the limit of a rule; they take longest."""
    random = Random(f"{standard.id} {seed}")
    frame = Frame(standard)
    # In plain spelling, which is what most companies and every export write.
    bases = [(name, respelled(document, frame, plainest)) for name, document in documents.items()]
    maker = _Maker(material_of(frame), [one for one in bases if _is_read(one[1], standard)], Aim(frame))
    made = 0
    while made < count:
        batch = maker.aimed(random) if random.random() < aimed / 8 else [maker.changed(random)]
        for one in batch[: count - made]:
            yield one
            made += 1


class _Maker:
    def __init__(self, material: Material, bases: Sequence[tuple[str, Document]], aim: Aim) -> None:
        self._material = material
        self._bases = bases
        self._aim = aim

    def changed(self, random: Random) -> Made:
        """A base with a few things changed."""
        name, document = self._base(random)
        said = [name]
        for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3, 5))):
            change = random.choices(_CHANGES, _WEIGHTS)[0]
            what = change(document, self._material, random)
            said += [f"{change.__name__}({what})"] if what is not None else []
        chance = random.random()
        if chance < 0.12:
            mistake = random.choice(MISTAKES)
            said.append(f"{mistake.__name__}({mistake(document, self._material, random)})")
        elif chance < 0.24:
            document = respelled(document, self._material.frame, any_way(random))
            said.append("respelled")
        elif chance < 0.28:
            document = respelled(document, self._material.frame, lambda ways: full_width(random.choice(ways)))
            said.append("full-width")
        if chance > 0.96:
            damage = random.choice(DAMAGES)
            text = encoded(document).decode("utf-8", "surrogatepass")
            return Made(" + ".join([*said, damage.__name__]), damage(text, random))
        return Made(" + ".join(said), encoded(document))

    def aimed(self, random: Random) -> list[Made]:
        """Variants of a base that stand on a limit and beside it."""
        name, document = self._base(random)
        return [Made(f"{name} + {what}", encoded(one)) for what, one in self._aim.variants(document, random)]

    def _base(self, random: Random) -> tuple[str, Document]:
        if self._bases and random.random() < 0.6:
            name, document = random.choice(self._bases)
            return name, copied(document)
        return "tables", self._material.synthesis.document(random)


def example_documents(standard: Standard, read: Read) -> Documents:
    """The examples with their edits made: all of the part's own, and those it extends that it understands."""
    found: dict[str, Document] = {}
    files: dict[str, bytes | None] = {}
    for example in standard.examples:
        path, edits = source_of(example, standard) or ("", ())
        if path not in files:
            files[path] = _as_json(path, read(path)) if path else None
        data = files[path]
        document = None if data is None else json.loads(data)
        if not isinstance(document, dict) or edited(document, edits, standard) is not None:
            continue
        # An example of the general part may be of a class that this part does not have.
        if example.part == standard.id or _is_read(document, standard):
            found[example.id] = document
    return found


def _is_read(document: Document, standard: Standard) -> bool:
    return read_tree(_HERE.path, document_of(document, _HERE), "", standard)[0] is not None


def _as_json(path: str, data: bytes | None) -> bytes | None:
    node = None if data is None else read_document(path, data)[0]
    return None if node is None else encoded(plain(node))
