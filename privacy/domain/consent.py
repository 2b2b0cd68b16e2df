"""What people are told about their data before they begin, and their yes to it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from privacy.models import Consent, ConsentText

# What a session knows, so that no page has to ask: the edition to which the person has not said yes.
CONSENT_DUE = "consent_due"


def current_text() -> ConsentText | None:
    """The newest edition; None while there is none, and then nobody is asked."""
    return ConsentText.objects.order_by("-number").first()


def text_due(person: User) -> ConsentText | None:
    """The newest edition, unless the person has said yes to it."""
    text = current_text()
    is_given = text is not None and Consent.objects.filter(person=person, text=text).exists()
    return None if is_given else text


@transaction.atomic
def publish_text(texts: Mapping[str, str], *, by: User | None, now: datetime) -> ConsentText:
    """A new edition, ``{"ru": …, "kk": …, "en": …}``; everybody is asked again at their next sign-in."""
    last = ConsentText.objects.aggregate(last=Max("number"))["last"] or 0
    named = {f"text_{language}": texts[language] for language in ("ru", "kk", "en")}
    text = ConsentText.objects.create(number=last + 1, **named, published_at=now, published_by=by)
    actor = by.pk if by else None
    record(Event.SETTING_CHANGED, actor=actor, subject=text, after={"consent_text": text.number})
    return text


def give_consent(person: User, text: ConsentText, *, language: str, now: datetime) -> Consent:
    """The person's yes to this edition; saying it twice leaves the first."""
    given = {"language": language, "given_at": now}
    consent, _created = Consent.objects.get_or_create(person=person, text=text, defaults=given)
    return consent
