"""PRIV-10: mails hold no score, answer or password, and lead to pages behind the sign-in. ACC-17: nobody acts as another."""

import re
from pathlib import Path

from django.conf import settings

from tests.security.routes import all_routes

TEMPLATES = Path(settings.BASE_DIR) / "templates"
WORD = re.compile(r"{{\s*([\w.]+)|{%\s*(?:for \w+ in|if|with)\s+([\w.]+)")
# Whatever says how somebody did, or lets somebody in beyond the link that the mail is about.
NOT_IN_MAILS = re.compile(r"score|points|passed|percent|mark|answer|password|secret|token|iin|verdict", re.IGNORECASE)


def mails() -> dict[str, str]:
    """The texts of all mails that this project writes, by path."""
    files = [*TEMPLATES.glob("**/email/*"), *TEMPLATES.glob("reminders/*.txt"), TEMPLATES / "reminders/_mail.html"]
    files += [TEMPLATES / "reminders/digest.html", TEMPLATES / "reminders/reminder.html"]
    return {str(file.relative_to(TEMPLATES)): file.read_text(encoding="utf-8") for file in files}


def test_priv_10_no_mail_says_how_somebody_did():
    said = {
        name: [word for pair in WORD.findall(text) for word in pair if word and NOT_IN_MAILS.search(word)]
        for name, text in mails().items()
    }

    assert len(said) > 7
    assert {name: words for name, words in said.items() if words} == {}


def test_acc_17_nobody_signs_in_as_somebody_else():
    acting = re.compile(r"hijack|impersonat|login_?as|sudo|masquerad", re.IGNORECASE)

    assert [route.name for route in all_routes() if acting.search(f"{route.name} {route.pattern}")] == []
