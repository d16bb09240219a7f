"""``refcf test``: the examples of a standard, run."""

from __future__ import annotations

from typing import Final

import click

from refcf_rules.api import StandardError, find_standard, run_examples
from refcf_rules.cli import options
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.output import patience, say
from refcf_rules.cli.session import Session
from refcf_rules.evaluate.example import coverage_of
from refcf_rules.report.examples import examples_text
from refcf_rules.source.message import Message

_HELP: Final = Message(
    "运行标准的示例：每个示例是否得出所写的结论和数值；再列出哪些规则还没有满足的或违反的示例。",
    "Run the examples of a standard: whether each comes to the verdict and the numbers it states; then list the "
    "rules that lack an example which satisfies or violates them.",
)
_STANDARD: Final = Message("标准", "STANDARD")
_WAIT: Final = Message("正在运行示例 …", "Running the examples ...")


def command(session: Session) -> click.Command:
    """The command in the language of the session."""

    def test(standard: str) -> int:
        return _test(standard, session)

    return options.command(session, "test", _HELP, test, options.argument(session, "standard", _STANDARD))


def _test(name: str, session: Session) -> int:
    try:
        file = find_standard(name)
        text = file.path.read_text(encoding="utf-8", errors="replace")
        with patience(session.say(_WAIT)):
            standard = standard_at(file)
            results = tuple(run_examples(standard, file.folder))
    except StandardError as error:
        return options.report_standard_error(error, name, session)
    say(examples_text(results, coverage_of(standard, results), standard, session.style(text)))
    return options.FINE if all(result.passed for result in results) else options.FINDINGS
