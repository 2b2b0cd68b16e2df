"""The form in which somebody marks an open answer: a level per criterion, and a comment for the learner."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from quizzes.question_types import PartView

MAX_COMMENT = 2000


class MarkForm(forms.Form):
    """Fields are named by the places of part and criterion; once valid, ``levels`` is what ``give_mark`` takes."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        help_text=gettext_lazy("The learner reads it with the result. They do not learn who marked the answer."),
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, parts: Sequence[tuple[str, PartView]], *args: Any, **kwargs: Any):
        """``parts``: the ids of the open parts that were answered, with what a template shows of them."""
        super().__init__(*args, **kwargs)
        self.places = {
            f"level-{number}-{place}": (part_id, criterion)
            for number, (part_id, part) in enumerate(parts, start=1)
            for place, criterion in enumerate(part.criteria, start=1)
        }
        for name, (_part, criterion) in self.places.items():
            self.fields[name] = forms.TypedChoiceField(
                label=criterion.name,
                choices=[(level, f"{level}. {text}") for level, text in enumerate(criterion.levels)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Choose a level.")},
            )

    def level_fields(self) -> list[forms.BoundField]:
        """The criteria in the rubric's order."""
        return [self[name] for name in self.places]

    @property
    def levels(self) -> dict[str, dict[str, int]]:
        """The chosen levels by part id and criterion id."""
        chosen: dict[str, dict[str, int]] = {}
        for name, (part, criterion) in self.places.items():
            chosen.setdefault(part, {})[criterion.id] = self.cleaned_data[name]
        return chosen
