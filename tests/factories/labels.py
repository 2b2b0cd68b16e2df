"""Topics and norms."""

from quizzes.domain.labelling import place_topic
from quizzes.models import Norm, Topic
from tests.factories.numbers import numbers


def make_topic(name: str = "Topic", *, below: Topic | None = None, slug: str = "") -> Topic:
    """A topic, last below ``below`` or at the top."""
    names = {f"name_{code}": f"{name} {code}" for code in ("ru", "kk", "en")}
    return place_topic(Topic(slug=slug or f"topic-{next(numbers)}", **names), below)


def make_norm(code: str = "ICCPR 9") -> Norm:
    """An article."""
    titles = {f"title_{language}": f"Title of {code}" for language in ("ru", "kk", "en")}
    return Norm.objects.create(kind="article", code=code, **titles)
