"""Questions that several steps ask."""

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.lv import pvn

from portal.municipality.models import validate_registration_number


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, help_text=_("The author reads it."))


class RegistrationNumberField(forms.CharField):
    """A number of the Latvian registers; people write it with spaces and dashes."""

    default_validators = (validate_registration_number,)

    def to_python(self, value):
        return pvn.compact(super().to_python(value))
