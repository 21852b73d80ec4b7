"""What officers are asked about places and contact persons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import ContactPerson


class ReleaseContactForm(forms.Form):
    wants_thing = True
    contact = forms.ModelChoiceField(label=_("Contact person"), queryset=ContactPerson.objects.none())

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = thing.contact_persons.active()
