from django import forms
from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import NOTIFICATIONS
from portal.notifications.models import Frequency, Preference
from portal.notifications.unsubscribing import news_keys


class PreferencesForm(forms.Form):
    """One choice per kind of news. What must be done and answers to one's own matters always come at once."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = dict(Preference.objects.filter(user=user).values_list("key", "frequency"))
        for key in news_keys():
            kind = NOTIFICATIONS[key]
            self.fields[self.field_name(key)] = forms.ChoiceField(
                label=kind.label, choices=Frequency.choices, initial=chosen.get(key, kind.default_frequency)
            )

    @staticmethod
    def field_name(key: str) -> str:
        return key.replace(".", "__")

    def keep(self) -> None:
        for key in news_keys():
            Preference.objects.update_or_create(
                user=self.user, key=key, defaults={"frequency": self.cleaned_data[self.field_name(key)]}
            )


class FollowForm(forms.Form):
    """A guest leaves an address; of a signed-in person nothing is asked."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send a link there to confirm it. The address is used for this news alone and is never published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]


class PaceForm(forms.Form):
    """How often a guest who confirms wants the news."""

    frequency = forms.ChoiceField(
        label=_("How often"), choices=[choice for choice in Frequency.choices if choice[0] != Frequency.NEVER]
    )
