from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from participation.models import WarningCategory


class WarningForm(forms.Form):
    """What somebody noticed, where, and how to reach the one who noticed it."""

    category = forms.ModelChoiceField(
        label=_("What is it about"), queryset=WarningCategory.objects.active(), empty_label=_("choose"),
        error_messages={"required": _("Choose what it is about: it decides who reads it.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("What did you notice"), widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What happens, since when, and who may be harmed. Say only what you know yourself."),
        error_messages={"required": _("Write what you noticed.")},
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=200, required=False, help_text=_("An address, a stop, a bridge."))
    community = forms.ModelChoiceField(
        label=_("In whose name"), queryset=Community.objects.none(), required=False, empty_label=_("in my own name")
    )
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A link comes there, later the word that you have an answer. Never what you wrote."),
        error_messages={"required": _("Write an e-mail address: the link comes there.")},
    )  # fmt: skip
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False, help_text=_("If you may be called back about it."))
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, user, communities, **kwargs):
        super().__init__(*args, initial={"form_token": uuid4()}, **kwargs)
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if communities:
            self.fields["community"].queryset = communities
        else:
            del self.fields["community"]


class AnswerWarningForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What was found and what was done. The sender alone reads it, behind the receipt."),
    )  # fmt: skip
    next_step = forms.CharField(label=_("What happens next"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class PoliceForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of the police station"),
        help_text=_("The letter asks them to call you. It says nothing of what the warning is about."),
    )


class HandOnForm(forms.Form):
    category = forms.ModelChoiceField(
        label=_("Right category"), queryset=WarningCategory.objects.active(), empty_label=_("choose"),
        help_text=_("The unit of the category gets it. A sensitive category closes it to everybody but the social service."),
    )  # fmt: skip
