"""The files that the site offers: what each is, and where it lies. They lie once, in the tree at the root."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.names import file_name, spelled
from refcf_rules.targets.site.places import relative
from refcf_rules.targets.site.scripts import is_script
from refcf_rules.targets.target import Artifact

Downloads = Mapping[str, tuple[Artifact, ...]]
"""The files of other targets by the part they belong to; those of no part under the empty name."""
_ROOT: Final = "docs/zh"
_UP: Final[dict[Language, str]] = {"zh": "", "en": "../"}
_LABELS: Final = (
    (".zh.xlsx", Message("计算表（中文）", "Workbook (Chinese)")),
    (".en.xlsx", Message("计算表（英文）", "Workbook (English)")),
    (".xlsx", Message("计算表（中英文）", "Workbook (Chinese and English)")),
    (".zh.pdf", Message("全文 PDF（中文）", "Whole text, PDF (Chinese)")),
    (".en.pdf", Message("全文 PDF（英文）", "Whole text, PDF (English)")),
    (".py", Message("判定程序（Python）", "Validator (Python)")),
    (".mjs", Message("判定程序（JavaScript）", "Validator (JavaScript)")),
    (".d.ts", Message("JavaScript 的类型", "Types of the JavaScript")),
    ("inventory.schema.json", Message("各标准通用的 JSON Schema", "JSON Schema for all standards")),
    (".schema.json", Message("清单的 JSON Schema", "JSON Schema of the inventory")),
    (".example.yaml", Message("示例清单", "Example inventory")),
    (".pcr", Message("规则文件", "Rule file")),
    (".parity.json", Message("一致性证书", "Parity certificate")),
)
_FILE: Final = Message("附件", "Attachment")
_WORKBOOK: Final = ".xlsx"
_KILOBYTE: Final = 1024
_MEGABYTE: Final = _KILOBYTE * _KILOBYTE


@record
class Download:
    """A file that the site offers; ``path`` from the root of the site, ``bytes`` its size, 0 for one made later."""

    path: str
    label: Message
    bytes: int

    @property
    def is_workbook(self) -> bool:
        """Whether this is a workbook to fill in."""
        return self.path.endswith(_WORKBOOK)


Offered = Mapping[str, tuple[Download, ...]]
"""What is offered, by part."""


def offered_of(downloads: Downloads) -> Offered:
    """What pages say about the files, in the order of the labels; the files themselves are not needed for it."""
    files = {part: (one for one in made if not is_script(one)) for part, made in downloads.items()}
    return {part: tuple(sorted(map(_download(part), made), key=_order)) for part, made in files.items()}


def placed(downloads: Downloads) -> tuple[Artifact, ...]:
    """The files where the site offers them."""
    return tuple(
        Artifact(f"{_ROOT}/{_path(part, one)}", one.data)
        for part, made in downloads.items()
        for one in made
        if not is_script(one)
    )


def files_list(offered: tuple[Download, ...], language: Language, here: str) -> str:
    """The files as a list, for the page ``here``."""
    items = (
        f'<li><a href="{escape.html(href(one, language, here))}" download>{escape.html(one.label.text(language))}</a> '
        f"<code>{escape.html(one.path.rpartition('/')[2])}</code> "
        f'<span class="size">{escape.html(size_text(one.bytes) if one.bytes else "")}</span></li>'
        for one in offered
    )
    return f'<ul class="downloads">{"".join(items)}</ul>'


def files_line(offered: tuple[Download, ...], language: Language, here: str) -> str:
    """The files in a line, by what they are."""
    links = (
        f'<a href="{escape.html(href(one, language, here))}" download>{escape.html(one.label.text(language))}</a>'
        for one in offered
    )
    return " · ".join(links)


def href(download: Download, language: Language, here: str) -> str:
    """The address of a file from a page of a language."""
    return _UP[language] + relative(download.path, here)


def size_text(size: int) -> str:
    """A size as people read it."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / _KILOBYTE))} kB"
    return f"{size / _MEGABYTE:.1f} MB"


def _download(part: str) -> Callable[[Artifact], Download]:
    return lambda one: Download(_path(part, one), _label(one.path), len(one.data))


def _path(part: str, artifact: Artifact) -> str:
    name = spelled(artifact.path.rpartition("/")[2])
    return f"downloads/{file_name(part)}/{name}" if part else f"downloads/{name}"


def _label(path: str) -> Message:
    return next((label for ending, label in _LABELS if path.endswith(ending)), _FILE)


def _order(one: Download) -> tuple[int, str]:
    labels = [label for _, label in _LABELS]
    return (labels.index(one.label) if one.label in labels else len(labels), one.path)
