"""``balance``: what enters a system leaves it, within a tolerance (平衡)."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.keyword import spelled
from refcf_rules.language.limit import report_bare_share
from refcf_rules.language.parse import Branch, Declaration, Substitute
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    message_of,
    name_of,
    number_of,
    plain,
    sources_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.rule import severity_of
from refcf_rules.model.requirement import Balance
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

INCOMPLETE: Final = Kind(
    "incomplete-balance",
    Message("平衡不完整", "the balance is incomplete"),
    Message(
        "平衡要有进入项、离开项和允差。",
        "A balance needs what enters, what leaves, and a tolerance (within).",
    ),
    "balance mass zh “质量平衡” en “mass balance” shall {\n    enters zh “投料” en “charged” = output.charged\n"
    "    within 5 %\n}\n",
    "balance mass zh “质量平衡” en “mass balance” shall {\n    enters zh “投料” en “charged” = output.charged\n"
    "    leaves zh “合格品” en “accepted” = output.accepted\n    within 5 %\n}\n",
)
KINDS: Final = (INCOMPLETE,)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Remember the terms for showing them; the rule reserves the name."""
    name = name_of(tokens(declaration.tree)[0])
    counts = [len(tuple(branches(declaration.tree, item))) for item in ("enters", "leaves", "within")]
    if 0 in counts:
        missing = [
            item.upper() for item, count in zip(("enters", "leaves", "within"), counts, strict=True) if not count
        ]
        assembly.problems.add(
            INCOMPLETE,
            span_of_head(declaration),
            Message("平衡缺少：{what}。", "The balance lacks: {what}.").filled(what=spelled(*missing)),
            hint=Message("补上缺少的项。", "Add what is missing."),
        )
        return
    assembly.balances.append(
        Balance(
            name,
            label_of(declaration.tree, name),
            tuple(f"{name}.enters{index}" for index in range(counts[0])),
            tuple(f"{name}.leaves{index}" for index in range(counts[1])),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """A formula for each term and side, and the rule that compares the sides."""
    tree = declaration.tree
    name = name_of(tokens(tree)[0])
    if not any(balance.id == name for balance in assembly.balances):
        return ()
    label = plain(label_of(tree, name))
    _report_bare_tolerance(declaration, assembly)
    trees: dict[str, Substitute] = {"TOLERANCE": _substitute(next(branches(tree, "within")), declaration)}
    text, sides = "", {"enters": ("进入合计", "total in"), "leaves": ("离开合计", "total out")}
    for side, (zh, en) in sides.items():
        terms = []
        for index, item in enumerate(branches(tree, side)):
            term = plain(label_of(item, side))
            terms.append(f"{name}.{side}{index}")
            trees[f"{side.upper()}{index}"] = _substitute(item, declaration)
            text += f'\nformula {name}__{side}{index} zh "{term.zh}" en "{term.en}" = {side.upper()}{index}\n'
        text += f'\nformula {name}__{side} zh "{label.zh}：{zh}" en "{label.en}: {en}" = {" + ".join(terms)}\n'
    conditions = tuple(branches(tree, "when"))
    for index, item in enumerate(conditions):
        trees[f"WHEN{index}"] = _substitute(item, declaration)
    when = f"when {' and '.join(f'WHEN{index}' for index in range(len(conditions)))}" if conditions else ""
    text += f"""
formula {name}__tolerance zh "{label.zh}：允差" en "{label.en}: tolerance" = TOLERANCE
rule {name} zh "{label.zh}" en "{label.en}" {_modality(tree)} {{
    {when}
    require {name}.leaves at most {name}.enters * (1 + {name}.tolerance)
        and {name}.leaves at least {name}.enters * (1 - {name}.tolerance)
    if not zh "{label.zh}不闭合：进入 {{{name}.enters}}，离开 {{{name}.leaves}}，允差 {{{name}.tolerance}}"
           en "the {label.en} does not close: {{{name}.enters}} in, {{{name}.leaves}} out, tolerance {{{name}.tolerance}}"
    fix zh "核对各项的单位、基准和遗漏" en "check units, bases and what may have been left out"
    {_because(declaration, tree, assembly)}
    {_source(tree)}
}}"""
    return assembly.expand(declaration, text, trees)


def _report_bare_tolerance(declaration: Declaration, assembly: Assembly) -> None:
    written = first(next(branches(declaration.tree, "within")), "number")
    if written is not None:
        number = number_of(tokens(written, "NUM")[0])
        report_bare_share(number, span_of(declaration, written), assembly)


def _substitute(item: Branch, declaration: Declaration) -> Substitute:
    return Substitute(next(branch for branch in branches(item) if branch.data != "label"), declaration)


def _modality(tree: Branch) -> str:
    node = next(branches(tree, "modality"))
    force = {"_SHALL": "shall", "_SHOULD": "should", "_MAY": "may"}[getattr(node.children[0], "type", "_SHALL")]
    severity = severity_of(tree)
    return force if severity is None else f"{force} {severity.value}"


def _because(declaration: Declaration, tree: Branch, assembly: Assembly) -> str:
    node = first(tree, "because")
    if node is None:
        return ""
    reason = plain(message_of(declaration, next(branches(node)), assembly.problems))
    return f'because zh "{reason.zh}" en "{reason.en}"'


def _source(tree: Branch) -> str:
    sources = sources_of(tree)
    return f"source {', '.join(f'{chr(34)}{one}{chr(34)}' for one in sources)}" if sources else ""


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
