"""A short essay, marked by people along a rubric (features B15)."""

from collections.abc import Callable
from fractions import Fraction

from quizzes.question_types.base import (
    Answer,
    CriterionView,
    Dealer,
    InvalidAnswer,
    Layout,
    Part,
    PartView,
    field_name,
    missing_languages,
    one_value,
    text_in,
)

FEWEST_CRITERIA, MOST_CRITERIA = 3, 5
TOP_LEVEL = 3
LEVELS = tuple(f"level_{level}" for level in range(TOP_LEVEL + 1))
MAX_LETTERS = 5000


class Essay:
    """A text of some paragraphs. Its "answer" for grading is what markers found: ``{criterion id: level}``.

    Credit is the sum of levels / the sum of top levels, under either scoring rule: exactness is about choices. Words
    are counted for the writer and the marker; only ``MAX_LETTERS`` is enforced.
    """

    name = "essay"

    def problems(self, part: Part) -> list[str]:
        criteria = part["criteria"]
        texts = [part["prompt"], *(one[name] for one in criteria for name in ("name", *LEVELS))]
        found = ["language"] if any(map(missing_languages, texts)) else []
        if not FEWEST_CRITERIA <= len(criteria) <= MOST_CRITERIA:
            found.append("criteria")
        return found if part["min_words"] <= part["max_words"] else [*found, "words"]

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        return {"part": part["id"], "token": dealer.token()}

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        # Browsers count a line's end as one letter and send it as two.
        typed = one_value(posted(field_name(layout["token"]))).replace("\r\n", "\n").strip()
        if len(typed) > MAX_LETTERS:
            raise InvalidAnswer("essay_length")
        return typed or None

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        return PartView(
            layout["token"],
            self.name,
            text_in(part["prompt"], language),
            value=answer or "",
            criteria=[_criterion(one, language) for one in part["criteria"]],
            min_words=part["min_words"],
            max_words=part["max_words"],
        )

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        reached = sum((Fraction(answer[one["id"]]) for one in part["criteria"]), Fraction(0))
        return reached / (TOP_LEVEL * len(part["criteria"]))


def _criterion(criterion: Part, language: str) -> CriterionView:
    levels = [text_in(criterion[name], language) for name in LEVELS]
    return CriterionView(criterion["id"], text_in(criterion["name"], language), levels)
