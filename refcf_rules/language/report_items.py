"""``report items``: what a footprint report shall contain (报告内容)."""

from __future__ import annotations

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Branch, Declaration, Substitute
from refcf_rules.language.pieces import branches, label_of, name_of, plain, span_of, tokens
from refcf_rules.model.field import Field
from refcf_rules.model.types import TEXT


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """An item that nothing computes is a text the company writes."""
    for item in branches(declaration.tree, "report_item"):
        name, value = _parts(item)
        span = span_of(declaration, tokens(item)[0])
        if value is None and assembly.take_name(f"field report.{name}", span):
            label = label_of(item, name)
            assembly.add_field("report", Field(name, label, TEXT, span=span))


def _parts(item: Branch) -> tuple[str, Branch | None]:
    value = next((branch for branch in branches(item) if branch.data != "label"), None)
    return name_of(tokens(item)[0]), value


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """One rule for each item: it is there."""
    found: list[Declaration] = []
    for item in branches(declaration.tree, "report_item"):
        name, value = _parts(item)
        label = plain(label_of(item, name))
        subject = f"report.{name}" if value is None else "VALUE"
        text = f"""
rule report__{name} zh "报告内容：{label.zh}" en "report item: {label.en}" shall {{
    require {subject} {"is given" if value is None else "is VALUE"}
    if not zh "报告缺少“{label.zh}”" en "the report lacks: {label.en}"
    fix zh "在 report 下填写 {name}" en "fill in {name} under report"
}}"""
        trees = {"VALUE": Substitute(value, declaration)} if value is not None else {}
        origin = span_of(declaration, tokens(item)[0])
        found.extend(
            Declaration(one.construct, one.tree, one.source, one.part, one.clauses, origin, one.substitutes)
            for one in assembly.expand(declaration, text, trees)
        )
    return tuple(found)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
