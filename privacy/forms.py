"""What people and administrators write about personal data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.identity import folded_email
from accounts.models import User
from privacy.models import ConsentText


class RefusalForm(forms.Form):
    """Why somebody cannot be erased."""

    answer = forms.CharField(label=_("Answer to the person"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class EraseForm(forms.Form):
    """Somebody who asked on paper."""

    login = forms.CharField(label=_("E-mail or personnel number"), max_length=254)
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Number and day of the letter; no name."))

    def clean_login(self) -> User:
        """The person with this e-mail or number."""
        login = self.cleaned_data["login"].strip()
        found = User.objects.filter(email=folded_email(login)).first()
        found = found or User.objects.filter(personnel_number=login).first()
        if found is None:
            raise ValidationError(gettext("Nobody has this e-mail or personnel number."))
        return found


class ConsentTextForm(forms.ModelForm[ConsentText]):
    """A new edition; all three languages or none."""

    class Meta:
        model = ConsentText
        fields = ("text_ru", "text_kk", "text_en")
        widgets = {name: forms.Textarea(attrs={"rows": 10}) for name in ("text_ru", "text_kk", "text_en")}
