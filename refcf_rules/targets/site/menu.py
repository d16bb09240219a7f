"""The menu of the site as YAML for mkdocs."""

from __future__ import annotations

from refcf_rules.record import record
from refcf_rules.targets.site import escape


@record
class Leaf:
    """A page in the menu."""

    title: str
    path: str


@record
class Group:
    """Pages under a common title; the first is the page of the title itself."""

    title: str
    items: tuple[Item, ...]


Item = Leaf | Group


def menu_lines(items: tuple[Item, ...], indent: int = 2) -> list[str]:
    """The entries below ``nav:``."""
    lines: list[str] = []
    for item in items:
        name = f"{' ' * indent}- {escape.quoted(escape.html(escape.title(item.title)))}:"
        match item:
            case Leaf(path=path):
                lines.append(f"{name} {escape.quoted(path)}")
            case Group(items=inner):
                lines.extend((name, *menu_lines(inner, indent + 4)))
    return lines
