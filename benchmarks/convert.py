"""The generated inventories in refcf's own form: the same information, line by line.

    python benchmarks/convert.py n1000.ndjson n1000.refcf.ndjson

Ids and options map one to one; an option that the workload does not know stays as it is, so that a
fault stays a fault. An amount stays a number with its unit beside it. What refcf cannot mistake becomes
what it cannot read either: a number in quotation marks, which refcf would read, gets a question mark.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Row = dict[str, Json]

STAGE: Final = {
    "raw": "raw_supply",
    "transport": "inbound",
    "production": "making",
    "packaging": "packing",
    "waste": "treatment",
}
KIND: Final = {"raw_material": "material", "direct_emission": "waste"}
BY_STAGE: Final = {
    "raw": "by_raw",
    "transport": "by_haulage",
    "production": "by_production",
    "packaging": "by_wrapping",
    "waste": "by_disposal",
}
USE: Final = {"site": "on-site"}
ORIGIN: Final = {"carbonate": "carbonates"}
METHOD: Final = {"none": "undivided", "mass": "by-mass", "economic": "by-value"}
OUTPUTS: Final = ("waste", "direct_emission")
# Members of an activity and what they are called here; those not listed change more than their name.
SAME: Final = {
    "id": "id",
    "name": "name",
    "unit": "unit",
    "included": "included",
    "mass_share": "mass_share",
    "moisture": "moisture",
    "carbonate": "carbonate",
    "gas": "gas",
}


def legible(value: Json) -> Json:
    """A number in quotation marks is a defect of the workload; refcf would read it, so make it illegible."""
    return f"{value}?" if isinstance(value, str) else value


def with_unit(value: Json, unit: str) -> Json:
    """A number with its unit as one text; what is no number stays what it is."""
    return legible(value) if isinstance(value, str | bool) or value is None else f"{json.dumps(value)} {unit}"


def option(value: Json, names: Mapping[str, str]) -> Json:
    """An option by the name it has in the standard; an unknown one as it is."""
    return names.get(value, value) if isinstance(value, str) else value


def activity(source: Row) -> Row:
    """One activity."""
    kind = source.get("kind")
    row: Row = {new: source[old] for old, new in SAME.items() if old in source}
    if "stage" in source:
        row["process"] = option(source["stage"], STAGE)
    if "kind" in source:
        row["kind"] = option(kind, KIND)
        row["direction"] = "output" if kind in OUTPUTS else "input"
    if kind == "raw_material":
        row["basis"] = "as-received"
    if kind == "direct_emission":
        row["released"] = True
    if "amount" in source:
        row["amount"] = legible(source["amount"])
    if "use" in source:
        row["use"] = option(source["use"], USE)
    if "origin" in source:
        row["arises_from"] = option(source["origin"], ORIGIN)
    if "distance_km" in source:
        row["distance"] = with_unit(source["distance_km"], "km")
    row |= scores(source.get("dq")) | evidence(source.get("evidence")) | factor(source.get("factor"))
    return row | {name: value for name, value in source.items() if name not in KNOWN}


KNOWN: Final = {*SAME, "stage", "kind", "amount", "use", "origin", "distance_km", "dq", "evidence", "factor"}


def scores(source: Json) -> Row:
    """The three indicators of data quality."""
    names = {"tech": "technology", "time": "time", "geo": "geography"}
    return {names.get(name, name): legible(value) for name, value in source.items()} if isinstance(source, dict) else {}


def evidence(source: Json) -> Row:
    """The list of evidence as one text; an empty list is no evidence."""
    if isinstance(source, list):
        return {"evidence": "; ".join(str(each) for each in source)} if source else {}
    return {} if source is None else {"evidence": source}


def factor(source: Json) -> Row:
    """The factor; its id is a field of the activity, since a text in its place would name one of a library."""
    if not isinstance(source, dict):
        return {} if source is None else {"factor": source}
    inner: Row = {name: value for name, value in source.items() if name != "id"}
    if "value" in inner:
        inner["value"] = legible(inner["value"])
    found: Row = {"factor": inner}
    return {"factor_id": source["id"], **found} if "id" in source else found


def inventory(source: Row) -> Row:
    """One inventory."""
    product, period = group(source, "product"), group(source, "period")
    reported, by_stage = group(source, "reported"), group(group(source, "reported"), "by_stage")
    shares = group(product, "allocation")
    found: Row = {
        "refcf": 1 if "schema_version" in source else None,
        "standard": "workload",
        "product": pick(source, id="id") | pick(product, name="name", **{"class": "class"}) | declared_unit(product),
        "period": pick(period, start="start", end="end"),
        "output": measured(product, "t", output_t="accepted")
        | measured(source, "t", ignition_loss_t="ignition_loss")
        | {"method": option(shares.get("method"), METHOD)}
        | pick(shares, main_share="main_share"),
        "declared": measured(reported, "kgCO2e/t", total="footprint") | measured(by_stage, "kgCO2e/t", **BY_STAGE),
        "report": report(source),
        "coproducts": coproducts(product.get("coproducts")),
    }
    activities = source.get("activities")
    found["activities"] = (
        [activity(each) for each in activities if isinstance(each, dict)]
        if isinstance(activities, list)
        else activities
    )
    return {name: value for name, value in found.items() if value is not None}


def group(source: Row, name: str) -> Row:
    """A member that is an object; nothing if it is none."""
    value = source.get(name)
    return value if isinstance(value, dict) else {}


def pick(source: Row, **names: str) -> Row:
    """Members under their new names; what is not there is left out."""
    return {new: source[old] for old, new in names.items() if old in source}


def measured(source: Row, unit: str, **names: str) -> Row:
    """Members that are numbers of one unit."""
    return {new: with_unit(source[old], unit) for old, new in names.items() if old in source}


def declared_unit(product: Row) -> Row:
    """``{value: 1, unit: t}`` as ``1 t``."""
    stated = group(product, "declared_unit")
    if "value" not in stated or "unit" not in stated:
        return {}
    return {"declared_unit": with_unit(stated["value"], str(stated["unit"]))}


def report(source: Row) -> Row:
    """What the workload says of the site and of its data as a whole."""
    site, quality = group(source, "site"), group(source, "data_quality")
    return (
        pick(site, name="plant", country="country", kiln="kiln_type")
        | pick(quality, reviewer="reviewer", third_party="third_party", primary_share="primary_data")
        | pick(source, offsets_included="offsets")
    )


def coproducts(source: Json) -> Json:
    """The co-products; they part from the main product in the making and have no id of their own."""
    if not isinstance(source, list):
        return source
    rows: list[Json] = []
    for number, each in enumerate(source, start=1):
        if isinstance(each, dict):
            own: Row = {"id": f"C{number}", "process": "making"}
            rows.append(own | pick(each, name="name", share="taken") | measured(each, "t", output_t="mass"))
    return rows or None


def line(source: bytes) -> bytes:
    """One line of NDJSON converted, written as compactly as the generator writes."""
    return json.dumps(inventory(json.loads(source)), separators=(",", ":"), ensure_ascii=False).encode()


def main() -> None:
    """Convert a file and say how many bytes an inventory has in both forms."""
    source, target = (Path(name) for name in sys.argv[1:])
    count = before = after = 0
    with source.open("rb") as lines, target.open("wb") as written:
        for each in lines:
            new = line(each)
            written.write(new + b"\n")
            count, before, after = count + 1, before + len(each), after + len(new) + 1
    print(f"{count} inventories: {before / count:.0f} bytes each as generated, {after / count:.0f} for refcf")


if __name__ == "__main__":
    main()
