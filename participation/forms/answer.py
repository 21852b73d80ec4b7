from django import forms
from django.utils.translation import gettext_lazy as _

from participation.enums import Outcome


class AnswerForm(forms.Form):
    """The officer's answer. Whether it says enough is checked by the action, the same for every door."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("choose")), *Outcome.choices])
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("What was decided and why, in your own words. Courtesies and the quoted question do not count."),
    )  # fmt: skip
    next_step = forms.CharField(
        label=_("What happens next"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who does what by when."),
    )
    no_next_step = forms.CharField(label=_("Or why nothing follows"), required=False, max_length=300)
    legal_reference = forms.CharField(label=_("Norm or document"), required=False, max_length=200)
