"""Every line of the list of requirements that may not be missing (P 0) has a test that is named after it.

``make test`` runs them all on SQLite, and on PostgreSQL what asks the database.
"""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
IDS = {
    "AUTH": (1, 2, 3, 4, 6, 7, 9, 11, 12, 13, 16),
    "SESS": (1, 2, 6, 7),
    "ACC": (1, 2, 3, 4, 6, 7, 9, 10, 11, 12, 13),
    "INP": (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12),
    "UPL": (1, 2, 3, 4, 5),
    "PKG": (1,),
    "EXP": (1, 2, 3),
    "IMP": (1, 2, 3, 4, 5, 6, 7, 8, 10),
    "QUIZ": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 17),
    "CERT": (1, 2, 3, 4, 5, 7),
    "PRIV": (1, 4, 6, 7),
    "HDR": (1, 2, 3, 4, 5, 6),
    "DEP": (1, 3),
    "SECR": (1, 3),
    "DOS": (1, 2, 3),
    "LOG": (1, 2),
    "REL": (1, 2, 3, 4, 5, 6, 7, 12, 14, 15, 16, 18, 24),
}
# PKG-02 to PKG-07 ask for how packages run; none are taken (PKG-01). REL-21 is a measurement: bench/RESULTS.md.


def named() -> set[str]:
    """``AUTH-06`` for every test function or its parameters' docstring that names it."""
    found = set()
    for file in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found |= {
                    f"{group.upper()}-{number}" for group, number in re.findall(r"_([a-z]{3,4})_(\d\d)(?=_)", node.name)
                }
    return found


def test_every_requirement_that_may_not_be_missing_has_a_test():
    wanted = {f"{group}-{number:02}" for group, numbers in IDS.items() for number in numbers}

    assert sorted(wanted - named()) == []
