"""The marked copy of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from refcf_rules.inventory.read_workbook.read_parts import read_book_part
from refcf_rules.report.marked.colours import add_styles, add_wrapped, coloured, uncoloured
from refcf_rules.report.marked.comments import add_comments
from refcf_rules.report.marked.package import Package
from refcf_rules.report.marked.task import Colour, Task
from refcf_rules.report.marked.todo_sheet import todo_part, todo_sheet
from refcf_rules.source.message import Language

_WORST_FIRST: Final[tuple[Colour, ...]] = ("red", "amber", "blue", "grey")
_SELECTED: Final = re.compile(r'(<sheetView\b[^>]*?)\s+tabSelected="(?:1|true)"')
_MOST_SAID: Final = 5


def marked_book(path: str, data: bytes, tasks: tuple[Task, ...], language: Language) -> bytes:
    """The workbook with its cells marked, and a sheet that lists the tasks; ``data`` was read before.

    Everything else stays as it is. Marks of an earlier run are taken away. Raises ``RefusedError``.
    """
    package = Package(path, data)
    todo = todo_part(package, language)
    styles = add_styles(package)
    listed = todo_sheet(tasks, language, add_wrapped(package))
    degrees: dict[str, Colour] = {f"B{number}": task.colour for number, task in enumerate(tasks, 2)}
    package.set(todo, coloured(listed, {"A1:F1": "grey", **degrees}, styles))
    by_sheet = _by_sheet(tasks)
    for sheet in read_book_part(package.archive).sheets:
        if sheet.part == todo:
            continue
        here = by_sheet.get(sheet.title, {})
        text = _SELECTED.sub(r"\1", package.text(sheet.part), count=1)
        if here:
            text = coloured(text, {address: _colour(found) for address, found in here.items()}, styles)
        elif "refcf-mark" in text:
            text = uncoloured(text)
        package.set(sheet.part, text)
        add_comments(package, sheet.part, {address: _said(found, language) for address, found in here.items()})
    return package.written()


def _by_sheet(tasks: Iterable[Task]) -> Mapping[str, Mapping[str, list[Task]]]:
    found: dict[str, dict[str, list[Task]]] = {}
    for task in tasks:
        for cell in task.cells:
            found.setdefault(cell.sheet, {}).setdefault(cell.address.partition(":")[0], []).append(task)
    return found


def _colour(tasks: Iterable[Task]) -> Colour:
    return min((task.colour for task in tasks), key=_WORST_FIRST.index)


def _said(tasks: list[Task], language: Language) -> str:
    """What the comment on a cell says."""
    said = [_lines(task, language) for task in tasks[:_MOST_SAID]]
    return "\n\n".join((*said, *(["…"] if len(tasks) > _MOST_SAID else [])))


def _lines(task: Task, language: Language) -> str:
    texts = (each.text(language) for each in (task.degree, task.what, task.clause, task.fix))
    return "\n".join(text for text in texts if text)
