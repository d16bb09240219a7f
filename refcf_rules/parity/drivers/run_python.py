"""Runs a generated validator on many inventories: a line of base64 comes in, a line of JSON goes out.

It is started alone, as a file, without refcf on the path. What the validator does not catch is told in
the line of its inventory, because a promise was broken there and nowhere else.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import sys
from types import ModuleType


def load(path: str) -> ModuleType:
    """The validator as a module."""
    specification = importlib.util.spec_from_file_location("validator", path)
    if specification is None or specification.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(specification)
    sys.modules["validator"] = module
    specification.loader.exec_module(module)
    return module


def main(path: str) -> None:
    """A result for each line of the standard input."""
    validator = load(path)
    for line in sys.stdin.buffer:
        try:
            result = validator.judge(base64.b64decode(line))
        except Exception as error:  # noqa: BLE001 -- whatever it is, it belongs to this inventory
            result = {"crash": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(result, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
