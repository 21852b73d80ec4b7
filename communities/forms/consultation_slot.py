from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from portal.municipality.models import Unit


class OfferForm(forms.Form):
    """An hour of advice, or the same hour for several weeks running."""

    topic = forms.CharField(
        label=_("What the advice is about"), max_length=150, help_text=_("For example: writing a project application.")
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place or link"), max_length=200)
    weeks = forms.IntegerField(label=_("How many weeks running"), min_value=1, initial=1, help_text=_("1 means this day only."))

    def clean(self):
        """Day and hours as the two instants the action takes."""
        data = super().clean()
        day, begins, ends = (data.pop(name, None) for name in ("day", "begins", "ends"))
        if day and begins and ends:
            data["starts_at"], data["ends_at"] = (timezone.make_aware(datetime.combine(day, hour)) for hour in (begins, ends))
        return data


class UnitOfferForm(OfferForm):
    giver = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.active())
    field_order = ("giver",)


class BookForm(forms.Form):
    """What to talk about, and for which of the person's communities."""

    question = forms.CharField(
        label=_("What you want to talk about"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text=_("A sentence or two, so that the adviser comes prepared."),
    )  # fmt: skip
    community = forms.ModelChoiceField(
        label=_("For the community"), queryset=Community.objects.none(), required=False, empty_label=_("for myself")
    )

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities
        if not communities:
            del self.fields["community"]
