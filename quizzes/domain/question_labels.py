"""Topics and norms as files name them, and as the bank knows them."""

from collections.abc import Iterable, Mapping
from typing import Any

from quizzes.models import Norm, Topic

Problem = tuple[str, dict[str, Any]]


class Labels:
    """All topics and norms of the bank, read once."""

    def __init__(self) -> None:
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        self.norms = {norm.code: norm for norm in Norm.objects.all()}
        self._codes = {code.casefold(): code for code in self.norms}
        names = (
            (name.casefold(), topic.slug)
            for topic in self.topics.values()
            for name in (topic.name_en, topic.name_kk, topic.name_ru, topic.slug)
            if name
        )
        self._slugs = dict(names)

    def settled(self, question: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """The question with the slug of its topic and codes of its norms, and a remark for each that is unknown.

        A topic may be a path, as Moodle and GIFT write categories: its last name is looked for.
        """
        path = question["topic"]
        name = path.rpartition("/")[2].strip().casefold()
        slug = self._slugs.get(name, "")
        remarks: list[Problem] = [("topic", {"topic": path[:100]})] if name not in ("", "top") and not slug else []
        known, unknown = self._sorted(question["norms"])
        return {**question, "topic": slug, "norms": known}, remarks + [("norm", {"norm": one[:60]}) for one in unknown]

    def has_all(self, question: Mapping[str, Any]) -> bool:
        """Whether the topic and norms of a settled question are still there."""
        return question["topic"] in ("", *self.topics) and self.norms.keys() >= set(question["norms"])

    def _sorted(self, codes: Iterable[str]) -> tuple[list[str], list[str]]:
        folded = {code.casefold(): code for code in codes}
        known = sorted(self._codes[one] for one in folded if one in self._codes)
        return known, [code for one, code in folded.items() if one not in self._codes]
