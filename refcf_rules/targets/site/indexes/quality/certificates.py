"""The parity certificates that are published with the site: what was compared with the reference, and how often."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.evidence import Certificate
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Code, Heading, Inlines, Paragraph, Place, Table, Tag, slim, text
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.parts import PART, part_link
from refcf_rules.targets.site.indexes.subject import Subject

_TITLE: Final = Message("各成果之间的一致性", "Agreement of the outputs")
_LEAD: Final = Message(
    "一致性证书说明：同一批清单交给参考实现和每个成果，判定是否完全相同，数值之差是否在数值约定的界限之内。"
    "证书与规则摘要绑定，规则改动后作废。",
    "A parity certificate says that the same inventories were given to the reference and to each output, whether all "
    "verdicts were the same and all numbers within the bound of the semantics. It is bound to the digest of the "
    "rules and is void when they change.",
)
_HEADER: Final = (
    PART,
    Message("成果", "Output"),
    Message("运行它的程序", "Program that ran it"),
    Message("比较的清单", "Inventories compared"),
    Message("不一致", "Differing"),
    Message("种子", "Seed"),
    Message("工具版本", "Version of the tool"),
)
_NONE: Final = Message(
    "本网站没有附一致性证书；用 refcf certify 生成，再用 refcf build --certificate 附上。",
    "No parity certificate goes with this site; refcf certify writes one, refcf build --certificate adds it.",
)
_WITHOUT: Final = Message("没有证书的部分：{parts}。", "Parts without a certificate: {parts}.")
_NOT_COMPARED: Final = Message("未比较", "not compared")


def certificates(subject: Subject) -> tuple[Block, ...]:
    """A row for each part and output, and which parts have no certificate."""
    say = subject.say
    heading = Heading(1, say(_TITLE), Place("ledger", "parity"))
    found = subject.contexts[0].evidence.certificates
    if not found:
        return (heading, Paragraph(text(say(_LEAD))), Paragraph(text(say(_NONE))))
    rows = tuple(
        row for one in subject.contexts if one.standard.id in found for row in _rows(one, found[one.standard.id])
    )
    blocks: list[Block] = [heading, Paragraph(text(say(_LEAD))), slim(Table("", tuple(map(say, _HEADER)), rows))]
    without = [one.say(one.standard.part.title) for one in subject.contexts if one.standard.id not in found]
    if without:
        parts = say(Message("；", "; ")).join(without)
        blocks.append(Paragraph(text(say(_WITHOUT.filled(parts=parts)))))
    return tuple(blocks)


def _rows(context: Context, certificate: Certificate) -> list[tuple[Inlines, ...]]:
    part = inlines_of(context.standard.id, part_link(context, context.standard.id))
    return [
        (
            part,
            (Code(one.target),),
            text(one.program or context.say(_NOT_COMPARED)),
            text(str(one.compared)),
            (Tag(str(one.differing), "warn" if one.differing else "good"),),
            text(str(certificate.seed)),
            text(certificate.tool_version),
        )
        for one in certificate.outputs
    ]
