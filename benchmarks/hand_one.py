"""One inventory by the hand-written checks, as a whole process: ``python benchmarks/hand_one.py FILE``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from benchmarks.peers import hand

    with Path(sys.argv[1]).open("rb") as file:
        name, codes, total = hand.hand_json()(file.read())
    print(name, sorted({code for code, _ in codes}), total)
