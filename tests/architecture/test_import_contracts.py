"""The contracts bite: each is shown a planted violation in a copy of the code."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.conf import settings

BIN = Path(sys.executable).parent
LAYERING = [
    ("quizzes/choices.py", "import learning.models", "Apps import downwards only BROKEN"),
    ("certificates/models.py", "import courses.choices", "Apps import downwards only BROKEN"),
    ("core/localisation.py", "from elearn import middleware", "Apps import downwards only BROKEN"),
    ("quizzes/rules.py", "import quizzes.domain", "Inside an app, from the door inwards BROKEN"),
    ("agencies/domain/roles.py", "import agencies.imports", "Inside an app, from the door inwards BROKEN"),
    ("quizzes/domain/grading.py", "from django.db import models", "no framework BROKEN"),
    ("quizzes/question_types/base.py", "import wagtail.blocks", "no framework BROKEN"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A copy of the apps and of the rules about them."""
    house = tmp_path_factory.mktemp("house")
    contracts = ConfigParser()
    contracts.read(settings.BASE_DIR / ".importlinter")
    for name in contracts["importlinter"]["root_packages"].split():
        shutil.copytree(settings.BASE_DIR / name, house / name, ignore=shutil.ignore_patterns("*.pyc", "static"))
    for name in (".importlinter", "pyproject.toml"):
        shutil.copy(settings.BASE_DIR / name, house / name)
    return house


def said_by(tool: str, *arguments: str, house: Path) -> tuple[int, str]:
    """Exit code and output of a tool of this environment, run in the copy."""
    done = subprocess.run([BIN / tool, *arguments], cwd=house, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def plant(house):
    """``plant("quizzes/rules.py", "import x")`` adds a line (and the file); after the test it is gone."""
    before: dict[Path, str | None] = {}

    def plant_one(name: str, line: str) -> None:
        file = house / name
        before[file] = file.read_text() if file.exists() else None
        file.write_text(f"{before[file] or ''}\n{line}\n")

    yield plant_one
    for file, text in before.items():
        if text is None:
            file.unlink()
        else:
            file.write_text(text)


@pytest.mark.parametrize(("name", "line", "complaint"), LAYERING)
def test_contract_with_a_planted_import_breaks(house, plant, name, line, complaint):
    plant(name, line)

    code, output = said_by("lint-imports", "--no-cache", house=house)

    assert code == 1
    assert complaint in output


def test_domain_that_imports_the_web_is_named_by_lint(house, plant):
    plant(
        "agencies/domain/planted.py", "from django.http import Http404\nimport xlsxwriter\n\nprint(Http404, xlsxwriter)"
    )

    code, output = said_by("ruff", "check", "--select", "TID251", "agencies", house=house)

    assert code == 1
    assert "domain knows no web" in output
    assert "domain knows no file formats" in output


def test_view_that_imports_the_web_is_no_fault(house, plant):
    plant("agencies/planted.py", "from django.http import Http404\n\nraise Http404")

    assert said_by("ruff", "check", "--select", "TID251", "agencies/planted.py", house=house)[0] == 0
