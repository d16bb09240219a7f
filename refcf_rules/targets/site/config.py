"""The files that make the pages a MkDocs project: one configuration for each language, read-me."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Language, Message
from refcf_rules.targets.site import escape
from refcf_rules.targets.site.menu import Item, menu_lines
from refcf_rules.targets.site.scripts import shared_scripts

CONFIGS: Final[dict[Language, str]] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
_SITE: Final[dict[Language, str]] = {"zh": "site", "en": "site/en"}
_LANGUAGE: Final[dict[Language, str]] = {"zh": "zh", "en": "en"}
_FEATURES: Final = (
    "content.tooltips",
    "navigation.footer",
    "navigation.indexes",
    "navigation.path",
    "navigation.prune",
    "navigation.tabs",
    "navigation.top",
    "search.highlight",
    "toc.follow",
)
_TO_DARK: Final = Message("切换到深色", "Dark")
_TO_LIGHT: Final = Message("切换到浅色", "Light")
_PERMALINK: Final = Message("本节链接", "Link to this section")
_FOOTER: Final = Message(
    "由规则源生成；条文、公式和数值与检查程序相同",
    "Generated from the rules: text, formulas and numbers are those that are checked",
)
WRITTEN_BY: Final = "# Written by refcf build."
_TEMPLATE: Final = (
    WRITTEN_BY
    + """ Edit the standard, not this file.
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
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-night, name: {dark}}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-sunny, name: {light}}}
  features: [{features}]
extra_css:
  [assets/refcf.css, assets/series.css, assets/clauses.css, assets/drawings.css, assets/indexes.css, assets/terms.css,
   assets/try-it.css, assets/print.css]
extra_javascript: [assets/reading.js, assets/terms.js, {scripts}, assets/try-it.js]
extra:
  generator: false
  banner: {banner}
  polyfills: [assets/iframe-worker.js]
  alternate: true # overrides/partials/alternate.html links each page to its other language
  other_language: {other}
plugins:
  - search:
      lang: en
      separator: '\\s+' # what parts the words that a page found by the search highlights
      pipeline: []
  - offline
hooks: [search_index.py]
markdown_extensions:
  - attr_list
  - toc: {{permalink: "#", permalink_title: {permalink}}}
validation:
  nav: {{omitted_files: warn, not_found: warn, absolute_links: warn}}
  links: {{not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}
nav:
{nav}
"""
)


def config_text(language: Language, name: str, banner: str, menu: tuple[Item, ...]) -> str:
    """The configuration of one language."""
    zh = language == "zh"

    def say(message: Message) -> str:
        return escape.quoted(message.text(language))

    return _TEMPLATE.format(
        name=escape.quoted(escape.html(escape.title(name))),
        language=_LANGUAGE[language],
        site=_SITE[language],
        footer=say(_FOOTER),
        dark=say(_TO_DARK),
        light=say(_TO_LIGHT),
        features=", ".join(_FEATURES),
        scripts=", ".join(shared_scripts(language)),
        banner=escape.quoted(escape.html(banner)),
        other="{name: EN, root: en/, lang: en}" if zh else "{name: 中文, root: ../, lang: zh}",
        permalink=say(_PERMALINK),
        nav="\n".join(menu_lines(menu)),
    )


def read_me(name: str) -> str:
    """How to turn the project into a site."""
    return f"""# {escape.heading(name)}

本文件夹是一个 MkDocs 项目，由 `refcf build` 从标准的规则源生成。
This folder is a MkDocs project, written by `refcf build` from the rules of the standard.

生成网站（Python 3.11 以上）/ To build the site:

    pip install mkdocs==1.6.1 mkdocs-material==9.8.1
    mkdocs build -f mkdocs.yml
    mkdocs build -f mkdocs.en.yml

先中文、后英文；完成后双击 `site/index.html`，不需要网络。
Chinese first, then English; then open `site/index.html`. No network is needed.

不要修改这里的文件：改标准，再运行一次 `refcf build`。
Do not edit these files: edit the standard and build again.
"""
