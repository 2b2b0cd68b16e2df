"""How an author writes a question part: every text in three languages side by side, one key for all of them.

The block ids that Wagtail gives to list items are the options' stable ids.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TrilingualBlock(blocks.StructBlock):
    """One short text in Russian, Kazakh and English."""

    ru = blocks.TextBlock(label=_("Russian"), max_length=1000, rows=1)
    kk = blocks.TextBlock(label=_("Kazakh"), max_length=1000, rows=1)
    en = blocks.TextBlock(label=_("English"), max_length=1000, rows=1, required=False)

    class Meta:
        form_classname = "struct-block trilingual"


class OptionBlock(blocks.StructBlock):
    """An option and whether choosing it is right."""

    text = TrilingualBlock(label=_("Text"))
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)
    is_pinned = blocks.BooleanBlock(
        label=_("Keep at the end"), required=False, help_text=_("For options like “all of the above”.")
    )


class ChoiceBlock(blocks.StructBlock):
    """A prompt with options to choose from."""

    prompt = TrilingualBlock(label=_("Question"))
    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2, max_num=10)


class SingleBlock(ChoiceBlock):
    """One right option."""

    class Meta:
        icon = "radio-full"
        label = _("One right answer")


class MultipleBlock(ChoiceBlock):
    """Several right options."""

    class Meta:
        icon = "tick-inverse"
        label = _("Several right answers")


class TrueFalseBlock(blocks.StructBlock):
    """A statement that holds or does not."""

    prompt = TrilingualBlock(label=_("Statement"))
    is_true = blocks.BooleanBlock(label=_("The statement is true"), required=False)

    class Meta:
        icon = "check"
        label = _("True or false")


class PairBlock(blocks.StructBlock):
    """Two texts that belong together."""

    left = TrilingualBlock(label=_("Left side"))
    right = TrilingualBlock(label=_("Right side"))


class MatchingBlock(blocks.StructBlock):
    """Pairs whose right sides the learner finds."""

    prompt = TrilingualBlock(label=_("Question"))
    pairs = blocks.ListBlock(PairBlock(), label=_("Pairs"), min_num=2, max_num=8)

    class Meta:
        icon = "link"
        label = _("Matching")


class OrderingBlock(blocks.StructBlock):
    """Steps the learner puts in order; written here in the right one."""

    prompt = TrilingualBlock(label=_("Question"))
    items = blocks.ListBlock(TrilingualBlock(), label=_("Steps, in the right order"), min_num=2, max_num=8)

    class Meta:
        icon = "order"
        label = _("Ordering")


class NumberBlock(blocks.StructBlock):
    """A number within a tolerance."""

    prompt = TrilingualBlock(label=_("Question"))
    value = blocks.DecimalBlock(label=_("Right number"))
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), default=0, min_value=0)

    class Meta:
        icon = "decimal"
        label = _("Number to enter")


class AcceptedBlock(blocks.StructBlock):
    """Accepted wordings, one per line, in each language."""

    ru = blocks.TextBlock(label=_("Russian"), rows=3)
    kk = blocks.TextBlock(label=_("Kazakh"), rows=3)
    en = blocks.TextBlock(label=_("English"), rows=3, required=False)


class ShortTextBlock(blocks.StructBlock):
    """A word or short phrase, compared without case, ё/е and extra blanks."""

    prompt = TrilingualBlock(label=_("Question"))
    accepted = AcceptedBlock(label=_("Accepted answers, one per line"))

    class Meta:
        icon = "pilcrow"
        label = _("Short answer")


class CriterionBlock(blocks.StructBlock):
    """A line of a rubric: what is looked at, and what an answer on each level is like."""

    name = TrilingualBlock(label=_("Criterion"))
    level_0 = TrilingualBlock(label=_("Level 0: missing or wrong"))
    level_1 = TrilingualBlock(label=_("Level 1: begun"))
    level_2 = TrilingualBlock(label=_("Level 2: mostly there"))
    level_3 = TrilingualBlock(label=_("Level 3: complete"))


class EssayBlock(blocks.StructBlock):
    """An open answer, marked by people who do not know whose it is."""

    prompt = TrilingualBlock(label=_("Question"))
    min_words = blocks.IntegerBlock(label=_("At least so many words"), default=50, min_value=0, max_value=300)
    max_words = blocks.IntegerBlock(label=_("At most so many words"), default=400, min_value=20, max_value=600)
    criteria = blocks.ListBlock(
        CriterionBlock(),
        label=_("Criteria"),
        min_num=3,
        max_num=5,
        help_text=_("Learners read the names of the criteria; markers also read what each level means."),
    )

    class Meta:
        icon = "edit"
        label = _("Open answer")


PART_BLOCKS = [
    ("single", SingleBlock()),
    ("multiple", MultipleBlock()),
    ("true_false", TrueFalseBlock()),
    ("matching", MatchingBlock()),
    ("ordering", OrderingBlock()),
    ("number", NumberBlock()),
    ("short_text", ShortTextBlock()),
    ("essay", EssayBlock()),
]
