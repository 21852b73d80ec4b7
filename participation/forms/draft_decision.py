from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminDateWidget

from participation.enums import DecisionOutcome
from portal.files.forms import KeptFileField


class DraftFileForm(forms.Form):
    file = KeptFileField(label=_("File"), help_text=_("The draft as it goes to the committee, as PDF."))


class RequestOpinionsForm(forms.Form):
    can_change = forms.CharField(
        label=_("What can still change"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What opinions can influence. If nothing, it is too late to ask."),
    )  # fmt: skip
    answer_by = forms.DateField(
        label=_("Opinions until"), widget=UnfoldAdminDateWidget,
        help_text=_("The opinions open tomorrow. Communities meet before they answer: give them at least two weeks."),
    )  # fmt: skip
    decision_on = forms.DateField(label=_("Expected day of the decision"), widget=UnfoldAdminDateWidget)


class SubmitForm(forms.Form):
    committee = forms.CharField(label=_("Committee"), max_length=120)
    meeting_at = forms.DateTimeField(
        label=_("Meeting of the committee"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    meeting_place = forms.CharField(label=_("Place of the meeting"), max_length=200)
    remote_link = forms.URLField(label=_("Link for taking part remotely"), required=False, assume_scheme="https")
    agenda_item = forms.IntegerField(label=_("Item of the agenda"), required=False, min_value=1, max_value=200)


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("choose")), *DecisionOutcome.choices])
    decided_on = forms.DateField(label=_("Decided on"), widget=UnfoldAdminDateWidget)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)


class DecisionResultForm(forms.Form):
    result = forms.CharField(
        label=_("Result for those affected"), widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What was decided, which opinions changed the text, which did not and why, what happens next."),
    )  # fmt: skip


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, if you wish to say"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
