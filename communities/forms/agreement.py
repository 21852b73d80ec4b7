from django import forms
from django.utils.translation import gettext_lazy as _


class PutIntoForceForm(forms.Form):
    signed_on = forms.DateField(label=_("Signed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    number = forms.CharField(label=_("Number of the agreement"), max_length=40)
