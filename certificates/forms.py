"""What is asked before a paper that is out is touched."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why: the audit log keeps it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Stays in the audit log. Write no names or numbers of people.")
    )
