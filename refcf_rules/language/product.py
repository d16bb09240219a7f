"""``product``: a product class and its composition window (产品类别)."""

from __future__ import annotations

from typing import Final

from lark import Token

from refcf_rules.language.assembly import Assembly, Limit
from refcf_rules.language.expression import kinds
from refcf_rules.language.limit import declare_limit
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    name_of,
    plain,
    span_of,
    span_of_head,
    string_value,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model.choice import Option
from refcf_rules.model.expression import Expression
from refcf_rules.model.standard import ProductClass, Window
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

_OPERATORS: Final = {
    "at_least": ("lowest", "at least"),
    "above": ("lowest", "above"),
    "at_most": ("highest", "at most"),
    "below": ("highest", "below"),
}


@record
class _Bound:
    component: str
    end: str
    operator: str
    limit: Branch


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Make the class known and each end of its window a parameter."""
    tree = declaration.tree
    name = name_of(tokens(tree)[0])
    if not assembly.take_name(f"product {name}", span_of_head(declaration)):
        return
    label = label_of(tree, name)
    assembly.add_option("product-class", Message("产品类别", "product class"), Option(name, label))
    composition = first(tree, "composition")
    origin = first(composition, "provenance") if composition is not None else None
    for bound in _bounds(tree):
        end = Message("下限", "lower end") if bound.end == "lowest" else Message("上限", "upper end")
        words = Message(f"{label.zh}：{bound.component} {end.zh}", f"{label.en}: {bound.component}, {end.en}")
        id_ = _parameter(name, bound)
        strictness = Limit(bound.end == "highest", f"product.{name}.{bound.component}")
        declare_limit(assembly, declaration, bound.limit, (id_, words), strictness, origin=origin)
    assembly.products.append(
        ProductClass(
            name,
            label,
            tuple(string_value(one) for item in branches(tree, "classified_by") for one in branches(item, "string")),
            _state(declaration, tree, assembly),
            _windows(name, tree, assembly),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def _parameter(product: str, bound: _Bound) -> str:
    return f"product.{product}.{bound.component}.{bound.end}"


def _bounds(tree: Branch) -> list[_Bound]:
    found: list[_Bound] = []
    for window in (one for item in branches(tree, "composition") for one in branches(item, "window")):
        component = name_of(tokens(window)[0])
        for bound in branches(window):
            limits = tuple(branches(bound))
            if bound.data == "between":
                found.append(_Bound(component, "lowest", "at least", limits[0]))
                found.append(_Bound(component, "highest", "at most", limits[1]))
            elif bound.data == "open_window":
                found.append(_Bound(component, "lowest", "at least", bound))
                found.append(_Bound(component, "highest", "at most", bound))
            else:
                end, operator = _OPERATORS[str(bound.data)]
                found.append(_Bound(component, end, operator, limits[0]))
    return found


def _windows(product: str, tree: Branch, assembly: Assembly) -> tuple[Window, ...]:
    bounds = _bounds(tree)
    components = dict.fromkeys(bound.component for bound in bounds)
    windows = []
    for component in components:
        mine = {bound.end: bound for bound in bounds if bound.component == component}
        low, high = mine.get("lowest"), mine.get("highest")
        windows.append(
            Window(
                component,
                _value(product, low, assembly),
                _value(product, high, assembly),
                high is not None and high.operator == "below",
                low is not None and low.operator == "above",
            )
        )
    return tuple(windows)


def _value(product: str, bound: _Bound | None, assembly: Assembly) -> Expression | None:
    if bound is None:
        return None
    parameter = assembly.parameters.get(_parameter(product, bound))
    return parameter.values[0].value if parameter is not None else None


def _state(declaration: Declaration, tree: Branch, assembly: Assembly) -> str | None:
    node = first(tree, "state")
    token = next((child for child in node.children if isinstance(child, Token)), None) if node else None
    if token is None:
        return None
    choice = assembly.choices["state"]
    option = choice.find(name_of(token))
    if option is None:
        assembly.problems.add(
            kinds.UNKNOWN_OPTION,
            span_of(declaration, token),
            Message("产品状态没有“{name}”。", "“{name}” is no state of a product.").filled(name=same(name_of(token))),
            hint=did_you_mean(name_of(token), [word for one in choice.options for word in one.spellings]),
        )
    return option.id if option else None


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """The class's window as rules: one per component, and one for the state."""
    tree = declaration.tree
    name = name_of(tokens(tree)[0])
    product = next((one for one in assembly.products if one.id == name), None)
    if product is None:
        return ()
    text, bounds = "", _bounds(tree)
    for component in dict.fromkeys(bound.component for bound in bounds):
        tests = [
            f"{_share(name, component)} {bound.operator} {_parameter(name, bound)}"
            for bound in bounds
            if bound.component == component and _value(name, bound, assembly) is not None
        ]
        if tests:
            text += _rule(product, component, " and ".join(tests))
    if product.state is not None:
        text += f"""
rule product__{name}__state zh "产品状态" en "state of the product" shall {{
    when product.class is {name} and product.state is given
    require product.state is {product.state}
    fix zh "核对产品状态，或改用适用的部分" en "check the state of the product, or use the part that covers it"
}}"""
    return assembly.expand(declaration, text) if text else ()


def _share(product: str, component: str) -> str:
    return f"product.{product}.{component}.fraction"


def _rule(product: ProductClass, component: str, test: str) -> str:
    label = plain(product.label)
    share = _share(product.id, component)
    return f"""
formula product__{product.id}__{component}__fraction zh "{component} 的质量分数" en "mass fraction of {component}"
    = least of c.share for each composition c where c.component is "{component}"
rule product__{product.id}__{component} zh "化学组成：{component}" en "composition: {component}" shall {{
    when product.class is {product.id}
    require {test}
    if not zh "{component} 的质量分数 {{{share}}} 不在“{label.zh}”的范围内"
           en "the mass fraction of {component}, {{{share}}}, is outside the window of {label.en}"
    fix zh "核对化学分析，或选用适用的产品类别" en "check the analysis, or choose the class that fits"
}}"""


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""
