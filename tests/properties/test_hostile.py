"""Files made to exhaust the compiler end soon, with few clear words and no traceback."""

from __future__ import annotations

import time
from typing import Final

import pytest

from tests.language.compiling import CLAUSE, HEAD, compile_text, whole

SECONDS: Final = 5.0  # of this process on a slow machine; most take a tenth of one


def formula(expression: str) -> str:
    return whole(f'formula f zh "甲" en "A" = {expression}\n')[0]


def many(line: str, count: int) -> str:
    return whole("".join(line.format(i=i, j=i + 1) for i in range(count)))[0]


CHAIN: Final = 'formula f{i} zh "甲" en "A" = f{j} + 1\n'
DOUBLING: Final = "".join(f'formula f{i + 1} zh "甲" en "A" = f{i} + f{i}\n' for i in range(60))
LAST: Final = 'formula f1000 zh "甲" en "A" = 1\n'
HOSTILE: Final[dict[str, tuple[str, str | None]]] = {
    "open braces": (f"{HEAD}clause a {'{' * 10_000}", "nested-too-deep"),
    "braces": (f"{HEAD}clause a {'{' * 10_000}{'}' * 10_000}", "nested-too-deep"),
    "clauses in clauses": (HEAD + "clause a {\n" * 10_000 + "}\n" * 10_000, "nested-too-deep"),
    "brackets": (formula("(" * 10_000 + "1" + ")" * 10_000), "nested-too-deep"),
    "a sum of 5 000": (formula(" + ".join(["1"] * 5_000)), "too-long"),
    "a product of 5 000": (formula(" * ".join(["1"] * 5_000)), "too-long"),
    "5 000 conditions": (formula(" and ".join(["true"] * 5_000)), "too-long"),
    "not not not": (formula("not " * 5_000 + "true"), "too-long"),
    "minus minus": (formula("- " * 5_000 + "1"), "too-long"),
    "if if if": (formula("if true then 1 else " * 5_000 + "1"), "too-long"),
    "a chain of 1 000 formulas": (whole(many(CHAIN, 1_000)[len(HEAD + CLAUSE) : -2] + LAST)[0], None),
    "a circle of 1 000 formulas": (
        whole(many(CHAIN, 1_000)[len(HEAD + CLAUSE) : -2] + LAST.replace("1\n", "f0\n"))[0],
        "too-long",
    ),
    "doubling": (whole('formula f0 zh "甲" en "A" = 1\n' + DOUBLING)[0], None),
    "a path of 20 000 names": (formula(".".join(["a"] * 20_000)), "undefined-name"),
    "a name of 100 000 letters": (formula("a" * 100_000), "undefined-name"),
    "a number of 100 000 digits": (formula("9" * 100_000 + " t"), "unusable-number"),
    "a great exponent": (formula("1e999999999 t"), "unusable-number"),
    "a megabyte of words": (HEAD + "x y @#$ 应\n" * 100_000, "syntax"),
    "a megabyte of rules": (f"{HEAD}clause a {{\n" + "rule x shall\n" * 70_000, "unclosed-brace"),
    "a megabyte of braces": (HEAD + "}\n" * 400_000, "extra-brace"),
    "a megabyte of quotes": (HEAD + '"' * 999_999, "unclosed-text"),
    "a line of Chinese": (HEAD + "单项不大于质量" * 20_000, "syntax"),
    "more than the limit": ("x" * 3_000_000, "file-too-large"),
    "zero bytes": (f"{HEAD}\0\0", "binary-file"),
    "2 000 unclosed texts": (whole('text zh "甲 en "A"\n' * 2_000)[0], "unclosed-text"),
    "5 000 slots": (whole(f'text zh "{"{x}" * 5_000}" en "A"\n')[0], "undefined-name"),
    "5 000 misspelt names": (many('formula f{i} zh "甲" en "A" = output.acceptedd\n', 5_000), "undefined-name"),
    "500 ends of windows": (
        f'{HEAD}product p zh "甲" en "A" {{ composition {", ".join(f"X{i} at least 1 %" for i in range(500))} }}\n',
        None,
    ),
    "100 shared processes": (
        whole(f"allocation {{ shared {', '.join(f'p{i}' for i in range(100))} by mass_charged }}\n")[0],
        "too-long",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_soon_and_says_why(name: str) -> None:
    text, code = HOSTILE[name]
    start = time.process_time()
    compiled = compile_text(text)
    assert time.process_time() - start < SECONDS
    errors = [found.kind.code for found in compiled.diagnostics if found.severity.value == "error"]
    assert (code in errors) if code else errors == []


@pytest.mark.parametrize("name", [name for name in HOSTILE if not name[0].isdigit() and HOSTILE[name][1]])
def test_one_cause_is_told_once(name: str) -> None:
    errors = [found for found in compile_text(HOSTILE[name][0]).diagnostics if found.severity.value == "error"]
    assert len(errors) == 1 or name == "a megabyte of rules"
