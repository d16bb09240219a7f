"""The file as a package of parts, of which only the one that is being packed is held as text.

The rows of a workbook are eighty megabytes of XML, and five when packed.
"""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager


class Part(StringIO):
    """One part of the package: text that is there, and text that is made when the part is packed."""

    def __init__(self) -> None:
        super().__init__()
        self._before: list[tuple[str, Callable[[], str]]] = []

    def later(self, text: Callable[[], str]) -> None:
        """What stands here is made when the part is packed."""
        self._before.append((super().getvalue(), text))
        self.seek(0)
        self.truncate()

    def getvalue(self) -> str:
        """The whole text."""
        rest = super().getvalue()
        return "".join([text for before, made in self._before for text in (before, made())] + [rest])


class Package(Workbook):
    """A workbook in memory whose parts are ``Part``."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):
    def _filename(self, xml_filename: str) -> Part:
        part = Part()
        self.filenames.append((part, xml_filename, False))
        return part
