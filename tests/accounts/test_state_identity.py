"""Sign-in by the state's identity provider, against a real one in a process of its own (AUTH-11)."""

import subprocess
import sys
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from elearn.settings import environment
from tests.factories import make_learner
from tests.factories.people import PASSWORD
from tests.harness.identity_provider import CLIENT, SECRET, SUBJECT

pytestmark = pytest.mark.django_db
LOGIN = reverse("state_identity_login", args=["state"])
WRONG = ["signature", "none", "symmetric", "issuer", "audience", "many", "expired", "nonce", "subject"]


@pytest.fixture(scope="module")
def issuer():
    """The provider's address."""
    command = [sys.executable, "-m", "tests.harness.identity_provider", "0"]
    with subprocess.Popen(command, cwd=site.BASE_DIR, stdout=subprocess.PIPE, text=True) as process:
        yield f"http://localhost:{process.stdout.readline().strip()}"
        process.terminate()


@pytest.fixture(autouse=True)
def provider(issuer, settings, monkeypatch):
    """The site's settings, made from the environment as on a host; the provider behaves."""
    for name, value in (("ISSUER", issuer), ("CLIENT_ID", CLIENT), ("CLIENT_SECRET", SECRET)):
        monkeypatch.setenv(f"OIDC_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = environment.identity_provider()

    def misbehave(how):
        requests.get(f"{issuer}/misbehave/", {"how": how}, timeout=5)

    misbehave("")
    return misbehave


def to_provider(client, **parameters):
    return client.post(f"{LOGIN}?{urlencode(parameters)}")["Location"]


def back_from(address):
    """Where the provider sends the browser that came with ``address``: path and query on our site."""
    answer = requests.get(address, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def pass_through(client, **parameters):
    """Whether the person is signed in afterwards."""
    client.get(back_from(to_provider(client, **parameters)))
    return "_auth_user_id" in client.session


def linked_person():
    person = make_learner()
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pass_through(client, process="connect")
    assert SocialAccount.objects.filter(user=person).exists()
    return person


def test_auth_11_code_flow_with_state_nonce_and_pkce(issuer):
    asked = parse_qs(urlsplit(to_provider(Client())).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))


def test_auth_11_starting_and_linking_need_a_post():
    client = Client()

    assert client.get(LOGIN).status_code == 200
    assert client.get(LOGIN, {"process": "connect"}).status_code == 200
    assert "oidc_nonce" not in client.session


def test_auth_11_a_linked_account_opens_and_nothing_of_the_provider_is_kept():
    person = linked_person()

    client = Client()
    assert pass_through(client)

    assert client.session["_auth_user_id"] == str(person.pk)
    kept = SocialAccount.objects.get()
    assert kept.uid.endswith(f"|{SUBJECT}")
    assert set(kept.extra_data) == {"iss", "sub"}
    assert "identity_linked" in Entry.objects.values_list("event", flat=True)


def test_auth_11_nobody_is_linked_by_address_and_nobody_is_made():
    """The provider asserts this address as verified."""
    make_learner(email="boss@demo.example")
    before = User.objects.count()

    assert not pass_through(Client())

    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


@pytest.mark.parametrize("how", WRONG)
def test_auth_11_a_wrong_token_opens_nothing(provider, how):
    linked_person()
    provider(how)

    assert not pass_through(Client())


def test_auth_11_an_answer_opens_one_browser_once():
    linked_person()
    client, other = Client(), Client()
    back = back_from(to_provider(client))

    other.get(back)
    assert "_auth_user_id" not in other.session
    client.get(back)
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    client.get(back)
    assert "_auth_user_id" not in client.session


def test_auth_12_a_closed_account_stays_closed():
    person = linked_person()
    person.is_active = False
    person.save()

    assert not pass_through(Client())


def test_rel_13_a_provider_that_is_away_is_a_page_and_no_failure(settings):
    settings.SOCIALACCOUNT_PROVIDERS["state_identity"]["APPS"][0]["settings"]["server_url"] = "http://localhost:9"

    response = Client().post(LOGIN)

    assert response.status_code in (200, 401, 403)
    assert reverse("account_login") in response.content.decode()


def test_without_configuration_there_is_no_such_door(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}

    assert Client().post(LOGIN, follow=True).status_code == 404
