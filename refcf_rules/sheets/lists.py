"""The lists that inputs are chosen from: what is shown in the drop-down, and the id it stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from refcf_rules.model.choice import Choice
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.layout import Column, Layout
from refcf_rules.sheets.names import list_name
from refcf_rules.sheets.wording import NO, YES, SheetLanguage, shown
from refcf_rules.source.message import Message

ListKind = Literal["truth", "choice", "factor", "unit"]
PROCESS: Final = "process"


@record
class Offer:
    """One line of a list: ``shown`` is what the cell holds, ``id`` what is meant."""

    id: str
    shown: str


@record
class OptionList:
    """A list under a defined name, as it stands on the sheet ``_lists``.

    ``of`` is the id of the choice; unit processes are listed once in full and once for each stage (``part``).
    """

    kind: ListKind
    of: str
    part: str
    offers: tuple[Offer, ...]

    @property
    def name(self) -> str:
        """The defined name of the texts shown."""
        return list_name(self.kind, self.of, self.part)

    @property
    def ids(self) -> str:
        """The defined name of the ids, beside the texts and in their order."""
        return f"{self.name}__id"


def lists_of(standard: Standard, layout: Layout, language: SheetLanguage) -> tuple[OptionList, ...]:
    """Every list that a column of the layout is chosen from, in a fixed order; rows of other tables are none of these.

    Of factors the library alone is listed; the company's own are on its sheet.
    """
    columns = tuple(_columns(layout))
    asked = sorted({column.choice for column in columns if column.content == "choice"})
    found = [
        _listed("truth", "", (("yes", YES), ("no", NO)), language),
        *(_of_choice(standard.choice(id_), language) for id_ in asked),
        *_of_stages(standard, language),
        _listed("factor", "", ((each.id, each.label) for each in standard.factors), language),
        *_of_units(columns),
    ]
    return tuple(each for each in found if each.offers)


def list_of(column: Column, part: str, lists: Iterable[OptionList]) -> OptionList | None:
    """The list of a column, for a unit process that of the stage ``part``. None for what is not chosen from a list."""
    known = tuple(lists)
    match column.content:
        case "truth" | "factor":
            return next((each for each in known if each.kind == column.content), None)
        case "choice":
            fitting = [each for each in known if (each.kind, each.of) == ("choice", column.choice)]
            by_part = {each.part: each for each in fitting}
            return by_part.get(part) or by_part.get("")
        case "unit":
            units = (each for each in known if each.kind == "unit")
            return next((each for each in units if tuple(offer.id for offer in each.offers) == column.units), None)
        case "number" | "text" | "date" | "reference":
            return None


def _columns(layout: Layout) -> Iterator[Column]:
    for sheet in layout.sheets:
        yield from (single.input for single in sheet.singles)
        for block in sheet.blocks:
            yield from block.columns


def _listed(
    kind: ListKind, of: str, options: Iterable[tuple[str, Message]], language: SheetLanguage, part: str = ""
) -> OptionList:
    """Options that would look alike are told apart by their ids."""
    pairs = [(id_, shown(label, language)) for id_, label in options]
    count = Counter(text for _, text in pairs)
    offers = (Offer(id_, text if count[text] == 1 else f"{text} {id_}") for id_, text in pairs)
    return OptionList(kind, of, part, tuple(offers))


def _of_choice(choice: Choice, language: SheetLanguage) -> OptionList:
    options = ((each.id, each.label) for each in choice.options if not each.group)
    return _listed("choice", choice.id, options, language)


def _of_stages(standard: Standard, language: SheetLanguage) -> Iterator[OptionList]:
    for stage in standard.boundary.stages:
        own = ((each.id, each.label) for each in standard.boundary.processes if each.stage == stage.id)
        yield _listed("choice", PROCESS, own, language, stage.id)


def _of_units(columns: Iterable[Column]) -> Iterator[OptionList]:
    distinct = dict.fromkeys(column.units for column in columns if column.content == "unit")
    for number, units in enumerate(distinct, 1):
        yield OptionList("unit", str(number), "", tuple(Offer(unit, unit) for unit in units))
