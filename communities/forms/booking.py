"""Asking for a place or a piece of equipment."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.forms.widgets import DayInput, HourInput
from communities.models import Community, Equipment, ResourceCentre
from communities.queries.opening import instant


class BookingForm(forms.Form):
    """What is needed, when and for what. A visitor leaves a name and an address; a member may book for a community.

    ``starts_at`` and ``ends_at`` of the cleaned data are the instants the day and the hours mean.
    """

    equipment = forms.ModelChoiceField(
        label=_("What do you need"), queryset=Equipment.objects.none(), empty_label=_("the place"), required=False
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    starts = forms.TimeField(label=_("From"), widget=HourInput)
    ends = forms.TimeField(label=_("To"), widget=HourInput)
    purpose = forms.CharField(
        label=_("What for"), max_length=200, help_text=_("Seen by the community alone, for example: residents' meeting.")
    )
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=30_000, required=False)
    crowd_accepted = forms.BooleanField(label=_("There will be more of us than the place holds, and we know it"), required=False)
    community = forms.ModelChoiceField(
        label=_("For the community"), queryset=Community.objects.none(), required=False, empty_label=_("for myself")
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("We send a link there; the hours are yours once you open it."))
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, help_text=_("So that the community can agree on the keys with you.")
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, centre: ResourceCentre, user, communities, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        self.fields["equipment"].hide_optional = True  # nothing chosen means the place itself
        self.fields["equipment"].queryset = centre.equipment.filter(is_bookable=True)
        if not centre.is_bookable:
            self.fields["equipment"].required, self.fields["equipment"].empty_label = True, None
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if communities:
            self.fields["community"].queryset = communities
        else:
            del self.fields["community"]
        if not self._is_crowd(centre):
            del self.fields["crowd_accepted"]

    def _is_crowd(self, centre: ResourceCentre) -> bool:
        """Whether more people are given than the place holds, so that the question is asked."""
        people = self.data.get("people", "").strip()
        return bool(centre.capacity and people.isdecimal() and int(people[:9]) > centre.capacity)

    def clean(self):
        data = super().clean()
        if data.keys() >= {"day", "starts", "ends"}:
            for hour in ("starts", "ends"):
                data[f"{hour}_at"] = moment = instant(data["day"], data[hour])
                if timezone.localtime(moment).time() != data[hour]:
                    self.add_error(hour, _("That hour does not exist: the clocks are put forward. Choose another."))
        return data
