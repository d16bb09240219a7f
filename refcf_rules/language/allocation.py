"""``allocation``: keys of shared processes and co-products, own rejects, reclaimed material (分配)."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.parse import Branch, Declaration, Substitute
from refcf_rules.language.pieces import branches, name_of, plain, span_of, tokens
from refcf_rules.language.problems import did_you_mean
from refcf_rules.source.message import Message, same

MOST_SHARED: Final = 40  # the share of a pool asks for each of them in turn


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Remember the key of each shared process; all keys together make one share per pool."""
    for item in branches(declaration.tree, "shared"):
        for token in tokens(item):
            name = name_of(token)
            if len(assembly.shared) >= MOST_SHARED:
                _report_too_many(declaration, item, assembly)
                break
            key = next(branch for branch in branches(item) if branch.data != "because")
            if assembly.take_name(f"key {name}", span_of(declaration, token)):
                assembly.shared[name] = Substitute(key, declaration, variable="u")
    for item in branches(declaration.tree, "co_products"):
        key = next(branch for branch in branches(item) if branch.data != "because")
        assembly.co_product_key = Substitute(key, declaration, variable="c")


def _report_too_many(declaration: Declaration, item: Branch, assembly: Assembly) -> None:
    assembly.problems.add(
        kinds.TOO_LONG,
        span_of(declaration, item),
        Message("共用的单元过程超过 {n} 个。", "More than {n} unit processes are shared.").filled(n=MOST_SHARED),
        hint=Message("合并单元过程。", "Merge some unit processes."),
    )


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """The rules on allocation that this declaration brings."""
    found: list[Declaration] = []
    for item in branches(declaration.tree):
        match item.data:
            case "shared":
                for token in tokens(item):
                    found.extend(_shared(declaration, item, name_of(token), assembly))
            case "not_by":
                for token in tokens(item):
                    found.extend(_not_by(declaration, item, name_of(token), assembly))
            case "own_rejects":
                found.extend(assembly.expand(declaration, _OWN_REJECTS))
            case "reclaimed_material":
                found.extend(assembly.expand(declaration, _RECLAIMED))
            case _:
                pass
    return tuple(found)


def _shared(declaration: Declaration, item: Branch, name: str, assembly: Assembly) -> tuple[Declaration, ...]:
    option = assembly.choices["process"].find(name) if "process" in assembly.choices else None
    if name not in assembly.shared:
        return ()
    if option is None:
        known = assembly.choices["process"].options if "process" in assembly.choices else ()
        assembly.problems.add(
            kinds.UNKNOWN_OPTION,
            span_of(declaration, item),
            Message("“{name}”不是单元过程。", "“{name}” is no unit process.").filled(name=same(name)),
            hint=did_you_mean(name, [spelling for one in known for spelling in one.spellings]),
            about=name,
        )
        return ()
    label = plain(option.label)
    return assembly.expand(
        declaration,
        f"""
formula key_{name} zh "{label.zh}的分配依据" en "allocation key of {label.en}" for each pool_user u = KEY
rule allocation__{name} zh "分配：{label.zh}" en "allocation: {label.en}" shall {{
    for each pool p where p.process is {name}
    require (any pool_user u where u.pool is p.id and u.product is product.id) and p.share at most 1
    if not zh "共用计量“{{p.id}}”的共用者里没有本产品，份额无法得出"
           en "the users of {{p.id}} do not include the product, so it has no share"
    fix zh "在 users 下补入本产品和其他全部共用者的数据" en "list the product and all other users under users"
}}""",
        {"KEY": assembly.shared.get(name)},
    )


def _not_by(declaration: Declaration, item: Branch, name: str, assembly: Assembly) -> tuple[Declaration, ...]:
    choice = assembly.choices["allocation-method"]
    option = choice.find(name)
    if option is None:
        assembly.problems.add(
            kinds.UNKNOWN_OPTION,
            span_of(declaration, item),
            Message("“{name}”不是分配方法。", "“{name}” is no allocation method.").filled(name=same(name)),
            hint=did_you_mean(name, [spelling for one in choice.options for spelling in one.spellings]),
        )
        return ()
    return assembly.expand(
        declaration,
        f"""
rule allocation__not_by_{option.id.replace("-", "_")} zh "不按{option.label.zh}分配" en "no allocation by {option.label.en}" shall {{
    for each pool p when p.method is given
    require p.method is not {option.id}
    if not zh "“{{p.id}}”按{option.label.zh}分配，本标准不允许" en "{{p.id}} is allocated by {option.label.en}, which is not allowed"
    fix zh "给出各共用者的物理量，由工具计算份额" en "give the physical data of all users; the tool works out the share"
}}""",
    )


_OWN_REJECTS = """
rule allocation__own_rejects zh "自产返回料闭环" en "own rejects: closed loop" shall {
    for each own-reject activity a
    require a.factor.value is missing or a.factor.value is 0
    if not zh "自产返回料“{a.id}”带有因子；其生产已计入制造它的产品" en "the own reject {a.id} carries a factor; its making is already counted with the product that made it"
    fix zh "删去该行的因子" en "remove the factor of that row"
}"""
_RECLAIMED = """
rule allocation__no_credit zh "再生料不计抵扣" en "no credit for reclaimed material" shall {
    for each activity a when a.factor.value is given
    require a.factor.value at least 0
    if not zh "“{a.id}”的因子为负，抵扣和避免的排放不应计入" en "the factor of {a.id} is negative; credits and avoided emissions shall not enter the result"
    fix zh "删去抵扣项，作为附加信息另行报告" en "remove the credit and report it as additional information"
}"""


def expand_shares(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """The share of the product in each pool and beside co-products, from all keys together."""
    found = "p.clause_key"
    processes = assembly.choices["process"]
    for name in reversed([one for one in assembly.shared if processes.find(one) is not None]):
        mine = f"(sum of u.key_{name} for each pool_user u where u.pool is p.id and u.product is product.id)"
        everyone = f"(sum of u.key_{name} for each pool_user u where u.pool is p.id)"
        found = f"if p.process is {name} then {mine} / {everyone} else ({found})"
    co_product = "1"
    keys = ""
    if assembly.co_product_key is not None:
        key = assembly.co_product_key
        keys = """
formula key zh "共生产品分配依据" en "allocation key of the co-product" for each coproduct c = KEY
formula product_key zh "产品的共生产品分配依据" en "allocation key of the product beside co-products" = PRODUCT_KEY
"""
        others = "(sum of c.key for each coproduct c where c.order at least a.order)"
        co_product = f"product_key / (product_key + {others})"
        for order, process in enumerate(assembly.processes, start=1):
            later = f"(sum of c.key for each coproduct c where c.order at least {order})"
            keys += f"""
formula process_share__{process.id} zh "{plain(process.label).zh}：产品的份额" en "{plain(process.label).en}: share of the product"
    = product_key / (product_key + {later})
"""
        trees = {"KEY": key, "PRODUCT_KEY": Substitute(key.tree, key.declaration, table="output")}
    else:
        trees = {}
    text = f"""{keys}
formula share zh "分配份额" en "allocated share" for each pool p = {found}
formula co_product_share zh "共生产品分配份额" en "share beside co-products" for each activity a = {co_product}
"""
    return assembly.expand(declaration, text, trees)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
