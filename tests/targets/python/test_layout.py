"""Breaking long lines changes how the code looks and nothing else."""

from __future__ import annotations

import ast

import pytest

from refcf_rules.targets.python.layout import laid_out

LONG = "a_rather_long_name_of_a_variable"


@pytest.mark.parametrize(
    "line",
    [
        f"x = {' and '.join(f'{LONG}_{index} >= 1.0' for index in range(6))}",
        f"if {' or '.join(f'{LONG}_{index}' for index in range(6))}:",
        f"x = {LONG}_1 * {LONG}_2 if {LONG}_3 is not None and {LONG}_4 - {LONG}_4 == 0 else {LONG}_5",
        f'found.append(("rule, with (a bracket", index, False, ({", ".join(f"{LONG}_{i}" for i in range(6))})))',
        f"x = frozenset(({', '.join(f'{LONG}_{index}' for index in range(6))},))",
        f"x = all_of(at_most({LONG}_1, {LONG}_2), any_of({LONG}_3, negated({LONG}_4)), below({LONG}_5, {LONG}_6))",
    ],
)
def test_a_broken_line_means_the_same(line: str) -> None:
    source = f"{line}\n    pass" if line.endswith(":") else line
    broken = list(laid_out([line]))
    text = "\n".join(broken) + ("\n    pass" if line.endswith(":") else "")
    assert len(broken) > 1
    assert max(map(len, broken)) <= 120
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(source))


def test_short_lines_comments_and_headings_stay() -> None:
    lines = ["x = 1", f"    # {LONG * 5}", f'    """{LONG * 5}"""']
    assert list(laid_out(lines)) == lines
