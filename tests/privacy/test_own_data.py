"""PRIV-02: everything held about a person comes back to them, and nothing of anybody else."""

import io
import json
import zipfile

import pytest

from privacy.exports import data_file
from privacy.queries import numbers_held
from privacy.rules.register import REGISTER
from tests.privacy.marked import AT, Marked

pytestmark = pytest.mark.django_db


def taken(person) -> tuple[str, dict, list[str]]:
    """The text of ``data.json``, what it says, and the names in the archive."""
    data = data_file(person, now=AT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("data.json").decode()
        return text, json.loads(text), archive.namelist()


def test_priv_02_every_mark_of_the_person_comes_back_and_none_of_another():
    marked, other = Marked("Qasym"), Marked("Wali")

    text, found, _names = taken(marked.person)

    withheld = {(one.model, name) for one in REGISTER for name in (*one.withheld, *one.told_late)}
    wanted = {pair: mark for pair, mark in marked.marks.items() if pair not in withheld}
    assert len(wanted) > 30
    assert {
        pair: mark for pair, mark in wanted.items() if mark[:40] not in text and mark.lower()[:40] not in text
    } == {}
    assert other.mark not in text
    assert other.mark.lower() not in text
    assert {one["model"] for one in found["held"]} == {one.model for one in REGISTER}


def test_priv_02_secrets_and_markers_stay_out():
    marked = Marked("Qasym")

    text, _found, _names = taken(marked.person)

    secret = {
        pair: mark for pair, mark in marked.marks.items() if pair[1] in {"token_hash", "code_hash", "session_key"}
    }
    assert len(secret) >= 3
    assert [mark for mark in secret.values() if mark in text] == []
    assert marked.other.email not in text


def test_numbers_held_count_by_purpose():
    marked = Marked("Qasym")

    assert sum(number for _purpose, number in numbers_held(marked.person)) == len(REGISTER)
