"""The search for forbidden words finds each of them. They are put together here so that it does not find this file."""

import pytest

from scripts.check_forbidden import REVIEWED, ROOT, faults_in

REGISTRY = "https://py" + "pi.org/simple"
OPTION = "--extra-index" + "-url https://host.example"


@pytest.mark.parametrize("name", ["README.md", "requirements/base.txt", ".ci/run", "tests/elearn/test_x.py"])
@pytest.mark.parametrize("text", [REGISTRY, OPTION])
def test_faults_in_any_file_that_names_a_registry(name, text):
    assert len(list(faults_in(name, f"first line\n{text}\n"))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("home/models.py", "from django.utils.safestring import mark_safe"),
        ("templates/a.html", "{{ text|safe }}"),
        ("templates/a.html", "{{ text | safe }}"),
        ("home/views.py", "@csrf_exempt"),
        ("home/views.py", "value = eval(text)"),
        ("home/views.py", "import pickle"),
        ("home/views.py", "archive.extractall(folder)"),
        ("home/views.py", "from xml.etree import ElementTree"),
        ("home/views.py", "import requests"),
        ("home/views.py", "now = datetime.now()"),
        ("elearn/static/elearn/js/a.js", "element.innerHTML = text"),
    ],
)
def test_inp_11_faults_in_code_that_does_what_needs_a_review(name, text):
    assert len(list(faults_in(name, text))) == 1


def test_faults_in_honest_code_are_none():
    honest = "name = evaluate(text)\nnow = timezone.now()\nunsafe = text\n"

    assert list(faults_in("home/views.py", honest)) == []


def test_dep_03_reviewed_exceptions_are_still_needed():
    assert [name for name, _ in REVIEWED if not (ROOT / name).exists()] == []
