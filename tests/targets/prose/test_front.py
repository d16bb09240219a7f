"""Cover and foreword: what the part tells of itself in the order of GB/T 1.1—2020, and what nobody has set yet."""

from __future__ import annotations

from refcf_rules.source.message import Language
from refcf_rules.targets.prose.document import Cover, Document, Inlines, Paragraph, Tag, plain
from refcf_rules.targets.prose.write import documents_of
from tests.language.compiling import compile_files, compile_text

TITLE = 'title zh "产品碳足迹 砖" en "Carbon footprint — Bricks"\n'
PUBLISHED = """
    status published
    ics "13.020.10" ccs "Z 04"
    issued 2026-06-01 effective 2026-09-01
    replaces "T/X 1—2022" zh "增加了分级。" en "grades were added."
    proposed by zh "甲协会" en "Association A"
    administered by zh "甲协会" en "Association A"
    drafted by zh "乙公司" en "Company B", zh "丙大学" en "University C"
    drafters zh "张三" en "Zhang San"
"""


def document(items: str, language: Language = "zh") -> Document:
    compiled = compile_text(f"standard sample {{\n{TITLE}{items}\n}}\n")
    assert compiled.standard is not None
    assert compiled.is_sound
    return documents_of(compiled.standard, language)[0]


def cover(items: str, language: Language = "zh") -> Cover:
    return document(items, language).cover


def foreword(items: str, language: Language = "zh") -> list[Inlines]:
    found = document(items, language).sections[0]
    return [one.content for one in found.blocks if isinstance(one, Paragraph)]


def test_the_cover_of_a_published_part_has_codes_dates_and_what_it_replaces() -> None:
    zh, en = cover(PUBLISHED), cover(PUBLISHED, "en")
    assert zh.codes == en.codes == ("ICS 13.020.10", "CCS Z 04")
    assert (zh.replaces, en.replaces) == ("代替 T/X 1—2022", "Replaces T/X 1—2022")
    assert [(one.name, one.date, one.is_open) for one in zh.dates] == [
        ("发布日期", "2026-06-01", False),
        ("实施日期", "2026-09-01", False),
    ]


def test_a_draft_for_comments_says_until_when_or_who_is_to_set_it() -> None:
    known = cover("status draft for comments comments until 2026-12-31", "en")
    assert [(one.name, one.date) for one in known.dates][:1] == [("Comments until", "2026-12-31")]
    for items in ("", "comments until set by committee"):
        unknown = cover(f"status draft for comments {items}")
        assert {(one.date, one.is_open) for one in unknown.dates} == {("由标准工作组确定", True)}
        assert unknown.dates[0].name == "意见截止日期"


def test_the_foreword_follows_the_order_of_the_drafting_rules() -> None:
    _, replaces, patents, proposed, drafted, drafters = map(plain, foreword(PUBLISHED))
    assert replaces.startswith("本文件代替 T/X 1—2022。与 T/X 1—2022 相比")
    assert replaces.endswith("主要技术变化如下：增加了分级。")
    assert "专利" in patents
    assert proposed == "本文件由甲协会提出并归口。"
    assert (drafted, drafters) == ("本文件起草单位：乙公司、丙大学。", "本文件主要起草人：张三。")
    assert "proposed by and is administered by Association A" in " ".join(map(plain, foreword(PUBLISHED, "en")))


def test_the_foreword_of_a_draft_names_what_is_open_and_looks_like_no_fact() -> None:
    *_, proposed, last = foreword('status draft for review proposed by zh "甲" en "A"')
    assert plain(proposed) == "本文件由甲提出。"
    assert plain(last) == "由标准工作组确定：归口单位、起草单位、主要起草人。"
    assert last[0] == Tag("由标准工作组确定", "open")
    assert not any(isinstance(one, Tag) for content in foreword(PUBLISHED) for one in content)


def test_the_introduction_stands_after_the_foreword_of_its_own_part_only() -> None:
    own = 'introduction {\ntext zh "为何编写。" en "Why." note zh "另见。" en "See also."\n}\n'
    base = f"standard base {{\n{TITLE}}}\n{own}"
    compiled = compile_files({"base": base, "sample": f"standard sample with base {{\n{TITLE}}}\n"}, "sample")
    assert compiled.standard is not None
    first, second = documents_of(compiled.standard, "zh")
    assert [one.title for one in first.sections[:3]] == ["前言", "引言", "范围"]
    assert [one.title for one in second.sections[:2]] == ["前言", "范围"]
    text, note = (one for one in first.sections[1].blocks if isinstance(one, Paragraph))
    assert (plain(text.content), note.note) == ("为何编写。", True)


def test_a_text_of_the_author_is_no_pattern() -> None:
    items = PUBLISHED.replace("增加了分级。", "{number}和{names}").replace("乙公司", "{names}")
    said = " ".join(map(plain, foreword(items)))
    assert "主要技术变化如下：{number}和{names}" in said
    assert "本文件起草单位：{names}、丙大学。" in said
