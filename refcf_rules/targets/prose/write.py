"""Standard → documents: one for each part and language, in the order of GB/T 1.1—2020."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.prose import Clause
from refcf_rules.model.standard import Part, Standard
from refcf_rules.source.message import Language, Message
from refcf_rules.targets.prose.clauses import section_of
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Document, Paragraph, Place, Section, text
from refcf_rules.targets.prose.foreword import foreword_of, introduction_of
from refcf_rules.targets.prose.front import cover_of, scope_of, terms_of
from refcf_rules.targets.prose.ledgers import annex_number
from refcf_rules.targets.prose.members.boundary import boundary_blocks
from refcf_rules.targets.prose.members.products import product_blocks
from refcf_rules.targets.prose.numbering import numbered
from refcf_rules.targets.prose.numbers import factor_table, parameter_table
from refcf_rules.targets.prose.provision import requirements_table
from refcf_rules.targets.prose.references import bibliography_of, references_of

CORE: Final = "core"
ANNEX: Final = Place("page", "annex")
_ANNEX: Final = Message("（规范性）通用计算", "(normative) Calculations common to all parts")
_ANNEX_NUMBER: Final = Message("附录 A", "Annex A")
_ANNEX_TEXT: Final = Message(
    "本附录的计算适用于各部分。公式为量方程式，与所用单位无关。",
    "The calculations of this annex apply to all parts. Formulas are equations of quantities, whatever the units.",
)
_REST: Final = Message("其他规定", "Further provisions")
_REST_RULES: Final = Message("规则", "Rules")
_REST_PARAMETERS: Final = Message("参数", "Parameters")
_REST_FACTORS: Final = Message("排放因子", "Emission factors")


def documents_of(standard: Standard, language: Language) -> tuple[Document, ...]:
    """The parts in one language, what is extended first; annex A stands in the part with the footprint."""
    context = Context(standard, language)
    return tuple(document_of(context, part) for part in standard.parts)


def document_of(context: Context, part: Part) -> Document:
    """One part as its standard prints it."""
    clauses = [one for one in context.standard.clauses if one.part == part.id and one.parent is None]
    products = product_blocks(
        context, tuple(one for one in context.standard.products if _belongs(one.clause, one.span.path, part))
    )
    sections = [
        foreword_of(context, part),
        *introduction_of(context, part),
        *_fixed(context, part, clauses, products),
    ]
    body = [one for one in clauses if one.annex is None and _own_name(one) not in _FIXED]
    sections.extend(section_of(context, one, one.number) for one in body)
    if part is context.standard.part:
        sections.extend(_rest(context))
    if part.id == _home_of_annex(context):
        sections.append(_annex(context))
    sections.extend(section_of(context, one, one.number) for one in clauses if one.annex is not None)
    sections.extend(bibliography_of(context, part))
    return Document(part.id, context.language, cover_of(context, part), numbered(context, tuple(sections)))


_FIXED: Final = ("scope", "references", "terms")


def _own_name(clause: Clause) -> str:
    return clause.id.removeprefix(f"{clause.part}.")


def _belongs(clause: str, path: str, part: Part) -> bool:
    """Whether a declaration outside all clauses stands in the file of a part."""
    return not clause and path == part.span.path


def _fixed(
    context: Context, part: Part, clauses: list[Clause], products: tuple[Block, ...]
) -> tuple[Section, Section, Section]:
    """Clauses 1 to 3: as written, else generated; what is cited is always listed."""
    fixed = (one for one in clauses if _own_name(one) in _FIXED)
    written = {_own_name(one): section_of(context, one, one.number) for one in fixed}
    scope = written.get("scope")
    cited = references_of(context, part)
    references = written.get("references")
    return (
        _extended(scope, products) if scope else scope_of(context, part, products),
        _extended(references, cited.blocks) if references else cited,
        written.get("terms") or terms_of(context, part),
    )


def _extended(section: Section, blocks: tuple[Block, ...]) -> Section:
    return Section(section.place, section.number, section.title, (*section.blocks, *blocks), section.sections)


def _home_of_annex(context: Context) -> str:
    footprint = context.standard.footprint
    clause = context.standard.clause(footprint.clause) if footprint is not None else None
    return clause.part if clause is not None else context.standard.part.id


def _annex(context: Context) -> Section:
    own = [one for one in context.standard.clauses if one.part == CORE and one.parent is None]
    return Section(
        ANNEX,
        context.say(_ANNEX_NUMBER),
        context.say(_ANNEX),
        (Paragraph(text(context.say(_ANNEX_TEXT))),),
        tuple(section_of(context, one, annex_number(one)) for one in own),
    )


def _rest(context: Context) -> tuple[Section, ...]:
    """What stands in no clause at all; nothing of a standard is lost."""
    standard = context.standard
    rules = tuple(one for one in standard.requirements if not one.clause and one.construct != "product")
    parameters = tuple(one for one in standard.parameters if not one.clause and not one.id.startswith("product."))
    factors = tuple(one for one in standard.factors if not one.clause)
    blocks: list[Block] = []
    if any(not one.clause for one in standard.boundary.stages):
        blocks.extend(boundary_blocks(context, ""))
    blocks.extend(requirements_table(context, context.say(_REST_RULES), rules))
    if parameters:
        blocks.append(parameter_table(context, context.say(_REST_PARAMETERS), parameters))
    if factors:
        blocks.append(factor_table(context, context.say(_REST_FACTORS), factors))
    if not blocks:
        return ()
    return (Section(Place("page", "further"), "", context.say(_REST), tuple(blocks)),)
