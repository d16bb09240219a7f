"""A series that changes while people look at it: what was compiled and printed and did not change is kept."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from refcf_rules.api import RULE_FILE, RuleFile, compile_rule_file, new_readings
from refcf_rules.cli.cache import cache_folder
from refcf_rules.cli.evidence import evidence_at, kept_evidence
from refcf_rules.cli.live.render import Renderer
from refcf_rules.cli.publish import write_artifacts
from refcf_rules.model.evidence import NO_EVIDENCE
from refcf_rules.model.standard import Part, Standard
from refcf_rules.pipeline import Compiled
from refcf_rules.record import changed
from refcf_rules.source.message import LANGUAGES, Language
from refcf_rules.targets.javascript.emit import TARGET as JAVASCRIPT
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Document
from refcf_rules.targets.prose.write import document_of
from refcf_rules.targets.site.checker import checker_scripts
from refcf_rules.targets.site.emit import around, frame_of, rules_of
from refcf_rules.targets.site.pages import Indexes, Plan, each_index, indexes_of, plan_of
from refcf_rules.targets.site.places import Places
from refcf_rules.targets.site.scripts import is_script
from refcf_rules.targets.site.series import Book, Series, books_of, series_of
from refcf_rules.targets.target import Artifact

_ROOT: Final = "docs/zh/"
_RULE: Final = ".json"
_TO_MAKE: Final = b"refcf: the validator of "
_SEARCH: Final = frozenset({"search/search_index.json", "search/search_index.js"})
_NO_MORE: Final = object()
_TEXTS_OF_ONE: Final = 20
"""So many versions of the rule files are kept as they were read; then all are read anew."""


@dataclass(slots=True)
class _Tree:
    """One language as it stands: how to make each page, and how it is rendered."""

    books: tuple[Book, ...]
    plan: Plan
    indexes: Indexes
    config: bytes
    renderer: Renderer
    texts: dict[str, str] = field(default_factory=dict)
    html: dict[str, tuple[str, str]] = field(default_factory=dict)
    rules: dict[str, bytes] | None = None

    def rule(self, path: str) -> bytes | None:
        """A rule for machines, by its address; they are made when the first is asked for."""
        if self.rules is None:
            self.rules = {one.path.removeprefix(_ROOT): one.data for one in rules_of(self.books)}
        return self.rules.get(path)


class LiveSite:
    """What is shown, and what is wrong with the rule files at the moment, by part."""

    def __init__(self, folder: Path, files: Sequence[RuleFile], report: Callable[[Compiled, RuleFile], str]) -> None:
        self._folder = folder / "live"
        self.built = folder / "built"
        self._validators: dict[str, tuple[str, bytes]] = {}
        self._files = {file.name: file for file in files}
        self._report = report
        self._standards: dict[str, Standard] = {}
        self._trees: dict[Language, _Tree] = {}
        self._printed: dict[tuple[str, str, str, Language], Document] = {}
        self._readings, self._read = new_readings(), 0
        self._shared: dict[str, bytes] = {}
        self._evidence = NO_EVIDENCE
        self._making = Lock()
        self.faults: dict[str, str] = {}
        self._waiting: list[str] = []
        self._indexing: Iterator[None] | None = None
        self.looked_at: tuple[Language, str] = ("zh", "")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self._standards

    @property
    def standards(self) -> dict[str, Standard]:
        """The parts that are shown, each as it last compiled."""
        return dict(self._standards)

    @property
    def has_waiting(self) -> bool:
        """Whether parts wait to be compiled that extend a changed one."""
        return bool(self._waiting)

    @property
    def is_behind(self) -> bool:
        """Whether the indexes wait, which list what all parts hold."""
        return self._indexing is not None

    def begin(self) -> None:
        """Compile everything; parts with errors are left out until they are right."""
        for name in self._files:
            self._compile(name)
        files = [self._files[name] for name in self._standards]
        kept = kept_evidence(files, list(self._standards.values()))
        self._evidence = changed(kept, texts={**kept.texts, **self._evidence.texts})
        self._show(anew=True)
        gc.freeze()  # what is there stays: looking for garbage in it would hold up an edit by a second

    def update(self, edited: Iterable[str]) -> None:
        """Take in edited rule files, and the part that is looked at if it extends them; all else waits."""
        edited = set(edited)
        own = [name for name in self._files if name in edited]
        for name in own:
            self._compile(name)
        if edited & self.faults.keys():
            self._show(anew=False)
            return
        self._waiting = self._extending(edited | set(self._waiting), edited)
        if self._waiting and self._is_looked_at(self._waiting[0]):
            self._compile(self._waiting.pop(0))
        self._show(anew=False)
        self._indexing = self._indexes()

    def catch_up(self) -> None:
        """One step of what waits, so that an edit need not: compile one part, or make one index anew."""
        if self._waiting:
            self._compile(self._waiting.pop(0))
            if not self._waiting:
                self._show(anew=False)
        elif self._indexing is not None and next(self._indexing, _NO_MORE) is _NO_MORE:
            self._indexing = None
            gc.collect()  # quick, as it leaves out what was there before
            gc.freeze()

    def take_examples(self) -> None:
        """Show what the examples came to, as the last build of the whole site ran and kept them."""
        if cache_folder() is None or self.faults:
            return
        files = [file for name, file in self._files.items() if name in self._standards]
        found = evidence_at(files, [self._standards[one.name] for one in files], lambda _message: None)
        if found.executed != self._evidence.executed or self._evidence.outdated:
            self._printed.clear()
            self._evidence = changed(found, texts=self._evidence.texts)
            self._show(anew=True)

    def watched(self) -> dict[str, Path]:
        """The rule files that matter, by part."""
        found = {name: file.path for name, file in self._files.items()}
        for name, standard in self._standards.items():
            folder = self._files[name].folder
            found |= {part.id: folder / f"{part.id}{RULE_FILE}" for part in standard.parts if part.id not in found}
        return found

    # --- what is asked for ---------------------------------------------------------------------------

    def text(self, language: Language, path: str) -> str | None:
        """The Markdown of a page as it stands now."""
        tree = self._trees.get(language)
        make = None if tree is None else tree.plan.pages.get(path)
        if tree is None or make is None:
            return None
        if path not in tree.texts:
            tree.texts[path] = make().text()
        return tree.texts[path]

    def html(self, language: Language, path: str) -> str | None:
        """A page as browsers read it."""
        text, tree = self.text(language, path), self._trees.get(language)
        if text is None or tree is None:
            return None
        kept = tree.html.get(path)
        if kept is None or kept[0] != text:
            kept = text, tree.renderer.html(path, text)
            tree.html[path] = kept
        return kept[1]

    def digest(self, language: Language, path: str) -> str | None:
        """What tells one state of a page from the next."""
        text = self.text(language, path)
        return None if text is None else sha256(text.encode()).hexdigest()[:16]

    def static(self, language: Language, path: str) -> bytes | None:
        """A file that is no page, by its address within the tree of the language."""
        if language == "zh" and path in self._shared:
            return self._validator(self._shared[path])
        if path in _SEARCH:
            return self._searched(language, path)
        tree = self._trees.get(language)
        if tree is None:
            return None
        found = tree.renderer.static(path)
        return tree.rule(path) if found is None and path.endswith(_RULE) else found

    def _validator(self, data: bytes) -> bytes:
        """A shared file; a validator is made when a page asks for it, and kept until its rules change."""
        part = data.removeprefix(_TO_MAKE).decode("utf-8", errors="replace") if data.startswith(_TO_MAKE) else ""
        standard = self._standards.get(part)
        if standard is None:
            return data
        with self._making:
            kept = self._validators.get(part)
            if kept is None or kept[0] != standard.digest:
                made = (one.data for one in JAVASCRIPT.emit(standard).artifacts if is_script(one))
                kept = self._validators[part] = standard.digest, next(made, b"")
            return kept[1]

    def _searched(self, language: Language, path: str) -> bytes | None:
        """The index of the search, of the last build of the whole site."""
        file = self.built / "site" / "site" / ("en" if language == "en" else "") / path
        return file.read_bytes() if file.is_file() else None

    # --- making --------------------------------------------------------------------------------------

    def _compile(self, name: str) -> None:
        """Compile a part; what its examples came to is then of the rules before."""
        self._read += 1
        if self._read > _TEXTS_OF_ONE * len(self._files):
            self._readings, self._read = new_readings(), 0
        compiled = compile_rule_file(self._files[name], self._readings)
        if compiled.standard is not None and compiled.is_sound:
            before, self._standards[name] = self._standards.get(name), compiled.standard
            is_edited = before is not None and before.digest != compiled.standard.digest
            texts = {source.path: source.text for source in compiled.sources}
            self._evidence = changed(
                self._evidence,
                texts={**self._evidence.texts, **texts},
                outdated=self._evidence.outdated | ({compiled.standard.id} if is_edited else set()),
            )
            self.faults.pop(name, None)
        else:
            self.faults[name] = self._report(compiled, self._files[name])

    def _extending(self, changed: set[str], compiled: set[str]) -> list[str]:
        """The parts that extend a changed one, and those that were wrong; the one looked at comes first."""
        found = [
            name
            for name in self._files
            if name not in compiled
            and (name in self.faults or any(part.id in changed for part in self._standards[name].parts))
        ]
        return sorted(found, key=lambda name: not self._is_looked_at(name))

    def _is_looked_at(self, name: str) -> bool:
        return f"/{name}/" in self.looked_at[1]

    def _show(self, *, anew: bool) -> None:
        """Print what changed; indexes only ``anew``, as they take longest."""
        if not self._standards:
            return
        if anew:
            deque(self._indexes(), maxlen=0)
            return
        series = series_of(*self._standards.values(), evidence=self._evidence)
        for language in self._languages():
            before = self._trees.get(language)
            books = books_of(series, language, self._kept)
            self._show_in(series, books, indexes_of(books) if before is None else before.indexes)

    def _indexes(self) -> Iterator[None]:
        """Print everything with the indexes, step by step."""
        keep = {(one.id, one.digest) for one in self._standards.values()}
        self._printed = {key: one for key, one in self._printed.items() if key[:2] in keep}
        series = series_of(*self._standards.values(), evidence=self._evidence)
        for language in self._languages():
            books = books_of(series, language, self._kept)
            made = []
            for each in each_index(books):
                made.append(each)
                yield
            self._show_in(series, books, tuple(made))
            yield
        self._shared = _shared(series, self._trees["zh"].plan.places)

    def _languages(self) -> list[Language]:
        """The one that is looked at first."""
        first: Language = "en" if self.looked_at[0] == "en" else "zh"
        return sorted(LANGUAGES, key=lambda one: one != first)

    def _show_in(self, series: Series, books: tuple[Book, ...], indexes: Indexes) -> None:
        plan = plan_of(series, books, indexes, {})
        self._trees[books[0].document.language] = self._tree(series, books, plan, indexes)

    def _tree(self, series: Series, books: tuple[Book, ...], plan: Plan, indexes: Indexes) -> _Tree:
        """The renderer is made anew only if the menu or a title changed."""
        language = books[0].document.language
        config, *look = frame_of(series, books, plan.menu)
        before = self._trees.get(language)
        if before is not None and before.config == config.data:
            return _Tree(books, plan, indexes, config.data, before.renderer, html=before.html)
        write_artifacts(self._folder, (config, *look, *_runs(around(series, {}))))
        return _Tree(books, plan, indexes, config.data, Renderer(self._folder, language, plan.pages))

    def _kept(self, context: Context, part: Part) -> Document:
        key = (context.standard.id, context.standard.digest, part.id, context.language)
        if key not in self._printed:
            self._printed[key] = document_of(context, part)
        return self._printed[key]


def _shared(series: Series, places: Places) -> dict[str, bytes]:
    """What both languages load from the root, by address; validators only by name."""
    named = {one.id: (Artifact(f"{one.id}.js", _TO_MAKE + one.id.encode()),) for one in series.standards}
    found = (*around(series, named), *checker_scripts(series, places))
    return {one.path.removeprefix(_ROOT): one.data for one in found if one.path.startswith(_ROOT)}


def _runs(artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """What mkdocs itself needs of what both languages share."""
    return tuple(one for one in artifacts if not one.path.startswith(_ROOT))
