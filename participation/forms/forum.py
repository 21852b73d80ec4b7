from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.pages.guide import TEN_STEPS


class CloseForumForm(forms.Form):
    attendance = forms.IntegerField(label=_("How many people came"), min_value=0, max_value=100_000)
    minutes = forms.CharField(
        label=_("Minutes"), widget=forms.Textarea(attrs={"rows": 12}), help_text=_("Who spoke of what and what was agreed.")
    )
    lessons = forms.CharField(label=_("What we learned"), widget=forms.Textarea(attrs={"rows": 3}))
    ten_steps = forms.TypedMultipleChoiceField(
        label=_("Which of the ten steps were done"), coerce=int, required=False,
        choices=[(step.number, format_lazy("{}. {}", step.number, step.title)) for step in TEN_STEPS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class ProposalForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 5}))
    residents_represented = forms.IntegerField(
        label=_("Speaks for residents"), required=False, min_value=2, help_text=_("Fill in for a joint proposal.")
    )
    how_agreed = forms.CharField(label=_("How it was agreed"), required=False, max_length=300)
