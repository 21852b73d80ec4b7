"""What officers are asked about registered submissions, and the table they bring in."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from communities.models import Neighbourhood
from participation.actions.register import file_in_document_system
from participation.actions.submission import receive_submission
from participation.enums import Channel, SubmissionKind
from participation.models import Submission
from portal.errors import StateConflict
from portal.files.forms import KeptFileField
from portal.files.importing import NamedField, TableImport, WordField
from portal.files.uploads import SIGNED_COPY
from portal.municipality.models import Unit

REGISTERED_CHANNELS = [one for one in Channel.choices if one[0] != Channel.WEB]
SIGNED_CHANNELS = (Channel.PAPER, Channel.E_ADDRESS)
NOON = time(12)


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


REGISTERED = (
    "kind", "title", "text", "channel", "is_signed", "author_name", "author_email", "community", "neighbourhood", "unit",
    "attachment", "dvs_number", "dvs_date",
)  # fmt: skip


class RegisterForm(forms.ModelForm):
    """A submission on paper, by e-address or told at the counter: under a minute, and the same clock."""

    received_on = forms.DateField(
        label=gettext_lazy("Received on"), widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
        help_text=gettext_lazy("The day it really came: the clock counts from it."),
    )  # fmt: skip
    attachment = KeptFileField(label=gettext_lazy("Signed copy or scan"), policy=SIGNED_COPY, required=False)

    class Meta:
        model = Submission
        fields = REGISTERED

    def clean_received_on(self):
        return check_received_on(self.cleaned_data["received_on"])


def check_received_on(day):
    if day > timezone.localdate():
        raise forms.ValidationError(_("The day of receipt is still to come."))
    return day


def instant_of(day, now: datetime) -> datetime:
    """When something came of which only the day is known: today now, else at noon of that day."""
    return now if day == timezone.localdate(now) else timezone.make_aware(datetime.combine(day, NOON))


class AssignForm(forms.Form):
    unit = forms.ModelChoiceField(label=gettext_lazy("Unit that answers"), queryset=Unit.objects.active())


class FormalForm(forms.Form):
    formal_title = forms.CharField(
        label=gettext_lazy("Formal title"), max_length=200, help_text=gettext_lazy("For example: Par …")
    )
    formal_text = forms.CharField(
        label=gettext_lazy("Formal wording"), widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("For the municipality's file. The author's own words stay as they are."),
    )  # fmt: skip


class FilingForm(forms.Form):
    dvs_number = forms.CharField(label=gettext_lazy("Number in the document system"), max_length=60)
    dvs_date = forms.DateField(label=gettext_lazy("Date in the document system"), widget=_day_input())


class SignedForm(forms.Form):
    channel = forms.ChoiceField(
        label=gettext_lazy("How do we know who sent it"),
        choices=[(Channel.E_ADDRESS, Channel.E_ADDRESS.label), (Channel.WEB, gettext_lazy("signed copy attached"))],
    )
    signed_copy = KeptFileField(label=gettext_lazy("Signed copy"), policy=SIGNED_COPY, required=False)


class CarriedOutForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Carried out on"), widget=_day_input())
    what = forms.CharField(
        label=gettext_lazy("What was done"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands on the public page of the proposal."),
    )  # fmt: skip


class CloseCampaignForm(forms.Form):
    conclusion = forms.CharField(
        label=gettext_lazy("What came of it"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What goes into the budget, what does not and why, and what happens next."),
    )  # fmt: skip


class VoteForm(forms.Form):
    vote_url = forms.URLField(label=gettext_lazy("Link to the national vote"), assume_scheme="https")
    vote_result = forms.CharField(
        label=gettext_lazy("Result of the national vote"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class SubmissionRow(forms.ModelForm):
    kind = WordField(label=gettext_lazy("kind"), choices=SubmissionKind.choices)
    channel = WordField(label=gettext_lazy("came by"), choices=REGISTERED_CHANNELS)
    received_on = forms.DateField(label=gettext_lazy("received on"))
    unit = NamedField(Unit.objects.filter(is_active=True), label=gettext_lazy("responsible unit"))
    neighbourhood = NamedField(Neighbourhood.objects.all(), label=gettext_lazy("neighbourhood"), required=False)
    dvs_number = forms.CharField(label=gettext_lazy("number in the document system"), max_length=60)

    class Meta:
        model = Submission
        fields = (
            "dvs_number", "dvs_date", "received_on", "kind", "title", "text", "channel", "unit", "neighbourhood",
            "author_name", "author_email",
        )  # fmt: skip

    def clean_received_on(self):
        self.instance.received_on = check_received_on(self.cleaned_data["received_on"])
        return self.instance.received_on


class SubmissionImport(TableImport):
    """Known by its number in the document system. What is registered is not written over: only its date there is mended."""

    name = "iesniegumi"
    label = gettext_lazy("Submissions from a table")
    explanation = gettext_lazy(
        "Each line becomes a registered submission, with its clock from the day it was received. A line whose number stands "
        "in the register already changes only the date in the document system."
    )
    row_form = SubmissionRow
    key = ("dvs_number",)

    def find(self, cells):
        found = Submission.objects.filter(dvs_number__iexact=cells.get("dvs_number", "")).first()
        if found:
            found.received_on = timezone.localdate(found.received_at)
        return found

    def save(self, thing, changed, *, by, now):
        if thing.pk is None:
            names = ("kind", "title", "text", "channel", "unit", "neighbourhood", "author_name", "author_email")
            received_at = instant_of(thing.received_on, now)
            submission = receive_submission(
                received_at=received_at, is_signed=thing.channel in SIGNED_CHANNELS, by=by, now=now,
                **{name: getattr(thing, name) for name in names},
            )  # fmt: skip
            if thing.dvs_date:
                self._file(submission, thing, by, now)
        elif changed == ["dvs_date"]:
            self._file(thing, thing, by, now)
        else:
            raise StateConflict(_("This number is registered with other words; a registered submission is not written over."))

    @staticmethod
    def _file(submission, row, by, now) -> None:
        file_in_document_system(submission=submission, dvs_number=row.dvs_number, dvs_date=row.dvs_date, by=by, now=now)
