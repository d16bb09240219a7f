"""What the script of long tables reads: the values a reader may choose, once, and which of them each row has."""

from __future__ import annotations

import json

from refcf_rules.record import record
from refcf_rules.targets.prose.document import Facet
from refcf_rules.targets.site import escape


@record
class Chosen:
    """An attribute for the table and one for each row; all empty for a table without facets."""

    table: str
    rows: tuple[str, ...]


def chosen_by(facets: tuple[Facet, ...], rows: int) -> Chosen:
    """Names and values stand in the table as JSON; a row names its values by number, facets apart: ``0;2 3``."""
    if not facets:
        return Chosen("", ("",) * rows)
    values = [list(dict.fromkeys(value for row in one.values for value in row)) for one in facets]
    told = json.dumps([[one.name, listed] for one, listed in zip(facets, values, strict=True)], ensure_ascii=False)
    columns = [_numbers(one, listed) for one, listed in zip(facets, values, strict=True)]
    marks = (f' data-chosen="{";".join(found)}"' for found in zip(*columns, strict=True))
    return Chosen(f' data-facets="{escape.html(told)}"', tuple(marks))


def _numbers(facet: Facet, listed: list[str]) -> list[str]:
    known = {value: str(place) for place, value in enumerate(listed)}
    return [" ".join(known[value] for value in row) for row in facet.values]
