"""The flat rows as CSV or Parquet, made from the rows on the way once all are there, in constant memory."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from refcf_rules.cli.batch.forms import COLUMNS, LISTS, NUMBERS

Row = Mapping[str, Any]  # as it was decoded
_BETWEEN: Final = ";"
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_ROWS_IN_GROUP: Final = 20_000


def has_parquet() -> bool:
    """Whether the library that writes Parquet is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write_table(rows: Path, output: Path, form: str) -> None:
    """Write the table at once: a reader sees the old one or the new one."""
    write: Callable[[Iterator[Row], BinaryIO], None] = _write_parquet if form == "parquet" else _write_csv
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=".refcf-")
    try:
        with os.fdopen(handle, "wb") as file:
            write(_decoded(rows), file)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _decoded(rows: Path) -> Iterator[Row]:
    with rows.open("rb") as file:
        yield from map(json.loads, file)


def _write_csv(rows: Iterator[Row], file: BinaryIO) -> None:
    """With a byte order mark: Excel and WPS take a file without one for the code page of the system."""
    text = TextIOWrapper(file, "utf-8-sig", errors="backslashreplace", newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
    text.flush()
    text.detach()


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text, by an apostrophe."""
    text = _BETWEEN.join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA_SIGNS) else text


def _write_parquet(rows: Iterator[Row], file: BinaryIO) -> None:
    import pyarrow as pa  # noqa: PLC0415 -- an extra, asked for by who writes Parquet
    from pyarrow import parquet  # noqa: PLC0415 -- as above

    types = {**dict.fromkeys(LISTS, pa.list_(pa.string())), **dict.fromkeys(NUMBERS, pa.float64())}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    with parquet.ParquetWriter(file, schema, compression="zstd") as table:
        while group := list(islice(rows, _ROWS_IN_GROUP)):
            columns = [pa.array([row[name] for row in group], schema.field(name).type) for name in COLUMNS]
            table.write_table(pa.Table.from_arrays(columns, schema=schema))
