"""A certificate with every letter that could go wrong."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from certificates.domain.issuing import issue_certificate
from certificates.models import Certificate
from tests.factories import make_learner

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
LONG_NAME = "Нұрмұхамбетова Гүлбаһрам Әбдіқадырқызы"
LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі№«»₸"


@pytest.fixture
def certificate() -> Certificate:
    holder = make_learner(name_kk=LONG_NAME, name_ru="Нурмухамбетова Гульбахрам", name_en="")
    titles = {"kk": LETTERS, "ru": "Название курса"}
    return issue_certificate(holder, subject_key=uuid4(), titles=titles, hours=6, now=NOW)
