from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.community_name import community_named


class PartnerForm(forms.Form):
    """Who carries the project too. A name that a community of the portal bears means that community."""

    name = forms.CharField(
        label=_("Partner"), max_length=150,
        help_text=_("A community as it is named on this portal, or the full name of another organisation."),
    )  # fmt: skip
    role = forms.CharField(
        label=_("What the partner does"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Which part of the work, which rooms, people or money."),
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        return data | {"community": community_named(data.get("name", ""))}
