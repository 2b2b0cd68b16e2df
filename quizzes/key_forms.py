"""The form that corrects a key, made from the frozen question it corrects: what is right, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.localisation import localised
from quizzes.choices import CorrectionRule
from quizzes.domain.answer_keys import key_of, with_key
from quizzes.domain.content import LANGUAGES, problems_of
from quizzes.problem_texts import question_problems
from quizzes.question_types import Part

TRUTHS = (("true", gettext_lazy("The statement is true")), ("false", gettext_lazy("The statement is false")))
LANGUAGE_LABELS = {
    "ru": gettext_lazy("Accepted answers in Russian, one per line"),
    "kk": gettext_lazy("Accepted answers in Kazakh, one per line"),
    "en": gettext_lazy("Accepted answers in English, one per line"),
}
RIGHT = gettext_lazy("What is right")
Fields = Iterator[tuple[str, forms.Field]]


class KeyForm(forms.Form):
    """One or more fields for each part that has a key; once valid, ``content`` is the question with the new key."""

    def __init__(self, faulty: Mapping[str, Any], *args: Any, shown: Mapping[str, Any] | None = None, **kwargs: Any):
        """``faulty`` is what is corrected; ``shown`` has the key to begin with, if that is another one."""
        super().__init__(*args, **kwargs)
        self.faulty = faulty
        keys = key_of(shown or faulty)
        self.parts = [(f"part{place}", part) for place, part in enumerate(faulty["parts"], 1) if part["id"] in keys]
        for prefix, part in self.parts:
            for suffix, field in FIELDS[part["type"]](part, keys[part["id"]]):
                self.fields[prefix + suffix] = field

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each part under its wording."""
        return [
            (localised(part["prompt"]), [self[prefix + suffix] for suffix in self._suffixes(prefix)])
            for prefix, part in self.parts
        ]

    def _suffixes(self, prefix: str) -> list[str]:
        names = [name.partition("_") for name in self.fields]
        return [mark + rest for head, mark, rest in names if head == prefix]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        key = {part["id"]: READERS[part["type"]](part, cleaned, prefix) for prefix, part in self.parts}
        if any(
            part["type"] == "ordering" and len(set(key[part["id"]])) < len(part["items"]) for _p, part in self.parts
        ):
            raise forms.ValidationError(_("Give every step a place of its own."))
        self.content = with_key(self.faulty, key)
        for sentence in question_problems(problems_of(self.content)):
            self.add_error(None, sentence)
        return cleaned


class DecisionForm(forms.Form):
    """By which rule, and why."""

    rule = forms.ChoiceField(
        label=gettext_lazy("What happens to answers given before"),
        choices=CorrectionRule.choices,
        initial=CorrectionRule.BOTH,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Learners whose points change read it next to their result: do not name the right answer."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _option_fields(part: Part, key: Any) -> Fields:
    choices = [(option["id"], localised(option["text"])) for option in part["options"]]
    if part["type"] == "single":
        initial = key[0] if key else None
        yield "", forms.ChoiceField(label=RIGHT, choices=choices, initial=initial, widget=forms.RadioSelect)
    else:
        widget = forms.CheckboxSelectMultiple
        yield "", forms.MultipleChoiceField(label=RIGHT, choices=choices, initial=key, widget=widget)


def _truth_fields(part: Part, key: Any) -> Fields:
    initial = "true" if key else "false"
    yield "", forms.ChoiceField(label=RIGHT, choices=TRUTHS, initial=initial, widget=forms.RadioSelect)


def _number_fields(part: Part, key: Any) -> Fields:
    limits: dict[str, Any] = {"max_digits": 25, "decimal_places": 10, "localize": True}
    yield "", forms.DecimalField(label=_("Right number"), initial=Decimal(key["value"]), **limits)
    yield (
        "_tolerance",
        forms.DecimalField(label=_("Tolerance"), initial=Decimal(key["tolerance"]), min_value=0, **limits),
    )


def _wording_fields(part: Part, key: Any) -> Fields:
    for code in LANGUAGES:
        yield (
            f"_{code}",
            forms.CharField(
                label=LANGUAGE_LABELS[code],
                initial="\n".join(key.get(code, ())),
                required=code != "en",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
        )


def _step_fields(part: Part, key: Any) -> Fields:
    places = [(str(place), str(place)) for place in range(1, len(key) + 1)]
    for number, item in enumerate(part["items"], 1):
        initial = str(key.index(item["id"]) + 1)
        yield f"_{number}", forms.ChoiceField(label=localised(item["text"]), choices=places, initial=initial)


def _pair_fields(part: Part, key: Any) -> Fields:
    rights = [(pair["id"], localised(pair["right"])) for pair in part["pairs"]]
    for number, pair in enumerate(part["pairs"], 1):
        yield f"_{number}", forms.ChoiceField(label=localised(pair["left"]), choices=rights, initial=key[pair["id"]])


def _read_options(part: Part, cleaned: dict[str, Any], name: str) -> Any:
    chosen = cleaned[name] if part["type"] == "multiple" else [cleaned[name]]
    return [option["id"] for option in part["options"] if option["id"] in chosen]


def _read_number(part: Part, cleaned: dict[str, Any], name: str) -> Any:
    return {
        "value": f"{cleaned[name].normalize():f}",
        "tolerance": f"{cleaned[f'{name}_tolerance'].normalize():f}",
    }


def _read_wordings(part: Part, cleaned: dict[str, Any], name: str) -> Any:
    return {
        code: [line.strip() for line in cleaned[f"{name}_{code}"].splitlines() if line.strip()] for code in LANGUAGES
    }


def _read_steps(part: Part, cleaned: dict[str, Any], name: str) -> Any:
    by_place = {int(cleaned[f"{name}_{number}"]): item["id"] for number, item in enumerate(part["items"], 1)}
    return [by_place[place] for place in sorted(by_place)]


def _read_pairs(part: Part, cleaned: dict[str, Any], name: str) -> Any:
    return {pair["id"]: cleaned[f"{name}_{number}"] for number, pair in enumerate(part["pairs"], 1)}


FIELDS: dict[str, Callable[[Part, Any], Fields]] = {
    "single": _option_fields,
    "multiple": _option_fields,
    "true_false": _truth_fields,
    "number": _number_fields,
    "short_text": _wording_fields,
    "ordering": _step_fields,
    "matching": _pair_fields,
}
READERS: dict[str, Callable[[Part, dict[str, Any], str], Any]] = {
    "single": _read_options,
    "multiple": _read_options,
    "true_false": lambda part, cleaned, name: cleaned[name] == "true",
    "number": _read_number,
    "short_text": _read_wordings,
    "ordering": _read_steps,
    "matching": _read_pairs,
}
