"""What the flags of a question and of an option mean, in words."""

from django.utils.translation import gettext_lazy

FLAGS = {
    "key": gettext_lazy("check the key"),
    "negative": gettext_lazy("negative discrimination"),
    "hard": gettext_lazy("too hard"),
    "easy": gettext_lazy("too easy"),
    "translation": gettext_lazy("check the translation"),
}
OPTION_FLAGS = {
    "rare": gettext_lazy("hardly anybody chooses it"),
    "strong": gettext_lazy("misleads the strong more than the weak"),
    "beats_key": gettext_lazy("chosen more often than a right option"),
}
FIXED_OPTIONS = {"true": gettext_lazy("True"), "false": gettext_lazy("False")}
NO_ANSWER_TEXT = gettext_lazy("No answer")
OTHER_ANSWERS_TEXT = gettext_lazy("Other answers")
TOO_FEW = gettext_lazy("too few")
