from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.community_name import CommunityNameField


class ExtensionForm(forms.Form):
    """One community, a later deadline, and why."""

    community = CommunityNameField(label=_("Community"), help_text=_("The name as it stands on its page."))
    until = forms.DateTimeField(
        label=_("Applications until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What kept this community from applying in time. Auditors and the community read it."),
    )  # fmt: skip
