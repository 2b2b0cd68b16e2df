"""The consent of the demo country: one edition, to which everybody in it has said yes."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.models import User
from privacy.domain.consent import current_text, publish_text
from privacy.models import Consent

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_consent(*, now: datetime) -> int:
    """Publish the edition where there is none, and let whoever has not been asked agree; returns how many."""
    text = current_text()
    if text is None:
        texts = {one: (DATA / f"consent_{one}.txt").read_text(encoding="utf-8") for one in ("ru", "kk", "en")}
        text = publish_text(texts, by=None, now=now)
    asked = User.objects.exclude(consents__text=text).values_list("pk", "language")
    given = [Consent(person_id=pk, text=text, language=language, given_at=now) for pk, language in asked]
    return len(Consent.objects.bulk_create(given, batch_size=500))
