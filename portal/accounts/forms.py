from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User


class SignUpForm(SignupForm):
    """Sign-up asks for a name, an address and a password, nothing more."""

    name = forms.CharField(label=_("Name and surname"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "phone"]
        help_texts = {
            "name": _("Shown to officers and to the members of your communities, never published without your consent."),
            "phone": _("Optional; officers use it when your matter is urgent."),
        }


class EraseForm(forms.Form):
    confirm = forms.BooleanField(
        label=_("I understand that my account will be closed and my personal data erased for good"),
        error_messages={"required": _("Tick the box to confirm.")},
    )


class NewPersonForm(forms.Form):
    """An officer or commission member is entered by the administrator; the person sets the password by e-mail."""

    name = forms.CharField(label=_("Name and surname"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES)
