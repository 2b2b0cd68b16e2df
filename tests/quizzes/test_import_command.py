"""``manage.py import_questions``."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Question
from tests.factories import make_trainer

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("import_questions", str(path), "--owner", make_trainer().email, *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("options", "saved"), [((), 0), (("--confirm",), 1)])
def test_saves_only_when_told(tmp_path, options, saved):
    file = tmp_path / "q.txt"
    file.write_text("::a::A {T}\n\n::b::B { =c")

    said = run(file, *options)

    assert Question.objects.count() == saved
    assert "3: : problem: Curly brackets do not match" in said


def test_unreadable_file_is_said(tmp_path):
    file = tmp_path / "q.txt"
    file.write_bytes(b"\x00\x01")

    with pytest.raises(CommandError, match="cannot be read"):
        run(file)
