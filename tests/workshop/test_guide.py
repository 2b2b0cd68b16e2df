"""The guide for trainers, in their language, with all its pictures."""

import re

import pytest
from django.contrib.staticfiles import finders
from wagtail.users.models import UserProfile

from tests.workshop.conftest import client_of

PICTURE = re.compile(
    r'<img[^>]+src="/static/([^"]+)"[^>]+alt="([^"]+)"|<img[^>]+alt="([^"]+)"[^>]+src="/static/([^"]+)"'
)


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "Пройти тест как слушатель"), ("kk", "Тестті тыңдаушы ретінде өту")]
)
def test_guide_has_a_picture_of_every_screen_in_both_languages(trainer, language, word):
    UserProfile.objects.update(preferred_language=language)

    html = client_of(trainer).get("/admin/workshop/guide/").content.decode()

    paths = [one[0] or one[3] for one in PICTURE.findall(html) if "guide/" in (one[0] or one[3])]
    assert len(paths) == 8
    assert {path.split("/")[2] for path in paths} == {language}
    assert [path for path in paths if finders.find(path) is None] == []
    assert word in html
