"""The screens that bring questions in and take them out (ux 75)."""

import html
import re
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from agencies.models import Team
from home.domain.editors import set_up_editors
from quizzes.domain.question_texts import rebuild_search_texts
from quizzes.models import Question, QuestionImport
from tests.factories import make_learner, make_question, make_quiz, make_trainer
from tests.factories.labels import make_topic
from tests.factories.pages import make_indexes
from tests.factories.quizzes import single

pytestmark = pytest.mark.django_db

UPLOAD = "quizzes_admin:import"
TWO = """::one::Which article? {=Article 9 ~Article 19}

::two::Broken { ~
"""


def signed_in(client: Client, person) -> Client:
    """A browser of ``person``, in English."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return client


@pytest.fixture
def trainer(client: Client) -> Client:
    """A trainer's browser."""
    set_up_editors([], make_indexes().values())
    return signed_in(client, make_trainer())


def upload(client: Client, content: str | bytes, name: str = "q.txt", **fields: str):
    """Post a file."""
    data = content.encode() if isinstance(content, str) else content
    form = {"file": SimpleUploadedFile(name, data), "language": "ru", "encoding": ""} | fields
    return client.post(reverse(UPLOAD), form)


def preview(record: QuestionImport) -> str:
    """The address of a preview."""
    return reverse("quizzes_admin:import_preview", args=[record.public_id])


def said(response) -> str:
    """The messages a response leaves for the next page."""
    return " / ".join(str(message) for message in get_messages(response.wsgi_request))


def test_three_clicks_from_the_list_to_the_bank(trainer):
    listing = trainer.get(reverse("wagtailsnippets_quizzes_question:list")).content.decode()
    form = trainer.get(reverse(UPLOAD)).content.decode()
    uploaded = upload(trainer, TWO)
    record = QuestionImport.objects.get()
    confirmed = trainer.post(preview(record), {"choice": "all"})

    assert reverse(UPLOAD) in listing
    assert "Nothing is saved before you confirm." in form
    assert uploaded.url == preview(record)
    assert [one.key for one in Question.objects.all()] == ["one"]
    assert "Questions taken over: 1." in said(confirmed)


def test_imp_10_preview_saves_nothing_and_names_each_problem(trainer):
    response = trainer.get(upload(trainer, TWO).url)

    content = response.content.decode()
    assert Question.objects.count() == 0
    assert "Curly brackets do not match, or one of them needs a backslash." in content
    assert "Part 1: write every text in Russian and in Kazakh." in content
    assert "One right answer" in content


def test_only_the_ticked_rows_are_taken(trainer):
    upload(trainer, "::a::A {T}\n\n::b::B {F}\n\n::c::C {T}\n")

    trainer.post(preview(QuestionImport.objects.get()), {"choice": "ticked", "row": ["0", "2", "x", "99"]})

    assert [one.key for one in Question.objects.all()] == ["a", "c"]


def test_second_confirmation_does_nothing(trainer):
    upload(trainer, TWO)
    record = QuestionImport.objects.get()
    trainer.post(preview(record), {"choice": "all"})

    again = trainer.post(preview(record), {"choice": "all"})

    assert Question.objects.count() == 1
    assert "This import was taken over already." in said(again)
    assert "Take over all" not in trainer.get(preview(record)).content.decode()


def test_bank_that_changed_meanwhile_is_said(trainer):
    upload(trainer, TWO)
    make_question(key="one")

    response = trainer.post(preview(QuestionImport.objects.get()), {"choice": "all"})

    assert "Nothing was saved, because the bank has changed meanwhile." in said(response)


def test_file_that_cannot_be_read_is_refused_in_a_sentence(trainer):
    response = upload(trainer, b"\x00\x01\x02")

    assert "The letters of the file cannot be read." in response.content.decode()
    assert QuestionImport.objects.count() == 0


def test_inp_06_text_from_a_file_is_escaped(trainer):
    content = trainer.get(upload(trainer, "::a::<script>alert(1)</script> {T}").url).content.decode()

    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)" in content


def test_windows_1251_is_named_with_its_lack_of_kazakh_letters(trainer):
    content = trainer.get(upload(trainer, "::a::Какая статья защищает? {T}".encode("cp1251")).url).content.decode()

    assert "windows-1251" in content
    assert "This encoding has no Kazakh letters" in content
    assert "Какая статья защищает?" in content


def test_preview_of_somebody_else_does_not_exist(trainer, client):
    upload(trainer, TWO)
    record = QuestionImport.objects.get()

    other = signed_in(Client(), make_trainer())
    other.post(preview(record), {"choice": "all"})

    assert other.get(preview(record), follow=True).status_code == 404
    assert Question.objects.count() == 0


@pytest.mark.parametrize("role", ["", "reviewer"])
def test_who_may_not_add_questions_may_not_import(trainer, role):
    person = make_learner()
    person.groups.set(Group.objects.filter(name=role))
    browser = signed_in(Client(), person)

    response = browser.get(reverse(UPLOAD))
    upload(browser, TWO)

    assert response.status_code == 302
    assert QuestionImport.objects.count() == 0


def test_learner_may_not_export(trainer):
    browser = signed_in(Client(), make_learner())

    response = browser.get(reverse("quizzes_admin:export"), {"file_format": "gift", "language": "ru"})

    assert response.status_code == 302


@pytest.mark.parametrize(("file_format", "name"), [("xlsx", "q.xlsx"), ("xml", "q.xml"), ("gift", "q.txt")])
def test_exported_file_comes_back_unchanged(trainer, file_format, name):
    make_question(key="one")
    query = {"file_format": file_format, "language": "ru", "state": "", "topic": ""}

    response = trainer.get(reverse("quizzes_admin:export"), query)
    upload(trainer, response.content, name)

    assert [row["status"] for row in QuestionImport.objects.get().rows] == ["unchanged"]


