import pytest
from django.urls import reverse

from tests.factories import make_administrator

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "address",
    ["/ru/?q=%00", "/ru/?q=%FF", "/ru/?%00=1", "/ru/?q=%ED%A0%80", "/ru/%00/", "/accounts/login/?next=%00"],
    ids=["nul", "not UTF-8", "nul in a name", "lone surrogate", "nul in the path", "nul at sign-in"],
)
def test_address_that_no_database_can_store_answers_400(client, address):
    assert client.get(address).status_code == 400


def test_session_cookie_with_nul_answers_400(client):
    response = client.get("/ru/", headers={"cookie": 'sessionid="aaaaaaaaaaaaaaaa\\000"'})

    assert response.status_code == 400


@pytest.mark.parametrize("body", [b"theme=dark%00", b"theme=dark\x00", b"theme=%FF", b"\xff=1"])
def test_form_that_no_database_can_store_answers_400(client, body):
    assert client.post("/theme/", body, content_type=FORM).status_code == 400


@pytest.mark.parametrize("fields", [{"theme": "dark\0"}, {"dark\0": "theme"}])
def test_multipart_form_with_nul_answers_400(client, fields):
    assert client.post("/theme/", fields).status_code == 400


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=\xff"),
        (b"theme=dark", f"{FORM}; charset=utf-16"),
        (b"", f"{FORM}; charset=nonsense"),
        (b"{" * 100_000, "application/json"),
        (b"theme=dark", ""),
    ],
)
def test_body_of_a_wrong_kind_answers_400(client, body, content_type):
    assert client.generic("POST", "/theme/", body, content_type).status_code == 400


def test_upl_02_body_over_the_limit_answers_413(client):
    response = client.post("/theme/", b"theme=" + b"a" * 10_000_000, content_type=FORM)

    assert response.status_code == 413


def test_dos_01_multipart_text_over_the_limit_answers_413(client):
    assert client.post("/theme/", {"theme": "a" * 2_000_000}).status_code == 413


def test_dos_01_too_many_fields_answer_413(client):
    assert client.post("/theme/", {f"field{number}": "1" for number in range(2000)}).status_code == 413


def test_cyrillic_input_is_read(client):
    response = client.get("/accounts/login/", {"next": "/ru/іздеу/?q=құқық ғылымы"})

    assert response.status_code == 200


def test_number_that_no_row_has_answers_404(client):
    client.force_login(make_administrator())

    assert client.post(reverse("learning_admin:mark", args=[2**63]), follow=True).status_code == 404


def test_editors_form_without_its_counting_fields_answers_400(client):
    client.force_login(make_administrator())

    assert client.post("/admin/snippets/quizzes/question/add/", {"title": "Q"}).status_code == 400
