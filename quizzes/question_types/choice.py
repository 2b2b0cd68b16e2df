"""Single, multiple, true/false."""

from collections.abc import Callable
from fractions import Fraction

from quizzes.question_types.base import (
    Answer,
    Dealer,
    InvalidAnswer,
    Layout,
    OptionView,
    Part,
    PartView,
    field_name,
    id_of,
    missing_languages,
    one_value,
    text_in,
)


class Single:
    """One right option."""

    name = "single"

    def problems(self, part: Part) -> list[str]:
        found = ["language"] if _lacks_language(part) else []
        return found if len(_right(part)) == 1 else [*found, "one_right"]

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        ids = [option["id"] for option in part["options"]]
        last = [option["id"] for option in part["options"] if option.get("pinned")]
        return {"part": part["id"], "token": dealer.token(), "options": dealer.deal(ids, last=last)}

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        token = one_value(posted(field_name(layout["token"])))
        return id_of(layout["options"], token) if token else None

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        return _choice_view(self.name, part, layout, {answer}, language, key=key)

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        return Fraction(answer in _right(part))


class Multiple:
    """Several right options.

    Credit is max(0, c/C − w/W): c of C right options chosen, w of W wrong ones (features A6). Ticking all or none
    earns nothing; authoring refuses a part without a wrong option.
    """

    name = "multiple"

    def problems(self, part: Part) -> list[str]:
        found = ["language"] if _lacks_language(part) else []
        right = len(_right(part))
        return found if 0 < right < len(part["options"]) else [*found, "some_right_some_wrong"]

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        return Single().lay_out(part, dealer)

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        tokens = posted(field_name(layout["token"]))
        if len(tokens) != len(set(tokens)):
            raise InvalidAnswer("repeated")
        return sorted(id_of(layout["options"], token) for token in tokens) or None

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        return _choice_view(self.name, part, layout, set(answer or ()), language, key=key)

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        right, chosen = _right(part), set(answer)
        if exact:
            return Fraction(chosen == right)
        wrong_options = len(part["options"]) - len(right)
        gained = Fraction(len(chosen & right), len(right))
        return max(Fraction(0), gained - Fraction(len(chosen - right), wrong_options))


class TrueFalse:
    """A statement that holds or does not; the two answers keep their order."""

    name = "true_false"
    ANSWERS = ("true", "false")

    def problems(self, part: Part) -> list[str]:
        return ["language"] if missing_languages(part["prompt"]) else []

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        options = [[dealer.token(), answer] for answer in self.ANSWERS]
        return {"part": part["id"], "token": dealer.token(), "options": options}

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        return Single().read(layout, posted)

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        # The words "true" and "false" are the template's; ``text`` carries which of the two it is.
        options = [
            OptionView(token, one, one == answer, key and one == _truth(part)) for token, one in layout["options"]
        ]
        return PartView(layout["token"], self.name, text_in(part["prompt"], language), options)

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        return Fraction(answer == _truth(part))


def _truth(part: Part) -> str:
    return "true" if part["correct"] else "false"


def _right(part: Part) -> set[str]:
    return {option["id"] for option in part["options"] if option["correct"]}


def _lacks_language(part: Part) -> bool:
    return any(missing_languages(texts) for texts in [part["prompt"], *(one["text"] for one in part["options"])])


def _choice_view(
    name: str, part: Part, layout: Layout, chosen: set[str | None], language: str, *, key: bool
) -> PartView:
    texts = {option["id"]: text_in(option["text"], language) for option in part["options"]}
    right = _right(part)
    options = [OptionView(token, texts[one], one in chosen, key and one in right) for token, one in layout["options"]]
    return PartView(layout["token"], name, text_in(part["prompt"], language), options, right_count=len(right))
