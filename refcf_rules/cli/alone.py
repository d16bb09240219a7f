"""``refcf validate FILE`` and nothing more: the commonest command line, judged without loading click.

What it says and its exit code are those of ``refcf validate`` in general.
"""

from __future__ import annotations

from refcf_rules.cli.judging import Judge, today
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import code_of, text_of


def validate(path: str, session: Session) -> int:
    """Print the report on the inventory at a path; the exit code."""
    judged = Judge(session, None, today=today()).judged(path)
    say(text_of(judged, session))
    return code_of(judged)
