"""What the steps of a plan's course ask."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ConsultForm(forms.Form):
    """The days and the contact; what can change and how to take part come with the kind of consultation."""

    opens_on = forms.DateField(
        label=_("First day for opinions"), widget=DAY,
        help_text=_("At nine in the morning; if that is over today, at the next full hour."),
    )  # fmt: skip
    closes_on = forms.DateField(
        label=_("Last day for opinions"), widget=DAY, required=False, help_text=_("Empty: as long as is usual for the kind.")
    )
    justification = forms.CharField(
        label=_("Why the time is shorter"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Public. Needed when the consultation is open for fewer days than the guidelines advise."),
    )  # fmt: skip
    contact_post = forms.CharField(label=_("Contact person's post"), max_length=120)
    contact_phone = forms.CharField(label=_("Contact person's phone"), max_length=30)
    contact_email = forms.EmailField(label=_("Contact person's e-mail"))


class AdoptForm(forms.Form):
    decision_number = forms.CharField(label=_("Number of the council's decision"), max_length=60)
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DAY)
    changes = forms.CharField(
        label=_("What the opinions changed"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed if people were asked: it stands as the result on the consultation's page."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    wants_thing = True

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    summary = forms.CharField(label=_("What was reached and what was not"), widget=forms.Textarea(attrs={"rows": 5}))
    changes = forms.CharField(
        label=_("What will be done differently"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )  # fmt: skip

    def __init__(self, *args, thing: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        reviewed = thing.reviews.filter(is_final=False).order_by("-year").values_list("year", flat=True).first()
        self.initial = {"year": reviewed + 1 if reviewed else max(thing.year_from, timezone.localdate().year)} | self.initial


class EndForm(forms.Form):
    summary = forms.CharField(label=_("What was reached and what was not"), widget=forms.Textarea(attrs={"rows": 5}))


class AmendForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the plan must change"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Public. Everybody who follows the plan is told."),
    )  # fmt: skip


class AdoptAmendmentForm(forms.Form):
    decision_number = forms.CharField(label=_("Number of the council's decision"), max_length=60)
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DAY)
