"""Counting what graded first attempts say about the questions of one quiz version (features B8–B12).

The database groups equal answers; everything else follows from those counts, so that neither time nor memory grows
with the number of attempts for long. Where questions are drawn from a pool, "the rest of the sheet" is different
questions for different people: discrimination then also says whether somebody drew an easy sheet, and the consistency
of the whole takes every place that draws from one pool for one and the same item.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from math import sqrt
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from quizzes.choices import AttemptState
from quizzes.domain import item_statistics
from quizzes.domain.distractors import Answers, option_ids, option_table, right_ids
from quizzes.domain.given_answers import Given, answered_freely, given_tables, has_given
from quizzes.domain.keys_in_force import Keys, keys_in_force
from quizzes.models import (
    Attempt,
    KeyCorrection,
    QuestionVersion,
    QuizStatistics,
    QuizVersion,
    QuizVersionSlot,
    Response,
)
from quizzes.question_types import Part

FEWEST_FOR_FACILITY = 10
FEWEST = 30
HARD, EASY = 0.30, 0.95
TRANSLATION_GAP = 0.15
UNIT = 10_000  # points are stored to four decimals and counted in whole ten-thousandths
LANGUAGES = ("ru", "kk", "en")
COUNTED = {"state": AttemptState.GRADED, "number": 1, "is_preview": False}

Content = Mapping[str, Any]
Figures = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """So many people with this total gave this answer to the question in this language and got these points for it.

    ``possible`` is what all of them together could have got.
    """

    question_version: int
    language: str
    points: int
    total: int
    answer: Any
    count: int
    possible: int


def count_statistics(version: QuizVersion, *, now: datetime) -> QuizStatistics:
    """Count everything anew and store it; figures that too few answers stand behind are None.

    ``figures``: ``{"flagged": questions with a flag, "questions": […], "whole": {…} or None}``; a question has
    ``question_version``, ``position``, ``flags``, ``gap``, ``all`` and ``languages``; the last two are measures with
    ``n``, ``is_enough``, ``facility`` (0 to 1), ``discrimination`` and ``efficiency`` (per cent), ``parts`` (options)
    and ``given`` (what was given where there are none, see ``given_tables``).
    """
    totals = _totals(version)
    places = _places(version)
    contents = dict(QuestionVersion.objects.filter(pk__in=places).values_list("pk", "content"))
    by_question: defaultdict[int, list[Row]] = defaultdict(list)
    for row in _rows(version, contents):
        by_question[row.question_version].append(row)
    given: defaultdict[int, list[Given]] = defaultdict(list)
    for pk, one in _given(version, contents):
        given[pk].append(one)
    keys = keys_in_force(contents)
    questions = [
        {"question_version": pk, "position": places[pk][0]}
        | _question(_Asked(contents[pk], keys[pk]), by_question[pk], given[pk])
        for pk in sorted(by_question, key=lambda pk: (places[pk], pk))
    ]
    figures = {
        "flagged": sum(bool(one["flags"]) for one in questions),
        "questions": questions,
        "whole": _whole(version, totals, places, by_question),
    }
    counted = {"attempts": sum(totals.values()), "figures": figures, "counted_at": now}
    return QuizStatistics.objects.update_or_create(quiz_version=version, defaults=counted)[0]


def counted_attempts(version: QuizVersion) -> QuerySet[Attempt]:
    """The attempts that statistics of this version rest on: graded first attempts of learners."""
    return version.attempts.filter(**COUNTED)


def stale_versions() -> QuerySet[QuizVersion]:
    """Versions whose stored figures lack attempts or corrected keys, or that have attempts and no figures yet."""
    counted = Q(**{f"attempts__{name}": value for name, value in COUNTED.items()})
    asked = QuizVersionSlot.objects.filter(
        Q(question_version=OuterRef("faulty")) | Q(pool=OuterRef("faulty")), quiz_version=OuterRef(OuterRef("pk"))
    )
    counted_at = OuterRef("statistics__counted_at")
    corrected = KeyCorrection.objects.filter(
        Q(applied_at__gte=counted_at) | Q(undone_at__gte=counted_at), Exists(asked)
    )
    return QuizVersion.objects.annotate(now=Count("attempts", filter=counted)).filter(
        Q(statistics=None, now__gt=0)
        | Q(now__gt=F("statistics__attempts"))
        | Q(now__lt=F("statistics__attempts"))
        | Exists(corrected)
    )


def _totals(version: QuizVersion) -> Counter[int]:
    """How many people reached each total."""
    counted = counted_attempts(version).values_list("points").annotate(count=Count("pk")).order_by()
    return Counter({_in_units(points): count for points, count in counted})


def _places(version: QuizVersion) -> dict[int, tuple[int, int]]:
    """``{question version id: (position of its slot, questions the slot asks)}``."""
    places: dict[int, tuple[int, int]] = {}
    for slot in version.slots.prefetch_related("pool").order_by("position"):
        asked = [slot.question_version_id] if slot.question_version_id else [one.pk for one in slot.pool.all()]
        for pk in asked:
            places.setdefault(pk, (slot.position, slot.draws))
    return places


def _rows(version: QuizVersion, contents: Mapping[int, Content]) -> Iterator[Row]:
    """Counted answers. What has no options is left out of them: it may be different for each person."""
    chosen = _asking(contents, lambda part: bool(option_ids(part)))
    shown = _responses(version)
    names = ("question_version", "shown_in", "points", "attempt__points")
    grouped = [
        shown.filter(question_version__in=chosen).values_list(*names, "answer"),
        shown.filter(question_version__in=contents.keys() - set(chosen)).values_list(*names),
    ]
    for query in grouped:
        counted = query.annotate(count=Count("pk"), possible=Sum("max_points"))
        for pk, language, points, total, *answer, count, possible in counted:
            given = answer[0] if answer else None
            yield Row(pk, language, _in_units(points), _in_units(total), given, count, possible * UNIT)


def _given(version: QuizVersion, contents: Mapping[int, Content]) -> Iterator[tuple[int, Given]]:
    """What has no options, counted apart from points, so that equal answers are one row."""
    written = _responses(version).filter(question_version__in=_asking(contents, has_given))
    names = ("question_version", "shown_in", "answer")
    counted = written.values_list(*names).annotate(count=Count("pk"))
    for pk, language, answer, count in counted.iterator():
        yield pk, Given(language, answered_freely(contents[pk]["parts"], answer), count)


def _asking(contents: Mapping[int, Content], is_such: Callable[[Part], bool]) -> list[int]:
    """The questions with such a part."""
    return [pk for pk, content in contents.items() if any(map(is_such, content["parts"]))]


def _responses(version: QuizVersion) -> QuerySet[Response]:
    about = {f"attempt__{name}": value for name, value in COUNTED.items()}
    responses = Response.objects.filter(attempt__quiz_version=version, points__isnull=False, **about).order_by()
    # A sort key of few columns: with all of them SQLite takes three times as long.
    return responses.annotate(shown_in=Coalesce(NullIf("language", Value("")), "attempt__language"))


def _question(asked: "_Asked", rows: Sequence[Row], given: Sequence[Given]) -> Figures:
    everybody = _measures(asked, rows, given)
    languages = {
        code: _measures(asked, own, [one for one in given if one.language == code])
        for code in LANGUAGES
        if (own := [one for one in rows if one.language == code])
    }
    gap = _gap(languages.values())
    return {"flags": _flags(everybody, gap), "gap": gap, "all": everybody, "languages": languages}


@dataclass(frozen=True)
class _Asked:
    """A question and the keys its answers count by."""

    content: Content
    keys: Keys


def _measures(asked: _Asked, rows: Sequence[Row], given: Sequence[Given]) -> Figures:
    people = sum(one.count for one in rows)
    figures: Figures = {"n": people, "is_enough": people >= FEWEST, "parts": [], "given": []}
    figures |= dict.fromkeys(("facility", "discrimination", "efficiency"))
    if people >= FEWEST_FOR_FACILITY:
        figures["facility"] = sum(one.count * one.points for one in rows) / sum(one.possible for one in rows)
    if figures["is_enough"]:
        joint: Counter[tuple[int, int]] = Counter()
        for one in rows:
            joint[one.points, one.total - one.points] += one.count
        figures["discrimination"] = item_statistics.discrimination_index(joint)
        figures["efficiency"] = item_statistics.discriminative_efficiency(joint)
        figures["parts"] = _parts(asked, rows)
        figures["given"] = given_tables(asked.content["parts"], asked.keys, given)
    return figures


def _parts(asked: _Asked, rows: Sequence[Row]) -> list[Figures]:
    answers = [Answers(one.total, one.answer, one.count) for one in rows]
    return [
        {"part": part["id"], "options": [asdict(one) for one in option_table(part, _right(part, asked.keys), answers)]}
        for part in asked.content["parts"]
        if option_ids(part)
    ]


def _right(part: Part, keys: Keys) -> set[str]:
    forms = keys[part["id"]]
    return set(option_ids(part)) if forms is None else set().union(*map(right_ids, forms))


def _gap(languages: Iterable[Figures]) -> float | None:
    """The widest difference in facility between two languages that enough people answered in."""
    known = [one["facility"] for one in languages if one["n"] >= FEWEST]
    return max(known) - min(known) if len(known) > 1 else None


def _flags(measures: Figures, gap: float | None) -> list[str]:
    facility, discrimination = measures["facility"], measures["discrimination"]
    options = [option for part in measures["parts"] for option in part["options"]]
    holds = {
        "key": any("beats_key" in option["flags"] for option in options),
        "negative": discrimination is not None and discrimination < 0,
        "hard": facility is not None and facility < HARD,
        "easy": facility is not None and facility > EASY,
        # 0.95 − 0.80 is a little less than 0.15 in binary.
        "translation": gap is not None and round(gap, 9) >= TRANSLATION_GAP,
    }
    return [name for name, is_so in holds.items() if is_so]


def _whole(
    version: QuizVersion, totals: Counter[int], places: Mapping[int, tuple[int, int]], rows: Mapping[int, Sequence[Row]]
) -> Figures | None:
    """Reliability of the whole quiz, deviations in points; None: too few, or nothing varies."""
    spread = item_statistics.variance(totals)
    consistency = item_statistics.internal_consistency(_item_variances(places, rows), spread)
    if sum(totals.values()) < FEWEST or not spread or consistency is None:
        return None
    maximum = sum(slot.points * slot.draws for slot in version.slots.all())
    error = item_statistics.error_ratio(consistency)
    standard_error = error * sqrt(spread) / 100
    return {
        "maximum": maximum,
        "mean": sum(total * count for total, count in totals.items()) / totals.total() / UNIT,
        "deviation": sqrt(spread) / UNIT,
        "consistency": consistency,
        "error_ratio": error,
        "standard_error": standard_error / UNIT,
        "near_pass_mark": item_statistics.share_within(
            totals, version.pass_mark * maximum * UNIT / 100, standard_error
        ),
    }


def _item_variances(places: Mapping[int, tuple[int, int]], rows: Mapping[int, Sequence[Row]]) -> list[float]:
    """One variance per question of a sheet."""
    scores: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for pk, own in rows.items():
        for one in own:
            scores[places[pk]][one.points] += one.count
    return [item_statistics.variance(one) or 0.0 for place, one in scores.items() for _draw in range(place[1])]


def _in_units(points: Decimal) -> int:
    return int(points * UNIT)
