"""``manage.py import_roster``: the same dry run and the same taking over."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from agencies.models import EmploymentSpell
from tests.factories import make_agency, make_learner
from tests.factories.rosters import csv_list

pytestmark = pytest.mark.django_db
ROWS = [{"number": "N1", "name_ru": "Иванова Анна"}, {"number": "N2", "name_ru": "Ахметов", "since": "soon"}]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(csv_list(ROWS), encoding="utf-8")
    return path


def run(file, *arguments, agency="unit", as_of="2026-11-20"):
    out = StringIO()
    call_command("import_roster", file, "--agency", agency, "--as-of", as_of, *arguments, stdout=out)
    return out.getvalue()


def test_without_apply_it_only_tells(file):
    make_agency(code="unit")

    said = run(file)

    assert "3: This is not a day" in said
    assert "joined: 1" in said
    assert not User.objects.exists()


def test_with_apply_it_does(file):
    agency = make_agency(code="unit")

    assert "Taken over." in run(file, "--apply")

    assert EmploymentSpell.objects.get(person__personnel_number="N1").agency == agency


def test_many_leavers_need_their_number(file):
    agency = make_agency(code="unit")
    learner = make_learner(agency=agency)

    with pytest.raises(CommandError, match="--allow-leavers"):
        run(file, "--complete", "--apply")
    run(file, "--complete", "--apply", "--allow-leavers", "1")

    assert not EmploymentSpell.objects.filter(person=learner, until=None).exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({"agency": "none"}, "no agency"), ({"as_of": "2999-01-01"}, "earlier day")],
)
def test_what_is_wrong_is_said(file, options, sentence):
    make_agency(code="unit")

    with pytest.raises(CommandError, match=sentence):
        run(file, **options)


def test_a_file_that_is_no_list(tmp_path):
    make_agency(code="unit")
    (tmp_path / "x.csv").write_text("x")

    with pytest.raises(CommandError, match="no headings"):
        run(tmp_path / "x.csv")
    with pytest.raises(CommandError, match="no such file"):
        run(tmp_path / "missing.csv")
