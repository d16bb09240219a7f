"""A result as text for people: the verdict first, then what is wrong and where, the footprint, the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from refcf_rules.targets.python.runtime.faults import Both
from refcf_rules.targets.python.runtime.result import (
    Finding,
    Footprint,
    NumberJson,
    Receipt,
    Result,
    RowFinding,
    format_number,
)

# Chinese, English.
_VERDICTS = {
    "satisfied": ("满足", "satisfied"),
    "violated": ("不满足", "violated"),
    "not decidable": ("无法判定", "not decidable"),
    "unreadable": ("无法读取", "unreadable"),
}
_MODALITIES = {"shall": ("应", "shall"), "should": ("宜", "should"), "may": ("可", "may")}
_SEVERITIES = {
    "impossible": ("不可能", "impossible"),
    "implausible": ("不可信", "implausible"),
    "unusual": ("异常", "unusual"),
}
_COMPONENTS = {
    "fossil": ("化石", "fossil"),
    "biogenic": ("生物源", "biogenic"),
    "land_use": ("土地利用变化", "land-use change"),
    "aircraft": ("航空运输", "aircraft transport"),
}
_MISSING = ("缺：", "missing: ")
_NO_VALUE = ("（缺）", "(missing)")
_TRUTHS = {True: ("是", "yes"), False: ("否", "no")}
_FOOTPRINT = ("产品碳足迹", "Footprint")
_SUBTOTAL = ("能算出的部分", "what can be worked out")
_GRADE = ("等级", "Grade")
_RECEIPT = ("凭据", "Receipt")
_RECEIPT_LINES = (
    (("标准", "standard"), "{standard} {number} {edition}"),
    (("规则", "rules"), "sha256 {rules_digest}"),
    (("清单", "inventory"), "sha256 {input_digest}"),
    (("工具", "tool"), "{tool} {tool_version}"),
)

StageLabels = Mapping[str, tuple[str, str]]


class TextReport:
    """Writes results in one language, with the labels of ``stages`` by their id and the edition in both languages."""

    def __init__(self, *, is_chinese: bool, stages: StageLabels, editions: Sequence[str] = ()) -> None:
        self._language = 0 if is_chinese else 1
        self._stages = stages
        self._editions = editions

    def text(self, name: str, result: Result) -> str:
        """The report on one file."""
        return "\n".join(self._lines(name, result)) + "\n"

    def say(self, words: tuple[str, str]) -> str:
        """One of two wordings."""
        return words[self._language]

    def _both(self, text: Both) -> str:
        return printable(text["en"] if self._language else text["zh"])

    def _lines(self, name: str, result: Result) -> Iterator[str]:
        yield f"{self.say(_VERDICTS[result['verdict']])}  {printable(name)}"
        for fault in result["faults"]:
            yield f"  {printable(fault['pointer']) or '/'}  {self._both(fault['message'])} [{fault['code']}]"
            yield f"    → {self._both(fault['fix'])}"
        for finding in result["findings"]:
            yield from self._finding(finding)
        if result["footprint"] is not None:
            yield from self._footprint(result["footprint"])
        if result["grade"] is not None:
            yield from ("", f"{self.say(_GRADE)}  {result['grade']}")
        yield from self._receipt(result["receipt"])

    # --- findings -------------------------------------------------------------------------------------

    def _finding(self, finding: Finding) -> Iterator[str]:
        clause = [finding["clause_number"] or finding["clause"]]
        if finding["clause_title"] is not None:
            clause.append(self._both(finding["clause_title"]))
        how = [self.say(_MODALITIES[finding["modality"]]), self.say(_VERDICTS[finding["outcome"]])]
        if finding["severity"] is not None:
            how.append(self.say(_SEVERITIES[finding["severity"]]))
        yield ""
        yield f"{' '.join(clause)} — {self._both(finding['label'])} ({', '.join(how)})"
        for row in finding["rows"]:
            yield from self._row(row)

    def _row(self, row: RowFinding) -> Iterator[str]:
        place = " ".join(printable(part) for part in (row["row"], row["pointer"]) if part)
        yield f"  {place}  {self._both(row['message'])}" if place else f"  {self._both(row['message'])}"
        numbers = "; ".join(f"{self._both(each['label'])} = {self._value(each)}" for each in row["numbers"])
        if numbers:
            yield f"    {numbers}"
        for each in row["missing"]:
            yield f"    {self.say(_MISSING)}{self._both(each['label'])}  {printable(each['pointer'])}".rstrip()

    def _value(self, number: NumberJson) -> str:
        value, unit = number["value"], number["unit"]
        if value is None:
            return self.say(_NO_VALUE)
        if isinstance(value, bool):
            return self.say(_TRUTHS[value])
        if isinstance(value, str):
            return printable(value)
        return format_number(value) if unit is None else f"{format_number(value)} {unit}"

    # --- footprint and receipt ------------------------------------------------------------------------

    def _footprint(self, footprint: Footprint) -> Iterator[str]:
        unit = footprint["unit"]
        reported = footprint["value"] if footprint["reported"] is None else footprint["reported"]
        yield from ("", f"{self.say(_FOOTPRINT)}  {self._amount(reported, unit)}")
        if reported is None:
            yield f"  {self.say(_SUBTOTAL)}  {self._amount(footprint['subtotal'], unit)}"
        for stage, value in footprint["by_stage"].items():
            yield f"  {self.say(self._stages.get(stage, (stage, stage)))}  {self._amount(value, unit)}"
        for part, value in footprint["by_component"].items():
            yield f"  {self.say(_COMPONENTS.get(part, (part, part)))}  {self._amount(value, unit)}"

    def _amount(self, value: float | None, unit: str) -> str:
        return self.say(_NO_VALUE) if value is None else f"{format_number(value)} {unit}"

    def _receipt(self, receipt: Receipt) -> Iterator[str]:
        yield from ("", self.say(_RECEIPT))
        edition = self._editions[self._language] if self._editions else receipt["edition"]
        for label, pattern in _RECEIPT_LINES:
            if "{input_digest}" not in pattern or receipt["input_digest"] is not None:  # of a file that was read
                yield f"  {self.say(label)}  {pattern.format_map({**receipt, 'edition': edition})}"


def printable(text: str) -> str:
    """Text of a company without what would move the cursor."""
    return "".join(char if char.isprintable() else " " for char in text)
