from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from participation.models import MeetingTask
from portal.municipality.models import Unit


class DayInput(forms.DateInput):
    """A day as the browser's own picker gives it."""

    def __init__(self):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class TaskEntryForm(forms.ModelForm):
    """What an officer notes of a visit, an NGO day or a council's meeting."""

    class Meta:
        model = MeetingTask
        fields = ("forum", "event", "meeting", "title", "unit", "community", "post", "due_on")
        help_texts = {"due_on": _("Without a day it counts as discussed and not taken forward.")}

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on <= timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        return due_on


class FinishForm(forms.Form):
    result = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A sentence or two. Everybody who was at the meeting can read it."),
    )  # fmt: skip


class ForwardForm(forms.Form):
    """Who does by when what was only talked of."""

    unit = forms.ModelChoiceField(label=_("Responsible unit"), queryset=Unit.objects.active())
    community = forms.ModelChoiceField(label=_("Done by the community"), queryset=Community.objects.public(), required=False)
    post = forms.CharField(label=_("Whoever does it, by post"), max_length=120, required=False)
    due_on = forms.DateField(label=_("To be done by"), widget=DayInput())
