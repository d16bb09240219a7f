"""The page “Check my inventory”: what stands there before anything was handed in, and the links that lead to it."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Language, Message
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.places import relative

TITLE: Final = Message("检查我的清单", "Check my inventory")
CHECKER: Final = "check.md"
_ASSETS: Final[dict[Language, str]] = {"zh": "assets/checker/", "en": "../assets/checker/"}
_SCRIPTS: Final = ("js-yaml.umd.min.js", "parts.js", "samples.js", "checker.js")
_LEAD: Final = Message(
    "把填好的工作簿或清单（YAML、JSON）放到这里：马上看到结论、要改的地方、依据的条文和按阶段的产品碳足迹。",
    "Put a filled workbook or an inventory (YAML, JSON) here, and see the verdict, what to mend, the clauses it rests "
    "on, and the footprint by stage.",
)
_PRIVATE: Final = Message(
    "文件不离开这台电脑：全部由浏览器在本机读取和计算，不上传、不保存，断网时也能用。",
    "The file stays on this computer: the browser reads and computes everything here. Nothing is uploaded or kept, "
    "and it works without a network.",
)
_NO_SCRIPT: Final = Message(
    "本页要靠浏览器里的脚本判定。请打开 JavaScript，或用命令行：refcf validate 清单.xlsx",
    "This page judges by scripts in the browser. Please allow JavaScript, or use the command line: "
    "refcf validate book.xlsx",
)
_DROP: Final = Message("把文件拖到这里，或按此选择", "Drop a file here, or choose one")
_KINDS: Final = Message("工作簿 .xlsx、YAML、JSON，至多 20 MB", "workbook .xlsx, YAML or JSON, at most 20 MB")
_PASTE: Final = Message("粘贴文本", "Paste text")
_TEXT: Final = Message("清单的文本（YAML 或 JSON）", "Text of the inventory (YAML or JSON)")
_CHECK: Final = Message("检查", "Check")
_SAMPLE: Final = Message("用示例试一试", "Try it with a sample")
_PART: Final = Message("按哪一部分", "Part")
_BY_FILE: Final = Message("由文件决定", "as the file says")
_CALL: Final = Message(
    "工作簿、YAML 或 JSON，在浏览器里判定，文件不离开本机。",
    "Workbook, YAML or JSON, judged in the browser; the file stays on your computer.",
)
_RESULT: Final = Message("结果", "Result")


def checker_lines(language: Language) -> tuple[str, ...]:
    """The page."""

    def say(message: Message) -> str:
        return escape.html(message.text(language))

    body = (
        f'<div class="checker" data-language="{language}" data-assets="{_ASSETS[language]}">'
        f'<link rel="stylesheet" href="{_ASSETS[language]}checker.css">'
        f'<p class="lead">{say(_LEAD)}</p>'
        f'<p class="box good">{say(_PRIVATE)}</p>'
        f'<noscript><p class="box warn">{say(_NO_SCRIPT)}</p></noscript>'
        '<div class="checker-input" hidden>'
        f'<label class="checker-drop"><span class="checker-drop-words">{say(_DROP)}</span>'
        f'<span class="note">{say(_KINDS)}</span>'
        '<input class="checker-file" type="file" accept=".xlsx,.yaml,.yml,.json"></label>'
        f'<details class="checker-paste"><summary>{say(_PASTE)}</summary>'
        f'<textarea class="checker-text" rows="10" spellcheck="false" aria-label="{say(_TEXT)}"></textarea>'
        f'<button type="button" class="checker-check md-button md-button--primary">{say(_CHECK)}</button></details>'
        f'<div class="checker-options"><label>{say(_PART)} '
        f'<select class="checker-part"><option value="">{say(_BY_FILE)}</option></select></label> '
        f'<button type="button" class="checker-sample md-button" hidden>{say(_SAMPLE)}</button></div></div>'
        '<p class="checker-status" role="status" aria-live="polite"></p>'
        f'<div class="checker-result" role="region" aria-label="{say(_RESULT)}"></div></div>'
    )
    scripts = "".join(f'<script src="{_ASSETS[language]}{name}"></script>' for name in _SCRIPTS)
    return (f"# {escape.heading(TITLE.text(language))}", body, scripts)


def checker_call(language: Language, here: str) -> str:
    """A link from the page ``here`` to this one."""
    title, words = escape.html(TITLE.text(language)), escape.html(_CALL.text(language))
    link = f'<a class="md-button md-button--primary" href="{escape.html(relative(CHECKER, here))}">{title}</a>'
    return f'<p class="checker-call">{link} {words}</p>'
