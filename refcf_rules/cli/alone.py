"""``refcf validate FILE``, with or without the name of a standard: the commonest command line, without loading click.

What it says and its exit code are those of ``refcf validate`` in general.
"""

from __future__ import annotations

import gc
from typing import Final

from refcf_rules.cli.judging import Judge, today
from refcf_rules.cli.output import say
from refcf_rules.cli.session import Session
from refcf_rules.cli.verdicts import code_of, text_of

# More than a kept standard and an inventory of a few thousand rows: to look for garbage among the objects of a run that
# ends with them took a twentieth of it.
_OBJECTS_BEFORE_COLLECTING: Final = 500_000


def validate(path: str, standard: str | None, session: Session) -> int:
    """Print the report on the inventory at a path; the exit code."""
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    judged = Judge(session, standard, today=today()).judged(path)
    say(text_of(judged, session))
    return code_of(judged)
