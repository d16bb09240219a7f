"""Single changes to a document: each makes one thing unusual, and gives its name or nothing if it found no place."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from refcf_rules.evaluate.example_edit import Plain
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_shape import Group
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import ChoiceType, DateType, NumberType, TextType, TruthType
from refcf_rules.parity.document import CellPlace, Document, Frame, RowPlace, copied
from refcf_rules.parity.numbers import EXTREMES, dates_of, digits, limits_of, near, units_like, written
from refcf_rules.parity.spelling import full_width
from refcf_rules.parity.synthesis import Synthesis, fits
from refcf_rules.quantities.dimension import Dimension
from refcf_rules.quantities.unit import from_canonical

TEXTS: Final = (
    "镁砂“一级”", "ＦＭ９７", " blanks ", "a\tb", "引号\"'`", "{name} {0} %s", "\\n\\u0041", "\u2028line", "e\u0301",
    "𠮷野家🧱", "null", "yes", "0", "x" * 300, "，。；：", "<b>&amp;</b>", "ﬁ㎏", "__proto__", "constructor",
)  # fmt: skip
_WRONG: Final[tuple[Plain, ...]] = (
    "", "  ", "x", "—", "1,5 t", "1 2 t", "5 apples", "5 t/heats", [], {}, [1], {"value": 1}, {"unit": "t"}, True, None,
    "1e999 t", "-5 t", "150 %", "２０２４－０１－０１", "2024-13-01", "2024/1/1", -1,
    {"a": {"b": [None]}},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """What changes draw from, worked out once for a standard."""

    frame: Frame
    limits: dict[Dimension | None, tuple[float, ...]]
    days: tuple[str, ...]
    synthesis: Synthesis


def material_of(frame: Frame) -> Material:
    """The material of a standard."""
    return Material(frame, limits_of(frame.standard), dates_of(frame.standard), Synthesis(frame))


Change = Callable[[Document, Material, Random], str | None]


# --- numbers ------------------------------------------------------------------------------------------


def near_limit(document: Document, material: Material, random: Random) -> str | None:
    """A number on a limit that rules name for such quantities, or just beside it."""
    cells = [cell for cell in material.frame.numbers(document) if material.limits.get(_dimension(cell))]
    if not cells:
        return None
    cell = random.choice(cells)
    limits = material.limits[_dimension(cell)]
    limit = random.choice([one for one in limits if fits(cell.field, one)] or limits)
    cell.put(written(near(limit, random), cell.unit() or cell.field.unit))
    return cell.name


def near_another(document: Document, material: Material, random: Random) -> str | None:
    """A number equal to another of the document, or just beside it."""
    cells = [cell for cell in material.frame.numbers(document) if cell.number() is not None]
    alike: dict[Dimension | None, list[CellPlace]] = {}
    for cell in cells:
        unit = cell.unit()
        alike.setdefault(unit.dimension if unit else _dimension(cell), []).append(cell)
    groups = [group for group in alike.values() if len(group) > 1]
    if not groups:
        return None
    one, other = random.sample(random.choice(groups), 2)
    one.put(written(near(other.number() or 0.0, random), one.unit()))
    return f"{one.name}~{other.name}"


def extreme(document: Document, material: Material, random: Random) -> str | None:
    """A number that is zero, tiny, huge, or a tie of rounding."""
    cells = material.frame.numbers(document)
    if not cells:
        return None
    cell, number = random.choice(cells), random.choice(EXTREMES)
    unit = cell.unit()
    cell.put(f"{digits(number)} {unit.symbol}" if unit else number)
    return f"{cell.name}={number:g}"


def zero(document: Document, material: Material, random: Random) -> str | None:
    """A number that is nought: what divides by it is missing."""
    cells = material.frame.numbers(document)
    if not cells:
        return None
    cell = random.choice(cells)
    unit = cell.unit()
    cell.put(f"{random.choice(('0', '0.0', '-0', '0e5'))} {unit.symbol}" if unit else 0)
    return cell.name


def other_unit(document: Document, material: Material, random: Random) -> str | None:
    """The same quantity in another unit."""
    cells = [cell for cell in material.frame.numbers(document) if cell.unit() is not None]
    if not cells:
        return None
    cell = random.choice(cells)
    unit, number = cell.unit(), cell.number()
    if unit is None or number is None:
        return None
    other = units_like(unit, random)
    cell.put(f"{digits(from_canonical(number, other))}{random.choice((' ', '', '　'))}{other.symbol}")
    return f"{cell.name} in {other.symbol}"


def unit_apart(document: Document, material: Material, random: Random) -> str | None:
    """The unit in a mapping, or for a main number in a cell of its own."""
    cells = [cell for cell in material.frame.numbers(document) if isinstance(cell.value, str) and cell.unit()]
    if not cells:
        return None
    cell = random.choice(cells)
    unit, number = cell.unit(), cell.number()
    if unit is None or number is None:
        return None
    value = from_canonical(number, unit)
    plain: Plain = random.choice((value, digits(value), full_width(digits(value))))
    if cell.field.id in cell.shape.main_numbers and random.random() < 0.7:
        cell.put(plain)
        cell.row[random.choice(("unit", "单位"))] = unit.symbol
    else:
        names = random.choice((("value", "unit"), ("值", "单位"), ("数值", "unit")))
        cell.put({names[0]: plain, names[1]: unit.symbol})
    return cell.name


# --- what is there and what is not ----------------------------------------------------------------------


def leave_out(document: Document, material: Material, random: Random) -> str | None:
    """A field that is not given any more."""
    cells = [cell for cell in material.frame.cells(document) if not cell.field.required]
    if not cells:
        return None
    cell = random.choice(cells)
    if random.random() < 0.2:
        cell.put(None)
    else:
        del cell.row[cell.key]
    return cell.name


def fill_in(document: Document, material: Material, random: Random) -> str | None:
    """A field that was not given, with some value."""
    empty: list[tuple[RowPlace, Field]] = []
    for place in material.frame.rows(document):
        given = {slot.id for key in place.row if isinstance(slot := place.shape.slots.get(folded(key)), Field)}
        fields = place.shape.table.fields
        empty += [(place, one) for one in fields if not one.derived and one.id not in given and "." not in one.id]
    if not empty:
        return None
    place, field = random.choice(empty)
    ids: dict[str, list[str]] = {}
    for row in material.frame.rows(document):
        ids.setdefault(row.shape.table.id, []).append(str(row.row.get("id", "")))
    place.row[field.id] = material.synthesis.value(field, random, ids)
    return f"{place.shape.table.id}.{field.id}"


def empty_table(document: Document, _material: Material, random: Random) -> str | None:
    """A table without rows."""
    keys = [key for key, value in document.items() if isinstance(value, list)]
    if not keys:
        return None
    key = random.choice(keys)
    match random.randrange(3):
        case 0:
            document[key] = []
        case 1:
            document[key] = None
        case _:
            del document[key]
    return key


def empty_stage(document: Document, material: Material, random: Random) -> str | None:
    """No activity in any unit process of a stage."""
    stages = material.frame.standard.boundary.stages
    if not stages:
        return None
    stage = random.choice(stages).id
    processes = {one.id for one in material.frame.standard.boundary.processes if one.stage == stage}
    for key, value in document.items():
        table = material.frame.sections.get(folded(key))
        if table is not None and table.id == "activity" and isinstance(value, list):
            document[key] = [row for row in value if not (isinstance(row, dict) and row.get("process") in processes)]
    return stage


def remove_row(document: Document, material: Material, random: Random) -> str | None:
    """One row less."""
    places = [place for place in material.frame.rows(document) if not place.shape.table.single]
    if not places:
        return None
    place = random.choice(places)
    del place.rows[place.index]
    return place.shape.table.id


def repeat_row(document: Document, material: Material, random: Random) -> str | None:
    """The same row twice, mostly under another id, anywhere in the list."""
    places = [place for place in material.frame.rows(document) if not place.shape.table.single]
    if not places:
        return None
    place = random.choice(places)
    row = copied(place.row)
    if "id" in row and random.random() < 0.85:
        row["id"] = f"{row['id']} {random.choice(('2', '二', 'Ｂ', 'copy'))}"
    place.rows.insert(random.randrange(len(place.rows) + 1), row)
    return place.shape.table.id


def shuffle_rows(document: Document, material: Material, random: Random) -> str | None:
    """The rows of a table in another order: sums then round otherwise."""
    lists = {id(place.rows): place.rows for place in material.frame.rows(document) if len(place.rows) > 1}
    if not lists:
        return None
    rows = random.choice(list(lists.values()))
    random.shuffle(rows)
    return str(len(rows))


# --- options, texts, dates ---------------------------------------------------------------------------------


def other_option(document: Document, material: Material, random: Random) -> str | None:
    """Another option of a choice."""
    cells = [cell for cell in material.frame.cells(document) if isinstance(cell.field.type, ChoiceType)]
    if not cells:
        return None
    cell = random.choice(cells)
    cell.put(material.synthesis.value(cell.field, random))
    return f"{cell.name}={cell.value}"


def unlisted_process(document: Document, material: Material, random: Random) -> str | None:
    """A row of a unit process that the standard does not list."""
    cells = [c for c in material.frame.cells(document) if c.field.type == ChoiceType("process")]
    if not cells:
        return None
    cell = random.choice(cells)
    cell.put(random.choice(("unlisted_process", "未列工序", "ｏｗｎ", "constructor")))
    return cell.name


def other_text(document: Document, material: Material, random: Random) -> str | None:
    """A text as people write them, or nobody."""
    cells = [cell for cell in material.frame.cells(document) if isinstance(cell.field.type, TextType)]
    if not cells:
        return None
    cell = random.choice(cells)
    cell.put(random.choice(TEXTS))
    return cell.name


def other_date(document: Document, material: Material, random: Random) -> str | None:
    """A date at the edge of some validity, a day beside it, or in Chinese."""
    cells = [cell for cell in material.frame.cells(document) if isinstance(cell.field.type, DateType)]
    if not cells:
        return None
    cell = random.choice(cells)
    day = date.fromisoformat(random.choice(material.days or ("2024-12-31",)))
    moved = day + timedelta(days=random.choice((-366, -365, -1, 0, 0, 1, 365)))
    forms = (moved.isoformat(), moved.isoformat(), f"{moved.year:04}年{moved.month}月{moved.day}日")
    cell.put(random.choice((*forms, full_width(moved.isoformat()))))
    if cell.name == "period.end" and random.random() < 0.9:
        for start in [one for one in material.frame.cells(document) if one.name == "period.start"]:
            start.put((moved - timedelta(days=random.choice((0, 364, 365)))).isoformat())
    return f"{cell.name}={cell.value}"


def turned_truth(document: Document, material: Material, random: Random) -> str | None:
    """The other answer, or the same in another spelling."""
    cells = [cell for cell in material.frame.cells(document) if isinstance(cell.field.type, TruthType)]
    if not cells:
        return None
    cell = random.choice(cells)
    cell.put(random.choice((True, False, "yes", "no", "是", "否", "TRUE", "Ｎｏ")))
    return cell.name


def other_factor(document: Document, material: Material, random: Random) -> str | None:
    """An activity with a factor of the library, by id or label, with none, or with one that does not exist."""
    places = [place for place in material.frame.rows(document) if place.shape.table.id == "activity"]
    if not places:
        return None
    row, library = random.choice(places).row, material.frame.standard.factors
    for key in [key for key in row if folded(key) in {"factor", "因子"}]:
        del row[key]
    choice = random.random()
    if library and choice < 0.75:
        factor = random.choice(library)
        row["factor"] = random.choice((factor.id, factor.id, factor.label.zh, full_width(factor.id)))
        if random.random() < 0.5:
            row["flow"] = factor.flow
    elif choice < 0.8:
        row["factor"] = "no_such_factor"
    return f"activity.factor={row.get('factor')}"


# --- what is not understood ----------------------------------------------------------------------------------


def wrong_value(document: Document, material: Material, random: Random) -> str | None:
    """A value that its field does not take."""
    cells = list(material.frame.cells(document))
    if not cells:
        return None
    cell = random.choice(cells)
    cell.put(deepcopy(random.choice(_WRONG)))
    return cell.name


def wrong_key(document: Document, material: Material, random: Random) -> str | None:
    """A key that nobody knows, that stands twice, or that is worked out."""
    places = [*material.frame.rows(document), None]
    place = random.choice(places)
    row = document if place is None else place.row
    shape = None if place is None else place.shape
    derived = [field.id for field in shape.table.fields if field.derived] if shape else []
    known = [name for name, slot in (shape.slots.items() if shape else ()) if not isinstance(slot, Table | Group)]
    key = random.choice(
        ("colour_of_sky", "amout", "备注列", *TEXTS[-2:], *derived[:2], *random.sample(known, min(3, len(known))))
    )
    row.setdefault(key, random.choice(("1 t", "x", None, 5, [])))
    return key


def wrong_section(document: Document, material: Material, random: Random) -> str | None:
    """A section of another form, an unknown one, another version, another standard."""
    key = random.choice(list(document))
    match random.randrange(4):
        case 0:
            document[key] = deepcopy(random.choice(_WRONG))
        case 1:
            document["refcf"] = random.choice((1, "1", 2, "one", None, 1.0))
        case 2:
            document["standard"] = random.choice(("other", None, 5, "", material.frame.standard.id))
        case _:
            del document[key]
    return key


def _dimension(cell: CellPlace) -> Dimension | None:
    unit = cell.unit()
    if unit is not None:
        return unit.dimension
    return cell.field.type.dimension if isinstance(cell.field.type, NumberType) else None


USUAL: Final[tuple[tuple[Change, int], ...]] = (
    (near_limit, 8),
    (near_another, 5),
    (extreme, 3),
    (zero, 4),
    (other_unit, 5),
    (unit_apart, 3),
    (leave_out, 8),
    (fill_in, 7),
    (empty_table, 2),
    (empty_stage, 2),
    (remove_row, 3),
    (repeat_row, 3),
    (shuffle_rows, 2),
    (other_option, 7),
    (unlisted_process, 1),
    (other_text, 3),
    (other_date, 4),
    (turned_truth, 3),
    (other_factor, 3),
)
"""The changes that mostly leave a document readable, each with how often it is made."""
MISTAKES: Final[tuple[Change, ...]] = (wrong_value, wrong_value, wrong_key, wrong_section)
