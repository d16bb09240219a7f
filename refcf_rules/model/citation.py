"""Documents as texts cite them: which one a source names, and their order in a list (GB/T 1.1—2020, 8.6)."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message

# One character for one, so that a source can be cut where its number ends.
_SPELLINGS: Final = str.maketrans(dict.fromkeys("—–−－‐", "-") | {"：": ":", "／": "/", "．": ".", "\u3000": " "})
# The code of who issues it, a sequence number with parts, a year: GB/T 1.1—2020, EN 15804:2012+A2:2019, T/XXX 1—202X.
_FORM: Final = re.compile(
    r"(?P<code>[A-Z]{2,}[0-9]*(?:/[A-Z]+)?(?: [A-Z]{2,})?|T/[A-Z]+) "
    r"(?P<number>\d+(?:\.\d+)*)(?P<part>(?:-\d{1,2}(?!\d))*)"
    r"(?:[-:]\d{2,3}[\dX])?(?:\+A\d+(?::\d{4})?)?"
)
# What may not follow the end of a number: then another edition, part or word begins.
_GOES_ON: Final = re.compile(r"[A-Za-z0-9]|[-:./+][A-Za-z0-9]")
_ENDS: Final = re.compile(r"\s*(?:$|[，,；;。（(《])")
_STANDARDS: Final = (
    re.compile(r"GBZ?(?:/[TZ])?"),
    re.compile(r"(?!EN|BS|NF)[A-Z]{2}(?:/T)?"),  # industry standards, such as YB/T
    re.compile(r"DB\d+(?:/T)?"),
    re.compile(r"T/[A-Z]+"),
    re.compile(r"(?:ISO|IEC)(?:/[A-Z]+)?"),
)
_BY_NUMBER: Final = (0, 4)  # the other groups go by code first


@record
class Citation:
    """A document named at the start of a source; ``rest`` is what the source says besides, such as ，有修改.

    ``id`` is the same for all spellings of the number.
    """

    number: str
    rest: str
    id: str
    title: Message | None = None
    link: str | None = None
    part: str | None = None


def citation_of(standard: Standard, source: str) -> Citation | None:
    """The document that a source names: one the standard declares, a part of it, else what has the form of a number."""
    plain = _plain(source)
    known: list[tuple[str, Message | None, str | None, str | None]] = [
        *((one.number, one.title, one.link, None) for one in standard.documents),
        *((one.number, one.title, None, one.id) for one in standard.parts if one.number),
    ]
    fitting = [one for one in known if one[0] and _begins(plain, _plain(one[0]))]
    if fitting:
        number, title, link, part = max(fitting, key=lambda one: len(one[0]))
        return Citation(source[: len(number)], source[len(number) :], id_of(number), title, link, part)
    found = _FORM.match(plain)
    if found is None or not _ENDS.match(plain, found.end()):
        return None
    return Citation(source[: found.end()], source[found.end() :], id_of(found[0]))


def id_of(number: str) -> str:
    """The number of a document as an id, whatever dash or width it was written with: ``GB-T-24067-2024``."""
    return re.sub(r"[\s/:.+-]+", "-", _plain(number)).strip("-")


def place_in_list(citation: Citation) -> tuple[int, str, tuple[int, ...], str]:
    """National documents first, then of industries, places and groups, of ISO and IEC, of others, then other texts."""
    found = _FORM.fullmatch(_plain(citation.number))
    if found is None:
        return (len(_STANDARDS) + 1, "", (), citation.number)
    code = found["code"]
    group = next((place for place, form in enumerate(_STANDARDS) if form.fullmatch(code)), len(_STANDARDS))
    numbers = tuple(int(one) for one in re.findall(r"\d+", found["number"] + found["part"]))
    return (group, "" if group in _BY_NUMBER else code, numbers, citation.number)


def _plain(text: str) -> str:
    return text.translate(_SPELLINGS)


def _begins(source: str, number: str) -> bool:
    return source.startswith(number) and not _GOES_ON.match(source, len(number))
