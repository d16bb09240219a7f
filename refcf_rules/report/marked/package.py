"""The parts of a workbook while they are changed: as text, and written again in their order."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from refcf_rules.inventory.read_workbook.archive import Archive
from refcf_rules.inventory.read_workbook.markup import local, read_markup
from refcf_rules.report.marked.xml_text import attribute, inserted_before

_TYPES: Final = "[Content_Types].xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


class Package:
    """A workbook that was read before without fault."""

    def __init__(self, path: str, data: bytes) -> None:
        self.archive = Archive(path, data)
        self._zip = ZipFile(BytesIO(data))
        self._changed: dict[str, str] = {}

    def text(self, part: str) -> str:
        """A part as it stands now."""
        if part not in self._changed:
            return self._zip.read(part).decode("utf-8-sig")
        return self._changed[part]

    def set(self, part: str, text: str) -> None:
        """Exchange or add a part."""
        self._changed[part] = text

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._changed or part in self.archive.parts

    def fresh(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/comments{}.xml`` that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def related(self, part: str, sort: str) -> str | None:
        """The part of a sort (``comments``, ``vmlDrawing``) that a part refers to."""
        for each in self._relations(part):
            if each.get("Type", "").rpartition("/")[2] == sort and each.get("TargetMode") != "External":
                target = each.get("Target", "")
                return normpath(target.lstrip("/") if target.startswith("/") else join(dirname(part), target))
        return None

    def target(self, part: str, id_: str) -> str | None:
        """The part that a relation of a part leads to."""
        for each in self._relations(part):
            if each.get("Id") == id_:
                target = each.get("Target", "")
                return normpath(target.lstrip("/") if target.startswith("/") else join(dirname(part), target))
        return None

    def relate(self, part: str, sort: str, target: str) -> str:
        """Let a part refer to another; the id of the relation."""
        known = {each.get("Id", "") for each in self._relations(part)}
        number = 1
        while f"rIdRefcf{number}" in known:
            number += 1
        id_ = f"rIdRefcf{number}"
        name = _relations_of(part)
        text = self.text(name) if self.has(name) else f'<Relationships xmlns="{_RELATIONS}"></Relationships>'
        line = f'<Relationship Id="{id_}" Type="{_RELATION}/{sort}" Target="/{attribute(target)}"/>'
        if "</" not in text:  # an empty list
            text = text.replace("/>", "></Relationships>")
        self.set(name, inserted_before(text, ("</Relationships>",), line))
        return id_

    def declare(self, part: str, content_type: str) -> None:
        """Say of what type a new part is."""
        line = f'<Override PartName="/{attribute(part)}" ContentType="{content_type}"/>'
        self.set(_TYPES, inserted_before(self.text(_TYPES), ("</Types>",), line))

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of what type parts with an ending are."""
        text = self.text(_TYPES)
        if f'Extension="{ending}"' not in text:
            first = text.index(">", text.index("<Types")) + 1
            self.set(
                _TYPES, f'{text[:first]}<Default Extension="{ending}" ContentType="{content_type}"/>{text[first:]}'
            )

    def written(self) -> bytes:
        """The workbook with its changes: parts as they were come first, in their order."""
        saved = BytesIO()
        with ZipFile(saved, "w", ZIP_DEFLATED) as file:
            for info in self._zip.infolist():
                part = self._changed.get(info.filename)
                data = self._zip.read(info) if part is None else part.encode()
                file.writestr(_entry(info.filename, info.date_time), data)
            for name, text in self._changed.items():
                if name not in self.archive.parts:
                    file.writestr(_entry(name, _EARLIEST), text.encode())
        return saved.getvalue()

    def _relations(self, part: str) -> Iterable[Element]:
        from xml.etree.ElementTree import fromstring  # noqa: PLC0415 -- with the text it is for

        name = _relations_of(part)
        if not self.has(name):
            return ()
        if name not in self._changed:
            return tuple(read_markup(self.archive, name))
        return tuple(each for each in fromstring(self.text(name)) if local(each.tag) == "Relationship")  # noqa: S314 -- ours


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _entry(name: str, when: tuple[int, int, int, int, int, int]) -> ZipInfo:
    entry = ZipInfo(name, max(when, _EARLIEST))
    entry.compress_type = ZIP_DEFLATED
    return entry
