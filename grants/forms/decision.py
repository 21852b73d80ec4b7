from django import forms
from django.utils.translation import gettext_lazy as _

from grants.enums import DecisionOutcome
from portal.ui.money import MoneyField


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Which rule is not met, and how"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads it."),
    )


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=[("", _("choose")), *DecisionOutcome.choices])
    amount = MoneyField(label=_("Awarded, EUR"), required=False, help_text=_("Only for a supported project."))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=20,
        help_text=_("It stands in the letter to the applicant."),
    )
    protocol = forms.CharField(label=_("Minutes of the sitting, number and date"), max_length=100)


class CloseProjectForm(forms.Form):
    summary = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), min_length=40)
    people_reached = forms.IntegerField(label=_("People reached"), min_value=0, max_value=1_000_000)
    before = forms.CharField(label=_("Before"), max_length=200, required=False)
    after = forms.CharField(label=_("After"), max_length=200, required=False)
