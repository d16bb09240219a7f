"""Workbooks with some of their parts exchanged, as a program or an attacker would write them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed; a part that is not there is made from nothing."""
    saved = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(saved, "w", ZIP_DEFLATED) as after:
        for info in before.infolist():
            part = before.read(info)
            after.writestr(info.filename, change(part) if info.filename == name else part)
        if name not in before.namelist():
            after.writestr(name, change(b""))
    return saved.getvalue()
