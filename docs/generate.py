"""Writes a page for each sort of problem: docs/diagnostics/CODE.md, and a list of them all.

    python docs/generate.py           # write
    python docs/generate.py --check   # exit code 1 if something is out of date

The pages hold what ``refcf explain CODE`` says, in both languages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from refcf_rules.cli import files, judging
from refcf_rules.cli.batch import kinds as batch_kinds
from refcf_rules.report.explain import kinds
from refcf_rules.source.diagnostic import Kind, Severity

DOCS: Final = Path(__file__).parent
FOLDER: Final = DOCS / "diagnostics"
LONGEST_SAMPLE: Final = 12
LONGEST_LINE: Final = 100
_SEVERITIES: Final = {Severity.ERROR: ("错误", "Error"), Severity.WARNING: ("警告", "Warning")}


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with ``--check`` only name it."""
    wanted = pages()
    stale = [page for page, text in wanted.items() if not page.exists() or page.read_text("utf-8") != text]
    surplus = [page for page in FOLDER.glob("*.md") if page not in wanted]
    if "--check" in arguments:
        for page in (*stale, *surplus):
            sys.stderr.write(f"out of date: docs/diagnostics/{page.name}\n")
        return 1 if stale or surplus else 0
    FOLDER.mkdir(exist_ok=True)
    for page in stale:
        page.write_text(wanted[page], "utf-8")
    for page in surplus:
        page.unlink()
    return 0


def all_kinds() -> Mapping[str, Kind]:
    """Every sort of problem that refcf can report, by its code: the same list as ``refcf explain``."""
    found = {**kinds(), **{kind.code: kind for kind in (*judging.KINDS, *files.KINDS, *batch_kinds.KINDS)}}
    return {code: found[code] for code in sorted(found)}


def pages() -> Mapping[Path, str]:
    """The pages with their texts."""
    found = all_kinds()
    return {FOLDER / f"{code}.md": page_of(kind) for code, kind in found.items()} | {
        FOLDER / "index.md": index_of(found.values())
    }


def index_of(found: Iterable[Kind]) -> str:
    """The list of all pages."""
    rows = [f"| [`{kind.code}`]({kind.code}.md) | {kind.title.zh} | {_capital(kind.title.en)} |" for kind in found]
    head = (
        "# 诊断 · Diagnostics\n\n"
        "`refcf explain CODE` 显示同样的内容，不需要网络。\n`refcf explain CODE` shows the same, offline."
    )
    return "\n".join([head, "", "| | 中文 | English |", "|---|---|---|", *rows, ""])


def page_of(kind: Kind) -> str:
    """The page of one sort of problem."""
    chinese, english = _SEVERITIES[kind.severity]
    parts = [f"# `{kind.code}`", "", f"**{chinese}：{kind.title.zh}。** {kind.why.zh}", ""]
    parts += [f"**{english}: {_capital(kind.title.en)}.** {kind.why.en}", ""]
    parts += _sample("错的写法 · Wrong", kind.wrong)
    parts += _sample("对的写法 · Right", kind.right)
    return "\n".join(parts).rstrip("\n") + "\n"


def _sample(title: str, text: str) -> list[str]:
    """A sample as it is written; one that is long to make its point is cut."""
    if not text:
        return []
    lines = text.rstrip("\n").splitlines()
    shown = [line if len(line) <= LONGEST_LINE else f"{line[:60]} …" for line in lines[:LONGEST_SAMPLE]]
    if len(lines) > LONGEST_SAMPLE:
        shown.append("…")
    return [f"{title}:", "", "```text", *shown, "```", ""]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
