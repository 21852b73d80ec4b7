"""Joining an action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.enums import JoiningTime


class JoiningForm(forms.Form):
    """A visitor leaves a name and an address; nobody has to promise more than one afternoon."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("We send a link there; you have joined once you open it."))
    time = forms.ChoiceField(
        label=_("How much time"), choices=JoiningTime, initial=JoiningTime.ONCE, widget=forms.RadioSelect,
        help_text=_("Once is enough, and you can leave at any moment."),
    )  # fmt: skip
    offer = forms.CharField(
        label=_("What you would like to do"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: I can bake, carry tables, take photographs, translate."),
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
