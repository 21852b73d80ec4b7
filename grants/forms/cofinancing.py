from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from grants.models import CoFinancingFund
from portal.files.forms import KeptFileField
from portal.ui.money import MoneyField


class CoFinancingForm(forms.Form):
    """A request of a page: which project, which programme, by when, how much."""

    community = forms.ModelChoiceField(label=_("In whose name"), queryset=Community.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Project"), max_length=150)
    programme = forms.CharField(label=_("Programme"), max_length=120, widget=forms.TextInput(attrs={"list": "programmas"}))
    programme_deadline = forms.DateField(
        label=_("Deadline of the programme"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The municipality decides before this day."),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("What the project does for the place"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000
    )
    project_total = MoneyField(label=_("Total of the project, EUR"))
    requested = MoneyField(label=_("Share asked of the municipality, EUR"))
    attachment = KeptFileField(label=_("Description of the project"), required=False)
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, communities, fund: CoFinancingFund | None, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities
        self.programmes = fund.programmes if fund else []


class PromiseForm(forms.Form):
    amount = MoneyField(label=_("Promised, EUR"))
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("It stands in the letter of commitment.")
    )


class NoPromiseForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("The community reads it."))


class ProgrammeResultForm(forms.Form):
    is_won = forms.TypedChoiceField(
        label=_("What did the programme decide?"), choices=[("1", _("it pays for the project")), ("0", _("it does not pay"))],
        coerce=lambda answer: answer == "1", widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label=_("In a sentence"), max_length=300, required=False)
