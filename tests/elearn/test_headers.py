import pytest

from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PLACES = [
    "/",
    "/accounts/login/",
    "/ru/no-such-page/",
    "/ru/?q=%00",
    "/healthz",
    "/admin/",
    "/static/elearn/main.css",
    "/static/no-such-file.css",
]


def policy_of(response) -> dict[str, list[str]]:
    """The content security policy, a list of sources for each directive."""
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("admin@example.kz")


@pytest.mark.parametrize("address", PLACES)
def test_hdr_02_every_response_carries_the_security_headers(client, address):
    response = client.get(address)

    assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE


@pytest.mark.parametrize("address", ["/accounts/login/", "/ru/no-such-page/", "/ru/?q=%00"])
def test_hdr_01_public_page_allows_nothing_inline_and_no_frame(client, address):
    response = client.get(address)

    assert policy_of(response) == {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert response.headers["X-Frame-Options"] == "DENY"


def test_admin_page_allows_inline_scripts_and_its_own_frames_only(client, administrator):
    client.force_login(administrator)

    response = client.get("/admin/")

    policy = policy_of(response)
    assert response.status_code == 200
    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert (policy["default-src"], policy["frame-ancestors"]) == (["'self'"], ["'self'"])
    assert "'unsafe-eval'" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_page_beside_admin_does_not_get_its_policy(client):
    assert "script-src" not in policy_of(client.get("/administration/"))


def test_hdr_04_page_of_a_signed_in_person_is_kept_out_of_caches(client, administrator):
    client.force_login(administrator)

    assert "no-store" in client.get("/ru/no-such-page/").headers["Cache-Control"]


def test_hdr_03_foreign_host_is_refused(client):
    assert client.get("/accounts/login/", headers={"host": "host.example"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/.git/config", "/.env", "/var/elearn.sqlite3", "/static/../manage.py", "/manage.py~"]
)
def test_hdr_06_files_of_the_site_itself_are_not_served(client, address):
    assert client.get(address).status_code in {301, 302, 404}
