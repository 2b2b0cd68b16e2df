"""The right answer to a question part, as the demo's people give it."""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.models import Response

Part = Mapping[str, Any]


def right_answers(response: Response) -> dict[str, Any]:
    """An answer by part id that earns all points of this row."""
    return {part["id"]: RIGHT[part["type"]](part) for part in response.question_version.content["parts"]}


def _right_options(part: Part) -> list[str]:
    return sorted(option["id"] for option in part["options"] if option["correct"])


def _accepted_text(part: Part) -> str:
    return str(part["accepted"]["ru"][0])


NOTE = (
    "В 2025 году в области обучены 40 из 120 участковых (источник: отчёт департамента полиции от 15 декабря). "
    "Показатель плана — все 120 к концу 2026 года, то есть пройдена треть пути. Пробел: в пяти сельских районах "
    "обучения не было, нет тренера, говорящего по-казахски. Следующий шаг: до 1 марта департамент полиции и "
    "управление образования готовят двух тренеров, до 1 июня проводят пять выездных занятий; отчёт о них "
    "направляется в Министерство юстиции."
)

RIGHT: dict[str, Callable[[Part], Any]] = {
    "single": lambda part: _right_options(part)[0],
    "multiple": _right_options,
    "true_false": lambda part: "true" if part["correct"] else "false",
    "matching": lambda part: {pair["id"]: pair["id"] for pair in part["pairs"]},
    "ordering": lambda part: [item["id"] for item in part["items"]],
    "number": lambda part: part["value"],
    "short_text": _accepted_text,
    "essay": lambda part: NOTE,
}
