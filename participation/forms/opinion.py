from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from portal.files.forms import KeptFileField
from portal.files.uploads import ATTACHMENT


class OpinionForm(forms.Form):
    """An opinion in two minutes. A visitor leaves a name and an address; a member may speak for a community."""

    text = forms.CharField(
        label=_("Your opinion"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What do you need, what have you experienced, what do you propose? You do not have to offer a solution."),
        error_messages={"required": _("Write your opinion.")},
    )
    community = forms.ModelChoiceField(
        label=_("In whose name"), queryset=Community.objects.none(), required=False, empty_label=_("in my own name"),
        help_text=_("A community's joint opinion is listed first and counted apart."),
    )  # fmt: skip
    residents_represented = forms.IntegerField(
        label=_("How many residents it speaks for"), min_value=2, max_value=100_000, required=False
    )
    how_agreed = forms.CharField(
        label=_("How and when it was agreed"), max_length=300, required=False,
        help_text=_("For example: at the meeting of 12 November, 14 people voted for it."),
    )  # fmt: skip
    attachment = KeptFileField(label=_("Attachment"), policy=ATTACHMENT, required=False)
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("We send the receipt and the answer there; it is never published."),
        error_messages={"required": _("Write an e-mail address: the answer comes there.")},
    )  # fmt: skip
    publish_name = forms.BooleanField(label=_("Publish my name with the opinion"), required=False)
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, user, communities, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if communities:
            self.fields["community"].queryset = communities
        else:
            for field in ("community", "residents_represented", "how_agreed"):
                del self.fields[field]

    def clean(self):
        data = super().clean()
        if data.get("community"):
            if not data.get("residents_represented"):
                self.add_error("residents_represented", _("Say for how many residents the community speaks."))
            if not data.get("how_agreed"):
                self.add_error("how_agreed", _("Say how and when the opinion was agreed."))
        return data
