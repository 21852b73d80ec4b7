"""What somebody who wants to come or to help is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RegistrationForm(forms.Form):
    """Half a minute, no account needed: a guest leaves a name and an address."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("We send a link there that confirms the registration; it is never published.")
    )
    seats = forms.IntegerField(label=_("How many people come, including you"), min_value=1, max_value=10, initial=1)
    needs = forms.CharField(
        label=_("What you need to take part"),
        max_length=200,
        required=False,
        help_text=_("For example: a place for a wheelchair, sign language, a corner for a child. The organiser alone reads it."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]


class OfferForm(forms.Form):
    publish_name = forms.BooleanField(label=_("I may be thanked by name on the page of the event"), required=False)
