"""The parity certificate of a standard: which targets were tried on how many inventories, and what differed.

It holds no date and no path: who runs the same version on the same rules gets the same bytes, but for
the versions of the programs that ran.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from refcf_rules.model.evidence import Certificate, ComparedOutput
from refcf_rules.model.standard import Standard
from refcf_rules.parity.trial import Disagreement, Tally
from refcf_rules.report.as_json import Json, Object
from refcf_rules.source.message import Message
from refcf_rules.targets.target import Emitted

FORMAT: Final = "refcf-parity/1"
_MOST_SHOWN: Final = 5
_AGREE: Final = Message(
    "{standard}（{edition}）：{count} 份清单，{targets} 与参考实现一致，共 {compared} 次比较。",
    "{standard} ({edition}): {count} inventories; {targets} agree with the reference in {compared} comparisons.",
)
_DIFFER: Final = Message(
    "{standard}（{edition}）：{count} 份清单中，{target} 有 {differing} 份与参考实现不一致。",
    "{standard} ({edition}): of {count} inventories, {target} says something else of {differing}.",
)
_NOT_TRIED: Final = Message("未比较 {target}：{why}", "Not compared: {target}. {why}")
_NO_CERTIFICATE: Final = Message(
    "这不是一致性证书；用 refcf certify 生成。", "This is no parity certificate; refcf certify writes one."
)
_OTHER_RULES: Final = Message(
    "这份证书不是按 {standard} 现在的规则生成的；重新运行 refcf certify {standard}。",
    "This certificate is not of {standard} as it stands now; run refcf certify {standard} again.",
)
_DISAGREES: Final = Message(
    "证书说有成果与参考实现不一致，不能公布。",
    "The certificate says that an output differs from the reference; it cannot be published.",
)


@dataclass(frozen=True, slots=True)
class Tried:
    """A target with what it emitted and the program that ran it; ``why_not`` if it was not compared."""

    name: str
    emitted: Emitted
    program: str | None
    why_not: Message | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for: how many inventories of each sort, from which seed."""

    examples: int
    generated: int
    seed: int


def certificate_of(standard: Standard, tool_version: str, run: Run, tried: Iterable[Tried], tally: Tally) -> Object:
    """The certificate, in the form of ``certificate.schema.json``."""
    targets = tuple(tried)
    return {
        "format": FORMAT,
        "standard": standard.id,
        "number": standard.part.number,
        "edition": standard.part.edition_on_record,
        "rules_digest": standard.digest,
        "tool": "refcf",
        "tool_version": tool_version,
        "inventories": {
            "examples": run.examples,
            "generated": run.generated,
            "seed": run.seed,
            "by_verdict": {verdict: tally.verdicts[verdict] for verdict in sorted(tally.verdicts)},
        },
        "rules": {"in_all": len(standard.requirements), **_exercised(tally)},
        "targets": [_target(each, tally) for each in targets],
        "differences": [_disagreement(each) for each in tally.kept],
        "agrees": not tally.disagreeing and all(each.why_not is None for each in targets),
    }


def why_not_for(data: bytes, standard: Standard) -> Message | None:
    """Why a certificate cannot be published with a standard; ``None`` if it is of these rules, and all agreed."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return _NO_CERTIFICATE
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        return _NO_CERTIFICATE
    if (said.get("standard"), said.get("rules_digest")) != (standard.id, standard.digest):
        return _OTHER_RULES.filled(standard=standard.id)
    return None if said.get("agrees") is True else _DISAGREES


def said_by(data: bytes) -> Certificate:
    """What a certificate says, for whoever shows it; one for which ``why_not_for`` found no reason."""
    said = json.loads(data)
    tried = said["inventories"]
    outputs = (
        ComparedOutput(one["target"], one["program"], one["compared"], one["differing"]) for one in said["targets"]
    )
    return Certificate(said["tool_version"], tried["examples"], tried["generated"], tried["seed"], tuple(outputs))


def encoded_certificate(certificate: Object) -> bytes:
    """The bytes to publish."""
    return (json.dumps(certificate, ensure_ascii=False, indent=2) + "\n").encode()


def summary_of(standard: Standard, run: Run, tried: Iterable[Tried], tally: Tally) -> tuple[Message, ...]:
    """The certificate in a line each: what was not compared, what differs, else that all agree."""
    count, edition = run.examples + run.generated, standard.part.edition
    targets = tuple(tried)
    said = [_NOT_TRIED.filled(target=one.name, why=one.why_not) for one in targets if one.why_not is not None]
    for target, differing in sorted(tally.disagreeing.items()):
        said.append(
            _DIFFER.filled(standard=standard.id, edition=edition, count=count, target=target, differing=differing)
        )
    if not tally.disagreeing and tally.compared:
        names = ", ".join(one.name for one in targets if one.why_not is None)
        compared = sum(tally.compared.values())
        said.append(_AGREE.filled(standard=standard.id, edition=edition, count=count, targets=names, compared=compared))
    return tuple(said)


def _exercised(tally: Tally) -> Mapping[str, Json]:
    """How many requirements came out each way at least once: agreement on what never happens proves little."""
    seen = Counter(outcome for outcomes in tally.outcomes.values() for outcome in outcomes)
    return {outcome.replace(" ", "_"): seen[outcome] for outcome in sorted(seen)}


def _target(each: Tried, tally: Tally) -> Object:
    refused: dict[str, list[Json]] = {}
    for refusal in each.emitted.refusals:
        refused.setdefault(refusal.construct, []).append(refusal.id)
    said: Object = {
        "target": each.name,
        "program": each.program,
        "artifacts": [
            {"path": one.path, "bytes": len(one.data), "sha256": hashlib.sha256(one.data).hexdigest()}
            for one in each.emitted.artifacts
        ],
        "refused": {construct: refused[construct] for construct in sorted(refused)},
        "compared": tally.compared[each.name],
        "differing": tally.disagreeing[each.name],
    }
    if each.why_not is not None:
        said["not_compared"] = {"zh": each.why_not.zh, "en": each.why_not.en}
    return said


def _disagreement(each: Disagreement) -> Object:
    return {
        "target": each.target,
        "inventory": each.inventory.name,
        "sha256": hashlib.sha256(each.inventory.data).hexdigest(),
        "differences": [
            {"pointer": one.pointer, "reference": one.reference, "other": one.other}
            for one in each.differences[:_MOST_SHOWN]
        ],
    }
