"""Ending somebody's sessions on all devices."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User

# What a session knows of its person, so that no page has to ask.
HAS_ROLE = "has_role"
HAS_FACTOR = "has_factor"
BEGAN = "began"
SEEN = "seen"


@transaction.atomic
def end_sessions(person: User, *, but: str | None = None) -> int:
    """Sign the person out everywhere, except in the session with the key ``but``; returns how many ended."""
    own = UserSession.objects.filter(user=person)
    if but:
        own = own.exclude(session_key=but)
    keys = list(own.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    own.delete()
    return len(keys)
