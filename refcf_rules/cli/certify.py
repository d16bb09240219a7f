"""``refcf certify``: every target of a standard set beside the reference meaning, on many inventories."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from refcf_rules.api import StandardError, bounded, build, find_standard
from refcf_rules.cli import options
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.output import progress, say, write_file
from refcf_rules.cli.session import Session
from refcf_rules.cli.standalone import Program, Running, node_program, python_program
from refcf_rules.inventory.limits import DOCUMENT_BYTES
from refcf_rules.model.standard import Standard
from refcf_rules.parity.certificate import Run, Tried, certificate_of, encoded_certificate, summary_of
from refcf_rules.parity.declared import broken_promises, declared_rules
from refcf_rules.parity.inventories import Made, example_documents, examples_of, generated
from refcf_rules.parity.trial import Disagreement, Reference, Tally
from refcf_rules.report.as_json import Json, Object
from refcf_rules.source.message import Message
from refcf_rules.targets.registry import TARGETS
from refcf_rules.targets.target import Emitted
from refcf_rules.version import __version__

COUNT: Final = 1000
SEED: Final = 1
_SUFFIXES: Final = {"python": ".py", "javascript": ".mjs"}
_SCHEMA: Final = "json-schema"
_HELP: Final = Message(
    "把标准的各种成果与参考实现逐一比较：标准自带的全部示例，加上为此生成的清单（取值贴近限值、缺项、中文写法、零产量等）。"
    "写出一致性证书，随草案发布；有差异时列出，退出码为 1。",
    "Set every output of a standard beside the reference: on all its examples, and on inventories made for the purpose "
    "(values just at limits, missing fields, Chinese spellings, no output …). Writes the parity certificate that is "
    "published with the draft; differences are listed, with exit code 1.",
)
_STANDARD: Final = Message("标准", "STANDARD")
_FILE: Final = Message("文件", "FILE")
_OUTPUT: Final = Message(
    "证书文件；默认写到当前文件夹的 <标准>.parity.json。",
    "File of the certificate; by default STANDARD.parity.json here.",
)
_HOW_MANY: Final = Message(
    "生成多少份清单；默认 {count}。", "How many inventories to make; by default {count}."
).filled(count=COUNT)
_SEED: Final = Message("种子；相同的种子生成相同的清单。", "Seed: the same one makes the same inventories.")
_KEEP: Final = Message(
    "文件夹：存入有差异的清单和各方结果。", "Folder for inventories that differ, with what each side says of them."
)
_DIRECTORY: Final = Message("文件夹", "DIR")
_MAKING: Final = Message("正在生成清单 {done}/{count} …", "Making inventories, {done} of {count} ...")
_COMPARING: Final = Message("正在比较 {done}/{count} …", "Comparing, {done} of {count} ...")
_NO_NODE: Final = Message(
    "这台机器上没有 node；安装 node 20 或更新版本后重新运行。",
    "There is no node on this machine; install node 20 or newer and run again.",
)
_CANNOT_WRITE: Final = Message("无法写入“{path}”：{reason}。", "Cannot write {path}: {reason}.")
_WRITTEN: Final = Message("证书：{path}", "Certificate: {path}")
_ONE: Final = Message("{target} · {inventory}", "{target} · {inventory}")
_PLACE: Final = Message(
    "{pointer}：参考实现 {reference}，此处 {other}", "{pointer}: the reference says {reference}, it says {other}"
)
_LISTED: Final = 5
_PLACES: Final = 3
_LONGEST: Final = 200
_LOUD: Final = "!" * 78


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def run(standard: str, *, output: str | None, count: int, seed: int, keep: str | None) -> int:
        path = Path(output) if output else None
        return _certify(standard, Asked(path, count, seed, Path(keep) if keep else None), session)

    output = click.Option(["-o", "--output"], metavar=session.say(_FILE), help=session.say(_OUTPUT))
    return options.command(
        session,
        "certify",
        _HELP,
        run,
        options.argument(session, "standard", _STANDARD),
        output,
        options.option(session, "--count", _HOW_MANY, type=click.IntRange(0), default=COUNT),
        options.option(session, "--seed", _SEED, type=int, default=SEED, show_default=True),
        options.option(session, "--keep", _KEEP, metavar=session.say(_DIRECTORY)),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for."""

    output: Path | None
    count: int
    seed: int
    keep: Path | None


@dataclass(frozen=True, slots=True)
class Certified:
    """The certificate and what it says in a few lines."""

    certificate: Object
    summary: tuple[Message, ...]
    tally: Tally
    tried: tuple[Tried, ...]

    @property
    def not_compared(self) -> bool:
        """Whether a target could not be tried."""
        return any(one.why_not is not None for one in self.tried)


def certified(
    standard: Standard,
    folder: Path,
    count: int,
    seed: int,
    tell: Callable[[Message], None] = lambda _message: None,
) -> Certified:
    """Run the trial; ``folder`` is where the rule file and the inventories of its examples lie."""

    def read(path: str) -> bytes | None:
        file = folder / path
        return bounded(file, DOCUMENT_BYTES) if file.is_file() else None

    documents = example_documents(standard, read)
    examples = list(examples_of(documents))
    made: list[Made] = []
    for one in (*examples, *generated(standard, documents, count, seed)):
        made.append(one)
        tell(_MAKING.filled(done=len(made), count=len(examples) + count))
    trial = _Trial(standard, made)
    tried = trial.run(lambda done: tell(_COMPARING.filled(done=done, count=len(made))))
    asked = Run(len(examples), len(made) - len(examples), seed)
    certificate = certificate_of(standard, __version__, asked, tried, trial.tally)
    return Certified(certificate, summary_of(standard, asked, tried, trial.tally), trial.tally, tuple(tried))


