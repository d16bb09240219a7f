"""Runs generated validators: in comes a line with base64 and the path of a validator, out goes a line of JSON.

It is started alone, as a file, without refcf on the path. What a validator does not catch is told in
the line of its inventory, because a promise was broken there and nowhere else.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import sys
from functools import cache
from types import ModuleType


@cache
def load(path: str) -> ModuleType:
    """The validator as a module."""
    specification = importlib.util.spec_from_file_location("validator", path)
    if specification is None or specification.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(specification)
    sys.modules["validator"] = module
    specification.loader.exec_module(module)
    return module


def main() -> None:
    """A result for each line of the standard input."""
    for line in sys.stdin:
        data, _, path = line.rstrip("\n").partition(" ")
        try:
            result = load(path).judge(base64.b64decode(data))
        except Exception as error:  # noqa: BLE001 -- whatever it is, it belongs to this inventory
            result = {"crash": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(result, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