def test_only_chosen_questions_are_exported(trainer):
    questions = [make_question(key=key) for key in ("one", "two")]
    bulk = reverse("wagtail_bulk_action", args=["quizzes", "question", "export"])

    form = trainer.get(f"{bulk}?id={questions[1].pk}", follow=True)
    file = trainer.get(form.request["PATH_INFO"], {"id": questions[1].pk, "file_format": "gift", "language": "ru"})

    assert "Questions chosen in the list: 1" in form.content.decode()
    assert b"::two::" in file.content
    assert b"::one::" not in file.content


def test_export_takes_a_state(trainer):
    make_question(key="one")
    make_question(key="two", state="draft")

    query = {"file_format": "gift", "language": "ru", "state": "draft"}
    content = trainer.get(reverse("quizzes_admin:export"), query).content

    assert (b"::one::" in content, b"::two::" in content) == (False, True)


def test_export_takes_what_the_list_shows(trainer):
    topic = make_topic()
    for key, fields in {
        "one": {"topic": topic, "difficulty": "hard"},
        "two": {"topic": topic},
        "three": {"difficulty": "hard"},
        "four": {"topic": topic, "difficulty": "hard", "state": "draft"},
    }.items():
        make_question(single("Қандай?"), key=key, **fields)
    make_question(single("Else?"), key="five", topic=topic, difficulty="hard")
    rebuild_search_texts(Question.objects.all())
    narrowed = {"topic": topic.pk, "difficulty": "hard", "q": "кандай", "ordering": "key", "p": "1"}

    listing = trainer.get(reverse("wagtailsnippets_quizzes_question:list"), narrowed).content.decode()
    address = html.unescape(re.search(r'href="([^"]*/export/[^"]*)"', listing)[1])
    form = trainer.get(address).content.decode()

    assert dict(parse_qsl(urlsplit(address).query)) == {"topic": f"{topic.pk}", "difficulty": "hard", "q": "кандай"}
    assert "Questions found in the list: 2" in form
    assert f'<option value="{topic.pk}" selected>' in form
    assert 'name="difficulty" value="hard"' in form
    query = {"file_format": "gift", "language": "ru", "state": "ready", "topic": topic.pk, "difficulty": "hard"}
    file = trainer.get(reverse("quizzes_admin:export"), query | {"q": "кандай"}).content.decode()
    assert re.findall(r"::(\w+)::", file) == ["one"]


@pytest.mark.parametrize("filters", [{"difficulty": "nonsense"}, {"topic": "9" * 30}, {"owner": "x"}])
def test_export_passes_over_filters_that_say_nothing(trainer, filters):
    make_question()

    assert "Questions found in the list: 1" in trainer.get(reverse("quizzes_admin:export"), filters).content.decode()


def test_empty_spreadsheet_holds_only_examples(trainer):
    response = trainer.get(reverse("quizzes_admin:import_template"))

    again = upload(trainer, BytesIO(response.content).getvalue(), "q.xlsx")

    assert response["Content-Disposition"] == 'attachment; filename="questions-empty.xlsx"'
    assert "There are no questions in the file." in again.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_dos_03_preview_costs_the_same_for_any_number_of_rows(trainer, django_assert_max_num_queries, rows):
    address = upload(trainer, "\n\n".join(f"::k{one}::K {{T}}" for one in range(rows))).url
    trainer.get(address)

    with django_assert_max_num_queries(12):
        trainer.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_export_costs_the_same_for_any_number_of_questions(trainer, django_assert_max_num_queries, rows):
    for _row in range(rows):
        make_question()

    with django_assert_max_num_queries(10):
        trainer.get(reverse("quizzes_admin:export"), {"file_format": "xml", "language": "ru"})


def test_file_brought_to_a_quiz_fills_it_and_its_team(client):
    trainer, quiz = make_trainer(), make_quiz()
    quiz.team = Team.objects.create(name="t", key=uuid4(), title="T")
    quiz.save()
    quiz.team.user_set.add(trainer)
    set_up_editors([], make_indexes().values())
    client.force_login(trainer)
    before = list(quiz.slots.values_list("question__key", flat=True))
    file = SimpleUploadedFile("q.txt", "::new-one:: Кто? {=Мы ~Они}\n\n::new-two:: Где? {=Тут ~Там}".encode())

    answer = client.post(f"{reverse('quizzes_admin:import')}?quiz={quiz.pk}", {"file": file, "language": "ru"})
    answer = client.post(answer["Location"])

    assert answer["Location"] == reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    quiz.refresh_from_db()
    asked = list(quiz.slots.order_by("sort_order").values_list("question__key", flat=True))
    assert asked == [*before, "new-one", "new-two"]
    assert quiz.changed_by == trainer
    assert {one.team for one in Question.objects.filter(key__startswith="new-")} == {quiz.team}


def test_import_takes_no_code_of_another_team(client):
    team = Team.objects.create(name="t", key=uuid4(), title="T")
    make_question(key="theirs", team=team)
    set_up_editors([], make_indexes().values())
    client.force_login(make_trainer())
    file = SimpleUploadedFile("q.txt", "::theirs:: Кто? {=Мы ~Они}".encode())

    answer = client.post(reverse("quizzes_admin:import"), {"file": file, "language": "ru"})
    page = client.get(answer["Location"]).content.decode()
    client.post(answer["Location"])

    assert "Этот код занят. Дайте вопросу другой." in page
    assert Question.objects.get().first_prompt != "Кто?"
