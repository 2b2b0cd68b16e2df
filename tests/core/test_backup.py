"""A backup that was not restored does not count (REL-15, REL-16)."""

import io
import os

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.backup import sealing
from core.backup.archive import BackupRefused, check_backup, restore_backup, write_backup
from core.backup.dumps import rows_by_table
from core.backup.sealing import PIECE, SealedReader, SealedWriter, WrongPassphrase
from tests.factories import make_agency, make_learner
from tests.factories.people import PASSWORD

NOW = timezone.now()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    picture = tmp_path / "media" / "images" / "a.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    return picture


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("passphrase", ["", "open sesame"])
def test_rel_16_everything_is_there_again_and_people_sign_in(media, tmp_path, passphrase):
    person = make_learner("Айгерім", agency=make_agency())
    rows = rows_by_table()
    made = write_backup(tmp_path / "backups", passphrase=passphrase, now=NOW)
    User.objects.filter(pk=person.pk).update(name_ru="Changed", password="")
    make_learner("Added later")
    media.write_bytes(b"another picture")

    restored = restore_backup(made, passphrase=passphrase, replace=True)

    assert rows_by_table() == rows
    assert (restored.rows, restored.files) == (sum(rows.values()), 1)
    assert User.objects.get(pk=person.pk).name_ru == "Айгерім"
    assert media.read_bytes() == b"a picture"
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert client.get(reverse("learning:home")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_rel_15_a_backup_lists_what_it_holds_and_leaves_nothing_half_done(media, tmp_path):
    made = write_backup(tmp_path / "backups", passphrase="", now=NOW)

    manifest = check_backup(made, passphrase="")

    assert set(manifest["sha256"]) == {"database", "files/images/a.png"}
    assert manifest["rows"] == rows_by_table()
    assert "accounts.0001_initial" in manifest["migrations"]
    assert os.listdir(tmp_path / "backups") == [made.name]


@pytest.mark.django_db(transaction=True)
def test_people_are_not_thrown_away_unasked(media, tmp_path):
    make_learner()
    made = write_backup(tmp_path / "backups", passphrase="", now=NOW)

    with pytest.raises(BackupRefused, match="not_empty"):
        restore_backup(made, passphrase="", replace=False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("passphrase", ["", "open sesame"])
@pytest.mark.parametrize(
    "harm",
    [lambda data: data[: len(data) * 2 // 3], lambda data: data[: len(data) // 2] + b"x" + data[len(data) // 2 + 1 :]],
)
def test_rel_16_a_damaged_backup_changes_nothing(media, tmp_path, passphrase, harm):
    person = make_learner("Before")
    made = write_backup(tmp_path / "backups", passphrase=passphrase, now=NOW)
    made.write_bytes(harm(made.read_bytes()))
    User.objects.filter(pk=person.pk).update(name_ru="After")

    with pytest.raises((BackupRefused, WrongPassphrase)):
        restore_backup(made, passphrase=passphrase, replace=True)

    assert User.objects.get(pk=person.pk).name_ru == "After"


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_sealed_backup_can_be_read(media, tmp_path, monkeypatch):
    make_learner("Marked Person", email="marked@demo.example")
    monkeypatch.setenv("BACKUP_PASSPHRASE", "open sesame")
    said = io.StringIO()
    call_command("backup", str(tmp_path / "backups"), stdout=said)
    (made,) = (tmp_path / "backups").iterdir()
    assert said.getvalue().strip() == str(made)
    assert b"marked@demo.example" not in made.read_bytes()

    monkeypatch.setenv("BACKUP_PASSPHRASE", "another")
    with pytest.raises(CommandError, match="does not open"):
        call_command("restore", str(made), "--check")
    monkeypatch.delenv("BACKUP_PASSPHRASE")
    with pytest.raises(CommandError, match="encrypted"):
        call_command("restore", str(made), "--check")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(made))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_sealing_gives_back_what_it_took(tmp_path, size):
    data, file = os.urandom(size), tmp_path / "sealed"
    seal(file, data)

    with file.open("rb") as source:
        assert io.BufferedReader(SealedReader(source, "x")).read() == data


@pytest.mark.parametrize("change", ["cut", "swap", "longer"])
def test_pieces_left_out_moved_or_added_are_noticed(tmp_path, change, monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", 100)
    file = tmp_path / "sealed"
    seal(file, os.urandom(350))
    raw, piece = file.read_bytes(), 100 + sealing.TAG
    head = len(sealing.MAGIC) + sealing.SALT
    first, second = raw[head : head + piece], raw[head + piece : head + 2 * piece]
    file.write_bytes(
        {
            "cut": raw[: head + 2 * piece],
            "swap": raw[:head] + second + first + raw[head + 2 * piece :],
            "longer": raw + first,
        }[change]
    )

    with file.open("rb") as source, pytest.raises(WrongPassphrase):
        io.BufferedReader(SealedReader(source, "x")).read()


def seal(file, data):
    with file.open("wb") as target, SealedWriter(target, "x") as writer:
        writer.write(data)
