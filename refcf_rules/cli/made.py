"""What targets made of a standard, kept in the user's cache folder until its rules or the code change."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from refcf_rules.api import RuleFile
from refcf_rules.cli.cache import code_state, digest_of, keep_text, kept_text, name_of
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.target import Artifact, Emitted, Refusal

_WHAT: Final = "made"
_MAKERS: Final = ("language", "model", "quantities", "sheets", "source", "targets", "pipeline.py", "record.py")


def kept_made(standard: Standard, file: RuleFile) -> dict[str, Emitted]:
    """What was kept of a standard, by target; nothing if rules or code changed since."""
    text = kept_text(_WHAT, name_of(file), _key(standard))
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        return {} if text is None else {target: _read(*said) for target, said in json.loads(text).items()}
    return {}


def keep_made(standard: Standard, file: RuleFile, made: Mapping[str, Emitted]) -> None:
    """Keep what targets made of a standard."""
    said = {target: _written(emitted) for target, emitted in made.items()}
    keep_text(_WHAT, name_of(file), _key(standard), json.dumps(said, ensure_ascii=False))


def _key(standard: Standard) -> str:
    return digest_of((*code_state(_MAKERS), standard.digest.encode()))


def _written(emitted: Emitted) -> list[object]:
    artifacts = [[one.path, *_data(one.data)] for one in emitted.artifacts]
    return [artifacts, [[one.construct, one.id, one.why.zh, one.why.en] for one in emitted.refusals]]


def _data(data: bytes) -> tuple[str, bool]:
    """Text as it is, anything else in letters; and which of them it is."""
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return b64encode(data).decode(), False


def _read(artifacts: list[tuple[str, str, bool]], refusals: list[tuple[str, str, str, str]]) -> Emitted:
    return Emitted(
        tuple(Artifact(path, said.encode() if is_text else b64decode(said)) for path, said, is_text in artifacts),
        tuple(Refusal(construct, id_, Message(zh, en)) for construct, id_, zh, en in refusals),
    )