class _Trial:
    """All targets of one standard on the same inventories: the programs run while the reference judges."""

    def __init__(self, standard: Standard, made: list[Made]) -> None:
        self.tally: Final = Tally()
        self._standard = standard
        self._made = made
        names = [target.name for target in TARGETS if target.name in (*_SUFFIXES, _SCHEMA)]
        self._emitted = build(standard, names)
        self._programs: dict[str, Program | None] = {"python": python_program(), "javascript": node_program()}

    def run(self, tell: Callable[[int], None]) -> list[Tried]:
        """Compare; what was tried, in the order of the targets."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="refcf-")))
            running = self._started(folder, stack)
            results = {name: one.results() for name, one in running.items()}
            reference = list(self._judged(tell))
            for name, said in results.items():
                for made, judged in zip(self._made, reference, strict=True):
                    self.tally.compare(name, made, judged, next(said))
        return [self._tried(name, emitted) for name, emitted in self._emitted.items()]

    def _started(self, folder: Path, stack: ExitStack) -> dict[str, Running]:
        running: dict[str, Running] = {}
        for name, suffix in _SUFFIXES.items():
            program = self._programs[name]
            if name in self._emitted and program is not None:
                validator = _write(folder / name, self._emitted[name], suffix)
                running[name] = Running(program, folder / f"{name}.work", ((validator, one.data) for one in self._made))
                stack.callback(running[name].stop)
        return running

    def _judged(self, tell: Callable[[int], None]) -> Iterator[Object]:
        reference = Reference(self._standard, __version__)
        declared = self._schema()
        for done, made in enumerate(self._made, start=1):
            result = reference.result(made.data)
            self.tally.judged(result)
            declared(made, result)
            tell(done)
            yield result

    def _schema(self) -> Callable[[Made, Object], None]:
        """What sets the schema beside a result."""
        emitted = self._emitted.get(_SCHEMA)
        if emitted is None:
            return lambda _made, _result: None
        from jsonschema import Draft202012Validator  # noqa: PLC0415 -- only this command needs it

        (data,) = (one.data for one in emitted.artifacts if one.path == f"{self._standard.id}.schema.json")
        validator = Draft202012Validator(json.loads(data))
        rules = declared_rules(self._standard, emitted)

        def compare(made: Made, result: Object) -> None:
            found = broken_promises(made.data, result, rules, lambda document: bool(validator.is_valid(document)))
            if found is not None:
                self.tally.note(_SCHEMA, made, found)

        return compare

    def _tried(self, name: str, emitted: Emitted) -> Tried:
        if name == _SCHEMA:
            return Tried(name, emitted, "jsonschema")
        program = self._programs[name]
        return Tried(name, emitted, program.name if program else None, None if program else _NO_NODE)


def _write(folder: Path, emitted: Emitted, suffix: str) -> Path:
    """The files of a target in a folder of their own; the validator among them."""
    for artifact in emitted.artifacts:
        write_file(folder / artifact.path, artifact.data)
    return next(folder / one.path for one in emitted.artifacts if one.path.endswith(suffix))


def _certify(name: str, asked: Asked, session: Session) -> int:
    try:
        file = find_standard(name)
        with progress() as tell:
            standard = standard_at(file)
            done = certified(standard, file.folder, asked.count, asked.seed, lambda said: tell(session.say(said)))
    except StandardError as error:
        return options.report_standard_error(error, name, session)
    output = asked.output or Path(f"{standard.id}.parity.json")
    try:
        write_file(output, encoded_certificate(done.certificate))
        _keep(done.tally.kept, asked.keep)
    except OSError as error:
        options.refuse(session, _CANNOT_WRITE.filled(path=error.filename or output, reason=error.strerror or error))
    _say(done, session)
    say(session.say(_WRITTEN.filled(path=output)))
    return options.FINE if done.certificate["agrees"] else options.FINDINGS


def _say(done: Certified, session: Session) -> None:
    """The summary, loudly where something was not tried; then some of the differences."""
    for line in done.summary:
        say(session.say(line))
    if done.not_compared:
        click.echo(f"{_LOUD}\n{session.say(done.summary[0])}\n{_LOUD}", err=True)
    for each in done.tally.kept[:_LISTED]:
        say(session.say(_ONE.filled(target=each.target, inventory=each.inventory.name)))
        for one in each.differences[:_PLACES]:
            said = _PLACE.filled(pointer=one.pointer, reference=_cut(one.reference), other=_cut(one.other))
            say(f"   {session.say(said)}")


def _keep(disagreements: list[Disagreement], folder: Path | None) -> None:
    for index, each in enumerate(disagreements if folder else (), start=1):
        place = (folder or Path()) / f"{index:02}-{each.target}"
        write_file(place / "inventory.json", each.inventory.data)
        said: list[Json] = [
            {"pointer": one.pointer, "reference": one.reference, "other": one.other} for one in each.differences
        ]
        report: Object = {"made": each.inventory.name, "differences": said}
        write_file(place / "differences.json", json.dumps(report, ensure_ascii=False, indent=2).encode())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
