"""What a community notes of its own work: money it brought in, things it did itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.money import MoneyField

EARLIEST_YEAR = 1990


class AttractedFundingForm(forms.Form):
    source = forms.CharField(label=_("Where the money came from"), max_length=200)
    purpose = forms.CharField(label=_("What for"), max_length=200, required=False)
    amount = MoneyField(label=_("Amount, EUR"))
    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST_YEAR, max_value=9999)

    def clean_amount(self):
        if not self.cleaned_data["amount"]:
            raise forms.ValidationError(_("Write a sum above zero."))
        return self.cleaned_data["amount"]


class SelfHelpForm(forms.Form):
    text = forms.CharField(label=_("What we did ourselves"), max_length=300)
    done_on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    people = forms.IntegerField(label=_("How many took part"), min_value=1, max_value=30_000, required=False)
