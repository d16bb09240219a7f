"""Makes the binary catalogue that gettext reads from the text that people edit."""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MAGIC: Final = 0x950412DE


def compiled(po: Path) -> bytes:
    """The bytes of the .mo file of a .po file, the same on every machine."""
    entries = sorted((key.encode(), value.encode()) for key, value in catalogue(po.read_text("utf-8")))
    start = 7 * 4
    texts = start + 16 * len(entries)
    tables: list[list[int]] = [[], []]
    content = b""
    for column in (0, 1):
        for entry in entries:
            tables[column] += [len(entry[column]), texts + len(content)]
            content += entry[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(entries), start, start + 8 * len(entries), 0, 0)
    numbers = [*tables[0], *tables[1]]
    return head + struct.pack(f"<{len(numbers)}I", *numbers) + content


def catalogue(text: str) -> Iterator[tuple[str, str]]:
    """Each message with its translation, plural forms joined by a zero byte."""
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            keyword, quote, rest = line.partition('"')
            name = keyword.strip() or name
            fields[name] = fields.get(name, "") + str(ast.literal_eval(quote + rest))
        if "msgstr" in fields:
            yield fields["msgid"], fields["msgstr"]
        elif fields:
            plural = "\0".join((fields["msgid"], fields["msgid_plural"]))
            yield plural, "\0".join((fields["msgstr[0]"], fields["msgstr[1]"]))
