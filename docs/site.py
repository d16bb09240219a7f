"""Makes this documentation a website: Chinese at the root, English under ``en/``, each page in both.

    python docs/site.py FOLDER    # writes the project to FOLDER and builds FOLDER/site

A page ``x.zh.md`` is the Chinese of ``x.md``. What has no Chinese yet stands in both trees in English, and says so.
The look, the search and the link between the languages are those of the sites of standards.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Final

from refcf_rules.source.message import LANGUAGES, Language, Message

DOCS: Final = Path(__file__).resolve().parent
CONFIGS: Final[dict[Language, str]] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
_BUILT: Final[dict[Language, str]] = {"zh": "site", "en": "site/en"}
_CHINESE: Final = ".zh.md"
# Written for both: each of these pages holds both languages, line by line.
_BILINGUAL: Final = ("diagnostics/",)
_ENGLISH_ONLY: Final = (
    '<div class="box open"><p>本页的说明目前只有英文；例子和关键字中英文都有。'
    "This page is in English; examples and keywords are in both languages.</p></div>"
)
_NAME: Final = Message("refcf 文档", "refcf documentation")
_FOOTER: Final = Message("一份源文件，既供人阅读，也供机器执行", "One source: people read it, machines run it")
_DARK: Final = Message("切换到深色", "Dark")
_LIGHT: Final = Message("切换到浅色", "Light")
_PERMALINK: Final = Message("本节链接", "Link to this section")
_MENU: Final[tuple[tuple[Message, tuple[str, ...]], ...]] = (
    (Message("首页", "Home"), ("index.md", "install.md", "tutorial/index.md")),
    (
        Message("使用指南", "Guides"),
        (
            *("guides/committee.md", "guides/company.md", "guides/reader.md", "guides/verifier.md"),
            *("guides/from-word.md", "guides/from-excel.md", "guides/workbook.md", "guides/workbook-returns.md"),
            *(
                "guides/check-in-browser.md",
                "guides/csv.md",
                "guides/plant-data.md",
                "guides/report.md",
                "guides/many-inventories.md",
            ),
            *("guides/validators.md", "guides/json-schema.md", "guides/*.md"),
            "guides/site.md",
        ),
    ),
    (Message("语言", "Language"), ("language/index.md", "language/*.md")),
    (Message("查阅", "Reference"), ("inventory.md", "semantics.md", "targets.md", "diagnostics/index.md")),
    (Message("参与", "Contributing"), ("contributing/architecture.md", "contributing/decisions/*.md")),
)
_FENCE: Final = re.compile(r"^(?P<mark>```)(?P<info>[^\n`]*)\n(?P<text>.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
_LINK: Final = re.compile(r"(?<!!)\[(?P<words>[^\]\n]*)\]\((?P<target>[^)\s]+)\)")
# Chinese has no blanks: a line break within a sentence is none.
_HAN: Final = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’]"
_LINE_BREAK: Final = re.compile(rf"(?<={_HAN})\n[ \t]*(?={_HAN})")
_ASSETS: Final = ("refcf.css", "iframe-worker.js", "reading.js", "search.js", "mark.svg", "icon.svg")
_THEME: Final = DOCS.parent / "refcf_rules" / "targets" / "site" / "theme"
_CONFIG: Final = """\
site_name: {name}
docs_dir: docs/{language}
site_dir: {site}
use_directory_urls: false
copyright: {footer}
theme:
  name: material
  language: {language}
  custom_dir: overrides
  font: false
  logo: assets/mark.svg
  favicon: assets/icon.svg
  palette:
    - {{scheme: default, primary: custom, accent: custom, toggle: {{icon: material/weather-night, name: {dark}}}}}
    - {{scheme: slate, primary: custom, accent: custom, toggle: {{icon: material/weather-sunny, name: {light}}}}}
  features:
    - navigation.tabs
    - navigation.indexes
    - navigation.top
    - navigation.footer
    - search.highlight
    - toc.follow
    - content.code.copy
extra_css: [assets/refcf.css, assets/docs.css]
extra_javascript: [assets/reading.js]
extra:
  generator: false
  polyfills: [assets/iframe-worker.js]
  alternate: true
  other_language: {other}
plugins:
  - search: {{lang: en, separator: '\\s+', pipeline: []}}
  - offline
hooks: [search_index.py]
markdown_extensions:
  - tables
  - sane_lists
  - pymdownx.superfences
  - toc:
      permalink: "#"
      permalink_title: {permalink}
      slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}
