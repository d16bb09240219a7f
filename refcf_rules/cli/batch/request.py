"""What is asked of a run over many inventories, and what is refused before anything is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refcf_rules.cli import options
from refcf_rules.cli.batch.engine import Terms
from refcf_rules.cli.batch.forms import Form
from refcf_rules.cli.batch.tables import has_parquet
from refcf_rules.cli.files import STDIN
from refcf_rules.cli.session import Session
from refcf_rules.source.message import Message

_FORMS: Final[dict[str, Form]] = {".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".parquet": "parquet"}
_BAD_OUTPUT: Final = Message(
    "-o 的文件名以 .ndjson、.csv 或 .parquet 结尾。", "End the name after -o in .ndjson, .csv or .parquet."
)
_NO_FORMAT: Final = Message(
    "--format {form} 用于单个文件；文件夹、NDJSON 和许多文件逐份给出结果：去掉 --format，写 -o results.ndjson。",
    "--format {form} is for single files; folders, NDJSON and many files give a row each: "
    "leave it out and write -o results.ndjson.",
)
_NO_STDIN: Final = Message(
    "批量判定不读标准输入；标准输入单独判定，不用 -o 和 --jobs。",
    "Standard input is judged alone, without -o and --jobs.",
)
_NO_PARQUET: Final = Message(
    '写 Parquet 需要 pyarrow：pip install "refcf-rules[parquet]"；或写 -o results.csv。',
    'Parquet needs pyarrow: pip install "refcf-rules[parquet]"; or write -o results.csv.',
)
_OWN_INPUT: Final = Message(
    "“{path}”是本次的清单，不能作结果。", "{path} is an input of this run, it cannot take its results."
)
_A_FOLDER: Final = Message("“{path}”是文件夹。", "{path} is a folder.")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line; ``jobs`` None is as many as there are cores."""

    named: Sequence[str]
    terms: Terms
    output: str | None
    jobs: int | None


def form_of(request: Request, format_: str, session: Session) -> Form:
    """The form of the rows; ends the run for what cannot be had."""
    if format_ != "text":
        options.refuse(session, _NO_FORMAT.filled(form=format_))
    if STDIN in request.named:
        options.refuse(session, _NO_STDIN)
    if request.output is None:
        return "text"
    output = Path(request.output)
    form = _FORMS.get(output.suffix.casefold())
    if form is None:
        options.refuse(session, _BAD_OUTPUT)
    if form == "parquet" and not has_parquet():
        options.refuse(session, _NO_PARQUET)
    if output.is_dir():
        options.refuse(session, _A_FOLDER.filled(path=output))
    if os.path.realpath(output) in map(os.path.realpath, request.named):
        options.refuse(session, _OWN_INPUT.filled(path=output))
    return form


def cores() -> int:
    """How many processes this one may use at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
