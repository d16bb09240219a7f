"""``--mark``: the user's own workbook with everything that was found, where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from refcf_rules.cli.codes import FINE, UNREADABLE
from refcf_rules.cli.files import read_input
from refcf_rules.cli.judging import Judged
from refcf_rules.cli.output import patience, say_aside, write_file
from refcf_rules.cli.session import Session
from refcf_rules.inventory.document.build import RefusedError
from refcf_rules.inventory.read_workbook.cells import NO_CELLS, cell_map
from refcf_rules.report.marked.book import marked_book
from refcf_rules.report.marked.tasks import tasks_of
from refcf_rules.source.decode import is_workbook
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Language, Message

_NO_WORKBOOK: Final = Message(
    "“{path}”不是工作簿，没有可标记的格子。", "{path} is no workbook; there are no cells to mark."
)
_NOT_MARKED: Final = Message(
    "“{path}”读不出来，没有写标记的副本。", "{path} cannot be read; no marked copy was written."
)
_NOT_WRITTEN: Final = Message(
    "写不了“{path}”：{reason}。请先在 Excel 或 WPS 中关闭它。",
    "{path} cannot be written: {reason}. Close it in Excel or WPS first.",
)
_WRITTEN: Final = Message("标记的副本：{path}（{count} 项待办）", "Marked copy: {path} ({count} to do)")
_WAIT: Final = Message("正在标记工作簿 …", "Marking the workbook ...")
_SAME: Final = Message("标记的副本请写到另一个文件。", "Write the marked copy to another file.")


def mark(path: str, output: Path, judged: Judged, session: Session) -> int:
    """Write the marked copy; the exit code that it adds."""
    data = read_input(path)
    if isinstance(data, Fault) or not is_workbook(data):
        return _refused(_NO_WORKBOOK.filled(path=path), session)
    if Path(path).exists() and output.exists() and output.samefile(path):
        return _refused(_SAME, session)
    try:
        with patience(session.say(_WAIT)):
            book, count = _marked(data, judged, session.style(judged.text).language)
    except RefusedError:
        return _refused(_NOT_MARKED.filled(path=path), session)
    try:
        write_file(output, book)
    except OSError as error:
        return _refused(_NOT_WRITTEN.filled(reason=error.strerror or error, path=output), session)
    say_aside(session.say(_WRITTEN.filled(count=count, path=output)))
    return FINE


def _marked(data: bytes, judged: Judged, language: Language) -> tuple[bytes, int]:
    """The marked copy, and how much there is to do. Raises ``RefusedError`` for what cannot be opened."""
    cells = NO_CELLS if judged.standard is None else cell_map(judged.path, data, judged.standard)
    tasks = tasks_of(judged.judgement, judged.faults, judged.standard, cells)
    return marked_book(judged.path, data, tasks, language), len(tasks)


def _refused(message: Message, session: Session) -> int:
    say_aside(session.say(message))
    return UNREADABLE
