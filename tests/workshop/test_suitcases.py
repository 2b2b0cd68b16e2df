"""A course in one file: out with everything, in with the same ids, after a look at what it changes (features D13)."""

import io
import json
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from agencies.models import Team
from courses.models import CoursePage, GlossaryTerm, LessonPage, QuizPage, Translation
from quizzes.choices import QuestionState
from quizzes.models import Norm, Question, Quiz, QuizSlot, Topic
from tests.factories import make_question, make_trainer
from tests.factories.quizzes import single
from tests.factories.sounds import MP3, make_recording
from tests.workshop.conftest import client_of, in_english, text_of
from workshop.exports import write_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(course, trainer) -> CoursePage:
    """A course with all that can travel: picture, term, link, norm, question, topic, a begun translation."""
    lesson, page = LessonPage.objects.get(), QuizPage.objects.get()
    image = get_image_model().objects.create(title="Map", file=get_test_image_file())
    term = GlossaryTerm.objects.create(
        key="upr", **{f"{name}_{code}": code for name in ("term", "definition") for code in ("ru", "kk", "en")}
    )
    norm = Norm.objects.create(kind="law", code="Law 1", title_ru="Закон", title_kk="Заң")
    topic = Topic.add_root(slug="rights", name_ru="Права", name_kk="Құқықтар")
    link = f'<p><a id="{course.pk}" linktype="page">Курс</a></p>'
    lesson.body = [
        {"type": "text", "value": link, "id": "one"},
        {"type": "figure", "value": {"image": image.pk, "alt": "Карта", "caption": ""}, "id": "two"},
        {"type": "glossary", "value": {"terms": [{"type": "item", "value": term.pk, "id": "t"}]}, "id": "three"},
    ]
    lesson.norms = [norm]
    lesson.save_revision(user=trainer)
    question = make_question(single("Срок?"), key="term", topic=topic)
    question.norms.set([norm])
    question.save()
    QuizSlot.objects.create(quiz=page.quiz, question=question, points=2)
    QuizSlot.objects.create(quiz=page.quiz, topic=topic, draws=3, sort_order=1)
    client_of(trainer).post(reverse("workshop:begin_translation", args=[course.translation_key, "kk"]))
    return course


@pytest.fixture
def suitcase(course, tmp_path) -> Path:
    """The course in a file."""
    path = tmp_path / "course.zip"
    with path.open("wb") as target:
        write_course(course.translation_key, target)
    return path


def table(path: Path) -> dict:
    return json.loads(zipfile.ZipFile(path).read("course.json"))


def test_questions_that_a_quiz_may_draw_travel_and_those_of_other_teams_stay(course, tmp_path):
    topic, stranger = Topic.objects.get(), Team.objects.create(key=uuid4(), title="Other", name="other")
    make_question(single("Drawn?"), key="drawn", topic=topic)
    make_question(single("Theirs?"), key="theirs", topic=topic, team=stranger)
    make_question(single("Draft?"), key="unfinished", topic=topic, state=QuestionState.DRAFT)
    path = tmp_path / "course.zip"
    with path.open("wb") as target:
        write_course(course.translation_key, target)

    assert [one["key"] for one in table(path)["questions"]] == ["drawn", "term"]


def forget_the_course() -> None:
    """As on another site."""
    for page in CoursePage.objects.all():
        page.delete()
    for model in (QuizSlot, Quiz, Question, Norm, GlossaryTerm, Topic, Team):
        model.objects.all().delete()
    get_image_model().objects.all().delete()


def upload(person, path: Path):
    client = client_of(person)
    return client, client.post(reverse("workshop:bring"), {"file": SimpleUploadedFile("c.zip", path.read_bytes())})


