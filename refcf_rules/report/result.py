"""One inventory as the reports for machines see it: judged, or why not."""

from __future__ import annotations

from refcf_rules.evaluate.judge import Judgement
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Diagnostic, Fault
from refcf_rules.source.render import Style


@record
class Run:
    """What holds for all results of a run: its exit code, the version of refcf, the language."""

    exit_code: int
    version: str
    style: Style


@record
class Result:
    """A judgement by a standard; without one, the faults of the input or the problems of the standard."""

    path: str
    standard: Standard | None
    judgement: Judgement | None
    faults: tuple[Fault, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def problems(self) -> tuple[Fault | Diagnostic, ...]:
        """Why there is no judgement; beside one, what makes doubt of the workbook."""
        return (*self.faults, *self.diagnostics)
