"""A form with every kind of field. Nobody sends it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.choices import PostCategory


class SampleForm(forms.Form):
    """Texts, choices and a file; one field is optional."""

    name = forms.CharField(label=_("Full name"), help_text=_("A line that helps to fill the field in."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    post = forms.ChoiceField(label=_("Category of the post"), choices=PostCategory.choices)
    position = forms.ChoiceField(
        label=_("Option"), choices=[("1", "1"), ("2", "2"), ("3", "3")], widget=forms.RadioSelect, initial="2"
    )
    several = forms.MultipleChoiceField(
        label=_("Options"),
        choices=[("1", "1"), ("2", "2"), ("3", "3")],
        widget=forms.CheckboxSelectMultiple,
        initial=["1", "3"],
        required=False,
    )
    agreed = forms.BooleanField(label=_("Right"), required=False)
    file = forms.FileField(label=_("File"), help_text="XLSX, CSV")


def empty_form() -> SampleForm:
    """As somebody finds it."""
    return SampleForm(auto_id="sample-%s", use_required_attribute=False)


def form_with_errors() -> SampleForm:
    """As it comes back when nothing in it was right."""
    return SampleForm({"email": "name@"}, auto_id="wrong-%s", use_required_attribute=False)
