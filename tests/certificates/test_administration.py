"""What administrators may do about papers that are out, and nobody else."""

from uuid import uuid4

import pytest

from certificates.choices import State
from certificates.codes import grouped
from certificates.domain.issuing import issue_certificate
from certificates.models import Certificate
from certificates.tasks import reissue_many
from tests.certificates.conftest import NOW
from tests.factories import make_administrator, make_learner

pytestmark = pytest.mark.django_db
LIST = "/admin/certificates/"


@pytest.fixture
def signed_in(client):
    client.force_login(make_administrator())
    return client


def another(certificate):
    return issue_certificate(
        make_learner(), subject_key=certificate.subject_key, titles=certificate.claims["title"], hours=6, now=NOW
    )


def act(client, certificate, name, reason="Married"):
    return client.post(f"{LIST}{certificate.pk}/", {"act": name, "reason": reason})


def listed(client, typed):
    return [one.number for one in client.get(LIST, {"q": typed}).context["page"]]


def test_found_by_number_code_and_who_holds_it(signed_in, certificate):
    other = another(certificate)
    holder = certificate.holder
    holder.personnel_number = "AB-17"
    holder.save()

    assert listed(signed_in, "") == [other.number, certificate.number]
    for typed in (certificate.number, f" {grouped(certificate.code).lower()} ", holder.email.upper(), "ab-17"):
        assert listed(signed_in, typed) == [certificate.number]
    assert listed(signed_in, "nobody") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(signed_in, certificate, number, django_assert_max_num_queries):
    for _one in range(number - 1):
        another(certificate)
    signed_in.get(LIST)

    with django_assert_max_num_queries(8):
        assert len(signed_in.get(LIST).context["page"]) == number


def test_issued_again_by_one_button_and_a_reason(signed_in, certificate):
    answer = act(signed_in, certificate, "reissue")

    new = Certificate.objects.get(superseded_at=None)
    assert answer.url == f"{LIST}{new.pk}/"
    assert certificate.number in signed_in.get(answer.url).content.decode()


def test_revoked_by_one_button_and_a_reason_and_not_twice(signed_in, certificate):
    act(signed_in, certificate, "revoke")
    certificate.refresh_from_db()
    assert certificate.state == State.REVOKED

    again = act(signed_in, certificate, "reissue")

    assert again.url == f"{LIST}{certificate.pk}/"
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(("name", "reason"), [("revoke", ""), ("revoke", "x" * 301), ("", "Why"), ("delete", "Why")])
def test_without_a_reason_or_an_act_nothing_happens(signed_in, certificate, name, reason):
    assert act(signed_in, certificate, name, reason).status_code == 422
    certificate.refresh_from_db()
    assert (certificate.state, Certificate.objects.count()) == (State.VALID, 1)


def test_all_of_a_course_are_issued_again_in_the_background_once(signed_in, certificate, monkeypatch):
    monkeypatch.setattr("certificates.tasks.AT_ONCE", 2)
    for _one in range(4):
        another(certificate)
    elsewhere = issue_certificate(make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW)

    act(signed_in, certificate, "reissue_all", "New issuer")

    assert Certificate.objects.exclude(pk=elsewhere.pk).count() == 10
    assert Certificate.objects.filter(superseded_at=None).count() == 6
    elsewhere.refresh_from_db()
    assert elsewhere.state == State.VALID


def test_started_twice_it_issues_nothing_twice(certificate):
    by = make_administrator()
    for _time in range(2):
        reissue_many.enqueue(str(certificate.subject_key), by.pk, "Why", certificate.pk)

    assert Certificate.objects.count() == 2


def test_learners_see_nothing_of_it(client, certificate):
    client.force_login(make_learner())

    assert client.get(LIST).status_code in (302, 403)
    assert act(client, certificate, "revoke").status_code in (302, 403)
    certificate.refresh_from_db()
    assert certificate.state == State.VALID
