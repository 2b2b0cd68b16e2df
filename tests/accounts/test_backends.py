"""Known and unknown names cost the same work (AUTH-08); times themselves are measured in ``bench/enumeration.py``."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher

from tests.factories import make_learner

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        """As MD5, and counted."""
        CountingHasher.count += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("email", ["known@example.org", "unknown@example.org", "closed@example.org"])
@pytest.mark.parametrize("field", [{"email"}, {"username"}, {"email", "username"}])
def test_auth_08_a_wrong_password_is_hashed_once_for_known_and_unknown_names(settings, email, field):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    for known in ("known@example.org", "closed@example.org"):
        person = make_learner(email=known, is_active=not known.startswith("closed"))
        person.set_password("right words of a test")
        person.save()
    CountingHasher.count = 0

    found = authenticate(None, password="wrong words of a test", **dict.fromkeys(field, email))

    assert (found, CountingHasher.count) == (None, 1)


def test_right_password_is_still_right():
    person = make_learner(email="known@example.org")
    person.set_password("right words of a test")
    person.save()

    found = authenticate(
        None, email="known@example.org", username="known@example.org", password="right words of a test"
    )

    assert found == person
