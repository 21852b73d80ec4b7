"""What communities are asked when they lend, look for something, or write to each other."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import NoticeCategory, NoticeKind
from communities.models import Community

YES, NO = "ja", "ne"


class NoticeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Do you offer or need it?"), choices=NoticeKind, widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("What kind of thing is it?"), choices=NoticeCategory)
    title = forms.CharField(
        label=_("In a few words"),
        max_length=120,
        help_text=_("For example: a tent for 50 people, help with accounts."),
        error_messages={"required": _("Say in a few words what it is.")},
    )
    text = forms.CharField(
        label=_("Details"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "When, where, on what terms. Write no phone numbers or e-mail addresses: the reply comes through the portal."
        ),
        error_messages={"required": _("Describe what you offer or need.")},
    )
    until = forms.DateField(
        label=_("Shown until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day on the board; you can close the notice earlier."),
    )


class ContactRequestForm(forms.Form):
    """``communities`` are those in whose name the person may write."""

    from_community = forms.ModelChoiceField(
        label=_("In the name of"),
        queryset=Community.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("You do not write in the name of this community.")},
    )
    text = forms.CharField(
        label=_("Your letter"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Who you are, what you ask for, when it would suit you."),
    )

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_community"].queryset = communities


class ReplyForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Your reply"),
        choices=[(YES, _("We agree")), (NO, _("Not this time"))],
        widget=forms.RadioSelect,
        help_text=_("When you agree, the contact persons of both communities see each other's e-mail addresses."),
    )
    reply = forms.CharField(
        label=_("In your own words"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words in reply.")},
    )


class TakeDownForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, help_text=_("The community reads it."))