not_in_nav: diagnostics/*.md
validation:
  nav: {{omitted_files: warn, not_found: warn, absolute_links: warn}}
  links: {{not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}
nav:
{nav}
"""


def main(arguments: list[str]) -> int:
    """Write the project into the folder and build it; what MkDocs complains of goes to standard error."""
    folder = Path(arguments[0] if arguments else "build/docs-site").resolve()
    write(folder)
    for language in LANGUAGES:
        done = subprocess.run(command(folder, language), env=quiet(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.stderr.write(done.stdout + done.stderr)
            return 1
    sys.stdout.write(f"{folder / 'site' / 'index.html'}\n")
    return 0


def command(folder: Path, language: Language) -> list[str]:
    """What builds one language; Chinese comes first, the other into a folder of its site."""
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / CONFIGS[language])]


def quiet() -> dict[str, str]:
    """Without words of the theme to its developers."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


def write(folder: Path) -> None:
    """The project: both trees, both configurations, the theme."""
    for override in sorted(_THEME.glob("overrides/**/*.html")):
        _put(folder / override.relative_to(_THEME), override.read_bytes())
    _put(folder / "search_index.py", (_THEME / "search_index.txt").read_bytes())
    for language in LANGUAGES:
        root = folder / "docs" / language
        for path, text in tree(language).items():
            _put(root / path, text.encode())
        for name in _ASSETS:
            _put(root / "assets" / name, (_THEME / name).read_bytes())
        _put(root / "assets" / "docs.css", (DOCS / "site.css").read_bytes())
        _put(folder / CONFIGS[language], config(language).encode())


def tree(language: Language) -> dict[str, str]:
    """The pages of one language by their path."""
    found = {}
    for page in sorted(DOCS.rglob("*.md")):
        path = page.relative_to(DOCS).as_posix()
        if path.endswith(_CHINESE):
            continue
        chinese = page.with_name(page.name.removesuffix(".md") + _CHINESE)
        source = chinese if language == "zh" and chinese.is_file() else page
        text = source.read_text("utf-8")
        if language == "zh" and source is page and not path.startswith(_BILINGUAL):
            text = _below_the_title(text, _ENGLISH_ONLY)
        found[path] = _prepared(text, path, language)
    return found


def config(language: Language) -> str:
    """The configuration of one language."""
    zh = language == "zh"
    said = {
        name: f'"{words.text(language)}"'
        for name, words in (
            *(("name", _NAME), ("footer", _FOOTER)),
            *(("dark", _DARK), ("light", _LIGHT), ("permalink", _PERMALINK)),
        )
    }
    other = "{name: EN, root: en/, lang: en}" if zh else "{name: 中文, root: ../, lang: zh}"
    return _CONFIG.format(language=language, site=_BUILT[language], other=other, nav=_menu(language), **said)


def _menu(language: Language) -> str:
    lines = []
    for title, patterns in _MENU:
        lines.append(f'  - "{title.text(language)}":')
        paths = [path for pattern in patterns for path in _matching(pattern)]
        lines.extend(f"      - {path}" for path in dict.fromkeys(paths))
    return "\n".join(lines)


def _matching(pattern: str) -> list[str]:
    found = sorted(page.relative_to(DOCS).as_posix() for page in DOCS.glob(pattern))
    return [path for path in found if not path.endswith(_CHINESE)]


# --- one page -------------------------------------------------------------------------------------------


def _prepared(text: str, path: str, language: Language) -> str:
    """The page as MkDocs reads it: fences by their first word, links into its own tree or, as HTML, into the other."""
    pieces, at = [], 0
    for fence in _FENCE.finditer(text):
        pieces.append(_linked(text[at : fence.start()], path, language))
        words = fence["info"].split()
        pieces.append(f"```{_highlighted(words)}\n{fence['text']}```")
        at = fence.end()
    pieces.append(_linked(text[at:], path, language))
    return "".join(pieces)


def _highlighted(words: list[str]) -> str:
    known = {"sh", "yaml", "json", "python", "js", "html"}
    return words[0] if words and words[0] in known else "text"


def _linked(text: str, path: str, language: Language) -> str:
    def replaced(found: re.Match[str]) -> str:
        target, _, anchor = found["target"].partition("#")
        if ":" in target or not target.endswith(".md"):
            return found[0]
        there = _joined(path, target)
        to: Language = "zh" if there.endswith(_CHINESE) else "en"
        here = there.removesuffix(_CHINESE) + ".md" if to == "zh" else there
        anchored = f"#{anchor}" if anchor else ""
        is_pair = (DOCS / f"{here.removesuffix('.md')}{_CHINESE}").is_file()
        if to == language or not is_pair:
            return f"[{found['words']}]({_relative(here, path)}{anchored})"
        up = "../" * path.count("/") + ("en/" if to == "en" else "../")
        return f'<a href="{up}{here.removesuffix(".md")}.html{anchored}" hreflang="{to}">{found["words"]}</a>'

    return _LINK.sub(replaced, _LINE_BREAK.sub("", text))


def _joined(path: str, target: str) -> str:
    return PurePosixPath(os.path.normpath(PurePosixPath(path).parent / target)).as_posix()


def _relative(target: str, path: str) -> str:
    return PurePosixPath(os.path.relpath(target, PurePosixPath(path).parent)).as_posix()


def _below_the_title(text: str, line: str) -> str:
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{line}\n{rest}"


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