def packed(path: Path, **changes) -> Path:
    """The suitcase with other values in its table."""
    data = table(path) | changes
    media = {
        name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist() if name != "course.json"
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("course.json", json.dumps(data))
        for name, content in media.items():
            archive.writestr(name, content)
    return path


def test_course_arrives_elsewhere_with_the_same_ids_and_is_packed_the_same_again(suitcase, trainer, tmp_path):
    before = table(suitcase)
    forget_the_course()

    client, seen = upload(trainer, suitcase)
    told = text_of(client.get(seen["Location"]))
    done = client.post(seen["Location"])

    key = before["key"]
    assert '<th scope="row" class="title">pages</th><td>8</td><td>0</td>' in told
    assert done["Location"] == reverse("workshop:course", args=[key])
    assert Team.objects.get(key=key).user_set.get() == trainer
    again = tmp_path / "again.zip"
    with again.open("wb") as target:
        write_course(CoursePage.objects.first().translation_key, target)
    assert table(again) == before
    lesson = LessonPage.objects.get(locale__language_code="ru").get_latest_revision_as_object()
    home = CoursePage.objects.get(locale__language_code="ru")
    assert (f'<a linktype="page" id="{home.pk}">' in str(lesson.body.raw_data[0]["value"]), lesson.live) == (
        True,
        False,
    )
    assert lesson.body[1].value["image"] == get_image_model().objects.get()
    assert Translation.objects.filter(behind__gt=0).count() == 4


def test_recording_travels_with_its_lesson(course, trainer, tmp_path):
    lesson = LessonPage.objects.get(locale__language_code="ru")
    lesson = lesson.get_latest_revision_as_object()
    lesson.audio, lesson.audio_minutes = make_recording(), 7
    lesson.save_revision(user=trainer)
    path = tmp_path / "course.zip"
    with path.open("wb") as target:
        write_course(course.translation_key, target)
    packed_as = next(one["fields"]["audio"] for one in table(path)["pages"] if one["fields"].get("audio"))
    forget_the_course()
    get_document_model().objects.all().delete()

    client, seen = upload(trainer, path)
    client.post(seen["Location"])

    lesson = LessonPage.objects.get(locale__language_code="ru").get_latest_revision_as_object()
    assert packed_as == f"document:{lesson.audio.get_file_hash()}"
    assert (lesson.audio_minutes, lesson.audio.file.read()) == (7, MP3)
    assert LessonPage.objects.get(locale__language_code="kk").get_latest_revision_as_object().audio is None


def test_recording_of_a_suitcase_is_looked_at(course, trainer, tmp_path):
    lesson = LessonPage.objects.get(locale__language_code="ru").get_latest_revision_as_object()
    lesson.audio, lesson.audio_minutes = make_recording(content=b"<html>"), 7
    lesson.save_revision(user=trainer)
    path = tmp_path / "course.zip"
    with path.open("wb") as target:
        write_course(course.translation_key, target)
    forget_the_course()
    get_document_model().objects.all().delete()

    client, seen = upload(trainer, path)
    client.post(seen["Location"])

    assert (CoursePage.objects.count(), get_document_model().objects.count()) == (0, 0)


def test_second_time_changes_nothing_and_says_so(suitcase, trainer):
    client, seen = upload(trainer, suitcase)

    told = text_of(client.get(seen["Location"]))
    revisions = LessonPage.objects.first().revisions.count()
    client.post(seen["Location"])

    assert '<th scope="row" class="title">pages</th><td>0</td><td>0</td><td>8</td>' in told
    assert '<th scope="row" class="title">norms</th><td>0</td><td>0</td><td>0</td><td>1</td>' in told
    assert LessonPage.objects.first().revisions.count() == revisions
    assert client.get(seen["Location"], follow=True).status_code == 404


def test_what_changed_is_named_and_written_as_a_draft(suitcase, trainer):
    question, page = Question.objects.get(), LessonPage.objects.get(locale__language_code="ru")
    parts = question.parts.get_prep_value()
    parts[0]["value"]["prompt"]["ru"] = "Иначе?"
    question.parts = parts
    question.save()
    page.title = "Другое"
    page.save_revision()

    client, seen = upload(trainer, suitcase)
    told = text_of(client.get(seen["Location"]))
    client.post(seen["Location"])

    assert ("questions: term — change" in told, "(ru) — change" in told) == (True, True)
    assert Question.objects.get().first_prompt == "Срок? [ru]"
    assert LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().title != "Другое"


def test_course_of_another_team_is_not_overwritten(suitcase):
    stranger = in_english(make_trainer())
    client, seen = upload(stranger, suitcase)

    told = text_of(client.get(seen["Location"]))
    client.post(seen["Location"])

    assert "It belongs to another team here." in told
    assert not Team.objects.get().user_set.filter(pk=stranger.pk).exists()


def test_suitcase_is_its_owners_alone(suitcase, trainer):
    _client, seen = upload(trainer, suitcase)

    assert client_of(in_english(make_trainer())).get(seen["Location"], follow=True).status_code == 404


def test_commands_pack_tell_and_take_over(course, tmp_path, capsys):
    path = tmp_path / "course.zip"
    call_command("pack_course", course.slug, str(path))
    forget_the_course()

    call_command("unpack_course", str(path))
    only_told = CoursePage.objects.count()
    call_command("unpack_course", str(path), "--confirm")

    assert (only_told, CoursePage.objects.count()) == (0, 2)
    assert "page: 8 new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no course"):
        call_command("pack_course", "nothing", str(path))


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no zip", "This is not a course"),
        (zipped(**{"course.json": b"{"}), "This is not a course"),
        (zipped(**{"course.json": b'{"format": 1}'}), "The file is damaged"),
        (zipped(**{"course.json": b"{}", "../evil.py": b"x"}), "The file is damaged"),
        (zipped(**{"course.json": b"{}", "media/x.svg": b"x"}), "The file is damaged"),
        (zipped(other=b""), "The file is damaged"),
    ],
)
def test_pkg_01_other_files_are_refused_before_anything_is_read(trainer, content, sentence, tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    _client, response = upload(trainer, path)

    assert (response.status_code, sentence in text_of(response)) == (422, True)


def damaged_fields(data: dict) -> dict:
    data["questions"][0]["fields"]["owner_id"] = 1
    return data


def damaged_model(data: dict) -> dict:
    data["pages"][0]["model"] = "homepage"
    return data


def damaged_kind(data: dict) -> dict:
    data["pages"][0]["fields"] = []
    return data


def damaged_link(data: dict) -> dict:
    lesson = next(one for one in data["pages"] if one["model"] == "lessonpage")
    value = {"quote": "x", "document": "x", "paragraph": "", "authentic": "", "url": "javascript:alert(1)"}
    lesson["fields"]["body"].append({"type": "quotation", "value": value, "id": "bad"})
    return data


@pytest.mark.parametrize("damage", [damaged_fields, damaged_model, damaged_kind, damaged_link])
def test_table_that_was_changed_by_hand_is_taken_over_in_no_part(suitcase, trainer, damage):
    packed(suitcase, **damage(table(suitcase)))
    forget_the_course()

    client, response = upload(trainer, suitcase)
    if response.status_code == 302:
        client.post(response["Location"])

    assert (CoursePage.objects.count(), Question.objects.count(), Team.objects.count()) == (0, 0, 0)


def test_script_in_a_text_does_not_survive(suitcase, trainer):
    data = table(suitcase)
    lesson = next(one for one in data["pages"] if one["model"] == "lessonpage")
    lesson["fields"]["body"][0]["value"] = '<p onclick="x()">Слово</p><script>alert(1)</script>'
    packed(suitcase, **data)
    forget_the_course()

    client, seen = upload(trainer, suitcase)
    client.post(seen["Location"])

    text = str(LessonPage.objects.first().get_latest_revision_as_object().body.raw_data[0]["value"])
    assert ("Слово" in text, "onclick" in text, "<script" in text) == (True, False, False)


def test_what_is_no_picture_is_not_stored_as_one(suitcase, trainer):
    data = table(suitcase)
    member = data["media"][0]["member"]
    with zipfile.ZipFile(suitcase, "w") as archive:
        archive.writestr("course.json", json.dumps(data))
        archive.writestr(member, b"<html>")
    forget_the_course()

    client, seen = upload(trainer, suitcase)
    client.post(seen["Location"])

    assert (get_image_model().objects.count(), get_document_model().objects.count(), CoursePage.objects.count()) == (
        0,
        0,
        0,
    )
