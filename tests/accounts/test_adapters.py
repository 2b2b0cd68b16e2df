"""Accounts come from rosters and invitations only."""

import pytest
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_nobody_signs_up_alone(client):
    client.post(
        reverse("account_signup"),
        {"email": "me@demo.example", "password1": "a long pass phrase", "password2": "a long pass phrase"},
    )

    assert not User.objects.filter(email="me@demo.example").exists()
