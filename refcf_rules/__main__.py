"""``python -m refcf_rules`` is ``refcf``."""

from __future__ import annotations

import sys

from refcf_rules.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
