"""``cut-off``: limits on what may be omitted, and what never may be (取舍准则)."""

from __future__ import annotations

from typing import Final, Literal

from refcf_rules.language.assembly import Assembly, Limit
from refcf_rules.language.expression import kinds
from refcf_rules.language.limit import declare_limit
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import branches, first, message_of, name_of, plain, span_of, tokens
from refcf_rules.language.problems import did_you_mean
from refcf_rules.source.message import Message, same

_WORDS: Final = {
    "each": Message("单项", "single flow"),
    "together": Message("累计", "all together"),
    "mass": Message("质量", "mass"),
    "emissions": Message("排放", "emissions"),
}
_SHARE: Final = {"mass": "mass_share", "emissions": "emission_share"}


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Make each limit a parameter such as ``cut_off.each.mass``."""
    for item in branches(declaration.tree, "each", "together"):
        for share in branches(item, "share_limit"):
            subject = _subject(share)
            words = (_WORDS[str(item.data)], _WORDS[subject])
            label = Message(f"取舍限值：{words[0].zh}{words[1].zh}", f"cut-off limit: {words[1].en}, {words[0].en}")
            name = f"cut_off.{item.data}.{subject}"
            declare_limit(
                assembly,
                declaration,
                next(branches(share, "limit")),
                (name, label),
                Limit(True, f"cut_off.{item.data}"),
                origin=first(item, "origin"),
            )


def _subject(share: Branch) -> Literal["mass", "emissions"]:
    base = next(branches(share, "share_base"))
    return "mass" if getattr(base.children[0], "type", "") == "_MASS" else "emissions"


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """The rules of the cut-off, over the exclusions of the inventory."""
    found: list[Declaration] = []
    for item in branches(declaration.tree, "each", "together"):
        subjects = [_subject(share) for share in branches(item, "share_limit")]
        limits = [name for name in subjects if assembly.parameters[f"cut_off.{item.data}.{name}"].values[0].value]
        if limits:
            text = _each(limits) if item.data == "each" else _together(limits)
            found.extend(assembly.expand(declaration, text))
    for item in branches(declaration.tree, "never"):
        found.extend(_never(declaration, item, assembly))
    return tuple(found)


def _each(subjects: list[Literal["mass", "emissions"]]) -> str:
    tests = " and ".join(f"x.{_SHARE[name]} at most cut_off.each.{name}" for name in subjects)
    zh = "，".join(f"{_WORDS[name].zh}占 {{x.{_SHARE[name]}}}（限 {{cut_off.each.{name}}}）" for name in subjects)
    en = ", ".join(f"{{x.{_SHARE[name]}}} of {_WORDS[name].en} (limit {{cut_off.each.{name}}})" for name in subjects)
    return f"""
rule cut_off__each zh "取舍准则：单项" en "cut-off: single flow" shall {{
    for each exclusion x
    require {tests}
    if not zh "舍去的“{{x.id}}”{zh}" en "the omitted {{x.id}} is {en}"
    fix zh "把“{{x.id}}”补入清单，或给出更准的估算和证据" en "put {{x.id}} into the inventory, or give a better estimate with evidence"
}}"""


def _together(subjects: list[Literal["mass", "emissions"]]) -> str:
    tests = " and ".join(f"excluded_{_SHARE[name]} at most cut_off.together.{name}" for name in subjects)
    zh = "，".join(
        f"{_WORDS[name].zh}合计占 {{excluded_{_SHARE[name]}}}（限 {{cut_off.together.{name}}}）" for name in subjects
    )
    en = ", ".join(
        f"{{excluded_{_SHARE[name]}}} of {_WORDS[name].en} (limit {{cut_off.together.{name}}})" for name in subjects
    )
    return f"""
rule cut_off__together zh "取舍准则：累计" en "cut-off: all together" shall {{
    when any exclusion x
    require {tests}
    if not zh "舍去项{zh}" en "what is omitted comes to {en}"
    fix zh "把最大的舍去项补入清单" en "put the largest omitted flow into the inventory"
}}"""


def _never(declaration: Declaration, item: Branch, assembly: Assembly) -> tuple[Declaration, ...]:
    token = tokens(item)[0]
    name = name_of(token)
    reason = message_of(declaration, next(branches(next(branches(item, "because")))), assembly.problems)
    found = _subject_of_never(name, first(item, "any_kind") is not None, assembly)
    if found is None:
        assembly.problems.add(
            kinds.UNKNOWN_OPTION,
            span_of(declaration, token),
            Message("“{name}”不是单元过程、物料或类别。", "“{name}” is no unit process, flow or kind.").filled(
                name=same(name)
            ),
            hint=did_you_mean(name, _known(assembly)),
            about=name,
        )
        return ()
    condition, label, id_ = found[0], plain(found[1]), found[2]
    reason = plain(reason)
    text = f"""
rule cut_off__never__{id_} zh "不应舍去：{label.zh}" en "never cut off: {label.en}" shall {{
    for each exclusion x
    require not ({condition})
    if not zh "“{{x.id}}”属于不应舍去的“{label.zh}”：{reason.zh}" en "{{x.id}} belongs to {label.en}, which shall not be cut off: {reason.en}"
    fix zh "把它补入清单" en "put it into the inventory"
    because zh "{reason.zh}" en "{reason.en}"
}}"""
    expanded = assembly.expand(declaration, text)
    origin = span_of(declaration, token)
    return tuple(
        Declaration(one.construct, one.tree, one.source, one.part, one.clauses, origin, one.substitutes)
        for one in expanded
    )


def _subject_of_never(name: str, of_kind: bool, assembly: Assembly) -> tuple[str, Message, str] | None:  # noqa: FBT001 -- what was written
    if of_kind:
        option = assembly.choices["kind"].find(name)
        return (f"x.kind is {option.id}", option.label, option.id) if option else None
    process = assembly.choices["process"].find(name) if "process" in assembly.choices else None
    if process is not None:
        return f"x.process is {process.id}", process.label, process.id
    flow = next((factor for factor in assembly.factors if factor.flow == name), None)
    return (f'x.flow is "{name}"', flow.label, name) if flow else None


def _known(assembly: Assembly) -> list[str]:
    processes = assembly.choices["process"].options if "process" in assembly.choices else ()
    options = (*processes, *assembly.choices["kind"].options)
    return [spelling for option in options for spelling in option.spellings]


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
